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

/// A document as it came.
struct Received {
    bytes: Vec<u8>,
    name: String,
    url: Option<String>,
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
        let name = name.to_owned();
        let new = self.prepare(hints, move || Ok(Received { read: read(&bytes, &name)?, bytes, name, url })).await?;
        self.save(new).await
    }

    /// Everything that needs no database, where it keeps nobody waiting.
    async fn prepare(
        &self,
        hints: &Hints,
        receive: impl FnOnce() -> Result<Received, IngestError> + Send + 'static,
    ) -> Result<NewReport, IngestError> {
        let (extractor, hints) = (self.extractor.clone(), hints.clone());
        let work = move || {
            let Received { bytes, name, url, read } = receive()?;
            let document = extractor.extract(&read.text, &hints)?;
            let compressed = NewSource::new(name, read.media_type.as_str(), &bytes, &read.text);
            let mut source = compressed.map_err(|error| IngestError::Unreadable { reason: error.to_string() })?;
            extractor.version().clone_into(&mut source.extractor);
            source.url = url;
            source.charset = read.charset.map(str::to_owned);
            Ok(NewReport { source, document, edition: read.edition })
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
