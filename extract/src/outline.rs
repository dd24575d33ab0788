//! The tree of headings: 一、 （一） 1. （1） at the start of paragraphs, and run-in items 一是 … 二是 … inside them.

use crate::MOST_SECTIONS;
use crate::document::SectionKind;
use crate::marks::{Kind, Marks};
use crate::wordlist::WordList;
use std::ops::Range;

/// One node of the tree, in document order. Ranges are bytes of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Position in the tree: `1.2.1`; `0` for the text before the first label.
    pub path: String,
    /// 0 preamble, 1 一、, 2 （一）, 3 1., 4 （1）; an item one deeper than what holds it.
    pub level: u8,
    pub label: Range<usize>,
    pub heading: Range<usize>,
    /// From the label to the next label.
    pub span: Range<usize>,
    pub kind: SectionKind,
    pub parent: Option<usize>,
}

impl Node {
    /// The node's own text: what follows the heading.
    pub fn own(&self) -> Range<usize> {
        self.heading.end..self.span.end
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 一、
    Chinese,
    /// 第一部分
    Part,
    /// （一）
    ChineseInBrackets,
    /// 1. 1、
    Arabic,
    /// （1） 1） ①
    ArabicInBrackets,
    /// 一是
    RunIn,
}

impl Style {
    fn level(self) -> u8 {
        match self {
            Self::Part => 0,
            Self::Chinese => 1,
            Self::ChineseInBrackets => 2,
            Self::Arabic => 3,
            Self::ArabicInBrackets => 4,
            Self::RunIn => 5,
        }
    }
}

#[derive(Debug)]
struct Label {
    style: Style,
    range: Range<usize>,
    number: u32,
}

/// Whether a line begins with a label of the outline.
pub(crate) fn starts_with_label(line: &str) -> bool {
    label_at_start(line).is_some() || run_in(line).is_some()
}

fn label_at_start(line: &str) -> Option<(Style, usize, u32)> {
    let mut characters = line.chars();
    let first = characters.next()?;
    match first {
        '第' => {
            let end = line.find("部分").filter(|&at| at <= 9)?;
            let number = chinese_number(&line['第'.len_utf8()..end])?;
            Some((Style::Part, end + "部分".len(), number))
        }
        '（' => {
            let close = line.find('）').filter(|&at| at <= 18)?;
            let inside = &line['（'.len_utf8()..close];
            let mut end = close + '）'.len_utf8();
            if line[end..].starts_with('、') {
                end += '、'.len_utf8();
            }
            if let Some(number) = chinese_number(inside) {
                return Some((Style::ChineseInBrackets, end, number));
            }
            let number = arabic_label(inside)?;
            Some((Style::ArabicInBrackets, end, number))
        }
        '①'..='⑳' => Some((Style::ArabicInBrackets, first.len_utf8(), first as u32 - '①' as u32 + 1)),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let number = arabic_label(&line[..digits])?;
            let mark = line[digits..].chars().next()?;
            let after = &line[digits + mark.len_utf8()..];
            match mark {
                // 1.5亿元 is a number; 1.2021年 is a label and a year.
                '.' => {
                    let following = after.bytes().take_while(u8::is_ascii_digit).count();
                    (following == 0 || (following == 4 && after[4..].starts_with('年'))).then_some((
                        Style::Arabic,
                        digits + 1,
                        number,
                    ))
                }
                '、' | '．' => (!after.starts_with(|c: char| c.is_ascii_digit())).then_some((
                    Style::Arabic,
                    digits + mark.len_utf8(),
                    number,
                )),
                '）' => Some((Style::ArabicInBrackets, digits + mark.len_utf8(), number)),
                _ => None,
            }
        }
        _ => {
            let end: usize = line.chars().take_while(|c| is_chinese_digit(*c)).map(char::len_utf8).sum();
            let number = chinese_number(&line[..end])?;
            let mark = line[end..].chars().next()?;
            matches!(mark, '、' | '.' | '．').then_some((Style::Chinese, end + mark.len_utf8(), number))
        }
    }
}

fn arabic_label(digits: &str) -> Option<u32> {
    (1..=2).contains(&digits.len()).then(|| digits.parse().ok())?.filter(|&number| number > 0)
}

fn is_chinese_digit(character: char) -> bool {
    character == '十' || chinese_digit(character).is_some()
}

