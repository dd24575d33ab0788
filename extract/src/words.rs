//! The words of a figure: those of its clause that are its own, and those that others lend it.

use crate::clauses::Clauses;
use crate::reading::Reading;
use crate::sharing;
use crate::subject::trim_leading;
use crate::tables::{self, Cell};
use crate::wording;
use crate::wordlist::WordList;
use std::borrow::Cow;
use std::ops::Range;

/// Where a figure's words are. Ranges are bytes of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Own {
    /// From the figure before in the clause, or the start of the clause, to the figure.
    pub before: Range<usize>,
    /// From the figure to the next one in the clause, or to the end of the clause.
    pub after: Range<usize>,
    /// The words with `#` for the number, brackets and filler left out.
    pub words: String,
    /// The figure has no words of its own; these are those of the figure before it.
    pub inherited: bool,
    /// Where the words are a verb without an object (办理#): the verb with what the clause before is about.
    pub with_lead: Option<String>,
    /// The words are its share of a list (分别为).
    pub dealt: bool,
    /// Another figure of the clause stands before it.
    pub listed: bool,
    /// The figure says by how much something changed (同比增长12.3%), not how much there is.
    pub change: bool,
    /// The figure is what something was before (由78%提高到91.5%).
    pub former: bool,
}

/// How many figures in brackets are looked past for the next figure of a clause.
const NEIGHBOURS: usize = 12;
/// Words further away than this, in bytes, are not the figure's own.
const BEFORE: usize = 360;
const AFTER: usize = 180;

/// The own words of every figure.
pub(crate) fn own_words(body: &str, readings: &[(Reading, usize)], cut: &Clauses, cells: &[Cell]) -> Vec<Own> {
    let mut all: Vec<Own> = Vec::with_capacity(readings.len());
    for (index, (reading, clause)) in readings.iter().enumerate() {
        let around = &cut.clauses[*clause];
        // Figures in brackets between two figures of a clause have a clause of their own.
        let same_clause = |(_, other): &&(Reading, usize)| other == clause;
        let last = readings[..index].iter().rev().take(NEIGHBOURS).find(same_clause);
        let next = readings[index + 1..].iter().take(NEIGHBOURS).find(same_clause);
        let from = last.map_or(around.range.start, |(last, _)| last.range.end).min(reading.range.start);
        let until = next.map_or(around.range.end, |(next, _)| next.range.start).max(reading.range.end);
        let before = boundary_up(body, from.max(reading.range.start.saturating_sub(BEFORE)))..reading.range.start;
        let mut after = reading.range.end..boundary_up(body, until.min(reading.range.end + AFTER));
        if next.is_some() {
            after.end = after.start + list_end(&body[after.clone()]);
        }
        let raw_before = without_brackets(&body[before.clone()]);
        let rest = &body[reading.range.end..boundary_up(body, reading.range.end + 24)];
        let former = sharing::former(&raw_before, rest);
        // 较2020年的320件增加15件: the words behind belong to the change.
        let raw_after = if former.is_some() { Cow::Borrowed("") } else { without_brackets(&body[after.clone()]) };
        let lead = if last.is_none() { colon_lead(body, around.range.start, &raw_before) } else { "" };
        let plain = former.unwrap_or(&raw_before);
        let total = sharing::is_total(plain);
        let plain = strip_filler(without_joint(plain));
        // 接到诉求17408宗，而2018年为14922宗: of the same.
        let plain = if last.is_none() && sharing::is_only_a_year(plain) { "" } else { plain };
        let empty = [lead, plain, &*raw_after].iter().all(|words| words.chars().all(|c| FILLER_MARKS.contains(&c)));
        let counted_until = index.checked_sub(1).map_or(0, |last| readings[last].0.range.end);
        let comma_lead = if empty && last.is_none() { comma_lead(body, around.range.start, counted_until) } else { "" };
        let same_sentence = all.last().filter(|_| index > 0 && cut.clauses[readings[index - 1].1].sentence == around.sentence);
        let cell = tables::at(cells, reading.range.end.saturating_sub(1));
        // 宪法宣传周期间，开展活动46场: 活动 says too little.
        let general = last.is_none() && plain.ends_with("活动") && plain.chars().count() <= 8 && raw_after.is_empty();
        let lead = if general && lead.is_empty() { self::comma_lead(body, around.range.start, counted_until) } else { lead };
        let (words, inherited) = match same_sentence {
            _ if cell.is_some() => (cell.map(|cell| label(body, cell)).unwrap_or_default(), false),
            _ if empty && !comma_lead.is_empty() => ([comma_lead, "#"].concat(), true),
            // 受理数较上年增长35%，达到95件: what has grown, not by how much.
            // 新增经营主体3215户，总数达2.7万户: not of the new ones.
            Some(last) if empty && total => (sharing::not_new(&last.words), true),
            Some(last) if empty && last.change => (what_changed(&all).unwrap_or_else(|| last.words.clone()), true),
            Some(last) if empty => (last.words.clone(), true),
            _ => ([lead, plain, "#", &*raw_after].concat(), false),
        };
        let lead_for = |verb: wording::Bare<'_>| {
            let lead = self::comma_lead(body, around.range.start, counted_until);
            match verb {
                _ if lead.is_empty() => None,
                wording::Bare::Before(verb) => Some([verb, lead, "#"].concat()),
                wording::Bare::After(verb) => Some([lead, verb, "#"].concat()),
            }
        };
        let with_lead = wording::bare_verb(&words).filter(|_| last.is_none() && cell.is_none()).and_then(lead_for);
        all.push(Own {
            before,
            after,
            words,
            with_lead,
            inherited,
            dealt: false,
            listed: last.is_some(),
            change: cell.map_or_else(|| sharing::is_change(&raw_before), |cell| cell.change),
            former: former.is_some(),
        });
    }
    sharing::deal_out(body, readings, cut, &mut all);
    all
}

