//! What something is only compared with: in 行政复议与行政诉讼案件数之比 and in 首次超过行政诉讼 nothing is said about
//! lawsuits, so that what follows is not about them.

use crate::wordlist::WordList;
use crate::words::boundary_up;
use std::ops::Range;

/// What shows that something is compared.
static CUES: WordList = WordList::new(&["之比", "案件比", "数量比", "比例", "比值", "超过", "反超", "多于", "高于", "倍"]);

/// The words of a comparison that name what something is compared with, in order. Ranges are bytes of the body.
pub(crate) fn compared(body: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    while let Some((offset, cue)) = CUES.first_in(&body[next..]) {
        let at = next + offset;
        next = at + cue.len();
        let range = match cue {
            "超过" | "反超" | "多于" | "高于" => behind(body, next),
            "倍" => multiple(body, at),
            _ => ratio(body, at),
        };
        if let Some(range) = range.filter(|range| found.last().is_none_or(|last| last.end <= range.start)) {
            found.push(range);
        }
    }
    found
}

/// The clause in front of a place, as far as it can matter.
fn clause_before(body: &str, at: usize) -> &str {
    let near = &body[boundary_up(body, at.saturating_sub(120))..at];
    near.rfind(['，', '。', '；', '：', '\n', '（']).map_or(near, |mark| &near[boundary_up(near, mark + 1)..])
}

/// 行政复议与行政诉讼案件数之比: what stands behind the joint.
fn ratio(body: &str, at: usize) -> Option<Range<usize>> {
    let before = clause_before(body, at);
    let joint = before.rfind(['与', '和', '同', '比'])?;
    Some(at - before.len() + joint..at)
}

/// 超过行政诉讼: what stands behind, unless it is a number.
fn behind(body: &str, at: usize) -> Option<Range<usize>> {
    let rest = &body[at..boundary_up(body, at + 60)];
    let rest = &rest[..rest.find(['，', '。', '；', '、', '\n', '）'])?];
    let number = rest.contains(|c: char| c.is_ascii_digit()) || rest.starts_with(crate::numerals::begins_number);
    (!number && !rest.is_empty()).then(|| at..at + rest.len())
}

/// 是行政诉讼的1.6倍: what stands between 是 and 的.
fn multiple(body: &str, at: usize) -> Option<Range<usize>> {
    let before = clause_before(body, at);
    let number = before.trim_end_matches(['余', '多', '近']).trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let object = number.strip_suffix('的')?;
    let from = object.rfind(['是', '为', '达'])?;
    let start = at - before.len();
    Some(start + from..start + object.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_something_is_compared_with() {
        for (body, expected) in [
            ("行政复议与行政诉讼案件数之比为1.6:1，审结5件。", &["与行政诉讼案件数"][..]),
            ("复议收案量首次超过行政诉讼，审结5件。", &["行政诉讼"]),
            ("复议案件是行政诉讼的1.6倍。", &["是行政诉讼"]),
            ("受理超过300件，满意率高于98%。", &[]),
            ("同比增长2倍。", &[]),
        ] {
            let found: Vec<_> = compared(body).into_iter().map(|range| &body[range]).collect();
            assert_eq!(found, expected, "{body}");
        }
    }
}
