//! The GraphQL endpoint, as in the GraphQL-over-HTTP specification.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Payload},
};
use async_graphql::{Request, parser::types::OperationType};

use super::{
    bearer,
    call::Call,
    connections::Connections,
    event_stream, multipart,
    negotiation::{Accepted, Form},
    refusal::Refusal,
};
use crate::graphql::{
    Api,
    answer::Answer,
    error::{BAD_USER_INPUT, failed_before_execution},
};

/// `POST /graphql` with `{"query", "variables", "operationName"}`, or with the same and files.
pub async fn post(request: HttpRequest, payload: Payload, api: Data<Api>, connections: Data<Connections>) -> HttpResponse {
    let Some(accepted) = accepted(&request) else { return not_acceptable() };
    match read(&request, payload, &api).await {
        Ok(call) => answer(&api, &connections, call, accepted).await,
        Err(refusal) => refusal.answer(accepted.form()),
    }
}

/// `GET /graphql?query=…&variables=…&operationName=…`: nothing that changes anything, so that a link never does.
pub async fn get(request: HttpRequest, api: Data<Api>, connections: Data<Connections>) -> HttpResponse {
    let Some(accepted) = accepted(&request) else { return not_acceptable() };
    match read_link(&request, &api, accepted).await {
        Ok(call) => answer(&api, &connections, call, accepted).await,
        Err(refusal) => refusal.answer(accepted.form()),
    }
}

/// Every other method.
pub async fn method_not_allowed() -> HttpResponse {
    Refusal::method("GET, POST", "GraphQL is served to GET and POST").answer(Form::Json)
}

/// The request of a body, with whoever asks.
async fn read(request: &HttpRequest, payload: Payload, api: &Api) -> Result<Request, Refusal> {
    let with_files = multipart::is_multipart(request);
    if with_files {
        multipart::check_origin(request)?;
    }
    let caller = bearer::caller(api, bearer::token_of(request)).await?;
    if with_files && caller.is_none() {
        return Err(Refusal::unauthenticated("a request with files needs a token; send Authorization: Bearer TOKEN"));
    }
    let call = match with_files {
        true => multipart::read(request, payload).await?,
        false => Call::of_json(request, payload).await?.into(),
    };
    Ok(caller.into_iter().fold(call, Request::data))
}

/// The request of a query string, with whoever asks.
async fn read_link(request: &HttpRequest, api: &Api, accepted: Accepted) -> Result<Request, Refusal> {
    let caller = bearer::caller(api, bearer::token_of(request)).await?;
    let call: Request = Call::of_query_string(request.query_string())?.into();
    match api.operation_of(&call) {
        Some(OperationType::Mutation) => Err(Refusal::method("POST", "GET is for queries; send this operation with POST")),
        Some(OperationType::Subscription) if !accepted.event_stream => {
            let message = "GET is for queries; ask for this subscription with Accept: text/event-stream, or over WebSocket";
            Err(Refusal::method("POST", message))
        }
        _ => Ok(caller.into_iter().fold(call, Request::data)),
    }
}

async fn answer(api: &Api, connections: &Data<Connections>, request: Request, accepted: Accepted) -> HttpResponse {
    let in_events = match accepted {
        Accepted { form: None, .. } => true,
        // Clients that can read both leave it to the operation.
        Accepted { event_stream: true, .. } => api.operation_of(&request) == Some(OperationType::Subscription),
        Accepted { event_stream: false, .. } => false,
    };
    if in_events {
        return event_stream::answer(api.execute_stream(request), connections);
    }
    execute(api, request, accepted.form()).await
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

fn accepted(request: &HttpRequest) -> Option<Accepted> {
    let accept = request.headers().get(header::ACCEPT);
    Accepted::of(accept.map(|accept| accept.to_str().unwrap_or_default()))
}

fn not_acceptable() -> HttpResponse {
    let message = "answers are application/graphql-response+json, application/json or text/event-stream";
    Refusal::new(StatusCode::NOT_ACCEPTABLE, BAD_USER_INPUT, message).answer(Form::Json)
}
