//! Which document a request means: the one it brings, one that the server remembers, or one that it was given.
//!
//! A request names a document by the SHA-256 of its text, in `documentId` (`sha256:…`, as in the appendix on persisted
//! documents of the GraphQL-over-HTTP specification) or in `extensions.persistedQuery` (as Apollo's automatic persisted
//! queries do). A server that was given documents runs no others.

mod trusted;

use moka::{policy::EvictionPolicy, sync::Cache};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::Arc;

pub use trusted::{BadDocuments, TrustedDocuments};

use super::{call::Call, refusal::Refusal};
use crate::graphql::error::{PERSISTED_QUERY_NOT_FOUND, request_error};

/// Bytes of all documents that are remembered.
const REMEMBERED: u64 = 32_000_000;
/// Bytes that a document takes beside its text.
const BESIDE: u32 = 200;

/// The SHA-256 of a document's text.
pub type Hash = [u8; 32];

/// The documents that requests can name.
pub struct Documents {
    trusted: Option<TrustedDocuments>,
    remembered: Cache<Hash, Arc<str>>,
}

/// The document of a request.
pub struct Found {
    /// Its text.
    pub text: String,
    /// Under which hash it can be remembered, once it is known to be a document.
    pub unseen: Option<Hash>,
}

/// What Apollo's clients send as `extensions.persistedQuery`.
#[derive(Deserialize)]
struct PersistedQuery {
    version: u32,
    #[serde(rename = "sha256Hash")]
    hash: String,
}

impl Documents {
    /// The documents given, or none yet.
    pub fn new(trusted: Option<TrustedDocuments>) -> Self {
        let weight = |_: &Hash, text: &Arc<str>| u32::try_from(text.len()).unwrap_or(u32::MAX).saturating_add(BESIDE);
        // Whoever has just sent a document will name it next: the newest stay, not the most popular.
        let remembered = Cache::builder().max_capacity(REMEMBERED).weigher(weight).eviction_policy(EvictionPolicy::lru()).build();
        Documents { trusted, remembered }
    }

    /// The document that a request means.
    ///
    /// # Errors
    /// A document that is not known, or not trusted; a hash that is not that of the text beside it.
    pub fn find(&self, call: &Call) -> Result<Found, Refusal> {
        let names = names(call)?;
        if let Some(trusted) = &self.trusted {
            let text = match &call.query {
                Some(text) => trusted.has_text(text).then_some(text.as_str()),
                None => names.iter().find_map(|name| trusted.text(name)),
            };
            let text = text.ok_or_else(Refusal::untrusted)?;
            return Ok(Found { text: text.to_owned(), unseen: None });
        }
        let named: Option<Hash> = names.iter().find_map(|name| hash_of_name(name));
        match (&call.query, named) {
            (Some(text), None) => Ok(Found { text: text.clone(), unseen: None }),
            (Some(text), Some(hash)) if hash_of(text) == hash => Ok(Found { text: text.clone(), unseen: Some(hash) }),
            (Some(_), Some(_)) => Err(Refusal::bad_request("the hash is not the SHA-256 of the query beside it")),
            (None, named) => {
                let known = named.and_then(|hash| self.remembered.get(&hash)).ok_or_else(not_found)?;
                Ok(Found { text: known.to_string(), unseen: None })
            }
        }
    }

    /// Remembers a document.
    pub fn remember(&self, hash: Hash, text: &str) {
        self.remembered.insert(hash, Arc::from(text));
    }
}

/// The SHA-256 of a text.
pub fn hash_of(text: &str) -> Hash {
    Sha256::digest(text).into()
}

/// The hash that a name stands for: `sha256:…`, or the same without that.
fn hash_of_name(name: &str) -> Option<Hash> {
    let digits = name.strip_prefix("sha256:").unwrap_or(name);
    if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut hash = [0; 32];
    for (byte, place) in hash.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(digits.get(place..place + 2)?, 16).ok()?;
    }
    Some(hash)
}

/// The names that a request gives to its document.
fn names(call: &Call) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<String> = call.document_id.iter().cloned().collect();
    if let Some(value) = call.extension("persistedQuery") {
        let persisted = PersistedQuery::deserialize(value);
        let persisted = persisted.ok().filter(|persisted| persisted.version == 1);
        let message = "extensions.persistedQuery is not {\"version\": 1, \"sha256Hash\": \"…\"}";
        names.push(persisted.ok_or_else(|| Refusal::bad_request(message))?.hash);
    }
    Ok(names)
}

/// Clients know this message, and send the document along.
fn not_found() -> Refusal {
    Refusal::of(vec![request_error(PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")])
}

#[cfg(test)]
mod tests {
    use super::{hash_of, hash_of_name};

    #[test]
    fn names_of_hashes() {
        // The example of the specification.
        let hash = hash_of("query($id:ID!){user(id:$id){name}}");
        let name = "71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b";
        assert_eq!(hash_of_name(name), Some(hash));
        assert_eq!(hash_of_name(&format!("sha256:{name}")), Some(hash));
        let sign = format!("+{}", &name[1..]);
        for other in ["", "sha256:", "md5:0", &name[1..], &sign, &"法".repeat(64), &format!("sha512:{name}")] {
            assert_eq!(hash_of_name(other), None, "{other}");
        }
    }
}
