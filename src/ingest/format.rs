//! Which format a document has.

use std::{fmt, path::Path};

use super::error::IngestError;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// Bare text.
    Plain,
    /// Text with marks.
    Markdown,
    /// A web page.
    Html,
}

impl MediaType {
    /// text/plain, text/markdown or text/html.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The format that a name tells: none of a name without extension.
pub(super) fn of_name(name: &str) -> Result<Option<MediaType>, IngestError> {
    let Some(extension) = Path::new(name).extension() else { return Ok(None) };
    match extension.to_string_lossy().to_ascii_lowercase().as_str() {
        "txt" | "text" => Ok(Some(MediaType::Plain)),
        "md" | "markdown" => Ok(Some(MediaType::Markdown)),
        "html" | "htm" | "shtml" | "xhtml" => Ok(Some(MediaType::Html)),
        other => Err(IngestError::UnsupportedFormat { extension: format!(".{other}") }),
    }
}

/// Whether a text is a web page, whatever its name says.
pub(super) fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// First bytes of files that are no text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document (.docx, .xlsx, .ofd)"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document (.doc, .xls, .wps)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a WebP image or a sound"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"\x7FELF", "a program"),
    (b"MZ", "a program"),
];

/// What a file that is no text is, by its first bytes.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::{MediaType, is_page, of_name};

    #[test]
    fn the_extension_tells_the_format() {
        for (name, format) in [
            ("a.txt", Some(MediaType::Plain)),
            ("folder.d/A.TXT", Some(MediaType::Plain)),
            ("a.md", Some(MediaType::Markdown)),
            ("a.2021.shtml", Some(MediaType::Html)),
            ("-", None),
            ("report", None),
        ] {
            assert_eq!(of_name(name).unwrap(), format, "{name}");
        }
        assert_eq!(of_name("a.PDF").unwrap_err().code(), "UNSUPPORTED_FORMAT");
    }

    #[test]
    fn a_page_is_known_by_its_first_words() {
        assert!(is_page("\n <!DOCTYPE HTML PUBLIC"));
        assert!(is_page("<html lang=\"zh\">"));
        assert!(!is_page("临猗县2021年法治政府建设情况报告"));
        assert!(!is_page("一、主要工作<html>"));
    }
}
