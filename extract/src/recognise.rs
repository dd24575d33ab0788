//! Recognition: which indicator a figure is an observation of.

use crate::catalogue::{Catalogue, Indicator};
use crate::document::Measure;
use crate::wording::{Hit, Literals, Wording, compile, plain, verb_first};
use aho_corasick::{AhoCorasick, BuildError, MatchKind};
use std::collections::HashMap;
use std::ops::Range;

/// A catalogue made ready to recognise: one automaton for the wordings, one for the words that must or must not be near.
#[derive(Debug)]
pub(crate) struct Recogniser {
    indicators: Vec<Entry>,
    wordings: Vec<(usize, Wording)>,
    fragments: AhoCorasick,
    /// For each text of the wordings: its length in characters.
    characters: Vec<usize>,
    /// For each text: the wordings that it can be the rarest part of.
    triggers: Vec<Vec<usize>>,
    /// For each unit: which indicators have it.
    by_unit: HashMap<String, Vec<bool>>,
    terms: AhoCorasick,
}

#[derive(Debug)]
struct Entry {
    code: String,
    parent: Option<usize>,
    measure: Measure,
    near: Vec<usize>,
    not_near: Vec<usize>,
    unless_after: Vec<usize>,
}

/// Where the words that must or must not be near stand in one body.
#[derive(Debug)]
pub(crate) struct TermHits {
    hits: Vec<(Range<usize>, usize)>,
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
    pub sentence: Range<usize>,
    pub previous_sentence: Range<usize>,
    /// Headings from the innermost outwards.
    pub headings: &'a [Range<usize>],
    /// Codes that figures before it in the sentence have, with where they stand.
    pub earlier: &'a [(usize, String)],
    /// The figure is one of the parts of a total: where 其中 stands.
    pub part_since: Option<usize>,
}

/// The indicator of a figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recognised {
    pub code: String,
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
    pub fn new(catalogue: &Catalogue) -> Result<Self, BuildError> {
        let mut literals = Literals::default();
        let mut terms = Literals::default();
        let index: HashMap<&str, usize> =
            catalogue.indicators().iter().enumerate().map(|(at, indicator)| (indicator.code.as_str(), at)).collect();
        let mut indicators = Vec::new();
        let mut wordings = Vec::new();
        for (at, indicator) in catalogue.indicators().iter().enumerate() {
            for wording in &indicator.wordings {
                let wording = compile(wording, &mut literals);
                if !wording.fragments.is_empty() {
                    wordings.push((at, wording));
                }
            }
            indicators.push(entry(indicator, &index, &mut terms));
        }
        let characters: Vec<usize> = literals.texts.iter().map(|text| text.chars().count()).collect();
        let mut triggers = vec![Vec::new(); literals.texts.len()];
        for (at, (_, wording)) in wordings.iter().enumerate() {
            for &text in wording.trigger(&characters) {
                triggers[text].push(at);
            }
        }
        let mut by_unit: HashMap<String, Vec<bool>> = HashMap::new();
        for (at, indicator) in catalogue.indicators().iter().enumerate() {
            for unit in indicator.units.iter().chain([&indicator.unit]) {
                by_unit.entry(unit.clone()).or_insert_with(|| vec![false; catalogue.indicators().len()])[at] = true;
            }
        }
        let automaton = |texts: &[String]| AhoCorasick::builder().match_kind(MatchKind::Standard).build(texts);
        let (fragments, terms) = (automaton(&literals.texts)?, automaton(&terms.texts)?);
        Ok(Self { indicators, wordings, fragments, characters, triggers, by_unit, terms })
    }

    /// One pass over a body for every word that must or must not be near.
    pub fn terms(&self, body: &str) -> TermHits {
        let mut hits: Vec<_> =
            self.terms.find_overlapping_iter(body).map(|found| (found.range(), found.pattern().as_usize())).collect();
        hits.sort_unstable_by_key(|(range, term)| (range.start, range.end, *term));
        TermHits { hits }
    }

    /// The indicator that the words of a figure name; none below the threshold.
    pub fn recognise(&self, question: &Question<'_>, terms: &TermHits) -> Option<Recognised> {
        let near = terms.near(question);
        let words = plain(question.words);
        let mut matches = self.matches(&words, question, &near);
        if let Some(turned) = verb_first(&words) {
            let known: Vec<usize> = matches.iter().map(|found| found.indicator).collect();
            matches.extend(self.matches(&turned, question, &near).into_iter().filter(|found| !known.contains(&found.indicator)));
        }
        matches.retain(|found| !self.is_part_of_its_own_total(found, question));
        let children = matches.clone();
        matches.retain(|found| {
            !children.iter().any(|child| self.descends(child.indicator, found.indicator) && child.closeness >= 0.85)
        });
        matches.sort_by(|a, b| b.score().total_cmp(&a.score()));
        let best = matches.first()?;
        let rival = matches
            .iter()
            .skip(1)
            .find(|other| !self.descends(best.indicator, other.indicator) && !self.descends(other.indicator, best.indicator));
        let mut confidence = certainty(best.length) * (0.7 + 0.3 * best.closeness);
        if question.inherited {
            confidence *= 0.92;
        }
        if rival.is_some_and(|rival| best.score() - rival.score() < 1.0) {
            confidence *= 0.8;
        }
        (confidence >= THRESHOLD).then(|| Recognised {
            code: self.indicators[best.indicator].code.clone(),
            confidence: (confidence * 100.0).round() / 100.0,
        })
    }

    fn matches(&self, words: &str, question: &Question<'_>, near: &Near) -> Vec<Match> {
        let Some(with_unit) = self.by_unit.get(question.unit) else { return Vec::new() };
        let mut hits: Vec<Hit> = self
            .fragments
            .find_overlapping_iter(words)
            .map(|found| (found.start(), found.end(), found.pattern().as_usize()))
            .collect();
        // The longest text at a place comes first.
        hits.sort_unstable_by_key(|&(start, end, text)| (start, usize::MAX - end, text));
        let triggered = hits.iter().flat_map(|&(.., text)| self.triggers[text].iter().copied());
        let mut tried: Vec<usize> = triggered.filter(|&wording| with_unit[self.wordings[wording].0]).collect();
        tried.sort_unstable();
        tried.dedup();
        let mut best: HashMap<usize, Match> = HashMap::new();
        for wording in tried {
            let (indicator, wording) = &self.wordings[wording];
            let entry = &self.indicators[*indicator];
            let Some(length) = wording.find(&hits, &self.characters) else { continue };
            if entry.not_near.iter().any(|term| near.in_clause(*term)) {
                continue;
            }
            let closeness = match entry.near.as_slice() {
                [] => 1.0,
                any => match any.iter().filter_map(|term| near.closeness(*term)).max_by(f64::total_cmp) {
                    Some(closeness) => closeness,
                    None => continue,
                },
            };
            // 办结# says too little to be explained by another sentence.
            if closeness < 0.58 && length <= 3 {
                continue;
            }
            let spoken_of = entry.near.iter().filter_map(|term| near.last(*term)).max();
            let gone_on = entry.unless_after.iter().filter_map(|term| near.before(*term)).max();
            if gone_on.is_some_and(|gone_on| spoken_of.is_none_or(|spoken_of| spoken_of < gone_on)) {
                continue;
            }
            let found = Match { indicator: *indicator, length, closeness };
            let slot = best.entry(*indicator).or_insert(found);
            if found.score() > slot.score() {
                *slot = found;
            }
        }
        let mut matches: Vec<Match> = best.into_values().collect();
        matches.sort_by_key(|found| found.indicator);
        matches
    }

    /// A part behind 其中 is not an observation of what its total is, and a rate is stated once a sentence.
    fn is_part_of_its_own_total(&self, found: &Match, question: &Question<'_>) -> bool {
        let entry = &self.indicators[found.indicator];
        question.earlier.iter().any(|(at, code)| {
            *code == entry.code && (entry.measure == Measure::Rate || question.part_since.is_some_and(|since| *at < since))
        })
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
}

