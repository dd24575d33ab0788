//! Real reports, measured against their annotations. They are not part of the project: they are read from
//! `FAZHI_CORPUS` (a folder with `seeds/` and `gold/`), or from `../shared` beside the project.

use extract::document::Document;
use extract::score::{Gold, Scores, annotated};
use extract::{Extractor, Hints};
use std::path::{Path, PathBuf};

fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("FAZHI_CORPUS").map_or(beside, PathBuf::from);
    folder.join("seeds").is_dir().then_some(folder)
}

fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| (path.file_name().unwrap().to_string_lossy()[..3].to_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    found
}

fn read(extractor: &Extractor, text: &str) -> Document {
    extractor.extract(text, &Hints::default()).unwrap()
}

#[test]
fn the_annotated_reports_are_read_as_a_person_reads_them() {
    let Some(corpus) = corpus() else { return println!("SKIPPED: no real reports (FAZHI_CORPUS is not set)") };
    let extractor = Extractor::bundled().unwrap();
    let mut scores = Scores::default();
    for (name, text) in texts(&corpus.join("seeds")) {
        let Ok(gold) = std::fs::read_to_string(corpus.join("gold").join(format!("{name}.json"))) else { continue };
        let gold: Gold = serde_json::from_str(&gold).unwrap();
        scores.add(&gold, &read(&extractor, &text), &annotated);
    }
    println!(
        "sections {:?}\nfigures {:?}\nindicators {:?}\n{:?}",
        scores.sections, scores.figures, scores.indicators, scores.attributes
    );
    let mistakes: Vec<String> = scores.mistakes.iter().map(ToString::to_string).collect();
    let mistakes = mistakes.join("\n");
    for (measure, value, least) in [
        ("sections F1", scores.sections.f1(), 0.97),
        ("figures F1", scores.figures.f1(), 0.96),
        ("indicators F1", scores.indicators.f1(), 0.88),
        ("indicators precision", scores.indicators.precision(), 0.92),
        ("kind", scores.accuracy("kind"), 0.95),
        ("unit", scores.accuracy("unit"), 0.97),
        ("qualifier", scores.accuracy("qualifier"), 0.95),
        ("status", scores.accuracy("status"), 0.95),
        ("topic", scores.accuracy("topic"), 0.85),
        ("period", scores.accuracy("period"), 0.95),
        ("metadata", scores.accuracy("metadata"), 0.95),
    ] {
        assert!(value >= least, "{measure} is {value:.3}, below {least}:\n{mistakes}");
    }
}

/// A figure: what it says, and which indicator it is an observation of.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Measured {
    /// Unit, value and qualifier.
    what: (String, String, String),
    /// Code and status.
    indicator: Option<(String, String)>,
}

#[test]
fn every_digest_carries_the_figures_of_its_report() {
    let Some(corpus) = corpus() else { return println!("SKIPPED: no real reports (FAZHI_CORPUS is not set)") };
    let extractor = Extractor::bundled().unwrap();
    let digests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/reports");
    for (name, text) in texts(&corpus.join("seeds")) {
        let report = read(&extractor, &text);
        let file = digests.join(format!("{}-{}.txt", report.report.county_code, report.report.year));
        let Ok(digest) = std::fs::read_to_string(&file) else { continue };
        let digest = read(&extractor, &digest);
        let measured = |document: &Document| -> Vec<Measured> {
            let counted = document.figures.iter().filter(|figure| figure.value > 1.0);
            let mut all: Vec<_> = counted
                .map(|f| Measured {
                    what: (f.unit.clone(), f.value.to_string(), f.qualifier.to_string()),
                    indicator: f.indicator.clone().map(|code| (code, f.status.to_string())),
                })
                .collect();
            all.sort();
            all
        };
        let (original, digest) = (measured(&report), measured(&digest));
        let missing: Vec<_> = original.iter().filter(|figure| !digest.iter().any(|other| other.what == figure.what)).collect();
        // A count of ways or of places may be worded without its number.
        assert!(missing.len() * 50 <= original.len(), "{name}: the digest lacks {missing:?}");
        let observed: Vec<_> = original.iter().filter(|figure| figure.indicator.is_some()).collect();
        let unread: Vec<_> = observed.iter().filter(|figure| !digest.contains(figure)).collect();
        assert!(unread.len() * 10 <= observed.len(), "{name}: the digest's words are not read as {unread:?}");
        let otherwise: Vec<_> = digest
            .iter()
            .filter(|figure| figure.indicator.is_some() && !original.contains(figure))
            .filter(|figure| original.iter().any(|other| other.what == figure.what && other.indicator.is_some()))
            .collect();
        assert!(otherwise.is_empty(), "{name}: the digest says something else: {otherwise:?}");
    }
}
