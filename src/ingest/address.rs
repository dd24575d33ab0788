//! A document from the web: the address that was given and no other, within limits of time and size.

use encoding_rs::Encoding;
use futures::StreamExt;
use reqwest::{Client, Response, Url, header::CONTENT_TYPE, redirect::Policy};
use std::{error::Error as _, time::Duration};

use super::{
    archive,
    format::{self, MediaType},
    read::LONGEST,
};

/// How often an address may lead to another.
const MOST_REDIRECTS: usize = 5;

/// How long a server may take to answer at all.
const CONNECT: Duration = Duration::from_secs(10);

/// Limits of fetching.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fetching {
    /// From the first byte sent to the last one received.
    pub timeout: Duration,
    /// Bytes of a document, or of an archive of documents.
    pub largest: usize,
}

impl Default for Fetching {
    fn default() -> Self {
        Fetching { timeout: Duration::from_secs(30), largest: LONGEST }
    }
}

/// Why an address gave no document.
#[derive(Debug, Clone, thiserror::Error)]
pub enum FetchError {
    /// Another scheme than HTTP, or no address at all.
    #[error("only addresses that begin with http:// or https:// can be fetched ({reason})")]
    NotHttp {
        /// What it is instead.
        reason: String,
    },
    /// No connection: no such host, nobody listening, no valid certificate.
    #[error("the server cannot be reached: {reason}; check the address and the network")]
    Unreachable {
        /// Why.
        reason: String,
    },
    /// An answer that did not come, or not to its end.
    #[error("no whole answer within {} seconds; try again, or give --timeout", timeout.as_secs_f32())]
    Timeout {
        /// The limit.
        timeout: Duration,
    },
    /// An answer that is an error: 404, 500.
    #[error("the server answers {status}; check the address in a browser")]
    Status {
        /// Number and name: 404 Not Found.
        status: String,
    },
    /// One address leads to the next, and so on.
    #[error("the address leads on to others more than {MOST_REDIRECTS} times; give the last one")]
    Redirects,
    /// More bytes than a report has.
    #[error("the answer has more than {limit} bytes; is it one report? --max-size sets the limit")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

impl FetchError {
    /// Stable name of the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotHttp { .. } => "NOT_HTTP",
            Self::Unreachable { .. } => "UNREACHABLE",
            Self::Timeout { .. } => "TIMEOUT",
            Self::Status { .. } => "HTTP_STATUS",
            Self::Redirects => "TOO_MANY_REDIRECTS",
            Self::TooLarge { .. } => "TOO_LARGE",
        }
    }
}

/// What an address gave.
#[derive(Debug)]
pub(super) struct Fetched {
    pub bytes: Vec<u8>,
    /// The last part of the address, or the host.
    pub name: String,
    /// Where it was in the end, without a password.
    pub url: String,
    /// What the server says it is; otherwise what the name says.
    pub media_type: Option<MediaType>,
    /// What the server says, where it says it.
    pub charset: Option<&'static Encoding>,
    /// Whether it is an archive of documents.
    pub archive: bool,
}

/// Whether somebody means an address and no file.
pub(super) fn is_address(given: &str) -> bool {
    given
        .split_once("://")
        .is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)))
}

/// Fetches a document.
///
/// # Errors
/// An address of another kind, a server that does not answer, an answer that is an error, too long or too late.
pub(super) async fn fetch(address: &str, limits: &Fetching) -> Result<Fetched, FetchError> {
    let url = Url::parse(address).map_err(|error| FetchError::NotHttp { reason: error.to_string() })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(FetchError::NotHttp { reason: format!("this is {}://", url.scheme()) });
    }
    let failed = |error: reqwest::Error| why(&error, limits);
    let client = Client::builder()
        .user_agent(concat!("fazhi/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::limited(MOST_REDIRECTS))
        .connect_timeout(CONNECT.min(limits.timeout))
        .timeout(limits.timeout)
        .build()
        .map_err(failed)?;
    let response = client.get(url).send().await.map_err(failed)?;
    if !response.status().is_success() {
        return Err(FetchError::Status { status: response.status().to_string() });
    }
    let mut url = response.url().clone();
    // A password is not kept.
    let _ = url.set_password(None).and_then(|()| url.set_username(""));
    let (media_type, charset) = said(&response);
    let bytes = body(response, limits).await?;
    let name = name(&url);
    let by_name = format::of_name(&name).ok().flatten();
    let archive = archive::is_of_documents(&bytes);
    Ok(Fetched { bytes, name, url: url.to_string(), media_type: media_type.or(by_name), charset, archive })
}

async fn body(response: Response, limits: &Fetching) -> Result<Vec<u8>, FetchError> {
    let too_large = FetchError::TooLarge { limit: limits.largest };
    if response.content_length().is_some_and(|length| length > limits.largest as u64) {
        return Err(too_large);
    }
    let mut bytes = Vec::new();
    let mut pieces = response.bytes_stream();
    while let Some(piece) = pieces.next().await {
        bytes.extend_from_slice(&piece.map_err(|error| why(&error, limits))?);
        if bytes.len() > limits.largest {
            return Err(too_large);
        }
    }
    Ok(bytes)
}

fn why(error: &reqwest::Error, limits: &Fetching) -> FetchError {
    if error.is_timeout() {
        return FetchError::Timeout { timeout: limits.timeout };
    }
    if error.is_redirect() {
        return FetchError::Redirects;
    }
    // The last cause says it: connection refused, no such host.
    let mut reason = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        reason = inner.to_string();
        cause = inner.source();
    }
    FetchError::Unreachable { reason }
}

/// What the server says the document is.
fn said(response: &Response) -> (Option<MediaType>, Option<&'static Encoding>) {
    let header = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = header.split(';').map(str::trim);
    let media_type = MediaType::named(parts.next().unwrap_or_default());
    let charset = parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| Encoding::for_label(value.trim().trim_matches('"').as_bytes()))
            .flatten()
    });
    (media_type, charset)
}

/// The last part of an address, as people read it.
fn name(url: &Url) -> String {
    let last = url.path_segments().and_then(|mut parts| parts.rfind(|part| !part.is_empty())).unwrap_or_default();
    let name = decoded(last).replace(char::is_control, "\u{fffd}");
    if name.is_empty() { url.host_str().unwrap_or("page").to_owned() } else { name }
}

/// `%E4%B8%80` → 一
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, others @ ..] = rest {
        let hex = others.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &others[2..];
            }
            None => {
                bytes.push(*first);
                rest = others;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{is_address, name};
    use reqwest::Url;

    #[test]
    fn an_address_is_told_from_a_file() {
        for (given, address) in [
            ("http://x.cn/a.html", true),
            ("HTTPS://x.cn", true),
            ("ftp://x.cn/a", true),
            ("file:///etc/passwd", true),
            ("reports/a.txt", false),
            ("C:\\a.txt", false),
            ("://", false),
        ] {
            assert_eq!(is_address(given), address, "{given}");
        }
    }

    #[test]
    fn the_name_is_the_last_part_of_the_address() {
        for (address, expected) in [
            ("http://x.cn/art/2022/3/a.html?x=1", "a.html"),
            ("http://x.cn/%E6%8A%A5%E5%91%8A.pdf", "报告.pdf"),
            ("http://x.cn/a/b/", "b"),
            ("http://x.cn", "x.cn"),
            ("http://x.cn/100%25%zz", "100%%zz"),
        ] {
            assert_eq!(name(&Url::parse(address).unwrap()), expected, "{address}");
        }
    }
}
