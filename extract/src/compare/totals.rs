//! Many comparisons, added up.

use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

use super::Diff;

/// Many comparisons, added up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Figures that only the second readings have.
    pub figures_gained: usize,
    /// Figures that only the first readings have.
    pub figures_lost: usize,
    /// Figures that both have, read differently.
    pub figures_changed: usize,
    /// How many of these changed in which field.
    pub figure_fields: BTreeMap<&'static str, usize>,
    /// How often which indicator became which; figures gained and lost are not among them.
    #[serde(serialize_with = "most_frequent_first")]
    indicators: BTreeMap<(Option<String>, Option<String>), usize>,
    /// Sections that only the second readings have.
    pub sections_gained: usize,
    /// Sections that only the first readings have.
    pub sections_lost: usize,
    /// Sections that both have, read differently.
    pub sections_changed: usize,
    /// Checks that only the second readings have.
    pub checks_gained: usize,
    /// Checks that only the first readings have.
    pub checks_lost: usize,
    /// Reports that say something else about themselves.
    pub metadata_changed: usize,
}

/// Figures of one indicator that became figures of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndicatorChange {
    /// The code they had; none where they had none.
    pub from: Option<String>,
    /// The code they have; none where they have none.
    pub to: Option<String>,
    /// How many.
    pub figures: usize,
}

impl Totals {
    /// Adds a comparison.
    pub fn add(&mut self, diff: &Diff) {
        self.figures_gained += diff.figures_gained.len();
        self.figures_lost += diff.figures_lost.len();
        self.figures_changed += diff.figures_changed.len();
        self.sections_gained += diff.sections_gained.len();
        self.sections_lost += diff.sections_lost.len();
        self.sections_changed += diff.sections_changed.len();
        self.checks_gained += diff.checks_gained.len();
        self.checks_lost += diff.checks_lost.len();
        self.metadata_changed += usize::from(!diff.metadata.is_empty());
        for change in diff.figures_changed.iter().flat_map(|figure| &figure.changes) {
            *self.figure_fields.entry(change.field).or_default() += 1;
            if change.field == "indicator" {
                *self.indicators.entry((change.from.clone(), change.to.clone())).or_default() += 1;
            }
        }
    }

    /// Which indicator became which, the most frequent first; figures gained and lost are not among them.
    pub fn indicator_changes(&self) -> Vec<IndicatorChange> {
        changes(&self.indicators)
    }
}

fn changes(indicators: &BTreeMap<(Option<String>, Option<String>), usize>) -> Vec<IndicatorChange> {
    let change = |((from, to), figures): (&(Option<String>, Option<String>), &usize)| IndicatorChange {
        from: from.clone(),
        to: to.clone(),
        figures: *figures,
    };
    let mut changes: Vec<IndicatorChange> = indicators.iter().map(change).collect();
    changes.sort_by_key(|change| usize::MAX - change.figures);
    changes
}

fn most_frequent_first<S: Serializer>(
    indicators: &BTreeMap<(Option<String>, Option<String>), usize>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    changes(indicators).serialize(serializer)
}
