//! `fazhi import`: reports into the database.

use clap::Args;
use extract::Hints;
use indicatif::ProgressBar;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use super::{
    catalogue::CatalogueFile,
    database::{Database, block_on, closing},
    exit::{self, Failure},
    progress::{bar, counted, stop_on_interrupt},
};
use crate::{
    ingest::{Fetching, Ingest, IngestError, Outcome, Progress, Summary},
    store::Saved,
};

/// The arguments of `fazhi import`.
#[derive(Args)]
pub struct Import {
    /// Files, folders with everything in them that is read, and addresses that begin with http:// or https://; what is
    /// read is .txt, .md, .html, .docx, .pdf with text, and .zip of these
    #[arg(required = true, value_name = "PATH|URL")]
    paths: Vec<PathBuf>,
    /// The county's code (GB/T 2260, six digits), where the texts do not say it
    #[arg(long, value_name = "CODE")]
    county: Option<String>,
    /// The year reported on, where the texts do not say it
    #[arg(long, value_parser = clap::value_parser!(i32).range(1980..=2100))]
    year: Option<i32>,
    /// Seconds that fetching an address may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
    /// Megabytes that an address may give
    #[arg(long, value_name = "MB", default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..=32))]
    max_size: u16,
    #[command(flatten)]
    catalogue: CatalogueFile,
    #[command(flatten)]
    database: Database,
}

impl Import {
    /// Imports, tells about every file, and sums up.
    pub fn run(self) -> Result<(), Failure> {
        let extractor = Arc::new(self.catalogue.extractor()?);
        let hints = Hints { county_code: self.county.clone(), year: self.year };
        let fetching = Fetching { timeout: Duration::from_secs(self.timeout), largest: usize::from(self.max_size) * 1024 * 1024 };
        let told = Told::new();
        let summary = block_on(async {
            let stop = stop_on_interrupt();
            closing(self.database.open(&extractor).await?, async |store| {
                let ingest = Ingest::new(store, extractor.clone()).fetching(fetching);
                Ok(ingest.import_paths(&self.paths, &hints, &told, &stop).await)
            })
            .await
        })?;
        told.bar.finish_and_clear();
        // Those before the first file: folders that do not open.
        let earlier = summary.failures.len().saturating_sub(told.failures.load(Ordering::Relaxed));
        for (place, error) in summary.failures.iter().take(earlier) {
            tell_failure(place, error);
        }
        let mut out = io::stdout().lock();
        writeln!(out, "{}", sum(&summary))?;
        out.flush()?;
        verdict(&summary)
    }
}

/// The exit code of bad input is that of its kind when all failures are of one kind.
fn verdict(summary: &Summary) -> Result<(), Failure> {
    if summary.stopped {
        return Err(Failure::with_code(exit::INTERRUPTED, "interrupted; what is imported stays, the same command goes on"));
    }
    let mut codes: Vec<u8> = summary.failures.iter().map(|(_, error)| exit::of_code(error.code())).collect();
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [] if summary.reports() == 0 => Err(Failure::new("nothing to import: no .txt, .md, .html, .docx, .pdf or .zip there")),
        [] => Ok(()),
        [code] => Err(Failure::silent(*code)),
        _ => Err(Failure::silent(exit::FAILED)),
    }
}

fn sum(summary: &Summary) -> String {
    let mut parts = vec![];
    let kinds = [
        (summary.created, "new"),
        (summary.replaced, "replaced"),
        (summary.unchanged, "unchanged"),
        (summary.superseded, "left aside for the original"),
    ];
    let kinds: Vec<String> =
        kinds.iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{count} {kind}")).collect();
    let details = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    parts.push(format!("{}{details}", counted(summary.reports(), "report")));
    parts.push(format!("{}, {} recognised", counted(summary.figures, "figure"), summary.recognised));
    parts.push(counted(summary.warnings, "warning"));
    if !summary.skipped.is_empty() {
        parts.push(format!("{} of another format left out", counted(summary.skipped.len(), "file")));
    }
    if !summary.failures.is_empty() {
        parts.push(format!("{} failed", counted(summary.failures.len(), "file")));
    }
    parts.join(", ")
}

/// Tells about every file: a bar on a terminal, with a line for what fails; a line for every file elsewhere.
struct Told {
    bar: ProgressBar,
    on_terminal: bool,
    failures: AtomicUsize,
}

impl Told {
    fn new() -> Self {
        let (bar, on_terminal) = bar();
        Told { bar, on_terminal, failures: AtomicUsize::new(0) }
    }
}

impl Progress for Told {
    fn begins(&self, files: usize) {
        self.bar.set_length(files as u64);
    }

    fn done(&self, file: &Path, result: &Result<Outcome, IngestError>) {
        self.bar.inc(1);
        match result {
            Ok(outcome) => {
                let line = line(file, outcome);
                self.bar.set_message(line.clone());
                if !self.on_terminal {
                    // A reader that has gone does not stop an import.
                    let _ = writeln!(io::stdout(), "{line}");
                }
                self.bar.suspend(|| outcome.warnings.iter().for_each(|warning| tell_warning(file, &warning.message)));
            }
            Err(error) => {
                self.failures.fetch_add(1, Ordering::Relaxed);
                self.bar.suspend(|| tell_failure(file, error));
            }
        }
    }
}

fn tell_failure(file: &Path, error: &IngestError) {
    anstream::eprintln!("{}error:{} {}: {error}", exit::ERROR.render(), exit::ERROR.render_reset(), file.display());
}

fn tell_warning(file: &Path, message: &str) {
    anstream::eprintln!("warning: {}: {message}", file.display());
}

fn line(file: &Path, outcome: &Outcome) -> String {
    let done = match outcome.saved {
        Saved::Created(_) => "new",
        Saved::Replaced(_) => "replaced",
        Saved::Unchanged(_) => "unchanged",
        Saved::Superseded(_) => "left aside: the original is there",
    };
    let warnings = match outcome.warnings.len() {
        0 => String::new(),
        count => format!(", {}", counted(count, "warning")),
    };
    format!(
        "{}: {} {}, {done}, {}, {} recognised{warnings}",
        file.display(),
        outcome.county_name,
        outcome.year,
        counted(outcome.figures, "figure"),
        outcome.recognised
    )
}
