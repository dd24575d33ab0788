//! Sentences and clauses: the words that a number can belong to.

use crate::marks::{Kind, Marks};
use crate::wordlist::WordList;
use std::ops::Range;

/// A stretch between two marks of punctuation at the same depth of brackets and quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    pub range: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// How many brackets and quotes are open around it.
    pub depth: usize,
    /// Inside 《…》: the title of a law or a document.
    pub title: bool,
    /// Inside “…”.
    pub quoted: bool,
}

/// A body cut into sentences and clauses, both in order of their start.
#[derive(Debug, Default)]
pub(crate) struct Clauses {
    pub sentences: Vec<Range<usize>>,
    pub clauses: Vec<Clause>,
    /// For each position asked about: the index of its innermost clause.
    pub of: Vec<usize>,
}

/// What ends, opens or closes a clause.
pub(crate) static ENDS: WordList =
    WordList::new(&["。", "！", "？", "\n", "，", "；", "：", "\t", "|", "（", "《", "“", "〈", "‘", "）", "》", "”", "〉", "’"]);

/// Cuts a body; `positions` (ascending) are the places whose clause is wanted.
pub(crate) fn clauses(body: &str, marks: &Marks, positions: &[usize]) -> Clauses {
    let mut cut = Cutter { out: Clauses::default(), open: Vec::new(), sentence_start: 0 };
    cut.begin(0, None);
    let mut wanted = positions.iter().peekable();
    for at in marks.places(Kind::Clause) {
        let Some(character) = body[at..].chars().next() else { break };
        while wanted.next_if(|&&position| position <= at).is_some() {
            let innermost = cut.open.last().map_or(0, |open| open.clause);
            cut.out.of.push(innermost);
        }
        let after = at + character.len_utf8();
        match character {
            '。' | '！' | '？' | '\n' => cut.end_sentence(at, after),
            '，' | '；' | '：' | '\t' | '|' => cut.end_clause(at, after),
            '（' | '《' | '“' | '〈' | '‘' => cut.begin(after, Some(character)),
            '）' | '》' | '”' | '〉' | '’' => cut.close(at, character),
            _ => {}
        }
    }
    for _ in wanted {
        cut.out.of.push(cut.open.last().map_or(0, |open| open.clause));
    }
    cut.end_sentence(body.len(), body.len());
    cut.out
}

/// The brackets behind a figure, inside its clause, that have numbers of their own: 906名（专职42名、兼职864名）.
pub(crate) fn asides(body: &str, clause: &Range<usize>, figure: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = figure.end;
    while let Some(open) = body.get(from..clause.end).and_then(|rest| rest.find('（')) {
        let start = from + open;
        let end = body[start..clause.end].find('）').map_or(clause.end, |close| start + close);
        if body[start..end].contains(|c: char| c.is_ascii_digit()) {
            found.push(start..end);
        }
        from = end;
    }
    found
}

struct Open {
    bracket: Option<char>,
    clause: usize,
}

struct Cutter {
    out: Clauses,
    open: Vec<Open>,
    sentence_start: usize,
}

/// Deeper nesting than this is noise.
const DEEPEST: usize = 16;

impl Cutter {
    fn new_clause(&mut self, start: usize, bracket: Option<char>) -> usize {
        let around = self.open.last().map(|open| &self.out.clauses[open.clause]);
        let (title, quoted) = around.map_or((false, false), |clause| (clause.title, clause.quoted));
        self.out.clauses.push(Clause {
            range: start..start,
            sentence: self.out.sentences.len(),
            depth: self.open.len(),
            title: title || matches!(bracket, Some('《' | '〈')),
            quoted: quoted || matches!(bracket, Some('“' | '‘')),
        });
        self.out.clauses.len() - 1
    }

    fn begin(&mut self, start: usize, bracket: Option<char>) {
        if self.open.len() < DEEPEST {
            let clause = self.new_clause(start, bracket);
            self.open.push(Open { bracket, clause });
        }
    }

    fn end_clause(&mut self, at: usize, after: usize) {
        let Some(open) = self.open.pop() else { return };
        self.out.clauses[open.clause].range.end = at;
        let clause = self.new_clause(after, open.bracket);
        self.open.push(Open { clause, ..open });
    }

    fn close(&mut self, at: usize, bracket: char) {
        let opening = match bracket {
            '）' => '（',
            '》' => '《',
            '〉' => '〈',
            '’' => '‘',
            _ => '“',
        };
        let Some(depth) = self.open.iter().rposition(|open| open.bracket == Some(opening)) else { return };
        for open in self.open.drain(depth..) {
            self.out.clauses[open.clause].range.end = at;
        }
    }

    /// A sentence ends; brackets that are still open were never meant to be closed.
    fn end_sentence(&mut self, at: usize, after: usize) {
        for open in std::mem::take(&mut self.open) {
            self.out.clauses[open.clause].range.end = at;
        }
        self.out.sentences.push(self.sentence_start..at);
        self.sentence_start = after;
        self.begin(after, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_in_brackets_and_titles_do_not_cut() {
        let body = "梳理“四级”（省、市，县）事项5项，印发《规划，方案》等4个。完成。\n";
        let at = [body.find('5').unwrap(), body.find('4').unwrap()];
        let cut = clauses(body, &Marks::of(body), &at);
        let texts: Vec<_> = cut.of.iter().map(|&clause| &body[cut.clauses[clause].range.clone()]).collect();
        assert_eq!(texts, ["梳理“四级”（省、市，县）事项5项", "印发《规划，方案》等4个"]);
    }

    #[test]
    fn a_number_in_brackets_has_the_words_in_the_brackets() {
        let body = "12个乡镇（142个村、11个社区）实现。\n";
        let at = [body.find("142").unwrap()];
        let cut = clauses(body, &Marks::of(body), &at);
        assert_eq!(&body[cut.clauses[cut.of[0]].range.clone()], "142个村、11个社区");
    }
}
