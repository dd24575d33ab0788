//! When a figure is: its period, and whether it happened, is aimed at or is prescribed.

use crate::dates::{Mention, Point};
use crate::document::{FigureStatus, Period, SectionKind};
use crate::wordlist::WordList;
use crate::words::{Own, boundary_up, start};
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

/// Year, month and day.
type Day = (i32, u32, u32);

/// A span of time, whole days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    from: Day,
    to: Day,
    cumulative: bool,
}

impl Span {
    /// A calendar year.
    pub fn year(year: i32) -> Self {
        Self { from: (year, 1, 1), to: (year, 12, 31), cumulative: false }
    }
}

impl From<Span> for Period {
    fn from(span: Span) -> Self {
        Self { from: iso(span.from), to: iso(span.to), cumulative: span.cumulative }
    }
}

/// 2021-03-01.
fn iso((year, month, day): Day) -> String {
    if !(0..10_000).contains(&year) || month > 99 || day > 99 {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    let century = year.unsigned_abs() / 100;
    let digits = [century, year.unsigned_abs() % 100, month, day].map(|two| [b'0' + (two / 10) as u8, b'0' + (two % 10) as u8]);
    let [[a, b], [c, d], [e, f], [g, h]] = digits;
    String::from_utf8(vec![a, b, c, d, b'-', e, f, b'-', g, h]).unwrap_or_default()
}

static LAST_YEAR: WordList = WordList::new(&["上年", "去年", "上一年"]);
static THIS_YEAR: WordList = WordList::new(&["全年", "今年以来", "今年来", "年内"]);
static OF_THE_YEAR: WordList = WordList::new(&["全年", "今年", "年度", "年内"]);
static UNTIL: WordList = WordList::new(&["截至", "截止"]);
static PLANS: WordList = WordList::new(&["规划", "方案", "纲要", "工作要点", "计划"]);

/// The period of a figure; `mentions` are all dates of the body, in order.
pub(crate) fn period(place: &Place<'_>, mentions: &[Mention], status: FigureStatus) -> Span {
    let before = &place.body[place.sentence.start..place.figure.start];
    let in_clause = &place.body[place.clause.start.min(place.figure.start)..place.figure.start];
    let times = place.body[place.figure.clone()].ends_with('倍');
    if place.own.former && !times {
        let before = mentions.partition_point(|mention| mention.range.end <= place.figure.start);
        let stated = mentions[..before].last().filter(|mention| mention.range.start >= place.clause.start);
        return Span::year(stated.and_then(|mention| mention.from.year).unwrap_or(place.year.saturating_sub(1)));
    }
    let own = &place.body[place.own.before.clone()];
    if !place.own.change && !times && LAST_YEAR.is_in(own) && !own.contains(['较', '比']) {
        return Span::year(place.year.saturating_sub(1));
    }
    let first = mentions.partition_point(|mention| mention.range.start < place.sentence.start);
    let last = mentions.partition_point(|mention| mention.range.end <= place.figure.start);
    // The nearest span before the figure; one in brackets or in a title is the name of something else.
    let nearest = mentions[first.min(last)..last].iter().rev().take(8).find(|mention| {
        let future = mention.from.year.is_some_and(|year| year > place.year) && status != FigureStatus::Target;
        let before_then = status != FigureStatus::Target && is_deadline(place, mention);
        !future
            && !before_then
            && !is_of_documents(place, mention)
            && !is_name(place.body, mention)
            && !is_compared(place.body, mention)
    });
    if let Some(year) = measured_against(place, &mentions[first.min(last)..last]) {
        return Span::year(year);
    }
    let since_then = nearest.is_some_and(|mention| THIS_YEAR.is_in(&place.body[mention.range.end..place.figure.start]));
    let mut found = match nearest.filter(|_| !since_then) {
        Some(mention) => of_mention(place, mention, status),
        None => Span::year(place.year),
    };
    let to_come = place.kind == SectionKind::Plans || NEXT.begins(&place.body[place.sentence.clone()]);
    if status == FigureStatus::Target && to_come && found == Span::year(place.year) {
        found = Span::year(place.year.saturating_add(1));
    }
    let total = in_clause.contains("累计") || goes_on_adding(before);
    found.cumulative = total && (nearest.is_none() && !OF_THE_YEAR.is_in(before) || UNTIL.is_in(before));
    found
}

/// 累计受理案件300件，办结280件: what is counted since the beginning goes on to the next clause.
fn goes_on_adding(before: &str) -> bool {
    static OTHERWISE: WordList = WordList::new(&["；", "全年", "今年", "本年", "年内", "目前", "现有", "其中今年", "当年"]);
    let before = &before[boundary_up(before, before.len().saturating_sub(240))..];
    before.rfind("累计").is_some_and(|at| !OTHERWISE.is_in(&before[at..]))
}

/// 比2020年, 较2022年, 由2021年的85%: the year is what something is compared with.
fn is_compared(body: &str, mention: &Mention) -> bool {
    let before = &body[..mention.range.start];
    let after = &body[mention.range.end..];
    before.ends_with(['比', '较', '与', '同', '由'])
        || (before.ends_with('从') && !after.starts_with("以来") && !after.starts_with("至今"))
}

/// 较2020年的320件: the value that something is compared with is of the year it is compared with.
fn measured_against(place: &Place<'_>, mentions: &[Mention]) -> Option<i32> {
    let mention = mentions.last().filter(|mention| !place.own.change && is_compared(place.body, mention))?;
    let between = &place.body[mention.range.end..place.figure.start];
    mention.from.year.filter(|_| matches!(between, "的" | "同期的" | "全年的" | "度的"))
}

/// 2016年以前制定的文件: when something was made, not when it was counted.
fn is_deadline(place: &Place<'_>, mention: &Mention) -> bool {
    let after = &place.body[mention.range.end..];
    mention.from == mention.to
        && mention.from.year.is_some_and(|year| year != place.year)
        && ["前", "以前", "之前"].iter().any(|word| after.starts_with(word))
}

/// “十三五”期间: five years named after their plan.
fn is_plan(body: &str, mention: &Mention) -> bool {
    body[mention.range.clone()].starts_with(['十', '六', '七', '八', '九'])
        && mention.from.month.is_none()
        && mention.from != mention.to
}

static MADE: WordList = WordList::new(&["制定的", "出台的", "印发的", "发布的", "颁布的", "制发的"]);

/// 1998年以来制定的412件规范性文件: when the documents were made, not when they were counted.
fn is_of_documents(place: &Place<'_>, mention: &Mention) -> bool {
    let after = &place.body[mention.range.end..place.figure.start];
    mention.from.year.is_some_and(|year| year != place.year) && MADE.is_in(start(after, 12))
}

fn is_name(body: &str, mention: &Mention) -> bool {
    let after = &body[mention.range.end..];
    // The quotes of “十三五”期间 are those of the plan's name.
    let opened = body[..mention.range.start].chars().next_back().filter(|_| !is_plan(body, mention));
    matches!(opened, Some('（' | '《' | '〔' | '“')) || PLANS.begins(after)
}

fn of_mention(place: &Place<'_>, mention: &Mention, status: FigureStatus) -> Span {
    let year = mention.from.year.unwrap_or(place.year);
    let to_year = mention.to.year.unwrap_or(year);
    let (from, mut to) = (first_day(year, mention.from), last_day(to_year, mention.to));
    // “十四五”期间, in its second year: what happened did so until now.
    if status != FigureStatus::Target && from.0 <= place.year && to.0 > place.year {
        to = (place.year, 12, 31);
    }
    let after = &place.body[mention.range.end..place.figure.start];
    let since = after.starts_with("以来")
        || after.starts_with("起")
        || after.starts_with("至今")
        || after.starts_with('来')
        || after.starts_with("成立以来")
        || start(after, 12).contains("以来");
    if since && (to.0, to.1, to.2) < (place.year, 12, 31) {
        to = (place.year, 12, 31);
    }
    // A year or a plan that is not the report's says when something was made, unless figures of that year follow.
    if mention.from.year.is_some() && year == place.year && mention.from.month.is_none() && mention.to.year == mention.from.year {
        return Span::year(year);
    }
    // 截至10月底: what came together since the year began.
    let until = mention.from == mention.to && mention.from.month.is_some() && UNTIL.ends(&place.body[..mention.range.start]);
    let from = if until { (year, 1, 1) } else { from };
    Span { from: from.min(to), to: from.max(to), cumulative: false }
}

fn first_day(year: i32, point: Point) -> Day {
    let month = point.month.unwrap_or(1);
    (year, month, point.day.map_or(1, |day| day.min(days(year, month))))
}

fn last_day(year: i32, point: Point) -> Day {
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

/// The coming year that the sentence speaks of before the figure.
fn future(place: &Place<'_>, mentions: &[Mention]) -> Option<i32> {
    let last = mentions.partition_point(|mention| mention.range.end <= place.figure.start);
    mentions[..last]
        .iter()
        .rev()
        .take_while(|mention| mention.range.start >= place.sentence.start)
        .filter(|mention| !is_name(place.body, mention) && !is_compared(place.body, mention))
        // “十四五”期间 lies ahead only before it begins.
        .filter_map(|mention| if is_plan(place.body, mention) { mention.from.year } else { mention.to.year })
        .next()
        .filter(|&year| year > place.year)
}

static STANDARD: WordList = WordList::new(&["的标准", "名标准", "标准配", "的要求配"]);
static ACCORDING: WordList = WordList::new(&["按照", "按", "依照"]);
static MUST: WordList = WordList::new(&["必须", "应当", "不得少于", "不得低于", "要求每", "规定每", "原则上"]);
static CUT_TO: WordList =
    WordList::new(&["压缩至", "压缩到", "缩短至", "缩短到", "压减至", "压减到", "缩减至", "减至", "减少到", "降至", "降到"]);
static OUGHT: WordList =
    WordList::new(&["须", "应配", "应建", "应设", "应有", "应开展", "应组织", "需配", "需建", "需设", "需有", "需开展"]);
static EACH: WordList =
    WordList::new(&["每年", "每季度", "每月", "每周", "每半年", "每个", "每名", "每村", "每人", "每次", "年度", "按", "一般"]);
static OFTEN: WordList = WordList::new(&["每年", "每季度", "每月", "每周", "每半年", "每学期", "每两个月"]);
static AT_LEAST: WordList = WordList::new(&["至少", "不少于", "不低于"]);
static GOAL: WordList = WordList::new(&["考核指标", "考核目标", "目标值", "指标值", "目标任务", "任务数", "目标"]);
static REQUIREMENT: WordList = WordList::new(&["清理标准", "标准", "工作要求", "要求", "规定动作"]);
static DONE: WordList = WordList::new(&["已达", "达到了", "实现了", "完成了"]);
static AIMED: WordList = WordList::new(&[
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
]);
/// Words with which a sentence turns to what comes next.
static NEXT: WordList = WordList::new(&["下一步", "下步", "明年", "接下来", "下阶段", "下一阶段", "今后"]);
static AS_AIM: WordList = WordList::new(&["为目标", "的目标"]);

/// Whether a figure happened, is aimed at or is prescribed.
pub(crate) fn status(place: &Place<'_>, mentions: &[Mention]) -> FigureStatus {
    let before = &place.body[place.clause.start.min(place.figure.start)..place.figure.start];
    let own = &place.body[place.own.before.clone()];
    let after = start(&place.body[place.figure.end..place.sentence.end.max(place.figure.end)], 24);
    let noun = &place.body[place.own.after.clone()];

    let standard = || STANDARD.is_in(after) && ACCORDING.is_in(&place.body[place.sentence.start..place.figure.start]);
    let figure = &place.body[place.figure.clone()];
    let prescribed =
        || MUST.is_in(own) || (AT_LEAST.begins(figure) || AT_LEAST.is_in(own) || OUGHT.is_in(own)) && EACH.is_in(own);
    let requirement = || {
        REQUIREMENT
            .first_in(noun)
            .is_some_and(|(at, _)| noun[..at].chars().count() <= 4 && !noun[..at].contains(['规', '制', '目']))
    };
    // 压缩至3个工作日内 is what it has come to.
    let period_of_time = figure.ends_with("日内") && !CUT_TO.ends(own);
    if period_of_time || standard() || requirement() {
        return FigureStatus::Rule;
    }
    if place.kind == SectionKind::Plans || future(place, mentions).is_some() {
        return FigureStatus::Target;
    }
    // 每月开展一次点评: how often something is to be.
    let often = || figure.ends_with(['次', '场', '期']) && OFTEN.is_in(own);
    if !own.contains("平均") && (prescribed() || often()) {
        return FigureStatus::Rule;
    }
    // （市考核指标50%以上）: what is to be reached stands beside what was.
    if GOAL.ends(own.trim_end_matches(['为', '是', '：', '达', '到'])) {
        return FigureStatus::Target;
    }
    if place.kind != SectionKind::Problems && NEXT.begins(&place.body[place.sentence.clone()]) {
        return FigureStatus::Target;
    }
    let aimed = AIMED.is_in(before) || AS_AIM.is_in(after);
    if aimed && !DONE.is_in(before) {
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
