//! Recognition: which indicator a figure is an observation of.

use crate::catalogue::{Catalogue, Indicator};
use crate::compared::compared;
use crate::document::{Measure, Topic};
use crate::finder::{Finder, Hit, Order};
use crate::hits::Hits;
use crate::near::Near;
use crate::timing::Span;
use crate::wording::{Found, Literals, Wordings, mark, number_last, plain, verb_first};
use std::collections::HashMap;
use std::ops::Range;

/// A catalogue made ready to recognise: its wordings, and the words that must or must not be near.
#[derive(Debug)]
pub(crate) struct Recogniser {
    indicators: Vec<Entry>,
    wordings: Wordings,
    /// How many wordings there are.
    wording_count: usize,
    /// The texts of the wordings.
    fragments: Finder,
    /// For each text of the wordings: its length in characters.
    characters: Vec<u32>,
    /// For each text: the wordings that it can be the rarest part of, as a range of `triggered`.
    triggers: Vec<Range<u32>>,
    triggered: Vec<Triggered>,
    /// For each unit: which indicators have it.
    by_unit: HashMap<String, Vec<bool>>,
    terms: Finder,
    /// How many different terms there are.
    term_count: usize,
}

/// A wording that a text can be the rarest part of.
#[derive(Debug, Clone, Copy)]
struct Triggered {
    wording: u32,
    indicator: u32,
}

#[derive(Debug)]
struct Entry {
    parent: Option<usize>,
    measure: Measure,
    topic: Topic,
    near: Vec<usize>,
    not_near: Vec<usize>,
    unless_after: Vec<usize>,
}

/// What is asked about one figure. Ranges are bytes of the body.
pub(crate) struct Question<'a> {
    /// The own words, with `#`.
    pub words: &'a str,
    /// The own words are those of the figure before.
    pub inherited: bool,
    pub unit: &'a str,
    pub figure: Range<usize>,
    pub clause: Range<usize>,
    /// Brackets with numbers of their own behind the figure.
    pub asides: &'a [Range<usize>],
    pub sentence: Range<usize>,
    pub previous_sentence: Range<usize>,
    /// The paragraph so far, where the figures of the sentence before are about `told_of`.
    pub told_before: Range<usize>,
    /// What the figure before, in this sentence or the previous one, is about.
    pub told_of: Option<Topic>,
    /// The sentence goes on with what the one before it is about: 审结43件，其中维持20件。
    pub continues: bool,
    /// Headings from the innermost outwards.
    pub headings: &'a [Range<usize>],
    /// The indicators of figures before it in the sentence.
    pub earlier: &'a [Earlier],
    /// When the figure is.
    pub period: Span,
    /// The figure is one of the parts of a total: where 其中 stands.
    pub part_since: Option<usize>,
}

/// A figure before in the sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Earlier {
    /// Where it stands.
    pub at: usize,
    pub indicator: usize,
    pub period: Span,
}

/// The indicator of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Recognised {
    /// Its position in the catalogue.
    pub indicator: usize,
    pub confidence: f64,
}

/// Matches below this are none.
const THRESHOLD: f64 = 0.6;

#[derive(Debug, Clone, Copy)]
struct Match {
    indicator: usize,
    /// Characters of the wording that were found.
    length: usize,
    closeness: f64,
}

impl Match {
    fn score(&self) -> f64 {
        self.length as f64 + 4.0 * self.closeness
    }
}

