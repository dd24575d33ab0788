//! Figures as rows.

use entity::figure;
use extract::{Extractor, catalogue::Indicator};

use super::{
    error::ExportError,
    origin::{self, Origin},
    passage::{self, Passage},
    place::{self, Place},
    table::{Cell, Column, Sheet},
};
use crate::store::{Chunk, FigureKey};

/// A figure with its indicator.
struct Row<'a> {
    figure: &'a figure::Model,
    indicator: Option<&'a Indicator>,
}

mod figure_columns {
    use super::Row;
    use crate::export::table::columns;

    columns! {
        of row: Row<'a>;
        "year": Integer, "The year of the report." => row.figure.year;
        "indicator": Text or_none, "The code of the indicator; empty where the catalogue has nothing or the match is too weak." =>
            row.figure.indicator_code.as_ref();
        "indicatorName": Text or_none, "The name of the indicator." => row.indicator.map(|it| &it.name);
        "indicatorNameEn": Text or_none, "The name of the indicator in English." => row.indicator.map(|it| &it.name_en);
        "topic": Text, "The part of government work it belongs to." => &row.figure.topic;
        "subject": Text, "What is counted." => &row.figure.subject;
        "scope": Text or_none, "The body or area it is limited to; empty where it is about the whole county." =>
            row.figure.scope.as_ref();
        "value": Number, "The number in its unit, scaled: 3.6万 is 36000; a range gives its low end." => row.figure.value;
        "valueHigh": Number or_none, "The high end of a range; empty for a single number." => row.figure.value_high;
        "unit": Text, "The measure word: 件, 人次, 元, %; empty where there is none." => &row.figure.unit;
        "qualifier": Text, "EXACT, MORE_THAN, LESS_THAN or ABOUT." => &row.figure.qualifier;
        "status": Text, "ACTUAL (it happened), TARGET (it is aimed at) or RULE (it is prescribed)." => &row.figure.status;
        "periodFrom": Date, "The first day of the time it is about." => row.figure.period_from;
        "periodTo": Date, "The last day of that time, included." => row.figure.period_to;
        "cumulative": Flag, "Whether it sums up all that happened until the last day." => row.figure.cumulative;
    }
}

pub(super) fn columns() -> Vec<Column> {
    let groups = [place::COLUMNS, figure_columns::COLUMNS, passage::COLUMNS, origin::COLUMNS];
    [Column::id()].into_iter().chain(groups.into_iter().flatten().cloned()).collect()
}

pub(super) fn write(chunk: &Chunk<figure::Model>, extractor: &Extractor, sheet: &mut Sheet) -> Result<(), ExportError> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    for figure in &chunk.rows {
        // The snapshot of the chunk has what its rows name.
        let Some(origin) = Origin::of(figure.report_id, chunk) else { continue };
        let Some(section) = chunk.sections.get(&figure.section_id) else { continue };
        let indicator = figure.indicator_code.as_deref().and_then(|code| extractor.catalogue().indicator(code));
        cells.clear();
        cells.push(FigureKey { report: origin.key(), start: figure.start }.global_id().into());
        place::cells(&Place::of(&figure.county_code, extractor), &mut cells);
        figure_columns::cells(&Row { figure, indicator }, &mut cells);
        passage::cells(&Passage { figure, section, review: chunk.review(figure) }, &mut cells);
        origin::cells(&origin, &mut cells);
        sheet.row(&cells)?;
    }
    Ok(())
}
