//! Series as rows, one point to a row.

use entity::figure;
use extract::{Extractor, catalogue::Indicator};

use super::{
    error::ExportError,
    origin::{self, Origin},
    passage::{self, Passage},
    place::{self, Place},
    table::{Cell, Column, Sheet},
};
use crate::store::{Chunk, CountySeries, FigureKey, ReportKey, series::Chosen};

/// The indicator of a series. One that the catalogue no longer has keeps its code.
pub(super) struct Of<'a> {
    pub code: &'a str,
    pub known: Option<&'a Indicator>,
}

impl<'a> Of<'a> {
    pub fn new(code: &'a str, extractor: &'a Extractor) -> Self {
        Of { code, known: extractor.catalogue().indicator(code) }
    }
}

pub(super) mod indicator_columns {
    use super::Of;
    use crate::export::table::columns;

    columns! {
        of of: Of<'a>;
        "indicator": Text, "The code of the indicator." => of.code;
        "indicatorName": Text, "The name of the indicator." => of.known.map_or(of.code, |it| &it.name);
        "indicatorNameEn": Text, "The name of the indicator in English." => of.known.map_or(of.code, |it| &it.name_en);
        "topic": Text or_none, "The part of government work it belongs to." => of.known.map(|it| it.topic.as_str());
    }
}

mod point_columns {
    use super::{Point, restated};
    use crate::export::table::columns;

    columns! {
        of point: Point<'a>;
        "year": Integer, "The year it is about." => point.0.year;
        "value": Number, "The number in its unit, scaled: 3.6万 is 36000; a range gives its low end." => point.0.figure.value;
        "valueHigh": Number or_none, "The high end of a range; empty for a single number." => point.0.figure.value_high;
        "unit": Text, "The measure word: 件, 人次, 元, %; empty where there is none." => &point.0.figure.unit;
        "qualifier": Text, "EXACT, MORE_THAN, LESS_THAN or ABOUT." => &point.0.figure.qualifier;
        "change": Number or_none, "Against the year before, as a ratio: 0.25 is a quarter more; empty where that year has no point, has zero, or another unit." =>
            point.0.change;
        "restated": Numbers, "What later reports say of the same year instead, by report." =>
            restated(point, |later| later.value);
        "restatedIn": Integers, "The years of those reports." => restated(point, |later| later.year);
        "restatedIds": Texts, "The ids of those figures in the API." => restated(point, super::id);
        "reportYear": Integer, "The year of the report that says it: `year`, or a later one." => point.0.figure.year;
        "scope": Text or_none, "The body or area it is limited to; empty where it is about the whole county." =>
            point.0.figure.scope.as_ref();
        "cumulative": Flag, "Whether it sums up all that happened until the year's end." => point.0.figure.cumulative;
    }
}

struct Point<'a>(&'a Chosen<figure::Model>);

fn restated<T>(point: &Point<'_>, of: impl Fn(&figure::Model) -> T) -> Vec<T> {
    point.0.restated.iter().map(of).collect()
}

fn id(figure: &figure::Model) -> String {
    let report = ReportKey { county: figure.county_code.clone(), year: figure.year };
    FigureKey { report, start: figure.start }.global_id()
}

pub(super) fn columns() -> Vec<Column> {
    let groups = [place::COLUMNS, indicator_columns::COLUMNS, point_columns::COLUMNS, passage::COLUMNS, origin::COLUMNS];
    [Column::id()].into_iter().chain(groups.into_iter().flatten().cloned()).collect()
}

pub(super) fn write(chunk: &Chunk<CountySeries>, extractor: &Extractor, sheet: &mut Sheet) -> Result<(), ExportError> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    for series in &chunk.rows {
        for point in &series.points {
            let figure = &point.figure;
            // The snapshot of the chunk has what its rows name.
            let Some(origin) = Origin::of(figure.report_id, chunk) else { continue };
            let Some(section) = chunk.sections.get(&figure.section_id) else { continue };
            cells.clear();
            cells.push(id(figure).into());
            place::cells(&Place::of(&series.county, extractor), &mut cells);
            indicator_columns::cells(&Of::new(&series.indicator, extractor), &mut cells);
            point_columns::cells(&Point(point), &mut cells);
            passage::cells(&Passage { figure, section, review: chunk.review(figure) }, &mut cells);
            origin::cells(&origin, &mut cells);
            sheet.row(&cells)?;
        }
    }
    Ok(())
}
