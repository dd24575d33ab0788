//! Prints the extract document of a report: `cargo run -p extract --example document -- FILE`.

use extract::{Extractor, Hints};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: document FILE")?;
    let document = Extractor::bundled()?.extract(&std::fs::read_to_string(path)?, &Hints::default())?;
    println!("{}", serde_json::to_string(&document)?);
    Ok(())
}
