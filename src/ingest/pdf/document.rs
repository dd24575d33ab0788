//! The whole document: pages → lines → paragraphs.

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{lines, page::Reader};
use crate::ingest::read::LONGEST_TEXT;

/// Why a document has no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no PDF, or one that is cut off.
    Damaged,
    /// Only a password opens it.
    Encrypted,
    /// It is of pictures, or of signs nobody can name.
    NoText,
    /// There is more in it than is in a report.
    TooMuch,
    /// It takes too long.
    TooSlow,
}

/// Pages of a document.
const MOST_PAGES: usize = 2_000;

/// The text of a document: one line a paragraph.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, Refusal> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            Refusal::Encrypted
        }
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Refusal::Damaged,
    })?;
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES {
        return Err(Refusal::TooMuch);
    }
    let mut reader = Reader::default();
    let mut read = Vec::new();
    for page in pages.iter() {
        let glyphs = reader.read(page)?;
        read.push(lines::lines(glyphs));
    }
    // Signs that no font gives a name to: what is left is no text.
    let (named, nameless) = reader.counted();
    if named == 0 || nameless > named {
        return Err(Refusal::NoText);
    }
    let text = lines::paragraphs(&read);
    if text.len() > LONGEST_TEXT {
        return Err(Refusal::TooMuch);
    }
    if text.trim().is_empty() { Err(Refusal::NoText) } else { Ok(text) }
}
