//! Figures and sections of one report: what the readings mean in their place.

use crate::Extractor;
use crate::check;
use crate::clauses::{self, Clauses};
use crate::dates::Mention;
use crate::document::{Figure, FigureStatus, Section, Topic};
use crate::outline::Node;
use crate::reading::Reading;
use crate::recognise::{Earlier, Question};
use crate::subject;
use crate::tables::{self, Cell};
use crate::timing::{self, Place, Span};
use crate::topic::TopicHits;
use crate::traced::Traced;
use crate::wordlist::WordList;
use crate::words::{self, Own};
use std::ops::Range;

/// One report with everything that is known about its body.
pub(crate) struct Scene<'a> {
    pub extractor: &'a Extractor,
    pub source: &'a str,
    pub body: &'a Traced,
    pub nodes: &'a [Node],
    pub mentions: &'a [Mention],
    pub cut: &'a Clauses,
    pub readings: &'a [(Reading, usize)],
    pub cells: &'a [Cell],
    pub year: i32,
    /// 全区 is the autonomous region, not the county.
    pub in_region: bool,
}

impl Scene<'_> {
    /// The own words of every figure.
    pub fn own_words(&self) -> Vec<Own> {
        let mut all = words::own_words(&self.body.text, self.readings, self.cut, self.cells);
        for own in all.iter_mut().filter(|own| !self.in_region && own.words.contains("全区")) {
            own.words = own.words.replace("全区", "全县");
        }
        all
    }

    /// What the arithmetic of the report is checked on.
    pub fn terms<'b>(&'b self, figures: &'b [Figure], own: &'b [Own]) -> Vec<check::Term<'b>> {
        let of = |((figure, own), (reading, at)): ((&'b Figure, &'b Own), &'b (Reading, usize))| check::Term {
            figure,
            own,
            sentence: self.cut.clauses[*at].sentence,
            start: reading.range.start,
            before: &self.body.text[own.before.clone()],
            nested: self.cut.clauses[*at].depth > 0,
        };
        figures.iter().zip(own).zip(self.readings).map(of).collect()
    }

    /// Every figure, in document order.
    pub fn figures(&self, own: &[Own], topics: &mut TopicHits<'_>) -> Vec<Figure> {
        let body = self.body.text.as_str();
        let mut asking = self.extractor.recogniser.read(body, &self.cut.sentences);
        let parts: Vec<usize> = body.match_indices("其中").map(|(at, _)| at).collect();
        let mut offsets = Offsets::new(self.source);
        let mut figures: Vec<Figure> = Vec::with_capacity(own.len());
        let mut earlier: Vec<Earlier> = Vec::new();
        let mut last: Option<(usize, usize)> = None;
        let mut told: Option<(usize, usize, Topic)> = None;
        let mut sentence_of_last = usize::MAX;
        let mut carried: Option<String> = None;
        let mut continues = false;
        let mut topic_of_last: Option<Topic> = None;
        let mut headings = Vec::new();
        for ((reading, at), own) in self.readings.iter().zip(own) {
            let around = &self.cut.clauses[*at];
            let sentence = window(body, &self.cut.sentences[around.sentence], &reading.range, 1_800, 900);
            let clause = window(body, &around.range, &reading.range, 900, 600);
            if around.sentence != sentence_of_last {
                sentence_of_last = around.sentence;
                earlier.clear();
                carried = None;
                let previous = around.sentence.checked_sub(1).map(|at| self.cut.sentences[at].clone());
                continues =
                    previous.is_some_and(|previous| words::continues(body, &previous, &self.cut.sentences[around.sentence]));
                topic_of_last = topic_of_last.filter(|_| continues);
            }
            let node = self.node_at(reading.range.start);
            // 一是收到申请32件；二是出庭18次: each item speaks of its own.
            if last.is_some_and(|(end, of)| of != node || body[end..reading.range.start].contains('；')) {
                carried = None;
            }
            last = Some((reading.range.end, node));
            let item = self.nodes[node].span.start;
            // What stands behind a ； is said of something else.
            let part_end = body[reading.range.end..sentence.end].find('；').map_or(sentence.end, |at| reading.range.end + at);
            let said = sentence.start.max(item).min(reading.range.start)..part_end;
            let place = Place {
                body,
                figure: reading.range.clone(),
                own,
                clause: clause.clone(),
                sentence: sentence.clone(),
                kind: self.nodes[node].kind,
                year: self.year,
            };
            let cell = tables::at(self.cells, reading.range.end.saturating_sub(1));
            // A table of past years is no plan, wherever it stands.
            let past = cell.and_then(|cell| cell.year).is_some_and(|year| year <= self.year);
            let status = if past { FigureStatus::Actual } else { timing::status(&place, self.mentions) };
            let period = match cell.and_then(|cell| cell.year) {
                Some(year) => Span::year(year),
                None => timing::period(&place, self.mentions, status),
            };
            headings.clear();
            headings.extend(cell.and_then(|cell| cell.title.clone()));
            self.headings(node, &mut headings);
            let recognised = (!own.change && !self.is_per_unit(reading, own, &clause))
                .then(|| {
                    let before = parts.partition_point(|&at| at + "其中".len() <= reading.range.start);
                    let part_since = parts[..before].last().copied().filter(|&at| at >= sentence.start);
                    let paragraph = self.cut.sentences[around.sentence].start;
                    let paragraph = paragraph - body[..paragraph].bytes().rev().take(1_500).take_while(|&b| b != b'\n').count();
                    let told_of = told
                        .filter(|&(sentence, at, _)| around.sentence - sentence <= 2 && at >= item.max(paragraph))
                        .map(|(.., topic)| topic);
                    let question = Question {
                        words: &own.words,
                        inherited: own.inherited,
                        // 零败诉 has no measure word.
                        unit: if reading.value == 0.0 && reading.unit.is_empty() { "件" } else { &reading.unit },
                        figure: reading.range.clone(),
                        // 涉及妇女、残疾人的分别为5件、3件: what is said of the others is not said of this one.
                        clause: if own.dealt { reading.range.clone() } else { clause.clone() },
                        asides: &clauses::asides(body, &clause, &reading.range),
                        sentence: said.clone(),
                        previous_sentence: self.sentence_before(around.sentence, 1, item),
                        told_before: told_of.map_or(0..0, |_| {
                            let begins = item.max(paragraph).max(words::boundary_up(body, sentence.start.saturating_sub(1_500)));
                            begins.min(sentence.start)..sentence.start
                        }),
                        told_of,
                        continues,
                        headings: &headings,
                        earlier: if cell.is_some() { &[] } else { &earlier[earlier.len().saturating_sub(48)..] },
                        period,
                        part_since,
                    };
                    asking.recognise(&question).or_else(|| {
                        let words = own.with_lead.as_deref()?;
                        asking.recognise(&Question { words, inherited: true, ..question })
                    })
                })
                .flatten();
            // What it was before does not keep what it is now from being recognised.
            if let Some(found) = recognised.filter(|_| !own.former) {
                earlier.push(Earlier { at: reading.range.start, indicator: found.indicator, period });
            }
            if let Some(found) = recognised {
                let topic = self.extractor.catalogue().indicators()[found.indicator].topic;
                told = Some((around.sentence, reading.range.start, topic));
            }
            let indicator = recognised.map(|found| &self.extractor.catalogue().indicators()[found.indicator]);
            let topic = indicator.map_or_else(
                || self.topic(topics, own, &clause, &sentence, &headings, topic_of_last),
                |indicator| indicator.topic,
            );
            topic_of_last = Some(topic);
            let subject = match cell {
                Some(_) => own.words.replace('#', ""),
                None if own.former || own.inherited => words::start(&own.words.replace('#', ""), 40).to_owned(),
                None => subject::subject(body, own, carried.as_deref()),
            };
            if carried.is_none() && subject.chars().count() > 5 {
                carried = Some(subject.clone());
            }
            let raw = self.body.source_range(self.source, reading.range.clone());
            // A row without end is quoted in part, as a clause is.
            let row = cell.map(|cell| window(body, &cell.row, &reading.range, 900, 600));
            let quote = trimmed(body, row.unwrap_or(clause));
            figures.push(Figure {
                start: offsets.scalar(raw.start),
                end: offsets.scalar(raw.end),
                raw: self.source[raw].to_owned(),
                value: reading.value,
                value_high: reading.value_high,
                unit: reading.unit.clone(),
                qualifier: reading.qualifier,
                status,
                topic,
                period: period.into(),
                subject,
                scope: subject::scope(body, sentence, own),
                indicator: indicator.map(|indicator| indicator.code.clone()),
                section: self.nodes[node].path.clone(),
                quote: self.body.printed(self.source, quote),
                confidence: recognised.map_or(0.0, |found| found.confidence),
            });
        }
        figures
    }

    /// 每个乡镇6名 and 在甲、乙、丙设立工作室各1个 say how many each has, not how many there are; 个别单位 are not the county.
    fn is_per_unit(&self, reading: &Reading, own: &Own, clause: &Range<usize>) -> bool {
        let before = &self.body.text[own.before.clone()];
        if SOME.is_in(before) {
            return true;
        }
        if reading.unit == "%" {
            return false;
        }
        let each = before.ends_with('各') && {
            let places = &self.body.text[clause.start..own.before.end];
            places.contains('在') && places.contains('、')
        };
        each || PER_UNIT.is_in(before)
    }

    /// A sentence before another, unless it ends before the item or paragraph begins.
    fn sentence_before(&self, sentence: usize, by: usize, begins: usize) -> Range<usize> {
        let before = sentence.checked_sub(by).map(|at| self.cut.sentences[at].clone());
        before.filter(|range| range.end > begins).unwrap_or_default()
    }

    fn node_at(&self, position: usize) -> usize {
        self.nodes.partition_point(|node| node.span.start <= position).saturating_sub(1)
    }

    /// Adds the headings above a place, innermost first.
    fn headings(&self, node: usize, headings: &mut Vec<Range<usize>>) {
        let mut at = Some(node);
        while let Some(index) = at {
            headings.push(self.nodes[index].heading.clone());
            at = self.nodes[index].parent;
        }
    }

    /// The topic of a figure outside the catalogue: that of its own words; where they say nothing, that of the figure
    /// before it in the sentence; else that of what is around.
    fn topic(
        &self,
        topics: &mut TopicHits<'_>,
        own: &Own,
        clause: &Range<usize>,
        sentence: &Range<usize>,
        headings: &[Range<usize>],
        last: Option<Topic>,
    ) -> Topic {
        let mut evidence = vec![(own.before.clone(), 3.0), (own.after.clone(), 3.0), (clause.clone(), 1.0)];
        if let Some(last) = last.filter(|last| *last != Topic::Other && topics.topic(&evidence) == Topic::Other) {
            return last;
        }
        let figure = own.before.end..own.after.start;
        evidence
            .push((sentence.start.max(words::boundary_up(&self.body.text, figure.start.saturating_sub(600)))..figure.start, 0.8));
        for (depth, heading) in headings.iter().enumerate() {
            // The top heading is of everything below it and says little about any of it.
            let outermost = depth + 1 == headings.len() && depth > 0;
            let weight = if depth == 0 {
                2.0
            } else if outermost {
                0.2
            } else {
                1.2
            };
            evidence.push((heading.clone(), weight));
        }
        topics.topic(&evidence)
    }

    /// Every section, in document order, with the topics of its figures.
    pub fn sections(&self, figures: &[Figure], topics: &mut TopicHits<'_>) -> Vec<Section> {
        let body = self.body.text.as_str();
        let mut offsets = Offsets::new(self.source);
        let mut next = figures.iter().peekable();
        self.nodes
            .iter()
            .map(|node| {
                let mut count = [0_usize; 12];
                while let Some(figure) = next.next_if(|figure| figure.section == node.path) {
                    count[figure.topic as usize] += 1;
                }
                let heading_topic = topics.topic(&[(node.heading.clone(), 1.0)]);
                if heading_topic != Topic::Other {
                    count[heading_topic as usize] += 1;
                }
                let mut found: Vec<Topic> = Topic::ALL.iter().copied().filter(|topic| count[*topic as usize] > 0).collect();
                found.sort_by_key(|topic| std::cmp::Reverse(count[*topic as usize]));
                let span = self.body.source_range(self.source, trimmed(body, node.span.clone()));
                Section {
                    path: node.path.clone(),
                    label: self.body.printed(self.source, node.label.clone()),
                    heading: self.body.printed(self.source, node.heading.clone()),
                    level: node.level,
                    kind: node.kind,
                    start: offsets.scalar(span.start),
                    end: offsets.scalar(span.end),
                    text: self
                        .body
                        .printed(self.source, trimmed(body, node.own()))
                        .trim_start_matches(['。', '，', '；', '：', ' ', '\n', ',', ':', ';'])
                        .to_owned(),
                    topics: found,
                }
            })
            .collect()
    }
}

