//! One report, from the first line to the last.

mod dress;
mod lines;

use extract::document::{CheckRule, CheckStatus};
use extract::places::County;
use extract::score::{Gold, GoldCounty, GoldLevel, GoldReport};

use crate::chance::Chance;
use crate::facts::Facts;
use crate::form::{Form, Outline};
use crate::grammar::{Block, Grammar, Point};
use crate::numeral::chinese;
use crate::phrase::{Asked, Speaker};
use crate::template::Template;
use crate::writer::Writer;
use crate::{Annotation, PlantedCheck, Report};

/// The first line: nobody shall take it for a report.
pub const FIRST_LINE: &str = "【FICTIONAL】本文由 Fazhi 生成，地名、人名、数字均为虚构，没有任何机关发布过这份报告。";

/// Purposes of chance.
const FORM: u64 = 10;
const HAND: u64 = 11;
const WORDS: u64 = 12;
const CUSTOM: u64 = 13;

/// A county keeps the form of its reports for so many years.
const FORM_LASTS: i32 = 5;

/// Writes the report of a county on a year.
pub(crate) fn write(grammar: &Grammar, seed: u64, county: (usize, &County), year: i32) -> Report {
    let (number, place) = county;
    let purpose = |purpose: u64, of: i32| Chance::new(seed, &[purpose, number as u64, of as u64]);
    let form = Form::of(&mut purpose(FORM, year.div_euclid(FORM_LASTS)), &mut purpose(HAND, year));
    let facts = [Facts::of(grammar, seed, number, year - 1), Facts::of(grammar, seed, number, year)];
    let speaker = Speaker { grammar, place, year, seed, number, now: &facts[1], before: &facts[0], hand: form.hand };
    let mut composing = Composing {
        grammar,
        form,
        speaker,
        chance: purpose(WORDS, year),
        customs: |part: usize| Chance::new(seed, &[CUSTOM, number as u64, part as u64]),
        writer: Writer::default(),
        checks: Vec::new(),
    };
    let report = composing.whole();
    let Composing { mut writer, checks, .. } = composing;
    lines::break_lines(&mut writer, &form);
    let (text, stated, sections) = writer.finish();
    let name = format!("{}-{year}", place.code);
    let county = GoldCounty { code: place.code.clone(), name: Some(place.name.clone()) };
    let (exact, figures) = stated.into_iter().map(|stated| (stated.exact, stated.gold)).unzip();
    let gold = Gold { file: format!("{name}.txt"), county, report, sections, figures };
    Report { name, text, annotation: Annotation { gold, checks }, exact }
}

struct Composing<'a, C> {
    grammar: &'a Grammar,
    form: Form,
    speaker: Speaker<'a>,
    chance: Chance,
    /// What a county does every year.
    customs: C,
    writer: Writer,
    checks: Vec<PlantedCheck>,
}

/// A point of a block as it is to be written: its head and its sentences.
struct Chosen<'a> {
    head: String,
    sentences: Vec<&'a Template>,
}

