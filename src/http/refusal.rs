//! Requests that are not executed, and what they are told.

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
};
use async_graphql::ServerError;
use serde_json::json;
use std::{fmt::Display, time::Duration};

use super::{negotiation::Form, rates::TooMuch};
use crate::graphql::error::{
    BAD_USER_INPUT, FORBIDDEN, INTERNAL_SERVER_ERROR, NOT_FOUND, PAYLOAD_TOO_LARGE, RATE_LIMITED, TIMEOUT, UNAUTHENTICATED,
    UNTRUSTED_DOCUMENT, internal, request_error,
};

/// How long to wait for one of the places that are all taken.
const UNTIL_A_PLACE: Duration = Duration::from_secs(10);

/// A request that is not executed.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    /// The status of an answer in `application/json`, which old clients read only where it is 200.
    in_json: StatusCode,
    errors: Vec<ServerError>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    /// A refusal with a status and a code.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Refusal { status, in_json: status, errors: vec![request_error(code, message)], headers: vec![] }
    }

    /// A well-formed request that GraphQL has errors for, and no data.
    pub fn of(errors: Vec<ServerError>) -> Self {
        Refusal { status: StatusCode::BAD_REQUEST, in_json: StatusCode::OK, errors, headers: vec![] }
    }

    /// The request cannot be read.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::BAD_REQUEST, BAD_USER_INPUT, message)
    }

    /// Nothing is there.
    pub fn not_found(message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::NOT_FOUND, NOT_FOUND, message)
    }

    /// The method is not one that does this; `allowed` are.
    pub fn method(allowed: &'static str, message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::METHOD_NOT_ALLOWED, BAD_USER_INPUT, message)
            .with(header::ALLOW, HeaderValue::from_static(allowed))
    }

    /// The body is longer than allowed.
    pub fn too_large(message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, PAYLOAD_TOO_LARGE, message)
    }

    /// The body comes too slowly.
    pub fn too_slow(message: impl Into<String>) -> Self {
        // What comes after it on the connection is the rest of the body.
        Refusal::new(StatusCode::REQUEST_TIMEOUT, TIMEOUT, message).with(header::CONNECTION, HeaderValue::from_static("close"))
    }

    /// The token is worth nothing, or there is none where one is needed.
    pub fn unauthenticated(message: impl Into<String>) -> Self {
        let challenge = "Bearer realm=\"fazhi\", error=\"invalid_token\"";
        Refusal::new(StatusCode::UNAUTHORIZED, UNAUTHENTICATED, message)
            .with(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
    }

    /// The page that asks may not.
    pub fn other_origin() -> Self {
        let message = "pages of this origin may not ask here; --cors-origin says which may";
        Refusal::new(StatusCode::FORBIDDEN, FORBIDDEN, message)
    }

    /// The document is none of those that are run.
    pub fn untrusted() -> Self {
        let message = "this server runs the documents that it was given (--trusted-documents), and this is none of them";
        Refusal::new(StatusCode::FORBIDDEN, UNTRUSTED_DOCUMENT, message)
    }

    /// More at once than is allowed.
    pub fn too_many(message: impl Into<String>) -> Self {
        Refusal::later(message, UNTIL_A_PLACE)
    }

    /// More in a minute than is allowed.
    pub fn too_much(TooMuch { limit, wait }: TooMuch) -> Self {
        let message = format!("more than {limit} points in a minute; wait, or ask for less (extensions.cost says what it costs)");
        Refusal::later(message, wait)
    }

    fn later(message: impl Into<String>, wait: Duration) -> Self {
        let seconds = wait.as_millis().div_ceil(1_000).max(1) as u64;
        let mut refusal = Refusal::new(StatusCode::TOO_MANY_REQUESTS, RATE_LIMITED, message);
        for error in &mut refusal.errors {
            error.extensions.get_or_insert_default().set("retryAfter", seconds);
        }
        refusal.with(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// Something broke on this side; the cause goes to the log alone.
    pub fn internal(cause: impl Display) -> Self {
        let error = internal(cause).into_server_error(async_graphql::Pos::default());
        let errors = vec![ServerError { locations: vec![], ..error }];
        Refusal { errors, ..Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, INTERNAL_SERVER_ERROR, "") }
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Whether it is the token that is wrong.
    pub fn is_of_the_token(&self) -> bool {
        self.status == StatusCode::UNAUTHORIZED
    }

    /// What is wrong, for those who get no HTTP answer.
    pub fn errors(&self) -> &[ServerError] {
        &self.errors
    }

    /// The answer; nobody may keep it.
    pub fn answer(self, form: Form) -> HttpResponse {
        let body = json!({ "errors": self.errors });
        let status = match form {
            Form::Json => self.in_json,
            Form::GraphqlResponse => self.status,
        };
        let mut response = HttpResponse::build(status);
        for header in self.headers {
            response.insert_header(header);
        }
        response.insert_header((header::CACHE_CONTROL, "no-store")).content_type(form.content_type()).body(body.to_string())
    }
}
