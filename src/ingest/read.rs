//! One document: bytes → text.

use encoding_rs::Encoding;

use super::{charset, docx, error::IngestError, format, format::MediaType, html, markdown, pdf};
use crate::store::Edition;

/// No document is longer than this, in bytes.
pub const LONGEST: usize = 32 * 1024 * 1024;

/// No text is longer than this, in bytes of UTF-8: fifteen long reports. The figures of a text that is nothing but figures
/// take a hundred times its length.
pub const LONGEST_TEXT: usize = 3 * 512 * 1024;

/// A document as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The text; of a web page, that of its article; of Markdown, without its marks; of a printed or a Word document, one line a paragraph.
    pub text: String,
    /// UTF-8, gb18030, UTF-16LE or UTF-16BE; none of a format that is no text.
    pub charset: Option<&'static str>,
    /// The format.
    pub media_type: MediaType,
    /// What the first line says it is; an original where it says nothing.
    pub edition: Edition,
}

/// Reads a document; `name` tells its format by the extension, if it has one. What its first bytes say weighs more.
///
/// # Errors
/// A format that is not read, bytes that are no text, nothing in it, too much in it.
pub fn read(bytes: &[u8], name: &str) -> Result<Read, IngestError> {
    if bytes.len() > LONGEST {
        return Err(IngestError::TooLarge);
    }
    read_as(bytes, format::of_name(name)?, None)
}

/// Reads a document whose format and charset somebody has told, rightly or wrongly.
pub(super) fn read_as(bytes: &[u8], told: Option<MediaType>, charset: Option<&'static Encoding>) -> Result<Read, IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    let (text, charset, media_type) = text(bytes, told, charset)?;
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    if text.len() > LONGEST_TEXT {
        return Err(too_long());
    }
    let edition = edition(&text);
    Ok(Read { text, charset, media_type, edition })
}

/// The error of a text that is longer than one may be.
pub(super) fn too_long() -> IngestError {
    IngestError::TooMuch { what: format!("the text in it has more than {} KB", LONGEST_TEXT / 1024) }
}

type Text = (String, Option<&'static str>, MediaType);

fn text(bytes: &[u8], told: Option<MediaType>, charset: Option<&'static Encoding>) -> Result<Text, IngestError> {
    if format::is_encrypted_office(bytes) {
        return Err(IngestError::Encrypted);
    }
    if format::is_pdf(bytes) {
        return Ok((pdf::text(bytes)?, None, MediaType::Pdf));
    }
    if format::is_zip(bytes) && (told == Some(MediaType::Docx) || docx::is_docx(bytes)) {
        return Ok((docx::text(bytes)?, None, MediaType::Docx));
    }
    if format::is_zip(bytes) {
        return Err(IngestError::Archive);
    }
    let what = match told {
        Some(MediaType::Pdf) => Some(pdf::WHAT),
        Some(MediaType::Docx) => Some(docx::WHAT),
        _ => None,
    };
    if let Some(what) = what {
        let is = format::binary(bytes).unwrap_or("something else");
        return Err(IngestError::Damaged { what, reason: format!("by its first bytes it is {is}") });
    }
    let (text, charset) = charset::decode(bytes, charset)?;
    if format::is_page(&text) || told == Some(MediaType::Html) {
        return Ok((html::text(&text)?, Some(charset), MediaType::Html));
    }
    if told == Some(MediaType::Markdown) {
        return Ok((markdown::text(&text)?, Some(charset), MediaType::Markdown));
    }
    Ok((text, Some(charset), MediaType::Plain))
}

fn edition(text: &str) -> Edition {
    let start = text.trim_start();
    [Edition::Digest, Edition::Fictional]
        .into_iter()
        .find(|edition| start.starts_with(&format!("【{edition}】")))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, LONGEST_TEXT, read};
    use crate::store::Edition;

    #[test]
    fn the_first_line_says_what_a_document_is() {
        for (text, edition) in [
            ("【DIGEST】本文是摘编。\n", Edition::Digest),
            ("\n  【FICTIONAL】虚构。", Edition::Fictional),
            ("某县报告\n【DIGEST】", Edition::Original),
        ] {
            assert_eq!(read(text.as_bytes(), "a.txt").unwrap().edition, edition, "{text}");
        }
    }

    #[test]
    fn a_page_is_read_as_a_page_whatever_its_name() {
        let read = read("<!DOCTYPE html><p>第一段</p><p>第二段</p>".as_bytes(), "a.txt").unwrap();
        assert_eq!((read.text.as_str(), read.media_type.as_str()), ("第一段\n第二段\n", "text/html"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (bytes, name, code) in [
            (b"".to_vec(), "a.txt", "EMPTY_FILE"),
            (b" \r\n\t ".to_vec(), "a.txt", "EMPTY_FILE"),
            (b"<html><script>1</script></html>".to_vec(), "a.html", "EMPTY_FILE"),
            (vec![b'a'; LONGEST + 1], "a.txt", "TOO_LARGE"),
            ("很长的文本。\n".repeat(LONGEST_TEXT / 19 + 1).into_bytes(), "a.txt", "TOO_LARGE"),
            (b"text".to_vec(), "a.odt", "UNSUPPORTED_FORMAT"),
            (b"text".to_vec(), "a.docx", "DAMAGED_FILE"),
            (b"text".to_vec(), "a.pdf", "DAMAGED_FILE"),
            (b"PK\x03\x04".to_vec(), "a.docx", "DAMAGED_FILE"),
            (b"PK\x03\x04".to_vec(), "a.txt", "UNSUPPORTED_FORMAT"),
            (b"\x7FELF".to_vec(), "a.txt", "BINARY_FILE"),
        ] {
            assert_eq!(read(&bytes, name).unwrap_err().code(), code, "{name}");
        }
    }
}
