//! What stands near a figure: the words that an indicator must or must not have there.

use crate::hits::Hits;
use crate::recognise::Question;

/// How near each term is to the figure that is asked about.
#[derive(Debug)]
pub(crate) struct Near<'a> {
    /// Where the terms stand in the body.
    hits: Hits<'a>,
    /// For each term: where it stands in `noted`, if it was noted.
    index: Vec<u32>,
    noted: Vec<(usize, Nearness)>,
    looked: bool,
}

/// How near one term is to a figure.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Nearness {
    pub in_clause: bool,
    pub closeness: Option<f64>,
    /// It stands in one of the sentences before.
    pub told: bool,
    /// Where it was last spoken of, up to the figure.
    pub last: Option<usize>,
    /// The same, without what stands behind the figure.
    pub before: Option<usize>,
}

impl<'a> Near<'a> {
    pub fn new(hits: Hits<'a>, count: usize) -> Self {
        Self { hits, index: vec![0; count], noted: Vec::new(), looked: false }
    }

    /// Forgets the figure before.
    pub fn ask(&mut self) {
        self.looked = false;
        self.noted.clear();
    }

    pub fn of(&self, term: usize) -> Nearness {
        match self.noted.get(self.index[term] as usize) {
            Some(&(noted, nearness)) if noted == term => nearness,
            _ => Nearness::default(),
        }
    }

    /// Notes what is near a figure, once.
    pub fn look(&mut self, question: &Question<'_>) {
        if std::mem::replace(&mut self.looked, true) {
            return;
        }
        let mut slots = Slots { index: &mut self.index, noted: &mut self.noted };
        // A sentence without end is no sentence: what is near stands within a few hundred characters.
        let around = question.sentence.start.max(question.figure.start.saturating_sub(1_500))
            ..question.sentence.end.min(question.figure.end + 900);
        for &(start, end, term) in self.hits.within(&around, 400) {
            let in_clause = start >= question.clause.start && end <= question.clause.end;
            let closeness = if in_clause {
                1.0
            } else if end <= question.figure.start {
                0.95 - 0.3 * ((question.figure.start - end) as f64 / 400.0).min(1.0)
            } else {
                0.6
            };
            let nearness = slots.note(term, closeness);
            // What is said of the parts in brackets is not said of the whole.
            nearness.in_clause |= in_clause && !question.asides.iter().any(|aside| aside.start <= start && end <= aside.end);
            if start < question.figure.start || in_clause {
                nearness.last = Some(start);
            }
            if start < question.figure.start {
                nearness.before = Some(start);
            }
        }
        for (depth, heading) in question.headings.iter().enumerate() {
            for &(.., term) in self.hits.within(heading, 60) {
                slots.note(term, if depth == 0 { 0.7 } else { 0.6 });
            }
        }
        for &(start, _, term) in self.hits.within(&question.previous_sentence, 100) {
            let nearness = slots.note(term, if question.continues { 0.75 } else { 0.55 });
            nearness.told = true;
            nearness.last.get_or_insert(start);
            nearness.before.get_or_insert(start);
        }
        for &(start, _, term) in self.hits.within(&question.told_before, 200) {
            let nearness = slots.slot(term);
            nearness.told = true;
            nearness.last.get_or_insert(start);
            nearness.before.get_or_insert(start);
        }
    }
}

struct Slots<'a> {
    index: &'a mut [u32],
    noted: &'a mut Vec<(usize, Nearness)>,
}

impl Slots<'_> {
    fn note(&mut self, term: usize, closeness: f64) -> &mut Nearness {
        let nearness = self.slot(term);
        nearness.closeness = Some(nearness.closeness.map_or(closeness, |other| other.max(closeness)));
        nearness
    }

    fn slot(&mut self, term: usize) -> &mut Nearness {
        let mut at = self.index[term] as usize;
        if self.noted.get(at).is_none_or(|&(noted, _)| noted != term) {
            at = self.noted.len();
            self.index[term] = at as u32;
            self.noted.push((term, Nearness::default()));
        }
        &mut self.noted[at].1
    }
}
