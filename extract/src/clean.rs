//! Characters: one form for digits, punctuation and spaces, with the way back to the text as received.
//!
//! Reports mix full-width and ASCII forms, and layout leaves spaces between words. Everything after this step sees
//! ASCII digits, Chinese punctuation, `-` for every dash of a range, no spaces inside a sentence and `\t` for a gap
//! that separates things on one line.

use std::ops::Range;

/// Text that knows where each of its characters stood in the source.
#[derive(Debug, Clone, Default)]
pub(crate) struct Traced {
    pub text: String,
    /// For each byte of `text`: the byte offset in the source of the character it comes from.
    origin: Vec<u32>,
}

impl Traced {
    fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), origin: Vec::with_capacity(bytes) }
    }

    fn push(&mut self, character: char, origin: u32) {
        self.text.push(character);
        self.origin.resize(self.text.len(), origin);
    }

    /// Appends a piece of another text, with its origins.
    pub fn append(&mut self, other: &Traced, range: Range<usize>) {
        self.text.push_str(&other.text[range.clone()]);
        self.origin.extend_from_slice(&other.origin[range]);
    }

    /// Appends a line end that comes from nowhere in particular: from just behind the text so far.
    pub fn end_line(&mut self) {
        let origin = self.origin.last().copied().unwrap_or(0);
        self.push('\n', origin);
    }

    /// The range of the source that a range of this text comes from, in bytes.
    pub fn source_range(&self, source: &str, range: Range<usize>) -> Range<usize> {
        let Some(last) = range.end.checked_sub(1).filter(|&last| last >= range.start) else {
            let at = self.origin.get(range.start).map_or(source.len(), |&at| at as usize);
            return at..at;
        };
        let start = self.origin[range.start] as usize;
        let last = self.origin[last] as usize;
        let length = source[last..].chars().next().map_or(0, char::len_utf8);
        start..last + length
    }

    /// The characters of the source behind a range of this text: as printed, but without layout.
    pub fn printed(&self, source: &str, range: Range<usize>) -> String {
        let mut printed = String::with_capacity(range.len());
        let mut start = range.start;
        for line in self.text[range].split_inclusive('\n') {
            let end = start + line.len();
            let whole = line.trim_end_matches('\n');
            if self.is_verbatim(source, whole, start) {
                printed.push_str(line);
            } else {
                self.print(source, start..end, &mut printed);
            }
            start = end;
        }
        printed
    }

    /// Whether a piece of this text that starts at `start` stands in the source with nothing left out or changed.
    fn is_verbatim(&self, source: &str, piece: &str, start: usize) -> bool {
        let Some(last) = piece.len().checked_sub(1) else { return true };
        let at = self.origin[start] as usize;
        let last_character = piece.char_indices().next_back().map_or(0, |(last, _)| last);
        self.origin[start + last] as usize == at + last_character
            && source.get(at..at + piece.len()) == Some(piece)
            && !piece.contains('\t')
    }

    fn print(&self, source: &str, range: Range<usize>, printed: &mut String) {
        for (at, character) in self.text[range.clone()].char_indices() {
            if character == '\n' {
                printed.push('\n');
                continue;
            }
            let origin = self.origin[range.start + at] as usize;
            printed.extend(source[origin..].chars().next().map(|c| if c.is_whitespace() { ' ' } else { c }));
        }
    }
}

/// Brings a text into the one form that the later steps read.
pub(crate) fn clean(source: &str) -> Traced {
    let mut out = Traced::with_capacity(source.len());
    let mut characters = source.char_indices().peekable();
    let mut quote_open = false;
    while let Some((at, character)) = characters.next() {
        let origin = at as u32;
        // Most characters have only one form.
        if ('\u{4e00}'..='\u{9fff}').contains(&character) {
            out.push(character, origin);
            continue;
        }
        if character == '\n' {
            trim_line(&mut out);
            quote_open = false;
            out.push('\n', origin);
            continue;
        }
        if is_space(character) {
            let mut width = space_width(character);
            while let Some(&(_, next)) = characters.peek().filter(|(_, next)| is_space(*next)) {
                width += space_width(next);
                characters.next();
            }
            let next = characters.peek().map(|&(_, next)| next);
            if let Some(gap) = gap(last(&out), next, width) {
                out.push(gap, origin);
            }
            continue;
        }
        if is_invisible(character) {
            continue;
        }
        let next = characters.peek().map(|&(_, next)| next);
        if let Some(form) = one_form(character, last(&out), next, &mut quote_open) {
            out.push(form, origin);
        }
    }
    trim_line(&mut out);
    out
}

