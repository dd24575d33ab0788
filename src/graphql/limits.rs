//! What a document may ask for, checked before anything is validated or resolved.
//!
//! async-graphql's own limits come too late for hostile documents: its parser recurses on nested brackets, and its
//! visitors walk into a fragment once per spread, which is exponential in nested fragments. So the brackets are
//! counted on the text before it is parsed, and every fragment is weighed once.

pub mod cost;
mod lexis;
mod scale;

use async_graphql::{
    ServerError, Value, Variables,
    parser::{
        self, parse_query,
        types::{DocumentOperations, ExecutableDocument},
    },
};
use std::time::Duration;

pub use self::scale::Weight;
use self::{lexis::Lexis, scale::Scale};
use super::error::{
    BAD_USER_INPUT, GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, PAYLOAD_TOO_LARGE, QUERY_TOO_COMPLEX, QUERY_TOO_DEEP,
    request_error, set_code,
};

/// How much one request may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a document.
    pub bytes: usize,
    /// Names, numbers, strings and punctuation of a document.
    pub tokens: usize,
    /// Fields below each other.
    pub depth: u64,
    /// Objects in the answer, counting every page as full.
    pub nodes: u64,
    /// Fields and fragments in the document, those inside a fragment counted wherever it is spread.
    pub selections: u64,
    /// Fields that have fields of their own, those inside a fragment counted wherever it is spread.
    pub branches: u64,
    /// Statements that the database could be given.
    pub statements: u64,
    /// Fields with another name than their own, those inside a fragment counted wherever it is spread.
    pub aliases: u64,
    /// Directives, those inside a fragment counted wherever it is spread.
    pub directives: u64,
    /// Values in the variables, lists and objects counted with all that is in them.
    pub values: usize,
    /// Entries of a page.
    pub page: u32,
    /// Time until the answer; what the database is doing for it then is stopped.
    pub time: Duration,
    /// Whether the schema can be asked for its types.
    pub introspection: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 100_000,
            tokens: 20_000,
            depth: 15,
            nodes: 500_000,
            selections: 10_000,
            branches: 1_000,
            statements: 200,
            aliases: 200,
            directives: 100,
            values: 50_000,
            page: 100,
            time: Duration::from_secs(10),
            introspection: true,
        }
    }
}

/// Brackets inside each other in a document, and selections inside each other with fragments followed: more than a
/// document within `Limits::depth` needs, little enough for every recursive walk.
pub const MAX_NESTING: usize = 100;

impl Limits {
    /// Parses a document that keeps to the limits, and weighs the operation of this name, or the heaviest where there is
    /// none of it.
    pub fn weigh(
        &self,
        query: &str,
        variables: &Variables,
        operation: Option<&str>,
    ) -> Result<(ExecutableDocument, Weight), ServerError> {
        let document = self.parse_text(query)?;
        self.check_variables(variables)?;
        let mut scale = Scale::new(&document, variables, self.page);
        let mut weights = Vec::new();
        for (name, definition) in document.operations.iter() {
            let weight = scale.operation(&definition.node)?;
            self.check(weight)?;
            weights.push((name, weight));
        }
        // Those that no operation spreads are validated all the same.
        for name in document.fragments.keys() {
            self.check(scale.fragment(name)?)?;
        }
        let named = weights.iter().find(|(name, _)| operation.is_some() && name.map(|name| name.as_str()) == operation);
        let weight = match (named, &document.operations) {
            (Some((_, weight)), DocumentOperations::Multiple(_)) => *weight,
            _ => weights.iter().map(|(_, weight)| *weight).max_by_key(|weight| weight.nodes).unwrap_or_default(),
        };
        Ok((document, weight))
    }

    /// Parses a document that keeps to the limits.
    pub fn parse(&self, query: &str, variables: &Variables) -> Result<ExecutableDocument, ServerError> {
        self.weigh(query, variables, None).map(|(document, _)| document)
    }

