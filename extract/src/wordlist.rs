//! Short lists of words, made to be asked often: almost every place in a text is told by two bytes to begin none of them.

use crate::finder::width;

/// A list of words, with the bytes that its words begin and end with.
#[derive(Debug)]
pub(crate) struct WordList {
    words: &'static [&'static str],
    first: [u64; 64],
    last: [u64; 64],
}

impl WordList {
    pub const fn new(words: &'static [&'static str]) -> Self {
        let (mut first, mut last) = ([0; 64], [0; 64]);
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            let (start, end) = (start_key(word, 0), end_key(word));
            first[start >> 6] |= 1 << (start & 63);
            last[end >> 6] |= 1 << (end & 63);
            at += 1;
        }
        Self { words, first, last }
    }

    /// The first word of the list that the text begins with.
    pub fn start_of(&self, text: &str) -> Option<&'static str> {
        if text.is_empty() || !has(&self.first, start_key(text.as_bytes(), 0)) {
            return None;
        }
        self.words.iter().copied().find(|word| text.starts_with(word))
    }

    /// The first word of the list that the text ends with.
    pub fn end_of(&self, text: &str) -> Option<&'static str> {
        if text.is_empty() || !has(&self.last, end_key(text.as_bytes())) {
            return None;
        }
        self.words.iter().copied().find(|word| text.ends_with(word))
    }

    /// The longest word of the list that the text ends with.
    pub fn longest_end_of(&self, text: &str) -> Option<&'static str> {
        self.end_of(text)?;
        self.words.iter().copied().filter(|word| text.ends_with(word)).max_by_key(|word| word.len())
    }

    /// Whether one of the words stands in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// Where the first of the words in the text stands, and which it is: of several there the first of the list.
    pub fn first_in(&self, text: &str) -> Option<(usize, &'static str)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if has(&self.first, start_key(bytes, at))
                && let Some(word) = self.words.iter().copied().find(|word| bytes[at..].starts_with(word.as_bytes()))
            {
                return Some((at, word));
            }
            at += width(bytes[at]);
        }
        None
    }
}

const fn has(bits: &[u64; 64], key: usize) -> bool {
    bits[key >> 6] >> (key & 63) & 1 == 1
}

/// Twelve bits of the character that begins here.
const fn start_key(bytes: &[u8], at: usize) -> usize {
    match width(bytes[at]) {
        1 => bytes[at] as usize,
        2 => key(bytes[at], bytes[at + 1]),
        _ => key(bytes[at + 1], bytes[at + 2]),
    }
}

/// Twelve bits of the character that ends here.
const fn end_key(bytes: &[u8]) -> usize {
    let last = bytes[bytes.len() - 1];
    if last < 0x80 { last as usize } else { key(bytes[bytes.len() - 2], last) }
}

const fn key(a: u8, b: u8) -> usize {
    (a as usize & 63) << 6 | b as usize & 63
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static WORDS: WordList = WordList::new(&["每个", "每", "率", "12348", "a", "·", "𠮷野", "提高到", "提高"]);

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_found_is_what_a_plain_search_finds(text in "[每个率a1·𠮷野提高到2348]{0,12}|12348") {
            prop_assert_eq!(WORDS.start_of(&text), WORDS.words.iter().copied().find(|word| text.starts_with(word)));
            prop_assert_eq!(WORDS.end_of(&text), WORDS.words.iter().copied().find(|word| text.ends_with(word)));
            let plain = WORDS.words.iter().filter_map(|word| text.find(word)).min();
            prop_assert_eq!(WORDS.first_in(&text).map(|(at, _)| at), plain);
            prop_assert_eq!(WORDS.is_in(&text), plain.is_some());
        }
    }
}
