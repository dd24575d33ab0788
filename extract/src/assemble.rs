//! The steps put together: a text becomes a document.

use crate::check;
use crate::clauses;
use crate::clean;
use crate::county::{Evidence, NotFound};
use crate::dates;
use crate::document::{Document, Metadata, Warning};
use crate::fictional;
use crate::figures::Scene;
use crate::layout::{self, Layout};
use crate::marks::{Kind, Marks};
use crate::metadata::{self, Imprint};
use crate::outline;
use crate::reading;
use crate::tables;
use crate::{ExtractError, Extractor, Hints, LONGEST, MOST_FIGURES, MOST_SECTIONS};
use std::ops::Range;

pub(crate) fn assemble(extractor: &Extractor, source: &str, hints: &Hints) -> Result<Document, ExtractError> {
    if source.trim().is_empty() {
        return Err(ExtractError::Empty);
    }
    if source.len() > LONGEST {
        return Err(ExtractError::TooLong { bytes: source.len() });
    }
    let clean = clean::clean(source);
    let layout = layout::layout(&clean);
    must_be_a_report(&layout)?;
    let imprint = metadata::imprint(&layout);
    let mut warnings = Vec::new();
    let mut report = metadata(extractor, &layout, imprint, hints, fictional::is_marked(source), &mut warnings)?;
    report.title = layout.title_at.iter().map(|line| clean.printed(source, line.clone())).collect();

    let body = layout.body.text.as_str();
    let marks = Marks::of(body);
    let nodes = outline::outline(body, &marks);
    if nodes.len() > MOST_SECTIONS {
        return Err(ExtractError::TooMany { what: "sections", most: MOST_SECTIONS });
    }
    let labels: Vec<Range<usize>> = nodes.iter().map(|node| node.label.clone()).collect();
    let mentions = dates::dates_at(body, marks.places(Kind::Date));
    let candidates = reading::candidates(body, &marks, &mentions, &labels);
    let positions: Vec<usize> = candidates.iter().map(|candidate| candidate.number.range.start).collect();
    let cut = clauses::clauses(body, &marks, &positions);
    let cells = tables::cells(body);
    let readings = reading::readings(body, &candidates, &cut, &cells);
    if readings.len() > MOST_FIGURES {
        return Err(ExtractError::TooMany { what: "figures", most: MOST_FIGURES });
    }
    let mut topics = extractor.topics.read(body, &cut.sentences);
    let scene = Scene {
        extractor,
        source,
        body: &layout.body,
        nodes: &nodes,
        mentions: &mentions,
        cut: &cut,
        readings: &readings,
        cells: &cells,
        year: report.year,
        in_region: ["15", "45", "54", "64", "65"].iter().any(|region| report.county_code.starts_with(region))
            && !report.county_name.ends_with('区'),
    };
    let own = scene.own_words();
    let figures = scene.figures(&own, &mut topics);
    let checks = check::check(&scene.terms(&figures, &own), body);
    let sections = scene.sections(&figures, &mut topics);
    Ok(Document { report, sections, figures, checks, warnings })
}

/// A report has a title that says so, and text under it.
fn must_be_a_report(layout: &Layout) -> Result<(), ExtractError> {
    let mut missing = Vec::new();
    if layout.title.is_empty() {
        missing.push("no title such as 某某县2021年法治政府建设情况报告");
    }
    if layout.body.text.trim().is_empty() {
        missing.push("no text under the title");
    } else if layout.title.is_empty() && !layout.body.text.contains("法治政府") {
        missing.push("no mention of 法治政府 in the text");
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(ExtractError::NotAReport { missing: missing.join("; ") })
}

fn metadata(
    extractor: &Extractor,
    layout: &Layout,
    imprint: Imprint,
    hints: &Hints,
    fictional: bool,
    warnings: &mut Vec<Warning>,
) -> Result<Metadata, ExtractError> {
    let places = extractor.places();
    let evidence =
        Evidence { title: &layout.title, issuers: &imprint.issuers, head: &layout.head, body: &layout.body.text, fictional };
    let (county, evidence) = match &hints.county_code {
        Some(code) => {
            // A county that does not exist takes no report that somebody issued.
            let county = places.county(code).filter(|_| fictional || !fictional::is_code(code));
            let county = county.ok_or_else(|| ExtractError::UnknownCounty { code: code.clone() })?;
            let said = extractor.counties.find(places, &evidence).ok().filter(|found| found.code != county.code);
            if let Some(said) = said {
                warnings.push(Warning {
                    code: "COUNTY_OVERRIDDEN".to_owned(),
                    message: format!(
                        "the text speaks of county {} ({}), the caller of {}",
                        said.code, said.evidence, county.code
                    ),
                    start: None,
                    end: None,
                });
            }
            (county, "given by the caller".to_owned())
        }
        None => {
            let found = extractor.counties.find(places, &evidence).map_err(|error| match error {
                NotFound::Nothing => ExtractError::NoCounty,
                NotFound::Ambiguous { name, candidates } => ExtractError::AmbiguousCounty { name, candidates },
            })?;
            if found.by_context {
                warnings.push(Warning {
                    code: "COUNTY_BY_CONTEXT".to_owned(),
                    message: format!("the county was decided by {}; give --county if it is another one", found.evidence),
                    start: None,
                    end: None,
                });
            }
            let county = places.county(&found.code).ok_or(ExtractError::NoCounty)?;
            (county, found.evidence)
        }
    };
    let year = hints.year.or(imprint.year).ok_or(ExtractError::NoYear)?;
    if let Some(evidence) = imprint.year_by_context.filter(|_| hints.year.is_none()) {
        warnings.push(Warning {
            code: "YEAR_BY_CONTEXT".to_owned(),
            message: format!("the title names no year; {year} was decided by {evidence}; give --year if it is another one"),
            start: None,
            end: None,
        });
    }
    Ok(Metadata {
        county_code: county.code.clone(),
        county_name: county.name.clone(),
        county_evidence: evidence,
        year,
        title: layout.title.clone(),
        document_number: imprint.document_number,
        index_number: imprint.index_number,
        issuers: imprint.issuers,
        signatory: imprint.signatory,
        addressee: imprint.addressee,
        signed_on: imprint.signed_on,
        published_on: imprint.published_on,
    })
}
