//! The numbers that Word gives to paragraphs: （一）, 1., 第二章. They are not in the text; only their lists are in the file.

use std::collections::HashMap;

use super::{
    numerals::written,
    part::{Part, Piece},
    styles::{Numbered, Styles},
};
use crate::ingest::error::IngestError;

/// Levels of a list.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: usize,
    /// The name of a number format.
    form: String,
    /// `（%1）`, `%1.%2`
    text: String,
    /// After a paragraph of which level it starts anew: any above it where nothing is said, none at 0.
    restart: Option<usize>,
    /// All numbers in Arabic digits.
    legal: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Level { start: 1, form: "decimal".to_owned(), text: String::new(), restart: None, legal: false, style: None }
    }
}

/// What a list looks like; lists that share it count together.
#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: Vec<Level>,
    /// The style that has the levels, where they are not here.
    style_link: Option<String>,
    /// The style whose levels these are.
    style: Option<String>,
}

/// A list.
#[derive(Debug, Clone, Default)]
struct List {
    of: String,
    /// Levels that differ.
    levels: HashMap<usize, Level>,
    /// Levels that start elsewhere.
    starts: HashMap<usize, usize>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    lists: HashMap<String, List>,
    counts: HashMap<String, [Option<usize>; LEVELS]>,
    /// Lists whose own starts have been taken.
    started: HashMap<(String, usize), bool>,
}

impl Numbering {
    pub fn read(mut part: Part<'_, '_>) -> Result<Self, IngestError> {
        let mut numbering = Numbering::default();
        let mut current: Option<(String, Abstract)> = None;
        let mut list: Option<(String, List)> = None;
        let mut level: Option<(usize, Level)> = None;
        let mut changed = 0;
        loop {
            match part.next()? {
                Piece::Start(element) => {
                    let value = || element.value().map(str::to_owned);
                    match (element.name.as_str(), &mut level) {
                        ("abstractNum", _) => {
                            current =
                                Some((element.attribute("abstractNumId").unwrap_or_default().to_owned(), Abstract::default()));
                        }
                        ("num", _) => list = Some((element.attribute("numId").unwrap_or_default().to_owned(), List::default())),
                        ("lvl", _) => level = Some((element.number("ilvl").unwrap_or(0), Level::default())),
                        ("start", Some((_, level))) => level.start = element.number("val").unwrap_or(1),
                        ("numFmt", Some((_, level))) => level.form = value().unwrap_or_default(),
                        ("lvlText", Some((_, level))) => level.text = value().unwrap_or_default(),
                        ("lvlRestart", Some((_, level))) => level.restart = element.number("val"),
                        ("isLgl", Some((_, level))) => level.legal = element.is_on(),
                        ("pStyle", Some((_, level))) => level.style = value(),
                        ("numStyleLink", _) => {
                            if let Some((_, current)) = &mut current {
                                current.style_link = value();
                            }
                        }
                        ("styleLink", _) => {
                            if let Some((_, current)) = &mut current {
                                current.style = value();
                            }
                        }
                        ("abstractNumId", _) => {
                            if let Some((_, list)) = &mut list {
                                list.of = value().unwrap_or_default();
                            }
                        }
                        ("lvlOverride", _) => changed = element.number("ilvl").unwrap_or(0),
                        ("startOverride", _) => {
                            if let Some((_, list)) = &mut list {
                                list.starts.insert(changed, element.number("val").unwrap_or(1));
                            }
                        }
                        // One of several ways to write the same number; the other is for programs that do not know it.
                        ("Fallback", _) => part.skip()?,
                        _ => {}
                    }
                }
                Piece::End(name) => match name.as_str() {
                    "lvl" => {
                        let Some((at, read)) = level.take().filter(|(at, _)| *at < LEVELS) else { continue };
                        if let Some((_, list)) = &mut list {
                            list.levels.insert(at, read);
                        } else if let Some((_, current)) = &mut current {
                            if current.levels.len() <= at {
                                current.levels.resize_with(at + 1, Level::default);
                            }
                            current.levels[at] = read;
                        }
                    }
                    "abstractNum" => numbering.abstracts.extend(current.take()),
                    "num" => numbering.lists.extend(list.take()),
                    _ => {}
                },
                Piece::Text(_) => {}
                Piece::Done => return Ok(numbering),
            }
        }
    }

    /// The number before the next paragraph: `own` is what the paragraph itself says, `style` its style. It counts on.
    pub fn label(&mut self, own: &Numbered, style: Option<&str>, styles: &Styles) -> Option<String> {
        let by_style = styles.numbered(style);
        let list = own.list.clone().or_else(|| by_style.as_ref().and_then(|(numbered, _)| numbered.list.clone()))?;
        let definition = self.lists.get(&list)?.clone();
        let of = self.abstract_of(&definition.of, styles)?;
        let look = self.abstracts.get(&of)?;
        // A style says its list, and the list says which of its levels is that of the style.
        let by_list =
            || by_style.as_ref().and_then(|(_, id)| look.levels.iter().position(|level| level.style.as_deref() == Some(*id)));
        let level = own.level.or_else(|| if own.list.is_none() { by_list() } else { None });
        let level = level.or_else(|| by_style.as_ref().and_then(|(numbered, _)| numbered.level)).unwrap_or(0);
        let levels: Vec<Level> = (0..look.levels.len().max(level + 1).min(LEVELS))
            .map(|at| definition.levels.get(&at).or(look.levels.get(at)).cloned().unwrap_or_default())
            .collect();
        let this = levels.get(level)?;

        let counts = self.counts.entry(of).or_default();
        let start = |at: usize| definition.starts.get(&at).copied().unwrap_or(levels[at].start);
        // A list with a start of its own begins there, once, whoever counted before.
        let begins = definition.starts.contains_key(&level) && self.started.insert((list, level), true).is_none();
        counts[level] = match counts[level] {
            Some(count) if !begins => Some(count + 1),
            _ => Some(start(level)),
        };
        for (below, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restart = levels.get(below).and_then(|level| level.restart).unwrap_or(below);
            if restart > level {
                *count = None;
            }
        }
        for (above, count) in counts.iter_mut().enumerate().take(level) {
            // A level that was left out counts as begun.
            count.get_or_insert_with(|| start(above));
        }
        if this.form == "bullet" {
            return None;
        }
        let mut label = String::new();
        let mut characters = this.text.chars().peekable();
        while let Some(character) = characters.next() {
            let number = characters.peek().and_then(|next| next.to_digit(10)).filter(|_| character == '%');
            let Some(at) = number.and_then(|number| (number as usize).checked_sub(1)) else {
                label.push(character);
                continue;
            };
            characters.next();
            let Some(shown) = levels.get(at) else { continue };
            let form = if this.legal { "decimal" } else { shown.form.as_str() };
            label.push_str(&written(counts[at].unwrap_or(shown.start), form));
        }
        Some(label).filter(|label| !label.trim().is_empty())
    }

    /// What a list looks like, where it leaves that to a style.
    fn abstract_of(&self, id: &str, styles: &Styles) -> Option<String> {
        let look = self.abstracts.get(id)?;
        let Some(style) = look.style_link.as_deref().filter(|_| look.levels.is_empty()) else { return Some(id.to_owned()) };
        let by_style = self.abstracts.iter().find(|(_, other)| other.style.as_deref() == Some(style)).map(|(id, _)| id.clone());
        by_style.or_else(|| {
            let (numbered, _) = styles.numbered(Some(style))?;
            self.lists.get(&numbered.list?).map(|list| list.of.clone())
        })
    }
}
