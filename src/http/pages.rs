//! What is not GraphQL itself: the schema as text, and the pages that stand in where the explorer is missing.

use actix_web::{HttpRequest, HttpResponse, http::header};

use super::{caching, negotiation::Form, refusal::Refusal};
use crate::graphql;

/// The pages are whole in themselves: nothing is asked of another host.
const POLICY: &str = "default-src 'none'; connect-src 'self'; img-src data:; style-src 'unsafe-inline'; \
                      script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// In place of the explorer and the playground, where they are no part of the program: how to build them, and what there
/// is besides.
pub fn not_built() -> HttpResponse {
    page(include_str!("pages/not_built.html"))
}

/// `/schema.graphql`
pub async fn schema(request: HttpRequest) -> HttpResponse {
    caching::fixed(&request, "text/plain; charset=utf-8", graphql::sdl())
}

/// Every other method, where there is something to be got.
pub async fn method_not_allowed() -> HttpResponse {
    only_read()
}

/// The same, for those who find out themselves.
pub fn only_read() -> HttpResponse {
    Refusal::method("GET, HEAD", "this is served to GET and HEAD").answer(Form::Json)
}

/// Everything else.
pub fn not_found(request: &HttpRequest) -> HttpResponse {
    Refusal::not_found(format!("nothing is served at {}; the endpoint is /graphql", request.path())).answer(Form::Json)
}

fn page(html: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(html)
}
