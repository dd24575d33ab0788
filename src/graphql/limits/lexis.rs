//! The words of a document, counted before anything parses it.

/// What a document is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lexis {
    /// The deepest nesting of brackets outside strings and comments.
    pub nesting: usize,
    /// Names, numbers, strings and punctuation.
    pub tokens: usize,
}

impl Lexis {
    /// Counts until there is more than `nesting` or `tokens`: the rest of such a document is not worth the time.
    pub fn of(document: &str, nesting: usize, tokens: usize) -> Self {
        let bytes = document.as_bytes();
        let (mut at, mut depth) = (0, 0_usize);
        let mut lexis = Lexis::default();
        while at < bytes.len() && lexis.nesting <= nesting && lexis.tokens <= tokens {
            let rest = &bytes[at..];
            let length = match bytes[at] {
                b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                    at += 1;
                    continue;
                }
                b'#' => {
                    at += rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
                    continue;
                }
                b'{' | b'[' | b'(' => {
                    depth += 1;
                    lexis.nesting = lexis.nesting.max(depth);
                    1
                }
                b'}' | b']' | b')' => {
                    depth = depth.saturating_sub(1);
                    1
                }
                b'.' if rest.starts_with(b"...") => 3,
                b'"' if rest.starts_with(b"\"\"\"") => block_string(rest),
                b'"' => string(rest),
                b if is_word(b) => rest.iter().position(|&b| !is_word(b)).unwrap_or(rest.len()),
                _ => 1,
            };
            lexis.tokens += 1;
            at += length;
        }
        lexis
    }
}

/// Part of a name or a number.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The length of the string that starts here; a string ends at the line's end at the latest.
fn string(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' | b'\n' | b'\r' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of the block string that starts here.
fn block_string(rest: &[u8]) -> usize {
    let mut at = 3;
    while at < rest.len() {
        if rest[at..].starts_with(b"\\\"\"\"") {
            at += 4;
        } else if rest[at..].starts_with(b"\"\"\"") {
            return at + 3;
        } else {
            at += 1;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::Lexis;

    #[test]
    fn documents_and_their_words() {
        for (document, nesting, tokens) in [
            ("", 0, 0),
            ("{ a }", 1, 3),
            ("{a(b:1,c:[2,3]){d}}", 3, 17),
            ("query Q($a: Int = -1.5) { ...F @skip(if: true) }", 2, 24),
            ("# { [ (\n{ a }", 1, 3),
            (r#"{ a(b: "{ [ \" (", c: """ { "" \""" ( """) }"#, 2, 11),
            ("\"never closed {", 0, 1),
            ("\"\"\"never closed {", 0, 1),
        ] {
            assert_eq!(Lexis::of(document, 100, 100), Lexis { nesting, tokens }, "{document}");
        }
        assert_eq!(Lexis::of(&"{".repeat(1_000_000), 100, 1_000).nesting, 101);
        assert_eq!(Lexis::of(&"a ".repeat(1_000_000), 100, 1_000).tokens, 1_001);
    }
}
