//! Bytes → text → extract → store.
//!
//! | room | does |
//! |---|---|
//! | `format` | which format: by extension and by the first bytes |
//! | `charset` | bytes → text |
//! | `html` | a web page → the text of its article |
//! | `docx` | a Word document → its text, with the numbers that Word gives to paragraphs |
//! | `pdf` | a PDF document → its text, in a process of its own |
//! | `read` | one document of any of these formats |
//! | `archive` | the documents in a ZIP archive |
//! | `address` | a document from the web |
//! | `files`, `import` | files, folders, archives and addresses, one after the other, each document on its own |
//! | `incoming` | a document with what its sender says about it |
//! | `jobs` | imports that anybody can follow, now or by a worker |
//! | `reextract` | stored documents, read again |

mod address;
mod archive;
mod charset;
mod docx;
mod error;
mod files;
mod format;
mod html;
mod import;
mod incoming;
mod jobs;
mod markdown;
mod pdf;
mod read;
mod reextract;

use extract::{Extractor, Hints, document::Warning};
use std::sync::Arc;

use crate::store::{Edition, NewReport, NewSource, Saved, Store};

pub use address::{FetchError, Fetching};
pub use error::IngestError;
pub use format::MediaType;
pub use import::{Progress, Summary};
pub use incoming::{About, Incoming};
pub use jobs::Ran;
pub use pdf::{READER, pdf_reader, read_pdf};
pub use read::{LONGEST, Read, read};
pub use reextract::{Reextraction, RereadProgress, RereadSummary};

/// Reads documents and stores the reports in them. Cloning is cheap.
#[derive(Debug, Clone)]
pub struct Ingest {
    store: Store,
    extractor: Arc<Extractor>,
    fetching: Fetching,
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What became of the report.
    pub saved: Saved,
    /// GB/T 2260 code of the county.
    pub county_code: String,
    /// Its full name.
    pub county_name: String,
    /// The year reported on.
    pub year: i32,
    /// The title.
    pub title: String,
    /// What kind of document it is.
    pub edition: Edition,
    /// How many figures were found.
    pub figures: usize,
    /// How many of them are of a known indicator.
    pub recognised: usize,
    /// What a reader should know.
    pub warnings: Vec<Warning>,
}

impl Outcome {
    /// What to say of an import that stored nothing because a weightier edition is there.
    pub fn superseded(&self) -> Option<Warning> {
        let Outcome { county_code, year, edition, .. } = self;
        let message =
            format!("a weightier edition of {county_code}/{year} is there and stays; nothing of this {edition} was stored");
        let warning = || Warning { code: "SUPERSEDED".to_owned(), message, start: None, end: None };
        matches!(self.saved, Saved::Superseded(_)).then(warning)
    }
}

/// A document that has been read, and what is known of it.
struct Received {
    bytes: Vec<u8>,
    about: About,
    read: Read,
}

impl Ingest {
    /// Reads with this extractor into this store, whose places and catalogue must be those of the extractor.
    pub fn new(store: Store, extractor: Arc<Extractor>) -> Self {
        Ingest { store, extractor, fetching: Fetching::default() }
    }

    /// Fetches within these limits.
    pub fn fetching(self, fetching: Fetching) -> Self {
        Ingest { fetching, ..self }
    }

    /// Reads a document and stores its report, or changes nothing.
    ///
    /// # Errors
    /// Bytes that are no text, a text that is no report, a database that refuses.
    pub async fn import_bytes(
        &self,
        bytes: Vec<u8>,
        name: &str,
        url: Option<String>,
        hints: &Hints,
    ) -> Result<Outcome, IngestError> {
        let Hints { county_code, year } = hints.clone();
        let about = About { name: name.to_owned(), url, county_code, year, ..About::default() };
        self.import(Incoming { bytes, about }).await
    }

    /// Reads a document as its sender describes it and stores its report, or changes nothing.
    ///
    /// # Errors
    /// Bytes that are no text, a text that is no report, a database that refuses.
    pub async fn import(&self, incoming: Incoming) -> Result<Outcome, IngestError> {
        let Incoming { bytes, about } = incoming;
        let new = self.prepare(move || Ok(Received { read: read(&bytes, about.format_name())?, bytes, about })).await?;
        self.save(new).await
    }

    /// Everything that needs no database, where it keeps nobody waiting.
    async fn prepare(
        &self,
        receive: impl FnOnce() -> Result<Received, IngestError> + Send + 'static,
    ) -> Result<NewReport, IngestError> {
        let extractor = self.extractor.clone();
        let work = move || {
            let Received { bytes, about, read } = receive()?;
            let mut document = extractor.extract(&read.text, &about.hints())?;
            let (edition, warning) = about.edition(read.edition);
            document.warnings.extend(warning);
            let compressed = NewSource::new(about.name, read.media_type.as_str(), &bytes, &read.text);
            let mut source = compressed.map_err(|error| IngestError::Unreadable { reason: error.to_string() })?;
            extractor.version().clone_into(&mut source.extractor);
            source.url = about.url;
            source.charset = read.charset.map(str::to_owned);
            Ok(NewReport { source, document, edition })
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.unwrap_or_else(|error| Err(IngestError::Broken { reason: error.to_string() }))
    }

    async fn save(&self, new: NewReport) -> Result<Outcome, IngestError> {
        let saved = self.store.save_report(&new).await?;
        let NewReport { document, edition, .. } = new;
        Ok(Outcome {
            saved,
            county_code: document.report.county_code,
            county_name: document.report.county_name,
            year: document.report.year,
            title: document.report.title,
            edition,
            figures: document.figures.len(),
            recognised: document.figures.iter().filter(|figure| figure.indicator.is_some()).count(),
            warnings: document.warnings,
        })
    }
}
