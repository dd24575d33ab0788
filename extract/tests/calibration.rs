//! What a confidence is worth, measured on every specimen there is.

use extract::score::{Gold, Scores, annotated};
use extract::{Extractor, Hints};
use std::path::{Path, PathBuf};

/// Every annotation below a folder whose text stands beside it.
fn annotations(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            annotations(&path, found);
        } else if path.extension().is_some_and(|end| end == "json") && path.with_extension("txt").exists() {
            found.push(path);
        }
    }
}

#[test]
fn of_the_figures_with_a_confidence_of_0_9_and_more_19_of_20_are_right() {
    let mut paths = Vec::new();
    annotations(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specimens"), &mut paths);
    paths.sort();
    let extractor = Extractor::bundled().unwrap();
    let mut scores = Scores::default();
    for path in paths {
        let gold: Gold = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let text = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        scores.add(&gold, &extractor.extract(&text, &Hints::default()).unwrap(), &annotated);
    }
    println!("confidence   figures  right");
    let bins = scores.calibration.bins();
    for bin in &bins {
        let share = bin.share.map_or("-".to_owned(), |share| format!("{share:.3}"));
        println!("{:.2}–{:.2} {:10} {:>6} = {share}", bin.from, bin.to, bin.figures, bin.right);
    }
    let shares: Vec<f64> = bins.iter().filter(|bin| bin.figures >= 100).filter_map(|bin| bin.share).collect();
    // Among so few figures chance alone makes three hundredths.
    assert!(shares.windows(2).all(|pair| pair[1] > pair[0] - 0.03), "the more confident, the more often right: {shares:?}");
    let (right, all) = scores.calibration.from(0.9);
    assert!(all >= 500, "only {all} figures have a confidence of 0.9");
    assert!(right * 20 >= all * 19, "{right} of {all} are right");
}
