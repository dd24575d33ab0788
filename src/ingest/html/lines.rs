//! Elements and words of a page, written as lines.

use scraper::node::Element;

/// Elements that run on in a line; all others begin a new one.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "del",
    "em",
    "font",
    "i",
    "img",
    "ins",
    "kbd",
    "label",
    "mark",
    "o:p",
    "q",
    "s",
    "small",
    "span",
    "st1:chsdate",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "ucaps",
    "wbr",
];

/// Lines being written.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    line: String,
    /// A space is due before the next word.
    space: bool,
    /// Cells of the row so far.
    cells: usize,
}

impl Lines {
    pub fn open(&mut self, element: &Element) {
        match element.name() {
            "br" => self.end(),
            "tr" => {
                self.end();
                self.cells = 0;
            }
            "td" | "th" => {
                self.cells += 1;
                if self.cells > 1 {
                    self.line.push_str(" | ");
                    self.space = false;
                }
            }
            // A paragraph in a cell does not break the row.
            _ if is_inline(element) => {}
            _ if self.cells > 0 => self.space = true,
            _ => self.end(),
        }
    }

    pub fn close(&mut self, element: &Element) {
        match element.name() {
            "tr" => {
                self.end();
                self.cells = 0;
            }
            "td" | "th" | "br" => {}
            _ if is_inline(element) => {}
            _ if self.cells > 0 => self.space = true,
            _ => self.end(),
        }
    }

    pub fn words(&mut self, text: &str) {
        for character in text.chars() {
            if character.is_whitespace() {
                self.space = true;
                continue;
            }
            if self.space && !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            self.space = false;
            self.line.push(character);
        }
    }

    fn end(&mut self) {
        let line = self.line.trim_matches([' ', '|']);
        if !line.is_empty() {
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.line.clear();
        self.space = false;
    }

    pub fn finish(mut self) -> String {
        self.end();
        self.text
    }
}

pub(super) fn is_inline(element: &Element) -> bool {
    INLINE.contains(&element.name())
}
