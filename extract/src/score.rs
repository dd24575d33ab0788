//! Scores a document against an annotation of the same text, made by a person.

use crate::document::{Document, Figure};
use serde::Deserialize;
use std::collections::BTreeMap;

/// An annotated report.
#[derive(Debug, Clone, Deserialize)]
pub struct Gold {
    /// Its county.
    pub county: GoldCounty,
    /// What it says about itself.
    pub report: GoldReport,
    /// Its headings.
    pub sections: Vec<GoldSection>,
    /// Its figures.
    pub figures: Vec<GoldFigure>,
}

/// The county of an annotated report.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldCounty {
    /// GB/T 2260 code.
    pub code: String,
}

/// The annotated metadata of a report.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldReport {
    /// The year reported on.
    pub year: i32,
    /// Its title.
    pub title: String,
    /// 临字〔2022〕6号.
    pub doc_number: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// The issuing bodies.
    pub issuers: Vec<String>,
    /// 签发人.
    pub signatory: Option<String>,
    /// Whom it addresses.
    pub addressee: Option<String>,
    /// Date at the foot, ISO 8601.
    pub signed_on: Option<String>,
    /// Date of publication, ISO 8601.
    pub published_on: Option<String>,
}

/// The annotated level of a heading: a number, or `item` for 一是.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum GoldLevel {
    /// 1 一、, 2 （一）, 3 1.
    Number(u8),
    /// A run-in item.
    Item(String),
}

/// An annotated heading.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldSection {
    /// As printed; empty for the preamble.
    pub label: String,
    /// The heading.
    pub heading: String,
    /// Where the label starts, in Unicode scalar values.
    pub start: usize,
    /// In lower case: achievements, problems …
    pub kind: String,
    /// Its level.
    pub level: GoldLevel,
}

/// An annotated figure.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldFigure {
    /// Start of the figure.
    pub start: usize,
    /// Its end.
    pub end: usize,
    /// As printed.
    pub raw: String,
    /// The scaled value.
    pub value: f64,
    /// The measure word.
    pub unit: String,
    /// In lower case: exact, more_than …
    pub qualifier: String,
    /// In lower case: actual, target, rule.
    pub status: String,
    /// In lower case: mediation, litigation …
    pub topic: String,
    /// `2021`, `2021-08`, `2016/2021-05` or `cumulative`.
    pub period: String,
    /// Code, if it has one.
    pub indicator: Option<String>,
    /// Finding it or not is equally right.
    #[serde(default)]
    pub optional: bool,
    /// Other codes that are right as well.
    #[serde(default)]
    pub also: Vec<String>,
    /// With a code or without: both are right.
    #[serde(default)]
    pub either: bool,
}

/// Found rightly, found wrongly, missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found, and right.
    pub right: usize,
    /// Found, and wrong.
    pub wrong: usize,
    /// Not found.
    pub missed: usize,
}

impl Tally {
    /// Share of what was found that is right; 1 when nothing was found.
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// Share of what is there that was found; 1 when nothing is there.
    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

/// How a document compares with its annotation; adds up over reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// Headings: label at the same place, heading equal.
    pub sections: Tally,
    /// Numbers: spans overlap, value equal.
    pub figures: Tally,
    /// Codes of indicators.
    pub indicators: Tally,
    /// Of the figures (or headings) found: right and all, by attribute.
    pub attributes: BTreeMap<&'static str, (usize, usize)>,
    /// What went wrong, one line each.
    pub mistakes: Vec<String>,
}

impl Scores {
    /// Share of an attribute that is right; 1 when there was nothing to judge.
    pub fn accuracy(&self, attribute: &str) -> f64 {
        self.attributes.get(attribute).map_or(1.0, |&(right, all)| share(right, all))
    }

    fn judge(&mut self, attribute: &'static str, right: bool, place: impl FnOnce() -> String) {
        let (count, all) = self.attributes.entry(attribute).or_default();
        *all += 1;
        *count += usize::from(right);
        if !right {
            self.mistakes.push(format!("{attribute}: {}", place()));
        }
    }

    /// Adds the comparison of one report. `known` tells which codes the annotators could have given: another code is
    /// not judged where they gave none.
    pub fn add(&mut self, gold: &Gold, document: &Document, known: &dyn Fn(&str) -> bool) {
        self.add_metadata(gold, document);
        self.add_sections(gold, document);
        self.add_figures(gold, document, known);
    }

    fn add_metadata(&mut self, gold: &Gold, document: &Document) {
        let (want, have) = (&gold.report, &document.report);
        let text = |field: &Option<String>| plain(field.as_deref().unwrap_or_default());
        let sorted = |issuers: &[String]| {
            let mut names: Vec<String> = issuers.iter().map(|name| plain(name)).collect();
            names.sort();
            names.join(" ")
        };
        for (field, want, have) in [
            ("county_code", gold.county.code.clone(), have.county_code.clone()),
            ("year", want.year.to_string(), have.year.to_string()),
            ("title", plain(&want.title), plain(&have.title)),
            ("document_number", text(&want.doc_number), text(&have.document_number)),
            ("index_number", text(&want.index_number), text(&have.index_number)),
            ("issuers", sorted(&want.issuers), sorted(&have.issuers)),
            ("signatory", text(&want.signatory), text(&have.signatory)),
            ("addressee", text(&want.addressee), text(&have.addressee)),
            ("signed_on", text(&want.signed_on), text(&have.signed_on)),
            ("published_on", text(&want.published_on), text(&have.published_on)),
        ] {
            self.judge("metadata", want == have, || format!("{field}: {have:?} for {want:?}"));
        }
    }

