//! Sections as rows.

use entity::section;
use extract::Extractor;

use super::{
    error::ExportError,
    origin::{self, Origin},
    place::{self, Place},
    table::{Cell, Column, Sheet},
};
use crate::store::{Chunk, SectionKey};

/// A section with the year of its report.
struct Row<'a> {
    section: &'a section::Model,
    year: i32,
}

mod section_columns {
    use super::{Row, parent};
    use crate::export::table::columns;

    columns! {
        of row: Row<'a>;
        "year": Integer, "The year of the report." => row.year;
        "path": Text, "Its place in the tree: 1.2.3; 0 is the preamble." => &row.section.path;
        "parentPath": Text or_none, "The section above it; empty at the top." => parent(&row.section.path);
        "level": Integer, "0 preamble, 1 一、, 2 （一）, 3 1., run-in items one deeper than what holds them." => row.section.level;
        "label": Text, "The label as printed; empty for the preamble." => &row.section.label;
        "heading": Text, "The heading behind the label; empty where there is none." => &row.section.heading;
        "kind": Text, "PREAMBLE, ACHIEVEMENTS, PROBLEMS, PLANS, DUTIES or CLOSING." => &row.section.kind;
        "topics": Texts, "Its topics, the most frequent first." => &row.section.topics;
        "text": Text, "Its own text, without label, heading and the sections below it." =>
            row.section.text.as_deref().unwrap_or_default();
        "spanStart": Integer, "Where its label starts, in Unicode scalar values of the report's text." => row.section.start;
        "spanEnd": Integer, "Where its own text ends, exclusive, in Unicode scalar values of the report's text." =>
            row.section.end;
    }
}

/// 1.2 of 1.2.3.
fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('.').map(|(parent, _)| parent)
}

pub(super) fn columns() -> Vec<Column> {
    let groups = [place::COLUMNS, section_columns::COLUMNS, origin::COLUMNS];
    [Column::id()].into_iter().chain(groups.into_iter().flatten().cloned()).collect()
}

pub(super) fn write(chunk: &Chunk<section::Model>, extractor: &Extractor, sheet: &mut Sheet) -> Result<(), ExportError> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    for section in &chunk.rows {
        // The snapshot of the chunk has what its rows name.
        let Some(origin) = Origin::of(section.report_id, chunk) else { continue };
        cells.clear();
        cells.push(SectionKey { report: origin.key(), path: section.path.clone() }.global_id().into());
        place::cells(&Place::of(&origin.report.county_code, extractor), &mut cells);
        section_columns::cells(&Row { section, year: origin.report.year }, &mut cells);
        origin::cells(&origin, &mut cells);
        sheet.row(&cells)?;
    }
    Ok(())
}
