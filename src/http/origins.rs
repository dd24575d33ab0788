//! Which pages may ask: cross-origin resource sharing.
//!
//! The data is public, and a token comes in a header, which a browser never sends of its own accord. So any page may ask
//! unless the server is told which.

use actix_cors::Cors;
use actix_web::{
    HttpRequest,
    http::{
        Uri,
        header::{self, HeaderName},
    },
};
use std::str::FromStr;

/// How long a browser may remember what it was allowed, in seconds.
const MAX_AGE: usize = 86_400;

/// The pages that may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origins {
    /// All.
    Any,
    /// Those of these origins, and the server's own.
    These(Vec<Origin>),
}

/// Where a page comes from: `https://example.org`, with a port where it is not the usual one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// A text that is no origin.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no origin; write it as browsers do: https://example.org, with a port where it is not the usual one")]
pub struct NoOrigin(String);

impl FromStr for Origin {
    type Err = NoOrigin;

    fn from_str(text: &str) -> Result<Self, NoOrigin> {
        let no_origin = || NoOrigin(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| no_origin())?;
        let (scheme, authority) = uri.scheme_str().zip(uri.authority()).ok_or_else(no_origin)?;
        let usual = matches!((scheme, authority.port_u16()), ("https", Some(443)) | ("http", Some(80)));
        let written = format!("{scheme}://{authority}");
        // Browsers send small letters, no path, and no port that goes without saying.
        let is_origin = written == text && written.to_ascii_lowercase() == text && !authority.as_str().contains('@') && !usual;
        if is_origin { Ok(Origin(written)) } else { Err(no_origin()) }
    }
}

impl Origins {
    /// Tells browsers which pages may ask, with any header.
    pub fn cors(&self) -> Cors {
        let cors = match self {
            Origins::Any => Cors::default().allow_any_origin().send_wildcard(),
            Origins::These(origins) => origins.iter().fold(Cors::default(), |cors, origin| cors.allowed_origin(&origin.0)),
        };
        cors.allowed_methods(["GET", "HEAD", "POST"])
            .allow_any_header()
            .expose_headers([header::ALLOW, header::CONTENT_DISPOSITION, header::ETAG, header::RETRY_AFTER])
            .expose_headers([HeaderName::from_static("ratelimit"), HeaderName::from_static("ratelimit-policy")])
            .max_age(MAX_AGE)
    }

    /// Whether whoever sent a request may ask. For WebSockets, which browsers open without asking whether they may.
    pub fn admit(&self, request: &HttpRequest) -> bool {
        let Origins::These(origins) = self else { return true };
        // Only browsers say where a page comes from.
        let Some(origin) = request.headers().get(header::ORIGIN) else { return true };
        let host = request.headers().get(header::HOST);
        let is_own = || {
            let own = host.and_then(|host| host.to_str().ok()).zip(origin.to_str().ok());
            own.is_some_and(|(host, origin)| origin.split_once("://").is_some_and(|(_, authority)| authority == host))
        };
        origins.iter().any(|known| known.0.as_bytes() == origin.as_bytes()) || is_own()
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for text in ["https://example.org", "http://localhost:5173", "https://[::1]:8443"] {
            assert!(text.parse::<Origin>().is_ok(), "{text}");
        }
        for text in [
            "",
            "*.example.org",
            "example.org",
            "https://example.org/",
            "https://example.org/map",
            "https://Example.org",
            "https://example.org:443",
            "https://me@example.org",
            "null",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}
