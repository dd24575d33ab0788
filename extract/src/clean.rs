//! Characters: one form for digits, punctuation and spaces, with the way back to the text as received.
//!
//! Reports mix full-width and ASCII forms, and layout leaves spaces between words. Everything after this step sees
//! ASCII digits, Chinese punctuation, `-` for every dash of a range, no spaces inside a sentence and `\t` for a gap
//! that separates things on one line.

use crate::traced::Traced;

/// Brings a text into the one form that the later steps read.
pub(crate) fn clean(source: &str) -> Traced {
    let mut out = Traced::with_capacity(source.len());
    let mut quote_open = false;
    let mut at = 0;
    loop {
        let run = &source[at..at + plain(&source.as_bytes()[at..])];
        if !run.is_empty() {
            out.push_verbatim(run, at);
            at += run.len();
        }
        let Some(character) = source[at..].chars().next() else { break };
        let origin = at;
        at += character.len_utf8();
        if character == '\n' {
            trim_line(&mut out);
            quote_open = false;
            out.push_verbatim("\n", origin);
            continue;
        }
        if is_space(character) {
            let spaces = &source[origin..source[at..].find(|c| !is_space(c)).map_or(source.len(), |end| at + end)];
            at = origin + spaces.len();
            let width = spaces.chars().map(space_width).sum();
            if let Some(gap) = gap(last(&out), source[at..].chars().next(), width) {
                out.push_changed(gap, origin);
            }
            continue;
        }
        if is_invisible(character) {
            continue;
        }
        match one_form(character, last(&out), source[at..].chars().next(), &mut quote_open) {
            Some(form) if form == character => out.push_verbatim(&source[origin..at], origin),
            Some(form) => out.push_changed(form, origin),
            None => {}
        }
    }
    trim_line(&mut out);
    out
}

/// How many bytes at the start of a text are characters that have only one form, whatever stands beside them: most.
fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += match bytes[at..] {
            [b'0'..=b'9', ..] => 1,
            // U+4E00 to U+9FFF.
            [0xE5..=0xE9, _, _, ..] | [0xE4, 0xB8..=0xFF, _, ..] => 3,
            // 、 。 《 》
            [0xE3, 0x80, 0x81 | 0x82 | 0x8A | 0x8B, ..] => 3,
            // “ ”
            [0xE2, 0x80, 0x9C | 0x9D, ..] => 3,
            // （ ） ；
            [0xEF, 0xBC, 0x88 | 0x89 | 0x9B, ..] => 3,
            _ => return at,
        };
    }
}

fn last(out: &Traced) -> Option<char> {
    out.text.chars().next_back()
}

fn trim_line(out: &mut Traced) {
    while out.text.ends_with([' ', '\t']) {
        out.pop();
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
}
