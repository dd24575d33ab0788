//! Marks: the places of a body where something may begin or end, all found in one pass.
//!
//! Dates and numbers begin with few characters, clauses and items end with few. Whoever reads a body for one of them goes
//! from mark to mark and does not look at what stands between.

use crate::wordlist::{WordList, first_key};
use crate::{clauses, dates, numerals, outline};

/// What may begin or end at a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A date begins.
    Date,
    /// A number begins.
    Number,
    /// A clause or a sentence begins or ends.
    Clause,
    /// What stands in front of an item ends.
    Item,
}

/// The marks of a body, in order.
#[derive(Debug)]
pub(crate) struct Marks {
    /// Where each stands, in bytes, and of which kinds it is.
    all: Vec<(u32, u8)>,
}

/// For the key of each character: the kinds of mark that it may be. Others may have the same key.
static KINDS: [u8; 4096] = kinds([
    (Kind::Date, &dates::BEGINNINGS),
    (Kind::Number, &numerals::BEGINNINGS),
    (Kind::Clause, &clauses::ENDS),
    (Kind::Item, &outline::BEFORE_ITEMS),
]);

const fn kinds<const N: usize>(lists: [(Kind, &WordList); N]) -> [u8; 4096] {
    let mut kinds = [0; 4096];
    let mut list = 0;
    while list < N {
        let mut key = 0;
        while key < kinds.len() {
            if lists[list].1.may_begin(key) {
                kinds[key] |= bit(lists[list].0);
            }
            key += 1;
        }
        list += 1;
    }
    kinds
}

const fn bit(kind: Kind) -> u8 {
    1 << kind as u8
}

impl Marks {
    pub fn of(body: &str) -> Self {
        let mut all = Vec::with_capacity(body.len() / 16);
        let mut rest = body.as_bytes();
        while let Some((key, width)) = first_key(rest) {
            let kinds = KINDS[key];
            if kinds != 0 {
                all.push(((body.len() - rest.len()) as u32, kinds));
            }
            rest = &rest[width..];
        }
        Self { all }
    }

    /// Where those of a kind stand, in bytes.
    pub fn places(&self, kind: Kind) -> impl Iterator<Item = usize> {
        self.all.iter().filter(move |(_, kinds)| kinds & bit(kind) != 0).map(|&(at, _)| at as usize)
    }
}
