//! `fazhi reextract`: stored reports, read again.

mod page;

use clap::{Args, ValueEnum};
use extract::compare::Diff;
use indicatif::ProgressBar;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::{
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    catalogue::CatalogueFile,
    database::{Database, block_on, closing},
    exit::{self, Failure},
    progress::{bar, stop_on_interrupt},
};
use crate::{
    ingest::{Ingest, IngestError, Reextraction, RereadProgress, RereadSummary},
    store::{CurrentSource, Reread},
};

/// The arguments of `fazhi reextract`.
#[derive(Args)]
pub struct Reextract {
    /// Read every report again, also those that these rules and this catalogue have read
    #[arg(long)]
    all: bool,
    /// Only reports of this county (GB/T 2260 code, six digits)
    #[arg(long, value_name = "CODE")]
    county: Option<String>,
    /// Only reports of this year
    #[arg(long, value_parser = clap::value_parser!(i32).range(1980..=2100))]
    year: Option<i32>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Only the sum, not every report
    #[arg(long)]
    summary: bool,
    /// json: for programs; text: for people
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    catalogue: CatalogueFile,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Text,
}

impl Reextract {
    /// Reads again, tells about every report, and sums up.
    pub fn run(self) -> Result<(), Failure> {
        let extractor = Arc::new(self.catalogue.extractor()?);
        if let Some(code) = self.county.as_ref().filter(|code| extractor.places().county(code).is_none()) {
            let unknown = extract::ExtractError::UnknownCounty { code: code.clone() };
            return Err(Failure::with_code(exit::of_code(unknown.code()), unknown));
        }
        let told = Told::new(self.format, self.summary, self.dry_run, extractor.version());
        let (what, dry_run) =
            (Reextraction { county: self.county, year: self.year, all: self.all, rehearse: self.dry_run }, self.dry_run);
        let summary = block_on(async {
            let store = if dry_run { self.database.connect_as_it_is().await? } else { self.database.connect().await? };
            if !dry_run {
                store.migrate().await.map_err(Failure::new)?;
            }
            let stop = stop_on_interrupt();
            closing(store, async |store| {
                let ingest = Ingest::new(store.clone(), extractor.clone());
                let summary = ingest.reextract(&what, &told, &stop).await.map_err(Failure::new)?;
                // Only now: figures whose indicator the catalogue no longer has would have lost it before they are compared.
                if !dry_run {
                    store.synchronise(extractor.places(), extractor.catalogue()).await.map_err(Failure::new)?;
                }
                Ok(summary)
            })
            .await
        })?;
        told.end(&summary)?;
        verdict(&summary)
    }
}

/// The exit code is that of the failures when all are of one kind.
fn verdict(summary: &RereadSummary) -> Result<(), Failure> {
    if summary.stopped {
        let message = "interrupted; what was read again stays, the same command goes on";
        return Err(Failure::with_code(exit::INTERRUPTED, message));
    }
    let mut codes: Vec<u8> = summary.failures.iter().map(|(_, error)| exit::of_code(error.code())).collect();
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [] => Ok(()),
        [code] => Err(Failure::silent(*code)),
        _ => Err(Failure::silent(exit::FAILED)),
    }
}

/// Tells about every report as soon as it has been read: on a terminal beside a bar, where those that say the same get no
/// line.
struct Told {
    bar: ProgressBar,
    on_terminal: bool,
    format: Format,
    summary: bool,
    dry_run: bool,
    /// The beginning of the JSON object, until it has been written.
    version: String,
    begun: AtomicBool,
}

impl Told {
    fn new(format: Format, summary: bool, dry_run: bool, version: &str) -> Self {
        let (bar, on_terminal) = bar();
        Told { bar, on_terminal, format, summary, dry_run, version: version.to_owned(), begun: AtomicBool::new(false) }
    }

    /// A report as text.
    fn text(&self, out: &mut impl Write, source: &CurrentSource, outcome: &Result<Reread, IngestError>) -> io::Result<()> {
        match outcome {
            Ok(Reread::Read(diff)) if diff.is_empty() && self.on_terminal => Ok(()),
            Ok(Reread::Read(diff)) => page::report(out, source, diff),
            Ok(Reread::Superseded) => writeln!(out, "{}: has another document by now, left alone", page::name(source)),
            Err(_) => Ok(()),
        }
    }

