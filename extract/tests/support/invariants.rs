//! What holds for the document of any text. Tests and fuzz targets use it.

use extract::Extractor;
use extract::document::{Document, Section};
use std::collections::HashMap;

/// Panics where a document does not fit its text or itself.
pub fn check(extractor: &Extractor, text: &str, document: &Document) {
    let places = places(text);
    check_sections(document, places.len() - 1);
    check_figures(extractor, text, document, &places);
    for check in &document.checks {
        assert!(!check.figures.is_empty(), "{check:?}");
        assert!(check.figures.iter().all(|&figure| figure < document.figures.len()), "{check:?}");
        assert!(check.stated.is_finite() && check.expected.is_finite(), "{check:?}");
    }
    let json = serde_json::to_string(document).unwrap();
    assert!(serde_json::from_str::<Document>(&json).is_ok(), "a document can be read from its JSON: {json}");
}

/// The byte position of each Unicode scalar value, and of the end.
fn places(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Figures lie inside the text and their section, in order, and lead to what they claim.
fn check_figures(extractor: &Extractor, text: &str, document: &Document, places: &[usize]) {
    let sections: HashMap<&str, &Section> = document.sections.iter().map(|section| (section.path.as_str(), section)).collect();
    let mut last = 0;
    for figure in &document.figures {
        assert!(figure.start >= last && figure.start < figure.end && figure.end < places.len(), "{figure:?}");
        assert_eq!(text[places[figure.start]..places[figure.end]], figure.raw);
        assert!(figure.value.is_finite() && figure.value >= 0.0, "{figure:?}");
        assert!(figure.value_high.is_none_or(|high| high.is_finite() && high > figure.value), "{figure:?}");
        assert!(figure.period.from <= figure.period.to, "{figure:?}");
        assert!((0.0..=1.0).contains(&figure.confidence), "{figure:?}");
        assert_eq!(figure.confidence > 0.0, figure.indicator.is_some(), "{figure:?}");
        let known = figure.indicator.as_ref().is_none_or(|code| extractor.catalogue().indicator(code).is_some());
        assert!(known, "{figure:?}");
        let section = sections.get(figure.section.as_str()).unwrap_or_else(|| panic!("no such section: {figure:?}"));
        assert!(section.start <= figure.start && figure.end <= section.end, "{figure:?} in {section:?}");
        last = figure.end;
    }
}

/// Sections lie inside the text, one after the other, and their paths are those of a tree in document order.
fn check_sections(document: &Document, length: usize) {
    let mut last = 0;
    let mut seen: HashMap<&str, (u8, usize)> = HashMap::new();
    let mut tops = 0;
    for (index, section) in document.sections.iter().enumerate() {
        assert!(section.start >= last && section.start <= section.end && section.end <= length, "{section:?}");
        last = section.end;
        let number = match section.path.rsplit_once('.') {
            Some((parent, number)) => {
                let (level, children) = seen.get_mut(parent).unwrap_or_else(|| panic!("no parent: {section:?}"));
                assert!(section.level > *level, "deeper than its parent: {section:?}");
                *children += 1;
                assert_eq!(number, children.to_string(), "{section:?}");
                number
            }
            None if section.path == "0" => {
                assert_eq!((index, section.level), (0, 0), "{section:?}");
                "0"
            }
            None => {
                tops += 1;
                assert_eq!(section.path, tops.to_string(), "{section:?}");
                section.path.as_str()
            }
        };
        assert_eq!(number == "0", section.label.is_empty(), "{section:?}");
        assert!(seen.insert(&section.path, (section.level, 0)).is_none(), "twice: {section:?}");
    }
}
