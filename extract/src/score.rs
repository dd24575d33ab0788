//! Scores a document against an annotation of the same text, made by a person.

mod calibration;
mod draft;
mod gold;
mod mistake;
mod tally;

use crate::document::{Document, Figure};
use std::collections::BTreeMap;
use tally::share;

pub use calibration::{Bin, Calibration};
pub use gold::{Gold, GoldCounty, GoldFigure, GoldLevel, GoldReport, GoldSection, annotated};
pub use mistake::{Confusion, Mistake, MistakeKind, confusions};
pub use tally::{Measured, Tally};

/// The attributes that are judged, in the order of the table.
const ATTRIBUTES: [&str; 8] = ["level", "kind", "unit", "qualifier", "status", "topic", "period", "metadata"];

/// How documents compare with their annotations; adds up over reports.
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
    /// What a confidence is worth.
    pub calibration: Calibration,
    /// What went wrong.
    pub mistakes: Vec<Mistake>,
}

/// What a judgement is about.
struct Place<'a> {
    report: &'a str,
    of: &'a str,
    quote: &'a str,
}

impl Scores {
    /// Share of an attribute that is right; 1 when there was nothing to judge.
    pub fn accuracy(&self, attribute: &str) -> f64 {
        self.attributes.get(attribute).and_then(|&(right, all)| share(right, all)).unwrap_or(1.0)
    }

    /// The measures that have a share.
    pub const MEASURES: [&str; 12] = [
        "sections",
        "figures",
        "indicators",
        "precision",
        "level",
        "kind",
        "unit",
        "qualifier",
        "status",
        "topic",
        "period",
        "metadata",
    ];

    /// The share of one of [`Scores::MEASURES`]: F1 of sections, figures and indicators, the precision of indicators, the
    /// accuracy of an attribute; none of another word.
    pub fn share(&self, measure: &str) -> Option<f64> {
        match measure {
            "sections" => Some(self.sections.f1()),
            "figures" => Some(self.figures.f1()),
            "indicators" => Some(self.indicators.f1()),
            "precision" => Some(self.indicators.precision()),
            attribute => ATTRIBUTES.contains(&attribute).then(|| self.accuracy(attribute)),
        }
    }

    /// Every measure, as a table.
    pub fn measures(&self) -> Vec<Measured> {
        let found = [("sections", self.sections), ("figures", self.figures), ("indicators", self.indicators)];
        let found = found.map(|(measure, tally)| Measured::found(measure, tally));
        let counts = |attribute| self.attributes.get(attribute).copied().unwrap_or_default();
        found.into_iter().chain(ATTRIBUTES.map(|attribute| Measured::accuracy(attribute, counts(attribute)))).collect()
    }

    /// Adds the scores of other reports.
    pub fn merge(&mut self, other: Scores) {
        self.sections.add(other.sections);
        self.figures.add(other.figures);
        self.indicators.add(other.indicators);
        for (attribute, (right, all)) in other.attributes {
            let (count, of) = self.attributes.entry(attribute).or_default();
            *count += right;
            *of += all;
        }
        self.calibration.add(other.calibration);
        self.mistakes.extend(other.mistakes);
    }

    /// Adds the comparison of one report. `known` tells which codes the annotators could have given: another code is
    /// not judged where they gave none.
    pub fn add(&mut self, gold: &Gold, document: &Document, known: &dyn Fn(&str) -> bool) {
        self.add_metadata(gold, document);
        self.add_sections(gold, document);
        self.add_figures(gold, document, known);
    }

    fn judge(&mut self, kind: MistakeKind, right: bool, place: &Place<'_>, wanted: &str, found: &str) {
        let (count, all) = self.attributes.entry(kind.as_str()).or_default();
        *all += 1;
        *count += usize::from(right);
        if !right {
            self.mistake(kind, place, Some(wanted), Some(found));
        }
    }

