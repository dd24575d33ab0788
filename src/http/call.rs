//! A GraphQL request as it comes: in a JSON body, in a query string, in a message.

use actix_web::{
    HttpRequest,
    http::{StatusCode, header},
    web::{Bytes, BytesMut, Payload, Query},
};
use async_graphql::{Request, Variables};
use futures::StreamExt;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

use super::{refusal::Refusal, service::Service, values};
use crate::graphql::error::BAD_USER_INPUT;

/// How many times as long as it may stall a body may take as a whole.
const STALLS: u32 = 12;

/// Values of a request that are none of its variables.
const BESIDE: usize = 100;

/// A request as it comes.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "Fields")]
pub struct Call {
    /// The document; none where it is named instead.
    pub query: Option<String>,
    /// The name of the document.
    pub document_id: Option<String>,
    operation_name: Option<String>,
    pub variables: Option<Map<String, Value>>,
    extensions: Option<Map<String, Value>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields {
    query: Option<String>,
    document_id: Option<String>,
    operation_name: Option<String>,
    variables: Option<Map<String, Value>>,
    extensions: Option<Map<String, Value>>,
}

impl TryFrom<Fields> for Call {
    type Error = &'static str;

    fn try_from(fields: Fields) -> Result<Self, &'static str> {
        let Fields { query, document_id, operation_name, variables, extensions } = fields;
        Call { query, document_id, operation_name, variables, extensions }.checked()
    }
}

impl Call {
    /// Names no document that is empty, and at least one.
    fn checked(mut self) -> Result<Self, &'static str> {
        let names_one = self.document_id.is_some() || self.extension("persistedQuery").is_some();
        if names_one && self.query.as_ref().is_some_and(String::is_empty) {
            self.query = None;
        }
        match self.query.is_some() || names_one {
            true => Ok(self),
            false => Err("no query, nor documentId or extensions.persistedQuery to name one"),
        }
    }

    /// One of its extensions.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.extensions.as_ref()?.get(name).filter(|value| !value.is_null())
    }

    /// The request with its document.
    pub fn with_document(self, document: String) -> Request {
        let variables = Variables::from_json(self.variables.unwrap_or_default().into());
        let mut request = Request::new(document).variables(variables);
        for (name, value) in self.extensions.unwrap_or_default() {
            if let Ok(value) = async_graphql::Value::from_json(value) {
                request.extensions.0.insert(name, value);
            }
        }
        match self.operation_name.filter(|name| !name.is_empty()) {
            Some(name) => request.operation_name(name),
            None => request,
        }
    }

    /// A request as JSON, whose variables may hold so many values.
    pub fn read(json: &[u8], values: usize) -> Result<Self, Refusal> {
        if json.trim_ascii_start().starts_with(b"[") {
            return Err(Refusal::bad_request("batches are not served; send one request, with one query"));
        }
        if values::at_least(json) > values.saturating_add(BESIDE) {
            return Err(Refusal::bad_request(format!("the variables hold more than {values} values; ask with less at a time")));
        }
        serde_json::from_slice(json).map_err(|error| Refusal::bad_request(format!("the body is no GraphQL request: {error}")))
    }

    /// The request of a query string.
    pub fn of_query_string(text: &str) -> Result<Self, Refusal> {
        let mut call = Call::default();
        let pairs = Query::<Vec<(String, String)>>::from_query(text)
            .map_err(|error| Refusal::bad_request(format!("the query string cannot be read: {error}")))?;
        for (name, value) in pairs.into_inner() {
            match name.as_str() {
                "query" if !value.is_empty() => call.query = Some(value),
                "documentId" => call.document_id = Some(value),
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
        let no_query = "no query; ask with ?query={…} or send a POST, or open /graphiql";
        call.checked().map_err(|_| Refusal::bad_request(no_query))
    }

    /// The request of a JSON body. A browser sends JSON to another site only after asking whether it may, so that no page
    /// can make its readers send one.
    pub async fn of_json(request: &HttpRequest, payload: Payload, service: &Service) -> Result<Self, Refusal> {
        let content_type = content_type(request);
        if !media_type(content_type).eq_ignore_ascii_case("application/json") {
            let message = format!(
                "the body is {content_type:?}; send JSON with Content-Type: application/json, or files with multipart/form-data"
            );
            return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, BAD_USER_INPUT, message));
        }
        let body = body(request, payload, service.settings.body, service.settings.stall).await?;
        Call::read(&body, service.api.limits().values)
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

/// A body that keeps to a limit of bytes, and comes in time: it may stall for so long, and take twelve times that.
pub async fn body(request: &HttpRequest, mut payload: Payload, limit: usize, stall: Duration) -> Result<Bytes, Refusal> {
    let too_large = || Refusal::too_large(format!("the body has more than {limit} bytes"));
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let end = Instant::now() + stall * STALLS;
    let mut body = BytesMut::new();
    loop {
        let bytes = match timeout_at(end.min(Instant::now() + stall), payload.next()).await {
            Ok(None) => return Ok(body.freeze()),
            Ok(Some(Ok(bytes))) => bytes,
            Ok(Some(Err(error))) => return Err(Refusal::bad_request(format!("the body broke off: {error}"))),
            Err(_) => return Err(Refusal::too_slow("the body came too slowly")),
        };
        if body.len() + bytes.len() > limit {
            return Err(too_large());
        }
        body.extend_from_slice(&bytes);
    }
}
