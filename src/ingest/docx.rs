//! A Word document → its text: one line a paragraph, the cells of a table side by side with `|` between them, and the
//! numbers that Word gives to paragraphs written out.
//!
//! Headers, footers and page numbers are parts of their own that are not opened; text boxes, tables of contents, hidden
//! words and words that were deleted with changes tracked are left out.

mod body;
mod numbering;
mod numerals;
mod part;
mod styles;

use std::io::Cursor;
use zip::ZipArchive;

use self::{numbering::Numbering, part::Part, styles::Styles};
use super::error::IngestError;

/// What a Word document is called in messages.
pub(super) const WHAT: &str = "a Word document";

/// The name of the part with the text, in every Word document there is but those written by hand.
const BODY: &str = "word/document.xml";

/// Whether bytes that are a ZIP archive are a Word document.
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|zip| zip.index_for_name(BODY).is_some())
}

/// The text of a document.
///
/// # Errors
/// What is no Word document, or has more in it than a document has.
pub(super) fn text(bytes: &[u8]) -> Result<String, IngestError> {
    let damaged = |reason: String| IngestError::Damaged { what: WHAT, reason };
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let styles = Part::open(&mut zip, "word/styles.xml")?.map(Styles::read).transpose()?.unwrap_or_default();
    let numbering = Part::open(&mut zip, "word/numbering.xml")?.map(Numbering::read).transpose()?.unwrap_or_default();
    match Part::open(&mut zip, BODY)? {
        Some(part) => body::text(part, &styles, numbering),
        None => Err(damaged(format!("there is no {BODY} in it"))),
    }
}

#[cfg(test)]
mod tests;
