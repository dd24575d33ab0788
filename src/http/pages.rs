//! What is not GraphQL itself: the landing page, the playground, the schema as text.

use actix_web::{HttpRequest, HttpResponse, http::header};
use serde_json::json;

use crate::graphql::{self, error::NOT_FOUND};

/// The pages are whole in themselves: nothing is asked of another host.
const POLICY: &str = "default-src 'none'; connect-src 'self'; img-src data:; style-src 'unsafe-inline'; \
                      script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `/`
pub async fn landing() -> HttpResponse {
    page(include_str!("pages/landing.html"))
}

/// `/graphiql`
pub async fn playground() -> HttpResponse {
    page(include_str!("pages/playground.html"))
}

/// `/schema.graphql`
pub async fn schema() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(graphql::sdl())
}

/// Everything else.
pub async fn not_found(request: HttpRequest) -> HttpResponse {
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
