//! Errors as clients see them: every one has a code, and what went wrong inside stays inside.

use async_graphql::{Error, ErrorExtensions, Response, ServerError, Value};
use std::{
    fmt::Display,
    sync::atomic::{AtomicU64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use crate::store::StoreError;

/// Makes the codes, and the list of all of them.
macro_rules! codes {
    ($($(#[$meaning:meta])+ $code:ident)+) => {
        $($(#[$meaning])+ pub const $code: &str = stringify!($code);)+

        /// Every code that `extensions.code` can have; docs/API.md says of each where it comes from and what to do.
        pub const CODES: &[&str] = &[$($code),+];
    };
}

codes! {
    /// The request cannot be read, or an argument cannot be honoured; `extensions.argument` names it.
    BAD_USER_INPUT
    /// What the request cannot do without is not there.
    NOT_FOUND
    /// This needs a token, or another one than was shown.
    UNAUTHENTICATED
    /// The token does not have the scope that `extensions.scope` names, or the page that asks may not.
    FORBIDDEN
    /// More than is allowed, at once or in a minute; `extensions.retryAfter` says how many seconds to wait.
    RATE_LIMITED
    /// A subscription has been read too slowly, and `extensions.missed` events are lost.
    EVENTS_LOST
    /// The document is no GraphQL.
    GRAPHQL_PARSE_FAILED
    /// The document does not fit the schema.
    GRAPHQL_VALIDATION_FAILED
    /// Selections or values are nested deeper than the limit.
    QUERY_TOO_DEEP
    /// The document asks for more than one answer may hold.
    QUERY_TOO_COMPLEX
    /// The server does not know the document of this hash; send it along once.
    PERSISTED_QUERY_NOT_FOUND
    /// The server runs the documents that it was given, and this is none of them.
    UNTRUSTED_DOCUMENT
    /// The answer took longer than the limit, and the database was stopped; or the request came too slowly.
    TIMEOUT
    /// The request is bigger than the limit, in bytes.
    PAYLOAD_TOO_LARGE
    /// Something broke on this side; `extensions.errorId` is in the log beside the cause.
    INTERNAL_SERVER_ERROR
}

/// What a client can do about [`TIMEOUT`].
pub const OUT_OF_TIME: &str = "the answer took too long and was given up; ask for less at a time";

/// An error with a code.
pub fn coded(code: &'static str, message: impl Into<String>) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}

/// An argument that cannot be honoured, and which.
pub fn bad_input(argument: &str, message: impl Into<String>) -> Error {
    coded(BAD_USER_INPUT, message).extend_with(|_, extensions| extensions.set("argument", argument))
}

/// An error inside: the cause goes to the log under an id, the client gets the id alone.
pub fn internal(cause: impl Display) -> Error {
    let id = error_id();
    tracing::error!(error_id = %id, "{cause}");
    coded(INTERNAL_SERVER_ERROR, format!("something broke on the server; the log has it as {id}"))
        .extend_with(|_, extensions| extensions.set("errorId", id.as_str()))
}

/// An error of the store: what the caller gave wrong is told, all else is internal.
pub fn store_error(error: StoreError) -> Error {
    match (error.argument(), &error) {
        (Some(argument), error) => bad_input(argument, error.to_string()),
        (None, StoreError::OutOfTime) => coded(TIMEOUT, OUT_OF_TIME),
        (None, error) => internal(error),
    }
}

/// A request error, without a place in the answer.
pub fn request_error(code: &'static str, message: impl Into<String>) -> ServerError {
    let mut error = ServerError::new(message, None);
    set_code(&mut error, code);
    error
}

/// Gives `code` to an error that has none.
pub fn set_code(error: &mut ServerError, code: &'static str) {
    let extensions = error.extensions.get_or_insert_default();
    if extensions.get("code").is_none() {
        extensions.set("code", code);
    }
}

/// Gives a code to the errors that async-graphql makes itself and that have none.
///
/// Our resolvers always set one. Without a path the document did not fit the schema; with a path an argument
/// could not be read, most often a variable of the wrong type, which is checked only when it is used.
pub fn code_errors(response: &mut Response) {
    for error in &mut response.errors {
        if error.path.is_empty() {
            set_code(error, GRAPHQL_VALIDATION_FAILED);
        } else {
            set_code(error, BAD_USER_INPUT);
        }
    }
}

/// Whether the request failed before anything was resolved: such an answer has no `data`.
pub fn failed_before_execution(response: &Response) -> bool {
    response.data == Value::Null && !response.errors.is_empty() && response.errors.iter().all(|error| error.path.is_empty())
}

/// Short, unique within one log: the start of the process in seconds and a running number.
fn error_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    format!("{seconds:x}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::CODES;

    /// The codes in the first column of the table of errors.
    fn documented() -> Vec<&'static str> {
        let (_, behind) = include_str!("../../docs/API.md").split_once("\n## Errors\n").expect("a section");
        let section = behind.split("\n## ").next().unwrap_or_default();
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
        rows.filter_map(|row| row.split('`').next()).collect()
    }

    #[test]
    fn every_code_is_documented_and_every_documented_code_is_one() {
        let (mut codes, mut documented) = (CODES.to_vec(), documented());
        codes.sort_unstable();
        documented.sort_unstable();
        assert_eq!(codes, documented);
    }
}
