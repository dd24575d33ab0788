//! Text with the way back to the source: a copy that is mostly the same knows where each of its characters came from.

use std::ops::Range;

/// Text that knows where each of its characters stood in the source.
#[derive(Debug, Clone, Default)]
pub(crate) struct Traced {
    pub text: String,
    /// In the order of the text; a piece ends where the next one begins.
    pieces: Vec<Piece>,
}

/// A part of the text that stands in the source as a whole, or one character that stands for another.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it starts in the text, in bytes.
    at: u32,
    /// Where it starts in the source, in bytes.
    source: u32,
    /// Its bytes are those of the source.
    verbatim: bool,
}

impl Piece {
    fn origin(self, at: usize) -> usize {
        let into = if self.verbatim { at - self.at as usize } else { 0 };
        self.source as usize + into
    }
}

impl Traced {
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), pieces: Vec::with_capacity(bytes / 64) }
    }

    /// Appends what stands at `origin` in the source.
    pub fn push_verbatim(&mut self, run: &str, origin: usize) {
        let at = self.text.len();
        let goes_on = self.pieces.last().is_some_and(|last| last.verbatim && last.origin(at) == origin);
        if !goes_on {
            self.pieces.push(Piece { at: at as u32, source: origin as u32, verbatim: true });
        }
        self.text.push_str(run);
    }

    /// Appends a character that stands for the one at `origin` in the source.
    pub fn push_changed(&mut self, character: char, origin: usize) {
        self.pieces.push(Piece { at: self.text.len() as u32, source: origin as u32, verbatim: false });
        self.text.push(character);
    }

    /// Takes the last character away.
    pub fn pop(&mut self) {
        self.text.pop();
        while self.pieces.last().is_some_and(|last| last.at as usize >= self.text.len()) {
            self.pieces.pop();
        }
    }

    /// Appends a piece of another text of the same source.
    pub fn append(&mut self, other: &Traced, range: Range<usize>) {
        for (part, piece) in other.pieces_of(range) {
            let origin = piece.origin(part.start);
            if piece.verbatim {
                self.push_verbatim(&other.text[part], origin);
            } else {
                other.text[part].chars().for_each(|character| self.push_changed(character, origin));
            }
        }
    }

    /// Appends a line end that comes from nowhere in particular: from just behind the text so far.
    pub fn end_line(&mut self) {
        let last = self.text.char_indices().next_back().map_or(0, |(at, _)| at);
        let origin = self.origin(last).unwrap_or(0);
        self.push_changed('\n', origin);
    }

    /// Where the character that starts at `at` stood; none behind the end.
    fn origin(&self, at: usize) -> Option<usize> {
        let behind = self.pieces.partition_point(|piece| piece.at as usize <= at);
        self.pieces[..behind].last().filter(|_| at < self.text.len()).map(|piece| piece.origin(at))
    }

    /// The pieces of a range, each with the part of the range that it holds.
    fn pieces_of(&self, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, Piece)> {
        let first = self.pieces.partition_point(|piece| piece.at as usize <= range.start).saturating_sub(1);
        let pieces = self.pieces[first..].iter().enumerate().take_while({
            let end = range.end;
            move |(_, piece)| (piece.at as usize) < end
        });
        let parts = pieces.map(move |(index, &piece)| {
            let end = self.pieces.get(first + index + 1).map_or(self.text.len(), |next| next.at as usize);
            ((piece.at as usize).max(range.start)..end.min(range.end), piece)
        });
        parts.filter(|(part, _)| !part.is_empty())
    }

    /// The range of the source that a range of this text comes from, in bytes.
    pub fn source_range(&self, source: &str, range: Range<usize>) -> Range<usize> {
        let start = self.origin(range.start).unwrap_or(source.len());
        let last = self.text.get(range.clone()).and_then(|text| text.char_indices().next_back());
        let Some(last) = last.and_then(|(at, _)| self.origin(range.start + at)) else { return start..start };
        start..last + source[last..].chars().next().map_or(0, char::len_utf8)
    }

    /// The characters of the source behind a range of this text: as printed, but without layout.
    pub fn printed(&self, source: &str, range: Range<usize>) -> String {
        let mut printed = String::with_capacity(range.len() + 8);
        for (part, piece) in self.pieces_of(range) {
            if piece.verbatim {
                printed.push_str(&self.text[part]);
            } else if self.text[part].starts_with('\n') {
                printed.push('\n');
            } else {
                let character = source[piece.source as usize..].chars().next();
                printed.extend(character.map(|c| if c.is_whitespace() { ' ' } else { c }));
            }
        }
        printed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::clean;

    #[test]
    fn every_character_leads_back_to_its_source() {
        let source = "收到 申请２２ 件。";
        let traced = clean(source);
        let at = traced.text.find("22").unwrap();
        let range = traced.source_range(source, at..at + "22件".len());
        assert_eq!(&source[range], "２２ 件");
    }

    #[test]
    fn what_is_printed_has_the_characters_of_the_source() {
        let source = "受理 ２２ 件,\t办结  率９８％ \n　　其中，调解３件。";
        let traced = clean(source);
        assert_eq!(traced.printed(source, 0..traced.text.len()), "受理２２件, 办结率９８％\n其中，调解３件。");
        let mut joined = Traced::default();
        for line in traced.text.lines() {
            let start = line.as_ptr() as usize - traced.text.as_ptr() as usize;
            joined.append(&traced, start..start + line.len());
        }
        joined.end_line();
        assert_eq!(joined.text, "受理22件，\t办结率98%其中，调解3件。\n");
        let at = joined.text.find("3件").unwrap();
        assert_eq!(&source[joined.source_range(source, at..at + "3件".len())], "３件");
        assert_eq!(joined.printed(source, 0..joined.text.len()), "受理２２件, 办结率９８％其中，调解３件。\n");
    }
}
