//! Full-text search over sections.

use async_graphql::{Context, InputObject, Result, SimpleObject};
use std::sync::Arc;

use super::{
    error::store_error,
    excerpt::{matches, snippet},
    filter::IntRange,
    paging::{DEFAULT_PAGE, PageInput, Total, connection, only_total},
    report::Report,
    rows::ReportOf,
    section::{Section, Span},
    session::Session,
    words::{SectionKind, Topic},
};
use crate::store::{self, Hit, Page, Terms};

connection!(SearchConnection, SearchEdge, SearchHit, "section that was found", "sections that were found");

/// Which sections are searched. All fields given must hold.
#[derive(InputObject, Debug, Clone)]
pub struct SearchFilter {
    /// In a report of one of these counties, by code.
    pub county: Option<Vec<String>>,
    /// In a report of a county in one of these provinces, by code.
    pub province: Option<Vec<String>>,
    /// The year of the report.
    pub year: Option<IntRange>,
    /// Has one of these topics.
    pub topic: Option<Vec<Topic>>,
    /// Of one of these kinds.
    pub kind: Option<Vec<SectionKind>>,
}

/// A section that contains what was searched for.
#[derive(SimpleObject, Clone)]
#[graphql(complex)]
pub struct SearchHit {
    /// The section.
    section: Section,
    /// A piece of its text around the first match, or its heading where only that one matches: about 100 characters on one
    /// line, «» around each match, … where it is cut.
    snippet: String,
    /// How well the section answers, above 0, higher is better: for each word a share that grows with its mentions and
    /// shrinks with the length of the section; a mention in the heading counts as four. The same for the same section and
    /// query, whatever else is in the database.
    score: f64,
    /// Where the words stand in `Section.text`, in order; empty where only the heading matches.
    matches: Vec<Span>,
    #[graphql(skip)]
    report_id: i64,
}

#[async_graphql::ComplexObject]
impl SearchHit {
    /// The report that the section is part of.
    async fn report(&self, ctx: &Context<'_>) -> Result<Report> {
        super::session::session(ctx)?.get(ReportOf(self.report_id)).await.map(Report::new)
    }
}

impl SearchHit {
    fn new(hit: &Hit, terms: &Terms) -> Self {
        let text = hit.section.text.as_deref().unwrap_or_default();
        let in_text = matches(text, terms.words());
        let snippet = if in_text.is_empty() {
            let heading = &hit.section.heading;
            snippet(heading, &matches(heading, terms.words()))
        } else {
            snippet(text, &in_text)
        };
        let span = |place: std::ops::Range<usize>| Span {
            start: i32::try_from(place.start).unwrap_or(i32::MAX),
            end: i32::try_from(place.end).unwrap_or(i32::MAX),
        };
        SearchHit {
            report_id: hit.section.report_id,
            section: Section::new(Arc::new(hit.section.clone()), hit.report.clone()),
            snippet,
            score: hit.score,
            matches: in_text.into_iter().map(span).collect(),
        }
    }
}

impl From<SearchFilter> for store::SearchFilter {
    fn from(filter: SearchFilter) -> Self {
        let SearchFilter { county, province, year, topic, kind } = filter;
        store::SearchFilter {
            county,
            province,
            year: year.map(|year| store::Between { gte: year.gte, lte: year.lte }),
            topic: topic.map(|topics| topics.into_iter().map(|topic| topic.word().to_owned()).collect()),
            kind: kind.map(|kinds| kinds.into_iter().map(|kind| kind.word().to_owned()).collect()),
        }
    }
}

impl Session {
    /// `Query.search`.
    pub async fn search(
        &self,
        ctx: &Context<'_>,
        query: &str,
        page: &PageInput,
        filter: Option<SearchFilter>,
    ) -> Result<SearchConnection> {
        let terms = Arc::new(Terms::parse(query).map_err(store_error)?);
        let filter = filter.map(store::SearchFilter::from).unwrap_or_default();
        let args = page.check(self.limits.page)?;
        let found = if only_total(ctx) {
            Page::default()
        } else {
            let first = args.first.unwrap_or(DEFAULT_PAGE);
            self.store.search(&terms, &filter, first, args.after.as_ref()).await.map_err(store_error)?
        };
        let (store, words) = (self.store.clone(), terms.clone());
        let total = Total::counted(move || {
            let (store, words, filter) = (store.clone(), words.clone(), filter.clone());
            async move { store.count_found(&words, &filter).await.map_err(store_error) }
        });
        SearchConnection::new(&found, total, |hit| Ok(SearchHit::new(hit, &terms)))
    }
}
