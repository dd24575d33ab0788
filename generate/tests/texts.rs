//! What holds for everything that is written, whatever the seed.

use extract::fictional;
use generate::{Generator, MOST_COUNTIES, OutOfRange, Point, Report};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

fn reports(seed: u64, counties: std::ops::Range<usize>) -> Vec<Report> {
    let generator = Generator::new(seed).unwrap();
    counties.flat_map(|county| generator.county(county, 2015..=2024).unwrap().reports).collect()
}

/// A hash of texts and annotations.
fn hash(reports: &[Report]) -> String {
    let mut hash = Sha256::new();
    for report in reports {
        hash.update(&report.text);
        hash.update(serde_json::to_vec(&report.annotation).unwrap());
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_seed_gives_the_same_bytes_in_every_run_and_on_every_machine() {
    // Whoever changes the grammar changes this: UPDATE_EXPECT=1 cargo test -p generate
    expect_test::expect!["2c3e2294808bde40af9d38de99c99a9fba93c96d184d3e1971e62073dbacde96"].assert_eq(&hash(&reports(1, 0..6)));
    assert_ne!(hash(&reports(1, 0..6)), hash(&reports(2, 0..6)));
}

#[test]
fn the_reports_of_a_county_do_not_depend_on_what_else_is_written() {
    let generator = Generator::new(5).unwrap();
    let long = generator.county(17, 2010..=2024).unwrap();
    let short = generator.county(17, 2020..=2021).unwrap();
    assert_eq!(long.reports[10].text, short.reports[0].text);
    assert_eq!(long.reports[11].text, short.reports[1].text);
}

#[test]
fn every_text_says_that_it_is_made_up_and_names_a_county_that_does_not_exist() {
    for report in reports(3, 100..110) {
        assert!(fictional::is_marked(&report.text), "{}", report.name);
        let county = fictional::county(&report.annotation.gold.county.code).unwrap();
        assert!(report.annotation.gold.report.title.contains(&county.name), "{}", report.name);
    }
}

#[test]
fn figures_and_headings_stand_where_the_annotation_says() {
    for seed in 0..6 {
        for report in reports(seed, 40..50) {
            let gold = &report.annotation.gold;
            let text: Vec<char> = report.text.chars().collect();
            let at = |start: usize, end: usize| text[start..end].iter().collect::<String>();
            let mut end = 0;
            for figure in &gold.figures {
                assert!(figure.start >= end, "{}: {} overlaps another", report.name, figure.raw);
                end = figure.end;
                assert_eq!(at(figure.start, figure.end), figure.raw, "{}", report.name);
                assert!(figure.quote.contains(&figure.raw) && report.text.contains(&figure.quote), "{}: {figure:?}", report.name);
            }
            for section in &gold.sections {
                let behind = at(section.start, (section.start + 80).min(text.len()));
                // A line may end within a heading, and a page with its number.
                let behind: String = behind.lines().filter(|line| !line.starts_with("- ")).collect();
                let heading = format!("{}{}", section.label, section.heading);
                assert!(behind.starts_with(&heading), "{}: {heading} is {behind}", report.name);
            }
            let paths: BTreeSet<_> = gold.sections.iter().map(|section| &section.path).collect();
            assert_eq!(paths.len(), gold.sections.len(), "{}: a path comes twice", report.name);
        }
    }
}

#[test]
fn every_number_in_a_text_is_annotated_or_is_a_date_a_label_or_a_name() {
    for report in reports(4, 0..20) {
        let figures = &report.annotation.gold.figures;
        let body = report.annotation.gold.sections.first().map_or(0, |section| section.start);
        let text: Vec<char> = report.text.chars().collect();
        let mut at = body;
        while at < text.len() {
            let digits = text[at..].iter().take_while(|character| character.is_ascii_digit()).count();
            let covered = figures.iter().any(|figure| (figure.start..figure.end).contains(&at));
            if digits > 0 && !covered {
                let around: String = text[at..text.len().min(at + digits + 1)].iter().collect();
                let known = around.ends_with(['年', '月', '日', '.', '-', ' ']) || around.starts_with("12345");
                // A line may end within a year, and a page with its number.
                assert!(known || around.ends_with(['\r', '\n']) || digits == 1, "{}: {around} is not annotated", report.name);
            }
            at += digits.max(1);
        }
    }
}

#[test]
fn series_are_what_the_annotations_amount_to() {
    let generator = Generator::new(9).unwrap();
    for number in 0..12 {
        let county = generator.county(number, 2015..=2024).unwrap();
        // Who says what about a year of an indicator, by report; the first thing that a report says counts.
        let mut said: BTreeMap<(String, i32), BTreeMap<i32, (f64, String)>> = BTreeMap::new();
        for report in &county.reports {
            let gold = &report.annotation.gold;
            for figure in gold.figures.iter().filter(|figure| figure.status == "actual") {
                let (Some(code), Some(Ok(year))) = (&figure.indicator, figure.period.as_deref().map(str::parse)) else {
                    continue;
                };
                let by_report = said.entry((code.clone(), year)).or_default();
                by_report.entry(gold.report.year).or_insert((figure.value, figure.unit.clone()));
            }
        }
        let wanted: Vec<_> = said
            .into_iter()
            .map(|((code, year), reports)| {
                let mut reports = reports.into_iter();
                let (report, (value, unit)) = reports.next().unwrap();
                let later = reports.filter(|(_, other)| *other != (value, unit.clone()));
                (code, year, report, value, later.map(|(report, (value, _))| (report, value)).collect::<Vec<_>>())
            })
            .collect();
        let found = county
            .series
            .into_iter()
            .map(|Point { indicator, year, report, value, restated, .. }| (indicator, year, report, value, restated));
        assert_eq!(found.collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn what_is_said_is_near_to_what_is_true() {
    for point in (0..6).flat_map(|county| Generator::new(1).unwrap().county(county, 2015..=2024).unwrap().series) {
        let off = (point.value - point.exact).abs() / point.exact;
        assert!(off < 0.1 || (point.value - point.exact).abs() <= 30.0, "{point:?}");
        match point.qualifier.as_str() {
            "MORE_THAN" => assert!(point.value <= point.exact, "{point:?}"),
            "LESS_THAN" => assert!(point.value >= point.exact, "{point:?}"),
            "EXACT" => {}
            _ => assert_eq!(point.qualifier, "ABOUT"),
        }
    }
}

#[test]
fn what_there_is_not_is_refused() {
    let generator = Generator::new(1).unwrap();
    assert_eq!(generator.county(MOST_COUNTIES, 2020..=2020).unwrap_err(), OutOfRange::County { number: MOST_COUNTIES });
    assert_eq!(generator.county(0, 1990..=2020).unwrap_err(), OutOfRange::Year { year: 1990 });
    assert!(generator.county(MOST_COUNTIES - 1, 2005..=2034).is_ok());
}
