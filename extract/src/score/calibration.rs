//! What a confidence is worth: of the figures that are given an indicator with so much of it, how many have the right one.

use serde::Serialize;

use super::tally::share;

/// The lower bounds of the bins; each reaches to the next, the last to 1. No figure keeps an indicator below the first.
const BOUNDS: [f64; 5] = [0.6, 0.7, 0.8, 0.9, 0.95];

/// How many figures have the right indicator, by confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Calibration {
    /// Right and all, bin by bin.
    counts: [(usize, usize); BOUNDS.len()],
}

/// The figures whose confidence lies between two bounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// Their least confidence.
    pub from: f64,
    /// What their confidence stays below; 1 belongs to the last bin.
    pub to: f64,
    /// How many there are.
    pub figures: usize,
    /// How many have the right indicator.
    pub right: usize,
    /// The share that is right; none of no figures.
    pub share: Option<f64>,
}

impl Calibration {
    pub(super) fn note(&mut self, confidence: f64, is_right: bool) {
        let bin = BOUNDS.iter().rposition(|bound| confidence >= *bound).unwrap_or(0);
        let (right, all) = &mut self.counts[bin];
        *right += usize::from(is_right);
        *all += 1;
    }

    pub(super) fn add(&mut self, other: Self) {
        for ((right, all), (more_right, more)) in self.counts.iter_mut().zip(other.counts) {
            *right += more_right;
            *all += more;
        }
    }

    /// The bins, the least confident first.
    pub fn bins(&self) -> Vec<Bin> {
        let ends = BOUNDS.iter().skip(1).copied().chain([1.0]);
        let bins = BOUNDS.iter().zip(ends).zip(self.counts);
        bins.map(|((&from, to), (right, figures))| Bin { from, to, figures, right, share: share(right, figures) }).collect()
    }

    /// Right and all of the figures with at least so much confidence, which must be the bound of a bin.
    pub fn from(&self, least: f64) -> (usize, usize) {
        let bins = BOUNDS.iter().zip(self.counts).filter(|(bound, _)| **bound >= least);
        bins.fold((0, 0), |(right, all), (_, (more_right, more))| (right + more_right, all + more))
    }
}

#[cfg(test)]
mod tests {
    use super::Calibration;

    #[test]
    fn every_confidence_has_its_bin() {
        let mut calibration = Calibration::default();
        for (confidence, right) in
            [(0.6, false), (0.69, true), (0.7, true), (0.94, true), (0.95, true), (1.0, true), (0.9, false)]
        {
            calibration.note(confidence, right);
        }
        let counts: Vec<_> = calibration.bins().iter().map(|bin| (bin.from, bin.right, bin.figures)).collect();
        assert_eq!(counts, [(0.6, 1, 2), (0.7, 1, 1), (0.8, 0, 0), (0.9, 1, 2), (0.95, 2, 2)]);
        assert_eq!(calibration.from(0.9), (3, 4));
        assert_eq!(calibration.bins()[2].share, None);
    }
}
