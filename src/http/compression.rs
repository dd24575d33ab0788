//! What the middleware that compresses leaves behind, or out.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
};

/// Takes `Content-Encoding: identity` away: it tells the middleware to compress nothing, and means nothing to clients
/// (RFC 9110, section 8.4.1). And says that answers depend on what the client can read, in one header: of several, the
/// next middleware would keep one.
pub async fn tidy(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    if headers.get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding == "identity") {
        headers.remove(header::CONTENT_ENCODING);
    }
    let others = headers.get_all(header::VARY).filter_map(|value| value.to_str().ok());
    let mut vary: Vec<&str> = others.filter(|name| !name.eq_ignore_ascii_case("accept-encoding")).collect();
    vary.push("Accept-Encoding");
    if let Ok(vary) = HeaderValue::try_from(vary.join(", ")) {
        headers.insert(header::VARY, vary);
    }
    Ok(response)
}
