//! Short lists of words, made to be asked often: almost every place in a text is told by two bytes to begin none of them.

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

    /// The words of the list that the text begins with, in the order of the list.
    pub fn starts_of(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let any = !text.is_empty() && has(&self.first, start_key(text.as_bytes(), 0));
        let words = if any { self.words } else { &[] };
        words.iter().copied().filter(move |word| begins(text.as_bytes(), word))
    }

    /// Whether the text begins with one of the words.
    pub fn begins(&self, text: &str) -> bool {
        self.starts_of(text).next().is_some()
    }

    /// The text behind the first word of the list that it begins with.
    pub fn strip_start<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.starts_of(text).next().map(|word| &text[word.len()..])
    }

    /// The words of the list that the text ends with, in the order of the list.
    pub fn ends_of(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let any = !text.is_empty() && has(&self.last, end_key(text.as_bytes()));
        let words = if any { self.words } else { &[] };
        words.iter().copied().filter(move |word| ends(text.as_bytes(), word))
    }

    /// Whether the text ends with one of the words.
    pub fn ends(&self, text: &str) -> bool {
        self.ends_of(text).next().is_some()
    }

    /// The text before the first word of the list that it ends with.
    pub fn strip_end<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.ends_of(text).next().map(|word| &text[..text.len() - word.len()])
    }

    /// Whether one of the words stands in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// Where the first word in the text starts; of several there the first of the list.
    pub fn first_in(&self, text: &str) -> Option<(usize, &'static str)> {
        let mut at = 0;
        while let Some(place) = self.next_place(text, at) {
            if let Some(word) = self.words.iter().find(|word| begins(&text.as_bytes()[place..], word)) {
                return Some((place, word));
            }
            at = place + width(text.as_bytes()[place]);
        }
        None
    }

    /// Where the first end of a word in the text is.
    pub fn first_end_in(&self, text: &str) -> Option<usize> {
        let (mut at, mut first) = (0, usize::MAX);
        while let Some(place) = self.next_place(text, at).filter(|&place| place < first) {
            let here = self.words.iter().filter(|word| begins(&text.as_bytes()[place..], word));
            first = here.map(|word| place + word.len()).fold(first, usize::min);
            at = place + width(text.as_bytes()[place]);
        }
        (first < usize::MAX).then_some(first)
    }

    /// The next place at or behind `at` where a word may start; that one does is to be seen.
    pub fn next_place(&self, text: &str, at: usize) -> Option<usize> {
        let mut rest = text.as_bytes().get(at..)?;
        while let Some((key, width)) = first_key(rest) {
            if self.may_begin(key) {
                return Some(text.len() - rest.len());
            }
            rest = &rest[width..];
        }
        None
    }

    /// The places of a text where a word may start, in order.
    pub fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.next_place(text, from)?;
            from = at + width(text.as_bytes()[at]);
            Some(at)
        })
    }

    /// Whether a word may start with a character of this key.
    pub const fn may_begin(&self, key: usize) -> bool {
        has(&self.first, key)
    }
}

/// Whether bytes begin with a word: words are short, and most differ early.
fn begins(bytes: &[u8], word: &str) -> bool {
    let word = word.as_bytes();
    bytes.len() >= word.len() && word.iter().zip(bytes).all(|(a, b)| a == b)
}

fn ends(bytes: &[u8], word: &str) -> bool {
    let word = word.as_bytes();
    bytes.len() >= word.len() && word.iter().rev().zip(bytes.iter().rev()).all(|(a, b)| a == b)
}

const fn has(bits: &[u64; 64], key: usize) -> bool {
    bits[key >> 6] >> (key & 63) & 1 == 1
}

/// How many bytes the character has that begins with this one.
const fn width(first: u8) -> usize {
    match first {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// The key of the first character of a text and its width in bytes.
pub(crate) fn first_key(bytes: &[u8]) -> Option<(usize, usize)> {
    Some(match *bytes {
        [0xE0..0xF0, b, c, ..] => (key(b, c), 3),
        [a @ 0..0xC0, ..] => (a as usize, 1),
        [a @ 0xC0..0xE0, b, ..] => (key(a, b), 2),
        [_, b, c, _, ..] => (key(b, c), 4),
        _ => return None,
    })
}

/// Twelve bits of the character that begins here.
pub(crate) const fn start_key(bytes: &[u8], at: usize) -> usize {
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
            let begins = |word: &&&str| text.starts_with(**word);
            let ends = |word: &&&str| text.ends_with(**word);
            prop_assert_eq!(WORDS.starts_of(&text).collect::<Vec<_>>(), WORDS.words.iter().filter(begins).copied().collect::<Vec<_>>());
            prop_assert_eq!(WORDS.ends_of(&text).collect::<Vec<_>>(), WORDS.words.iter().filter(ends).copied().collect::<Vec<_>>());
            prop_assert_eq!(WORDS.begins(&text), WORDS.words.iter().any(|word| text.starts_with(word)));
            prop_assert_eq!(WORDS.ends(&text), WORDS.words.iter().any(|word| text.ends_with(word)));
            let mut plain: Vec<(usize, usize)> = Vec::new();
            for (index, word) in WORDS.words.iter().enumerate() {
                plain.extend((0..text.len()).filter(|&at| text.get(at..).is_some_and(|rest| rest.starts_with(word))).map(|at| (at, index)));
            }
            plain.sort_unstable();
            let plain: Vec<(usize, &str)> = plain.into_iter().map(|(at, index)| (at, WORDS.words[index])).collect();
            prop_assert_eq!(WORDS.first_in(&text), plain.first().copied());
            prop_assert_eq!(WORDS.is_in(&text), !plain.is_empty());
            prop_assert_eq!(WORDS.first_end_in(&text), plain.iter().map(|(at, word)| at + word.len()).min());
        }
    }
}
