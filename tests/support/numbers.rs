//! Numbers that look random and are the same on every run.

// Every test that includes this file uses a part of it.
#![allow(dead_code)]

/// A source of numbers; splitmix64.
pub struct Numbers(u64);

impl Numbers {
    pub fn new() -> Self {
        Numbers(20_220_119)
    }

    /// A number from 0 to `limit` - 1.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}
