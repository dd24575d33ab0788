//! The GraphQL endpoint, as in the GraphQL-over-HTTP specification.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    web::{Data, Payload},
};
use async_graphql::{Response, parser::types::OperationType};

use super::{
    caching::{self, Keeping},
    call::Call,
    event_stream, multipart,
    negotiation::{Accepted, Form},
    rates::Allowance,
    refusal::Refusal,
    service::{Asker, LITTLE, Service, is_query},
};
use crate::graphql::{
    Prepared,
    answer::Answer,
    error::{BAD_USER_INPUT, failed_before_execution},
};

/// `POST /graphql` with `{"query", "variables", "operationName"}`, or with the same and files.
pub async fn post(request: HttpRequest, payload: Payload, service: Data<Service>) -> HttpResponse {
    let Some(accepted) = accepted(&request) else { return not_acceptable() };
    match posted(&request, payload, &service, accepted).await {
        Ok(response) => response,
        Err(refusal) => refusal.answer(accepted.form()),
    }
}

/// `GET` and `HEAD /graphql?query=…&variables=…&operationName=…`: nothing that changes anything, so that a link never does.
pub async fn get(request: HttpRequest, service: Data<Service>) -> HttpResponse {
    let Some(accepted) = accepted(&request) else { return not_acceptable() };
    match linked(&request, &service, accepted).await {
        Ok(response) => response,
        Err(refusal) => refusal.answer(accepted.form()),
    }
}

/// Every other method.
pub async fn method_not_allowed() -> HttpResponse {
    Refusal::method("GET, HEAD, POST", "GraphQL is served to GET and POST").answer(Form::Json)
}

/// The answer to a body.
async fn posted(request: &HttpRequest, payload: Payload, service: &Service, accepted: Accepted) -> Result<HttpResponse, Refusal> {
    let with_files = multipart::is_multipart(request);
    if with_files {
        multipart::check_origin(request)?;
    }
    let asker = service.asker(request).await?;
    if with_files && asker.caller.is_none() {
        return Err(Refusal::unauthenticated("a request with files needs a token; send Authorization: Bearer TOKEN"));
    }
    let (call, uploads) = match with_files {
        true => multipart::read(request, payload, service).await.map(|(call, uploads)| (call, Some(uploads)))?,
        false => (Call::of_json(request, payload, service).await?, None),
    };
    let prepared = service.prepare(&asker, call, uploads)?;
    let allowance = service.charge(&asker, prepared.points())?;
    let mut response = match is_streamed(&prepared, accepted) {
        true => streamed(service, &asker, prepared)?,
        false => written(&service.api.run(prepared).await, accepted.form()),
    };
    tell(allowance, &mut response);
    Ok(response)
}

/// The answer to a query string.
async fn linked(request: &HttpRequest, service: &Service, accepted: Accepted) -> Result<HttpResponse, Refusal> {
    let asker = service.asker(request).await?;
    let call = Call::of_query_string(request.query_string())?;
    let prepared = service.prepare(&asker, call, None)?;
    match prepared.operation() {
        Some(OperationType::Mutation) => {
            return Err(Refusal::method("POST", "GET is for queries; send this operation with POST"));
        }
        Some(OperationType::Subscription) if !accepted.event_stream => {
            let message = "GET is for queries; ask for this subscription with Accept: text/event-stream, or over WebSocket";
            return Err(Refusal::method("POST", message));
        }
        _ => {}
    }
    if is_streamed(&prepared, accepted) {
        let allowance = service.charge(&asker, prepared.points())?;
        let mut response = streamed(service, &asker, prepared)?;
        tell(allowance, &mut response);
        return Ok(response);
    }
    let form = accepted.form();
    let keeping = keeping(request, service, &asker, &prepared, form).await?;
    if let Keeping::All(_, tag) = &keeping
        && caching::is_known(request, tag)
    {
        let allowance = service.charge(&asker, LITTLE)?;
        let mut response = caching::not_modified(&keeping);
        varies(&mut response);
        tell(allowance, &mut response);
        return Ok(response);
    }
    let allowance = service.charge(&asker, prepared.points())?;
    let answer = service.api.run(prepared).await;
    let mut response = written(&answer, form);
    // What goes on while the data stays the same says so itself.
    let passes = answer.cache_control.max_age < 0;
    let keeping = if answer.is_err() || passes { Keeping::Nobody } else { keeping };
    keeping.tell(response.headers_mut());
    varies(&mut response);
    tell(allowance, &mut response);
    Ok(response)
}

/// Whether the answer may be kept. The version is read before the answer: an import meanwhile makes the tag too old, never
/// the answer.
async fn keeping(
    request: &HttpRequest,
    service: &Service,
    asker: &Asker,
    prepared: &Prepared,
    form: Form,
) -> Result<Keeping, Refusal> {
    if asker.caller.is_some() || !is_query(prepared) {
        return Ok(Keeping::Nobody);
    }
    let version = service.api.data_version().await.map_err(Refusal::internal)?;
    let tag = caching::tag(&[&version, form.content_type(), prepared.document(), request.query_string()]);
    Ok(Keeping::All(service.settings.fresh, tag))
}

/// Whether an answer is a stream of events. Clients that can read both leave it to the operation.
fn is_streamed(prepared: &Prepared, accepted: Accepted) -> bool {
    match accepted {
        Accepted { form: None, .. } => true,
        Accepted { event_stream: true, .. } => prepared.operation() == Some(OperationType::Subscription),
        Accepted { event_stream: false, .. } => false,
    }
}

fn streamed(service: &Service, asker: &Asker, prepared: Prepared) -> Result<HttpResponse, Refusal> {
    let slot = service.listen(asker)?;
    Ok(event_stream::answer(service.api.run_stream(prepared), slot, service.connections.limits))
}

fn written(answer: &Response, form: Form) -> HttpResponse {
    let status = match form {
        Form::GraphqlResponse if failed_before_execution(answer) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    match serde_json::to_vec(&Answer(answer)) {
        Ok(body) => HttpResponse::build(status).content_type(form.content_type()).body(body),
        Err(error) => Refusal::internal(format!("cannot write an answer: {error}")).answer(form),
    }
}

/// What the answer depends on beside the address.
fn varies(response: &mut HttpResponse) {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Authorization"));
}

/// What is left to whoever asked (RateLimit header fields for HTTP, a draft of the IETF).
fn tell(allowance: Option<Allowance>, response: &mut HttpResponse) {
    let Some(allowance) = allowance else { return };
    let policy = format!("\"points\";q={};w=60", allowance.limit);
    let left = format!("\"points\";r={};t={}", allowance.remaining, allowance.reset());
    for (name, value) in [("ratelimit-policy", policy), ("ratelimit", left)] {
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
}

fn accepted(request: &HttpRequest) -> Option<Accepted> {
    let accept = request.headers().get(header::ACCEPT);
    Accepted::of(accept.map(|accept| accept.to_str().unwrap_or_default()))
}

fn not_acceptable() -> HttpResponse {
    let message = "answers are application/graphql-response+json, application/json or text/event-stream";
    Refusal::new(StatusCode::NOT_ACCEPTABLE, BAD_USER_INPUT, message).answer(Form::Json)
}
