//! Sections: the outline of a report.

use async_graphql::{Context, ID, Object, Result, SelectionField, SimpleObject};
use entity::section;
use std::{borrow::Cow, sync::Arc};

use super::{
    error::internal,
    figure::FigureConnection,
    filter::FigureFilter,
    id::GlobalId,
    nested::FiguresOfSection,
    paging::{PageInput, connection},
    report::Report,
    rows::TextOfSection,
    session::session,
    words::{SectionKind, Topic},
};
use crate::store::{ReportKey, SectionKey};

connection!(SectionConnection, SectionEdge, Section, "section", "sections");

/// A piece of a report's text.
#[derive(SimpleObject, Debug, Clone, Copy)]
pub struct Span {
    /// The first character, counted in Unicode scalar values from 0 in `Report.text`.
    pub start: i32,
    /// One behind the last character.
    pub end: i32,
}

/// One heading of a report with the text that belongs to it alone.
#[derive(Clone)]
pub struct Section {
    row: Arc<section::Model>,
    report: ReportKey,
}

impl Section {
    /// The section of a row, in the report of that key.
    pub fn new(row: Arc<section::Model>, report: ReportKey) -> Self {
        Section { row, report }
    }
}

/// One heading of a report with the text that belongs to it alone.
#[Object]
impl Section {
    /// The global id, for `node` and for caches; stays the same when the report is imported again unchanged.
    pub async fn id(&self) -> ID {
        GlobalId::Section(SectionKey { report: self.report.clone(), path: self.row.path.clone() }).encode()
    }

    /// The report it is part of.
    async fn report(&self, ctx: &Context<'_>) -> Result<Report> {
        session(ctx)?.report_by_id(self.row.report_id).await
    }

    /// The section that holds it; null at the top level.
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<Section>> {
        let Some((parent, _)) = self.row.path.rsplit_once('.') else { return Ok(None) };
        session(ctx)?.section_at(self.row.report_id, &self.report, parent, wants_text(ctx)).await
    }

    /// The sections directly under it, in order.
    async fn children(&self, ctx: &Context<'_>) -> Result<Vec<Section>> {
        session(ctx)?.children(self.row.id, &self.report, wants_text(ctx)).await
    }

    /// The sections that hold it, from the top level down.
    async fn ancestors(&self, ctx: &Context<'_>) -> Result<Vec<Section>> {
        session(ctx)?.ancestors(&self.row, &self.report, wants_text(ctx)).await
    }

    /// The place in the tree: 1.2.3 is the third section in the second of the first; 0 is the preamble.
    async fn path(&self) -> &str {
        &self.row.path
    }

    /// 0 preamble, 1 一、, 2 （一）, 3 1., 4 （1）; a run-in item (一是) is one deeper than what holds it.
    async fn level(&self) -> i32 {
        self.row.level.into()
    }

    /// The label as printed: 一、 （一） 1. 一是; empty for the preamble.
    async fn label(&self) -> &str {
        &self.row.label
    }

    /// The heading after the label; empty where there is none.
    async fn heading(&self) -> &str {
        &self.row.heading
    }

    /// Its own text, without label, heading and children; paragraphs end with a newline, broken lines are joined.
    async fn text(&self, ctx: &Context<'_>) -> Result<Cow<'_, str>> {
        match &self.row.text {
            Some(text) => Ok(Cow::Borrowed(text)),
            None => Ok(Cow::Owned(session(ctx)?.get(TextOfSection(self.row.id)).await?)),
        }
    }

    /// What it is about, from its top-level heading.
    async fn kind(&self) -> Result<SectionKind> {
        SectionKind::of_word(&self.row.kind).ok_or_else(|| internal(format!("section kind {:?}", self.row.kind)))
    }

    /// The topics of its headings and figures, the most frequent first.
    async fn topics(&self) -> Result<Vec<Topic>> {
        let topic = |word: &String| Topic::of_word(word).ok_or_else(|| internal(format!("topic {word:?}")));
        self.row.topics.0.iter().map(topic).collect()
    }

    /// From its label to the end of its own text, in `Report.text`.
    async fn span(&self) -> Span {
        Span { start: self.row.start, end: self.row.end }
    }

    /// The figures in its own text, in order.
    async fn figures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Entries of the page, 0 to 100; 20 when null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor; null for the first page.")] after: Option<String>,
        #[graphql(desc = "Which figures; null for all.")] filter: Option<FigureFilter>,
    ) -> Result<FigureConnection> {
        let page = PageInput { first, after, ..PageInput::default() };
        let (page, total) = session(ctx)?.nested::<FiguresOfSection>(ctx, self.row.id, &page, filter, None).await?;
        FigureConnection::figures(&page, total)
    }
}

/// Whether the text of the sections that a field gives is asked for, directly or of their relatives, which come with
/// the same statement.
pub fn wants_text(ctx: &Context<'_>) -> bool {
    fn any(field: SelectionField<'_>) -> bool {
        field.selection_set().any(|child| match child.name() {
            "text" => true,
            "nodes" | "edges" | "node" | "children" | "parent" | "ancestors" => any(child),
            _ => false,
        })
    }
    any(ctx.field())
}
