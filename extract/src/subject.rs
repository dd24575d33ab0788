//! What a figure counts, in words that can be read alone, and whom it is limited to.

use crate::wordlist::WordList;
use crate::words::{Own, last_words, start, strip_filler, without_brackets};
use std::borrow::Cow;
use std::ops::Range;

/// Words at the start of a clause that say when or how, not what.
static LEADING: WordList = WordList::new(&[
    "全年",
    "今年以来",
    "今年",
    "本年度",
    "本年",
    "年内",
    "年以来",
    "目前",
    "截至目前",
    "截止目前",
    "其中",
    "共计",
    "累计",
    "先后",
    "已经",
    "已",
    "共",
    "并",
    "同时",
    "另",
    "还",
    "现有",
    "现",
    "全县",
    "全区",
    "全市",
    "我县",
    "我区",
    "我市",
    "县内",
    "期间",
    "年度",
    "以来",
    "一年来",
    "合计",
    "，",
    "的",
    "为",
    "对",
    "将",
]);

/// A readable name of what a figure counts.
pub(crate) fn subject(body: &str, own: &Own, carried: Option<&str>) -> String {
    let before = without_brackets(&body[own.before.clone()]);
    let before = trim_leading(without_item_label(&before));
    // 11个社区、142个行政村: what stands in front of the joint is what the figure before counts.
    let before = if own.listed && before.ends_with(['、', '和', '及', '与']) { "" } else { strip_filler(before) };
    let after = without_brackets(&body[own.after.clone()]);
    let after = after.trim_start_matches(['的', '、', '和']).trim_end_matches(['、', '和', '及', '的']);
    let phrase: Cow<'_, str> = match (before.is_empty(), after.is_empty()) {
        (_, true) => before.into(),
        (true, false) => after.into(),
        // 办理82件行政复议案件: verb and object make one phrase; a long start says whose.
        (false, false) => [last_words(before, 24), after].concat().into(),
    };
    let phrase = balanced(phrase.trim_matches(['、', '，', '和', '及', '与', '：', '的']));
    let phrase = start(&phrase, 40);
    match carried {
        Some(carried) if phrase.is_empty() => carried.to_owned(),
        Some(carried) if start(phrase, 5) == phrase && carried != phrase && !carried.ends_with('）') => {
            format!("{carried}（{phrase}）")
        }
        _ => phrase.to_owned(),
    }
}

/// A phrase cut out of a sentence must not keep half a pair of quotes.
fn balanced(phrase: &str) -> Cow<'_, str> {
    let whole = phrase.matches('“').count() == phrase.matches('”').count();
    if whole { phrase.into() } else { phrase.replace(['“', '”'], "").into() }
}

/// 收到申请 in 一是收到申请.
fn without_item_label(words: &str) -> &str {
    let digits = words.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    if digits.len() < words.len() { digits.strip_prefix('是').unwrap_or(words) } else { words }
}

pub(crate) fn trim_leading(words: &str) -> &str {
    let mut words = words.trim_start();
    loop {
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let year = words[digits..].strip_prefix('年').filter(|_| (1..=12).contains(&digits));
        let lead = || LEADING.starts_of(words).find(|lead| lead.len() < words.len()).map(|lead| &words[lead.len()..]);
        match year.or_else(lead) {
            Some(next) => words = next,
            None => return words,
        }
    }
}

/// Ends of the names of bodies that do things in a county.
static BODIES: WordList = WordList::new(&[
    "中心",
    "大厅",
    "平台",
    "委员会",
    "办公室",
    "法院",
    "检察院",
    "公安局",
    "司法局",
    "司法所",
    "调委会",
    "调解室",
    "工作室",
    "工作站",
    "协会",
    "志愿服务队",
    "法庭",
    "公证处",
    "律师事务所",
    "管理局",
    "监管局",
    "局",
    "窗口",
    "工作组",
]);

/// Verbs in front of a body that is made or used, not limited to.
static VERBS: WordList = WordList::new(&[
    "审核", "审查", "新建", "新设", "改建", "开设", "召开", "举办", "邀请", "联合", "列席", "配备", "选派", "指导", "有", "设立",
    "成立", "建立", "建成", "通过", "推进", "组织", "加强", "依托", "发挥", "完善", "打造", "开展", "由", "向", "在",
]);

/// The body or area that a figure is limited to; none where it is the whole county.
pub(crate) fn scope(body: &str, sentence: Range<usize>, own: &Own) -> Option<String> {
    let before = &body[own.before.clone()];
    for each in ["每个", "每"].into_iter().filter(|_| before.contains('每')) {
        if let Some(at) = before.rfind(each) {
            let unit = &before[at + each.len()..];
            let unit = start(unit.split(|c| "都均至少配设应必须确，、".contains(c)).next().unwrap_or(unit), 6);
            if (1..=5).contains(&unit.chars().count()) {
                return Some(format!("{each}{unit}"));
            }
        }
    }
    let lead = &body[sentence.start..own.before.end.max(sentence.start)];
    // （一）基层司法所: a label is no part of the name.
    let label = lead.strip_prefix('（').and_then(|rest| rest.split_once('）')).filter(|(label, _)| label.chars().count() <= 3);
    let first = trim_leading(label.map_or(lead, |(_, rest)| rest).trim_start_matches(['（', '\t']));
    let first = first.split(['，', '；', '：']).next().unwrap_or("");
    // A longer name is none.
    let name = &first[..BODIES.first_end_in(start(first, 20))?];
    (name.chars().count() >= 3 && !VERBS.is_in(name) && !name.contains(|c: char| c.is_ascii_digit()))
        .then(|| balanced(name).into())
}