fn entry(indicator: &Indicator, index: &HashMap<&str, usize>, terms: &mut Literals) -> Entry {
    Entry {
        code: indicator.code.clone(),
        parent: indicator.parent.as_deref().and_then(|parent| index.get(parent).copied()),
        measure: indicator.measure,
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

impl TermHits {
    fn within(&self, range: Range<usize>, most: usize) -> impl Iterator<Item = &(Range<usize>, usize)> {
        let first = self.hits.partition_point(|(hit, _)| hit.start < range.start);
        self.hits[first..]
            .iter()
            .take(most)
            .take_while(move |(hit, _)| hit.start < range.end)
            .filter(move |(hit, _)| hit.end <= range.end)
    }

    /// How near each term is to a figure.
    fn near(&self, question: &Question<'_>) -> Near {
        let mut near = Near::default();
        // A sentence without end is no sentence: what is near stands within a few hundred characters.
        let around = question.sentence.start.max(question.figure.start.saturating_sub(1_500))
            ..question.sentence.end.min(question.figure.end + 900);
        for (hit, term) in self.within(around, 400) {
            let in_clause = hit.start >= question.clause.start && hit.end <= question.clause.end;
            let closeness = if in_clause {
                near.clause.push(*term);
                1.0
            } else if hit.end <= question.figure.start {
                0.95 - 0.3 * ((question.figure.start - hit.end) as f64 / 400.0).min(1.0)
            } else {
                0.6
            };
            near.note(*term, closeness);
            if hit.start < question.figure.start || in_clause {
                near.last.insert(*term, hit.start);
            }
            if hit.start < question.figure.start {
                near.before.insert(*term, hit.start);
            }
        }
        for (depth, heading) in question.headings.iter().enumerate() {
            for (_, term) in self.within(heading.clone(), 60) {
                near.note(*term, if depth == 0 { 0.7 } else { 0.6 });
            }
        }
        for (hit, term) in self.within(question.previous_sentence.clone(), 100) {
            near.note(*term, 0.55);
            near.last.entry(*term).or_insert(hit.start);
            near.before.entry(*term).or_insert(hit.start);
        }
        near
    }
}

#[derive(Debug, Default)]
struct Near {
    clause: Vec<usize>,
    closeness: HashMap<usize, f64>,
    /// Where each term was last spoken of, up to the figure.
    last: HashMap<usize, usize>,
    /// The same, without what stands behind the figure.
    before: HashMap<usize, usize>,
}

impl Near {
    fn note(&mut self, term: usize, closeness: f64) {
        let slot = self.closeness.entry(term).or_insert(closeness);
        *slot = slot.max(closeness);
    }

    fn in_clause(&self, term: usize) -> bool {
        self.clause.contains(&term)
    }

    fn last(&self, term: usize) -> Option<usize> {
        self.last.get(&term).copied()
    }

    fn before(&self, term: usize) -> Option<usize> {
        self.before.get(&term).copied()
    }

    fn closeness(&self, term: usize) -> Option<f64> {
        self.closeness.get(&term).copied()
    }
}
