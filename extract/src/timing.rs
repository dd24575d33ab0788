//! When a figure is: its period, and whether it happened, is aimed at or is prescribed.

use crate::dates::{Mention, Point};
use crate::document::{FigureStatus, Period, SectionKind};
use crate::words::Own;
use std::ops::Range;

/// What is known about the place of a figure.
pub(crate) struct Place<'a> {
    pub body: &'a str,
    pub figure: Range<usize>,
    pub own: &'a Own,
    pub clause: Range<usize>,
    pub sentence: Range<usize>,
    pub kind: SectionKind,
    /// The year reported on.
    pub year: i32,
}

/// The period of a figure; `mentions` are all dates of the body, in order.
pub(crate) fn period(place: &Place<'_>, mentions: &[Mention], status: FigureStatus) -> Period {
    let before = &place.body[place.sentence.start..place.figure.start];
    let in_clause = &place.body[place.clause.start.min(place.figure.start)..place.figure.start];
    if place.own.former {
        let stated = mentions
            .iter()
            .rev()
            .find(|mention| mention.range.end <= place.figure.start && mention.range.start >= place.clause.start);
        return whole_year(stated.and_then(|mention| mention.from.year).unwrap_or(place.year - 1));
    }
    let own = &place.body[place.own.before.clone()];
    let last_year = ["上年", "去年", "上一年"].iter().any(|word| own.contains(word));
    if last_year && !place.own.change && !own.contains(['较', '比']) {
        return whole_year(place.year - 1);
    }
    let first = mentions.partition_point(|mention| mention.range.start < place.sentence.start);
    let last = mentions.partition_point(|mention| mention.range.end <= place.figure.start);
    // The nearest span before the figure; one in brackets or in a title is the name of something else.
    let nearest = mentions[first.min(last)..last].iter().rev().take(8).find(|mention| {
        let future = mention.from.year.is_some_and(|year| year > place.year) && status != FigureStatus::Target;
        !future && !is_name(place.body, mention) && !is_compared(place.body, mention)
    });
    let since_then = nearest.is_some_and(|mention| {
        let after = &place.body[mention.range.end..place.figure.start];
        ["全年", "今年以来", "今年来", "年内"].iter().any(|word| after.contains(word))
    });
    let mut found = match nearest.filter(|_| !since_then) {
        Some(mention) => of_mention(place, mention),
        None => whole_year(place.year),
    };
    if status == FigureStatus::Target && place.kind == SectionKind::Plans && found == whole_year(place.year) {
        found = whole_year(place.year + 1);
    }
    let until = ["截至", "截止"].iter().any(|word| before.contains(word));
    let summed = in_clause.contains("累计")
        && !["全年", "今年", "年度", "年内"].iter().any(|word| before.contains(word))
        && nearest.is_none();
    found.cumulative = summed || (until && in_clause.contains("累计"));
    found
}

/// 比2020年, 较2022年, 由2021年的85%: the year is what something is compared with.
fn is_compared(body: &str, mention: &Mention) -> bool {
    let before = &body[..mention.range.start];
    let after = &body[mention.range.end..];
    before.ends_with(['比', '较', '与', '同', '由'])
        || (before.ends_with('从') && !after.starts_with("以来") && !after.starts_with("至今"))
}

fn is_name(body: &str, mention: &Mention) -> bool {
    let after = &body[mention.range.end..];
    let opened = body[..mention.range.start].chars().next_back();
    matches!(opened, Some('（' | '《' | '〔' | '“'))
        || ["规划", "方案", "纲要", "工作要点", "计划"].iter().any(|word| after.starts_with(word))
}

fn of_mention(place: &Place<'_>, mention: &Mention) -> Period {
    let year = mention.from.year.unwrap_or(place.year);
    let to_year = mention.to.year.unwrap_or(year);
    let (from, mut to) = (first_day(year, mention.from), last_day(to_year, mention.to));
    let after = &place.body[mention.range.end..place.figure.start];
    let since = after.starts_with("以来")
        || after.starts_with("起")
        || after.starts_with("至今")
        || after.starts_with("成立以来")
        || after.chars().take(12).collect::<String>().contains("以来");
    if since && (to.0, to.1, to.2) < (place.year, 12, 31) {
        to = (place.year, 12, 31);
    }
    // A year or a plan that is not the report's says when something was made, unless figures of that year follow.
    if mention.from.year.is_some() && year == place.year && mention.from.month.is_none() && mention.to.year == mention.from.year {
        return span((year, 1, 1), (year, 12, 31), false);
    }
    span(from, to, false)
}

