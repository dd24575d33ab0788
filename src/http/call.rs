//! A GraphQL request as it comes: in a JSON body, in a query string, in a message.

use actix_web::{
    HttpRequest,
    http::{StatusCode, header},
    web::{Bytes, Payload, Query},
};
use async_graphql::{Request, Variables};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::refusal::Refusal;
use crate::graphql::error::BAD_USER_INPUT;

/// Bytes of a request without files: a document at its limit, and its variables.
pub const MAX_BODY: usize = 1_000_000;

/// A request as it comes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    query: String,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    pub variables: Option<Map<String, Value>>,
    /// `{"cost": true}` asks what the request costs.
    #[serde(default)]
    extensions: Option<Map<String, Value>>,
}

impl From<Call> for Request {
    fn from(call: Call) -> Self {
        let variables = Variables::from_json(call.variables.unwrap_or_default().into());
        let mut request = Request::new(call.query).variables(variables);
        for (name, value) in call.extensions.unwrap_or_default() {
            if let Ok(value) = async_graphql::Value::from_json(value) {
                request.extensions.0.insert(name, value);
            }
        }
        match call.operation_name.filter(|name| !name.is_empty()) {
            Some(name) => request.operation_name(name),
            None => request,
        }
    }
}

impl Call {
    /// A request as JSON.
    pub fn read(json: &[u8]) -> Result<Self, Refusal> {
        if json.trim_ascii_start().starts_with(b"[") {
            return Err(Refusal::bad_request("batches are not served; send one request, with one query"));
        }
        serde_json::from_slice(json).map_err(|error| Refusal::bad_request(format!("the body is no GraphQL request: {error}")))
    }

    /// The request of a query string.
    pub fn of_query_string(text: &str) -> Result<Self, Refusal> {
        let mut call = Call { query: String::new(), operation_name: None, variables: None, extensions: None };
        let pairs = Query::<Vec<(String, String)>>::from_query(text)
            .map_err(|error| Refusal::bad_request(format!("the query string cannot be read: {error}")))?;
        for (name, value) in pairs.into_inner() {
            match name.as_str() {
                "query" => call.query = value,
                "operationName" => call.operation_name = Some(value),
                "variables" if !value.is_empty() => {
                    call.variables = serde_json::from_str(&value)
                        .map_err(|error| Refusal::bad_request(format!("variables is no JSON object: {error}")))?;
                }
                "extensions" if !value.is_empty() => {
                    call.extensions = serde_json::from_str(&value)
                        .map_err(|error| Refusal::bad_request(format!("extensions is no JSON object: {error}")))?;
                }
                _ => {}
            }
        }
        if call.query.is_empty() {
            return Err(Refusal::bad_request("no query; ask with ?query={…} or send a POST, or open /graphiql"));
        }
        Ok(call)
    }

    /// The request of a JSON body. A browser sends JSON to another site only after asking whether it may, so that no page
    /// can make its readers send one.
    pub async fn of_json(request: &HttpRequest, payload: Payload) -> Result<Self, Refusal> {
        let content_type = content_type(request);
        if !media_type(content_type).eq_ignore_ascii_case("application/json") {
            let message = format!(
                "the body is {content_type:?}; send JSON with Content-Type: application/json, or files with multipart/form-data"
            );
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, BAD_USER_INPUT, message));
        }
        Call::read(&body(payload, MAX_BODY).await?)
    }
}

/// What the body of a request is, with parameters; empty where it does not say.
pub fn content_type(request: &HttpRequest) -> &str {
    let value = request.headers().get(header::CONTENT_TYPE);
    value.and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The same without parameters.
pub fn media_type(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}

/// A body that keeps to a limit.
pub async fn body(payload: Payload, limit: usize) -> Result<Bytes, Refusal> {
    match payload.to_bytes_limited(limit).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(error)) => Err(Refusal::bad_request(format!("the body broke off: {error}"))),
        Err(_) => Err(Refusal::too_large(format!("the body has more than {limit} bytes"))),
    }
}
