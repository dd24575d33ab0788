//! The documents that a server was given, and that it runs alone.

use async_graphql::parser::parse_query;
use serde_json::{Map, Value};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Hash, hash_of, hash_of_name};

/// The documents of one or several files.
#[derive(Debug, Clone, Default)]
pub struct TrustedDocuments {
    documents: Arc<Given>,
}

#[derive(Debug, Clone, Default)]
struct Given {
    /// By the ids of the file, whatever they are made of.
    by_id: HashMap<String, Arc<str>>,
    by_hash: HashMap<Hash, Arc<str>>,
}

/// Why a file gives no documents.
#[derive(Debug, thiserror::Error)]
pub enum BadDocuments {
    /// It is no JSON.
    #[error("no JSON: {0}")]
    NoJson(#[from] serde_json::Error),
    /// It has another form.
    #[error(
        "neither {{\"ID\": \"DOCUMENT\", …}}, as graphql-codegen writes it, nor the same under \"documents\", nor a manifest with \
         \"operations\": {0}"
    )]
    NoDocuments(String),
    /// A document is none.
    #[error("the document {id:?} cannot be read: {reason}")]
    BadDocument {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Two documents have the same id.
    #[error("two documents have the id {0:?}")]
    TwoOfOneId(String),
}

impl TrustedDocuments {
    /// The documents of files: each is what graphql-codegen writes as persisted-documents.json, `{"ID": "DOCUMENT"}`; the
    /// same under `"documents"`; or Apollo's manifest, `{"operations": [{"id": "ID", "body": "DOCUMENT"}]}`.
    ///
    /// # Errors
    /// A file that is none of these, a document that is no GraphQL.
    pub fn read(&self, json: &str) -> Result<Self, BadDocuments> {
        let mut given = Given::clone(&self.documents);
        for (id, text) in documents(serde_json::from_str(json)?)? {
            parse_query(&text).map_err(|error| BadDocuments::BadDocument { id: id.clone(), reason: error.to_string() })?;
            let text: Arc<str> = text.into();
            given.by_hash.insert(hash_of(&text), text.clone());
            if given.by_id.insert(id.clone(), text.clone()).is_some_and(|other| other != text) {
                return Err(BadDocuments::TwoOfOneId(id));
            }
        }
        Ok(TrustedDocuments { documents: Arc::new(given) })
    }

    /// The document of an id of the file, or of the SHA-256 of its text.
    pub fn text(&self, name: &str) -> Option<&str> {
        let by_hash = || self.documents.by_hash.get(&hash_of_name(name)?);
        self.documents.by_id.get(name).or_else(by_hash).map(|text| &**text)
    }

    /// Whether a text is that of one of the documents.
    pub fn has_text(&self, text: &str) -> bool {
        self.documents.by_hash.contains_key(&hash_of(text))
    }

    /// How many documents there are.
    pub fn count(&self) -> usize {
        self.documents.by_hash.len()
    }
}

fn documents(json: Value) -> Result<Vec<(String, String)>, BadDocuments> {
    let other = |what: &str| BadDocuments::NoDocuments(what.to_owned());
    let Value::Object(mut file) = json else { return Err(other("the file is no JSON object")) };
    let found = match (file.remove("operations"), file.remove("documents")) {
        (Some(Value::Array(operations)), _) => operations.into_iter().map(operation).collect::<Option<_>>(),
        (None, Some(Value::Object(documents))) => by_ids(documents),
        (None, None) => by_ids(file),
        _ => None,
    };
    let found: Vec<_> = found.ok_or_else(|| other("something else stands where a document is expected"))?;
    let ids: HashSet<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
    match found.len() {
        0 => Err(other("there is no document in it")),
        many if many > ids.len() => Err(other("two operations have the same id")),
        _ => Ok(found),
    }
}

fn by_ids(documents: Map<String, Value>) -> Option<Vec<(String, String)>> {
    documents.into_iter().map(|(id, text)| Some((id, text.as_str()?.to_owned()))).collect()
}

fn operation(operation: Value) -> Option<(String, String)> {
    let text = |name: &str| Some(operation.get(name)?.as_str()?.to_owned());
    text("id").zip(text("body"))
}

#[cfg(test)]
mod tests {
    use super::TrustedDocuments;
    use serde_json::json;

    #[test]
    fn files_of_every_form() {
        for file in [
            json!({ "a1": "{ provinces { name } }" }),
            json!({ "documents": { "a1": "{ provinces { name } }" } }),
            json!({ "format": "apollo-persisted-query-manifest", "version": 1,
                    "operations": [{ "id": "a1", "name": "Q", "type": "query", "body": "{ provinces { name } }" }] }),
        ] {
            let documents = TrustedDocuments::default().read(&file.to_string()).unwrap();
            assert_eq!(documents.text("a1"), Some("{ provinces { name } }"), "{file}");
            assert!(documents.has_text("{ provinces { name } }") && !documents.has_text("{ provinces { code } }"));
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told() {
        for (file, words) in [
            ("", "no JSON"),
            ("[]", "no JSON object"),
            ("{}", "no document in it"),
            (r#"{"a": 1}"#, "something else"),
            (r#"{"documents": []}"#, "something else"),
            (r#"{"operations": [{"id": "a"}]}"#, "something else"),
            (r#"{"operations": [{"id": "a", "body": "{ a }"}, {"id": "a", "body": "{ b }"}]}"#, "same id"),
            (r#"{"a1": "{ provinces { "}"#, "\"a1\" cannot be read"),
        ] {
            let error = TrustedDocuments::default().read(file).unwrap_err().to_string();
            assert!(error.contains(words), "{file}: {error}");
        }
        let first = TrustedDocuments::default().read(r#"{"a": "{ a }"}"#).unwrap();
        assert!(first.read(r#"{"a": "{ a }", "b": "{ b }"}"#).is_ok());
        assert!(first.read(r#"{"a": "{ b }"}"#).unwrap_err().to_string().contains("the id \"a\""));
    }
}
