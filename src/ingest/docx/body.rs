//! The text of the body, paragraph by paragraph.

use super::{
    numbering::Numbering,
    part::{Element, Part, Piece},
    styles::{Numbered, Styles},
};
use crate::ingest::{
    error::IngestError,
    read::{LONGEST_TEXT, too_long},
};

/// Elements whose words are not those of the report: what was deleted or moved away, text boxes and pictures, what a field
/// is made of, and what is said again for older programs.
const SILENT: &[&str] = &[
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "drawing",
    "pict",
    "object",
    "txbxContent",
    "Fallback",
    "rt",
    "sectPr",
    "tblPr",
    "trPr",
    "tcPr",
    "pPrChange",
    "rPrChange",
];

/// A paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    numbered: Numbered,
}

/// A table row being read; tables inside a cell are read as words of the cell.
#[derive(Debug, Default)]
struct Row {
    cells: Vec<String>,
}

struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    text: String,
    /// Bytes of words so far, wherever they stand.
    taken: usize,
    /// Paragraphs that are open: one in a text frame lies in another.
    paragraphs: Vec<Paragraph>,
    /// Rows that are open: those of a table in a cell lie in another.
    rows: Vec<Row>,
    /// Words count only in `t`.
    in_words: bool,
    /// Whether the words of this run are hidden.
    hidden: bool,
    /// Whether what is read now are properties: of a paragraph, of a run.
    in_paragraph_properties: bool,
    in_run_properties: bool,
}

/// Reads the body.
pub(super) fn text(mut part: Part<'_, '_>, styles: &Styles, numbering: Numbering) -> Result<String, IngestError> {
    let mut body = Body {
        styles,
        numbering,
        text: String::new(),
        taken: 0,
        paragraphs: Vec::new(),
        rows: Vec::new(),
        in_words: false,
        hidden: false,
        in_paragraph_properties: false,
        in_run_properties: false,
    };
    loop {
        match part.next()? {
            Piece::Start(element) if SILENT.contains(&element.name.as_str()) => part.skip()?,
            Piece::Start(element) => body.open(&element),
            Piece::End(name) => body.close(&name),
            Piece::Text(words) => body.words(&words),
            Piece::Done => return Ok(body.text),
        }
        if body.taken > LONGEST_TEXT {
            return Err(too_long());
        }
    }
}

impl Body<'_> {
    fn open(&mut self, element: &Element) {
        match element.name.as_str() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => self.in_paragraph_properties = true,
            "rPr" => self.in_run_properties = true,
            "r" => self.hidden = false,
            "t" => self.in_words = true,
            "tr" => self.rows.push(Row::default()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(String::new());
                }
            }
            "vanish" | "webHidden" if self.in_run_properties && !self.in_paragraph_properties => self.hidden = element.is_on(),
            "pStyle" | "numId" | "ilvl" if self.in_paragraph_properties => self.property(element),
            // In properties these are the stops, not the jumps.
            "tab" | "ptab" if !self.in_paragraph_properties => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            _ => {}
        }
    }

    fn property(&mut self, element: &Element) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.name.as_str() {
            "pStyle" => paragraph.style = element.value().map(str::to_owned),
            "numId" => paragraph.numbered.list = element.value().map(str::to_owned),
            _ => paragraph.numbered.level = element.number("val"),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_words = false,
            "pPr" => self.in_paragraph_properties = false,
            "rPr" => self.in_run_properties = false,
            "p" => self.end_paragraph(),
            "tr" => self.end_row(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_words {
            self.push(words);
        }
    }

    fn push(&mut self, words: &str) {
        if self.hidden {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            self.taken += words.len();
            paragraph.text.push_str(words);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if self.styles.is_contents(paragraph.style.as_deref()) {
            return;
        }
        // An empty paragraph has no number.
        if paragraph.text.trim().is_empty() {
            return;
        }
        let label = self.numbering.label(&paragraph.numbered, paragraph.style.as_deref(), self.styles);
        let mut text = label.unwrap_or_default();
        // A number of a list and a number of the text do not run together.
        if text.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '.')
            && paragraph.text.starts_with(|first: char| first.is_ascii_alphanumeric())
        {
            text.push(' ');
        }
        text.push_str(&paragraph.text);
        match self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            Some(cell) => {
                if !cell.is_empty() {
                    cell.push(' ');
                }
                cell.extend(text.split_whitespace().flat_map(|word| [word, " "]));
                cell.truncate(cell.trim_end().len());
            }
            None => self.line(&text),
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        let line = row.cells.join(" | ");
        let line = line.trim_matches([' ', '|']);
        match self.rows.last_mut().and_then(|outer| outer.cells.last_mut()) {
            Some(cell) => {
                if !cell.is_empty() && !line.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(line);
            }
            None if !line.is_empty() => self.line(line),
            None => {}
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
