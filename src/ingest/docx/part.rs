//! One part of a document, read as a stream of elements and words, within bounds.

use quick_xml::{Reader, events::Event};
use std::io::{BufReader, Cursor, Read, Take};
use zip::{ZipArchive, read::ZipFile, result::ZipError};

use super::WHAT;
use crate::ingest::error::IngestError;

/// Bytes of a part, unpacked. The text of a long report is a hundredth of this.
const LONGEST: u64 = 64 * 1024 * 1024;
/// Elements inside each other.
const DEEPEST: usize = 500;

/// Attributes of an element.
const MOST_ATTRIBUTES: usize = 100;

/// What comes next in a part.
#[derive(Debug)]
pub(super) enum Piece {
    /// An element begins. One without content ends at once.
    Start(Element),
    /// An element of this name ends.
    End(String),
    /// Words.
    Text(String),
    /// Nothing more.
    Done,
}

/// An element: names without their prefixes.
#[derive(Debug)]
pub(super) struct Element {
    /// `p`, `tbl`, `numPr` …
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// `val`, where nearly everything stands.
    pub fn value(&self) -> Option<&str> {
        self.attribute("val")
    }

    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an element that is a switch switches on: it does when it is there, unless it says no.
    pub fn is_on(&self) -> bool {
        !matches!(self.value(), Some("false" | "0" | "off" | "none"))
    }
}

/// The bytes of a part, as they are unpacked.
type Unpacked<'zip, 'bytes> = BufReader<Take<ZipFile<'zip, Cursor<&'bytes [u8]>>>>;

/// A part being read.
pub(super) struct Part<'zip, 'bytes> {
    reader: Reader<Unpacked<'zip, 'bytes>>,
    buffer: Vec<u8>,
    depth: usize,
    /// The name of an element without content, whose end is due.
    ends: Option<String>,
}

impl<'zip, 'bytes> Part<'zip, 'bytes> {
    /// Opens a part; none where the document has none of this name.
    pub fn open(zip: &'zip mut ZipArchive<Cursor<&'bytes [u8]>>, name: &str) -> Result<Option<Self>, IngestError> {
        let file = match zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(IngestError::Encrypted),
            Err(error) => return Err(IngestError::Damaged { what: WHAT, reason: error.to_string() }),
        };
        if file.size() > LONGEST {
            return Err(too_long());
        }
        let reader = Reader::from_reader(BufReader::new(file.take(LONGEST + 1)));
        Ok(Some(Part { reader, buffer: Vec::new(), depth: 0, ends: None }))
    }

    /// What comes next.
    ///
    /// # Errors
    /// XML that is not well formed, too deep or too long.
    pub fn next(&mut self) -> Result<Piece, IngestError> {
        if let Some(name) = self.ends.take() {
            return Ok(Piece::End(name));
        }
        loop {
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer);
            if self.reader.buffer_position() > LONGEST {
                return Err(too_long());
            }
            let event = event.map_err(|error| IngestError::Damaged { what: WHAT, reason: error.to_string() })?;
            let (empty, start) = match event {
                Event::Start(start) => (false, start),
                Event::Empty(start) => (true, start),
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::End(end.local_name().into_inner().to_owned()));
                }
                Event::Text(text) => return Ok(Piece::Text(text.to_string())),
                Event::CData(text) => return Ok(Piece::Text(text.to_string())),
                Event::GeneralRef(reference) => match character(&reference) {
                    Some(character) => return Ok(Piece::Text(character.to_string())),
                    None => continue,
                },
                Event::Eof => return Ok(Piece::Done),
                _ => continue,
            };
            let name = start.local_name().into_inner().to_owned();
            let attributes = start
                .attributes()
                .with_checks(false)
                .take(MOST_ATTRIBUTES)
                .filter_map(|attribute| {
                    let attribute = attribute.ok()?;
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
                    Some((attribute.key.local_name().into_inner().to_owned(), value.into_owned()))
                })
                .collect();
            if empty {
                self.ends = Some(name.clone());
            } else {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(IngestError::TooDeep { deepest: DEEPEST });
                }
            }
            return Ok(Piece::Start(Element { name, attributes }));
        }
    }

    /// Skips what is in the element that has just begun, and its end.
    pub fn skip(&mut self) -> Result<(), IngestError> {
        let mut open = 1;
        while open > 0 {
            match self.next()? {
                Piece::Start(_) => open += 1,
                Piece::End(_) => open -= 1,
                Piece::Text(_) => {}
                Piece::Done => return Ok(()),
            }
        }
        Ok(())
    }
}

/// `&lt;`, `&#20108;`
fn character(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match &**reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

fn too_long() -> IngestError {
    IngestError::TooMuch { what: format!("the document has more than {} MB when unpacked", LONGEST / (1024 * 1024)) }
}
