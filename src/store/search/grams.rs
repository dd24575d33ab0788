//! What the search index holds of a text: its letters and digits, and every two of them that stand side by side.
//!
//! Chinese is written without spaces, and most of its words have two characters: a pair finds them, and no dictionary has
//! to know where words end. A gram is one number: two characters of the Basic Multilingual Plane fit into it exactly, rarer
//! ones are folded into the range of surrogates, which no character has. Grams choose the sections to look at; the
//! sections themselves decide.

use std::collections::BTreeSet;

/// The grams of texts. Capitals of ASCII count as small letters.
pub fn of_texts(texts: &[&str]) -> BTreeSet<u32> {
    let mut grams = BTreeSet::new();
    for text in texts {
        let mut before = None;
        for character in text.chars() {
            let now = character.is_alphanumeric().then(|| unit(character));
            if let Some(now) = now {
                grams.insert(now);
                grams.extend(before.map(|before| pair(before, now)));
            }
            before = now;
        }
    }
    grams
}

/// The grams that a text needs to have to contain a term: its pairs, and characters that stand alone.
pub fn of_term(term: &str) -> BTreeSet<u32> {
    let mut grams = BTreeSet::new();
    for run in term.split(|character: char| !character.is_alphanumeric()) {
        let units: Vec<u32> = run.chars().map(unit).collect();
        match units.as_slice() {
            [] => {}
            [one] => _ = grams.insert(*one),
            units => grams.extend(units.windows(2).map(|two| pair(two[0], two[1]))),
        }
    }
    grams
}

/// Whether a text with the grams of a term is sure to contain it.
pub fn decide(term: &str) -> bool {
    term.chars().count() <= 2 && term.chars().all(|it| it.is_alphanumeric() && u32::from(it) <= 0xFFFF)
}

/// A character as a number below 0x10000, never zero.
fn unit(character: char) -> u32 {
    match u32::from(character.to_ascii_lowercase()) {
        code @ ..=0xFFFF => code,
        code => 0xD800 | (code & 0x7FF),
    }
}

fn pair(first: u32, second: u32) -> u32 {
    first << 16 | second
}

#[cfg(test)]
mod tests {
    use super::{decide, of_term, of_texts};

    #[test]
    fn a_text_has_the_grams_of_what_it_contains() {
        let text = "全县共调解纠纷2,386件，其中AB𠀀𠀁。";
        let grams = of_texts(&[text]);
        for term in ["调", "调解", "解纠纷", "86件", "386", "ab", "𠀀", "𠀀𠀁", "件，其", "共调解纠纷2,386"]
        {
            assert!(of_term(term).is_subset(&grams), "{term}");
        }
        for term in ["纷调", "件其", "解调", "23", "b𠀁", "甲"] {
            assert!(!of_term(term).is_subset(&grams), "{term}");
        }
    }

    #[test]
    fn texts_are_read_one_by_one() {
        assert!(!of_term("甲乙").is_subset(&of_texts(&["甲", "乙"])));
    }

    #[test]
    fn one_or_two_common_characters_need_no_second_look() {
        for (term, sure) in
            [("调", true), ("调解", true), ("a1", true), ("人民调", false), ("、", false), ("解、", false), ("𠀀", false)]
        {
            assert_eq!(decide(term), sure, "{term}");
        }
    }
}
