//! Tokens as their holders have them: `fazhi_`, the public part, `_`, the secret part.
//!
//! The secret is 32 bytes of the system's random source. Nobody can guess 256 random bits, however fast guessing is, so one
//! round of SHA-256 keeps them as safe as a slow hash would: slow hashes are for passwords, which people choose. And it
//! costs a request nothing.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::error::StoreError;

/// How every token starts, so that people and scanners know one when they see one.
const PREFIX: &str = "fazhi_";
const PUBLIC_BYTES: usize = 6;
const SECRET_BYTES: usize = 32;

/// A new token.
pub(super) struct Secret {
    /// The public part, which finds the row.
    pub id: String,
    /// What the row keeps of the secret part.
    pub sha256: String,
    /// The whole token, for its holder alone.
    pub token: String,
}

impl Secret {
    /// Makes one.
    pub fn new() -> Result<Self, StoreError> {
        let id = hexadecimal(&random::<PUBLIC_BYTES>()?);
        let secret = URL_SAFE_NO_PAD.encode(random::<SECRET_BYTES>()?);
        Ok(Secret { sha256: hash(&secret), token: format!("{PREFIX}{id}_{secret}"), id })
    }
}

/// The public and the secret part of a token; none of something else.
pub(super) fn parts(token: &str) -> Option<(&str, &str)> {
    let (id, secret) = token.strip_prefix(PREFIX)?.split_once('_')?;
    let is_id = id.len() == 2 * PUBLIC_BYTES && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_id && !secret.is_empty()).then_some((id, secret))
}

/// Whether a secret is the one whose hash is kept; takes as long for a wrong one as for the right one.
pub(super) fn is_secret(secret: &str, sha256: &str) -> bool {
    hash(secret).as_bytes().ct_eq(sha256.as_bytes()).into()
}

/// Something that nobody can guess, in lower-case hexadecimal.
pub(super) fn unguessable() -> Result<String, StoreError> {
    Ok(hexadecimal(&random::<16>()?))
}

fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::NoRandomness { reason: error.to_string() })?;
    Ok(bytes)
}

fn hash(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Secret, is_secret, parts};

    #[test]
    fn a_token_comes_apart_into_what_the_row_knows() {
        let secret = Secret::new().unwrap();
        let (id, word) = parts(&secret.token).unwrap();
        assert_eq!(id, secret.id);
        assert!(is_secret(word, &secret.sha256));
        assert!(!secret.token.contains(&secret.sha256));
        assert_ne!(Secret::new().unwrap().token, secret.token);
    }

    #[test]
    fn what_is_no_token_has_no_parts() {
        for text in ["", "fazhi_", "fazhi_0123456789ab", "fazhi_0123456789ab_", "fazhi_0123456789_x", "fazhi_0123456789zz_x", "x"]
        {
            assert_eq!(parts(text), None, "{text}");
        }
        let other = Secret::new().unwrap();
        assert!(!is_secret("", &other.sha256) && !is_secret("x", &other.sha256) && !is_secret("x", ""));
    }
}
