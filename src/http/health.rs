//! Whether the service can answer.

use actix_web::{HttpResponse, web::Data};
use serde_json::json;

use crate::graphql::Api;

/// `GET /healthz`: 200 with the version of the data, 503 when the database cannot be reached.
pub async fn healthz(api: Data<Api>) -> HttpResponse {
    let version = env!("CARGO_PKG_VERSION");
    match api.health().await {
        Ok(data_version) => HttpResponse::Ok().json(json!({
            "status": "ok", "database": "reachable", "dataVersion": data_version, "version": version,
        })),
        Err(error) => {
            tracing::error!("health: {error}");
            HttpResponse::ServiceUnavailable().json(json!({
                "status": "unavailable", "database": "unreachable", "dataVersion": null, "version": version,
            }))
        }
    }
}
