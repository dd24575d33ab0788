//! Dates and spans of time, so that they are not taken for figures, and figures get their period.

use crate::wordlist::WordList;
use std::ops::Range;

/// A day, month or year as printed; what is not printed is None.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Point {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

/// A date or a span of time in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    pub range: Range<usize>,
    pub from: Point,
    pub to: Point,
}

/// The years that a report can speak of.
const YEARS: Range<i32> = 1949..2061;

/// What a date or a span of time begins with.
pub(crate) static BEGINNINGS: WordList = WordList::new(&[
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "零", "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "上",
    "下", "前", "第", "去", "今", "全", "十",
]);

/// Finds every date and span of time, in order, none overlapping another.
pub(crate) fn dates(text: &str) -> Vec<Mention> {
    dates_at(text, BEGINNINGS.places(text))
}

/// The same, where the places at which one may begin are known.
pub(crate) fn dates_at(text: &str, places: impl Iterator<Item = usize>) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut next = 0;
    for at in places {
        if at < next {
            continue;
        }
        let Some(character) = text[at..].chars().next() else { break };
        let previous = text[..at].chars().next_back().unwrap_or('\n');
        next = at + character.len_utf8();
        let starts_number = character.is_ascii_digit() && !previous.is_ascii_digit() && !matches!(previous, '.' | ',')
            || digit(character).is_some() && digit(previous).is_none() && previous != '第';
        let starts_word = matches!(character, '上' | '下' | '前' | '第' | '去' | '今' | '全' | '十');
        if !(starts_number || starts_word) {
            continue;
        }
        if let Some(mention) = mention(text, at, previous) {
            next = mention.range.end;
            mentions.push(mention);
        }
    }
    mentions
}

