//! Specimen reports, invented in the genre and annotated by hand: how well they are read.
//!
//! The rules may be improved on those under `open/`. Those under `held-out/` were written and annotated without sight of
//! the rules, and no rule is made for them: they tell how reports are read that nobody has seen.

use extract::score::{Gold, Scores, annotated};
use extract::{Extractor, Hints};
use std::path::Path;

fn scores(set: &str) -> Scores {
    let extractor = Extractor::bundled().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specimens").join(set);
    let mut golds: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    golds.sort();
    assert!(golds.len() >= 5, "{set}: {} specimens", golds.len());
    let mut scores = Scores::default();
    for path in golds {
        let gold: Gold = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let text = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let document = extractor.extract(&text, &Hints::default()).unwrap();
        for check in &document.checks {
            assert_ne!(check.status.as_str(), "FAILED", "{}: the specimens add up: {}", path.display(), check.statement);
        }
        scores.add(&gold, &document, &annotated);
    }
    println!(
        "{set}: sections {:.3} figures {:.3} indicators {:.3} (precision {:.3})",
        scores.sections.f1(),
        scores.figures.f1(),
        scores.indicators.f1(),
        scores.indicators.precision()
    );
    println!("{:?}", scores.attributes);
    scores
}

fn at_least(scores: &Scores, expected: &[(&str, f64)]) {
    for &(measure, least) in expected {
        let value = scores.share(measure).unwrap();
        assert!(value >= least, "{measure} is {value:.3}, below {least}");
    }
}

#[test]
fn the_open_specimens() {
    at_least(
        &scores("open"),
        &[
            ("sections", 0.99),
            ("figures", 0.99),
            ("indicators", 0.96),
            ("precision", 0.97),
            ("metadata", 0.98),
            ("status", 0.97),
            ("period", 0.97),
            ("topic", 0.90),
        ],
    );
}

#[test]
fn the_held_out_specimens() {
    at_least(
        &scores("held-out"),
        &[
            ("sections", 0.99),
            ("figures", 0.96),
            ("indicators", 0.88),
            ("precision", 0.94),
            ("metadata", 0.97),
            ("status", 0.95),
            ("period", 0.95),
            ("topic", 0.90),
        ],
    );
}
