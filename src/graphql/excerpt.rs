//! Where the words of a search stand in a text, and the piece of the text around them.

use std::ops::Range;

/// Characters of a snippet, marks aside.
const LENGTH: usize = 100;
/// Characters before the first match.
const BEFORE: usize = 20;

/// Every place of the words in a text, in characters, in order; those that overlap or touch are one. Words are small where
/// they are letters of ASCII.
pub fn matches(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let small = text.to_ascii_lowercase();
    let mut places: Vec<Range<usize>> = words.iter().flat_map(|word| bytes(&small, word)).collect();
    places.sort_by_key(|place| (place.start, place.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    in_characters(text, merged)
}

fn bytes<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    text.match_indices(word).map(|(start, found)| start..start + found.len())
}

/// Ranges of bytes, in order, as ranges of characters.
fn in_characters(text: &str, places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (mut byte, mut character) = (0, 0);
    let mut count = |until: usize| {
        character += text.get(byte..until).map_or(0, |passed| passed.chars().count());
        byte = until;
        character
    };
    places.into_iter().map(|place| count(place.start)..count(place.end)).collect()
}

/// A piece of a text, on one line, with « and » around each match; … where it is cut. The piece is the one behind the first
/// match; a text without matches gives its beginning.
pub fn snippet(text: &str, matches: &[Range<usize>]) -> String {
    let characters: Vec<char> = text.trim_end().chars().collect();
    let from = matches.first().map_or(0, |first| first.start.saturating_sub(BEFORE));
    // A match longer than a snippet is shown whole.
    let to = (from + LENGTH).max(matches.first().map_or(0, |first| first.end)).min(characters.len());
    let mut snippet = String::with_capacity(4 * LENGTH);
    if from > 0 {
        snippet.push('…');
    }
    for (at, character) in (from..to).zip(&characters[from.min(to)..to]) {
        if matches.iter().any(|place| place.start == at && place.end <= to) {
            snippet.push('«');
        }
        snippet.push(if character.is_whitespace() { ' ' } else { *character });
        if matches.iter().any(|place| place.end == at + 1 && place.start >= from) {
            snippet.push('»');
        }
    }
    if to < characters.len() {
        snippet.push('…');
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::{matches, snippet};

    fn check(text: &str, words: &[&str], expected: &str) {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(snippet(text, &matches(text, &words)), expected, "{words:?}");
    }

    #[test]
    fn matches_are_marked() {
        check("全县调解纠纷，调解成功。\n", &["调解"], "全县«调解»纠纷，«调解»成功。");
        check("全县调解纠纷。", &["调解", "解纠"], "全县«调解纠»纷。");
        check("全县调解纠纷。", &["调解", "纠纷"], "全县«调解纠纷»。");
        check("The ODR platform", &["odr"], "The «ODR» platform");
        check("第一行\n第二行", &["二"], "第一行 第«二»行");
        check("没有", &["调解"], "没有");
        check("", &["调解"], "");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_match() {
        let text = format!("{}调解{}", "前".repeat(50), "后".repeat(200));
        check(&text, &["调解"], &format!("…{}«调解»{}…", "前".repeat(20), "后".repeat(78)));
        let cut = format!("调解{}调解", "中".repeat(97));
        check(&cut, &["调解"], &format!("«调解»{}调…", "中".repeat(97)));
        check(&"长".repeat(150), &[&"长".repeat(120)], &format!("«{}»…", "长".repeat(120)));
    }

    #[test]
    fn places_count_characters() {
        assert_eq!(matches("a𠀀调解b调解", &["调解".to_owned()]), [2..4, 5..7]);
    }
}
