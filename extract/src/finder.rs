//! Thousands of words looked for in one pass.
//!
//! An automaton over bytes takes three steps for a Chinese character, each a look into a large table. Here words are
//! told apart by their first two characters: at most places of a text one look into a small table of bits says that none
//! of them begins there. Only where one may, the tree of the words is climbed, a character a step.

use crate::wordlist::first_key;
use std::collections::HashMap;

/// Words, made to be found all at once.
#[derive(Debug)]
pub(crate) struct Finder {
    order: Order,
    /// For each key of a character: whether one of them is a word.
    singles: Box<[u64]>,
    /// For each pair of keys, hashed: whether a word begins so.
    pairs: Box<[u64]>,
    /// The branches of the tree, each in the first free place at or behind the one that its hash gives.
    branches: Box<[Branch]>,
    /// How far a hash is shifted to give a place.
    shift: u32,
}

/// Where a character leads from a node of the tree. The nodes of depth one are numbered as their characters are.
#[derive(Debug, Clone, Copy)]
struct Branch {
    from: u32,
    character: char,
    to: u32,
    /// The word that ends here.
    word: u32,
}

/// The number of the root: no character has it.
const ROOT: u32 = 0x11_0000;
/// No word and no branch.
const NONE: u32 = u32::MAX;

/// The order in which words that begin at the same place are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    ShortestFirst,
    LongestFirst,
}

/// A word found: where it starts and ends in bytes, and which it is.
pub(crate) type Hit = (usize, usize, usize);

/// How many bits the two tables have, as powers of two.
const SINGLES: u32 = 12;
const PAIRS: u32 = 16;

fn pair(key: usize, next: usize) -> usize {
    ((key * 0x9E3) ^ next) & ((1 << PAIRS) - 1)
}

fn hash(from: u32, character: char) -> u64 {
    ((u64::from(from) << 21) | u64::from(character)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn has(bits: &[u64], bit: usize) -> bool {
    bits[bit >> 6] >> (bit & 63) & 1 == 1
}

impl Finder {
    /// Words are known by their position in `words`; of equal ones the first is found.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>, order: Order) -> Self {
        let (mut singles, mut pairs) = (vec![0_u64; 1 << (SINGLES - 6)], vec![0_u64; 1 << (PAIRS - 6)]);
        let mut tree: HashMap<(u32, char), Branch> = HashMap::new();
        for (id, word) in words.into_iter().enumerate() {
            let Some((key, width)) = first_key(word.as_bytes()) else { continue };
            let (bits, bit) = match first_key(&word.as_bytes()[width..]) {
                Some((next, _)) => (&mut pairs, pair(key, next)),
                None => (&mut singles, key),
            };
            bits[bit >> 6] |= 1 << (bit & 63);
            let mut from = ROOT;
            for (at, character) in word.char_indices() {
                let next = ROOT + 1 + tree.len() as u32;
                let to = if from == ROOT { u32::from(character) } else { next };
                let branch = tree.entry((from, character)).or_insert(Branch { from, character, to, word: NONE });
                let ends = at + character.len_utf8() == word.len();
                if ends && branch.word == NONE {
                    branch.word = id as u32;
                }
                from = branch.to;
            }
        }
        // Half full at most: the next free place is near.
        let places = (2 * tree.len() + 2).next_power_of_two();
        let free = Branch { from: NONE, character: '\0', to: NONE, word: NONE };
        let mut finder = Self {
            order,
            singles: singles.into(),
            pairs: pairs.into(),
            branches: vec![free; places].into(),
            shift: 64 - places.trailing_zeros(),
        };
        for (_, branch) in tree {
            let place = finder.place(branch.from, branch.character);
            finder.branches[place] = branch;
        }
        finder
    }

    /// Where the branch for a character is, or would be.
    fn place(&self, from: u32, character: char) -> usize {
        let mut at = (hash(from, character) >> self.shift) as usize;
        loop {
            let branch = &self.branches[at];
            if branch.to == NONE || (branch.from == from && branch.character == character) {
                return at;
            }
            at = (at + 1) & (self.branches.len() - 1);
        }
    }

    /// Adds every word of a text, those that overlap too, in the order of their starts.
    pub fn all(&self, text: &str, found: &mut Vec<Hit>) {
        self.starts(text, |at| {
            let here = found.len();
            self.climb(text, at, |hit| found.push(hit));
            if self.order == Order::LongestFirst {
                found[here..].reverse();
            }
            at
        });
    }

    /// Adds the words of a text one after the other: what begins first, and where several do the longest.
    pub fn apart(&self, text: &str, found: &mut Vec<Hit>) {
        self.starts(text, |at| {
            let mut longest = None;
            self.climb(text, at, |hit| longest = Some(hit));
            found.extend(longest);
            longest.map_or(at, |(_, end, _)| end)
        });
    }

    /// Visits the places of a text where a word may begin; the visitor says up to where it has read.
    fn starts(&self, text: &str, mut visit: impl FnMut(usize) -> usize) {
        let mut rest = text.as_bytes();
        let mut here = first_key(rest);
        let mut read = 0;
        while let Some((key, width)) = here {
            let after = &rest[width..];
            let next = first_key(after);
            if has(&self.singles, key) || next.is_some_and(|(next, _)| has(&self.pairs, pair(key, next))) {
                let at = text.len() - rest.len();
                if at >= read {
                    read = visit(at);
                }
            }
            (here, rest) = (next, after);
        }
    }

    /// The words that begin at a place, the shortest first.
    fn climb(&self, text: &str, at: usize, mut found: impl FnMut(Hit)) {
        let mut characters = text[at..].chars();
        let Some(first) = characters.next() else { return };
        let mut end = at + first.len_utf8();
        if first_key(&text.as_bytes()[at..]).is_some_and(|(key, _)| has(&self.singles, key)) {
            let word = self.branches[self.place(ROOT, first)].word;
            if word != NONE {
                found((at, end, word as usize));
            }
        }
        let mut node = u32::from(first);
        for character in characters {
            let branch = &self.branches[self.place(node, character)];
            if branch.to == NONE {
                return;
            }
            end += character.len_utf8();
            if branch.word != NONE {
                found((at, end, branch.word as usize));
            }
            node = branch.to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_found_is_what_a_plain_search_finds(
            words in prop::collection::vec("[案件调解#1]{1,4}", 0..12),
            text in "[案件调解#1𠮷·]{0,24}",
        ) {
            let all = |order| {
                let mut found = Vec::new();
                Finder::new(words.iter().map(String::as_str), order).all(&text, &mut found);
                found
            };
            let mut plain: Vec<Hit> = Vec::new();
            for (id, word) in words.iter().enumerate().filter(|&(id, word)| !words[..id].contains(word)) {
                plain.extend((0..text.len()).filter(|&at| text[..].get(at..).is_some_and(|rest| rest.starts_with(word))).map(|at| (at, at + word.len(), id)));
            }
            plain.sort_unstable();
            prop_assert_eq!(all(Order::ShortestFirst), plain.clone());
            plain.sort_by_key(|&(start, end, id)| (start, usize::MAX - end, id));
            prop_assert_eq!(all(Order::LongestFirst), plain.clone());

            let mut apart = Vec::new();
            Finder::new(words.iter().map(String::as_str), Order::LongestFirst).apart(&text, &mut apart);
            let mut until = 0;
            plain.retain(|&(start, end, _)| start >= until && { until = end; true });
            prop_assert_eq!(apart, plain);
        }
    }
}
