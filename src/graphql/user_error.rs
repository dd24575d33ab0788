//! What is wrong with an input, in a form that programs can act on.
//!
//! The line between the two kinds of error: what the caller sends to be judged (a text, a correction) is answered with user
//! errors, in the payload, beside everything else that was asked for. What the caller may not do, or what is not there, is
//! an error of the answer, with a code.

use async_graphql::SimpleObject;

/// Something wrong with what was sent; nothing was changed because of it.
#[derive(SimpleObject, Debug, Clone, PartialEq, Eq)]
pub struct UserError {
    /// Stable name of the kind of error, in capitals: NO_YEAR. docs/API.md lists them.
    code: String,
    /// What is wrong, and what to do about it.
    message: String,
    /// The way to the argument that is wrong: ["input", "year"].
    field: Vec<String>,
}

impl UserError {
    /// An error of an argument.
    pub fn new(code: impl Into<String>, message: impl Into<String>, field: &[&str]) -> Self {
        UserError { code: code.into(), message: message.into(), field: field.iter().map(|&part| part.to_owned()).collect() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// Where codes of user errors are made.
    const SOURCES: [&str; 5] = [
        include_str!("import.rs"),
        include_str!("reviewing.rs"),
        include_str!("../ingest.rs"),
        include_str!("../ingest/error.rs"),
        include_str!("../../extract/src/lib.rs"),
    ];

    /// Codes of the command line and of archives, whose documents are imported one by one, and what goes to the log.
    const OF_OTHERS: [&str; 4] = ["UNSAFE_NAME", "SAME_REPORT", "UNREADABLE", "BROKEN"];

    /// Names in capitals between two marks.
    fn names(text: &str, mark: char) -> BTreeSet<&str> {
        let is_name = |piece: &&str| {
            piece.len() > 4 && !piece.starts_with("CARGO_") && piece.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        };
        text.split(mark).filter(is_name).collect()
    }

    #[test]
    fn every_code_is_documented_and_every_documented_code_is_made() {
        let (_, behind) = include_str!("../../docs/API.md").split_once("\n### User errors\n").unwrap();
        let rows = behind.split("\n##").next().unwrap().lines().filter(|line| line.starts_with("| `"));
        let documented: BTreeSet<&str> = rows.flat_map(|row| names(row.split('|').nth(1).unwrap_or_default(), '`')).collect();
        let made: BTreeSet<&str> = SOURCES.iter().flat_map(|source| names(source, '"')).collect();
        let others: BTreeSet<&str> = made.difference(&documented).copied().filter(|name| !OF_OTHERS.contains(name)).collect();
        let stale: Vec<&&str> = documented.difference(&made).collect();
        assert!(stale.is_empty(), "documented, but never made: {stale:?}");
        assert!(others.is_empty(), "made, but not documented: {others:?}");
    }
}
