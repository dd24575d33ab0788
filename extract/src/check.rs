//! The report's own arithmetic: parts that add up, rates that match their counts.
//!
//! A false alarm is worse than a missed relation. That a relation holds is found by trying; that it fails is said only
//! where the sentence itself says that it should hold.

use crate::document::{Check, CheckRule, CheckStatus, Figure, FigureStatus, Qualifier};
use crate::words::Own;
use rates::rate_name;

mod rates;

/// A figure with its words and its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term<'a> {
    pub figure: &'a Figure,
    pub own: &'a Own,
    pub sentence: usize,
    /// Byte position in the body.
    pub start: usize,
    /// The words in front of it, as they stand in the body.
    pub before: &'a str,
    /// It stands in brackets.
    pub nested: bool,
}

/// More figures than this in one sentence are a table.
const LONGEST: usize = 40;

/// Every relation found, in document order.
pub(crate) fn check(terms: &[Term<'_>], body: &str) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut first = 0;
    while first < terms.len() {
        let length = length_of(&terms[first..], body);
        if length <= LONGEST {
            let end = first + length;
            let counts = (first..end).filter(|&at| is_count(&terms[at])).collect();
            let sentence = Sentence { terms, first, end, counts, body };
            sentence.parts(&mut checks);
            sentence.rates(&mut checks);
        }
        first += length;
    }
    checks.extend(terms.iter().enumerate().filter_map(|(at, term)| percent(at, term)));
    checks.sort_by_key(|check| check.figures.iter().copied().max());
    checks
}

/// How many figures the first sentence has, with the next one where that goes on with its parts: 已审结47件。其中维持29件.
fn length_of(terms: &[Term<'_>], body: &str) -> usize {
    let mut length = 1;
    while let (Some(last), Some(next)) = (terms.get(length - 1), terms.get(length)) {
        let goes_on = || body.get(last.start..next.start).is_some_and(|between| between.contains("。其中"));
        if last.sentence != next.sentence && !goes_on() {
            break;
        }
        length += 1;
    }
    length
}

struct Sentence<'a> {
    terms: &'a [Term<'a>],
    first: usize,
    end: usize,
    /// Which of its figures count something.
    counts: Vec<usize>,
    body: &'a str,
}

