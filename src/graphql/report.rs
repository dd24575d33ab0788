//! Reports, and the documents they were read from.

use async_graphql::{Context, ID, Object, Result};
use entity::{report, source};
use std::sync::Arc;

use super::{
    check::Check,
    error::internal,
    figure::FigureConnection,
    filter::{FigureFilter, FigureOrder, SectionFilter},
    id::GlobalId,
    nested::{FiguresOfReport, SectionsOfReport},
    paging::{PageInput, connection},
    place::County,
    rows::{ChecksOf, SourceOf, TextOfSource},
    scalar::{Date, DateTime},
    section::{Section, SectionConnection, wants_text},
    session::session,
    words::{CheckStatus, Edition},
};
use crate::store::ReportKey;

connection!(ReportConnection, ReportEdge, Report, "report", "reports");

/// A county's report on one year: what it says about itself, its sections and its figures.
#[derive(Clone)]
pub struct Report(Arc<report::Model>);

impl Report {
    /// The report of a row.
    pub fn new(row: Arc<report::Model>) -> Self {
        Report(row)
    }

    fn key(&self) -> ReportKey {
        ReportKey { county: self.0.county_code.clone(), year: self.0.year }
    }
}

/// A county's report on one year: what it says about itself, its sections and its figures.
#[Object]
impl Report {
    /// The global id, for `node` and for caches; stays the same when the report is imported again.
    pub async fn id(&self) -> ID {
        GlobalId::Report(self.key()).encode()
    }

    /// The county that issued it.
    async fn county(&self, ctx: &Context<'_>) -> Result<County> {
        session(ctx)?.county(&self.0.county_code)
    }

    /// The year reported on; the report itself is issued in the year after, as a rule.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// The title, on one line.
    async fn title(&self) -> &str {
        &self.0.title
    }

    /// Whether the stored text is the report as issued, a digest of it, or made up.
    async fn edition(&self) -> Result<Edition> {
        Edition::of_word(&self.0.edition).ok_or_else(|| internal(format!("edition {:?}", self.0.edition)))
    }

    /// The document number (发文字号): 临字〔2022〕6号; null where it has none.
    async fn document_number(&self) -> Option<&str> {
        self.0.document_number.as_deref()
    }

    /// The index number (索引号) of the site that published it; null where it has none.
    async fn index_number(&self) -> Option<&str> {
        self.0.index_number.as_deref()
    }

    /// The bodies that issued it, as printed; empty where it names none.
    async fn issuers(&self) -> &[String] {
        &self.0.issuers.0
    }

    /// Who signed it off (签发人); null where it does not say.
    async fn signatory(&self) -> Option<&str> {
        self.0.signatory.as_deref()
    }

    /// Whom it addresses: 市委; null where it addresses nobody.
    async fn addressee(&self) -> Option<&str> {
        self.0.addressee.as_deref()
    }

    /// The date at its foot; null where it has none.
    async fn signed_on(&self) -> Option<Date> {
        self.0.signed_on.map(Date)
    }

    /// The day it was published on the web; null where the text does not say.
    async fn published_on(&self) -> Option<Date> {
        self.0.published_on.map(Date)
    }

    /// The document it was read from.
    async fn source(&self, ctx: &Context<'_>) -> Result<Source> {
        Ok(Source(session(ctx)?.get(SourceOf(self.0.source_id)).await?))
    }

    /// The whole text as received, after decoding; all spans count its characters.
    async fn text(&self, ctx: &Context<'_>) -> Result<Arc<str>> {
        session(ctx)?.get(TextOfSource(self.0.source_id)).await
    }

    /// The top-level sections, in order.
    async fn outline(&self, ctx: &Context<'_>) -> Result<Vec<Section>> {
        session(ctx)?.outline(self.0.id, &self.key(), wants_text(ctx)).await
    }

