//! How many values a JSON text holds, before it is read: reading a million of them takes longer than refusing them.

/// Values that a JSON text holds at least: each opening bracket begins one, and each comma stands between two. Of a text
/// that is no JSON, any number.
pub fn at_least(json: &[u8]) -> usize {
    let (mut opened, mut commas, mut at) = (0, 0, 0);
    while let Some(byte) = json.get(at) {
        match byte {
            b'[' | b'{' => opened += 1,
            b',' => commas += 1,
            b'"' => at = end_of_string(json, at),
            _ => {}
        }
        at += 1;
    }
    opened.max(commas)
}

/// Where the string that begins here ends.
fn end_of_string(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = json.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at,
            _ => at += 1,
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::at_least;

    #[test]
    fn values_are_counted_outside_strings() {
        for (json, count) in [
            ("", 0),
            ("1", 0),
            ("[1,2,3]", 2),
            ("[[],[],[]]", 4),
            (r#"{"a":{"b":[1]}}"#, 3),
            (r#"{"query":"{ a(b: [1,2,3], c: \"[[[\") { d } }"}"#, 1),
            (r#""never closed [[["#, 0),
            (r#""never closed \"#, 0),
        ] {
            assert_eq!(at_least(json.as_bytes()), count, "{json}");
        }
    }
}
