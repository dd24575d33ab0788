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
    /// The lists that are open, with the number that the next entry has where they are numbered.
    lists: Vec<Option<i64>>,
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
            "ol" | "ul" => {
                self.end();
                let first = || element.attr("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                self.lists.push((element.name() == "ol").then(first));
            }
            "li" => {
                self.end();
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.line = format!("{number}. ");
                    *number = number.saturating_add(1);
                }
            }
            // A paragraph in a cell does not break the row, one in an entry begins behind its number.
            _ if is_inline(element) => {}
            _ if self.cells > 0 => self.space = true,
            _ if self.is_only_number() => {}
            _ => self.end(),
        }
    }

    fn is_only_number(&self) -> bool {
        matches!(self.lists.last(), Some(Some(next)) if self.line.strip_suffix(". ") == Some(next.saturating_sub(1).to_string().as_str()))
    }

    pub fn close(&mut self, element: &Element) {
        match element.name() {
            "tr" => {
                self.end();
                self.cells = 0;
            }
            "td" | "th" | "br" => {}
            "ol" | "ul" => {
                self.end();
                self.lists.pop();
            }
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
