//! The GraphQL endpoint, as in the GraphQL-over-HTTP specification.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Payload, Query},
};
use async_graphql::{Request, Value, Variables, parser::types::OperationType};
use serde::Deserialize;
use serde_json::{Map, json};

use super::negotiation::Form;
use crate::graphql::{
    Api,
    answer::Answer,
    error::{BAD_USER_INPUT, PAYLOAD_TOO_LARGE, failed_before_execution},
};

/// Bytes of a request body: a document at its limit, and its variables.
const MAX_BODY: usize = 1_000_000;

/// A request as it comes, in a body or in a query string.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Call {
    query: String,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<Map<String, serde_json::Value>>,
    /// `{"cost": true}` asks what the request costs.
    #[serde(default)]
    extensions: Option<Map<String, serde_json::Value>>,
}

impl From<Call> for Request {
    fn from(call: Call) -> Self {
        let variables = Variables::from_json(call.variables.unwrap_or_default().into());
        let mut request = Request::new(call.query).variables(variables);
        for (name, value) in call.extensions.unwrap_or_default() {
            if let Ok(value) = Value::from_json(value) {
                request.extensions.0.insert(name, value);
            }
        }
        match call.operation_name.filter(|name| !name.is_empty()) {
            Some(name) => request.operation_name(name),
            None => request,
        }
    }
}

/// A request that did not become GraphQL.
struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    fn bad_request(message: impl Into<String>) -> Self {
        Refusal { status: StatusCode::BAD_REQUEST, code: BAD_USER_INPUT, message: message.into() }
    }

    fn answer(self, form: Form) -> HttpResponse {
        let body = json!({"errors": [{"message": self.message, "extensions": {"code": self.code}}]});
        HttpResponse::build(self.status).content_type(form.content_type()).body(body.to_string())
    }
}

/// `POST /graphql` with `{"query", "variables", "operationName"}`.
pub async fn post(request: HttpRequest, payload: Payload, api: Data<Api>) -> HttpResponse {
    let Some(form) = accepted(&request) else { return not_acceptable() };
    match read_body(&request, payload).await {
        Ok(call) => execute(&api, call.into(), form).await,
        Err(refusal) => refusal.answer(form),
    }
}

/// `GET /graphql?query=…&variables=…&operationName=…`: queries only, so that a link never changes anything.
pub async fn get(request: HttpRequest, api: Data<Api>) -> HttpResponse {
    let Some(form) = accepted(&request) else { return not_acceptable() };
    let call: Request = match read_query_string(request.query_string()) {
        Ok(call) => call.into(),
        Err(refusal) => return refusal.answer(form),
    };
    if let Some(OperationType::Mutation | OperationType::Subscription) = api.operation_of(&call) {
        let mut response = Refusal {
            status: StatusCode::METHOD_NOT_ALLOWED,
            code: BAD_USER_INPUT,
            message: "GET is for queries; send this operation with POST".to_owned(),
        }
        .answer(form);
        response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("POST"));
        return response;
    }
    execute(&api, call, form).await
}

/// Every other method.
pub async fn method_not_allowed() -> HttpResponse {
    let mut response = Refusal {
        status: StatusCode::METHOD_NOT_ALLOWED,
        code: BAD_USER_INPUT,
        message: "GraphQL is served to GET and POST".to_owned(),
    }
    .answer(Form::Json);
    response.headers_mut().insert(header::ALLOW, header::HeaderValue::from_static("GET, POST"));
    response
}

async fn execute(api: &Api, request: Request, form: Form) -> HttpResponse {
    let response = api.execute(request).await;
    let status = match form {
        Form::GraphqlResponse if failed_before_execution(&response) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    match serde_json::to_vec(&Answer(&response)) {
        Ok(body) => HttpResponse::build(status).content_type(form.content_type()).body(body),
        Err(error) => {
            tracing::error!("cannot write an answer: {error}");
            HttpResponse::InternalServerError().finish()
        }
    }
}

fn accepted(request: &HttpRequest) -> Option<Form> {
    let accept = request.headers().get(header::ACCEPT);
    Form::accepted(accept.map(|accept| accept.to_str().unwrap_or_default()))
}

fn not_acceptable() -> HttpResponse {
    Refusal {
        status: StatusCode::NOT_ACCEPTABLE,
        code: BAD_USER_INPUT,
        message: "answers are application/graphql-response+json or application/json".to_owned(),
    }
    .answer(Form::Json)
}

async fn read_body(request: &HttpRequest, payload: Payload) -> Result<Call, Refusal> {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("application/json") {
        return Err(Refusal {
            status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
            code: BAD_USER_INPUT,
            message: format!("the body is {content_type:?}; send JSON with Content-Type: application/json"),
        });
    }
    let body = match payload.to_bytes_limited(MAX_BODY).await {
        Ok(Ok(body)) => body,
        Ok(Err(error)) => return Err(Refusal::bad_request(format!("the body broke off: {error}"))),
        Err(_) => {
            return Err(Refusal {
                status: StatusCode::PAYLOAD_TOO_LARGE,
                code: PAYLOAD_TOO_LARGE,
                message: format!("the body has more than {MAX_BODY} bytes"),
            });
        }
    };
    if body.trim_ascii_start().starts_with(b"[") {
        return Err(Refusal::bad_request("batches are not served; send one request, with one query"));
    }
    serde_json::from_slice(&body).map_err(|error| Refusal::bad_request(format!("the body is no GraphQL request: {error}")))
}

fn read_query_string(text: &str) -> Result<Call, Refusal> {
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
