//! The messages of the graphql-transport-ws protocol.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::http::{bearer, call::Call};

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Heard {
    /// The first thing it says; the payload may hold a token.
    ConnectionInit { payload: Option<Map<String, Value>> },
    /// Whether somebody is there.
    Ping {},
    /// Somebody is here.
    Pong {},
    /// An operation to run, under a name of the client's choice.
    Subscribe { id: String, payload: Call },
    /// It wants no more of an operation.
    Complete { id: String },
}

/// What the server says.
#[derive(Debug, Serialize)]
pub struct Told<'a, P> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    #[serde(rename = "type")]
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<P>,
}

impl<P> Told<'_, P> {
    /// A message that is nothing but its kind.
    pub fn bare(kind: &'static str) -> Self {
        Told { id: None, kind, payload: None }
    }
}

/// The token in the payload of connection_init: `{"authorization": "Bearer …"}`, in any letters.
pub fn token(payload: &Map<String, Value>) -> Option<String> {
    let (_, value) = payload.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?;
    bearer::token(value.as_str()?).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Heard, Told, token};
    use serde_json::json;

    #[test]
    fn what_is_no_message_is_not_heard() {
        for text in [
            "",
            "{}",
            "[]",
            r#"{"type":"start"}"#,
            r#"{"type":"subscribe","payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            r#"{"type":"subscribe","id":"1","payload":{}}"#,
            r#"{"type":"complete"}"#,
            r#"{"type":"connection_init","payload":1}"#,
        ] {
            assert!(serde_json::from_str::<Heard>(text).is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Heard>(r#"{"type":"ping","payload":{"at":1}}"#).is_ok());
        assert!(serde_json::from_str::<Heard>(r#"{"type":"connection_init"}"#).is_ok());
    }

    #[test]
    fn a_message_says_no_more_than_it_has() {
        assert_eq!(serde_json::to_value(Told::<()>::bare("pong")).unwrap(), json!({ "type": "pong" }));
        let next = Told { id: Some("1"), kind: "next", payload: Some(json!({ "data": null })) };
        assert_eq!(serde_json::to_value(next).unwrap(), json!({ "id": "1", "type": "next", "payload": { "data": null } }));
    }

    #[test]
    fn the_token_of_a_payload() {
        for (payload, expected) in [
            (json!({ "authorization": "Bearer a" }), Some("a")),
            (json!({ "Authorization": "bearer a" }), Some("a")),
            (json!({ "authorization": "a" }), None),
            (json!({ "authorization": 1 }), None),
            (json!({}), None),
        ] {
            assert_eq!(token(payload.as_object().unwrap()).as_deref(), expected, "{payload}");
        }
    }
}
