//! What people say about figures, and what that makes of the figures.
//!
//! A review keeps the whole outcome (value, unit, indicator), and the last one on a figure is in force. The row of the
//! figure is changed with it, so that lists, series and rankings need not know that there are reviews; a figure that is
//! rejected loses its indicator, which takes it out of them. When the document is read again, the reviews are put over the
//! new rows. Nothing is ever changed or deleted in the table of reviews.

use chrono::{SubsecRound, Utc};
use entity::{figure, indicator, report, review, source};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult,
    sea_query::{ExprTrait, Order, Query},
};
use std::collections::HashMap;

use super::{
    FigureKey, Store,
    error::StoreError,
    page::select,
    save::{county_locked, report_of},
    statistics::bump_data_version,
};

/// What a person decides about a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// It is right as it is shown.
    Confirmed,
    /// It is right with the changes given.
    Corrected,
    /// It is no figure.
    Rejected,
}

impl Decision {
    /// The word used in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Corrected => "CORRECTED",
            Self::Rejected => "REJECTED",
        }
    }
}

/// A person's word on a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReview {
    /// Which figure.
    pub figure: FigureKey,
    /// What is decided.
    pub decision: Decision,
    /// Who decides.
    pub reviewer: String,
    /// Why.
    pub note: Option<String>,
    /// What is changed; only a correction changes anything.
    pub changes: Changes,
}

/// What a correction changes; none leaves as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Changes {
    /// The value, and the upper end where it is a range.
    pub value: Option<(f64, Option<f64>)>,
    /// The unit.
    pub unit: Option<String>,
    /// The indicator; `Some(None)` for none of the catalogue.
    pub indicator: Option<Option<String>>,
}

/// What is in force after a review.
#[derive(Debug, Clone, PartialEq)]
struct Outcome {
    value: f64,
    value_high: Option<f64>,
    unit: String,
    /// None where nobody has decided it; `Some(None)` for none of the catalogue.
    indicator: Option<Option<String>>,
}

/// How the table writes that a figure is of no indicator: null there means that nobody has decided it.
const NO_INDICATOR: &str = "";

impl Outcome {
    /// What a figure shows when nobody has reviewed it.
    fn of_figure(figure: &figure::Model) -> Self {
        Outcome {
            value: figure.value,
            value_high: figure.value_high,
            unit: figure.unit.clone(),
            indicator: figure.indicator_code.clone().map(Some),
        }
    }

    /// What a review has left in force; none of a review that left the figure as read.
    fn of_review(review: &review::Model) -> Option<Self> {
        Some(Outcome {
            value: review.value?,
            value_high: review.value_high,
            unit: review.unit.clone().unwrap_or_default(),
            indicator: review.indicator_code.clone().map(|code| (code != NO_INDICATOR).then_some(code)),
        })
    }

    fn with(mut self, changes: &Changes) -> Self {
        if let Some((value, high)) = changes.value {
            (self.value, self.value_high) = (value, high);
        }
        if let Some(unit) = &changes.unit {
            self.unit.clone_from(unit);
        }
        if let Some(indicator) = &changes.indicator {
            self.indicator = Some(indicator.clone());
        }
        self
    }
}

/// The last review of a figure, with what the catalogue says of its indicator.
pub(super) struct InForce {
    review: review::Model,
    /// The topic of the indicator; none where the catalogue has it no more.
    topic: Option<String>,
}

impl InForce {
    /// Puts the review over the row of its figure.
    fn over(&self, row: &mut figure::Model) {
        let rejected = self.review.decision == Decision::Rejected.as_str();
        if let Some(outcome) = Outcome::of_review(&self.review) {
            (row.value, row.value_high, row.unit) = (outcome.value, outcome.value_high, outcome.unit);
            match (outcome.indicator, &self.topic) {
                (Some(Some(code)), Some(topic)) => {
                    if row.indicator_code.as_ref() != Some(&code) {
                        row.topic.clone_from(topic);
                    }
                    (row.indicator_code, row.confidence) = (Some(code), 1.0);
                }
                (Some(None), _) => (row.indicator_code, row.confidence) = (None, 0.0),
                // Nobody has decided it, or the catalogue has it no more: what is read now stands.
                (Some(Some(_)), None) | (None, _) => {}
            }
        }
        if rejected {
            (row.indicator_code, row.confidence) = (None, 0.0);
        }
    }
}

/// Puts the reviews of a document over the figures that were read in it.
pub(super) fn put_over(reviews: &HashMap<(i32, String), InForce>, row: &mut figure::Model) {
    if let Some(review) = reviews.get(&(row.start, row.raw.clone())) {
        review.over(row);
    }
}

/// The reviews of a document that are in force, by place.
pub(super) async fn of_document(
    transaction: &DatabaseTransaction,
    sha256: &str,
) -> Result<HashMap<(i32, String), InForce>, StoreError> {
    let select = with_topic().and_where(review::Column::SourceSha256.eq(sha256)).take();
    let rows = transaction.query_all(&select).await?;
    let mut reviews = HashMap::with_capacity(rows.len());
    for row in rows {
        // In order, so that the last one stays.
        let review = review::Model::from_query_result(&row, "")?;
        reviews.insert((review.start, review.raw.clone()), InForce { review, topic: row.try_get("", "topic")? });
    }
    Ok(reviews)
}

fn with_topic() -> sea_orm::sea_query::SelectStatement {
    let mut all = select::<review::Entity>(None);
    all.expr_as(indicator::Column::Topic.into_expr(), "topic")
        .left_join(indicator::Entity, indicator::Column::Code.into_expr().eq(review::Column::IndicatorCode.into_expr()))
        .order_by_expr(review::Column::Id.into_expr(), Order::Asc);
    all
}

