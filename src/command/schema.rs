//! `fazhi schema`: the GraphQL schema, printed.

use clap::Args;
use std::io::{self, Write};

use super::exit::Failure;
use crate::graphql;

/// The arguments of `fazhi schema`.
#[derive(Args)]
pub struct Schema {}

impl Schema {
    /// Prints the schema.
    pub fn run(self) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        out.write_all(graphql::sdl().as_bytes())?;
        Ok(out.flush()?)
    }
}
