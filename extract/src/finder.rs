//! Thousands of words looked for in one pass.
//!
//! An automaton over bytes takes three steps for a Chinese character, each a look into a large table. Words of two
//! characters and more are told apart by their first two: at each place the next six bytes are looked up in a table of
//! bits, and almost always that is all. Shorter words have tables of their own.

/// Words, made to be found all at once.
#[derive(Debug)]
pub(crate) struct Finder {
    /// Words that begin with an ASCII character.
    ascii: Vec<Table>,
    others: Vec<Table>,
}

/// The order in which words that begin at the same place are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    ShortestFirst,
    LongestFirst,
}

/// A word found: where it starts and ends in bytes, and which it is.
pub(crate) type Hit = (usize, usize, usize);

/// As many bytes of a word as are looked up.
const KEY: usize = 6;
/// Bits that say whether any word begins so, and lists of the words that do: powers of two.
const BITS: u32 = 16;
const LISTS: u32 = 12;

#[derive(Debug)]
struct Word {
    /// Its first bytes, as many as are looked up.
    key: u64,
    length: usize,
    /// The bytes behind them.
    rest: Box<[u8]>,
    id: usize,
}

/// Words of the same length up to [`KEY`].
#[derive(Debug)]
struct Table {
    mask: u64,
    bits: Box<[u64]>,
    /// The words, list after list.
    words: Vec<Word>,
    /// Where each list starts in `words`.
    lists: Vec<u32>,
}

impl Table {
    fn new(length: usize, words: &[(&[u8], usize)], order: Order) -> Self {
        let mask = (1 << (8 * length)) - 1;
        let mut bits = vec![0_u64; 1 << (BITS - 6)];
        let mut sorted = Vec::with_capacity(words.len());
        for &(word, id) in words {
            let hash = hash(next_bytes(word, 0) & mask);
            bits[(hash >> (64 - BITS) >> 6) as usize] |= 1 << (hash >> (64 - BITS) & 63);
            let rank = if order == Order::LongestFirst { usize::MAX - word.len() } else { word.len() };
            sorted.push(((hash >> (64 - LISTS)) as usize, rank, id, word));
        }
        sorted.sort_unstable();
        let lists = (0..=1 << LISTS).map(|list| sorted.partition_point(|&(other, ..)| other < list) as u32).collect();
        let word = |(.., id, word): (usize, usize, usize, &[u8])| Word {
            key: next_bytes(word, 0) & mask,
            length: word.len(),
            rest: word[length..].into(),
            id,
        };
        let words = sorted.into_iter().map(word).collect();
        Self { mask, bits: bits.into(), words, lists }
    }

    /// The words that may begin with these bytes.
    #[inline]
    fn list(&self, key: u64) -> &[Word] {
        let hash = hash(key);
        let bit = hash >> (64 - BITS);
        if self.bits[(bit >> 6) as usize] >> (bit & 63) & 1 == 0 {
            return &[];
        }
        let list = (hash >> (64 - LISTS)) as usize;
        &self.words[self.lists[list] as usize..self.lists[list + 1] as usize]
    }
}

#[inline]
fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Finder {
    /// Words are known by their position in `words`; of equal ones the first is found first.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>, order: Order) -> Self {
        let mut ascii: [Vec<(&[u8], usize)>; KEY] = Default::default();
        let mut others = ascii.clone();
        for (id, word) in words.into_iter().enumerate().filter(|(_, word)| !word.is_empty()) {
            let by_length = if word.as_bytes()[0].is_ascii() { &mut ascii } else { &mut others };
            by_length[word.len().min(KEY) - 1].push((word.as_bytes(), id));
        }
        let tables = |by_length: &[Vec<(&[u8], usize)>; KEY]| {
            let lengths = by_length.iter().enumerate().filter(|(_, words)| !words.is_empty());
            let mut tables: Vec<Table> = lengths.map(|(at, words)| Table::new(at + 1, words, order)).collect();
            if order == Order::LongestFirst {
                tables.reverse();
            }
            tables
        };
        Self { ascii: tables(&ascii), others: tables(&others) }
    }

    /// Every word of a text, those that overlap too, in the order of their starts.
    pub fn all(&self, text: &str, mut found: impl FnMut(Hit)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            self.words_at(bytes, at, |end, id| {
                found((at, end, id));
                true
            });
            at += width(bytes[at]);
        }
    }

    /// The words of a text one after the other: what begins first, and where several do the first in order.
    pub fn apart(&self, text: &str, mut found: impl FnMut(Hit)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let mut next = at + width(bytes[at]);
            self.words_at(bytes, at, |end, id| {
                found((at, end, id));
                next = end;
                false
            });
            at = next;
        }
    }

    /// The words that begin at a place, as long as `found` wants more.
    #[inline]
    fn words_at(&self, bytes: &[u8], at: usize, mut found: impl FnMut(usize, usize) -> bool) {
        let next = next_bytes(bytes, at);
        let tables = if bytes[at].is_ascii() { &self.ascii } else { &self.others };
        for table in tables {
            let key = next & table.mask;
            for word in table.list(key) {
                let found_here = word.key == key && (word.rest.is_empty() || bytes[at + KEY..].starts_with(&word.rest));
                if found_here && !found(at + word.length, word.id) {
                    return;
                }
            }
        }
    }
}

/// The next eight bytes of a text, zeros behind its end.
#[inline]
fn next_bytes(bytes: &[u8], at: usize) -> u64 {
    if let Some(&next) = bytes[at..].first_chunk::<8>() {
        return u64::from_le_bytes(next);
    }
    bytes[at..].iter().rev().fold(0, |next, &byte| next << 8 | u64::from(byte))
}

/// How many bytes the character has that begins with this one.
#[inline]
pub(crate) const fn width(first: u8) -> usize {
    match first {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
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
                Finder::new(words.iter().map(String::as_str), order).all(&text, |hit| found.push(hit));
                found
            };
            let mut plain: Vec<Hit> = Vec::new();
            for (id, word) in words.iter().enumerate() {
                plain.extend((0..text.len()).filter(|&at| text[..].get(at..).is_some_and(|rest| rest.starts_with(word))).map(|at| (at, at + word.len(), id)));
            }
            plain.sort_unstable();
            prop_assert_eq!(all(Order::ShortestFirst), plain.clone());
            plain.sort_by_key(|&(start, end, id)| (start, usize::MAX - end, id));
            prop_assert_eq!(all(Order::LongestFirst), plain.clone());

            let mut apart = Vec::new();
            Finder::new(words.iter().map(String::as_str), Order::LongestFirst).apart(&text, |hit| apart.push(hit));
            let mut until = 0;
            plain.retain(|&(start, end, _)| start >= until && { until = end; true });
            prop_assert_eq!(apart, plain);
        }
    }
}
