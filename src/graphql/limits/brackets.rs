//! Brackets inside each other, counted on the text before anything parses it.

/// The deepest nesting of brackets outside strings and comments.
pub fn deepest(query: &str) -> usize {
    let bytes = query.as_bytes();
    let (mut at, mut depth, mut most) = (0, 0_usize, 0);
    while at < bytes.len() {
        let rest = &bytes[at..];
        at += match bytes[at] {
            b'{' | b'[' | b'(' => {
                depth += 1;
                most = most.max(depth);
                1
            }
            b'}' | b']' | b')' => {
                depth = depth.saturating_sub(1);
                1
            }
            b'#' => rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len()),
            b'"' if rest.starts_with(b"\"\"\"") => block_string(rest),
            b'"' => string(rest),
            _ => 1,
        };
    }
    most
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