    fn mistake(&mut self, kind: MistakeKind, place: &Place<'_>, wanted: Option<&str>, found: Option<&str>) {
        self.mistakes.push(Mistake {
            kind,
            report: place.report.to_owned(),
            of: place.of.to_owned(),
            wanted: wanted.map(str::to_owned),
            found: found.map(str::to_owned),
            quote: place.quote.to_owned(),
        });
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
            let place = Place { report: &gold.file, of: field, quote: "" };
            self.judge(MistakeKind::Metadata, want == have, &place, &want, &have);
        }
    }

    fn add_sections(&mut self, gold: &Gold, document: &Document) {
        use MistakeKind::{Heading, Kind, Level, SectionInvented, SectionMissed};
        let mut left: Vec<_> = document.sections.iter().filter(|section| !section.label.is_empty()).collect();
        for wanted in gold.sections.iter().filter(|section| !section.label.is_empty()) {
            let of = format!("{}{}", wanted.label, wanted.heading);
            let place = Place { report: &gold.file, of: &of, quote: "" };
            let found = left
                .iter()
                .position(|section| section.start.abs_diff(wanted.start) <= 3 && plain(&section.label) == plain(&wanted.label));
            let Some(found) = found.map(|at| left.remove(at)) else {
                self.sections.missed += 1;
                self.mistake(SectionMissed, &place, None, None);
                continue;
            };
            let (have, want) = (plain(&found.heading), plain(&wanted.heading));
            let item = matches!(wanted.level, GoldLevel::Item(_));
            if have == want || (item && !have.is_empty() && (want.starts_with(&have) || have.starts_with(&want))) {
                self.sections.right += 1;
            } else {
                self.sections.wrong += 1;
                self.sections.missed += 1;
                self.mistake(Heading, &place, Some(&wanted.heading), Some(&found.heading));
            }
            if let GoldLevel::Number(level) = wanted.level {
                self.judge(Level, found.level == level, &place, &level.to_string(), &found.level.to_string());
            }
            let kind = found.kind.as_str();
            self.judge(Kind, same_word(kind, &wanted.kind), &place, &wanted.kind, kind);
        }
        self.sections.wrong += left.len();
        for section in left {
            let of = format!("{}{}", section.label, section.heading);
            self.mistake(SectionInvented, &Place { report: &gold.file, of: &of, quote: "" }, None, None);
        }
    }

    fn add_figures(&mut self, gold: &Gold, document: &Document, known: &dyn Fn(&str) -> bool) {
        use MistakeKind::{FigureInvented, FigureMissed, Period, Qualifier, Status, Topic, Unit};
        let mut left: Vec<&Figure> = document.figures.iter().collect();
        for wanted in &gold.figures {
            let found = left
                .iter()
                .position(|figure| figure.start < wanted.end && wanted.start < figure.end && close(figure.value, wanted.value));
            let Some(found) = found.map(|at| left.remove(at)) else {
                if !wanted.optional {
                    self.figures.missed += 1;
                    self.indicators.missed += usize::from(wanted.indicator.is_some());
                    let place = Place { report: &gold.file, of: &wanted.raw, quote: &wanted.quote };
                    self.mistake(FigureMissed, &place, wanted.indicator.as_deref(), None);
                }
                continue;
            };
            self.figures.right += usize::from(!wanted.optional);
            let place = Place { report: &gold.file, of: &found.raw, quote: &found.quote };
            self.judge(Unit, unit(&found.unit) == unit(&wanted.unit), &place, &wanted.unit, &found.unit);
            for (kind, have, want) in [
                (Qualifier, found.qualifier.as_str(), &wanted.qualifier),
                (Status, found.status.as_str(), &wanted.status),
                (Topic, found.topic.as_str(), &wanted.topic),
            ] {
                self.judge(kind, same_word(have, want), &place, want, have);
            }
            if let Some(year) = wanted.last_year() {
                let to = &found.period.to;
                self.judge(Period, to.starts_with(year), &place, wanted.period.as_deref().unwrap_or_default(), to);
            }
            self.add_indicator(wanted, found, &place, known);
        }
        self.figures.wrong += left.len();
        for figure in left {
            let code = figure.indicator.as_deref().filter(|code| known(code));
            if code.is_some() {
                self.indicators.wrong += 1;
                self.calibration.note(figure.confidence, false);
            }
            let place = Place { report: &gold.file, of: &figure.raw, quote: &figure.quote };
            self.mistake(FigureInvented, &place, None, code);
        }
    }

    fn add_indicator(&mut self, wanted: &GoldFigure, found: &Figure, place: &Place<'_>, known: &dyn Fn(&str) -> bool) {
        let want = wanted.indicator.as_deref();
        let have = found.indicator.as_deref().filter(|code| want.is_some() || known(code));
        let allowed = have.is_some_and(|code| wanted.allows(code));
        let either = wanted.either && (have.is_none() || allowed);
        if have.is_some() {
            self.calibration.note(found.confidence, either || (want.is_some() && allowed));
        }
        if either {
            return;
        }
        if want.is_some() && allowed {
            self.indicators.right += 1;
            return;
        }
        self.indicators.missed += usize::from(want.is_some());
        self.indicators.wrong += usize::from(have.is_some());
        if want.is_some() || have.is_some() {
            self.mistake(MistakeKind::Indicator, place, want, have);
        }
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

fn same_word(word: &str, annotated: &str) -> bool {
    word.eq_ignore_ascii_case(annotated)
}

/// The measure word, whichever way it is written.
fn unit(unit: &str) -> String {
    match plain(unit).as_str() {
        "场（次）" | "场(次)" => "场次".to_owned(),
        "余元" => "元".to_owned(),
        unit => unit.to_owned(),
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().trim_matches(['。', '；', '，', ',', ';', '.']).to_owned()
}
