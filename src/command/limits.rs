//! How much one request may ask for, as flags and in the environment.

use clap::Args;
use std::time::Duration;

use crate::{graphql::limits::Limits, store::MAX_PAGE};

/// The limits of a server. What a request asks for beyond them is refused before anything is looked up.
#[derive(Args)]
#[command(next_help_heading = "Limits of one request")]
pub struct LimitFlags {
    /// Bytes of a GraphQL document
    #[arg(long, value_name = "BYTES", env = "FAZHI_MAX_DOCUMENT_BYTES", default_value_t = Limits::default().bytes)]
    max_document_bytes: usize,
    /// Names, values and signs of a document
    #[arg(long, value_name = "N", env = "FAZHI_MAX_TOKENS", default_value_t = Limits::default().tokens)]
    max_tokens: usize,
    /// Fields below each other
    #[arg(long, value_name = "N", env = "FAZHI_MAX_DEPTH", default_value_t = Limits::default().depth)]
    max_depth: u64,
    /// Objects in the answer, counting every page as full
    #[arg(long, value_name = "N", env = "FAZHI_MAX_NODES", default_value_t = Limits::default().nodes)]
    max_nodes: u64,
    /// Fields in the document, fragments written out
    #[arg(long, value_name = "N", env = "FAZHI_MAX_FIELDS", default_value_t = Limits::default().selections)]
    max_fields: u64,
    /// Fields that have fields of their own, fragments written out
    #[arg(long, value_name = "N", env = "FAZHI_MAX_BRANCHES", default_value_t = Limits::default().branches)]
    max_branches: u64,
    /// Statements that the database could be given: lists, totals, texts; fragments written out
    #[arg(long, value_name = "N", env = "FAZHI_MAX_STATEMENTS", default_value_t = Limits::default().statements)]
    max_statements: u64,
    /// Aliases, fragments written out
    #[arg(long, value_name = "N", env = "FAZHI_MAX_ALIASES", default_value_t = Limits::default().aliases)]
    max_aliases: u64,
    /// Directives, fragments written out
    #[arg(long, value_name = "N", env = "FAZHI_MAX_DIRECTIVES", default_value_t = Limits::default().directives)]
    max_directives: u64,
    /// Values in the variables
    #[arg(long, value_name = "N", env = "FAZHI_MAX_VALUES", default_value_t = Limits::default().values)]
    max_values: usize,
    /// Entries of a page
    #[arg(long, value_name = "N", env = "FAZHI_MAX_PAGE", default_value_t = Limits::default().page,
          value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_PAGE)))]
    max_page: u32,
    /// Seconds until an answer is given up and its statements are stopped
    #[arg(long, value_name = "SECONDS", env = "FAZHI_MAX_SECONDS", default_value_t = Limits::default().time.as_secs(),
          value_parser = clap::value_parser!(u64).range(1..=86_400))]
    max_seconds: u64,
    /// Refuse to tell the types of the schema to GraphQL queries
    #[arg(long, env = "FAZHI_NO_INTROSPECTION")]
    no_introspection: bool,
}

impl LimitFlags {
    /// The limits.
    pub fn limits(&self) -> Limits {
        Limits {
            bytes: self.max_document_bytes,
            tokens: self.max_tokens,
            depth: self.max_depth,
            nodes: self.max_nodes,
            selections: self.max_fields,
            branches: self.max_branches,
            statements: self.max_statements,
            aliases: self.max_aliases,
            directives: self.max_directives,
            values: self.max_values,
            page: self.max_page,
            time: Duration::from_secs(self.max_seconds),
            introspection: !self.no_introspection,
        }
    }
}
