//! Compares two readings of one text: what the second finds that the first did not, what it loses, what it reads
//! differently.

mod totals;

use crate::document::{Check, Document, Figure, Metadata, Period, Section};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

pub use totals::{IndicatorChange, Totals};

/// How a second reading of a text differs from the first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Figures that only the second has.
    pub figures_gained: Vec<FigureName>,
    /// Figures that only the first has.
    pub figures_lost: Vec<FigureName>,
    /// Figures that both have, read differently.
    pub figures_changed: Vec<FigureChange>,
    /// Sections that only the second has.
    pub sections_gained: Vec<SectionName>,
    /// Sections that only the first has.
    pub sections_lost: Vec<SectionName>,
    /// Sections that both have, read differently.
    pub sections_changed: Vec<SectionChange>,
    /// Statements of the checks that only the second has, or that come out differently.
    pub checks_gained: Vec<String>,
    /// Statements of the checks that only the first has, or that came out differently.
    pub checks_lost: Vec<String>,
    /// What the report says about itself.
    pub metadata: Vec<Change>,
}

/// Which figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureName {
    /// Where it starts, in Unicode scalar values.
    pub start: usize,
    /// As printed.
    pub raw: String,
    /// Its indicator.
    pub indicator: Option<String>,
    /// The clause it stands in.
    pub quote: String,
}

/// A figure that is read differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureChange {
    /// Which figure, as the second reading has it.
    #[serde(flatten)]
    pub figure: FigureName,
    /// What changed.
    pub changes: Vec<Change>,
}

/// Which section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionName {
    /// Its place in the tree.
    pub path: String,
    /// The label as printed.
    pub label: String,
    /// The heading.
    pub heading: String,
}

/// A section that is read differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionChange {
    /// Which section, as the second reading has it.
    #[serde(flatten)]
    pub section: SectionName,
    /// What changed.
    pub changes: Vec<Change>,
}

/// A field with another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its name in a document: indicator, unit, heading …
    pub field: &'static str,
    /// What it was; none for null.
    pub from: Option<String>,
    /// What it is; none for null.
    pub to: Option<String>,
}

impl Diff {
    /// Whether the two readings say the same.
    pub fn is_empty(&self) -> bool {
        *self == Diff::default()
    }
}

/// Compares two readings of one text. Warnings and the evidence for the county are not compared.
pub fn compare(old: &Document, new: &Document) -> Diff {
    let mut diff = Diff { metadata: metadata(&old.report, &new.report), ..Diff::default() };
    compare_figures(&old.figures, &new.figures, &mut diff);
    compare_sections(&old.sections, &new.sections, &mut diff);
    compare_checks(old, new, &mut diff);
    diff
}

/// Figures are the same where they start at the same place, or else where they overlap.
fn compare_figures(old: &[Figure], new: &[Figure], diff: &mut Diff) {
    let starts: HashMap<usize, &Figure> = old.iter().map(|figure| (figure.start, figure)).collect();
    let mut pairs: Vec<(&Figure, &Figure)> =
        new.iter().filter_map(|figure| starts.get(&figure.start).map(|old| (*old, figure))).collect();
    let paired: HashSet<usize> = pairs.iter().map(|(old, _)| old.start).collect();
    let left = |figures: &&Figure| !paired.contains(&figures.start);
    let mut old = old.iter().filter(left).peekable();
    let mut new = new.iter().filter(left).peekable();
    // Both are in the order of the text: the one that ends first has nothing more to overlap with.
    loop {
        match (old.peek().copied(), new.peek().copied()) {
            (Some(before), Some(after)) if before.start < after.end && after.start < before.end => {
                pairs.push((before, after));
                old.next();
                new.next();
            }
            (Some(before), after) if after.is_none_or(|after| before.end <= after.start) => {
                diff.figures_lost.push(figure_name(before));
                old.next();
            }
            (_, Some(after)) => {
                diff.figures_gained.push(figure_name(after));
                new.next();
            }
            (Some(before), None) => {
                diff.figures_lost.push(figure_name(before));
                old.next();
            }
            (None, None) => break,
        }
    }
    pairs.sort_by_key(|(_, after)| after.start);
    for (before, after) in pairs {
        let changes = figure_changes(before, after);
        if !changes.is_empty() {
            diff.figures_changed.push(FigureChange { figure: figure_name(after), changes });
        }
    }
}

fn figure_name(figure: &Figure) -> FigureName {
    let Figure { start, raw, indicator, quote, .. } = figure.clone();
    FigureName { start, raw, indicator, quote }
}

