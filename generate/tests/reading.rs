//! The extractor reads what was written: the reports are easy, so what is read wrongly is a mistake of one of the two.

use extract::document::CheckStatus;
use extract::score::Scores;
use extract::{Extractor, Hints};
use generate::{Generator, Report};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::bundled().unwrap());

fn reports(seed: u64) -> Vec<Report> {
    let generator = Generator::new(seed).unwrap();
    (0..6).flat_map(|county| generator.county(county, 2015..=2024).unwrap().reports).collect()
}

#[test]
fn reports_of_three_seeds_are_read_as_they_were_written() {
    for seed in [1, 2, 3] {
        let mut scores = Scores::default();
        for report in reports(seed) {
            let document = EXTRACTOR.extract(&report.text, &Hints::default()).unwrap_or_else(|error| {
                panic!("{}: {error}\n{}", report.name, report.text);
            });
            scores.add(&report.annotation.gold, &document, &|_| true);
        }
        let mistakes: Vec<String> = scores.mistakes.iter().map(|mistake| format!("{mistake:?}")).collect();
        println!("seed {seed}");
        for measured in scores.measures() {
            println!("  {measured:?}");
        }
        let said = mistakes.join("\n");
        println!("{said}");
        for (measure, least) in [("figures", 0.99), ("indicators", 0.98), ("sections", 0.99), ("unit", 0.99), ("metadata", 0.99)]
        {
            let share = scores.share(measure).unwrap();
            assert!(share >= least, "seed {seed}: {measure} {share:.4}\n{said}");
        }
    }
}

#[test]
fn sums_that_do_not_come_out_are_those_that_were_written_so() {
    let mut planted = 0;
    for seed in [1, 2, 3] {
        for report in reports(seed) {
            let document = EXTRACTOR.extract(&report.text, &Hints::default()).unwrap();
            let failed = document.checks.iter().filter(|check| check.status == CheckStatus::Failed);
            let found: Vec<_> = failed.map(|check| (check.rule, check.stated, check.expected)).collect();
            let wanted: Vec<_> =
                report.annotation.checks.iter().map(|check| (check.rule, check.stated, check.expected)).collect();
            assert_eq!(found, wanted, "{} of seed {seed}", report.name);
            planted += wanted.len();
        }
    }
    assert!(planted > 0, "no sum was planted");
}
