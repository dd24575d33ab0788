//! Numbers: Arabic, Chinese and mixed, scaled by 万 and 亿, with 余 and 多 inside.

use crate::wordlist::WordList;
use std::ops::Range;

/// A number as printed, without its unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    pub range: Range<usize>,
    pub value: f64,
    /// Written in Chinese numerals (三十), not in Arabic digits.
    pub chinese: bool,
    /// 余, 多, 几 or 数 inside: the number is a lower bound.
    pub more: bool,
    /// A scale with no digit before it: 千(余人).
    pub bare_scale: bool,
    /// 百分之: the number is a percentage.
    pub percent: bool,
}

/// Reads the number that begins at `at`, if one does.
pub(crate) fn number(text: &str, at: usize) -> Option<Number> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let number = if first.is_ascii_digit() { arabic_number(rest, at) } else { chinese_number(rest, at) }?;
    Some(tenths(text, &number).unwrap_or(number))
}

/// Words that begin with 成 and are no tenths: 8月成立, 三年成效.
const NO_TENTHS: &str = "立功效果员为本熟绩都人长型交就套品因份分年群风文片规体形不批建";

/// 三成 is 30%, 九成五 is 95%.
fn tenths(text: &str, number: &Number) -> Option<Number> {
    let after = text[number.range.end..].strip_prefix('成')?;
    let plain = (1.0..=10.0).contains(&number.value) && !number.more && !number.percent && !number.bare_scale;
    if !plain || after.starts_with(|c| NO_TENTHS.contains(c)) {
        return None;
    }
    let mut range = number.range.start..number.range.end + '成'.len_utf8();
    let mut value = number.value * 10.0;
    let half = after.chars().next().and_then(|digit| "一二三四五六七八九".chars().position(|d| d == digit));
    if let Some(half) = half.filter(|_| number.chinese) {
        value += half as f64 + 1.0;
        range.end += '五'.len_utf8();
    }
    Some(Number { range, value: round(value), percent: true, ..number.clone() })
}

/// What a number can begin with.
pub(crate) static BEGINNINGS: WordList = WordList::new(&[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "零", "〇", "两", "数", "几", "半", "一", "二", "三", "四", "五", "六",
    "七", "八", "九", "十", "百", "千", "万", "亿",
]);

/// Whether a number can begin with this character.
pub(crate) fn begins_number(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '数' | '几' | '半') || is_chinese_digit(character)
}

