//! Requests that do not become GraphQL, and what they are told.

use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
};
use serde_json::json;
use std::fmt::Display;

use super::negotiation::Form;
use crate::graphql::error::{BAD_USER_INPUT, INTERNAL_SERVER_ERROR, PAYLOAD_TOO_LARGE, RATE_LIMITED, UNAUTHENTICATED, internal};

/// A request that did not become GraphQL.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
    header: Option<(HeaderName, &'static str)>,
}

impl Refusal {
    /// A refusal with a status and a code.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Refusal { status, code, message: message.into(), header: None }
    }

    /// The request cannot be read.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::BAD_REQUEST, BAD_USER_INPUT, message)
    }

    /// The method is not one that does this; `allowed` are.
    pub fn method(allowed: &'static str, message: impl Into<String>) -> Self {
        let refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, BAD_USER_INPUT, message);
        Refusal { header: Some((header::ALLOW, allowed)), ..refusal }
    }

    /// The body is longer than allowed.
    pub fn too_large(message: impl Into<String>) -> Self {
        Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, PAYLOAD_TOO_LARGE, message)
    }

    /// The token is worth nothing, or there is none where one is needed.
    pub fn unauthenticated(message: impl Into<String>) -> Self {
        let challenge = "Bearer realm=\"fazhi\", error=\"invalid_token\"";
        let refusal = Refusal::new(StatusCode::UNAUTHORIZED, UNAUTHENTICATED, message);
        Refusal { header: Some((header::WWW_AUTHENTICATE, challenge)), ..refusal }
    }

    /// More at once than is allowed.
    pub fn too_many(message: impl Into<String>) -> Self {
        let refusal = Refusal::new(StatusCode::TOO_MANY_REQUESTS, RATE_LIMITED, message);
        Refusal { header: Some((header::RETRY_AFTER, "10")), ..refusal }
    }

    /// Something broke on this side; the cause goes to the log alone.
    pub fn internal(cause: impl Display) -> Self {
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, INTERNAL_SERVER_ERROR, internal(cause).message)
    }

    /// The answer.
    pub fn answer(self, form: Form) -> HttpResponse {
        let body = json!({"errors": [{"message": self.message, "extensions": {"code": self.code}}]});
        let mut response = HttpResponse::build(self.status);
        if let Some((name, value)) = self.header {
            response.insert_header((name, HeaderValue::from_static(value)));
        }
        response.content_type(form.content_type()).body(body.to_string())
    }
}
