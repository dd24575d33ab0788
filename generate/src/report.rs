//! One report, from the first line to the last.

use extract::document::{CheckRule, CheckStatus};
use extract::places::County;
use extract::score::{Gold, GoldCounty, GoldLevel, GoldReport};

use crate::chance::Chance;
use crate::facts::Facts;
use crate::form::{Dress, Form, Outline};
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
    break_lines(&mut writer, &form);
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

    // ---- head and foot ----------------------------------------------------------------------------------------

    fn top(&mut self) -> GoldReport {
        let place = self.speaker.place;
        let year = self.speaker.year;
        let government = format!("{}人民政府", place.name);
        let title = match self.chance.below(5) {
            0 => format!("{government}关于{year}年度法治政府建设情况的报告"),
            1 => format!("{}{year}年法治政府建设工作报告", place.name),
            2 => format!("{}{year}年度法治政府建设年度报告", place.name),
            3 => format!("{government}{year}年法治政府建设情况报告"),
            _ => format!("{}{year}年法治政府建设工作总结", place.name),
        };
        let day = (1 + self.chance.below(3), 1 + self.chance.below(28));
        let date = format!("{}-{:02}-{:02}", year + 1, day.0, day.1);
        let mut report = GoldReport {
            year,
            title,
            doc_number: None,
            index_number: None,
            issuers: Vec::new(),
            signatory: None,
            addressee: None,
            signed_on: None,
            published_on: None,
        };
        self.writer.push(FIRST_LINE);
        self.writer.push("\n\n");
        match self.form.dress {
            Dress::Official => {
                let first: String = place.short_name.chars().take(1).collect();
                let document = format!("{first}政发〔{}〕{}号", year + 1, 1 + self.chance.below(40));
                let signatory = self.person();
                self.writer.push(&format!("{document}                签发人：{signatory}\n\n{}\n\n", report.title));
                let kind = place.prefecture.as_ref().map_or("省", |_| "市");
                let addressee = ["市委、市政府", "市人民政府", "市委全面依法治市委员会办公室"];
                let addressee = self.chance.one_of(&addressee).unwrap_or(&"市人民政府").replace('市', kind);
                self.writer.push(&format!("{addressee}：\n"));
                (report.doc_number, report.signatory, report.addressee) = (Some(document), Some(signatory), Some(addressee));
            }
            Dress::Page => {
                let index = format!("xg{}-{:04}", &place.code[2..], 1 + self.chance.below(9000));
                self.writer.push(&format!("{}门户网站\n索引号: {index} 发布机构: 政府办公室\n发布日期: {date}\n", government));
                self.writer.push(&format!("{}\n", report.title));
                (report.index_number, report.published_on) = (Some(index), Some(date.clone()));
            }
            Dress::Signed | Dress::Bare => self.writer.push(&format!("{}\n\n", report.title)),
        }
        if matches!(self.form.dress, Dress::Official | Dress::Signed) {
            (report.issuers, report.signed_on) = (vec![government], Some(date));
        }
        report
    }

    fn person(&mut self) -> String {
        let family = ["邬", "卞", "鲍", "柳", "岑", "滕", "项", "戚"];
        let given = ["若谷", "知远", "怀瑾", "望舒", "景行", "致和"];
        [self.chance.one_of(&family), self.chance.one_of(&given)].into_iter().flatten().copied().collect()
    }

    fn bottom(&mut self, report: &GoldReport) {
        if let (Some(issuer), Some(date)) = (report.issuers.first(), &report.signed_on) {
            let part = |range: std::ops::Range<usize>| date[range].parse::<u32>().unwrap_or_default();
            let (year, month, day) = (&date[..4], part(5..7), part(8..10));
            let date = if self.form.chinese_date {
                let year: String = year
                    .chars()
                    .map(|digit| if digit == '0' { "〇".to_owned() } else { chinese(digit as u32 - 48, "") })
                    .collect();
                format!("{year}年{}月{}日", chinese(month, ""), chinese(day, ""))
            } else {
                format!("{year}年{month}月{day}日")
            };
            self.writer.push(&format!("\n                    {issuer}\n                    {date}\n"));
        }
        if self.form.dress == Dress::Page {
            self.writer.push("【打印本页】 【关闭窗口】\n");
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
        self.writer.push(&format!("{opening}\n| 指标 | {last_year}年 | {year}年 |\n| --- | --- | --- |\n"));
        for (name, quantity) in &table.rows {
            let unit = self.speaker.unit(&self.grammar.quantities[*quantity]);
            self.writer.push(&format!("| {name}（{unit}） | "));
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

/// Lines as the form has them; no character of the text is lost.
fn break_lines(writer: &mut Writer, form: &Form) {
    if let Some(width) = form.broken {
        let head = writer.sections.first().map_or(0, |section| section.start);
        let source = writer.text.clone();
        let (mut column, mut lines, mut page) = (0, 0, 0);
        // Issuer and date are set off by spaces, and fit on their lines.
        let mut set_off = false;
        writer.map(|at, character, text| {
            text.push(character);
            column = if character == '\n' { 0 } else { column + 1 };
            set_off = if column == 0 { false } else { set_off || (column == 1 && character == ' ') };
            let next = source.get(at + 1).copied().unwrap_or('\n');
            // No printer cuts a number in two, or begins a line with a full stop.
            let number = |c: char| c.is_ascii_digit() || c.is_numeric() && !c.is_alphabetic() || ".,%".contains(c);
            let ends = next == '\n' || "。，；：、）％%".contains(next) || number(character) && number(next);
            if at > head && column >= width && !ends && !set_off {
                text.push('\n');
                column = 0;
                lines += 1;
                if lines % 24 == 0 {
                    page += 1;
                    text.extend(format!("- {page} -\n").chars());
                }
            }
        });
    }
    if form.windows {
        writer.map(|_, character, text| match character {
            '\n' => text.extend(['\r', '\n']),
            other => text.push(other),
        });
    }
}