impl Store {
    /// Writes down a review and puts it in force, in one transaction; gives the figure as it is now, or none where there is
    /// no such figure. The indicator of a correction must be one of the catalogue.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn review_figure(&self, new: &NewReview) -> Result<Option<figure::Model>, StoreError> {
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        // The same lock as for an import of the report: neither sees half of the other.
        if county_locked(&transaction, &new.figure.report.county).await?.is_none() {
            return Ok(None);
        }
        let Some((row, sha256)) = figure_of(&transaction, &new.figure).await? else { return Ok(None) };
        let last = last_review(&transaction, &sha256, &row).await?;
        let before = last.as_ref().and_then(Outcome::of_review).unwrap_or_else(|| Outcome::of_figure(&row));
        let after = before.clone().with(&new.changes);
        let review = review::ActiveModel {
            id: NotSet,
            source_sha256: Set(sha256.clone()),
            start: Set(row.start),
            raw: Set(row.raw.clone()),
            decision: Set(new.decision.as_str().to_owned()),
            reviewer: Set(new.reviewer.clone()),
            note: Set(new.note.clone()),
            at: Set(Utc::now().trunc_subsecs(0)),
            previous_value: Set((before.value != after.value).then_some(before.value)),
            previous_indicator: Set(before.indicator.filter(|was| after.indicator.as_ref() != Some(was)).flatten()),
            value: Set(Some(after.value)),
            value_high: Set(after.value_high),
            unit: Set(Some(after.unit.clone())),
            indicator_code: Set(after.indicator.map(|code| code.unwrap_or_else(|| NO_INDICATOR.to_owned()))),
            previous_unit: Set((before.unit != after.unit).then_some(before.unit)),
        };
        review::Entity::insert(review).exec_without_returning(&transaction).await?;
        let in_force = of_document(&transaction, &sha256).await?;
        // What is said of a document holds for every report that was read in it: one text may be that of two years.
        let mut figures = figures_at(&transaction, &sha256, &row).await?;
        for figure in &mut figures {
            put_over(&in_force, figure);
            write(&transaction, figure).await?;
        }
        bump_data_version(&transaction).await?;
        transaction.commit().await?;
        Ok(figures.into_iter().find(|figure| figure.id == row.id))
    }
}

/// The row of a figure, and the document that it stands in.
async fn figure_of(transaction: &DatabaseTransaction, key: &FigureKey) -> Result<Option<(figure::Model, String)>, StoreError> {
    let Some(report) = report_of(transaction, &key.report.county, key.report.year).await? else { return Ok(None) };
    let select = select::<figure::Entity>(None)
        .expr_as(source::Column::Sha256.into_expr(), "sha256")
        .inner_join(report::Entity, report::Column::Id.into_expr().eq(figure::Column::ReportId.into_expr()))
        .inner_join(source::Entity, source::Column::Id.into_expr().eq(report::Column::SourceId.into_expr()))
        .and_where(figure::Column::ReportId.eq(report))
        .and_where(figure::Column::Start.eq(key.start))
        .take();
    let Some(row) = transaction.query_one(&select).await? else { return Ok(None) };
    Ok(Some((figure::Model::from_query_result(&row, "")?, row.try_get("", "sha256")?)))
}

/// The figures with the words of this one at its place in a document, in whichever report.
async fn figures_at(
    transaction: &DatabaseTransaction,
    sha256: &str,
    row: &figure::Model,
) -> Result<Vec<figure::Model>, StoreError> {
    let select = select::<figure::Entity>(None)
        .inner_join(report::Entity, report::Column::Id.into_expr().eq(figure::Column::ReportId.into_expr()))
        .inner_join(source::Entity, source::Column::Id.into_expr().eq(report::Column::SourceId.into_expr()))
        .and_where(source::Column::Sha256.eq(sha256))
        .and_where(figure::Column::Start.eq(row.start))
        .and_where(figure::Column::Raw.eq(row.raw.as_str()))
        .take();
    let rows = transaction.query_all(&select).await?;
    Ok(rows.iter().map(|row| figure::Model::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

async fn last_review(
    transaction: &DatabaseTransaction,
    sha256: &str,
    row: &figure::Model,
) -> Result<Option<review::Model>, StoreError> {
    let last = select::<review::Entity>(None)
        .and_where(review::Column::SourceSha256.eq(sha256))
        .and_where(review::Column::Start.eq(row.start))
        .and_where(review::Column::Raw.eq(row.raw.as_str()))
        .order_by_expr(review::Column::Id.into_expr(), Order::Desc)
        .limit(1)
        .take();
    let row = transaction.query_one(&last).await?;
    Ok(row.map(|row| review::Model::from_query_result(&row, "")).transpose()?)
}

async fn write(transaction: &DatabaseTransaction, row: &figure::Model) -> Result<(), StoreError> {
    use figure::Column;
    let update = Query::update()
        .table(figure::Entity)
        .value(Column::Value, row.value)
        .value(Column::ValueHigh, row.value_high)
        .value(Column::Unit, row.unit.as_str())
        .value(Column::IndicatorCode, row.indicator_code.clone())
        .value(Column::Topic, row.topic.as_str())
        .value(Column::Confidence, row.confidence)
        .and_where(Column::Id.eq(row.id))
        .take();
    transaction.execute(&update).await?;
    Ok(())
}
