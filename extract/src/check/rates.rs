//! Rates that match the counts they are made of: 289人合格，合格率92.6%.

use super::{Sentence, equal, plain, same_kind};
use crate::document::{Check, CheckRule, CheckStatus, FigureStatus, Qualifier};

impl Sentence<'_> {
    /// Rates with the counts in front of them.
    pub(super) fn rates(&self, checks: &mut Vec<Check>) {
        for at in self.first..self.end {
            let rate = &self.terms[at];
            if rate.figure.unit != "%"
                || rate.own.change
                || rate.own.former
                || rate.figure.status != FigureStatus::Actual
                || rate.figure.qualifier != Qualifier::Exact
            {
                continue;
            }
            let name = rate_name(&rate.own.words);
            let share = name.is_none() && is_share(rate.before);
            if name.is_none() && !share {
                continue;
            }
            let before = self.counts.iter().copied().take_while(|&count| count < at);
            let counts: Vec<usize> = before.filter(|&count| self.terms[count].figure.qualifier == Qualifier::Exact).collect();
            let named: Vec<usize> = counts
                .iter()
                .copied()
                .filter(|&count| name.as_deref().is_some_and(|name| shares_words(name, &self.terms[count].own.words)))
                .collect();
            // 其中经调解撤回22件，调撤率34.4%; 和解22件，占34.4%: the count right in front of a rate that is stated to a
            // tenth, whatever words it has.
            let neighbour = counts.last().filter(|_| share || decimals(&rate.figure.raw) > 0);
            let found = self.rate(at, &counts, &named).or_else(|| self.rate(at, &counts, &[*neighbour?]));
            checks.extend(found);
        }
    }

    fn rate(&self, at: usize, counts: &[usize], named: &[usize]) -> Option<Check> {
        let value = |count: usize| self.terms[count].figure.value;
        let decimals = decimals(&self.terms[at].figure.raw);
        let stated = self.terms[at].figure.value;
        let one = counts
            .iter()
            .rev()
            .flat_map(|&whole| named.iter().rev().filter(move |&&part| part != whole).map(move |&part| ([part, part], 1, whole)));
        let two = counts.iter().flat_map(|&whole| {
            named.iter().enumerate().filter(move |&(_, &one)| one != whole).flat_map(move |(index, &one)| {
                named[index + 1..].iter().filter(move |&&two| two != whole).map(move |&two| ([one, two], 2, whole))
            })
        });
        one.chain(two).find_map(|(parts, count, whole)| {
            let parts = &parts[..count];
            let share = parts.iter().map(|&part| value(part)).sum::<f64>() / value(whole) * 100.0;
            // No rounding moves a share by more than one percent; most pairs are told by this.
            if !(0.0..=100.0).contains(&share) || (share - stated).abs() > 1.01 {
                return None;
            }
            let kin = parts.iter().all(|&part| {
                same_kind(&self.terms[part], &self.terms[whole]) && part > whole
                    || count == 1 && same_kind(&self.terms[part], &self.terms[whole])
            });
            if !kin {
                return None;
            }
            let status = agreement(stated, share, decimals)?;
            let numerator: Vec<String> = parts.iter().map(|&part| plain(value(part))).collect();
            let numerator = if parts.len() > 1 { format!("({})", numerator.join(" + ")) } else { numerator.join("") };
            Some(Check {
                rule: CheckRule::RateMatchesCounts,
                status,
                statement: format!(
                    "{numerator} ÷ {} = {}%，文中写作{}",
                    plain(value(whole)),
                    plain((share * 1e4).round() / 1e4),
                    self.terms[at].figure.raw
                ),
                stated,
                expected: (share * 1e6).round() / 1e6,
                figures: parts.iter().copied().chain([whole, at]).collect(),
            })
        })
    }
}

/// 办结回复率 in 办结回复率为#; none where the words name no rate.
pub(super) fn rate_name(words: &str) -> Option<String> {
    let at = words.find('#').unwrap_or(words.len());
    let end = words[..at].rfind('率')?;
    let name: String = words[..end].chars().rev().take(8).collect();
    Some(name.chars().rev().collect())
}

/// 占34.4%, 占总数的34.4%: a share of what stands before.
fn is_share(before: &str) -> bool {
    before.rfind('占').is_some_and(|at| before[at..].chars().count() <= 8)
}

/// Whether two neighbouring characters of a name stand in the words.
fn shares_words(name: &str, words: &str) -> bool {
    let characters: Vec<char> = name.chars().collect();
    characters.windows(2).any(|pair| words.contains(&pair.iter().collect::<String>()))
}

fn decimals(raw: &str) -> i32 {
    raw.split_once('.').map_or(0, |(_, after)| after.chars().take_while(char::is_ascii_digit).count() as i32)
}

/// How a stated rate agrees with the true one; none where it does not.
fn agreement(stated: f64, share: f64, decimals: i32) -> Option<CheckStatus> {
    if equal(stated, share) {
        return Some(CheckStatus::Passed);
    }
    // 93.80 may be 93.8 with a zero for show: the digits that are stated end at the last one that is not zero.
    let shown = (0..=decimals)
        .find(|&places| equal(stated * 10_f64.powi(places), (stated * 10_f64.powi(places)).round()))
        .unwrap_or(decimals);
    let scale = 10_f64.powi(shown);
    let rounded = equal((share * scale).round() / scale, stated);
    let truncated = equal((share * scale).floor() / scale, stated);
    ((rounded || truncated) && shown + i32::from(stated < 100.0) > 0).then_some(CheckStatus::Rounded)
}
