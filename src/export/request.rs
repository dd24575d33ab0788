//! What is asked for: a list, a format, filters and options.

use extract::{
    Extractor,
    document::{FigureStatus, Qualifier, SectionKind, Topic},
};

use super::{
    error::ExportError,
    file::{File, Format, List},
    parameters::{Parameters, date, division, integer, number, text},
};
use crate::store::{Edition, FigureFilter, ReportFilter, SectionFilter, SeriesQuery};

/// A download, asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The list and its format.
    pub file: File,
    /// Which rows.
    pub(super) rows: Rows,
    /// CSV begins with a byte order mark, by which Excel knows UTF-8.
    pub(super) bom: bool,
    canonical: String,
}

/// Which rows of which list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rows {
    /// Figures, and the reports they stand in.
    Figures(FigureFilter, ReportFilter),
    /// Points.
    Series(SeriesQuery),
    /// Series with a column for each year, and perhaps one for its qualifier.
    Wide(SeriesQuery, Qualifiers),
    /// Reports.
    Reports(ReportFilter),
    /// Sections, and the reports they stand in.
    Sections(SectionFilter, ReportFilter),
}

/// Whether a table with a column a year has their qualifiers too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Qualifiers {
    With,
    Without,
}

impl Request {
    pub(super) fn read(file: File, pairs: Vec<(String, String)>, extractor: &Extractor) -> Result<Self, ExportError> {
        let canonical = canonical(file, pairs.clone());
        let mut given = Parameters::new(pairs);
        let indicator = |value: &str| {
            let known = extractor.catalogue().indicator(value).is_some();
            known.then(|| value.to_owned()).ok_or_else(|| format!("no indicator has the code {value:?}"))
        };
        let rows = match file.list {
            List::Figures => figures(&mut given, indicator)?,
            List::Series => series(&mut given, indicator)?,
            List::Reports => Rows::Reports(reports(&mut given)?),
            List::Sections => sections(&mut given)?,
        };
        let bom = match file.format {
            Format::Csv => given.flag("bom")?.unwrap_or(false),
            _ => false,
        };
        given.end()?;
        Ok(Request { file, rows, bom, canonical })
    }

    /// The same text for the same request, in whatever order its parameters came.
    pub fn canonical(&self) -> &str {
        &self.canonical
    }
}

fn canonical(file: File, mut pairs: Vec<(String, String)>) -> String {
    pairs.sort();
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name:?}={value:?}")).collect();
    format!("{}.{}?{}", file.list.as_str(), file.format.as_str(), pairs.join("&"))
}

fn figures(given: &mut Parameters, indicator: impl Fn(&str) -> Result<String, String>) -> Result<Rows, ExportError> {
    let filter = FigureFilter {
        indicator: given.list("indicator", &indicator)?,
        indicator_tree: given.one("indicatorTree", &indicator)?,
        topic: given.words("topic", Topic::ALL)?,
        county: given.list("county", division)?,
        province: given.list("province", division)?,
        year: given.range("year", integer)?,
        value: given.range("value", number)?,
        unit: given.list("unit", text)?,
        status: given.words("status", FigureStatus::ALL)?,
        qualifier: given.words("qualifier", Qualifier::ALL)?,
        confidence: given.range("confidence", number)?,
        catalogued: given.flag("catalogued")?,
        reviewed: given.flag("reviewed")?,
        subject_contains: given.one("subjectContains", text)?,
        ..FigureFilter::default()
    };
    let reports = ReportFilter { edition: given.words("edition", &Edition::ALL)?, ..ReportFilter::default() };
    Ok(Rows::Figures(filter, reports))
}

fn series(given: &mut Parameters, indicator: impl Fn(&str) -> Result<String, String>) -> Result<Rows, ExportError> {
    let query = SeriesQuery {
        indicators: given.list("indicator", indicator)?,
        topic: given.one_word("topic", Topic::ALL)?,
        counties: given.list("county", division)?,
        province: given.one("province", division)?,
        from: given.one("from", integer)?,
        to: given.one("to", integer)?,
    };
    if let (Some(from), Some(to)) = (query.from, query.to)
        && from > to
    {
        return Err(ExportError::parameter("from", format!("{from} is behind to {to}; no year lies between")));
    }
    let pivot = given.one("pivot", |value| match value {
        "year" => Ok(()),
        _ => Err(format!("{value:?} cannot be made columns; year can")),
    })?;
    let qualifiers = given.flag("qualifiers")?;
    match (pivot, qualifiers) {
        (None, None) => Ok(Rows::Series(query)),
        (None, Some(_)) => Err(ExportError::parameter("qualifiers", "it goes with pivot=year; without, each row has its own")),
        (Some(()), Some(true)) => Ok(Rows::Wide(query, Qualifiers::With)),
        (Some(()), _) => Ok(Rows::Wide(query, Qualifiers::Without)),
    }
}

fn reports(given: &mut Parameters) -> Result<ReportFilter, ExportError> {
    Ok(ReportFilter {
        title_contains: given.one("titleContains", text)?,
        signed_on: given.range("signedOn", date)?,
        has_failed_checks: given.flag("hasFailedChecks")?,
        ..of_reports(given)?
    })
}

fn of_reports(given: &mut Parameters) -> Result<ReportFilter, ExportError> {
    Ok(ReportFilter {
        county: given.list("county", division)?,
        province: given.list("province", division)?,
        year: given.range("year", integer)?,
        edition: given.words("edition", &Edition::ALL)?,
        ..ReportFilter::default()
    })
}

fn sections(given: &mut Parameters) -> Result<Rows, ExportError> {
    let reports = of_reports(given)?;
    let filter = SectionFilter {
        topic: given.words("topic", Topic::ALL)?,
        kind: given.words("kind", SectionKind::ALL)?,
        level: given.range("level", integer)?,
        heading_contains: given.one("headingContains", text)?,
        text_contains: given.one("textContains", text)?,
        ..SectionFilter::default()
    };
    Ok(Rows::Sections(filter, reports))
}
