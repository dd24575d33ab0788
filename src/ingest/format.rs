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
    /// A document of Word and its like.
    Docx,
    /// A printed document.
    Pdf,
}

impl MediaType {
    /// The name that IANA registered: text/plain, application/pdf, …
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
        }
    }
}

impl MediaType {
    /// The format of a name that a server gives; none where the name says nothing, as application/octet-stream does.
    pub(super) fn named(name: &str) -> Option<Self> {
        let all = [Self::Plain, Self::Markdown, Self::Html, Self::Docx, Self::Pdf];
        let xhtml = name.eq_ignore_ascii_case("application/xhtml+xml").then_some(Self::Html);
        all.into_iter().find(|media_type| name.eq_ignore_ascii_case(media_type.as_str())).or(xhtml)
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
        "docx" | "docm" => Ok(Some(MediaType::Docx)),
        "pdf" => Ok(Some(MediaType::Pdf)),
        other => Err(IngestError::UnsupportedFormat { extension: format!(".{other}") }),
    }
}

/// Whether a name is that of an archive of documents.
pub(super) fn is_archive(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// First bytes of a ZIP archive, and so of a Word document; the second are those of an empty one.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether bytes are a PDF document. Other programs read one that begins within the first kilobyte.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    bytes.starts_with(b"%PDF-") || (start.contains(&0) && start.windows(5).any(|word| word == b"%PDF-"))
}

/// Whether bytes are a Word document under a password: an old container with the new document in it, encrypted.
pub(super) fn is_encrypted_office(bytes: &[u8]) -> bool {
    const NAME: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    bytes.starts_with(b"\xD0\xCF\x11\xE0") && bytes.windows(NAME.len()).any(|word| word == NAME)
}

/// Whether a text is a web page, whatever its name says.
pub(super) fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// First bytes of files that are no text.
const SIGNATURES: &[(&[u8], &str)] = &[
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
            ("a.DOCX", Some(MediaType::Docx)),
            ("a.pdf", Some(MediaType::Pdf)),
            ("-", None),
            ("report", None),
        ] {
            assert_eq!(of_name(name).unwrap(), format, "{name}");
        }
        assert_eq!(of_name("a.ODT").unwrap_err().code(), "UNSUPPORTED_FORMAT");
    }

    #[test]
    fn a_page_is_known_by_its_first_words() {
        assert!(is_page("\n <!DOCTYPE HTML PUBLIC"));
        assert!(is_page("<html lang=\"zh\">"));
        assert!(!is_page("临猗县2021年法治政府建设情况报告"));
        assert!(!is_page("一、主要工作<html>"));
    }
}
