//! Words that several figures share: 分别为 lists, and values before and after a change.

use crate::clauses::Clauses;
use crate::reading::Reading;
use crate::wordlist::WordList;
use crate::words::{Own, strip_filler, without_brackets};

/// What happened to a value.
static CHANGES: WordList = WordList::new(&[
    "调整", "精简", "压缩", "压减", "缩减", "缩短", "扩大", "增长", "上升", "下降", "提高", "提升", "减少", "增加", "降低",
    "增幅", "降幅", "压降", "下调", "上涨", "回落", "扩充", "扩增", "充实",
]);
/// What makes something smaller, larger or other: what follows is the new value.
static TURNS: WordList = WordList::new(&["压缩", "压减", "缩减", "缩短", "精简", "调整", "扩大", "扩充", "充实"]);
/// What a value is compared with.
static COMPARED: WordList =
    WordList::new(&["较上年", "比上年", "较去年", "比去年", "较上年同期", "比上年同期", "较去年同期", "比去年同期"]);

/// Whether the words in front of a number say that it is a change: 同比增长, 较上年增加了.
pub(crate) fn is_change(before: &str) -> bool {
    let before = before.trim_end_matches(['了', '约', '近', '超', '逾', '达', '为']);
    let compared = before.ends_with(['多', '少', '升', '降', '增', '减']) && before.contains(['较', '比']);
    !TURNS.ends(before) && (compared || CHANGES.ends(before))
}

/// 败诉率 in 败诉率同比下降: the words without the change that they end with.
pub(crate) fn without_change(words: &str) -> &str {
    let value = CHANGES.strip_end(words.trim_end_matches('了')).unwrap_or(words);
    value.trim_end_matches("同比").trim_end_matches("大幅")
}

/// Where a number is what a value was before (由上年的78%, followed by 提高到91.5%): the words without 由上年的.
pub(crate) fn former<'a>(before: &'a str, rest: &str) -> Option<&'a str> {
    let changed = rest.trim_start_matches(['，', '大', '幅']);
    let changed = CHANGES.strip_start(changed).or_else(|| changed.strip_prefix(['增', '降', '升', '减']));
    let becomes = changed.is_some_and(|after| after.starts_with(['到', '至', '为']) || after.starts_with("了"));
    let mut words = before;
    // 较上年260件增长22.3%, 较2020年的61件增加35件: what it is compared with.
    if changed.is_some() {
        let words = before.trim_end_matches('的').trim_end_matches("同期").trim_end_matches("全年");
        let words = COMPARED.strip_end(words).or_else(|| without_year(words)?.strip_suffix(['较', '比']));
        if let Some(words) = words {
            return Some(words.trim_end_matches('相'));
        }
    }
    if !becomes {
        return None;
    }
    for filler in ["的", "同期", "上年", "去年", "上一年", "年初", "上年度"] {
        words = words.strip_suffix(filler).unwrap_or(words);
    }
    words = without_year(words).unwrap_or(words);
    words.strip_suffix('由').or_else(|| words.strip_suffix('从'))
}

/// 总数达, 现有: words that say only that all are counted.
pub(crate) fn is_total(words: &str) -> bool {
    static TOTALS: WordList = WordList::new(&["总数", "总量", "现有", "现共有", "总计", "目前共有", "达到", "达", "为"]);
    let words = words.trim_start_matches(['，', '、']).trim_end_matches("达到").trim_end_matches(['达', '为', '有', '到']);
    TOTALS.starts_of(words).any(|total| total.len() == words.len()) || words == "现"
}

/// 经营主体 in 新增经营主体.
pub(crate) fn not_new(words: &str) -> String {
    static NEW: WordList =
        WordList::new(&["新增", "新登记", "新设立", "新设", "新建", "新聘", "新培养", "新发展", "新创建", "新选聘"]);
    NEW.first_in(words).map_or_else(|| words.to_owned(), |(at, new)| [&words[..at], &words[at + new.len()..]].concat())
}