impl Recogniser {
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut literals = Literals::default();
        let mut terms = Literals::default();
        let index: HashMap<&str, usize> =
            catalogue.indicators().iter().enumerate().map(|(at, indicator)| (indicator.code.as_str(), at)).collect();
        let mut indicators = Vec::new();
        let mut wordings = Wordings::default();
        let mut indicator_of = Vec::new();
        for (at, indicator) in catalogue.indicators().iter().enumerate() {
            for wording in &indicator.wordings {
                let added = wordings.add(wording, &mut literals);
                indicator_of.extend(added.map(|_| at));
            }
            indicators.push(entry(indicator, &index, &mut terms));
        }
        let characters: Vec<u32> = literals.texts.iter().map(|text| text.chars().count() as u32).collect();
        let mut triggered_by = vec![Vec::new(); literals.texts.len()];
        for (wording, &indicator) in indicator_of.iter().enumerate() {
            for &text in wordings.trigger(wording, &characters) {
                triggered_by[text as usize].push(Triggered { wording: wording as u32, indicator: indicator as u32 });
            }
        }
        let mut triggered = Vec::new();
        let mut triggers = Vec::with_capacity(triggered_by.len());
        for by_text in triggered_by {
            let start = triggered.len() as u32;
            triggered.extend(by_text);
            triggers.push(start..triggered.len() as u32);
        }
        let mut by_unit: HashMap<String, Vec<bool>> = HashMap::new();
        for (at, indicator) in catalogue.indicators().iter().enumerate() {
            for unit in indicator.units.iter().chain([&indicator.unit]) {
                by_unit.entry(unit.clone()).or_insert_with(|| vec![false; catalogue.indicators().len()])[at] = true;
            }
        }
        Self {
            indicators,
            wordings,
            wording_count: indicator_of.len(),
            // The longest text at a place comes first.
            fragments: Finder::new(literals.texts.iter().map(String::as_str), Order::LongestFirst),
            characters,
            triggers,
            triggered,
            by_unit,
            terms: Finder::new(terms.texts.iter().map(String::as_str), Order::ShortestFirst),
            term_count: terms.texts.len(),
        }
    }

    /// Makes ready to ask about the figures of a body.
    pub fn read<'a>(&'a self, body: &'a str, sentences: &'a [Range<usize>]) -> Asking<'a> {
        Asking {
            recogniser: self,
            near: Near::new(Hits::new(&self.terms, spoken_of, body, sentences), self.term_count),
            tried: vec![0; self.wording_count],
            round: 0,
            hits: Vec::new(),
            matches: Vec::new(),
        }
    }

    fn descends(&self, child: usize, ancestor: usize) -> bool {
        let mut at = self.indicators[child].parent;
        while let Some(parent) = at {
            if parent == ancestor {
                return true;
            }
            at = self.indicators[parent].parent;
        }
        false
    }

    /// A part behind 其中 is not an observation of what its total is, and a rate is stated once a sentence for a period.
    fn is_part_of_its_own_total(&self, found: &Match, question: &Question<'_>) -> bool {
        let rate = self.indicators[found.indicator].measure == Measure::Rate;
        question.earlier.iter().filter(|earlier| earlier.indicator == found.indicator).any(|earlier| {
            rate && earlier.period == question.period || question.part_since.is_some_and(|since| earlier.at < since)
        })
    }
}

/// Adds the terms of a sentence, but for what something is only compared with.
fn spoken_of(terms: &Finder, sentence: &str, found: &mut Vec<Hit>) {
    terms.all(sentence, found);
    let mut compared = compared(sentence).into_iter().peekable();
    found.retain(|&(start, end, _)| {
        while compared.next_if(|range| range.end <= start).is_some() {}
        compared.peek().is_none_or(|range| start < range.start || end > range.end)
    });
}

/// Questions about the figures of one body, with room to answer them in.
pub(crate) struct Asking<'a> {
    recogniser: &'a Recogniser,
    near: Near<'a>,
    /// For each wording: the round in which it was last tried.
    tried: Vec<u32>,
    round: u32,
    hits: Vec<Hit>,
    matches: Vec<Match>,
}

impl Asking<'_> {
    /// The indicator that the words of a figure name; none below the threshold.
    pub fn recognise(&mut self, question: &Question<'_>) -> Option<Recognised> {
        let recogniser = self.recogniser;
        let with_unit = recogniser.by_unit.get(question.unit)?;
        self.matches.clear();
        self.near.ask();
        let words = plain(question.words);
        self.find(&words, question, with_unit);
        if let Some(turned) = verb_first(&words) {
            self.find(&turned, question, with_unit);
        }
        let moved = number_last(&words).filter(|_| self.matches.is_empty());
        if let Some(moved) = &moved {
            self.find(moved, question, with_unit);
        }
        let mut matches = std::mem::take(&mut self.matches);
        matches.retain(|found| !recogniser.is_part_of_its_own_total(found, question));
        let answer = recogniser.answer(&mut matches, question.inherited || moved.is_some());
        self.matches = matches;
        answer
    }

    /// Adds the indicators whose wordings stand in the words, those not found before.
    fn find(&mut self, words: &str, question: &Question<'_>, with_unit: &[bool]) {
        let recogniser = self.recogniser;
        self.hits.clear();
        recogniser.fragments.all(words, &mut self.hits);
        // 不合格 is not 合格, 未办结 is not 办结, 应出庭 is not 出庭.
        self.hits.retain(|hit| {
            let before = &words[..hit.0];
            let due = before.ends_with('应') && words[hit.0..].starts_with("出庭");
            !before.ends_with(['不', '未']) && !due
        });
        let present = self.hits.iter().fold(0, |all, &(.., text)| all | mark(text));
        let found = Found { hits: &self.hits, present, characters: &recogniser.characters };
        self.round += 1;
        let known = self.matches.len();
        for &(.., text) in &self.hits {
            let Range { start, end } = recogniser.triggers[text];
            for &Triggered { wording, indicator } in &recogniser.triggered[start as usize..end as usize] {
                let (wording, indicator) = (wording as usize, indicator as usize);
                if !with_unit[indicator] || std::mem::replace(&mut self.tried[wording], self.round) == self.round {
                    continue;
                }
                let Some(length) = recogniser.wordings.find(wording, found) else { continue };
                match self.matches.iter().position(|found| found.indicator == indicator) {
                    None => self.matches.push(Match { indicator, length, closeness: 1.0 }),
                    Some(at) if at >= known => self.matches[at].length = self.matches[at].length.max(length),
                    Some(_) => {}
                }
            }
        }
        let near = &mut self.near;
        let mut at = 0;
        self.matches.retain_mut(|found| {
            at += 1;
            at <= known || recogniser.indicators[found.indicator].fits(found, near, question)
        });
        self.matches[known..].sort_unstable_by_key(|found| found.indicator);
    }
}