/// Some bodies of the county.
static SOME: WordList = WordList::new(&[
    "个别",
    "少数单位",
    "少数部门",
    "部分单位",
    "部分部门",
    "部分乡镇",
    "部分镇街",
    "有的单位",
    "有的部门",
    "有的乡镇",
    "有些单位",
    "有些部门",
]);

/// What a figure that says how many each has stands behind.
static PER_UNIT: WordList = WordList::new(&[
    "每个",
    "每村",
    "每名",
    "每镇",
    "每乡",
    "每户",
    "每所",
    "每月",
    "每季度",
    "每周",
    "每万人",
    "平均每",
    "人均",
    "户均",
]);

/// The part of a sentence or clause that can bear on a figure: what stands within so many bytes of it. Text without
/// punctuation is one endless sentence, and must not cost the square of its length.
fn window(body: &str, range: &Range<usize>, figure: &Range<usize>, before: usize, after: usize) -> Range<usize> {
    let start = range.start.max(words::boundary_up(body, figure.start.saturating_sub(before)));
    let end = range.end.min(words::boundary_up(body, figure.end + after));
    start.min(figure.start)..end.max(figure.end)
}

/// A range without the spaces and line ends at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start().len());
    start..(range.start + inside.trim_end().len()).max(start)
}

/// Turns byte offsets of the source into Unicode scalar values; fast for offsets that mostly grow.
struct Offsets<'a> {
    source: &'a str,
    byte: usize,
    scalar: usize,
}

impl<'a> Offsets<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, byte: 0, scalar: 0 }
    }

    fn scalar(&mut self, byte: usize) -> usize {
        if byte >= self.byte {
            self.scalar += self.source[self.byte..byte].chars().count();
        } else {
            self.scalar -= self.source[byte..self.byte].chars().count();
        }
        self.byte = byte;
        self.scalar
    }
}
