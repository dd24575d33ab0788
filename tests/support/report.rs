//! Reports for tests: `report("140821", 2021).section("1", "主要工作").figure(3.0, "mediation").new_report()`.

// Every test that includes this file uses a part of it.
#![allow(dead_code)]

use extract::document::{
    Check, CheckRule, CheckStatus, Document, Figure, FigureStatus, Metadata, Period, Qualifier, Section, SectionKind, Topic,
};
use fazhi::store::{Edition, NewReport, NewSource};

/// A report in the making.
#[derive(Clone)]
pub struct ReportBuilder {
    text: String,
    edition: Edition,
    extractor: Option<String>,
    pub document: Document,
}

/// A report of a county on a year, with nothing in it yet.
pub fn report(county: &str, year: i32) -> ReportBuilder {
    let report = Metadata {
        county_code: county.to_owned(),
        county_name: "某县".to_owned(),
        county_evidence: "title: 某县".to_owned(),
        year,
        title: format!("某县{year}年法治政府建设情况报告"),
        document_number: None,
        index_number: None,
        issuers: vec!["某县人民政府".to_owned()],
        signatory: None,
        addressee: None,
        signed_on: None,
        published_on: None,
    };
    ReportBuilder {
        text: format!("report {county} {year}"),
        edition: Edition::Original,
        extractor: None,
        document: Document { report, sections: Vec::new(), figures: Vec::new(), checks: Vec::new(), warnings: Vec::new() },
    }
}

impl ReportBuilder {
    /// Other bytes make another document.
    pub fn text(mut self, text: &str) -> Self {
        text.clone_into(&mut self.text);
        self
    }

    pub fn edition(mut self, edition: Edition) -> Self {
        self.edition = edition;
        self
    }

    pub fn extractor(mut self, version: &str) -> Self {
        self.extractor = Some(version.to_owned());
        self
    }

    pub fn title(mut self, title: &str) -> Self {
        title.clone_into(&mut self.document.report.title);
        self
    }

    pub fn signed_on(mut self, day: &str) -> Self {
        self.document.report.signed_on = Some(day.to_owned());
        self
    }

    /// A section; the figures that follow stand in it.
    pub fn section(mut self, path: &str, heading: &str) -> Self {
        let start = self.document.sections.len() * 100;
        self.document.sections.push(Section {
            path: path.to_owned(),
            label: "一、".to_owned(),
            heading: heading.to_owned(),
            level: 1 + path.matches('.').count() as u8,
            kind: SectionKind::Achievements,
            start,
            end: start + 100,
            text: format!("{heading}的正文。\n"),
            topics: vec![Topic::Mediation],
        });
        self
    }

    /// Changes the section made last.
    pub fn with_section(mut self, change: impl FnOnce(&mut Section)) -> Self {
        change(self.document.sections.last_mut().expect("a section"));
        self
    }

    /// A figure in the section made last; no indicator where `indicator` is empty.
    pub fn figure(mut self, value: f64, indicator: &str) -> Self {
        let year = self.document.report.year;
        let start = self.document.figures.len() * 10;
        self.document.figures.push(Figure {
            start,
            end: start + 5,
            raw: format!("{value}件"),
            value,
            value_high: None,
            unit: "件".to_owned(),
            qualifier: Qualifier::Exact,
            status: FigureStatus::Actual,
            topic: Topic::Mediation,
            period: Period { from: format!("{year}-01-01"), to: format!("{year}-12-31"), cumulative: false },
            subject: "化解矛盾纠纷".to_owned(),
            scope: None,
            indicator: (!indicator.is_empty()).then(|| indicator.to_owned()),
            section: self.document.sections.last().expect("a section").path.clone(),
            quote: format!("化解矛盾纠纷{value}件"),
            confidence: if indicator.is_empty() { 0.0 } else { 0.9 },
        });
        self
    }

    /// Changes the figure made last.
    pub fn with_figure(mut self, change: impl FnOnce(&mut Figure)) -> Self {
        change(self.document.figures.last_mut().expect("a figure"));
        self
    }

    /// A check of the figures at these places.
    pub fn check(mut self, status: CheckStatus, figures: &[usize]) -> Self {
        self.document.checks.push(Check {
            rule: CheckRule::PartsSumToTotal,
            status,
            statement: format!("{figures:?}"),
            stated: 67.0,
            expected: 66.5,
            figures: figures.to_vec(),
        });
        self
    }

    /// Changes anything.
    pub fn with_document(mut self, change: impl FnOnce(&mut Document)) -> Self {
        change(&mut self.document);
        self
    }

    pub fn new_report(self) -> NewReport {
        let mut source = NewSource::new("report.txt", "text/plain", self.text.as_bytes(), &self.text).expect("a source");
        if let Some(version) = self.extractor {
            source.extractor = version;
        }
        NewReport { source, document: self.document, edition: self.edition }
    }
}
