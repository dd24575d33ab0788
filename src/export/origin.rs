//! From which document: the report of a row and its source.

use entity::{report, source};

use super::table::columns;
use crate::store::{Chunk, ReportKey};

/// The report of a row, with its document.
pub(super) struct Origin<'a> {
    pub report: &'a report::Model,
    pub source: &'a source::Model,
}

impl<'a> Origin<'a> {
    /// The report of a number in a chunk, which names the reports of all its rows.
    pub fn of<R>(report: i64, chunk: &'a Chunk<R>) -> Option<Self> {
        let report = chunk.reports.get(&report)?;
        Some(Origin { report, source: chunk.sources.get(&report.source_id)? })
    }

    /// What identifies the report.
    pub fn key(&self) -> ReportKey {
        ReportKey { county: self.report.county_code.clone(), year: self.report.year }
    }
}

columns! {
    of origin: Origin<'a>;
    "reportTitle": Text, "The title of the report." => &origin.report.title;
    "edition": Text, "ORIGINAL (as issued), DIGEST (a re-worded abridgement) or FICTIONAL (generated)." => &origin.report.edition;
    "sourceName": Text, "The file name of the document." => &origin.source.name;
    "sourceUrl": Text or_none, "Where the document was found; empty where that is not known." => origin.source.url.as_ref();
    "sourceSha256": Text, "SHA-256 of the document's bytes, in lower-case hexadecimal." => &origin.source.sha256;
}
