//! `fazhi extract`: what is found in one report, printed.

use clap::{Args, ValueEnum};
use extract::{Hints, score::Gold};
use std::{
    fs::File,
    io::{self, Read, Write},
    path::PathBuf,
};

use super::{
    catalogue::CatalogueFile,
    exit::{self, Failure},
    report_page::{self, Look},
};
use crate::ingest;

/// The arguments of `fazhi extract`.
#[derive(Args)]
pub struct Extract {
    /// The report: .txt, .md, .html, .docx or .pdf; - reads standard input
    file: PathBuf,
    /// json: the whole document, for programs; text: the outline with every figure marked, for people; annotation: a draft
    /// to be corrected by hand, for fazhi eval
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The county's code (GB/T 2260, six digits), where the text does not say it
    #[arg(long, value_name = "CODE")]
    county: Option<String>,
    /// The year reported on, where the text does not say it
    #[arg(long, value_parser = clap::value_parser!(i32).range(1980..=2100))]
    year: Option<i32>,
    #[command(flatten)]
    catalogue: CatalogueFile,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Annotation,
    Json,
    Text,
}

impl Extract {
    /// Reads and prints.
    pub fn run(self) -> Result<(), Failure> {
        let name = self.file.display().to_string();
        let failed =
            |code: &str, message: &dyn std::fmt::Display| Failure::with_code(exit::of_code(code), format!("{name}: {message}"));
        let bytes = self.bytes().map_err(|error| failed("UNREADABLE", &error))?;
        let read = ingest::read(&bytes, &name).map_err(|error| failed(error.code(), &error))?;
        let extractor = self.catalogue.extractor()?;
        let hints = Hints { county_code: self.county.clone(), year: self.year };
        let document = extractor.extract(&read.text, &hints).map_err(|error| failed(error.code(), &error))?;
        let mut out = io::BufWriter::new(anstream::stdout());
        match self.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &document).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Format::Annotation => {
                let file = self.file.file_name().unwrap_or_default().to_string_lossy();
                serde_json::to_writer_pretty(&mut out, &Gold::draft(&file, &document)).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Format::Text => {
                report_page::write(&mut out, look(), &read.text, &document, extractor.catalogue())?;
            }
        }
        Ok(out.flush()?)
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        // One byte more than a report may have is enough to refuse it.
        let most = ingest::LONGEST as u64 + 1;
        if self.file.as_os_str() == "-" {
            io::stdin().lock().take(most).read_to_end(&mut bytes)?;
        } else {
            File::open(&self.file)?.take(most).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }
}

/// Colour and line breaks on a terminal, neither elsewhere.
fn look() -> Look {
    let out = io::stdout();
    let colour = anstream::AutoStream::choice(&out) != anstream::ColorChoice::Never;
    let width = terminal_size::terminal_size_of(&out).map(|(columns, _)| usize::from(columns.0));
    Look { colour, width: width.filter(|width| *width >= 20) }
}
