//! A thousand reports, no two alike, made of the open specimens: other counties, years and numbers, sections in another
//! order and from several specimens, other layouts. The same on every machine.
//!
//! The specimens try many wordings on little paper: they hold some five times as many figures a page as reports do. With
//! the sentences of [`prose`] between theirs they are as dense as the reports that were published.

use crate::prose;
use extract::Extractor;
use extract::places::CountyKind;
use std::collections::HashMap;
use std::path::Path;

/// How many reports a corpus has.
pub const REPORTS: usize = 1_000;

/// How much stands between the figures of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Density {
    /// As in published reports, which have a figure every 265 bytes and a section every 410.
    Published,
    /// As in the specimens.
    Specimens,
}

/// The corpus.
pub fn reports(extractor: &Extractor, density: Density) -> Vec<String> {
    let specimens = specimens();
    let names = county_names(extractor);
    let mut dice = Dice(0x5EED);
    (0..REPORTS)
        .map(|index| {
            let (mut text, county) = compose(&specimens, index % specimens.len(), density, &mut dice);
            text = text.replace(&county, &names[dice.below(names.len())]);
            text = other_numbers(&text, &mut dice);
            lay_out(&text, index / specimens.len() % LAYOUTS)
        })
        .collect()
}

/// Numbers that look random and are the same every time (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `count - 1`.
    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    /// One of a list.
    pub fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            things.swap(at, self.below(at + 1));
        }
    }
}

/// A specimen with the full name of its county.
struct Specimen {
    county: String,
    top: Blocks,
}

fn specimens() -> Vec<Specimen> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specimens/open");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let gold: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        let county = gold["county"]["name"].as_str().unwrap().to_owned();
        assert!(text.contains(&county), "{}", path.display());
        Specimen { county, top: Blocks::cut(&text, &["、"]) }
    };
    paths.iter().map(read).collect()
}

/// Full names of counties that exist once.
fn county_names(extractor: &Extractor) -> Vec<String> {
    let counties = extractor.places().counties();
    let mut times = HashMap::<&str, usize>::new();
    for county in counties {
        *times.entry(&county.name).or_default() += 1;
    }
    let alone = counties.iter().filter(|county| times[county.name.as_str()] == 1 && county.kind != CountyKind::District);
    alone.map(|county| county.name.clone()).collect()
}

/// A text cut where paragraphs begin with a numbered label: what stands before, and the blocks with their labels.
struct Blocks {
    before: String,
    blocks: Vec<(String, String)>,
}

impl Blocks {
    /// `marks` are what stands behind the numeral of a label: 、 for 一、 and ） for （一）.
    fn cut(text: &str, marks: &[&str]) -> Self {
        let mut cut = Self { before: String::new(), blocks: Vec::new() };
        for line in text.split_inclusive('\n') {
            let start = line.len() - line.trim_start_matches([' ', '　', '*', '#', '（', '(']).len();
            let numeral: usize =
                line[start..].chars().take_while(|c| "一二三四五六七八九十".contains(*c)).map(char::len_utf8).sum();
            let mark = marks.iter().find(|mark| numeral > 0 && line[start + numeral..].starts_with(*mark));
            match (mark, cut.blocks.last_mut()) {
                (Some(mark), _) => {
                    let (label, rest) = line.split_at(start + numeral + mark.len());
                    cut.blocks.push((label.to_owned(), rest.to_owned()));
                }
                (None, Some((_, block))) => block.push_str(line),
                (None, None) => cut.before.push_str(line),
            }
        }
        cut
    }

    /// The blocks in another order under the same labels.
    fn shuffled(&self, dice: &mut Dice) -> String {
        let mut blocks: Vec<&str> = self.blocks.iter().map(|(_, block)| block.as_str()).collect();
        dice.shuffle(&mut blocks);
        let labelled = self.blocks.iter().zip(blocks).map(|((label, _), block)| format!("{label}{block}"));
        std::iter::once(self.before.clone()).chain(labelled).collect()
    }
}

/// One report: head and end of a specimen, between them its sections and those of up to three others, shuffled.
fn compose(specimens: &[Specimen], first: usize, density: Density, dice: &mut Dice) -> (String, String) {
    let own = &specimens[first];
    let mut middle: Vec<String> = Vec::new();
    for lender in 0..1 + dice.below(4) {
        let from = if lender == 0 { own } else { &specimens[dice.below(specimens.len())] };
        let kept = from.top.blocks.len().saturating_sub(1);
        middle.extend(from.top.blocks[..kept].iter().map(|(_, block)| block.replace(&from.county, &own.county)));
    }
    dice.shuffle(&mut middle);
    if density == Density::Published {
        middle.truncate(own.top.blocks.len());
    }
    let mut text = own.top.before.clone();
    for (at, block) in middle.iter().enumerate() {
        let block = Blocks::cut(block, &["）", ")"]).shuffled(dice);
        let block = if density == Density::Published { with_prose(&block, dice) } else { block };
        text.push_str(&format!("{}、{block}", numeral(at + 1)));
    }
    if let Some((_, end)) = own.top.blocks.last() {
        text.push_str(&format!("{}、{end}", numeral(middle.len() + 1)));
    }
    (text, own.county.clone())
}

