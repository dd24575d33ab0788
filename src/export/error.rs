//! What can go wrong with a download.

use crate::store::StoreError;

/// Why a download is not to be had.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No such file.
    #[error("there is no {name}; there are {}", super::file::all())]
    UnknownFile {
        /// The name asked for.
        name: String,
    },
    /// A filter or an option that cannot be honoured.
    #[error("{parameter}: {reason}")]
    BadParameter {
        /// Its name as given.
        parameter: String,
        /// What is wrong with it, and what would be right.
        reason: String,
    },
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rows cannot be written in the format.
    #[error("cannot write the rows: {0}")]
    Write(String),
}

impl ExportError {
    /// A parameter that cannot be honoured.
    pub(super) fn parameter(parameter: impl Into<String>, reason: impl Into<String>) -> Self {
        ExportError::BadParameter { parameter: parameter.into(), reason: reason.into() }
    }

    /// The parameter that is wrong, where the caller gave it.
    pub fn argument(&self) -> Option<&str> {
        match self {
            Self::BadParameter { parameter, .. } => Some(parameter),
            Self::Store(error) => error.argument(),
            _ => None,
        }
    }
}
