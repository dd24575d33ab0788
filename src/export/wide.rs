//! Series as rows, with a column for each year.

use extract::Extractor;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use super::{
    error::ExportError,
    place::{self, Place},
    request::Qualifiers,
    series::{Of, indicator_columns},
    table::{Cell, Column, Inside, Sheet, Type},
};
use crate::store::{Chunk, CountySeries, SeriesQuery};

/// The most years of a table.
const MOST_YEARS: usize = 200;

/// The years of a table, without gaps, and what it says of each.
#[derive(Debug, Clone)]
pub(super) struct Years {
    years: Option<RangeInclusive<i32>>,
    qualifiers: Qualifiers,
}

impl Years {
    /// From the first year asked for, or the first that has a point, to the last.
    pub fn new(query: &SeriesQuery, known: &BTreeSet<i32>, qualifiers: Qualifiers) -> Result<Self, ExportError> {
        let from = query.from.or(known.first().copied());
        let to = query.to.or(known.last().copied());
        let years = from.zip(to).map(|(from, to)| from..=to).filter(|years| !years.is_empty());
        let many = years.as_ref().is_some_and(|years| years.clone().nth(MOST_YEARS).is_some());
        if many {
            let reason = format!("a table has at most {MOST_YEARS} years; narrow them with from and to");
            return Err(ExportError::parameter("pivot", reason));
        }
        Ok(Years { years, qualifiers })
    }

    fn iter(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.iter().cloned().flatten()
    }

    pub fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = place::COLUMNS.iter().chain(indicator_columns::COLUMNS).cloned().collect();
        columns.push(Column::new("unit", Type::Text, "The measure word of the row's values; empty where there is none."));
        for year in self.iter() {
            columns.push(of_year(year.to_string(), Type::Number, "years", year));
            if self.qualifiers == Qualifiers::With {
                columns.push(of_year(format!("{year}Qualifier"), Type::Text, "qualifiers", year));
            }
        }
        columns
    }
}

fn of_year(name: String, cells: Type, object: &'static str, year: i32) -> Column {
    let inside = Some(Inside { object, name: year.to_string() });
    let description = "The value of the year; empty where there is no point.";
    Column { name: Cow::Owned(name), cells, nullable: true, inside, description }
}

pub(super) fn write(
    chunk: &Chunk<CountySeries>,
    years: &Years,
    extractor: &Extractor,
    sheet: &mut Sheet,
) -> Result<(), ExportError> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    for series in &chunk.rows {
        // Values in different units do not stand in one row.
        let mut units: BTreeMap<&str, BTreeMap<i32, (f64, &str)>> = BTreeMap::new();
        for point in &series.points {
            let figure = &point.figure;
            units.entry(&figure.unit).or_default().insert(point.year, (figure.value, &figure.qualifier));
        }
        for (unit, points) in units {
            cells.clear();
            place::cells(&Place::of(&series.county, extractor), &mut cells);
            indicator_columns::cells(&Of::new(&series.indicator, extractor), &mut cells);
            cells.push(unit.into());
            for year in years.iter() {
                let point = points.get(&year);
                cells.push(point.map(|(value, _)| *value).into());
                if years.qualifiers == Qualifiers::With {
                    cells.push(point.map(|(_, qualifier)| *qualifier).into());
                }
            }
            sheet.row(&cells)?;
        }
    }
    Ok(())
}