    fn add_sections(&mut self, gold: &Gold, document: &Document) {
        let mut left: Vec<_> = document.sections.iter().filter(|section| !section.label.is_empty()).collect();
        for wanted in gold.sections.iter().filter(|section| !section.label.is_empty()) {
            let found = left
                .iter()
                .position(|section| section.start.abs_diff(wanted.start) <= 3 && plain(&section.label) == plain(&wanted.label));
            let Some(found) = found.map(|at| left.remove(at)) else {
                self.sections.missed += 1;
                self.mistakes.push(format!("section missed: {}{}", wanted.label, wanted.heading));
                continue;
            };
            let (have, want) = (plain(&found.heading), plain(&wanted.heading));
            let item = wanted.label.ends_with('是');
            if have == want || (item && !have.is_empty() && (want.starts_with(&have) || have.starts_with(&want))) {
                self.sections.right += 1;
            } else {
                self.sections.wrong += 1;
                self.sections.missed += 1;
                self.mistakes.push(format!("heading: {} for {}", found.heading, wanted.heading));
            }
            if let GoldLevel::Number(level) = wanted.level {
                self.judge("level", found.level == level, || format!("{} for {}{}", found.level, wanted.label, wanted.heading));
            }
            self.judge("kind", same_word(found.kind.as_str(), &wanted.kind), || format!("{} for {}", found.kind, wanted.heading));
        }
        self.sections.wrong += left.len();
        self.mistakes.extend(left.iter().map(|section| format!("section invented: {}{}", section.label, section.heading)));
    }

    fn add_figures(&mut self, gold: &Gold, document: &Document, known: &dyn Fn(&str) -> bool) {
        let mut left: Vec<&Figure> = document.figures.iter().collect();
        for wanted in &gold.figures {
            let found = left
                .iter()
                .position(|figure| figure.start < wanted.end && wanted.start < figure.end && close(figure.value, wanted.value));
            let Some(found) = found.map(|at| left.remove(at)) else {
                if !wanted.optional {
                    self.figures.missed += 1;
                    self.indicators.missed += usize::from(wanted.indicator.is_some());
                    self.mistakes.push(format!("figure missed: {}", wanted.raw));
                }
                continue;
            };
            self.figures.right += usize::from(!wanted.optional);
            let place = |have: &str, want: &str| format!("{have} for {want}: {} in {}", found.raw, found.quote);
            self.judge("unit", plain(&found.unit) == plain(&wanted.unit).replace(['（', '）'], ""), || {
                place(&found.unit, &wanted.unit)
            });
            self.judge("qualifier", same_word(found.qualifier.as_str(), &wanted.qualifier), || {
                place(found.qualifier.as_str(), &wanted.qualifier)
            });
            self.judge("status", same_word(found.status.as_str(), &wanted.status), || {
                place(found.status.as_str(), &wanted.status)
            });
            self.judge("topic", same_word(found.topic.as_str(), &wanted.topic), || place(found.topic.as_str(), &wanted.topic));
            if let Some(year) =
                wanted.period.rsplit('/').next().filter(|_| wanted.period != "cumulative").and_then(|last| last.get(..4))
            {
                self.judge("period", found.period.to.starts_with(year), || place(&found.period.to, &wanted.period));
            }
            self.add_indicator(wanted, found, known);
        }
        self.figures.wrong += left.len();
        self.indicators.wrong += left.iter().filter(|figure| figure.indicator.as_deref().is_some_and(known)).count();
        self.mistakes.extend(left.iter().map(|figure| format!("figure invented: {} in {}", figure.raw, figure.quote)));
    }

    fn add_indicator(&mut self, wanted: &GoldFigure, found: &Figure, known: &dyn Fn(&str) -> bool) {
        let want = wanted.indicator.as_deref();
        let have = found.indicator.as_deref().filter(|code| want.is_some() || known(code));
        let allowed = have.is_some_and(|code| want == Some(code) || wanted.also.iter().any(|also| also == code));
        if wanted.either && (have.is_none() || allowed) {
            return;
        }
        if want.is_some() && allowed {
            self.indicators.right += 1;
            return;
        }
        self.indicators.missed += usize::from(want.is_some());
        self.indicators.wrong += usize::from(have.is_some());
        if want.is_some() || have.is_some() {
            self.mistakes.push(format!(
                "indicator: {} for {}: {} in {}",
                have.unwrap_or("none"),
                want.unwrap_or("none"),
                found.raw,
                found.quote
            ));
        }
    }
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

fn same_word(word: &str, annotated: &str) -> bool {
    word.eq_ignore_ascii_case(annotated)
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().trim_matches(['。', '；', '，', ',', ';', '.']).to_owned()
}
