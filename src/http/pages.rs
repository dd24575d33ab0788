//! What is not GraphQL itself: the schema as text, and the pages that stand in where the explorer is missing.

use actix_web::{HttpRequest, HttpResponse, http::header};
use serde_json::json;

use crate::graphql::{self, error::NOT_FOUND};

/// The pages are whole in themselves: nothing is asked of another host.
const POLICY: &str = "default-src 'none'; connect-src 'self'; img-src data:; style-src 'unsafe-inline'; \
                      script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// In place of the explorer and the playground, where they are no part of the program: how to build them, and what there
/// is besides.
pub fn not_built() -> HttpResponse {
    page(include_str!("pages/not_built.html"))
}

/// `/schema.graphql`
pub async fn schema() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(graphql::sdl())
}

/// Everything else.
pub fn not_found(request: &HttpRequest) -> HttpResponse {
    let message = format!("nothing is served at {}; the endpoint is /graphql", request.path());
    HttpResponse::NotFound().json(json!({"errors": [{"message": message, "extensions": {"code": NOT_FOUND}}]}))
}

fn page(html: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(html)
}
