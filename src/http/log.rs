//! One line of the log per request.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use std::time::Instant;

/// Logs method, path, status and time of every request; the query string stays out of the log.
pub async fn requests(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let method = request.method().clone();
    let path = request.path().to_owned();
    let response = next.call(request).await?;
    let milliseconds = format!("{:.1}", started.elapsed().as_secs_f64() * 1000.0);
    tracing::info!(%method, path, status = response.status().as_u16(), %milliseconds, "request");
    Ok(response)
}