/// Words with which a sentence goes on with what the one before it is about.
static CONTINUES: WordList = WordList::new(&[
    "其中",
    "审结",
    "办结",
    "结案",
    "受理",
    "立案",
    "不予受理",
    "维持",
    "撤销",
    "驳回",
    "终止",
    "确认违法",
    "责令",
    "纠错",
    "调解成功",
    "成功调解",
    "化解",
    "涉及",
    "涉案",
    "经审理",
    "经调解",
    "上述",
    "合格",
    "通过率",
    "败诉",
    "胜诉",
]);

/// Whether a sentence goes on with what the one before it, in the same paragraph, is about: 审结43件，其中维持20件。
pub(crate) fn continues(body: &str, previous: &Range<usize>, sentence: &Range<usize>) -> bool {
    if body[previous.end..sentence.start].contains('\n') {
        return false;
    }
    let words = &body[sentence.start..boundary_up(body, sentence.end.min(sentence.start + 120))];
    let words = trim_leading(words);
    CONTINUES.begins(words)
}

/// What a row of a table counts, as own words: 其中：维持（件） is 维持#.
fn label(body: &str, cell: &Cell) -> String {
    let name = without_brackets(&body[cell.label.start..boundary_up(body, cell.label.end.min(cell.label.start + BEFORE))]);
    format!("{}#", name.trim_start_matches("其中").trim_start_matches(['：', ':']).trim())
}

/// 已制定清单的单位有：甲、乙、丙等十六家: what is counted stands before the colon, behind it only who.
fn colon_lead<'a>(body: &'a str, clause_start: usize, before: &str) -> &'a str {
    let names = before.contains('、') || before.ends_with('等') || before.is_empty();
    let Some(lead) = body[..clause_start].strip_suffix('：').filter(|_| names) else { return "" };
    let near = &lead[boundary_up(lead, lead.len().saturating_sub(120))..];
    near.rfind(['，', '。', '；', '：', '\n']).map_or(near, |at| &near[boundary_up(near, at + 1)..])
}

/// 编制重大行政决策目录，共7项: a number without words counts what the clause before it is about, if nothing else does.
fn comma_lead(body: &str, clause_start: usize, counted_until: usize) -> &str {
    let Some(lead) = body[..clause_start].strip_suffix('，') else { return "" };
    let near = boundary_up(lead, lead.len().saturating_sub(120));
    let from = lead[near..].rfind(['，', '。', '；', '：', '\n']).map_or(near, |at| boundary_up(lead, near + at + 1));
    if counted_until > from { "" } else { &lead[from..] }
}

/// What the change before says has grown: 受理数 in 受理数较上年增长35% and in 受理数较上年的71件增长35%.
fn what_changed(all: &[Own]) -> Option<String> {
    let changes = all.iter().rev().take(4).take_while(|own| own.change);
    let named = changes.map(|own| (before_comparison(&own.words), own)).find(|(name, own)| *name != own.words);
    let value = || all.iter().rev().take(4).find(|own| !own.change).filter(|own| own.former).map(|own| own.words.clone());
    named.map(|(name, _)| name).or_else(value)
}

/// The words in front of a comparison: 受理数 in 受理数较上年增长.
fn before_comparison(words: &str) -> String {
    let end = words.find(['较', '比']).or_else(|| words.find("同比")).unwrap_or(words.len());
    let end = words[..end].strip_suffix('同').map_or(end, str::len);
    // 败诉率下降3.6个百分点，降至5.2%.
    let end = if end == words.len() { sharing::without_change(words.trim_end_matches('#')).len() } else { end };
    if end == words.len() || end == 0 { words.to_owned() } else { format!("{}#", &words[..end]) }
}