fn figure_changes(old: &Figure, new: &Figure) -> Vec<Change> {
    let span = |figure: &Figure| format!("{}–{}", figure.start, figure.end);
    let mut changes = Changes::default();
    changes.note("indicator", old.indicator.clone(), new.indicator.clone());
    changes.note("value", Some(old.value), Some(new.value));
    changes.note("value_high", old.value_high, new.value_high);
    changes.note("unit", Some(&old.unit), Some(&new.unit));
    changes.note("qualifier", Some(old.qualifier), Some(new.qualifier));
    changes.note("status", Some(old.status), Some(new.status));
    changes.note("period", Some(period(&old.period)), Some(period(&new.period)));
    changes.note("raw", Some(&old.raw), Some(&new.raw));
    changes.note("topic", Some(old.topic), Some(new.topic));
    changes.note("subject", Some(&old.subject), Some(&new.subject));
    changes.note("scope", old.scope.as_ref(), new.scope.as_ref());
    changes.note("section", Some(&old.section), Some(&new.section));
    changes.note("quote", Some(&old.quote), Some(&new.quote));
    changes.note("span", Some(span(old)), Some(span(new)));
    changes.note("confidence", Some(old.confidence), Some(new.confidence));
    changes.0
}

fn period(period: &Period) -> String {
    let Period { from, to, cumulative } = period;
    format!("{from}/{to}{}", if *cumulative { " cumulative" } else { "" })
}

/// Sections are the same where the same label stands at the same place.
fn compare_sections(old: &[Section], new: &[Section], diff: &mut Diff) {
    let place = |section: &Section| (section.start, section.label.clone());
    let mut places: HashMap<(usize, String), &Section> = old.iter().map(|section| (place(section), section)).collect();
    for after in new {
        match places.remove(&place(after)) {
            None => diff.sections_gained.push(section_name(after)),
            Some(before) => {
                let changes = section_changes(before, after);
                if !changes.is_empty() {
                    diff.sections_changed.push(SectionChange { section: section_name(after), changes });
                }
            }
        }
    }
    let lost = old.iter().filter(|section| places.get(&place(section)).is_some_and(|left| std::ptr::eq(*left, *section)));
    diff.sections_lost.extend(lost.map(section_name));
}

fn section_name(section: &Section) -> SectionName {
    let Section { path, label, heading, .. } = section.clone();
    SectionName { path, label, heading }
}

fn section_changes(old: &Section, new: &Section) -> Vec<Change> {
    let topics = |section: &Section| section.topics.iter().map(|topic| topic.as_str()).collect::<Vec<_>>().join(" ");
    let mut changes = Changes::default();
    changes.note("heading", Some(&old.heading), Some(&new.heading));
    changes.note("level", Some(old.level), Some(new.level));
    changes.note("kind", Some(old.kind), Some(new.kind));
    changes.note("path", Some(&old.path), Some(&new.path));
    changes.note("text", Some(&old.text), Some(&new.text));
    changes.note("topics", Some(topics(old)), Some(topics(new)));
    changes.note("end", Some(old.end), Some(new.end));
    changes.0
}

fn compare_checks(old: &Document, new: &Document, diff: &mut Diff) {
    let (before, after) = (said(old), said(new));
    let only = |one: &[(String, Vec<usize>)], other: &[(String, Vec<usize>)]| -> Vec<String> {
        let other: HashSet<&(String, Vec<usize>)> = other.iter().collect();
        one.iter().filter(|check| !other.contains(check)).map(|(statement, _)| statement.clone()).collect()
    };
    diff.checks_gained = only(&after, &before);
    diff.checks_lost = only(&before, &after);
}

/// The checks of a document with the places of their figures.
fn said(document: &Document) -> Vec<(String, Vec<usize>)> {
    let starts = |check: &Check| check.figures.iter().filter_map(|&at| document.figures.get(at)).map(|it| it.start).collect();
    let checks = document.checks.iter().map(|check| {
        let Check { rule, status, statement, stated, expected, .. } = check;
        (format!("{rule} {status}: {statement} ({stated}, {expected})"), starts(check))
    });
    checks.collect()
}

fn metadata(old: &Metadata, new: &Metadata) -> Vec<Change> {
    let mut changes = Changes::default();
    changes.note("county_code", Some(&old.county_code), Some(&new.county_code));
    changes.note("year", Some(old.year), Some(new.year));
    changes.note("title", Some(&old.title), Some(&new.title));
    for (field, old, new) in [
        ("document_number", &old.document_number, &new.document_number),
        ("index_number", &old.index_number, &new.index_number),
        ("signatory", &old.signatory, &new.signatory),
        ("addressee", &old.addressee, &new.addressee),
        ("signed_on", &old.signed_on, &new.signed_on),
        ("published_on", &old.published_on, &new.published_on),
    ] {
        changes.note(field, old.as_ref(), new.as_ref());
    }
    changes.note("issuers", Some(old.issuers.join("、")), Some(new.issuers.join("、")));
    changes.0
}

#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn note<T: PartialEq + ToString>(&mut self, field: &'static str, from: Option<T>, to: Option<T>) {
        if from != to {
            let text = |value: Option<T>| value.map(|value| value.to_string());
            self.0.push(Change { field, from: text(from), to: text(to) });
        }
    }
}
