//! What kind of document a report comes from.

use std::{fmt, str::FromStr};

/// What kind of document a report comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Edition {
    /// As issued.
    #[default]
    Original,
    /// A re-worded abridgement that names the document it abridges.
    Digest,
    /// Generated; nobody issued it.
    Fictional,
}

impl Edition {
    /// Every edition, the weightiest first.
    pub const ALL: [Self; 3] = [Self::Original, Self::Digest, Self::Fictional];

    /// The word used in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Original => "ORIGINAL",
            Self::Digest => "DIGEST",
            Self::Fictional => "FICTIONAL",
        }
    }

    /// Whether a report of this edition may take the place of one of another: nothing takes the place of the real thing.
    pub fn may_replace(self, other: Self) -> bool {
        let weight = |edition| Self::ALL.iter().position(|known| *known == edition);
        weight(self) <= weight(other)
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that is no edition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no edition; editions are ORIGINAL, DIGEST and FICTIONAL")]
pub struct UnknownEdition(String);

impl FromStr for Edition {
    type Err = UnknownEdition;
    fn from_str(word: &str) -> Result<Self, UnknownEdition> {
        Self::ALL.into_iter().find(|edition| edition.as_str() == word).ok_or_else(|| UnknownEdition(word.to_owned()))
    }
}
