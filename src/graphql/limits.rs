//! What a document may ask for, checked before anything is validated or resolved.
//!
//! async-graphql's own limits come too late for hostile documents: its parser recurses on nested brackets, and its
//! visitors walk into a fragment once per spread, which is exponential in nested fragments. So the brackets are
//! counted on the text before it is parsed, and every fragment is weighed once.

mod brackets;
mod scale;

use async_graphql::{
    ServerError, Variables,
    parser::{self, parse_query, types::ExecutableDocument},
};

use self::{
    brackets::deepest,
    scale::{Scale, Weight},
};
use super::error::{GRAPHQL_PARSE_FAILED, PAYLOAD_TOO_LARGE, QUERY_TOO_COMPLEX, QUERY_TOO_DEEP, request_error, set_code};

/// How much one request may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Fields below each other.
    pub depth: u64,
    /// Objects in the answer, counting every page as full.
    pub nodes: u64,
    /// Fields and fragments in the document, those inside a fragment counted wherever it is spread.
    pub selections: u64,
    /// Bytes of a document.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { depth: 15, nodes: 500_000, selections: 10_000, bytes: 100_000 }
    }
}

/// Brackets inside each other in a document, and selections inside each other with fragments followed: more than a
/// document within `Limits::depth` needs, little enough for every recursive walk.
pub const MAX_NESTING: usize = 100;

impl Limits {
    /// Parses a document that keeps to the limits.
    pub fn parse(&self, query: &str, variables: &Variables) -> Result<ExecutableDocument, ServerError> {
        if query.len() > self.bytes {
            return Err(request_error(
                PAYLOAD_TOO_LARGE,
                format!("the document has {} bytes, the limit is {}", query.len(), self.bytes),
            ));
        }
        if deepest(query) > MAX_NESTING {
            return Err(nested_too_deep());
        }
        let document = parse_query(query).map_err(parse_failed)?;
        let mut scale = Scale::new(&document.fragments, variables);
        for (_, operation) in document.operations.iter() {
            self.check(scale.selection_set(&operation.node.selection_set.node)?)?;
        }
        // Those that no operation spreads are validated all the same.
        for name in document.fragments.keys() {
            self.check(scale.fragment(name)?)?;
        }
        Ok(document)
    }

    fn check(&self, weight: Weight) -> Result<(), ServerError> {
        let Weight { depth, nodes, selections, .. } = weight;
        if depth > self.depth {
            let message = format!("the query is {depth} fields deep, the limit is {}", self.depth);
            return Err(request_error(QUERY_TOO_DEEP, message));
        }
        if nodes > self.nodes {
            let message = format!(
                "the answer could hold {nodes} objects, the limit is {}; ask for smaller pages (first, last)",
                self.nodes
            );
            return Err(request_error(QUERY_TOO_COMPLEX, message));
        }
        if selections > self.selections {
            let message = format!("the query has {selections} fields, the limit is {}", self.selections);
            return Err(request_error(QUERY_TOO_COMPLEX, message));
        }
        Ok(())
    }
}

fn parse_failed(error: parser::Error) -> ServerError {
    let code = match error {
        parser::Error::RecursionLimitExceeded => QUERY_TOO_DEEP,
        _ => GRAPHQL_PARSE_FAILED,
    };
    let mut error = ServerError::from(error);
    set_code(&mut error, code);
    error
}

fn nested_too_deep() -> ServerError {
    request_error(QUERY_TOO_DEEP, format!("brackets or fragments are nested more than {MAX_NESTING} deep"))
}

#[cfg(test)]
mod tests {
    use super::{Limits, MAX_NESTING};
    use async_graphql::{ServerError, Variables};
    use serde_json::json;

    fn code(result: Result<impl Sized, ServerError>) -> String {
        match result {
            Ok(_) => "OK".to_owned(),
            Err(error) => {
                let code = error.extensions.and_then(|values| values.get("code").cloned());
                code.map(|code| code.to_string()).unwrap_or_default().trim_matches('"').to_owned()
            }
        }
    }

