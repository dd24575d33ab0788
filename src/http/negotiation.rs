//! Which media type an answer has, from what the client accepts.

/// The media types an answer can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `application/graphql-response+json`: the status tells whether the request was executed.
    GraphqlResponse,
    /// `application/json`: a well-formed request is always answered with 200.
    Json,
}

impl Form {
    /// The value of `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// The preferred answer under an `Accept` header; JSON where there is none or where it is as good as the other.
    /// None when the client takes neither.
    pub fn accepted(accept: Option<&str>) -> Option<Self> {
        let Some(accept) = accept.filter(|accept| !accept.trim().is_empty()) else {
            return Some(Self::Json);
        };
        let json = quality(accept, "json");
        let graphql = quality(accept, "graphql-response+json");
        match (json > 0.0, graphql > 0.0) {
            (false, false) => None,
            (true, false) => Some(Self::Json),
            (false, true) => Some(Self::GraphqlResponse),
            // Named beats a wildcard at the same quality; of two named, the one named first wins.
            (true, true) if graphql > json => Some(Self::GraphqlResponse),
            (true, true) if json > graphql => Some(Self::Json),
            (true, true) => {
                let place = |name: &str| accept.find(&format!("application/{name}"));
                match (place("graphql-response+json"), place("json")) {
                    (Some(graphql), Some(json)) if graphql > json => Some(Self::Json),
                    (Some(_), _) => Some(Self::GraphqlResponse),
                    _ => Some(Self::Json),
                }
            }
        }
    }
}

/// What a client accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// The preferred answer; none for a client that wants events alone.
    pub form: Option<Form>,
    /// Whether it names `text/event-stream`.
    pub event_stream: bool,
}

impl Accepted {
    /// What an `Accept` header asks for; none when it takes nothing that is served.
    pub fn of(accept: Option<&str>) -> Option<Self> {
        // Named, not meant by a wildcard: who takes anything gets JSON.
        let event_stream = accept.unwrap_or_default().split(',').any(|range| {
            let mut parts = range.split(';').map(str::trim);
            let is_named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("text/event-stream"));
            is_named && !parts.any(|parameter| matches!(parameter, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        });
        let form = Form::accepted(accept);
        (form.is_some() || event_stream).then_some(Accepted { form, event_stream })
    }

    /// The form of an answer that is no event.
    pub fn form(self) -> Form {
        self.form.unwrap_or(Form::Json)
    }
}

/// The quality an `Accept` header gives to `application/<subtype>`: that of the most specific range that has it.
fn quality(accept: &str, subtype: &str) -> f32 {
    let mut best = (0, 0.0);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let specific = match name.split_once('/') {
            Some(("application", sub)) if sub == subtype => 3,
            Some(("application", "*")) => 2,
            Some(("*", "*")) => 1,
            _ => continue,
        };
        let quality =
            parts.find_map(|parameter| parameter.strip_prefix("q=")).map_or(1.0, |quality| quality.trim().parse().unwrap_or(0.0));
        if specific > best.0 {
            best = (specific, quality);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::{
        Accepted,
        Form::{self, GraphqlResponse, Json},
    };

    #[test]
    fn events_are_for_those_who_name_them() {
        for (accept, expected) in [
            (None, Some((Some(Json), false))),
            (Some("*/*"), Some((Some(Json), false))),
            (Some("text/event-stream"), Some((None, true))),
            (Some("text/event-stream; charset=utf-8"), Some((None, true))),
            (Some("text/event-stream;q=0"), None),
            (Some("application/graphql-response+json, application/json, text/event-stream"), Some((Some(GraphqlResponse), true))),
            (Some("text/html"), None),
        ] {
            let accepted = Accepted::of(accept).map(|accepted| (accepted.form, accepted.event_stream));
            assert_eq!(accepted, expected, "{accept:?}");
        }
    }

    #[test]
    fn what_is_accepted_decides() {
        for (accept, answer) in [
            (None, Some(Json)),
            (Some(""), Some(Json)),
            (Some("*/*"), Some(Json)),
            (Some("application/json"), Some(Json)),
            (Some("application/*"), Some(Json)),
            (Some("application/graphql-response+json"), Some(GraphqlResponse)),
            (Some("APPLICATION/GraphQL-Response+JSON; charset=utf-8"), Some(GraphqlResponse)),
            (Some("application/graphql-response+json, application/json;q=0.9"), Some(GraphqlResponse)),
            (Some("application/graphql-response+json, application/json"), Some(GraphqlResponse)),
            (Some("application/json, application/graphql-response+json"), Some(Json)),
            (Some("application/json;q=0.5, application/graphql-response+json"), Some(GraphqlResponse)),
            (Some("application/graphql-response+json;q=0, */*"), Some(Json)),
            (Some("text/html,application/xhtml+xml,*/*;q=0.8"), Some(Json)),
            (Some("text/html"), None),
            (Some("application/json;q=0"), None),
        ] {
            assert_eq!(Form::accepted(accept), answer, "{accept:?}");
        }
    }
}
