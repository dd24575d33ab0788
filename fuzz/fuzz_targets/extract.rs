//! Any bytes as a report: never a panic, and a document that fits its text.

#![no_main]

use extract::{Extractor, Hints};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

#[path = "../../extract/tests/support/invariants.rs"]
mod invariants;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::bundled().unwrap());

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    // What the text says of itself decides about one text, the caller about the next: under a title, all is body.
    let (text, hints) = match bytes.first() {
        Some(first) if first % 2 == 0 => {
            let hints = Hints { county_code: Some("140821".to_owned()), year: Some(2021) };
            (format!("临猗县2021年法治政府建设工作报告\n{text}"), hints)
        }
        _ => (text.into_owned(), Hints::default()),
    };
    if let Ok(document) = EXTRACTOR.extract(&text, &hints) {
        invariants::check(&EXTRACTOR, &text, &document);
    }
});