    fn nested(levels: usize) -> String {
        format!("{}id{}", "{ parent ".repeat(levels), " }".repeat(levels))
    }

    #[test]
    fn documents_and_their_verdicts() {
        let chain: String = (0..5_000).map(|n| format!("fragment F{n} on Query {{ ...F{} }} ", n + 1)).collect();
        let bomb: String = (0..40).map(|n| format!("fragment F{n} on Query {{ ...F{} ...F{} }} ", n + 1, n + 1)).collect();
        for (name, query, verdict) in [
            ("small", "{ statistics { reports } }".to_owned(), "OK"),
            ("15 deep", nested(15), "OK"),
            ("16 deep", nested(16), "QUERY_TOO_DEEP"),
            ("50 deep", nested(50), "QUERY_TOO_DEEP"),
            ("deeper than the stack", nested(20_000), "QUERY_TOO_DEEP"),
            ("values deeper than the stack", format!("{{ a(b: {}1{}) }}", "[".repeat(40_000), "]".repeat(40_000)), "QUERY_TOO_DEEP"),
            ("brackets in strings and comments", format!("{{ a(b: \"{0}\", c: \"\"\"{0}\\\"\"\"{0}\"\"\") # {0}\n }}", "{[(".repeat(200)), "OK"),
            ("full pages", "{ counties(first: 100) { nodes { reports(first: 100) { nodes { figures(first: 40) { nodes { raw } } } } } } }".to_owned(), "OK"),
            ("too many objects", "{ counties(first: 100) { nodes { reports(first: 100) { nodes { figures(first: 100) { nodes { raw } } } } } } }".to_owned(), "QUERY_TOO_COMPLEX"),
            ("pages whose product overflows", {
                let page = "children(first: 100) { nodes { ";
                format!("{{ a {{ {}id{} }} }}", page.repeat(6), "} }".repeat(6))
            }, "QUERY_TOO_COMPLEX"),
            ("default pages count 20", "{ counties { ...C } } fragment C on CountyConnection { nodes { reports { edges { node { sections { nodes { figures { nodes { raw section { report { id } parent { id } } } } } } } } } } }".to_owned(), "QUERY_TOO_COMPLEX"),
            ("many aliases", format!("{{ {} }}", (0..10_001).map(|n| format!("a{n}:x ")).collect::<String>()), "QUERY_TOO_COMPLEX"),
            ("a chain of fragments", format!("{{ ...F0 }} {chain}"), "QUERY_TOO_DEEP"),
            ("a chain that nothing spreads", format!("{{ a }} {chain}"), "QUERY_TOO_DEEP"),
            ("fragments that double", format!("{{ ...F0 }} {bomb}"), "QUERY_TOO_COMPLEX"),
            ("a circle", "{ ...A } fragment A on Query { ...A }".to_owned(), "GRAPHQL_VALIDATION_FAILED"),
            ("no GraphQL", "{ a ".to_owned(), "GRAPHQL_PARSE_FAILED"),
            ("nothing", String::new(), "GRAPHQL_PARSE_FAILED"),
            ("too long", " ".repeat(100_001), "PAYLOAD_TOO_LARGE"),
        ] {
            let limits = match name {
                "deeper than the stack" | "values deeper than the stack" | "a chain of fragments" | "a chain that nothing spreads" => {
                    Limits { bytes: 10_000_000, ..Limits::default() }
                }
                _ => Limits::default(),
            };
            assert_eq!(code(limits.parse(&query, &Variables::default())), verdict, "{name}");
        }
        assert!(MAX_NESTING > 2 * Limits::default().depth as usize);
    }

    #[test]
    fn a_page_in_a_variable_counts() {
        let query = "query($n: Int) { counties(first: $n) { nodes { reports(first: $n) { nodes { figures(first: $n) { nodes { id } } } } } } }";
        let with = |n: u32| Variables::from_json(json!({ "n": n }));
        assert_eq!(code(Limits::default().parse(query, &with(10))), "OK");
        assert_eq!(code(Limits::default().parse(query, &with(100))), "QUERY_TOO_COMPLEX");
    }
}
