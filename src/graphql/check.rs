//! Checks: what a report's own arithmetic says about its figures.

use async_graphql::{Context, Object, Result};
use entity::report_check;

use super::{
    error::internal,
    figure::Figure,
    rows::FigureAtOrdinal,
    session::session,
    words::{CheckRule, CheckStatus},
};

/// A relation between figures of a report that should hold, and whether it does.
pub struct Check(report_check::Model);

impl Check {
    /// The check of a row.
    pub fn new(row: report_check::Model) -> Self {
        Check(row)
    }
}

/// A relation between figures of a report that should hold, and whether it does.
#[Object]
impl Check {
    /// Which relation.
    async fn rule(&self) -> Result<CheckRule> {
        CheckRule::of_word(&self.0.rule).ok_or_else(|| internal(format!("check rule {:?}", self.0.rule)))
    }

    /// Whether it holds.
    async fn status(&self) -> Result<CheckStatus> {
        CheckStatus::of_word(&self.0.status).ok_or_else(|| internal(format!("check status {:?}", self.0.status)))
    }

    /// The relation for a person to read, in Chinese, with the numbers put in: 11 + 25 + 31 = 67件.
    async fn statement(&self) -> &str {
        &self.0.statement
    }

    /// What the other figures give, in the unit of the stated one.
    async fn expected(&self) -> f64 {
        self.0.expected
    }

    /// What the report states, in its unit; a percentage in percent.
    async fn stated(&self) -> f64 {
        self.0.stated
    }

    /// `stated` less `expected`, to six decimals: above zero where the report states more than the other figures give.
    async fn difference(&self) -> f64 {
        ((self.0.stated - self.0.expected) * 1e6).round() / 1e6
    }

    /// The figures involved, a total before its parts, counts before their rate.
    async fn figures(&self, ctx: &Context<'_>) -> Result<Vec<Figure>> {
        let places = self.0.figures.0.iter();
        let keys: Vec<FigureAtOrdinal> = places.map(|&ordinal| FigureAtOrdinal((self.0.report_id, ordinal))).collect();
        let rows = session(ctx)?.batch.load_many(keys.clone()).await?;
        Ok(keys.iter().filter_map(|key| rows.get(key).cloned()).map(Figure).collect())
    }
}