fn mention(text: &str, at: usize, previous: char) -> Option<Mention> {
    let mut reader = Reader { text, at };
    if let Some((from, to)) = reader.plan().or_else(|| reader.part_of_year()) {
        return Some(Mention { range: at..reader.at, from, to });
    }
    if reader.text[at..].starts_with(['上', '下', '前', '第', '去', '今', '全']) {
        return None;
    }
    if let Some((from, to)) = reader.months(previous) {
        return Some(Mention { range: at..reader.at, from, to });
    }
    let from = reader.point(previous)?;
    let single = reader.at;
    for joint in ["年至", "至", "到", "-", "—"] {
        if !reader.take(joint) {
            continue;
        }
        if let Some(to) = reader.point('-').or_else(|| reader.bare_year()) {
            let from = Point { year: from.year.or(to.year), ..from };
            let to = Point { year: to.year.or(from.year), ..to };
            return Some(Mention { range: at..reader.at, from, to });
        }
        reader.at = single;
    }
    if let Some((part, end)) = from.year.filter(|_| from.month.is_none()).and_then(|_| reader.part_of_year()) {
        let with_year = |point: Point| Point { year: from.year, ..point };
        return Some(Mention { range: at..reader.at, from: with_year(part), to: with_year(end) });
    }
    Some(Mention { range: at..reader.at, from, to: from })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    fn take_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.take(word))
    }

    /// 1—11月, 2021年1至10月: 月 stands once, behind the last.
    fn months(&mut self, previous: char) -> Option<(Point, Point)> {
        let mut ahead = Reader { text: self.text, at: self.at };
        let year = match year(ahead.rest()) {
            Some((year, length, _)) if ahead.rest()[length..].starts_with('年') => {
                ahead.at += length + '年'.len_utf8();
                Some(year)
            }
            _ if previous.is_ascii_alphanumeric() || previous == '个' => return None,
            _ => None,
        };
        let first = ahead.number_of_month()?;
        if !ahead.take_any(&["—", "-", "至", "到", "~"]) {
            return None;
        }
        let last = ahead.number_of_month()?;
        if first >= last || !ahead.take_any(&["月份", "月"]) {
            return None;
        }
        self.at = ahead.at;
        let point = |month| Point { year, month: Some(month), day: None };
        Some((point(first), point(last)))
    }

    /// 1 to 12, in Arabic digits.
    fn number_of_month(&mut self) -> Option<u32> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let month = self.rest().get(..digits)?.parse().ok().filter(|month| (1..=12).contains(month))?;
        self.at += digits;
        Some(month)
    }

    /// 2021年12月31日, 2021年底, 2021-12-31, 8月12日, 3月份, 2021(-2025), 二〇二一年一月十九日.
    fn point(&mut self, previous: char) -> Option<Point> {
        let start = self.at;
        let point = self.year_point().or_else(|| {
            self.at = start;
            if previous.is_ascii_alphanumeric() || previous == '个' { None } else { self.month_point() }
        });
        if point.is_none() {
            self.at = start;
        }
        point
    }

    fn year_point(&mut self) -> Option<Point> {
        let (year, length, arabic) = year(self.rest())?;
        self.at += length;
        if arabic {
            if let Some((month, day)) = self.month_and_day() {
                return Some(Point { year: Some(year), month: Some(month), day: Some(day) });
            }
            // 2021-2025, 2021至2025年, （2035）: a bare year counts only beside another one.
            let other = ["-", "至", "到", "—"].iter().find_map(|joint| self.rest().strip_prefix(joint));
            if other.is_some_and(|other| year_or_none(other).is_some()) {
                return Some(Point { year: Some(year), ..Point::default() });
            }
        }
        if !self.take("年度") && !self.take("年") {
            return None;
        }
        if self.take_any(&["年底", "底前", "底", "末", "初"]) || self.rest().is_empty() {
            return Some(Point { year: Some(year), ..Point::default() });
        }
        let after_year = self.at;
        let month = self.month_point();
        if month.is_none() {
            self.at = after_year;
        }
        Some(Point { year: Some(year), ..month.unwrap_or_default() })
    }

    /// -12-24, .12.24, /12/24 behind a year.
    fn month_and_day(&mut self) -> Option<(u32, u32)> {
        let start = self.at;
        for separator in ["-", ".", "/"] {
            let found = self.take(separator).then(|| self.number(12)).flatten().and_then(|month| {
                let day = self.take(separator).then(|| self.number(31)).flatten()?;
                (!self.rest().starts_with(|c: char| c.is_ascii_digit())).then_some((month, day))
            });
            if found.is_some() {
                return found;
            }
            self.at = start;
        }
        None
    }

    fn month_point(&mut self) -> Option<Point> {
        let start = self.at;
        let month = self.number(12)?;
        if !self.take("月") {
            self.at = start;
            return None;
        }
        self.take("份");
        let after_month = self.at;
        let day = self.number(31).filter(|_| self.take("日") || self.take("号"));
        if day.is_none() {
            self.at = after_month;
            self.take_any(&["上旬", "中旬", "下旬", "底前", "底", "末", "初"]);
        }
        Some(Point { year: None, month: Some(month), day })
    }

    fn bare_year(&mut self) -> Option<Point> {
        let (year, length, _) = year(self.rest())?;
        self.at += length;
        Some(Point { year: Some(year), ..Point::default() })
    }

    /// 1 to `most`, in Arabic or Chinese digits.
    fn number(&mut self, most: u32) -> Option<u32> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, length) = if digits > 0 {
            (rest[..digits.min(3)].parse().ok()?, digits)
        } else {
            let length: usize = rest.chars().take(3).take_while(|c| *c == '十' || digit(*c).is_some()).map(char::len_utf8).sum();
            (crate::numerals::chinese(&rest[..length])? as u32, length)
        };
        ((1..=most).contains(&number)).then(|| self.at += length)?;
        Some(number)
    }

    /// “十四五”期间, “七五”普法以来: the five years of a plan.
    fn plan(&mut self) -> Option<(Point, Point)> {
        const PLANS: [(&str, i32); 8] = [
            ("十二五", 2011),
            ("十三五", 2016),
            ("十四五", 2021),
            ("十五五", 2026),
            ("六五", 2011),
            ("七五", 2016),
            ("八五", 2021),
            ("九五", 2026),
        ];
        let start = self.at;
        let first = PLANS.iter().find_map(|&(name, first)| self.take(name).then_some(first))?;
        self.take("”");
        self.take("普法");
        self.take("规划");
        if !self.take_any(&["期间", "时期", "末", "期末"]) && !self.rest().starts_with("以来") {
            self.at = start;
            return None;
        }
        let year = |year| Point { year: Some(year), ..Point::default() };
        Some((year(first), year(first + 4)))
    }

    /// 上半年, 下半年, 第一季度, 前三季度: months without their year.
    fn part_of_year(&mut self) -> Option<(Point, Point)> {
        let start = self.at;
        self.take("第");
        let months = if self.take("上半年") {
            (1, 6)
        } else if self.take("下半年") {
            (7, 12)
        } else if self.take("前三季度") || self.take("前3季度") {
            (1, 9)
        } else {
            let quarter = self.number(4);
            match quarter {
                Some(quarter) if self.take("季度") => (quarter * 3 - 2, quarter * 3),
                _ => {
                    self.at = start;
                    return None;
                }
            }
        };
        let month = |month| Point { month: Some(month), ..Point::default() };
        Some((month(months.0), month(months.1)))
    }
}