    /// All sections, in the order of the document.
    #[allow(clippy::too_many_arguments)]
    async fn sections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Entries from the start, 0 to 100; 20 when first and last are null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor.")] after: Option<String>,
        #[graphql(desc = "Entries from the end, 0 to 100; excludes first.")] last: Option<i32>,
        #[graphql(desc = "Only entries before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which sections; null for all.")] filter: Option<SectionFilter>,
    ) -> Result<SectionConnection> {
        let page = PageInput { first, after, last, before };
        let (page, total) = session(ctx)?.nested::<SectionsOfReport>(ctx, self.0.id, &page, filter, None).await?;
        let key = self.key();
        SectionConnection::new(&page, total, |row| Ok(Section::new(row.clone(), key.clone())))
    }

    /// The section at a path such as 1.2.3; null where there is none.
    async fn section(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The path: 1.2.3; 0 is the preamble.")] path: String,
    ) -> Result<Option<Section>> {
        session(ctx)?.section_at(self.0.id, &self.key(), &path, wants_text(ctx)).await
    }

    /// The figures, by their place in the text unless ordered otherwise.
    #[allow(clippy::too_many_arguments)]
    async fn figures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Entries from the start, 0 to 100; 20 when first and last are null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor.")] after: Option<String>,
        #[graphql(desc = "Entries from the end, 0 to 100; excludes first.")] last: Option<i32>,
        #[graphql(desc = "Only entries before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which figures; null for all.")] filter: Option<FigureFilter>,
        #[graphql(desc = "Keys to order by, the first one first; then by id.")] order_by: Option<Vec<FigureOrder>>,
    ) -> Result<FigureConnection> {
        let page = PageInput { first, after, last, before };
        let (page, total) = session(ctx)?.nested::<FiguresOfReport>(ctx, self.0.id, &page, filter, order_by).await?;
        FigureConnection::figures(&page, total)
    }

    /// The report's own arithmetic, checked: totals against their parts, rates against their counts; in the order of the
    /// text. Only relations that the words state are checked.
    async fn checks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only checks that came out like this; null for all.")] status: Option<CheckStatus>,
    ) -> Result<Vec<Check>> {
        let Some(checks) = session(ctx)?.find(ChecksOf(self.0.id)).await? else { return Ok(Vec::new()) };
        let asked = checks.iter().filter(|check| status.is_none_or(|status| status.word() == check.status));
        Ok(asked.cloned().map(Check::new).collect())
    }

    /// The same county's report on the year before; null where there is none.
    async fn previous(&self, ctx: &Context<'_>) -> Result<Option<Report>> {
        session(ctx)?.report_of(&self.0.county_code, self.0.year - 1).await
    }

    /// The same county's report on the year after; null where there is none.
    async fn next(&self, ctx: &Context<'_>) -> Result<Option<Report>> {
        session(ctx)?.report_of(&self.0.county_code, self.0.year + 1).await
    }
}

/// A document as received.
pub struct Source(pub Arc<source::Model>);

/// A document as received.
#[Object]
impl Source {
    /// The name of the file.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The web address it was fetched from; null for a file.
    async fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// Its media type: text/plain, text/markdown, text/html, application/pdf, and
    /// application/vnd.openxmlformats-officedocument.wordprocessingml.document for Word's .docx.
    async fn media_type(&self) -> &str {
        &self.0.media_type
    }

    /// The charset it was decoded from: UTF-8, GB18030; null for PDF and Word documents, which have their own.
    async fn charset(&self) -> Option<&str> {
        self.0.charset.as_deref()
    }

    /// SHA-256 of its bytes, in hexadecimal.
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// Its length in bytes.
    async fn bytes(&self) -> i32 {
        self.0.bytes
    }

    /// The length of its text in characters (Unicode scalar values).
    async fn characters(&self) -> i32 {
        self.0.characters
    }

    /// When it was imported.
    async fn imported_at(&self) -> DateTime {
        DateTime(self.0.imported_at)
    }

    /// Which version of the extractor read it, rules included.
    async fn extractor(&self) -> &str {
        &self.0.extractor
    }
}