impl Sentence<'_> {
    /// Totals with the parts that follow them.
    fn parts(&self, checks: &mut Vec<Check>) {
        let mut at = self.first;
        while at < self.end {
            at = match self.total(at) {
                Some((check, next)) => {
                    checks.push(check);
                    next
                }
                None => at + 1,
            };
        }
        self.groups(checks);
    }

    /// The counts from `start` on that count the same things as the figure at `at`.
    fn counts_of_kind(&self, at: usize, start: usize) -> Vec<usize> {
        let same_kind = |&part: &usize| same_kind(&self.terms[at], &self.terms[part]);
        self.counts.iter().copied().skip_while(|&part| part < start).filter(same_kind).collect()
    }

    /// The figure at `at` as the total of those behind it; with the index from which to go on.
    fn total(&self, at: usize) -> Option<(Check, usize)> {
        let total = &self.terms[at];
        if !self.counts.contains(&at) {
            return None;
        }
        let parts = self.counts_of_kind(at, at + 1);
        let mut sum = 0.0;
        for (taken, &part) in parts.iter().enumerate() {
            sum += self.terms[part].figure.value;
            if taken > 0 && equal(sum, total.figure.value) && self.adds_up_on_purpose(at, &parts[..=taken]) {
                return Some((self.sum(at, &parts[..=taken], sum, CheckStatus::Passed), part));
            }
            if sum > total.figure.value {
                break;
            }
        }
        let &next = parts.first()?;
        let between = &self.body[total.start..self.terms[next].start];
        if !between.contains("其中") || self.terms[next].own.change {
            return None;
        }
        let run: Vec<usize> = parts
            .iter()
            .copied()
            .take_while(|&part| !self.body[self.terms[part].start..self.terms[part].start].contains('；'))
            .collect();
        // 其他 and 其余 close a list: its parts are meant to be all there are.
        let closing =
            run.iter().position(|&part| ["其他", "其它", "其余"].iter().any(|word| self.terms[part].before.contains(word)));
        // 其中 may go back to an earlier total: only where there is none can the parts be wrong.
        let only = (self.first..at).all(|other| !same_kind(&self.terms[other], total));
        if let Some(closing) = closing.filter(|&closing| closing > 0) {
            let run = &run[..=closing];
            let exact = closing > 1
                && only
                && !self.goes_on(run[closing])
                && total.figure.qualifier == Qualifier::Exact
                && run.iter().all(|&part| {
                    self.terms[part].figure.qualifier == Qualifier::Exact && self.terms[part].nested == total.nested
                });
            let sum: f64 = run.iter().map(|&part| self.terms[part].figure.value).sum();
            return exact.then(|| (self.sum(at, run, sum, CheckStatus::Failed), run[closing]));
        }
        let part = &self.terms[next];
        let exceeds = part.figure.value > total.figure.value;
        if exceeds && (total.figure.qualifier != Qualifier::Exact || part.nested != total.nested || !only) {
            return None;
        }
        // 14个乡镇…，其中村级服务室187个: 个 and 次 count anything, which need not be of one kind.
        if exceeds && ["个", "次", "场", "项", "家", "处"].contains(&part.figure.unit.as_str()) {
            return None;
        }
        let status = if exceeds { CheckStatus::Failed } else { CheckStatus::Passed };
        let statement = format!(
            "{}{}是{}{}的一部分{}",
            plain(part.figure.value),
            part.figure.unit,
            plain(total.figure.value),
            total.figure.unit,
            if exceeds { "，却比它大" } else { "" }
        );
        let check = Check {
            rule: CheckRule::TotalExceedsPart,
            status,
            statement,
            stated: total.figure.value,
            expected: part.figure.value,
            figures: vec![at, next],
        };
        Some((check, next))
    }

    /// Small numbers add up by chance: the words or the size must speak for it.
    fn adds_up_on_purpose(&self, at: usize, parts: &[usize]) -> bool {
        let total = self.terms[at].figure.value;
        let between = &self.body[self.terms[at].start..self.terms[parts[0]].start];
        let said = ["其中", "分别", "包括", "包含", "：", "（", "即"].iter().any(|word| between.contains(word));
        let alike = parts.iter().all(|&part| self.terms[part].nested == self.terms[parts[0]].nested);
        // What is a part itself has no parts unless it is said: 驳回5件，撤销4件，确认违法1件.
        let is_part = || self.body[self.terms[self.first].start..self.terms[at].start].contains("其中");
        total > 2.0 && alike && (said || !is_part() && (total >= 20.0 || parts.len() > 2 && total >= 10.0))
    }

    /// 其余12件正在办理: what is left of an earlier total, not of the one before it.
    fn goes_on(&self, part: usize) -> bool {
        let term = &self.terms[part];
        let after = &self.body[term.own.after.clone()];
        ["正", "未", "尚", "仍", "待", "在办", "在审", "继续", "转"]
            .iter()
            .any(|word| after.contains(word) || term.before.contains(word))
    }

    fn sum(&self, total: usize, parts: &[usize], sum: f64, status: CheckStatus) -> Check {
        let stated = self.terms[total].figure;
        let added: Vec<String> = parts.iter().map(|&part| plain(self.terms[part].figure.value)).collect();
        let relation =
            if status == CheckStatus::Failed { format!("，而总数写作{}", plain(stated.value)) } else { String::new() };
        Check {
            rule: CheckRule::PartsSumToTotal,
            status,
            statement: format!("{} = {}{}{relation}", added.join(" + "), plain(sum), stated.unit),
            stated: stated.value,
            expected: sum,
            figures: std::iter::once(total).chain(parts.iter().copied()).collect(),
        }
    }

    /// 260件和122件 … 废止158件、失效76件、修改29件、保留119件: two lists with the same sum.
    fn groups(&self, checks: &mut Vec<Check>) {
        for from in self.first..self.end {
            let (Some(a), Some(b)) = (self.terms.get(from), self.terms.get(from + 1).filter(|_| from + 1 < self.end)) else {
                break;
            };
            if !([from, from + 1].iter().all(|at| self.counts.contains(at)) && same_kind(a, b) && joined(b.before)) {
                continue;
            }
            let wanted = a.figure.value + b.figure.value;
            let parts = self.counts_of_kind(from, from + 2);
            let sum: f64 = parts.iter().map(|&part| self.terms[part].figure.value).sum();
            if parts.len() >= 3 && wanted >= 20.0 && equal(sum, wanted) {
                let added: Vec<String> = parts.iter().map(|&part| plain(self.terms[part].figure.value)).collect();
                checks.push(Check {
                    rule: CheckRule::PartsSumToTotal,
                    status: CheckStatus::Passed,
                    statement: format!(
                        "{} = {} + {}{}",
                        added.join(" + "),
                        plain(a.figure.value),
                        plain(b.figure.value),
                        a.figure.unit
                    ),
                    stated: wanted,
                    expected: sum,
                    figures: [from, from + 1].into_iter().chain(parts).collect(),
                });
            }
        }
    }
}