/// A calendar year.
pub(crate) fn whole_year(year: i32) -> Period {
    span((year, 1, 1), (year, 12, 31), false)
}

fn first_day(year: i32, point: Point) -> (i32, u32, u32) {
    let month = point.month.unwrap_or(1);
    (year, month, point.day.map_or(1, |day| day.min(days(year, month))))
}

fn last_day(year: i32, point: Point) -> (i32, u32, u32) {
    let month = point.month.unwrap_or(12);
    (year, month, point.day.map_or(days(year, month), |day| day.min(days(year, month))))
}

fn days(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn span(from: (i32, u32, u32), to: (i32, u32, u32), cumulative: bool) -> Period {
    let day = |(year, month, day): (i32, u32, u32)| format!("{year:04}-{month:02}-{day:02}");
    Period { from: day(from.min(to)), to: day(from.max(to)), cumulative }
}

/// The coming year that the sentence speaks of before the figure.
fn future(place: &Place<'_>, mentions: &[Mention]) -> Option<i32> {
    let last = mentions.partition_point(|mention| mention.range.end <= place.figure.start);
    mentions[..last]
        .iter()
        .rev()
        .take_while(|mention| mention.range.start >= place.sentence.start)
        .filter(|mention| !is_name(place.body, mention) && !is_compared(place.body, mention))
        .filter_map(|mention| mention.to.year)
        .next()
        .filter(|&year| year > place.year)
}

/// Whether a figure happened, is aimed at or is prescribed.
pub(crate) fn status(place: &Place<'_>, mentions: &[Mention]) -> FigureStatus {
    let before = &place.body[place.clause.start.min(place.figure.start)..place.figure.start];
    let own = &place.body[place.own.before.clone()];
    let after_in_sentence = &place.body[place.figure.end..place.sentence.end.max(place.figure.end)];
    let after: String = after_in_sentence.chars().take(24).collect();
    let noun = &place.body[place.own.after.clone()];
    let any = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));

    let standard = any(&after, &["的标准", "名标准", "标准配", "的要求配"])
        && any(&place.body[place.sentence.start..place.figure.start], &["按照", "按", "依照"]);
    let prescribed = any(own, &["必须", "应当", "不得少于", "不得低于", "要求每", "规定每", "原则上"])
        || ["每年", "每季度", "每月", "每周", "每半年", "每个", "每名", "每村", "每人", "年度", "按", "一般"]
            .iter()
            .any(|each| before.contains(each))
            && any(before, &["至少", "不少于", "不低于"]);
    let requirement = ["清理标准", "标准", "工作要求", "要求", "规定动作"].iter().any(|word| {
        noun.starts_with(word)
            || noun.find(word).is_some_and(|at| noun[..at].chars().count() <= 4 && !noun[..at].contains(['规', '制', '目']))
    });
    let period_of_time =
        matches!(&place.body[place.figure.clone()], text if text.ends_with("工作日内") || text.ends_with("日内"));
    if standard || prescribed || requirement || period_of_time {
        return FigureStatus::Rule;
    }
    if place.kind == SectionKind::Plans || future(place, mentions).is_some() {
        return FigureStatus::Target;
    }
    let done = ["已达", "达到了", "实现了", "完成了"].iter().any(|word| before.contains(word));
    let aimed = any(
        before,
        &[
            "力争",
            "争取",
            "确保",
            "目标是",
            "目标为",
            "拟新",
            "拟建",
            "拟申报",
            "拟开展",
            "拟培训",
            "拟于",
            "预计",
            "有望",
            "计划新",
            "计划完成",
            "计划建",
        ],
    ) || any(&after, &["为目标", "的目标"]);
    if aimed && !done {
        return FigureStatus::Target;
    }
    FigureStatus::Actual
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_does_not_exist_is_the_last_of_its_month() {
        let point = Point { year: Some(2021), month: Some(4), day: Some(31) };
        assert_eq!((first_day(2021, point), last_day(2021, point)), ((2021, 4, 30), (2021, 4, 30)));
    }

    #[test]
    fn the_last_day_of_a_month() {
        for (year, month, last) in [(2020, 2, 29), (2021, 2, 28), (1900, 2, 28), (2021, 4, 30), (2021, 12, 31)] {
            assert_eq!(days(year, month), last, "{year}-{month}");
        }
    }
}