fn last(out: &Traced) -> Option<char> {
    out.text.chars().next_back()
}

fn trim_line(out: &mut Traced) {
    while out.text.ends_with([' ', '\t']) {
        out.text.pop();
        out.origin.truncate(out.text.len());
    }
}

fn is_space(character: char) -> bool {
    character != '\n' && (character.is_whitespace() || character == '\u{b}')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '*')
        || (character.is_control())
}

fn space_width(character: char) -> usize {
    match character {
        '\t' => 4,
        '\u{3000}' => 2,
        '\r' => 0,
        _ => 1,
    }
}

/// What a run of spaces between two characters stands for; none at all in running Chinese text.
fn gap(before: Option<char>, after: Option<char>, width: usize) -> Option<char> {
    let (before, after) = (before?, after?);
    if before == '\n' || after == '\n' {
        return None;
    }
    if width >= 2 && matches!(before, '。' | '！' | '；') {
        return Some('\n');
    }
    if width >= 4 {
        return Some('\t');
    }
    let both = |test: fn(&char) -> bool| test(&before) && test(&after);
    (both(char::is_ascii_digit) || both(char::is_ascii_alphabetic)).then_some(' ')
}

fn is_digit_like(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// The form that the later steps know for a character; none where the character is only decoration.
fn one_form(character: char, before: Option<char>, after: Option<char>, quote_open: &mut bool) -> Option<char> {
    let numeric = is_digit_like(before) && is_digit_like(after);
    Some(match character {
        '，' if !numeric => '，',
        ',' | '，' => {
            if numeric {
                ','
            } else {
                '，'
            }
        }
        ';' => '；',
        ':' | '：' | '∶' => {
            if numeric {
                ':'
            } else {
                '：'
            }
        }
        '(' | '﹙' | '（' => '（',
        ')' | '﹚' | '）' => '）',
        '?' => '？',
        '!' => '！',
        '<' | '＜' | '〈' => '〈',
        '>' | '＞' | '〉' => '〉',
        '"' | '＂' => {
            *quote_open = !*quote_open;
            if *quote_open { '“' } else { '”' }
        }
        '「' | '『' => '“',
        '」' | '』' => '”',
        '—' | '–' | '―' | '－' | '‐' | '‑' | '−' | '─' | '﹣' | '～' | '〜' | '∼' => {
            if is_range_end(before) && (is_digit_like(after) || is_range_end(after)) { '-' } else { '—' }
        }
        '~' => '-',
        '○' | '◯' | '〇' | 'Ｏ' if after.is_some_and(|c| c.is_alphanumeric()) => '〇',
        '﹪' => '%',
        '。' | '｡' => '。',
        '、' | '､' => '、',
        '•' | '‧' | '∙' | '・' | '･' | '．' if numeric && character != '．' => '·',
        '•' | '‧' | '∙' | '・' | '･' => '·',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '＋' | '＃' | '＆' | '＊' | '／' | '＝' | '＠' => {
            char::from_u32(character as u32 - 0xFEE0)?
        }
        '﹝' | '［' | '[' | '〔' | '【' if is_digit_like(after) => '〔',
        '﹞' | '］' | ']' | '〕' | '】' if is_digit_like(before) => '〕',
        other => other,
    })
}

fn is_range_end(character: Option<char>) -> bool {
    is_digit_like(character) || matches!(character, Some('年' | '月' | '日' | '%' | '％'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_everything() {
        for (source, expected) in [
            ("受理１２，３４５件", "受理12,345件"),
            ("2020年,在市委领导下;", "2020年，在市委领导下；"),
            ("收到申请 22 件", "收到申请22件"),
            ("化解率98％以上", "化解率98%以上"),
            ("(2021—2025年)", "（2021-2025年）"),
            ("临字﹝2022﹞6号", "临字〔2022〕6号"),
            ("临字〔2022〕6号            签发人：某某", "临字〔2022〕6号\t签发人：某某"),
            ("完成任务。　　二、问题", "完成任务。\n二、问题"),
            ("律师万人比０．４５", "律师万人比0.45"),
            ("**一、**主要工作", "一、主要工作"),
            ("一行\r\n二行  ", "一行\n二行"),
            ("二○二二年", "二〇二二年"),
        ] {
            assert_eq!(clean(source).text, expected, "{source}");
        }
    }

    #[test]
    fn every_character_leads_back_to_its_source() {
        let source = "收到 申请２２ 件。";
        let traced = clean(source);
        let at = traced.text.find("22").unwrap();
        let range = traced.source_range(source, at..at + "22件".len());
        assert_eq!(&source[range], "２２ 件");
    }
}
