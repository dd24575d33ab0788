//! Thousands of words looked for in one pass.
//!
//! An automaton over bytes takes three steps for a Chinese character, each a look into a large table. Here words are
//! told apart by their first two characters: at most places of a text one look into a small table of bits says that none
//! of them begins there. Only where one may, the tree of the words is climbed, a character a step.

use std::ops::Range;

/// Words, made to be found all at once.
#[derive(Debug)]
pub(crate) struct Finder {
    order: Order,
    /// For each character, hashed: whether it is a word.
    singles: Box<[u64]>,
    /// For each character, hashed: the branches of the root for it and for those of the same hash.
    roots: Box<[Range<u32>]>,
    /// For each pair of characters, hashed: whether a word begins so.
    pairs: Box<[u64]>,
    /// The root is the first.
    nodes: Vec<Node>,
    /// The branches of all nodes, those of one together, in the order of their characters.
    branches: Vec<(char, usize)>,
    /// The words that end at the nodes.
    ids: Vec<usize>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    branches: Range<usize>,
    ids: Range<usize>,
}

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

fn single(character: char) -> u64 {
    u64::from(character).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SINGLES)
}

fn pair(character: char, next: char) -> u64 {
    (u64::from(character) << 21 | u64::from(next)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - PAIRS)
}

fn has(bits: &[u64], bit: u64) -> bool {
    bits[(bit >> 6) as usize] >> (bit & 63) & 1 == 1
}

impl Finder {
    /// Words are known by their position in `words`; of equal ones the first is found first.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>, order: Order) -> Self {
        let mut words: Vec<(Vec<char>, usize)> =
            words.into_iter().enumerate().map(|(id, word)| (word.chars().collect(), id)).collect();
        words.retain(|(word, _)| !word.is_empty());
        // Those whose first characters have the same hash stand together.
        words.sort_by_cached_key(|(word, id)| (single(word[0]), word.clone(), *id));
        let mut finder = Self {
            order,
            singles: vec![0; 1 << (SINGLES - 6)].into(),
            roots: Box::default(),
            pairs: vec![0; 1 << (PAIRS - 6)].into(),
            nodes: Vec::new(),
            branches: Vec::new(),
            ids: Vec::new(),
        };
        for (word, _) in &words {
            let (bits, bit) = match *word.as_slice() {
                [character] => (&mut finder.singles, single(character)),
                [character, next, ..] => (&mut finder.pairs, pair(character, next)),
                [] => continue,
            };
            bits[(bit >> 6) as usize] |= 1 << (bit & 63);
        }
        finder.grow(&words, 0);
        let root = &finder.branches[finder.nodes[0].branches.clone()];
        let until = |hash| root.partition_point(|&(character, _)| single(character) < hash) as u32;
        finder.roots = (0..1 << SINGLES).map(|hash| until(hash)..until(hash + 1)).collect();
        finder
    }

    /// Adds the node for words that have their first characters in common, and all above it; its position.
    fn grow(&mut self, words: &[(Vec<char>, usize)], depth: usize) -> usize {
        let at = self.nodes.len();
        let ends = words.iter().take_while(|(word, _)| word.len() == depth).count();
        let ids = self.ids.len();
        self.ids.extend(words[..ends].iter().map(|(_, id)| id));
        let groups: Vec<_> = words[ends..].chunk_by(|(a, _), (b, _)| a[depth] == b[depth]).collect();
        let first = self.branches.len();
        self.branches.extend(groups.iter().map(|group| (group[0].0[depth], 0)));
        self.nodes.push(Node { branches: first..self.branches.len(), ids: ids..self.ids.len() });
        for (index, group) in groups.into_iter().enumerate() {
            self.branches[first + index].1 = self.grow(group, depth + 1);
        }
        at
    }

    /// Every word of a text, those that overlap too, in the order of their starts.
    pub fn all(&self, text: &str, mut found: impl FnMut(Hit)) {
        let mut here: Vec<(usize, &Node)> = Vec::new();
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if !self.may_begin(character, characters.peek().map(|&(_, next)| next)) {
                continue;
            }
            here.clear();
            self.climb(text, at, |end, node| here.push((end, node)));
            if self.order == Order::LongestFirst {
                here.reverse();
            }
            for &(end, node) in &here {
                self.ids[node.ids.clone()].iter().for_each(|&id| found((at, end, id)));
            }
        }
    }

    /// The words of a text one after the other: what begins first, and where several do the longest.
    pub fn apart(&self, text: &str, mut found: impl FnMut(Hit)) {
        let mut until = 0;
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            if at < until || !self.may_begin(character, characters.peek().map(|&(_, next)| next)) {
                continue;
            }
            let mut longest = None;
            self.climb(text, at, |end, node| longest = Some((end, self.ids[node.ids.start])));
            if let Some((end, id)) = longest {
                found((at, end, id));
                until = end;
            }
        }
    }

    fn may_begin(&self, character: char, next: Option<char>) -> bool {
        has(&self.pairs, pair(character, next.unwrap_or('\0'))) || has(&self.singles, single(character))
    }

    /// The ends and nodes of the words that begin at a place, the shortest first.
    fn climb<'a>(&'a self, text: &str, at: usize, mut found: impl FnMut(usize, &'a Node)) {
        let mut characters = text[at..].char_indices();
        let Some((_, first)) = characters.next() else { return };
        let roots = &self.roots[single(first) as usize];
        let mut branches = &self.branches[roots.start as usize..roots.end as usize];
        let mut next = Some((0, first));
        while let Some((offset, character)) = next {
            let Some(branch) = branch(branches, character) else { return };
            let node = &self.nodes[branch];
            if !node.ids.is_empty() {
                found(at + offset + character.len_utf8(), node);
            }
            branches = &self.branches[node.branches.clone()];
            next = characters.next();
        }
    }
}

/// Where the branch for a character leads.
fn branch(branches: &[(char, usize)], character: char) -> Option<usize> {
    let at = match branches.len() {
        0..=8 => branches.iter().position(|&(other, _)| other == character)?,
        _ => branches.binary_search_by_key(&character, |&(other, _)| other).ok()?,
    };
    Some(branches[at].1)
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
