//! Who asks: bearer tokens, as in RFC 6750.

use actix_web::{HttpRequest, http::header};

use super::refusal::Refusal;
use crate::graphql::{Api, Caller};

/// The token of an `Authorization` header; none of one that is of another kind.
pub fn token(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The token of a request.
pub fn token_of(request: &HttpRequest) -> Option<&str> {
    token(request.headers().get(header::AUTHORIZATION)?.to_str().ok()?)
}

/// Who asks: nobody in particular without a token. A token that is worth nothing is refused whatever is asked, so that
/// nobody goes on with it unawares.
pub async fn caller(api: &Api, token: Option<&str>) -> Result<Option<Caller>, Refusal> {
    let Some(token) = token else { return Ok(None) };
    match api.caller(token).await {
        Ok(Ok(caller)) => Ok(Some(caller)),
        Ok(Err(bad)) => Err(Refusal::unauthenticated(bad.to_string())),
        Err(error) => Err(Refusal::internal(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::token;

    #[test]
    fn the_token_of_a_header() {
        for (header, expected) in [
            ("Bearer abc", Some("abc")),
            ("bearer  abc ", Some("abc")),
            ("BEARER abc", Some("abc")),
            ("Basic abc", None),
            ("Bearer", None),
            ("abc", None),
            ("", None),
        ] {
            assert_eq!(token(header), expected, "{header:?}");
        }
    }
}
