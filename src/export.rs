//! Downloads: long lists as files, row by row out of the database.
//!
//! | room | does |
//! |---|---|
//! | `file`, `name` | which lists and formats there are; what a file is called |
//! | `parameters`, `request` | what was asked for: filters and options, from names and values |
//! | `table` | columns and cells: what every list is made of and every format can write |
//! | `figures`, `series`, `wide`, `reports`, `sections` | the lists: their columns, their cells, their next chunk |
//! | `place`, `passage`, `origin` | columns that several lists have: where, in which section, from which document |
//! | `csv`, `jsonl`, `parquet` | the formats: cells → bytes |
//! | `download` | chunk after chunk |
//!
//! A chunk is read when the one before has been taken, in one snapshot, and nothing is held in between: memory does not
//! grow with the list, and a reader that goes away ends the reading. Rows that are imported meanwhile may be in the file or
//! not; a report is never in it by halves.

mod csv;
mod download;
mod error;
mod figures;
mod file;
mod jsonl;
mod name;
mod origin;
mod parameters;
mod parquet;
mod passage;
mod place;
mod reports;
mod request;
mod sections;
mod series;
mod table;
mod wide;

use extract::Extractor;
use sha2::{Digest, Sha256};
use std::sync::Arc;

pub use download::Download;
pub use error::ExportError;
pub use file::{File, Format, List};
pub use request::Request;
pub use table::{Column, Type};

use crate::store::Store;

/// Downloads from one database. Cloning is cheap.
#[derive(Clone)]
pub struct Export {
    store: Store,
    extractor: Arc<Extractor>,
}

impl Export {
    /// Downloads from a migrated database, with the places and the catalogue of an extractor.
    pub fn new(store: Store, extractor: Arc<Extractor>) -> Self {
        Export { store, extractor }
    }

    /// What is asked for with names and values, in any order: `county=140821`, `year.gte=2019`, `pivot=year`.
    ///
    /// # Errors
    /// A name that the list does not have, a value that does not fit.
    pub fn request(&self, file: File, parameters: Vec<(String, String)>) -> Result<Request, ExportError> {
        Request::read(file, parameters, &self.extractor)
    }

    /// What changes whenever the bytes of a download may change: a hash of the data's version, the program's, and the
    /// request.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn version(&self, request: &Request) -> Result<String, ExportError> {
        let data = self.store.data_version().await?;
        let hash = Sha256::digest(format!("{}\n{data}\n{}", env!("CARGO_PKG_VERSION"), request.canonical()));
        Ok(hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }

    /// Begins a download; nothing but the columns is read yet.
    ///
    /// # Errors
    /// A database that refuses, a table that is too wide.
    pub async fn open(&self, request: Request) -> Result<Download, ExportError> {
        Download::open(self.clone(), request).await
    }

    /// What the file of a request is called: `fazhi-figures-临猗县-2019-2022.csv`, and the same in ASCII.
    pub fn file_name(&self, request: &Request) -> (String, String) {
        name::of(request, &self.extractor)
    }

    /// The columns of a list, one point of a series to a row.
    pub fn columns(list: List) -> Vec<Column> {
        match list {
            List::Figures => figures::columns(),
            List::Series => series::columns(),
            List::Reports => reports::columns(),
            List::Sections => sections::columns(),
        }
    }
}
