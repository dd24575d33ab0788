//! `fazhi query`: a GraphQL document, run on the database without a server.

use async_graphql::{Request, Variables};
use clap::Args;
use serde_json::{Map, Value};
use std::{
    collections::HashSet,
    io::{self, Read, Write},
    path::PathBuf,
    sync::Arc,
};

use super::{
    catalogue::CatalogueFile,
    database::{Database, block_on, closing},
    exit::{self, Failure},
};
use crate::graphql::{Api, Caller, answer::Answer, limits::Limits};

/// The arguments of `fazhi query`.
#[derive(Args)]
pub struct Query {
    /// The document, a .graphql file; - reads standard input
    file: PathBuf,
    /// A variable: text where the document declares a String or an ID, else JSON
    #[arg(long = "var", value_name = "NAME=VALUE", value_parser = variable)]
    variables: Vec<(String, String)>,
    /// All variables as a JSON object; --var comes on top
    #[arg(long = "variables", value_name = "JSON", value_parser = object)]
    object: Option<Map<String, Value>>,
    /// Which operation of the document to run, where it has several
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
    #[command(flatten)]
    catalogue: CatalogueFile,
    #[command(flatten)]
    database: Database,
}

fn variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn object(text: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(text).map_err(|error| format!("no JSON object: {error}"))
}

impl Query {
    /// Runs the document and prints the answer as JSON.
    pub fn run(self) -> Result<(), Failure> {
        let name = self.file.display().to_string();
        let document =
            self.document().map_err(|error| Failure::with_code(exit::of_code("UNREADABLE"), format!("{name}: {error}")))?;
        let mut variables = self.object.clone().unwrap_or_default();
        let texts = text_variables(&document);
        for (name, value) in &self.variables {
            let read = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value.as_str()));
            // A county's code is text, though it looks like a number.
            let value = if texts.contains(name) && !read.is_string() { Value::from(value.as_str()) } else { read };
            variables.insert(name.clone(), value);
        }
        let variables = Variables::from_json(variables.into());
        let mut request = Request::new(document).variables(variables).data(Caller::local());
        if let Some(operation) = &self.operation {
            request = request.operation_name(operation);
        }
        let extractor = Arc::new(self.catalogue.extractor()?);
        let response = block_on(async {
            closing(self.database.connect_as_it_is().await?, async |store| {
                Ok(Api::new(store, extractor.clone()).execute(request).await)
            })
            .await
        })?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        serde_json::to_writer_pretty(&mut out, &Answer(&response)).map_err(io::Error::from)?;
        writeln!(out)?;
        out.flush()?;
        if response.is_ok() { Ok(()) } else { Err(Failure::silent(exit::FAILED)) }
    }

    fn document(&self) -> io::Result<String> {
        if self.file.as_os_str() == "-" {
            let mut document = String::new();
            io::stdin().lock().read_to_string(&mut document)?;
            return Ok(document);
        }
        std::fs::read_to_string(&self.file)
    }
}

/// The variables that a document declares as text; none in a document that cannot be read, whose answer will say so.
fn text_variables(document: &str) -> HashSet<String> {
    let Ok(document) = Limits::default().parse(document, &Variables::default()) else { return HashSet::new() };
    let operations = document.operations.iter();
    let declared = operations.flat_map(|(_, operation)| &operation.node.variable_definitions);
    let texts = declared
        .filter(|declared| matches!(declared.node.var_type.node.to_string().as_str(), "String" | "String!" | "ID" | "ID!"));
    texts.map(|declared| declared.node.name.node.to_string()).collect()
}
