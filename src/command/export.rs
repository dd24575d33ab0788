//! `fazhi export`: lists of the database into files.

use clap::{Args, ValueEnum};
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use std::{
    ffi::OsStr,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::{
    catalogue::CatalogueFile,
    database::{Database, block_on, closing},
    exit::{self, Failure},
};
use crate::export::{self, Download, ExportError, File, Format, List};

mod target;
use target::Target;

/// The arguments of `fazhi export`.
#[derive(Args)]
#[command(after_long_help = AFTER)]
pub struct Export {
    /// What, and in which format: figures.csv, out/series-2021.parquet, reports.jsonl; - for standard output
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The list, where the name of the file does not begin with it
    #[arg(long, value_enum)]
    list: Option<ListName>,
    /// The format, where the name of the file does not end in it
    #[arg(long, value_enum)]
    format: Option<FormatName>,
    /// Only this county, by its code (GB/T 2260); can be given several times
    #[arg(long, value_name = "CODE")]
    county: Vec<String>,
    /// Only counties of this province, by its code
    #[arg(long, value_name = "CODE")]
    province: Vec<String>,
    /// Only this indicator, by its code
    #[arg(long, value_name = "CODE")]
    indicator: Vec<String>,
    /// Only this topic: MEDIATION, ENFORCEMENT …
    #[arg(long, value_name = "TOPIC")]
    topic: Vec<String>,
    /// Only these years: 2021, 2019..2022, 2019.. or ..2022
    #[arg(long, value_name = "YEARS", value_parser = years)]
    year: Option<Years>,
    /// Series as a table with a column for each year
    #[arg(long, value_name = "KEY", value_parser = ["year"])]
    pivot: Option<String>,
    /// Begin CSV with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,
    /// Any other parameter of the downloads: status=ACTUAL, confidence.gte=0.8, subjectContains=调解
    #[arg(long = "filter", value_name = "NAME=VALUE", value_parser = parameter)]
    filters: Vec<(String, String)>,
    #[command(flatten)]
    catalogue: CatalogueFile,
    #[command(flatten)]
    database: Database,
}

const AFTER: &str = "\
Examples:
  fazhi export figures.csv --county 140821 --year 2019..2022 --bom
  fazhi export series.parquet --indicator mediation.disputes.resolved
  fazhi export series.csv --pivot year --topic MEDIATION
  fazhi export - --list sections --format jsonl --filter textContains=调解 | head -1

The file appears under its name when it is whole; one that is there is replaced. docs/API.md lists all parameters.";

#[derive(Clone, Copy, ValueEnum)]
enum ListName {
    Figures,
    Series,
    Reports,
    Sections,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    Csv,
    Jsonl,
    Parquet,
}

impl From<ListName> for List {
    fn from(name: ListName) -> Self {
        match name {
            ListName::Figures => List::Figures,
            ListName::Series => List::Series,
            ListName::Reports => List::Reports,
            ListName::Sections => List::Sections,
        }
    }
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Csv => Format::Csv,
            FormatName::Jsonl => Format::Jsonl,
            FormatName::Parquet => Format::Parquet,
        }
    }
}

/// The first and the last year, where there are any.
type Years = (Option<String>, Option<String>);

fn years(text: &str) -> Result<Years, String> {
    let given = |year: &str| (!year.is_empty()).then(|| year.to_owned());
    match text.split_once("..") {
        Some((from, to)) => Ok((given(from), given(to))),
        None => Ok((given(text), given(text))),
    }
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

impl Export {
    /// Writes the files, one after the other, and tells about each.
    pub fn run(self) -> Result<(), Failure> {
        let files = self.files.iter().map(|path| Ok((path, self.file(path)?))).collect::<Result<Vec<_>, Failure>>()?;
        let extractor = Arc::new(self.catalogue.extractor()?);
        block_on(async {
            closing(self.database.connect_as_it_is().await?, async |store| {
                let export = export::Export::new(store, extractor.clone());
                tokio::select! {
                    done = self.write_all(&export, files) => done,
                    _ = tokio::signal::ctrl_c() => {
                        let message = "interrupted; the file that was not whole is removed";
                        Err(Failure::with_code(exit::INTERRUPTED, message))
                    }
                }
            })
            .await
        })
    }

    async fn write_all(&self, export: &export::Export, files: Vec<(&PathBuf, File)>) -> Result<(), Failure> {
        for (path, file) in files {
            let request = export.request(file, self.parameters(file.list)).map_err(refused)?;
            let download = export.open(request).await.map_err(refused)?;
            write(download, path).await?;
        }
        Ok(())
    }

    /// The list and the format of a file.
    fn file(&self, path: &Path) -> Result<File, Failure> {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let list = List::ALL
            .into_iter()
            .find(|list| name.strip_prefix(list.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
        let format =
            Format::ALL.into_iter().find(|format| name.strip_suffix(format.as_str()).is_some_and(|rest| rest.ends_with('.')));
        let Some(list) = self.list.map(List::from).or(list) else {
            let message = format!(
                "{}: which list? begin the name with figures, series, reports or sections, or give --list",
                path.display()
            );
            return Err(Failure::with_code(exit::USAGE, message));
        };
        let Some(format) = self.format.map(Format::from).or(format) else {
            let message = format!("{}: which format? end the name in .csv, .jsonl or .parquet, or give --format", path.display());
            return Err(Failure::with_code(exit::USAGE, message));
        };
        Ok(File { list, format })
    }

    /// What the flags say, in the words of the downloads.
    fn parameters(&self, list: List) -> Vec<(String, String)> {
        let mut all = self.filters.clone();
        let mut add = |name: &str, value: &str| all.push((name.to_owned(), value.to_owned()));
        let lists =
            [("county", &self.county), ("province", &self.province), ("indicator", &self.indicator), ("topic", &self.topic)];
        for (name, values) in lists {
            values.iter().for_each(|value| add(name, value));
        }
        if let Some((from, to)) = &self.year {
            let (first, last) = if list == List::Series { ("from", "to") } else { ("year.gte", "year.lte") };
            from.iter().for_each(|year| add(first, year));
            to.iter().for_each(|year| add(last, year));
        }
        self.pivot.iter().for_each(|key| add("pivot", key));
        if self.bom {
            add("bom", "1");
        }
        all
    }
}

fn refused(error: ExportError) -> Failure {
    match error {
        ExportError::BadParameter { .. } => Failure::with_code(exit::USAGE, error),
        error => Failure::new(error),
    }
}

/// Writes a download where it belongs.
async fn write(mut download: Download, path: &Path) -> Result<(), Failure> {
    let mut target = Target::open(path)?;
    let bar = bar();
    let mut size = 0;
    while let Some(bytes) = download.next().await.map_err(refused)? {
        target.write_all(&bytes)?;
        size += bytes.len() as u64;
        bar.set_message(told(path, download.rows(), size));
    }
    target.finish()?;
    bar.finish_and_clear();
    let line = told(path, download.rows(), size);
    if path.as_os_str() == "-" {
        // Standard output is the file.
        if io::stderr().is_terminal() {
            anstream::eprintln!("{line}");
        }
        return Ok(());
    }
    writeln!(io::stdout(), "{line}")?;
    Ok(())
}

fn told(path: &Path, rows: u64, size: u64) -> String {
    let things = if rows == 1 { "row" } else { "rows" };
    format!("{}: {} {things}, {}", path.display(), HumanCount(rows), HumanBytes(size))
}

/// How far it is, on a terminal.
fn bar() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    // A template without unknown keys is always read.
    if let Ok(style) = ProgressStyle::with_template("{spinner:.red} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