fn arabic_number(rest: &str, at: usize) -> Option<Number> {
    let bytes = rest.as_bytes();
    let mut end = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut digits = rest[..end].to_owned();
    // A thousands separator stands before exactly three digits.
    while bytes.get(end) == Some(&b',') && digits.len() <= 15 {
        let group = bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        if group != 3 {
            break;
        }
        digits.push_str(&rest[end + 1..end + 4]);
        end += 4;
    }
    if bytes.get(end) == Some(&b'.') {
        let decimals = bytes[end + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        if decimals > 0 && bytes.get(end + 1 + decimals) != Some(&b'.') {
            digits.push_str(&rest[end..=end + decimals]);
            end += 1 + decimals;
        }
    }
    if digits.len() > 24 {
        return None;
    }
    let (scale, more, length) = scale(&rest[end..]);
    // Scaled as text: 41.7 times 1e8 is not 4170000000 in binary.
    let value: f64 = format!("{digits}e{}", scale.log10().round()).parse().ok()?;
    Some(Number { range: at..at + end + length, value, chinese: false, more, bare_scale: false, percent: false })
}

/// Decimal fractions times a power of ten are decimal again: 0.82万 is 8200, not 8199.999….
pub(crate) fn round(value: f64) -> f64 {
    if value.abs() < 1e12 { (value * 1e6).round() / 1e6 } else { value.round() }
}

/// 万, 余万, 万余, 多亿, 千 … after a number: the factor, whether 余 or 多 stood there, the length in bytes.
fn scale(rest: &str) -> (f64, bool, usize) {
    let (mut factor, mut more, mut length) = (1.0, false, 0);
    // 万万亿 is still a number, a line of 亿 is none.
    while factor < 1e17 {
        let next = &rest[length..];
        let Some(character) = next.chars().next() else { break };
        match character {
            '余' | '多' if !more => more = true,
            '来' if factor > 1.0 && !more => more = true,
            '百' => factor *= 1e2,
            '千' if !next.starts_with("千克") && !next.starts_with("千米") && !next.starts_with("千瓦") => factor *= 1e3,
            '万' => factor *= 1e4,
            '亿' => factor *= 1e8,
            _ => break,
        }
        length += character.len_utf8();
    }
    (factor, more, length)
}

fn chinese_number(rest: &str, at: usize) -> Option<Number> {
    if rest.starts_with("百分之") {
        let at_value = "百分之".len();
        if rest[at_value..].starts_with("百分之") {
            return None;
        }
        let inner = number(rest, at_value)?;
        return Some(Number { range: at..at + inner.range.end, percent: true, ..inner });
    }
    // 数十, 几百: at least one of that scale; 十几: more than ten.
    let (vague, rest_at) = match rest.chars().next()? {
        c @ ('数' | '几') => (true, c.len_utf8()),
        _ => (false, 0),
    };
    let digits: usize = rest[rest_at..].chars().take(16).take_while(|c| is_chinese_digit(*c)).map(char::len_utf8).sum();
    let text = &rest[rest_at..rest_at + digits];
    let value = chinese(text)?;
    if vague && !text.starts_with(['十', '百', '千', '万']) {
        return None;
    }
    let mut end = rest_at + digits;
    let (fraction, decimals) = chinese_decimals(&rest[end..]);
    let value = round(value + fraction);
    end += decimals;
    let (factor, mut more, length) = scale(&rest[end..]);
    end += length;
    if !more && text.ends_with('十') && rest[end..].starts_with('几') {
        more = true;
        end += '几'.len_utf8();
    }
    let bare_scale = text.chars().all(|c| matches!(c, '百' | '千' | '万' | '亿'));
    Some(Number { range: at..at + end, value: value * factor, chinese: true, more: more || vague, bare_scale, percent: false })
}

/// 点五 in 九十八点五: the fraction and its length in bytes.
fn chinese_decimals(rest: &str) -> (f64, usize) {
    let Some(after) = rest.strip_prefix('点') else { return (0.0, 0) };
    let (mut fraction, mut unit, mut length) = (0.0, 0.1, 0);
    for character in after.chars().take(6) {
        let Some(digit) = "零一二三四五六七八九".chars().position(|d| d == character) else { break };
        fraction += digit as f64 * unit;
        unit /= 10.0;
        length += character.len_utf8();
    }
    // 八点三十 is a time of day.
    let time = after[length..].starts_with(['十', '刻', '半', '分', '整']);
    if length == 0 || time { (0.0, 0) } else { (fraction, '点'.len_utf8() + length) }
}

fn is_chinese_digit(character: char) -> bool {
    matches!(
        character,
        '零' | '〇' | '两' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '亿'
    )
}

/// The value of a well-formed Chinese numeral: 三百二十, 十六, 两千零八十, 千.
pub(crate) fn chinese(text: &str) -> Option<f64> {
    let (mut total, mut section, mut digit) = (0_f64, 0_f64, None::<f64>);
    let mut last_unit = f64::INFINITY;
    let mut any = false;
    for character in text.chars() {
        any = true;
        match character {
            '零' | '〇' => {
                if digit.is_some() {
                    return None;
                }
                if text.chars().count() == 1 {
                    return Some(0.0);
                }
            }
            '十' | '百' | '千' => {
                let unit = match character {
                    '十' => 10.0,
                    '百' => 100.0,
                    _ => 1000.0,
                };
                if unit >= last_unit {
                    return None;
                }
                last_unit = unit;
                section += digit.take().unwrap_or(1.0) * unit;
            }
            '万' | '亿' => {
                let unit = if character == '万' { 1e4 } else { 1e8 };
                let below = section + digit.take().unwrap_or(0.0);
                total = (total + if below == 0.0 { 1.0 } else { below }) * unit;
                section = 0.0;
                last_unit = f64::INFINITY;
            }
            _ => {
                // 二三 is not one number.
                if digit.is_some() {
                    return None;
                }
                digit = Some(match character {
                    '两' => 2.0,
                    _ => "一二三四五六七八九".chars().position(|d| d == character)? as f64 + 1.0,
                });
            }
        }
    }
    any.then_some(total + section + digit.unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, length, value, more) in [
            ("3890余件", "3890余", 3890.0, true),
            ("12,345件", "12,345", 12345.0, false),
            ("45,43件", "45", 45.0, false),
            ("3.6万余户", "3.6万余", 36000.0, true),
            ("250余万元", "250余万", 2_500_000.0, true),
            ("0.82万元", "0.82万", 8200.0, false),
            ("4.97亿元", "4.97亿", 497_000_000.0, false),
            ("99.87%", "99.87", 99.87, false),
            ("千余人", "千余", 1000.0, true),
            ("十六家", "十六", 16.0, false),
            ("一百二十余件", "一百二十余", 120.0, true),
            ("两千零八十人", "两千零八十", 2080.0, false),
            ("三十余场", "三十余", 30.0, true),
            ("十几次", "十几", 10.0, true),
            ("数百人", "数百", 100.0, true),
            ("百分之九十", "百分之九十", 90.0, false),
            ("三万五千人", "三万五千", 35000.0, false),
            ("5千克", "5", 5.0, false),
            ("百分之九十八点五", "百分之九十八点五", 98.5, false),
            ("三点五万元", "三点五万", 35000.0, false),
            ("三成以上", "三成", 30.0, false),
            ("九成五，", "九成五", 95.0, false),
            ("8成案件", "8成", 80.0, false),
            ("三成立", "三", 3.0, false),
            ("八点三十分", "八", 8.0, false),
        ] {
            let found = number(text, 0).unwrap();
            assert_eq!((&text[found.range], found.value, found.more), (length, value, more), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["二三产业", "十百", "数据", "几乎", "半"] {
            assert_eq!(number(text, 0), None, "{text}");
        }
    }
}
