//! Prints the documents of texts, one a line: what a change of the rules changes, or what a profiler is to look at.
//!
//! ```text
//! cargo run --release -p extract --example documents -- FILE…          the documents of these files
//! cargo run --release -p extract --example documents -- --bench N      those of the first N reports of the bench
//! cargo run --release -p extract --example documents -- --dense N      those of its dense ones
//! cargo run --release -p extract --example documents -- --quiet …      none: the reading alone is to be seen
//! ```

use corpus::Density;
use extract::{Extractor, Hints};
use std::error::Error;
use std::io::Write;

#[allow(dead_code)]
#[path = "../benches/reports/corpus.rs"]
mod corpus;
#[path = "../benches/reports/prose.rs"]
mod prose;

fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::bundled()?;
    let mut texts = Vec::new();
    let mut quiet = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quiet" => quiet = true,
            "--bench" | "--dense" => {
                let density = if argument == "--bench" { Density::Published } else { Density::Specimens };
                let count = arguments.next().ok_or("--bench and --dense need a number")?.parse()?;
                texts.extend(corpus::reports(&extractor, density).into_iter().take(count));
            }
            file => texts.push(std::fs::read_to_string(file)?),
        }
    }
    eprintln!("{} texts, {} bytes", texts.len(), texts.iter().map(String::len).sum::<usize>());
    let mut out = std::io::stdout().lock();
    for text in &texts {
        let document = extractor.extract(text, &Hints::default());
        match document {
            _ if quiet => drop(std::hint::black_box(document)),
            Ok(document) => writeln!(out, "{}", serde_json::to_string(&document)?)?,
            Err(error) => writeln!(out, "{error}")?,
        }
    }
    Ok(())
}