/// A block with sentences and items between its sentences; headings and tables stay as they are.
fn with_prose(block: &str, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(block.len() * 6);
    for line in block.split_inclusive('\n') {
        if !line.contains('。') || line.contains(['|', '\t']) {
            out.push_str(line);
            continue;
        }
        let mut rest = line;
        while let Some(end) = rest.find('。').map(|at| at + '。'.len_utf8()) {
            let (sentence, after) = rest.split_at(end);
            out.push_str(sentence);
            rest = after;
            if rest.starts_with(['”', '）', '"', ')']) {
                continue;
            }
            for _ in 0..dice.below(7) / 2 {
                out.push_str(&prose::sentence(dice));
            }
            if dice.below(3) == 0 {
                out.push_str(&prose::items(dice));
            }
        }
        out.push_str(rest);
    }
    out
}

fn numeral(number: usize) -> String {
    let digit = |at: usize| "一二三四五六七八九".chars().nth(at - 1).map(String::from).unwrap_or_default();
    match number {
        1..=9 => digit(number),
        10 => "十".to_owned(),
        11..=19 => format!("十{}", digit(number - 10)),
        _ => format!("{}十{}", digit(number / 10), if number.is_multiple_of(10) { String::new() } else { digit(number % 10) }),
    }
}

/// Other numbers of the same length, and all years moved by the same few.
fn other_numbers(text: &str, dice: &mut Dice) -> String {
    let shift = dice.below(7) as i32 - 3;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_digit) {
        let digits = &rest[at..at + rest[at..].find(|c| !is_digit(c)).unwrap_or(rest.len() - at)];
        let fraction = rest[..at].ends_with(['.', '．', ',', '，']);
        out.push_str(&rest[..at]);
        rest = &rest[at + digits.len()..];
        let plain: String = digits.chars().map(|c| char::from(b'0' + value(c))).collect();
        let other = match plain.parse::<i32>() {
            Ok(year @ 2000..=2040) if plain.len() == 4 => (year + shift).to_string(),
            // 5月31日, 12345热线, 第3次 keep their numbers; so do fractions their first digit.
            _ if rest.starts_with(['月', '日', '热', '平']) => plain.clone(),
            _ => plain
                .chars()
                .enumerate()
                .map(|(place, c)| {
                    let spared = place == 0 && !fraction;
                    if spared && c == '1' { c } else { char::from(b'0' + u8::from(spared) + dice.below(9) as u8) }
                })
                .collect(),
        };
        let wide = digits.starts_with(|c: char| !c.is_ascii());
        out.extend(other.chars().map(|c| if wide { widened(c) } else { c }));
    }
    out.push_str(rest);
    out
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

fn value(digit: char) -> u8 {
    digit.to_digit(10).unwrap_or_else(|| (digit as u32).wrapping_sub('０' as u32)) as u8
}

fn widened(digit: char) -> char {
    char::from_u32(digit as u32 - '0' as u32 + '０' as u32).unwrap_or(digit)
}

const LAYOUTS: usize = 7;

/// The same words as another office would lay them out.
fn lay_out(text: &str, layout: usize) -> String {
    match layout {
        1 => text.replace('\n', "\r\n"),
        2 => text.chars().map(|c| if c.is_ascii_digit() { widened(c) } else { c }).collect(),
        3 => text.lines().map(|line| format!("　　{}\n\n", line.trim())).collect(),
        4 => pages(text),
        5 => spaced(text),
        6 => text
            .lines()
            .map(|line| if line.chars().count() < 24 { format!("**{line}**\n") } else { format!("{line}\n") })
            .collect(),
        _ => text.to_owned(),
    }
}

/// Lines of forty characters with a page number every thirty, as from a PDF.
fn pages(text: &str) -> String {
    let mut out = String::new();
    let mut lines = 0_usize;
    for paragraph in text.lines() {
        let characters: Vec<char> = paragraph.chars().collect();
        for line in characters.chunks(40) {
            out.extend(line);
            out.push('\n');
            lines += 1;
            if lines.is_multiple_of(30) {
                out.push_str(&format!("\n- {} -\n\n", lines / 30));
            }
        }
    }
    out
}

/// A space on either side of each number.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for character in text.chars() {
        let number = is_digit(character) || (inside && matches!(character, '.' | ','));
        if number != inside && character != '\n' {
            out.push(' ');
        }
        inside = number;
        out.push(character);
    }
    out
}