impl<C: Fn(usize) -> Chance> Composing<'_, C> {
    fn whole(&mut self) -> GoldReport {
        let report = self.top();
        let opening = self.pick(&self.grammar.openings);
        let said = self.chance.one_of(&self.grammar.report).cloned().unwrap_or_default();
        self.indent();
        self.writer.push(&opening);
        self.writer.push(&said);
        if self.form.outline == Outline::Single {
            self.single();
        } else {
            self.writer.push("\n");
            self.divided();
        }
        self.bottom(&report);
        report
    }

    fn pick(&mut self, templates: &[Template]) -> String {
        self.chance.one_of(templates).map(|template| self.speaker.words(template)).unwrap_or_default()
    }

    fn indent(&mut self) {
        if self.form.indented {
            self.writer.push("　　");
        }
    }

    // ---- the text ---------------------------------------------------------------------------------------------

    fn divided(&mut self) {
        let flat = self.form.outline == Outline::Flat;
        let mut part = 0;
        if !flat {
            part = 1;
            let heading = self.pick(&self.grammar.headings.achievements);
            self.heading_line(&[1], &heading, "achievements");
        }
        let mut inner = 0;
        for (number, block) in self.grammar.blocks.iter().enumerate() {
            let points = self.choose(number, block);
            if points.is_empty() {
                continue;
            }
            let heading = self.pick(&block.headings);
            if flat {
                part += 1;
                self.heading_line(&[part], &heading, "achievements");
            } else {
                inner += 1;
                self.block_heading(inner, &heading);
            }
            self.block(inner, &points);
        }
        if self.form.table {
            self.table();
        }
        self.problems(part + 1);
        self.plans(part + 2);
    }

    /// A heading of the first level, on a line of its own.
    fn heading_line(&mut self, path: &[usize], heading: &str, kind: &str) {
        let label = format!("{}、", chinese(path[0] as u32, ""));
        self.indent();
        self.writer.heading(path[0].to_string(), GoldLevel::Number(1), &label, heading, kind);
        self.writer.push("\n");
    }

    fn block_heading(&mut self, inner: usize, heading: &str) {
        let label = format!("（{}）", chinese(inner as u32, ""));
        self.indent();
        self.writer.heading(format!("1.{inner}"), GoldLevel::Number(2), &label, heading, "achievements");
        self.writer.push(if self.form.outline == Outline::Two { "。" } else { "\n" });
    }

    fn block(&mut self, inner: usize, points: &[Chosen<'_>]) {
        match self.form.outline {
            Outline::Three => {
                for (at, point) in (1..).zip(points) {
                    self.indent();
                    let path = format!("1.{inner}.{at}");
                    self.writer.heading(path, GoldLevel::Number(3), &format!("{at}."), &point.head, "achievements");
                    self.writer.push("。");
                    self.sentences(point);
                    self.writer.push("\n");
                }
            }
            Outline::Items => {
                self.indent();
                for (at, point) in (1..).zip(points) {
                    self.item(&format!("1.{inner}.{at}"), at, &point.head, "achievements");
                    self.sentences(point);
                }
                self.writer.push("\n");
            }
            Outline::Two | Outline::Single => {
                for point in points {
                    self.sentences(point);
                }
                self.writer.push("\n");
            }
            Outline::Flat => {
                for point in points {
                    self.indent();
                    self.sentences(point);
                    self.writer.push("\n");
                }
            }
        }
    }

    /// 一是压实责任。
    fn item(&mut self, path: &str, number: usize, head: &str, kind: &str) {
        let label = format!("{}是", chinese(number as u32, ""));
        self.writer.heading(path.to_owned(), GoldLevel::Item("item".to_owned()), &label, head, kind);
        self.writer.push("。");
    }

    fn single(&mut self) {
        let blocks = &self.grammar.blocks;
        let mut number = 0;
        for (at, block) in blocks.iter().enumerate() {
            let points = self.choose(at, block);
            if points.is_empty() {
                continue;
            }
            number += 1;
            let heading = self.pick(&block.headings);
            self.item(&number.to_string(), number, &heading, "achievements");
            for point in &points {
                self.sentences(point);
            }
        }
        self.writer.push("\n");
    }

    fn table(&mut self) {
        let table = &self.grammar.table;
        let opening = self.chance.one_of(&table.openings).cloned().unwrap_or_default();
        let (last_year, year) = (self.speaker.year - 1, self.speaker.year);
        self.indent();
        let apart = self.chance.happens(50);
        let (of, rule) = if apart { (" 单位 |", " --- |") } else { ("", "") };
        self.writer.push(&format!("{opening}\n| 指标 |{of} {last_year}年 | {year}年 |\n| --- |{rule} --- | --- |\n"));
        for (name, quantity) in &table.rows {
            let unit = self.speaker.unit(&self.grammar.quantities[*quantity]);
            self.writer.push(&if apart { format!("| {name} | {unit} | ") } else { format!("| {name}（{unit}） | ") });
            self.speaker.cell(*quantity, true, &mut self.writer);
            self.writer.push(" | ");
            self.speaker.cell(*quantity, false, &mut self.writer);
            self.writer.push(" |\n");
        }
    }

    fn problems(&mut self, part: usize) {
        let heading = self.pick(&self.grammar.headings.problems);
        self.heading_line(&[part], &heading, "problems");
        self.indent();
        let lines = &self.grammar.problems.lines;
        let first = self.chance.below(lines.len() - 2);
        let items = self.form.outline == Outline::Items;
        for (at, number) in (first..first + 3).zip(1..) {
            if items {
                let head = self.speaker.words(&self.grammar.problems.heads[at]);
                self.item(&format!("{part}.{number}"), number, &head, "problems");
            }
            let line = self.speaker.words(&lines[at]);
            self.writer.push(&line);
        }
        self.writer.push("\n");
    }

    fn plans(&mut self, part: usize) {
        let heading = self.pick(&self.grammar.headings.plans);
        self.heading_line(&[part], &heading, "plans");
        let grammar = self.grammar;
        let first = self.chance.below(grammar.plans.len() - 2);
        let items = self.form.outline != Outline::Flat;
        self.indent();
        for ((head, lines), number) in grammar.plans[first..].iter().take(3).zip(1..) {
            if items {
                let head = self.speaker.words(head);
                self.item(&format!("{part}.{number}"), number, &head, "plans");
            }
            if let Some(line) = self.chance.one_of(lines) {
                self.speaker.say(line, Asked::default(), &mut self.chance, &mut self.writer);
            }
        }
        self.writer.push("\n");
    }

    // ---- sentences --------------------------------------------------------------------------------------------

    /// What a county says on a part of its work this year: most of what it says every year.
    fn choose<'g>(&mut self, number: usize, block: &'g Block) -> Vec<Chosen<'g>> {
        let mut chosen = Vec::new();
        for (at, point) in block.points.iter().enumerate() {
            let mut sentences: Vec<&Template> = Vec::new();
            if self.chance.happens(60) {
                sentences.extend(self.chance.one_of(&point.plain));
            }
            let plain = sentences.len();
            for (index, wordings) in point.sentences.iter().enumerate() {
                let usual = (self.customs)(number * 100 + at * 10 + index).happens(88);
                let this_year = self.chance.happens(94);
                let possible: Vec<&Template> = wordings.iter().filter(|wording| self.speaker.can_say(wording)).collect();
                let wording = self.chance.one_of(&possible).copied();
                sentences.extend(wording.filter(|_| usual && this_year));
            }
            if sentences.len() > plain {
                chosen.push(Chosen { head: self.head(point), sentences });
            }
        }
        chosen
    }

    fn head(&mut self, point: &Point) -> String {
        self.pick(&point.heads)
    }

    fn sentences(&mut self, point: &Chosen<'_>) {
        for sentence in &point.sentences {
            // Seldom, and only where the sentence says that its parts are all there are, a total is wrong.
            let slip = self.speaker.closed_sum(sentence).filter(|_| self.chance.happens(15));
            let slip = slip.map(|total| (total, 10.0 * (1 + self.chance.below(3)) as f64));
            let said = self.speaker.say(sentence, Asked { slip }, &mut self.chance, &mut self.writer);
            if let Some((stated, expected)) = said.filter(|_| slip.is_some()) {
                let (rule, status) = (CheckRule::PartsSumToTotal, CheckStatus::Failed);
                self.checks.push(PlantedCheck { rule, status, stated, expected });
            }
        }
    }
}
