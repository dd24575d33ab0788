//! The explorer and the playground: the files that `make web` builds from `web/`, as part of the program.
//!
//! They are embedded when the program is compiled. Without them everything else is served all the same, and the pages say
//! how to build them.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        Method, StatusCode,
        header::{self, AcceptEncoding, ContentEncoding, ETag, Encoding, EntityTag, Header},
    },
};
use rust_embed::{Embed, EmbeddedFile};
use std::fmt::Write;

use super::{caching, pages};

/// What the build of `web/` leaves: documents, and files whose names change with their content in `assets`. A file that
/// is worth it has its compressed form beside it, with `.br` behind the name.
#[derive(Embed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Built;

/// The pages of the explorer, by the first part of their path. One document shows all of them.
const PAGES: [&str; 8] = ["", "counties", "indicators", "compare", "reports", "search", "import", "reviews"];

/// Nothing comes from another host. Charts and their tooltips set styles of single elements.
const EXPLORER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
                               img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; \
                               form-action 'none'; frame-ancestors 'none'";

/// The editor of the playground makes its style sheets itself and works in the background.
const PLAYGROUND_POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; \
                                 img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; \
                                 form-action 'none'; frame-ancestors 'none'";

/// Where the files come from.
type Files = fn(&str) -> Option<EmbeddedFile>;

/// `GET` and `HEAD` of a path that nothing else serves: a page of the explorer, one of its files, or nothing.
pub async fn page_or_file(request: HttpRequest) -> HttpResponse {
    answer(&request, Built::get).unwrap_or_else(|| pages::not_found(&request))
}

/// `/graphiql`
pub async fn playground(request: HttpRequest) -> HttpResponse {
    document(&request, Built::get, "graphiql.html", PLAYGROUND_POLICY).unwrap_or_else(pages::not_built)
}

/// None where nothing is there, for whoever asks.
fn answer(request: &HttpRequest, files: Files) -> Option<HttpResponse> {
    let path = request.path().trim_start_matches('/');
    let mut parts = path.split('/');
    let first = parts.next().unwrap_or_default();
    let is_page = PAGES.contains(&first);
    let is_file = !is_page && !path.ends_with(".html") && !path.ends_with(".br") && files(path).is_some();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (is_page || is_file).then(pages::only_read);
    }
    if is_page {
        return Some(document(request, files, "index.html", EXPLORER_POLICY).unwrap_or_else(pages::not_built));
    }
    if is_file {
        return file(request, files, path, keeping(first));
    }
    // A person who follows a broken link reads a page about it, a program an error.
    let read_by_person = first != "assets" && first != "graphql" && first != "export" && accepts_html(request);
    let mut response = read_by_person.then(|| document(request, files, "index.html", EXPLORER_POLICY)).flatten()?;
    *response.status_mut() = StatusCode::NOT_FOUND;
    Some(response)
}

/// Files in `assets` never change: another content has another name.
fn keeping(folder: &str) -> &'static str {
    if folder == "assets" { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn accepts_html(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

fn document(request: &HttpRequest, files: Files, name: &str, policy: &'static str) -> Option<HttpResponse> {
    let mut response = file(request, files, name, "no-cache")?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(policy));
    Some(response)
}

/// A file as it is or compressed, whichever the client prefers; 304 where it has it already.
fn file(request: &HttpRequest, files: Files, path: &str, keeping: &'static str) -> Option<HttpResponse> {
    let plain = files(path)?;
    // The same file comes compressed or not: the tag is weak.
    let tag = EntityTag::new_weak(hexadecimal(&plain.metadata.sha256_hash()[..16]));
    let headers = [
        (header::CACHE_CONTROL, keeping),
        (header::VARY, "Accept-Encoding"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    let known = caching::is_known(request, &tag);
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    for header in headers {
        response.append_header(header);
    }
    response.insert_header(ETag(tag));
    if known {
        return Some(response.finish());
    }
    response.content_type(media_type(&plain));
    if let Some(compressed) = files(&format!("{path}.br")).filter(|_| prefers_brotli(request)) {
        return Some(response.insert_header(ContentEncoding::Brotli).body(compressed.data));
    }
    Some(response.body(plain.data))
}

fn prefers_brotli(request: &HttpRequest) -> bool {
    let supported = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    AcceptEncoding::parse(request)
        .is_ok_and(|accepted| accepted.negotiate(supported.iter()).is_some_and(|chosen| chosen == Encoding::brotli()))
}

fn media_type(file: &EmbeddedFile) -> String {
    let name = file.metadata.mimetype();
    if name.starts_with("text/") { format!("{name}; charset=utf-8") } else { name.to_owned() }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::answer;
    use actix_web::{body::to_bytes, http::Method, test::TestRequest};

    /// What a program that was compiled without the explorer answers.
    async fn asked(method: Method, path: &str) -> Option<String> {
        let request = TestRequest::with_uri(path).method(method).insert_header(("accept", "text/html")).to_http_request();
        let response = answer(&request, |_| None)?;
        Some(String::from_utf8_lossy(&to_bytes(response.into_body()).await.ok()?).into_owned())
    }

    #[actix_web::test]
    async fn where_the_explorer_was_not_built_its_pages_say_how_to() {
        for path in ["/", "/counties/640324", "/search?q=%E8%B0%83%E8%A7%A3"] {
            assert!(asked(Method::GET, path).await.is_some_and(|page| page.contains("make web")), "{path}");
        }
        for path in ["/nowhere", "/assets/index.js", "/icon.svg"] {
            assert_eq!(asked(Method::GET, path).await, None, "{path}");
        }
        assert!(asked(Method::POST, "/").await.is_some_and(|refusal| refusal.contains("GET and HEAD")));
        assert_eq!(asked(Method::POST, "/nowhere").await, None);
    }
}