fn year_or_none(text: &str) -> Option<i32> {
    year(text).map(|(year, ..)| year)
}

/// A year at the start of a text: its value, its length in bytes, whether it is in Arabic digits.
fn year(text: &str) -> Option<(i32, usize, bool)> {
    let arabic = text.bytes().take_while(u8::is_ascii_digit).count();
    if arabic > 0 {
        let year = (arabic == 4).then(|| text[..4].parse().ok())??;
        return YEARS.contains(&year).then_some((year, 4, true));
    }
    let mut value = 0;
    let mut length = 0;
    for character in text.chars().take(4) {
        value = value * 10 + digit(character)?;
        length += character.len_utf8();
    }
    YEARS.contains(&value).then_some((value, length, false))
}

fn digit(character: char) -> Option<i32> {
    Some(match character {
        '零' | '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let show = |p: Point| {
            [p.year.map(|y| y.to_string()), p.month.map(|m| m.to_string()), p.day.map(|d| d.to_string())]
                .into_iter()
                .map(|part| part.unwrap_or("_".to_owned()))
                .collect::<Vec<_>>()
                .join(".")
        };
        dates(text).iter().map(|m| format!("{} {} {}", &text[m.range.clone()], show(m.from), show(m.to))).collect()
    }

    #[test]
    fn dates_and_spans() {
        for (text, expected) in [
            ("2021年度工作", &["2021年度 2021._._ 2021._._"][..]),
            ("发布日期：2021-12-24", &["2021-12-24 2021.12.24 2021.12.24"]),
            ("2016年至2021年5月底前出台", &["2016年至2021年5月底前 2016._._ 2021.5._"]),
            ("（2021-2025年）", &["2021-2025年 2021._._ 2025._._"]),
            ("（2020-2035）", &["2020-2035 2020._._ 2035._._"]),
            ("二〇二二年一月十九日", &["二〇二二年一月十九日 2022.1.19 2022.1.19"]),
            ("2021年下半年赋权", &["2021年下半年 2021.7._ 2021.12._"]),
            ("今年3月份选聘", &["3月份 _.3._ _.3._"]),
            ("前三季度受理", &["前三季度 _.1._ _.9._"]),
            ("“十三五”期间办结", &["十三五”期间 2016._._ 2020._._"]),
            ("“八五”普法以来", &["八五”普法 2021._._ 2025._._"]),
            ("“八五”普法规划印发", &[]),
            ("历时五个月，受理2021件", &[]),
            ("第八个五年规划", &[]),
            ("1月至6月", &["1月至6月 _.1._ _.6._"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
