//! Answers that clients and proxies may keep, and whether they are still right.
//!
//! An answer is right as long as the data is the version it was made from. A tag names the version and the question; it
//! is weak, because the same answer comes compressed or not.

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    http::header::{self, ETag, EntityTag, HeaderMap, HeaderValue, IfNoneMatch},
};
use sha2::{Digest, Sha256};
use std::time::Duration;

/// What a question and a version of the data have for a tag.
pub fn tag(parts: &[&str]) -> EntityTag {
    let mut hash = Sha256::new();
    for part in [env!("CARGO_PKG_VERSION")].iter().chain(parts) {
        // With its length no two lists of parts are alike.
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    EntityTag::new_weak(hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

/// Whether the client has the answer of this tag.
pub fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match request.get_header::<IfNoneMatch>() {
        Some(IfNoneMatch::Any) => true,
        Some(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(tag)),
        None => false,
    }
}

/// How long an answer may be kept, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// By all, for so long without asking, and longer when the tag is still right.
    All(Duration, EntityTag),
    /// By nobody.
    Nobody,
}

impl Keeping {
    /// Says so in the headers of an answer.
    pub fn tell(&self, headers: &mut HeaderMap) {
        let control = match self {
            Keeping::All(time, tag) => {
                let control = format!("public, max-age={}, must-revalidate", time.as_secs());
                let tag = HeaderValue::try_from(tag.to_string()).ok();
                if let Some(tag) = tag {
                    headers.insert(header::ETAG, tag);
                }
                HeaderValue::try_from(control).ok()
            }
            Keeping::Nobody => None,
        };
        headers.insert(header::CACHE_CONTROL, control.unwrap_or(HeaderValue::from_static("no-store")));
    }
}

/// The answer to somebody who has it already.
pub fn not_modified(keeping: &Keeping) -> HttpResponse {
    let mut response = HttpResponse::NotModified().finish();
    keeping.tell(response.headers_mut());
    response
}

/// The same text for all, until the program changes.
pub fn fixed(request: &HttpRequest, content_type: &'static str, text: &'static str) -> HttpResponse {
    let tag = tag(&[text]);
    if is_known(request, &tag) {
        return HttpResponse::NotModified().insert_header(ETag(tag)).insert_header((header::CACHE_CONTROL, "no-cache")).finish();
    }
    HttpResponse::Ok()
        .content_type(content_type)
        .insert_header(ETag(tag))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(text)
}