const FILLER_MARKS: [char; 8] = ['、', '和', '及', '与', '等', '，', ' ', '的'];

/// The next character boundary at or after a byte position.
pub(crate) fn boundary_up(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Words that begin like a conjunction and are none.
static NO_JOINT: WordList = WordList::new(&["及格", "及时", "和解", "和谐", "与会", "和睦"]);

/// The words without the conjunction that they begin with.
fn without_joint(words: &str) -> &str {
    let words = words.trim_start_matches('、');
    if NO_JOINT.begins(words) { words } else { words.trim_start_matches(['、', '和', '及', '与']) }
}

/// Where the item of a list ends: at the first 、 or conjunction.
fn list_end(after: &str) -> usize {
    after
        .char_indices()
        .find(|(at, c)| {
            matches!(c, '、' | '和' | '及' | '与')
                && !after[*at..].starts_with("和谐")
                && !after[*at..].starts_with("及时")
                && !after[*at..].starts_with("和解")
                || after[*at..].starts_with("以及")
        })
        .map_or(after.len(), |(at, _)| at)
}

pub(crate) fn without_brackets(text: &str) -> Cow<'_, str> {
    static BRACKETS: WordList = WordList::new(&["（", "）"]);
    if !BRACKETS.is_in(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(character),
            _ => {}
        }
    }
    out.into()
}

/// Words between a noun and its number that say nothing about what is counted.
static FILLER: WordList = WordList::new(&[
    "现有",
    "拥有",
    "共有",
    "仅有",
    "只有",
    "现已",
    "共计",
    "总计",
    "合计",
    "累计",
    "分别为",
    "分别达",
    "分别",
    "达到了",
    "达到",
    "均达",
    "高达",
    "可达",
    "已达",
    "达",
    "约",
    "近",
    "总数为",
    "总数",
    "总量为",
    "数量为",
    "数为",
    "数量",
    "为",
    "有",
    "计",
    "是",
    "已",
    "均",
    "共",
    "了",
    "超过",
    "逾",
    "一共",
    "总共",
    "合计为",
    "各类",
    "提升至",
    "增加到",
    "提高到",
    "增至",
    "始终",
    "仍有",
    "保持",
    "稳定在",
    "维持在",
    "保持在",
    "的有",
    "扩充至",
    "扩充到",
    "扩充为",
    "扩增至",
    "充实到",
    "充实至",
    "压减至",
    "压减到",
    "压缩到",
    "压降至",
    "压降到",
    "缩短到",
    "缩减到",
    "精简至",
    "精简到",
    "精简为",
    "调整为",
    "调整至",
    "扩大到",
    "扩大至",
    "扩展到",
    "攀升至",
    "跃升至",
    "上升为",
    "提高为",
    "提升为",
    "增加为",
    "减少为",
    "下调至",
    "上调至",
    "跃升到",
    "攀升到",
    "发展到",
    "壮大到",
    "仍在",
    "仍为",
    "一直在",
    "控制在",
    "始终在",
    "占",
    "仅",
    "突破",
    "突破了",
    "超",
    "缩短至",
    "降低至",
    "缩减至",
    "压缩至",
    "下降至",
    "各",
    "减少至",
    "减少到",
    "增长至",
    "增长到",
    "提高至",
    "提升到",
    "降到",
    "降低到",
    "降至",
    "下降至",
    "下降到",
    "增加至",
    "上升至",
    "上升到",
    "降为",
    "减为",
    "减至",
    "减到",
    "升至",
    "升到",
    "升为",
    "增到",
    "增为",
    "扩至",
    "：",
    "\t",
]);

/// Words that end like filler and are none.
static NO_FILLER: WordList = WordList::new(&[
    "行为", "公共", "所有", "实有", "持有", "享有", "具有", "没有", "未有", "统计", "审计", "平均", "作为", "认为", "设计",
]);

pub(crate) fn strip_filler(words: &str) -> &str {
    let mut words = words.trim_end();
    while !NO_FILLER.ends(words) {
        // 化解率在98%以上
        let at = words.strip_suffix('在').filter(|name| name.ends_with(['率', '度', '例', '量']));
        let filler =
            || FILLER.ends_of(words).max_by_key(|filler| filler.len()).map(|filler| &words[..words.len() - filler.len()]);
        let Some(rest) = at.or_else(filler) else { break };
        words = rest;
    }
    words
}

/// The last characters of a text.
pub(crate) fn last_words(text: &str, most: usize) -> &str {
    text.char_indices().rev().take(most).last().map_or("", |(at, _)| &text[at..])
}

/// The first characters of a text.
pub(crate) fn start(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at])
}
