//! Bytes → text. Chinese offices write UTF-8, GB18030 (with GBK and GB 2312 inside it) and UTF-16, and seldom say which.
//!
//! What a server, a page or a mark at the start declares is often wrong, so that the bytes themselves weigh more.
//!
//! UTF-8 is tried first, because nothing else passes for it by chance. GB18030 accepts almost anything, broken UTF-8
//! included, so the text must also read like Chinese: nearly all characters of a report are among the 3,755 that GB 2312
//! has in its first level, and nearly none of those that other bytes happen to give.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{error::IngestError, format};

/// A text and the name of its charset.
pub(super) type Decoded = (String, &'static str);

/// Control characters above this share mean that it is no text: one in so many characters.
const CONTROLS: usize = 200;

/// Decodes a text; `declared` is what its server says.
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, IngestError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        if let Some(text) = strictly(encoding, &bytes[mark..]) {
            return no_controls((text, encoding.name()));
        }
        // An editor puts the mark of UTF-8 before whatever follows.
        if encoding == UTF_8
            && reads_like_chinese(&bytes[mark..])
            && let Some(text) = strictly(GB18030, &bytes[mark..])
        {
            return no_controls((text, GB18030.name()));
        }
        return Err(broken(bytes));
    }
    if let Some(what) = format::binary(bytes) {
        return Err(IngestError::Binary { what });
    }
    if bytes.contains(&0) {
        return without_mark(bytes).ok_or(IngestError::Binary { what: "binary data" });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return no_controls((text.to_owned(), UTF_8.name()));
    }
    if reads_like_chinese(bytes)
        && let Some(text) = strictly(GB18030, bytes)
    {
        return no_controls((text, GB18030.name()));
    }
    // Big5 and its like: only where somebody says so, for other bytes read well by them too.
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8 && *encoding != GB18030 && encoding.name() != "GBK")
        && let Some(text) = strictly(encoding, bytes)
        && text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
    {
        return no_controls((text, encoding.name()));
    }
    // Neither: bytes that are mostly controls were never text.
    if too_many_controls(bytes.iter().copied().filter(|byte| byte.is_ascii()).map(char::from), bytes.len()) {
        return Err(IngestError::Binary { what: "binary data" });
    }
    Err(broken(bytes))
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(String::from)
}

/// UTF-16 without a mark: digits and line ends have a zero beside them, on the side of the high byte.
fn without_mark(bytes: &[u8]) -> Option<Decoded> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let encoding = if zeros(1) > zeros(0) { UTF_16LE } else { UTF_16BE };
    let text = strictly(encoding, bytes).filter(|_| bytes.len().is_multiple_of(2))?;
    // Chinese text has commas, line ends or digits among its characters; noise that happens to be valid has hardly any.
    let plain = text.chars().filter(|c| matches!(c, '，' | '。' | '、' | '\n' | '0'..='9' | ',' | '.')).count();
    if plain * 50 < text.chars().count() {
        return None;
    }
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    let han = text.chars().filter(|character| ('\u{4e00}'..='\u{9fff}').contains(character)).count();
    (han > 0 && han * 2 >= letters).then_some((text, encoding.name()))
}

/// Whether bytes are characters of GB 2312's first level for nine tenths, those outside ASCII and punctuation counted.
fn reads_like_chinese(bytes: &[u8]) -> bool {
    let (mut common, mut rare) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        let trail = bytes.get(at + 1).copied().unwrap_or(0);
        match (lead, trail) {
            (0x00..=0x7F, _) => {
                at += 1;
                continue;
            }
            // Punctuation, full-width forms, numerals.
            (0xA1..=0xA9, 0xA1..=0xFE) => {}
            (0xB0..=0xD7, 0xA1..=0xFE) => common += 1,
            _ => rare += 1,
        }
        at += if (0x30..=0x39).contains(&trail) { 4 } else { 2 };
    }
    common > 0 && common >= rare * 9
}

fn no_controls((text, charset): Decoded) -> Result<Decoded, IngestError> {
    if too_many_controls(text.chars(), text.len()) {
        Err(IngestError::Binary { what: "binary data" })
    } else {
        Ok((text, charset))
    }
}