/// 而2018年, 上年: words that say only of when.
pub(crate) fn is_only_a_year(words: &str) -> bool {
    let words = words.trim_start_matches(['而', '，']);
    let words = words.trim_end_matches("全年").trim_end_matches("同期");
    matches!(words, "上年" | "去年" | "上一年" | "上年度") || without_year(words) == Some("")
}

/// 由 in 由2019年: the words without the year that they end with.
fn without_year(words: &str) -> Option<&str> {
    let year = words.strip_suffix('年').or_else(|| words.strip_suffix("年度"))?;
    Some(year.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|rest| rest.len() < year.len())
}

/// More figures than this in one list are a table, not a sentence.
const LONGEST_LIST: usize = 12;

/// 受理、审结分别为45件、43件: gives each figure of the list its own word.
pub(crate) fn deal_out(body: &str, readings: &[(Reading, usize)], cut: &Clauses, all: &mut [Own]) {
    let mut index = 0;
    while index < all.len() {
        let before = without_brackets(&body[all[index].before.clone()]);
        if !before.contains("分别") {
            index += 1;
            continue;
        }
        let count = list_length(body, readings, all, index);
        // 新增省级4个、市级11个，累计分别达23个和78个: of the same, in the same order.
        let named = before.find("分别").is_some_and(|at| before[..at].chars().any(|c| !"，共累计总数已".contains(c)));
        let same_sentence =
            || cut.clauses[readings[index].1].sentence == cut.clauses[readings[index.saturating_sub(count)].1].sentence;
        if count > 1 && !named && !all[index].change && index >= count && same_sentence() {
            for at in index..index + count {
                all[at].words = all[at - count].words.clone();
                all[at].inherited = true;
            }
        }
        if let Some(words) = list_words(&before).filter(|_| count > 1) {
            let words: Vec<&str> = words.split(['、', '和', '及', '与']).map(str::trim).filter(|word| !word.is_empty()).collect();
            if words.len() >= count {
                for (at, word) in words[words.len() - count..].iter().enumerate() {
                    all[index + at].words = format!("{}#", strip_filler(word));
                    all[index + at].inherited = false;
                    all[index + at].dealt = true;
                }
            }
        }
        index += count.max(1);
    }
}

/// The list of words in front of 分别为.
fn list_words(before: &str) -> Option<&str> {
    let at = before.rfind("分别")?;
    let between = &before[at + "分别".len()..];
    let near = between.chars().count() <= 3;
    near.then(|| before[..at].trim_end_matches(['均', '各', '已', '共', '数', '量', '的']).trim_end_matches("案件"))
}

/// How many figures follow one another with nothing but 、 or 和 between them.
fn list_length(body: &str, readings: &[(Reading, usize)], all: &[Own], first: usize) -> usize {
    let mut count = 1;
    while count < LONGEST_LIST && first + count < all.len() {
        let same = readings[first + count].1 == readings[first].1;
        let between = body[all[first + count].before.clone()].trim_matches(['、', '和', '及', '与', '，']);
        if !same || !between.is_empty() {
            break;
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_not_values() {
        for (before, change) in [
            ("同比增长", true),
            ("较上年增加了", true),
            ("比去年下降", true),
            ("较上年多", true),
            ("提高到", false),
            ("受理", false),
            ("时限压缩", false),
        ] {
            assert_eq!(is_change(before), change, "{before}");
        }
    }

    #[test]
    fn what_a_value_was_before() {
        assert_eq!(former("办结率由", "提高到91.5%"), Some("办结率"));
        assert_eq!(former("办结率从上年的", "上升至91.5%"), Some("办结率"));
        assert_eq!(former("办结率由2019年的", "增至91.5%"), Some("办结率"));
        assert_eq!(former("申请量较2020年的", "增加到45件"), Some("申请量"));
        assert_eq!(former("申请量比2020年", "，增长12%"), Some("申请量"));
        assert_eq!(former("从", "件中选出"), None);
        assert_eq!(former("受理", "，提高到"), None);
    }
}
