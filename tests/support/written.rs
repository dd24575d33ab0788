//! Writes a report with its document: what the extractor would find in it is said beside the words.

use extract::document::{
    Check, CheckRule, CheckStatus, Document, Figure, FigureStatus, Metadata, Period, Qualifier, Section, SectionKind, Topic,
};

/// A report while it is being written. Offsets follow from the words.
pub struct Written {
    text: String,
    document: Document,
}

/// A figure, but for its place.
pub struct Stated {
    pub raw: &'static str,
    pub value: f64,
    pub unit: &'static str,
    pub indicator: Option<&'static str>,
    pub topic: Topic,
    pub subject: &'static str,
    pub scope: Option<&'static str>,
    pub value_high: Option<f64>,
    pub qualifier: Qualifier,
    pub status: FigureStatus,
    pub year: Option<i32>,
}

impl Stated {
    pub fn new(raw: &'static str, value: f64, unit: &'static str, subject: &'static str) -> Self {
        Stated {
            raw,
            value,
            unit,
            indicator: None,
            topic: Topic::Mediation,
            subject,
            scope: None,
            value_high: None,
            qualifier: Qualifier::Exact,
            status: FigureStatus::Actual,
            year: None,
        }
    }

    pub fn of(self, indicator: &'static str) -> Self {
        Stated { indicator: Some(indicator), ..self }
    }
}

impl Written {
    pub fn new(county: (&str, &str), year: i32, title: &str) -> Self {
        let (code, name) = county;
        let report = Metadata {
            county_code: code.to_owned(),
            county_name: name.to_owned(),
            county_evidence: format!("title: {name}"),
            year,
            title: title.to_owned(),
            document_number: None,
            index_number: None,
            issuers: vec![format!("{name}人民政府")],
            signatory: None,
            addressee: None,
            signed_on: None,
            published_on: None,
        };
        let document = Document { report, sections: vec![], figures: vec![], checks: vec![], warnings: vec![] };
        Written { text: format!("{title}\n"), document }
    }

    pub fn metadata(mut self, change: impl FnOnce(&mut Metadata)) -> Self {
        change(&mut self.document.report);
        self
    }

    /// Begins a section; what follows belongs to it.
    pub fn section(mut self, path: &str, label: &str, heading: &str, kind: SectionKind) -> Self {
        let start = self.here();
        self.text.push_str(&format!("{label}{heading}\n"));
        let level = if path == "0" { 0 } else { path.split('.').count() as u8 };
        let end = self.here();
        self.document.sections.push(Section {
            path: path.to_owned(),
            label: label.to_owned(),
            heading: heading.to_owned(),
            level,
            kind,
            start,
            end,
            text: String::new(),
            topics: vec![],
        });
        self
    }

    /// A sentence without a figure.
    pub fn says(mut self, words: &str) -> Self {
        self.text.push_str(words);
        self.text.push('\n');
        let end = self.here();
        if let Some(section) = self.document.sections.last_mut() {
            section.text.push_str(words);
            section.text.push('\n');
            section.end = end;
        }
        self
    }

    /// A sentence with one figure, where `{}` stands.
    pub fn states(mut self, sentence: &str, stated: Stated) -> Self {
        let (before, _) = sentence.split_once("{}").expect("{} in the sentence");
        let start = self.here() + before.chars().count();
        let quote = sentence.replace("{}", stated.raw);
        let report_year = self.document.report.year;
        let section = self.document.sections.last_mut().expect("a section");
        if !section.topics.contains(&stated.topic) {
            section.topics.push(stated.topic);
        }
        let year = stated.year.unwrap_or(report_year);
        self.document.figures.push(Figure {
            start,
            end: start + stated.raw.chars().count(),
            raw: stated.raw.to_owned(),
            value: stated.value,
            value_high: stated.value_high,
            unit: stated.unit.to_owned(),
            qualifier: stated.qualifier,
            status: stated.status,
            topic: stated.topic,
            period: Period { from: format!("{year}-01-01"), to: format!("{year}-12-31"), cumulative: false },
            subject: stated.subject.to_owned(),
            scope: stated.scope.map(str::to_owned),
            indicator: stated.indicator.map(str::to_owned),
            section: section.path.clone(),
            quote: quote.trim_end_matches('。').to_owned(),
            confidence: if stated.indicator.is_some() { 0.9 } else { 0.0 },
        });
        self.says(&quote)
    }

    /// A check of the figures at these places.
    pub fn check(mut self, rule: CheckRule, status: CheckStatus, statement: &str, values: (f64, f64), figures: &[usize]) -> Self {
        let (stated, expected) = values;
        self.document.checks.push(Check {
            rule,
            status,
            statement: statement.to_owned(),
            stated,
            expected,
            figures: figures.to_vec(),
        });
        self
    }

    pub fn done(self) -> (String, Document) {
        (self.text, self.document)
    }

    fn here(&self) -> usize {
        self.text.chars().count()
    }
}
