//! The words of a body, looked for a sentence at a time, and only in the sentences that are asked about: most of a report
//! bears on none of its figures.

use crate::finder::{Finder, Hit};
use std::ops::Range;

/// Where the words of a finder stand in a body.
#[derive(Debug)]
pub(crate) struct Hits<'a> {
    finder: &'a Finder,
    look: Look,
    body: &'a str,
    sentences: &'a [Range<usize>],
    /// For each sentence that has been looked through: its words, as a range of `found`.
    looked: Vec<Option<Range<u32>>>,
    found: Vec<Hit>,
    /// Room for those of one sentence.
    here: Vec<Hit>,
}

/// Adds the words of a sentence to an empty list, in order.
pub(crate) type Look = fn(&Finder, &str, &mut Vec<Hit>);

impl<'a> Hits<'a> {
    /// No word may reach from one sentence into the next.
    pub fn new(finder: &'a Finder, look: Look, body: &'a str, sentences: &'a [Range<usize>]) -> Self {
        Self { finder, look, body, sentences, looked: vec![None; sentences.len()], found: Vec::new(), here: Vec::new() }
    }

    /// The words that stand in a range of the body, in order, chosen from the first `most` that start in it.
    pub fn within(&mut self, range: &Range<usize>, most: usize) -> impl Iterator<Item = &Hit> {
        let first = self.sentences.partition_point(|sentence| sentence.end <= range.start);
        let reached = self.sentences[first..].iter().take_while(|sentence| sentence.start < range.end).take(most).count();
        let sentences = first..first + reached;
        sentences.clone().for_each(|sentence| self.look(sentence));
        let Range { start, end } = *range;
        let found = &self.found;
        let hits = self.looked[sentences].iter().flatten().flat_map(move |hits| {
            let hits = &found[hits.start as usize..hits.end as usize];
            &hits[hits.partition_point(|hit| hit.0 < start)..]
        });
        hits.take_while(move |hit| hit.0 < end).take(most).filter(move |hit| hit.1 <= end)
    }

    /// Looks through a sentence and the mark that ends it, once.
    fn look(&mut self, sentence: usize) {
        if self.looked[sentence].is_some() {
            return;
        }
        let start = self.sentences[sentence].start;
        let end = self.sentences.get(sentence + 1).map_or(self.body.len(), |next| next.start);
        let first = self.found.len();
        self.here.clear();
        (self.look)(self.finder, &self.body[start..end], &mut self.here);
        self.found.extend(self.here.iter().map(|&(from, until, word)| (start + from, start + until, word)));
        self.looked[sentence] = Some(first as u32..self.found.len() as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finder::Order;

    #[test]
    fn words_are_found_in_the_range_that_is_asked_about() {
        let finder = Finder::new(["调解", "复议"], Order::ShortestFirst);
        let body = "调解、复议。复议调解！调解。";
        let ends: Vec<usize> = body.match_indices(['。', '！']).map(|(at, _)| at).collect();
        let starts = std::iter::once(0).chain(ends.iter().map(|end| end + "。".len()));
        let sentences: Vec<Range<usize>> = starts.zip(&ends).map(|(start, &end)| start..end).collect();
        let mut hits = Hits::new(&finder, Finder::all, body, &sentences);
        let mut words = |range: Range<usize>, most| hits.within(&range, most).map(|hit| (hit.0, hit.2)).collect::<Vec<_>>();
        assert_eq!(words(18..30, 9), [(18, 1), (24, 0)]);
        assert_eq!(words(3..24, 9), [(9, 1), (18, 1)]);
        assert_eq!(words(0..body.len(), 4), [(0, 0), (9, 1), (18, 1), (24, 0)]);
        assert_eq!(words(0..0, 9), []);
    }
}
