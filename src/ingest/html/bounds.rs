//! What a page may cost, told from its tags before it is parsed.
//!
//! The parser looks at all elements that are open for each that opens, compares each attribute of an element with the
//! others, and opens formatting that was never closed again in every block: a page made to hurt costs the square of its
//! length.

use crate::ingest::error::IngestError;

/// Elements inside each other.
pub(super) const DEEPEST: usize = 2_000;
/// Elements and comments, with those that the parser adds.
const MOST: usize = 200_000;
/// Attributes of an element.
const MOST_ATTRIBUTES: usize = 500;

/// Elements that need not be closed.
const OPEN: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param",
    "source", "tbody", "td", "th", "thead", "tr", "track", "wbr",
];

/// Elements that are opened again in the next block when they were not closed.
const FORMATTING: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Refuses a page that would cost too much.
pub(super) fn check(page: &str) -> Result<(), IngestError> {
    let mut count = Count::default();
    let mut at = 0;
    while let Some(found) = page[at..].find('<') {
        at += found + 1;
        let rest = &page[at..];
        if rest.starts_with("!--") {
            count.made += 1;
            // `<!-->` is a whole comment.
            at += 1;
            at += page[at..].find("-->").map_or(page.len() - at, |end| end + 3);
        } else if let Some(tag) = tag(rest)? {
            at += tag.length;
            count.add(&tag);
            if !tag.closes && count.foreign == 0 && matches!(tag.name.as_str(), "script" | "style") {
                at = end_of(page, at, &tag.name);
            }
        }
        if count.deepest > DEEPEST {
            return Err(IngestError::TooDeep { deepest: DEEPEST });
        }
        if count.made > MOST {
            return Err(IngestError::TooMuch { what: format!("the page has more than {MOST} elements") });
        }
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Count {
    made: usize,
    depth: usize,
    deepest: usize,
    formatting: usize,
    /// Open drawings and formulas, where scripts have elements in them.
    foreign: usize,
}

impl Count {
    fn add(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        let change = |number: &mut usize| *number = if tag.closes { number.saturating_sub(1) } else { *number + 1 };
        if matches!(name, "svg" | "math") {
            change(&mut self.foreign);
        }
        if FORMATTING.contains(&name) {
            change(&mut self.formatting);
        } else if !tag.closes {
            self.made += self.formatting;
        }
        if !tag.closes {
            self.made += 1;
        }
        if !OPEN.contains(&name) {
            change(&mut self.depth);
            self.deepest = self.deepest.max(self.depth);
        }
    }
}

#[derive(Debug)]
struct Tag {
    name: String,
    closes: bool,
    /// Bytes behind the `<`.
    length: usize,
}

/// The tag at the start of what follows a `<`; none where it is a plain one.
fn tag(rest: &str) -> Result<Option<Tag>, IngestError> {
    let bytes = rest.as_bytes();
    let closes = bytes.first() == Some(&b'/');
    let start = usize::from(closes);
    let name: String = rest[start..].chars().take_while(char::is_ascii_alphanumeric).collect();
    if name.is_empty() {
        return Ok(None);
    }
    let (mut at, mut attributes, mut before) = (start + name.len(), 0, b' ');
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => break,
            b'"' | b'\'' if before == b'=' => {
                let end = bytes[at..].iter().position(|other| *other == byte);
                at = end.map_or(bytes.len(), |end| at + end + 1);
            }
            b'=' | b'/' => {}
            _ if byte.is_ascii_whitespace() => continue,
            // A name begins behind a blank, a slash or a value.
            _ if matches!(before, b'/' | b'"' | b'\'') || bytes[at - 2].is_ascii_whitespace() => attributes += 1,
            _ => {}
        }
        before = byte;
        if attributes > MOST_ATTRIBUTES {
            let what = format!("an element of the page has more than {MOST_ATTRIBUTES} attributes");
            return Err(IngestError::TooMuch { what });
        }
    }
    Ok(Some(Tag { name: name.to_ascii_lowercase(), closes, length: at }))
}

/// Where the words of a script end.
fn end_of(page: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = page[at..].find("</") {
        let end = at + found;
        let after = page.as_bytes().get(end + 2..end + 2 + name.len());
        if after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes())) {
            return end;
        }
        at = end + 2;
    }
    page.len()
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, MOST, check};

    #[test]
    fn pages_as_they_are_pass() {
        for page in [
            "<p>段".repeat(5_000),
            format!("{}深{}", "<div>".repeat(500), "</div>".repeat(500)),
            format!("<script>{}</script>", "if (a<b) x = '<b>';".repeat(100_000)),
            format!("<img alt=\"{}\">", "a b > < ".repeat(100_000)),
            "<p><font size=3>段</font></p>".repeat(50_000),
            "a < b > c <! <3".repeat(1_000),
        ] {
            assert!(check(&page).is_ok(), "{}", page.chars().take(60).collect::<String>());
        }
    }

    #[test]
    fn pages_made_to_hurt_do_not() {
        let fonts: String = (0..500).map(|at| format!("<font size={at}>")).collect();
        for (page, code) in [
            ("<div>".repeat(DEEPEST + 1), "UNSUPPORTED_FORMAT"),
            ("<p>".repeat(MOST + 1), "TOO_LARGE"),
            ("<!---->".repeat(MOST + 1), "TOO_LARGE"),
            (format!("{fonts}{}", "<p>x".repeat(1_000)), "TOO_LARGE"),
            (format!("<p {}>", "a=1 b='2'c=\"3\"/d ".repeat(200)), "TOO_LARGE"),
            (format!("<svg><style>{}", "<b>".repeat(DEEPEST + 1)), "UNSUPPORTED_FORMAT"),
        ] {
            assert_eq!(check(&page).unwrap_err().code(), code, "{}", page.chars().take(60).collect::<String>());
        }
    }
}
