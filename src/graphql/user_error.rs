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
