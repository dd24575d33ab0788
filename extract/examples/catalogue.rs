//! Checks the examples and near misses of a catalogue file: `cargo run -p extract --example catalogue -- FILE`.

use extract::catalogue::Catalogue;
use extract::places::Places;
use extract::{Extractor, examples};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: catalogue FILE")?;
    let catalogue = Catalogue::parse(&std::fs::read_to_string(path)?)?;
    let indicators = catalogue.indicators().len();
    let failures = examples::run(&Extractor::new(Places::bundled()?, catalogue)?);
    for failure in &failures {
        println!("{failure}");
    }
    println!("{indicators} indicators, {} failures", failures.len());
    Ok(())
}