    fn parse_text(&self, query: &str) -> Result<ExecutableDocument, ServerError> {
        if query.len() > self.bytes {
            let message = format!("the document has {} bytes, the limit is {}", query.len(), self.bytes);
            return Err(request_error(PAYLOAD_TOO_LARGE, message));
        }
        let lexis = Lexis::of(query, MAX_NESTING, self.tokens);
        if lexis.nesting > MAX_NESTING {
            return Err(nested_too_deep());
        }
        if lexis.tokens > self.tokens {
            let message = format!("the document has more than {} names, values and signs", self.tokens);
            return Err(request_error(QUERY_TOO_COMPLEX, message));
        }
        parse_query(query).map_err(parse_failed)
    }

    fn check_variables(&self, variables: &Variables) -> Result<(), ServerError> {
        let mut left = self.values;
        for (name, value) in variables.iter() {
            if !count(value, &mut left, MAX_NESTING) {
                let message = format!(
                    "the variables hold more than {} values, or nest more than {MAX_NESTING} deep; ask with less at a time",
                    self.values
                );
                let mut error = request_error(BAD_USER_INPUT, message);
                if let Some(extensions) = &mut error.extensions {
                    extensions.set("argument", name.as_str());
                }
                return Err(error);
            }
        }
        Ok(())
    }

    fn check(&self, weight: Weight) -> Result<(), ServerError> {
        let Weight { depth, nodes, .. } = weight;
        if weight.introspects && !self.introspection {
            let message = "this server does not tell its types; /schema.graphql has the schema, where it is served";
            return Err(request_error(GRAPHQL_VALIDATION_FAILED, message));
        }
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
        for (what, count, limit) in [
            ("fields", weight.selections, self.selections),
            ("fields with fields of their own", weight.branches, self.branches),
            ("fields that each may take a statement", weight.statements, self.statements),
            ("aliases", weight.aliases, self.aliases),
            ("directives", weight.directives, self.directives),
        ] {
            if count > limit {
                return Err(request_error(QUERY_TOO_COMPLEX, format!("the query has {count} {what}, the limit is {limit}")));
            }
        }
        Ok(())
    }
}

