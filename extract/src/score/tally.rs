//! Counts of what is right and wrong, and the shares that they give.

use serde::Serialize;

/// Found rightly, found wrongly, missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found, and right.
    pub right: usize,
    /// Found, and wrong.
    pub wrong: usize,
    /// Not found.
    pub missed: usize,
}

impl Tally {
    /// Share of what was found that is right; 0 when nothing was found.
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong).unwrap_or(0.0)
    }

    /// Share of what is there that was found; 0 when nothing is there.
    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed).unwrap_or(0.0)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed).unwrap_or(0.0)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

/// One measure, as a line of a table. Shares have four digits.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Measured {
    /// Of things that can be found, invented and missed.
    Found {
        /// sections, figures or indicators.
        measure: &'static str,
        /// Share of what was found that is right.
        precision: f64,
        /// Share of what is there that was found.
        recall: f64,
        /// Harmonic mean of the two.
        f1: f64,
        /// Found, and right.
        tp: usize,
        /// Found, and wrong.
        fp: usize,
        /// Not found.
        #[serde(rename = "fn")]
        missed: usize,
    },
    /// Of an attribute of what was found.
    Accuracy {
        /// level, kind, unit, qualifier, status, topic, period or metadata.
        measure: &'static str,
        /// Share that is right; none when there was nothing to judge.
        accuracy: Option<f64>,
        /// How many are right.
        right: usize,
        /// How many there are.
        of: usize,
    },
}

impl Measured {
    pub(super) fn found(measure: &'static str, tally: Tally) -> Self {
        let [precision, recall, f1] = [tally.precision(), tally.recall(), tally.f1()].map(rounded);
        Measured::Found { measure, precision, recall, f1, tp: tally.right, fp: tally.wrong, missed: tally.missed }
    }

    pub(super) fn accuracy(measure: &'static str, (right, of): (usize, usize)) -> Self {
        Measured::Accuracy { measure, accuracy: share(right, of).map(rounded), right, of }
    }
}

/// None of nothing.
pub(super) fn share(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}
