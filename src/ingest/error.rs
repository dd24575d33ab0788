//! Why a document could not be imported, and what to do about it.

use extract::ExtractError;

use super::read::LONGEST;
use crate::store::StoreError;

/// Why a document could not be imported. Nothing of it was stored.
#[derive(Debug, Clone, thiserror::Error)]
pub enum IngestError {
    /// No bytes, or nothing but spaces.
    #[error("the file is empty")]
    Empty,
    /// More bytes than a report has.
    #[error("the file has {} MB; the limit is {} MB: is it one report?", bytes.div_ceil(1024 * 1024), LONGEST / (1024 * 1024))]
    TooLarge {
        /// Its length.
        bytes: u64,
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
    #[error("files of the kind {extension:?} are not read; give .txt, .md or .html")]
    UnsupportedFormat {
        /// Its extension, with the dot.
        extension: String,
    },
    /// A web page that is no page that people read.
    #[error("the page has more than {deepest} elements inside each other; save its text as .txt")]
    TooDeep {
        /// The limit.
        deepest: usize,
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
            Self::TooLarge { .. } => "TOO_LARGE",
            Self::Binary { .. } => "BINARY_FILE",
            Self::BrokenText { .. } => "BROKEN_TEXT",
            Self::UnsupportedFormat { .. } | Self::TooDeep { .. } => "UNSUPPORTED_FORMAT",
            Self::Unreadable { .. } => "UNREADABLE",
            Self::Extract(error) => error.code(),
            Self::Store(error) => error.code(),
            Self::Broken { .. } => "BROKEN",
        }
    }

    /// Whether the next file is bound to fail in the same way.
    pub fn is_of_the_database(&self) -> bool {
        matches!(self, Self::Store(_))
    }
}
