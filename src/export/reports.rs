//! Reports as rows.

use entity::report;
use extract::Extractor;

use super::{
    error::ExportError,
    origin::Origin,
    place::{self, Place},
    table::{Cell, Column, Sheet},
};
use crate::store::{Chunk, ReportKey};

mod report_columns {
    use crate::export::{origin::Origin, table::columns};

    columns! {
        of origin: Origin<'a>;
        "year": Integer, "The year reported on." => origin.report.year;
        "title": Text, "The title, on one line." => &origin.report.title;
        "edition": Text, "ORIGINAL (as issued), DIGEST (a re-worded abridgement) or FICTIONAL (generated)." =>
            &origin.report.edition;
        "documentNumber": Text or_none, "The document number, as printed." => origin.report.document_number.as_ref();
        "indexNumber": Text or_none, "The index number (索引号) of the publishing site." => origin.report.index_number.as_ref();
        "issuers": Texts, "The bodies that issue it, as printed." => &origin.report.issuers;
        "signatory": Text or_none, "Who signed it (签发人)." => origin.report.signatory.as_ref();
        "addressee": Text or_none, "Whom it addresses." => origin.report.addressee.as_ref();
        "signedOn": Date or_none, "The date at the foot." => origin.report.signed_on;
        "publishedOn": Date or_none, "The date of publication on the web." => origin.report.published_on;
        "sections": Integer, "How many sections it has." => origin.report.section_count;
        "figures": Integer, "How many figures it has." => origin.report.figure_count;
        "sourceName": Text, "The file name of the document." => &origin.source.name;
        "sourceUrl": Text or_none, "Where the document was found; empty where that is not known." => origin.source.url.as_ref();
        "sourceSha256": Text, "SHA-256 of the document's bytes, in lower-case hexadecimal." => &origin.source.sha256;
        "mediaType": Text, "The media type of the document." => &origin.source.media_type;
        "charset": Text or_none, "The charset of the document; empty where its format has none." => origin.source.charset.as_ref();
        "bytes": Integer, "The length of the document, in bytes." => origin.source.bytes;
        "characters": Integer, "The length of the text, in Unicode scalar values." => origin.source.characters;
        "extractor": Text, "The version of the extractor that read it." => &origin.source.extractor;
        "importedAt": Moment, "When the document was imported." => origin.report.imported_at;
    }
}

pub(super) fn columns() -> Vec<Column> {
    let groups = [place::COLUMNS, report_columns::COLUMNS];
    [Column::id()].into_iter().chain(groups.into_iter().flatten().cloned()).collect()
}

pub(super) fn write(chunk: &Chunk<report::Model>, extractor: &Extractor, sheet: &mut Sheet) -> Result<(), ExportError> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    for report in &chunk.rows {
        // The snapshot of the chunk has what its rows name.
        let Some(source) = chunk.sources.get(&report.source_id) else { continue };
        cells.clear();
        cells.push(ReportKey { county: report.county_code.clone(), year: report.year }.global_id().into());
        place::cells(&Place::of(&report.county_code, extractor), &mut cells);
        report_columns::cells(&Origin { report, source }, &mut cells);
        sheet.row(&cells)?;
    }
    Ok(())
}