fn chinese_digit(character: char) -> Option<u32> {
    Some(match character {
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

/// 一 to 九十九.
fn chinese_number(text: &str) -> Option<u32> {
    let digit = chinese_digit;
    let mut characters = text.chars();
    match [(); 4].map(|()| characters.next()) {
        [Some('十'), None, ..] => Some(10),
        [Some(one), None, ..] => digit(one),
        [Some('十'), Some(ones), None, _] => Some(10 + digit(ones)?),
        [Some(tens), Some('十'), None, _] => Some(digit(tens)? * 10),
        [Some(tens), Some('十'), Some(ones), None] => Some(digit(tens)? * 10 + digit(ones)?),
        _ => None,
    }
}

/// 一是 二是 … at the start of a text: the number and the length of the label.
fn run_in(text: &str) -> Option<(u32, usize)> {
    let end: usize = text.chars().take(3).take_while(|c| is_chinese_digit(*c)).map(char::len_utf8).sum();
    let number = chinese_number(text.get(..end)?)?;
    (text[end..].starts_with('是') && !text[end..].starts_with("是否")).then_some((number, end + '是'.len_utf8()))
}

/// Finds the tree of a body. The first node is the preamble where there is text before the first label.
pub(crate) fn outline(body: &str, marks: &Marks) -> Vec<Node> {
    let labels = labels(body, marks);
    let mut nodes: Vec<Node> = Vec::with_capacity(labels.len() + 1);
    let first = labels.first().map_or(body.len(), |label| label.range.start);
    if !body[..first].trim().is_empty() {
        nodes.push(Node {
            path: "0".to_owned(),
            level: 0,
            label: 0..0,
            heading: 0..0,
            span: 0..first,
            kind: if labels.is_empty() { SectionKind::Achievements } else { SectionKind::Preamble },
            parent: None,
        });
    }
    let mut open: Vec<usize> = Vec::new();
    let mut styles: Vec<Style> = nodes.iter().map(|_| Style::Chinese).collect();
    let mut own_kind_matters: Vec<bool> = nodes.iter().map(|_| false).collect();
    let mut tops = 0;
    let mut announced = None;
    let mut children = vec![0_usize; labels.len() + 1];
    for (index, label) in labels.iter().enumerate() {
        let end = labels.get(index + 1).map_or(body.len(), |next| next.range.start);
        while open.last().is_some_and(|&last| styles[last].level() >= label.style.level()) {
            open.pop();
        }
        let parent = open.last().copied();
        let (path, level) = match parent {
            Some(parent) => {
                children[parent] += 1;
                let level = if label.style == Style::RunIn { nodes[parent].level + 1 } else { label.style.level() };
                (format!("{}.{}", nodes[parent].path, children[parent]), level)
            }
            None => {
                tops += 1;
                (tops.to_string(), if label.style == Style::RunIn { 1 } else { label.style.level().max(1) })
            }
        };
        let heading = heading(body, label, end);
        let own_kind = || kind_of(&body[heading.clone()]);
        if label.style != Style::RunIn {
            announced = None;
        } else if label.number == 1 {
            announced = announcement(body, label.range.start);
        }
        let kind = match parent {
            _ if announced.is_some() => announced.unwrap_or(SectionKind::Achievements),
            None => own_kind().unwrap_or(SectionKind::Achievements),
            // A child is of its parent's kind, unless the parent announces two things at once (问题和下一步打算).
            Some(parent) => match own_kind_matters[parent].then(own_kind).flatten() {
                Some(kind @ (SectionKind::Plans | SectionKind::Problems)) => kind,
                _ => nodes[parent].kind,
            },
        };
        own_kind_matters.push(announces_both(&body[heading.clone()]));
        open.push(nodes.len());
        styles.push(label.style);
        nodes.push(Node { path, level, label: label.range.clone(), heading, span: label.range.start..end, kind, parent });
    }
    nodes
}

fn labels(body: &str, marks: &Marks) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut marks = marks.places(Kind::Item).peekable();
    let mut start = 0;
    // Where the items of the innermost heading are: 二是 counts only after 一是.
    let mut expected = 1;
    for paragraph in body.split_inclusive('\n') {
        let mut from = 0;
        if let Some((style, length, number)) = label_at_start(paragraph) {
            labels.push(Label { style, range: start..start + length, number });
            expected = 1;
            from = length;
        }
        let end = start + paragraph.len();
        let opens = start + from;
        let inside = std::iter::from_fn(|| marks.next_if(|&at| at < end)).filter(|&at| at >= opens);
        for at in std::iter::once(opens).chain(inside.filter_map(|at| behind_mark(body, at))) {
            let Some((number, length)) = run_in(&body[at..end]) else { continue };
            let begins_again = number == 1;
            if begins_again || number == expected || (number == expected + 1 && expected > 1) {
                labels.push(Label { style: Style::RunIn, range: at..at + length, number });
                expected = number + 1;
            }
        }
        start = end;
        // More than any report has: that it is none is all there is to know.
        if labels.len() > MOST_SECTIONS {
            labels.truncate(MOST_SECTIONS + 1);
            return labels;
        }
    }
    drop_lone_items(body, labels)
}

/// Punctuation behind which an item can begin.
pub(crate) static BEFORE_ITEMS: WordList = WordList::new(&["。", "；", "：", "！", "，", "、", "”", "）", "\t"]);

/// Where an item could begin behind the character at a place.
fn behind_mark(body: &str, at: usize) -> Option<usize> {
    let character = body[at..].chars().next()?;
    let mark = matches!(character, '。' | '；' | '：' | '！' | '，' | '、' | '”' | '）' | '\t');
    mark.then_some(at + character.len_utf8())
}

/// 一是 behind a comma without any 二是 is a sentence, not an item.
fn drop_lone_items(body: &str, labels: Vec<Label>) -> Vec<Label> {
    let keep: Vec<bool> = labels
        .iter()
        .enumerate()
        .map(|(index, label)| {
            if label.style != Style::RunIn || label.number != 1 {
                return true;
            }
            let behind_comma = body[..label.range.start].ends_with(['，', '、']);
            let followed = labels.get(index + 1).is_some_and(|next| next.style == Style::RunIn && next.number == 2);
            followed || !behind_comma && body[label.range.end..].chars().next().is_some_and(|c| c != '一')
        })
        .collect();
    labels.into_iter().zip(keep).filter_map(|(label, keep)| keep.then_some(label)).collect()
}

fn heading(body: &str, label: &Label, end: usize) -> Range<usize> {
    let text = &body[label.range.end..end];
    let stop: &[char] = match label.style {
        Style::RunIn => &['。', '；', '，', '：', '\n'],
        _ => &['。', '\n'],
    };
    let mut quotes = 0_i32;
    let mut length = text.len();
    for (at, character) in text.char_indices() {
        match character {
            '“' | '《' | '（' => quotes += 1,
            '”' | '》' | '）' => quotes -= 1,
            _ => {}
        }
        if stop.contains(&character) && (quotes <= 0 || matches!(character, '。' | '\n')) {
            length = at;
            break;
        }
    }
    let start = label.range.end + (text[..length].len() - text[..length].trim_start().len());
    start..(label.range.end + text[..length].trim_end().len()).max(start)
}

/// 下一步打算：一是…: what the words in front of a first item announce.
fn announcement(body: &str, at: usize) -> Option<SectionKind> {
    let lead = body[..at].strip_suffix(['：', '，'])?;
    let lead =
        &lead[lead.rfind(['。', '；', '\n', '！']).map_or(0, |end| end + lead[end..].chars().next().map_or(0, char::len_utf8))..];
    (lead.chars().count() <= 24).then(|| kind_of(lead))?
}

static PROBLEMS: WordList = WordList::new(&["问题", "不足", "短板", "薄弱", "困难", "差距", "难点", "弱项", "挑战"]);
static PLANS: WordList = WordList::new(&[
    "下一步",
    "下步",
    "计划",
    "打算",
    "思路",
    "展望",
    "下阶段",
    "下一阶段",
    "工作安排",
    "工作重点",
    "重点工作",
    "努力方向",
    "工作设想",
    "工作措施",
    "工作举措",
    "今后",
]);

static LACKING: WordList =
    WordList::new(&["存在", "面临", "主要问题", "问题和", "问题及", "问题与", "不足", "短板", "薄弱", "差距", "难点"]);
static SOLVED: WordList = WordList::new(&["解决", "补齐", "导向"]);
static DONE: WordList = WordList::new(&["成效", "完成情况", "落实情况", "取得", "开展情况", "工作情况", "进展"]);
static DUTY: WordList = WordList::new(&["履行", "职责", "落实"]);
static BESIDE_DUTY: WordList = WordList::new(&["法治政府建设及", "法治政府建设和", "法治政府建设与"]);

/// What a heading announces; none where it names what was done.
fn kind_of(heading: &str) -> Option<SectionKind> {
    let problems = PROBLEMS.is_in(heading) && (LACKING.is_in(heading) || heading.starts_with("问题"));
    if problems && !SOLVED.is_in(heading) {
        return Some(SectionKind::Problems);
    }
    if PLANS.is_in(heading) && !DONE.is_in(heading) {
        return Some(SectionKind::Plans);
    }
    let duty = heading.contains("第一责任人") && DUTY.is_in(heading);
    // 法治政府建设及…第一责任人职责情况 reports on both, and most of it is what was done.
    (duty && !BESIDE_DUTY.is_in(heading)).then_some(SectionKind::Duties)
}

fn announces_both(heading: &str) -> bool {
    PROBLEMS.is_in(heading) && PLANS.is_in(heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(body: &str) -> String {
        outline(body, &Marks::of(body))
            .iter()
            .map(|n| format!("{} {} {}|{} {}\n", n.path, n.level, &body[n.label.clone()], &body[n.heading.clone()], n.kind))
            .collect()
    }

    #[test]
    fn labels_nest() {
        let body = "总的说来不错。\n一、主要工作\n（一）抓服务。一是优化窗口，减少环节。二是推行代办。\n1.2021年办理事项。全年平稳。\n二、存在问题\n问题不少。\n三、下一步打算\n（一）加强培训\n多办班。\n";
        expect_test::expect![[r#"
            0 0 | PREAMBLE
            1 1 一、|主要工作 ACHIEVEMENTS
            1.1 2 （一）|抓服务 ACHIEVEMENTS
            1.1.1 3 一是|优化窗口 ACHIEVEMENTS
            1.1.2 3 二是|推行代办 ACHIEVEMENTS
            1.1.3 3 1.|2021年办理事项 ACHIEVEMENTS
            2 1 二、|存在问题 PROBLEMS
            3 1 三、|下一步打算 PLANS
            3.1 2 （一）|加强培训 PLANS
        "#]]
        .assert_eq(&tree(body));
    }

    #[test]
    fn items_are_what_their_lead_announces() {
        let body = "一是抓学习。二是抓考核。存在的主要问题：一是人员少；二是经费缺。下一步打算：一是加强培训；二是开展督察。\n";
        expect_test::expect![[r#"
            1 1 一是|抓学习 ACHIEVEMENTS
            2 1 二是|抓考核 ACHIEVEMENTS
            3 1 一是|人员少 PROBLEMS
            4 1 二是|经费缺 PROBLEMS
            5 1 一是|加强培训 PLANS
            6 1 二是|开展督察 PLANS
        "#]]
        .assert_eq(&tree(body));
    }

    #[test]
    fn parts_hold_headings_that_begin_again() {
        let body = "第一部分 主要工作\n一、普法\n办活动。\n第二部分 下一步打算\n一、培训\n多办班。\n";
        expect_test::expect![[r#"
            1 1 第一部分|主要工作 ACHIEVEMENTS
            1.1 1 一、|普法 ACHIEVEMENTS
            2 1 第二部分|下一步打算 PLANS
            2.1 1 一、|培训 PLANS
        "#]]
        .assert_eq(&tree(body));
    }

    #[test]
    fn what_looks_like_a_label_and_is_none() {
        for body in [
            "1.5亿元到位。\n",
            "这是一是一、二是二的事，一是说清楚。\n",
            "（2021年）办结。\n",
            "三是统一的。\n",
            "一是否合法要看程序。\n",
        ] {
            assert_eq!(outline(body, &Marks::of(body)).len(), 1, "{body}");
        }
    }

    #[test]
    fn kinds_of_headings() {
        use SectionKind::*;
        for (heading, kind) in [
            ("今年的主要做法与成效", None),
            ("存在的主要问题和不足", Some(Problems)),
            ("工作中存在的问题与难点", Some(Problems)),
            ("2022年工作计划", Some(Plans)),
            ("下一步工作措施", Some(Plans)),
            ("主要领导履行第一责任人职责情况", Some(Duties)),
            ("法治政府建设及主要领导履行第一责任人职责情况", None),
            ("坚持问题导向，化解各类矛盾", None),
            ("上年度工作计划完成情况", None),
        ] {
            assert_eq!(kind_of(heading), kind, "{heading}");
        }
    }
}