/// Counts down the values that may still come; whether there are no more.
fn count(value: &Value, left: &mut usize, depth: usize) -> bool {
    let Some(fewer) = left.checked_sub(1) else { return false };
    *left = fewer;
    if depth == 0 {
        return false;
    }
    match value {
        Value::List(values) => values.iter().all(|value| count(value, left, depth - 1)),
        Value::Object(fields) => fields.values().all(|value| count(value, left, depth - 1)),
        _ => true,
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
            ("many small words", "a ".repeat(20_001), "QUERY_TOO_COMPLEX"),
            ("a thousand lists", format!("{{ {} }}", "provinces { code } ".repeat(1_000)), "OK"),
            ("more than a thousand lists", format!("{{ {} }}", "provinces { code } ".repeat(1_001)), "QUERY_TOO_COMPLEX"),
            ("200 lists and totals", format!("{{ {} }}", "reports { totalCount } ".repeat(100)), "OK"),
            ("more of them", format!("{{ {} }}", "reports { totalCount } ".repeat(101)), "QUERY_TOO_COMPLEX"),
            ("totals in a fragment", format!("{{ {} }} fragment F on Query {{ {} }}", "...F ".repeat(11), (0..10).map(|n| format!("a{n}: figures {{ totalCount }} ")).collect::<String>()), "QUERY_TOO_COMPLEX"),
            ("200 aliases", format!("{{ {} }}", (0..200).map(|n| format!("a{n}:x ")).collect::<String>()), "OK"),
            ("201 aliases", format!("{{ {} }}", (0..201).map(|n| format!("a{n}:x ")).collect::<String>()), "QUERY_TOO_COMPLEX"),
            ("aliases in a fragment", format!("{{ {} }} fragment F on Query {{ {} }}", "...F ".repeat(3), (0..100).map(|n| format!("a{n}:x ")).collect::<String>()), "QUERY_TOO_COMPLEX"),
            ("101 directives", format!("{{ a {} }}", "@x".repeat(101)), "QUERY_TOO_COMPLEX"),
            ("directives everywhere", format!("query @x {{ ... @x {{ a @x ...F @x }} {} }} fragment F on Query @x {{ b @x }}", "...F ".repeat(48)), "QUERY_TOO_COMPLEX"),
            ("every series of the country", "{ series(indicator: \"a\") { points { value figure { raw } } } }".to_owned(), "OK"),
            ("every series of the country with all figures", "{ series(indicator: \"a\") { points { figure { report { figures(first: 20) { nodes { raw } } } } } } }".to_owned(), "QUERY_TOO_COMPLEX"),
            ("a circle of types", "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }".to_owned(), "QUERY_TOO_COMPLEX"),
        ] {
            let limits = match name {
                "deeper than the stack" | "values deeper than the stack" | "a chain of fragments" | "a chain that nothing spreads" => {
                    Limits { bytes: 10_000_000, tokens: 1_000_000, ..Limits::default() }
                }
                _ => Limits::default(),
            };
            assert_eq!(code(limits.parse(&query, &Variables::default())), verdict, "{name}");
        }
        assert!(MAX_NESTING > 2 * Limits::default().depth as usize);
    }

    #[test]
    fn variables_are_counted() {
        let with = |value: serde_json::Value| Variables::from_json(json!({ "codes": value }));
        let parse = |variables: &Variables| code(Limits::default().parse("query($codes: [String!]) { a }", variables));
        assert_eq!(parse(&with(json!(vec!["a"; 49_999]))), "OK");
        assert_eq!(parse(&with(json!(vec!["a"; 50_000]))), "BAD_USER_INPUT");
        assert_eq!(parse(&with((0..99).fold(json!(1), |inner, _| json!([inner])))), "OK");
        assert_eq!(parse(&with((0..100).fold(json!(1), |inner, _| json!([inner])))), "BAD_USER_INPUT");
    }

    #[test]
    fn introspection_can_be_switched_off() {
        let limits = Limits { introspection: false, ..Limits::default() };
        for (query, verdict) in [
            ("{ __schema { types { name } } }", "GRAPHQL_VALIDATION_FAILED"),
            ("{ ...F } fragment F on Query { t: __type(name: \"County\") { name } }", "GRAPHQL_VALIDATION_FAILED"),
            ("{ __typename provinces { __typename } }", "OK"),
        ] {
            assert_eq!(code(limits.parse(query, &Variables::default())), verdict, "{query}");
        }
    }

    #[test]
    fn the_operation_that_runs_is_weighed() {
        let query = "query A { provinces { name } } query B { counties(first: 7) { nodes { name } } }";
        for (name, nodes) in [(Some("A"), 34), (Some("B"), 7), (None, 34)] {
            let weighed = Limits::default().weigh(query, &Variables::default(), name);
            assert_eq!(weighed.map(|(_, weight)| weight.nodes).unwrap_or_default(), nodes, "{name:?}");
        }
    }

    #[test]
    fn a_page_in_a_variable_counts() {
        let query = "query($n: Int) { counties(first: $n) { nodes { reports(first: $n) { nodes { figures(first: $n) { nodes { id } } } } } } }";
        let with = |n: u32| Variables::from_json(json!({ "n": n }));
        assert_eq!(code(Limits::default().parse(query, &with(10))), "OK");
        assert_eq!(code(Limits::default().parse(query, &with(100))), "QUERY_TOO_COMPLEX");
        let query = query.replace("$n: Int", "$n: Int = 100");
        assert_eq!(code(Limits::default().parse(&query, &with(10))), "OK");
        assert_eq!(code(Limits::default().parse(&query, &Variables::default())), "QUERY_TOO_COMPLEX");
    }
}
