//! Why a document could not be imported, and what to do about it.

use extract::ExtractError;
use std::path::PathBuf;

use super::{address::FetchError, read::LONGEST};
use crate::store::StoreError;

/// What to do with a scan.
const ADVICE: &str = "recognise its characters (OCR), or save its text as .txt, and import that";

/// Why a document could not be imported. Nothing of it was stored.
#[derive(Debug, Clone, thiserror::Error)]
pub enum IngestError {
    /// No bytes, or nothing but spaces.
    #[error("the file is empty")]
    Empty,
    /// More bytes than a report has.
    #[error("the file has more than {} MB: is it one report?", LONGEST / (1024 * 1024))]
    TooLarge,
    /// Much more in it than its size says: a file made to fill memory, or no report.
    #[error("{what}; is it one report? Save its text as .txt")]
    TooMuch {
        /// What there is too much of.
        what: String,
    },
    /// Something else than text.
    #[error("the file is no text but {what}; save its text as .txt, in UTF-8")]
    Binary {
        /// What it looks like: a PDF document, a ZIP archive.
        what: &'static str,
    },
    /// Text in a charset that is not known, or damaged.
    #[error("the text is broken at byte {byte} (line {line}): it is neither UTF-8 nor GB18030; save it as UTF-8")]
    BrokenText {
        /// Offset of the first byte that is not UTF-8, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// A kind of file that is not read.
    #[error("files of the kind {extension:?} are not read; give .txt, .md, .html, .docx, .pdf or a .zip of these")]
    UnsupportedFormat {
        /// Its extension, with the dot.
        extension: String,
    },
    /// An archive where one document is wanted.
    #[error("it is a ZIP archive inside another; unpack the outer one and import what is in it")]
    NestedArchive,
    /// An archive where one document is wanted.
    #[error("it is a ZIP archive, not one document; name it .zip and give it to `fazhi import`")]
    Archive,
    /// A document that only a password opens.
    #[error("the file is protected by a password; open it and save it without one, or save its text as .txt")]
    Encrypted,
    /// A document of pictures.
    #[error("the PDF has no text that can be read: it is a scan, or its fonts do not say which characters they have; {ADVICE}")]
    NoText,
    /// A document that is cut off, or is not what its name says.
    #[error("the file cannot be read as {what}: {reason}; open it in its program and save it again, or save its text as .txt")]
    Damaged {
        /// What it should be: a PDF document, a Word document, a ZIP archive.
        what: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A name in an archive that leads out of it.
    #[error("the name leads out of the archive; it was left out: rename the file and pack it again")]
    UnsafeName,
    /// An address that does not give a document.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// A web page that is no page that people read.
    #[error("it has more than {deepest} elements inside each other; save its text as .txt")]
    TooDeep {
        /// The limit.
        deepest: usize,
    },
    /// A second document of the same county and year in one import.
    #[error(
        "it is the report of {county} on {year}, as {} is, which came first in this import; leave one of the two out, or \
         import this one by itself to have it in place of the other", first.display()
    )]
    SameReport {
        /// Name of the county.
        county: String,
        /// The year reported on.
        year: i32,
        /// The document that came first.
        first: PathBuf,
    },
    /// A file or folder that does not open.
    #[error("cannot be read: {reason}")]
    Unreadable {
        /// Why.
        reason: String,
    },
    /// No report in the text.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// A database that refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A mistake of this program.
    #[error("reading it broke: {reason}; please report this with the file")]
    Broken {
        /// What happened.
        reason: String,
    },
}

impl IngestError {
    /// Stable name of the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "EMPTY_FILE",
            Self::TooLarge | Self::TooMuch { .. } => "TOO_LARGE",
            Self::Binary { .. } => "BINARY_FILE",
            Self::BrokenText { .. } => "BROKEN_TEXT",
            Self::UnsupportedFormat { .. } | Self::TooDeep { .. } | Self::NestedArchive | Self::Archive => "UNSUPPORTED_FORMAT",
            Self::Encrypted => "ENCRYPTED_FILE",
            Self::NoText => "NO_TEXT",
            Self::Damaged { .. } => "DAMAGED_FILE",
            Self::UnsafeName => "UNSAFE_NAME",
            Self::Fetch(error) => error.code(),
            Self::SameReport { .. } => "SAME_REPORT",
            Self::Unreadable { .. } => "UNREADABLE",
            Self::Extract(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Broken { .. } => "BROKEN",
        }
    }

    /// Whether it is the server's fault, and its words are for the log alone.
    pub fn is_internal(&self) -> bool {
        match self {
            Self::Store(StoreError::UnknownCounty { .. }) => false,
            Self::Store(_) | Self::Unreadable { .. } | Self::Broken { .. } => true,
            _ => false,
        }
    }

    /// What to tell somebody who imports over the API, where options are fields.
    pub fn for_api(&self) -> String {
        self.to_string().replace("--county CODE", "countyCode").replace("--year YEAR", "year")
    }

    /// Whether the next file is bound to fail in the same way.
    pub fn is_of_the_database(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}