/// Rates that count a part of a whole. Rates of another kind (结案率, 毛入学率, 债务率, 完成率) can pass 100%.
const SHARES: &[&str] = &[
    "出庭",
    "合格",
    "覆盖",
    "成功率",
    "满意",
    "参考率",
    "参学率",
    "参训率",
    "知晓",
    "持证",
    "通过率",
    "公开率",
    "答复率",
    "履行率",
    "公示率",
];

/// A share above the whole cannot be.
fn percent(at: usize, term: &Term<'_>) -> Option<Check> {
    let share = term.figure.unit == "%"
        && !term.own.change
        && rate_name(&term.own.words).is_some_and(|name| SHARES.iter().any(|word| name.contains(word)) && !name.contains('增'));
    (share && term.figure.value > 100.0).then(|| Check {
        rule: CheckRule::PercentInRange,
        status: CheckStatus::Failed,
        statement: format!("{}超过100%", term.figure.raw),
        stated: term.figure.value,
        expected: 100.0,
        figures: vec![at],
    })
}

fn is_count(term: &Term<'_>) -> bool {
    let figure = term.figure;
    figure.unit != "%"
        && !figure.unit.contains("百分点")
        && figure.value_high.is_none()
        && figure.status == FigureStatus::Actual
        && !term.own.change
        && !term.own.former
        && !is_per_unit(term)
}

/// 每村1名: how many each has is no total.
fn is_per_unit(term: &Term<'_>) -> bool {
    term.before.contains('每') || term.before.ends_with(['各', '均']) || term.before.contains("平均")
}

/// Units that count the same things: 件 and 起, 名 and 人.
fn same_kind(a: &Term<'_>, b: &Term<'_>) -> bool {
    let family = |unit: &str| match unit {
        "起" | "例" | "宗" => "件",
        "人" | "位" => "名",
        "场" | "期" => "场次",
        _ => "",
    };
    let (x, y) = (a.figure.unit.as_str(), b.figure.unit.as_str());
    x == y || (!family(x).is_empty() && (family(x) == y || family(x) == family(y))) || (!family(y).is_empty() && family(y) == x)
}

fn joined(between: &str) -> bool {
    ["和", "、", "及", "与"].iter().any(|joint| between.contains(joint))
}

fn equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs()).max(1.0)
}

/// 67, not 67.0.
fn plain(value: f64) -> String {
    format!("{value}")
}
