//! One document: bytes → text.

use super::{charset, error::IngestError, format, format::MediaType, html};
use crate::store::Edition;

/// No document is longer than this, in bytes.
pub const LONGEST: usize = 32 * 1024 * 1024;

/// A document as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The text; of a web page, that of its article.
    pub text: String,
    /// UTF-8, gb18030, UTF-16LE or UTF-16BE.
    pub charset: &'static str,
    /// The format.
    pub media_type: MediaType,
    /// What the first line says it is; an original where it says nothing.
    pub edition: Edition,
}

/// Reads a document; `name` tells its format by the extension, if it has one.
///
/// # Errors
/// A format that is not read, bytes that are no text, nothing in it, too much in it.
pub fn read(bytes: &[u8], name: &str) -> Result<Read, IngestError> {
    if bytes.len() > LONGEST {
        return Err(IngestError::TooLarge { bytes: bytes.len() as u64 });
    }
    let by_name = format::of_name(name)?;
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    let (text, charset) = charset::decode(bytes)?;
    let media_type = if format::is_page(&text) { MediaType::Html } else { by_name.unwrap_or(MediaType::Plain) };
    let text = if media_type == MediaType::Html { html::text(&text)? } else { text };
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    let edition = edition(&text);
    Ok(Read { text, charset, media_type, edition })
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
    use super::{LONGEST, read};
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
            (b"text".to_vec(), "a.docx", "UNSUPPORTED_FORMAT"),
            (b"%PDF-1.4".to_vec(), "a.txt", "BINARY_FILE"),
        ] {
            assert_eq!(read(&bytes, name).unwrap_err().code(), code, "{name}");
        }
    }
}
