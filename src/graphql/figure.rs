//! Figures: the numbers that measure something, each with the words it was read from.

use async_graphql::{Context, ID, Object, Result};
use entity::{figure, review};
use std::sync::Arc;

use super::{
    error::internal,
    id::GlobalId,
    indicator::Indicator,
    paging::{Total, connection},
    period::Period,
    place::County,
    report::Report,
    rows::ReviewsOf,
    scalar::DateTime,
    section::{Section, Span, wants_text},
    session::session,
    words::{FigureStatus, Qualifier, ReviewDecision, Topic},
};
use crate::store::{FigureKey, Page, ReportKey};

connection!(FigureConnection, FigureEdge, Figure, "figure", "figures");

impl FigureConnection {
    /// A page of figures.
    pub fn figures(page: &Page<Arc<figure::Model>>, total: Total) -> Result<Self> {
        FigureConnection::new(page, total, |row| Ok(Figure(row.clone())))
    }
}

/// A number in a report that measures something, with its place and its words.
#[derive(Clone)]
pub struct Figure(pub Arc<figure::Model>);

impl Figure {
    fn report_key(&self) -> ReportKey {
        ReportKey { county: self.0.county_code.clone(), year: self.0.year }
    }
}

/// A number in a report that measures something, with its place and its words.
#[Object]
impl Figure {
    /// The global id, for `node` and for caches; stays the same when the report is imported again unchanged.
    pub async fn id(&self) -> ID {
        GlobalId::Figure(FigureKey { report: self.report_key(), start: self.0.start }).encode()
    }

    /// The report it stands in.
    async fn report(&self, ctx: &Context<'_>) -> Result<Report> {
        session(ctx)?.report_by_id(self.0.report_id).await
    }

    /// The section it stands in.
    async fn section(&self, ctx: &Context<'_>) -> Result<Section> {
        session(ctx)?.section_by_id(self.0.section_id, &self.report_key(), wants_text(ctx)).await
    }

    /// The county of its report.
    async fn county(&self, ctx: &Context<'_>) -> Result<County> {
        session(ctx)?.county(&self.0.county_code)
    }

    /// The year of its report; what it is about is in `period`.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// What it is an observation of; null where the catalogue has nothing, the match is too weak, or a reviewer has rejected
    /// the figure.
    async fn indicator(&self, ctx: &Context<'_>) -> Result<Option<Indicator>> {
        let Some(code) = &self.0.indicator_code else { return Ok(None) };
        session(ctx)?.indicator(code).map(Some)
    }

    /// The part of government work it belongs to.
    async fn topic(&self) -> Result<Topic> {
        Topic::of_word(&self.0.topic).ok_or_else(|| internal(format!("topic {:?}", self.0.topic)))
    }

    /// What is counted, readable out of context: 专兼职人民调解员.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// The body or area it is limited to: 三级矛调中心; null where it is about the whole county.
    async fn scope(&self) -> Option<&str> {
        self.0.scope.as_deref()
    }

    /// The number in its unit, scaled: 3.6万 is 36000; a percentage stays in percent; a range gives its low end.
    async fn value(&self) -> f64 {
        self.0.value
    }

    /// The high end of a range; null for a single number.
    async fn value_high(&self) -> Option<f64> {
        self.0.value_high
    }

    /// The measure word, without scale: 件, 人次, 元, %; empty where there is none.
    async fn unit(&self) -> &str {
        &self.0.unit
    }

    /// Whether the number is exact or a bound.
    async fn qualifier(&self) -> Result<Qualifier> {
        Qualifier::of_word(&self.0.qualifier).ok_or_else(|| internal(format!("qualifier {:?}", self.0.qualifier)))
    }

    /// Whether it happened, is aimed at, or is prescribed.
    async fn status(&self) -> Result<FigureStatus> {
        FigureStatus::of_word(&self.0.status).ok_or_else(|| internal(format!("figure status {:?}", self.0.status)))
    }

    /// The time it is about.
    async fn period(&self) -> Period {
        Period::new(self.0.period_from, self.0.period_to, self.0.cumulative)
    }

    /// The number with unit and qualifier, as printed: 2000余件.
    async fn raw(&self) -> &str {
        &self.0.raw
    }

    /// The clause it stands in, as printed.
    async fn quote(&self) -> &str {
        &self.0.quote
    }

    /// The place of `raw`, in `Report.text`.
    async fn span(&self) -> Span {
        Span { start: self.0.start, end: self.0.end }
    }

    /// Confidence of the indicator match, 0 to 1; 0 without indicator, 1 where a reviewer has decided it.
    async fn confidence(&self) -> f64 {
        self.0.confidence
    }

    /// What a reviewer said about it last, which is in force: value, unit and indicator above are as reviewed. Null where
    /// nobody has reviewed it.
    async fn review(&self, ctx: &Context<'_>) -> Result<Option<Review>> {
        let mut reviews = session(ctx)?.find(ReviewsOf(self.0.id)).await?.unwrap_or_default();
        Ok(reviews.pop().map(Review))
    }

    /// Everything that reviewers have said about it, the first word first; empty where nobody has reviewed it.
    async fn reviews(&self, ctx: &Context<'_>) -> Result<Vec<Review>> {
        let reviews = session(ctx)?.find(ReviewsOf(self.0.id)).await?.unwrap_or_default();
        Ok(reviews.into_iter().map(Review).collect())
    }
}

/// A person's word on a figure.
pub struct Review(pub review::Model);

/// A person's word on a figure.
#[Object]
impl Review {
    /// What was decided.
    async fn decision(&self) -> Result<ReviewDecision> {
        ReviewDecision::of_word(&self.0.decision).ok_or_else(|| internal(format!("review decision {:?}", self.0.decision)))
    }

    /// Who decided it: the name of the token.
    async fn reviewer(&self) -> &str {
        &self.0.reviewer
    }

    /// Why; null where no reason was given.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// When it was decided.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// The value before a correction, scaled; null where the value was not changed.
    async fn previous_value(&self) -> Option<f64> {
        self.0.previous_value
    }

    /// The unit before a correction; null where it was not changed.
    async fn previous_unit(&self) -> Option<&str> {
        self.0.previous_unit.as_deref()
    }

    /// The indicator before a correction; null where it was not changed, where there was none, and where the catalogue has
    /// it no more.
    async fn previous_indicator(&self, ctx: &Context<'_>) -> Result<Option<Indicator>> {
        let Some(code) = &self.0.previous_indicator else { return Ok(None) };
        Ok(session(ctx)?.reference.indicator(code).map(Indicator))
    }
}
