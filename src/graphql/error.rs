//! Errors as clients see them: every one has a code, and what went wrong inside stays inside.

use async_graphql::{Error, ErrorExtensions, Response, ServerError, Value};
use std::{
    fmt::Display,
    sync::atomic::{AtomicU64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use crate::store::StoreError;

/// An argument cannot be honoured; `extensions.argument` names it.
pub const BAD_USER_INPUT: &str = "BAD_USER_INPUT";
/// What the request cannot do without is not there.
pub const NOT_FOUND: &str = "NOT_FOUND";
/// This needs a token, or another one than was shown.
pub const UNAUTHENTICATED: &str = "UNAUTHENTICATED";
/// The token does not have the scope that `extensions.scope` names.
pub const FORBIDDEN: &str = "FORBIDDEN";
/// More at once than is allowed.
pub const RATE_LIMITED: &str = "RATE_LIMITED";
/// A subscription has been read too slowly, and `extensions.missed` events are lost.
pub const EVENTS_LOST: &str = "EVENTS_LOST";
/// The document is no GraphQL.
pub const GRAPHQL_PARSE_FAILED: &str = "GRAPHQL_PARSE_FAILED";
/// The document does not fit the schema.
pub const GRAPHQL_VALIDATION_FAILED: &str = "GRAPHQL_VALIDATION_FAILED";
/// Selections or values are nested deeper than the limit.
pub const QUERY_TOO_DEEP: &str = "QUERY_TOO_DEEP";
/// The document asks for more objects than one answer may hold.
pub const QUERY_TOO_COMPLEX: &str = "QUERY_TOO_COMPLEX";
/// The answer took longer than the limit; the database was stopped.
pub const TIMEOUT: &str = "TIMEOUT";
/// The request is bigger than the limit, in bytes.
pub const PAYLOAD_TOO_LARGE: &str = "PAYLOAD_TOO_LARGE";
/// Something broke on this side; `extensions.errorId` is in the log beside the cause.
pub const INTERNAL_SERVER_ERROR: &str = "INTERNAL_SERVER_ERROR";

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