fn too_many_controls(characters: impl Iterator<Item = char>, length: usize) -> bool {
    let controls = characters
        .filter(|&character| character < ' ' && !matches!(character, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}'));
    let controls = controls.count();
    controls > 0 && controls * CONTROLS > length
}

fn broken(bytes: &[u8]) -> IngestError {
    let byte = match std::str::from_utf8(bytes) {
        Err(error) => error.valid_up_to(),
        Ok(_) => 0,
    };
    let line = 1 + bytes[..byte].iter().filter(|byte| **byte == b'\n').count();
    IngestError::BrokenText { byte, line }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use encoding_rs::{BIG5, GB18030, UTF_8, UTF_16LE};

    const TEXT: &str = "某县2021年法治政府建设情况报告\n一、全年化解矛盾纠纷1200余件，办结率98％。\n";

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn every_charset_gives_the_same_text() {
        let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
        for (charset, bytes) in [
            ("UTF-8", TEXT.as_bytes().to_vec()),
            ("UTF-8", with_mark(b"\xEF\xBB\xBF", TEXT.as_bytes().to_vec())),
            ("gb18030", GB18030.encode(TEXT).0.to_vec()),
            ("UTF-16LE", with_mark(b"\xFF\xFE", utf16(TEXT, true))),
            ("UTF-16BE", with_mark(b"\xFE\xFF", utf16(TEXT, false))),
            ("UTF-16LE", utf16(TEXT, true)),
            ("UTF-16BE", utf16(TEXT, false)),
        ] {
            assert_eq!(decode(&bytes, None).unwrap(), (TEXT.to_owned(), charset), "{charset}");
        }
    }

    #[test]
    fn a_character_of_four_bytes_is_read() {
        let text = "某镇㐂村化解纠纷𠮷件，政府依法行政，建设法治政府，全面推进依法治县工作。";
        assert_eq!(decode(&GB18030.encode(text).0, None).unwrap().0, text);
    }

    #[test]
    fn what_is_declared_wrongly_is_read_rightly() {
        let gbk = GB18030.encode(TEXT).0;
        for (declared, bytes, charset) in [
            (UTF_8, gbk.to_vec(), "gb18030"),
            (GB18030, TEXT.as_bytes().to_vec(), "UTF-8"),
            (BIG5, gbk.to_vec(), "gb18030"),
            (UTF_16LE, TEXT.as_bytes().to_vec(), "UTF-8"),
            (UTF_8, [b"\xEF\xBB\xBF", &*gbk].concat(), "gb18030"),
        ] {
            assert_eq!(decode(&bytes, Some(declared)).unwrap(), (TEXT.to_owned(), charset), "{}", declared.name());
        }
        let big5 = BIG5.encode("某縣法治政府建設情況報告，化解糾紛。").0;
        assert_eq!(decode(&big5, Some(BIG5)).unwrap().1, "Big5");
    }

    #[test]
    fn broken_utf8_is_not_taken_for_something_else() {
        let at = TEXT.find("化解").unwrap();
        for broken in [0xFF, 0xC0, 0x41] {
            let mut bytes = TEXT.as_bytes().to_vec();
            bytes[at] = broken;
            let error = decode(&bytes, None).unwrap_err();
            let place = if broken == 0x41 { at + 1 } else { at };
            assert_eq!(error.code(), "BROKEN_TEXT", "{broken:x}");
            assert!(error.to_string().contains(&format!("byte {place} (line 2)")), "{error}");
        }
        let mut cut = TEXT.as_bytes().to_vec();
        cut.truncate(at + 1);
        assert_eq!(decode(&cut, None).unwrap_err().code(), "BROKEN_TEXT");
        assert_eq!(decode(&BIG5.encode("某縣法治政府建設情況報告，化解糾紛。").0, None).unwrap_err().code(), "BROKEN_TEXT");
    }

    #[test]
    fn what_is_no_text_is_refused_and_named() {
        for (bytes, what) in [
            (b"Rar!\x1A\x07\x00".to_vec(), "RAR"),
            (b"\x89PNG\r\n\x1A\n\0\0".to_vec(), "PNG"),
            (vec![0; 100], "binary data"),
            ((0..=255).collect(), "binary data"),
            (b"\x01\x02\x03 report".to_vec(), "binary data"),
        ] {
            let error = decode(&bytes, None).unwrap_err();
            assert_eq!(error.code(), "BINARY_FILE");
            assert!(error.to_string().contains(what), "{error}");
        }
    }
}