    /// A report as an element of the JSON array; the first one comes with the beginning of the object.
    fn json(&self, out: &mut impl Write, source: &CurrentSource, outcome: &Result<Reread, IngestError>) -> io::Result<()> {
        let before = self.opening()?;
        let report = serde_json::to_string(&Told::report(source, outcome))?;
        write!(out, "{before}    {report}")
    }

    /// What comes before an element, and before the end of the array.
    fn opening(&self) -> io::Result<String> {
        if self.begun.swap(true, Ordering::Relaxed) {
            return Ok(",\n".to_owned());
        }
        let version = serde_json::to_string(&self.version)?;
        Ok(format!("{{\n  \"extractor\": {version},\n  \"dry_run\": {},\n  \"reports\": [\n", self.dry_run))
    }

    fn report(source: &CurrentSource, outcome: &Result<Reread, IngestError>) -> Value {
        #[derive(Serialize)]
        struct Report<'a> {
            county_code: &'a str,
            year: i32,
            source: &'a str,
            sha256: &'a str,
            /// CHANGED, UNCHANGED, SUPERSEDED or FAILED.
            outcome: &'static str,
            diff: Option<&'a Diff>,
            error: Option<Value>,
        }
        let (word, diff, error) = match outcome {
            Ok(Reread::Read(diff)) if diff.is_empty() => ("UNCHANGED", None, None),
            Ok(Reread::Read(diff)) => ("CHANGED", Some(diff.as_ref()), None),
            Ok(Reread::Superseded) => ("SUPERSEDED", None, None),
            Err(error) => ("FAILED", None, Some(json!({ "code": error.code(), "message": error.to_string() }))),
        };
        let CurrentSource { county_code, year, name, sha256, .. } = source;
        json!(Report { county_code, year: *year, source: name, sha256, outcome: word, diff, error })
    }

    fn end(&self, summary: &RereadSummary) -> Result<(), Failure> {
        self.bar.finish_and_clear();
        let mut out = io::stdout().lock();
        match self.format {
            Format::Text => page::sum(&mut out, summary, self.dry_run)?,
            Format::Json => {
                let begun = self.begun.load(Ordering::Relaxed);
                let before = if begun { "\n".to_owned() } else { self.opening()? };
                let mut total = Map::new();
                for (name, count) in [
                    ("read", summary.read()),
                    ("changed", summary.changed),
                    ("unchanged", summary.unchanged),
                    ("up_to_date", summary.up_to_date),
                    ("superseded", summary.superseded),
                    ("failed", summary.failures.len()),
                ] {
                    total.insert(name.to_owned(), count.into());
                }
                if let Value::Object(totals) = json!(summary.totals) {
                    total.extend(totals);
                }
                let total = serde_json::to_string(&total).map_err(io::Error::from)?;
                writeln!(out, "{before}  ],\n  \"stopped\": {},\n  \"total\": {total}\n}}", summary.stopped)?;
            }
        }
        Ok(out.flush()?)
    }
}

impl RereadProgress for Told {
    fn begins(&self, documents: usize) {
        self.bar.set_length(documents as u64);
    }

    fn done(&self, source: &CurrentSource, outcome: &Result<Reread, IngestError>) {
        self.bar.inc(1);
        self.bar.set_message(page::name(source));
        self.bar.suspend(|| {
            if let Err(error) = outcome {
                let (start, end) = (exit::ERROR.render(), exit::ERROR.render_reset());
                anstream::eprintln!("{start}error:{end} {}: {error}", page::name(source));
            }
            if self.summary {
                return;
            }
            let mut out = io::BufWriter::new(io::stdout().lock());
            // A reader that has gone does not stop the work.
            let _ = match self.format {
                Format::Text => self.text(&mut out, source, outcome),
                Format::Json => self.json(&mut out, source, outcome),
            };
            let _ = out.flush();
        });
    }
}