impl Entry {
    /// Whether what must be near is, and what must not is not; notes how close it is.
    fn fits(&self, found: &mut Match, near: &mut Near<'_>, question: &Question<'_>) -> bool {
        if self.near.is_empty() && self.not_near.is_empty() && self.unless_after.is_empty() {
            return true;
        }
        near.look(question);
        if self.not_near.iter().any(|term| near.of(*term).in_clause) {
            return false;
        }
        if !self.near.is_empty() {
            let goes_on = question.told_of == Some(self.topic);
            let closeness = |term: &usize| {
                let nearness = near.of(*term);
                // 共审结76宗。维持49宗: still the same cases.
                let told = (goes_on && nearness.told).then_some(0.75);
                nearness.closeness.into_iter().chain(told).max_by(f64::total_cmp)
            };
            let closest = self.near.iter().filter_map(closeness).max_by(f64::total_cmp);
            let Some(closeness) = closest else { return false };
            found.closeness = closeness;
        }
        // 办结# says too little to be explained by another sentence.
        if found.closeness < 0.58 && found.length <= 3 {
            return false;
        }
        let spoken_of = self.near.iter().filter_map(|term| near.of(*term).last).max();
        let gone_on = self.unless_after.iter().filter_map(|term| near.of(*term).before).max();
        gone_on.is_none_or(|gone_on| spoken_of.is_some_and(|spoken_of| spoken_of >= gone_on))
    }
}

impl Recogniser {
    /// The best of the matches, and how sure it is.
    fn answer(&self, matches: &mut Vec<Match>, inherited: bool) -> Option<Recognised> {
        if matches.len() > 1 {
            let children = matches.clone();
            matches.retain(|found| {
                !children.iter().any(|child| child.closeness >= 0.85 && self.descends(child.indicator, found.indicator))
            });
            matches.sort_by(|a, b| b.score().total_cmp(&a.score()));
        }
        let best = matches.first()?;
        let rival = matches
            .iter()
            .skip(1)
            .find(|other| !self.descends(best.indicator, other.indicator) && !self.descends(other.indicator, best.indicator));
        let mut confidence = certainty(best.length) * (0.7 + 0.3 * best.closeness);
        if inherited {
            confidence *= 0.92;
        }
        let lead = rival.map_or(f64::MAX, |rival| best.score() - rival.score());
        if lead < 1.0 {
            // Two that fit alike and are of different kinds: neither is sure.
            let of = |found: &Match| self.indicators[found.indicator].topic;
            let elsewhere = lead < 0.05 && rival.is_some_and(|rival| of(rival) != of(best));
            confidence *= if elsewhere { 0.6 } else { 0.8 };
        }
        (confidence >= THRESHOLD)
            .then(|| Recognised { indicator: best.indicator, confidence: (confidence * 100.0).round() / 100.0 })
    }
}

fn entry(indicator: &Indicator, index: &HashMap<&str, usize>, terms: &mut Literals) -> Entry {
    Entry {
        parent: indicator.parent.as_deref().and_then(|parent| index.get(parent).copied()),
        measure: indicator.measure,
        topic: indicator.topic,
        near: indicator.near.iter().map(|term| terms.id(term)).collect(),
        not_near: indicator.not_near.iter().map(|term| terms.id(term)).collect(),
        unless_after: indicator.unless_after.iter().map(|term| terms.id(term)).collect(),
    }
}

/// How sure a wording of so many characters is by itself.
fn certainty(length: usize) -> f64 {
    match length {
        0..=1 => 0.7,
        2 => 0.84,
        3 => 0.88,
        4 => 0.92,
        5 => 0.94,
        6 | 7 => 0.96,
        _ => 0.98,
    }
}
