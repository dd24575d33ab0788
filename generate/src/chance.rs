//! Chance that comes out the same on every machine.

use rand_core::Rng;
use rand_pcg::Pcg32;

/// A source of chance for one purpose. What it gives depends on the seed and the purpose, never on what was drawn for
/// another: a county has the same numbers in a set of six as in a set of a thousand.
///
/// Only whole numbers, sums and products are used, which all machines compute alike; roots and logarithms they do not.
#[derive(Debug, Clone)]
pub(crate) struct Chance(Pcg32);

impl Chance {
    /// The source of a seed for a purpose, which is named by numbers.
    pub fn new(seed: u64, purpose: &[u64]) -> Self {
        let state = purpose.iter().fold(mix(seed), |state, &part| mix(state ^ mix(part)));
        Self(Pcg32::new(state, mix(state)))
    }

    /// From 0 to below 1.
    pub fn share(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    /// From `low` to `high`.
    pub fn between(&mut self, (low, high): (f64, f64)) -> f64 {
        low + (high - low) * self.share()
    }

    /// Around 1: rarely near 1 - `spread` or 1 + `spread`.
    pub fn around(&mut self, spread: f64) -> f64 {
        1.0 + spread * (self.share() + self.share() - self.share() - self.share()) / 2.0
    }

    /// A whole number below `count`, which is not zero.
    pub fn below(&mut self, count: usize) -> usize {
        (self.share() * count as f64) as usize
    }

    /// In so many of a hundred cases.
    pub fn happens(&mut self, percent: u32) -> bool {
        self.share() * 100.0 < f64::from(percent)
    }

    /// One of several; none of none.
    pub fn one_of<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        if several.is_empty() { None } else { several.get(self.below(several.len())) }
    }
}

/// The finaliser of SplitMix64: neighbouring numbers have nothing in common afterwards.
fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
