//! A download: chunk after chunk, out of the database and into the format.

use entity::{figure, report, section};
use extract::Extractor;
use std::sync::Arc;

use super::{
    Export,
    csv::Csv,
    error::ExportError,
    figures,
    file::Format,
    jsonl::Jsonl,
    parquet::Parquet,
    reports,
    request::{Request, Rows},
    sections, series,
    table::{Column, Sheet},
    wide::{self, Years},
};
use crate::store::{Chunk, CountySeries, Cursor, FigureFilter, ReportFilter, SectionFilter, SeriesPlace, SeriesQuery, Store};

/// A file on its way. Nothing is read unless [`Download::next`] is called, and dropping it ends the reading.
pub struct Download {
    export: Export,
    reading: Reading,
    state: State,
    rows: u64,
}

enum State {
    Running(Box<Sheet>),
    /// Everything has been written.
    Ended,
    /// Something failed, or a call of `next` was dropped half-way.
    Broken,
}

/// A list, and how far it has been read.
enum Reading {
    Figures(FigureFilter, ReportFilter, Step<Cursor>),
    Series(SeriesQuery, Step<SeriesPlace>),
    Wide(SeriesQuery, Years, Step<SeriesPlace>),
    Reports(ReportFilter, Step<Cursor>),
    Sections(SectionFilter, ReportFilter, Step<Cursor>),
}

/// Where to go on reading.
enum Step<P> {
    Start,
    Behind(P),
    End,
}

/// A chunk, with what its list needs to be written.
enum Loaded {
    Figures(Chunk<figure::Model>),
    Series(Chunk<CountySeries>),
    Wide(Chunk<CountySeries>, Years),
    Reports(Chunk<report::Model>),
    Sections(Chunk<section::Model>),
}

impl Download {
    pub(super) async fn open(export: Export, request: Request) -> Result<Self, ExportError> {
        let (columns, reading) = match request.rows {
            Rows::Figures(filter, reports) => (figures::columns(), Reading::Figures(filter, reports, Step::Start)),
            Rows::Series(query) => (series::columns(), Reading::Series(query, Step::Start)),
            Rows::Wide(query, qualifiers) => {
                let years = Years::new(&query, &export.store.years_of_series(&query).await?, qualifiers)?;
                (years.columns(), Reading::Wide(query, years, Step::Start))
            }
            Rows::Reports(filter) => (reports::columns(), Reading::Reports(filter, Step::Start)),
            Rows::Sections(filter, reports) => (sections::columns(), Reading::Sections(filter, reports, Step::Start)),
        };
        let sheet = sheet(request.file.format, columns, request.bom)?;
        Ok(Download { export, reading, state: State::Running(Box::new(sheet)), rows: 0 })
    }

    /// How many rows have been written, the header not counted.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The next bytes; none at the end.
    ///
    /// # Errors
    /// A database that refuses. What has been given out so far is then a part of a file, and nothing follows.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ExportError> {
        loop {
            let mut sheet = match std::mem::replace(&mut self.state, State::Broken) {
                State::Running(sheet) => sheet,
                State::Ended => {
                    self.state = State::Ended;
                    return Ok(None);
                }
                State::Broken => return Err(ExportError::Write("the download broke off before".to_owned())),
            };
            let loaded = self.reading.next(&self.export.store).await?;
            let extractor = self.export.extractor.clone();
            // Writing a chunk takes milliseconds, compressing a group of rows a hundred: not on the thread that answers others.
            let written = tokio::task::spawn_blocking(move || {
                let ended = loaded.is_none();
                match loaded {
                    Some(loaded) => loaded.write(&extractor, &mut sheet)?,
                    None => sheet.finish()?,
                }
                Ok::<_, ExportError>((sheet.take()?, sheet, ended))
            });
            let (bytes, sheet, ended) = written.await.map_err(|error| ExportError::Write(error.to_string()))??;
            self.rows = sheet.rows();
            self.state = if ended { State::Ended } else { State::Running(sheet) };
            if !bytes.is_empty() {
                return Ok(Some(bytes));
            }
        }
    }
}

fn sheet(format: Format, columns: Vec<Column>, bom: bool) -> Result<Sheet, ExportError> {
    Ok(match format {
        Format::Csv => Sheet::new(Csv::new(&columns, bom)?),
        Format::Jsonl => Sheet::new(Jsonl::new(columns)),
        Format::Parquet => Sheet::new(Parquet::new(&columns)?),
    })
}

impl<P> Step<P> {
    /// The place to go on behind; none at all at the end.
    fn after(&self) -> Option<Option<&P>> {
        match self {
            Step::Start => Some(None),
            Step::Behind(place) => Some(Some(place)),
            Step::End => None,
        }
    }

    fn to(next: Option<P>) -> Self {
        next.map_or(Step::End, Step::Behind)
    }
}

impl Reading {
    /// The next chunk; none at the end.
    async fn next(&mut self, store: &Store) -> Result<Option<Loaded>, ExportError> {
        Ok(match self {
            Reading::Figures(filter, reports, step) => {
                let Some(after) = step.after() else { return Ok(None) };
                let (chunk, next) = store.figures_behind(filter, reports, after).await?;
                *step = Step::to(next);
                Some(Loaded::Figures(chunk))
            }
            Reading::Series(query, step) => {
                let Some(after) = step.after() else { return Ok(None) };
                let (chunk, next) = store.series_behind(query, after).await?;
                *step = Step::to(next);
                Some(Loaded::Series(chunk))
            }
            Reading::Wide(query, years, step) => {
                let Some(after) = step.after() else { return Ok(None) };
                let (chunk, next) = store.series_behind(query, after).await?;
                *step = Step::to(next);
                Some(Loaded::Wide(chunk, years.clone()))
            }
            Reading::Reports(filter, step) => {
                let Some(after) = step.after() else { return Ok(None) };
                let (chunk, next) = store.reports_behind(filter, after).await?;
                *step = Step::to(next);
                Some(Loaded::Reports(chunk))
            }
            Reading::Sections(filter, reports, step) => {
                let Some(after) = step.after() else { return Ok(None) };
                let (chunk, next) = store.sections_behind(filter, reports, after).await?;
                *step = Step::to(next);
                Some(Loaded::Sections(chunk))
            }
        })
    }
}

impl Loaded {
    fn write(&self, extractor: &Arc<Extractor>, sheet: &mut Sheet) -> Result<(), ExportError> {
        match self {
            Loaded::Figures(chunk) => figures::write(chunk, extractor, sheet),
            Loaded::Series(chunk) => series::write(chunk, extractor, sheet),
            Loaded::Wide(chunk, years) => wide::write(chunk, years, extractor, sheet),
            Loaded::Reports(chunk) => reports::write(chunk, extractor, sheet),
            Loaded::Sections(chunk) => sections::write(chunk, extractor, sheet),
        }
    }
}
