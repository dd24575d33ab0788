//! What counties count and how they say it, as `grammar/` has it.

use extract::document::Topic;
use serde::Deserialize;
use std::collections::HashMap;

use crate::template::{Template, TemplateError};

/// A grammar that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GrammarError {
    /// A file of it is not of the form it should have.
    #[error("{file}: {reason}")]
    Broken {
        /// `quantities.toml` or `sentences.toml`.
        file: &'static str,
        /// What is wrong, and where.
        reason: String,
    },
    /// A sentence that asks for what there is not.
    #[error("sentences.toml: {sentence:?}: {reason}")]
    Sentence {
        /// The sentence.
        sentence: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Quantities and sentences.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub quantities: Vec<Quantity>,
    pub openings: Vec<Template>,
    pub report: Vec<String>,
    pub headings: Headings,
    pub table: Table,
    pub problems: Problems,
    pub plans: Vec<(Template, Vec<Template>)>,
    pub blocks: Vec<Block>,
}

/// Something that is counted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quantity {
    pub key: String,
    /// The code of its indicator.
    pub is: Option<String>,
    pub topic: Topic,
    pub unit: Vec<String>,
    pub per: Option<(f64, f64)>,
    pub flat: Option<(f64, f64)>,
    pub percent: Option<(f64, f64)>,
    pub share: Option<(String, f64, f64)>,
    pub parts_of: Option<(String, f64)>,
    pub rate: Option<(String, String)>,
    #[serde(default = "usual_growth")]
    pub growth: (f64, f64),
    #[serde(default)]
    pub habits: Vec<Habit>,
}

impl Quantity {
    pub fn is_percent(&self) -> bool {
        self.unit.iter().any(|unit| unit == "%")
    }

    pub fn has(&self, habit: Habit) -> bool {
        self.habits.contains(&habit)
    }
}

fn usual_growth() -> (f64, f64) {
    (0.0, 0.06)
}

/// How a quantity behaves, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Habit {
    /// May be rounded.
    Rough,
    /// May be written in Chinese numerals.
    Small,
    /// Changes little from year to year.
    Steady,
    /// Counted in yuan.
    Money,
}

/// The headings of the three parts of a report.
#[derive(Debug)]
pub(crate) struct Headings {
    pub achievements: Vec<Template>,
    pub problems: Vec<Template>,
    pub plans: Vec<Template>,
}

/// A table of this year and the one before.
#[derive(Debug)]
pub(crate) struct Table {
    pub openings: Vec<String>,
    /// What a row is called, and the number of its quantity.
    pub rows: Vec<(String, usize)>,
}

/// What is not as it should be; the heads go with the lines.
#[derive(Debug)]
pub(crate) struct Problems {
    pub heads: Vec<Template>,
    pub lines: Vec<Template>,
}

/// A part of government work.
#[derive(Debug)]
pub(crate) struct Block {
    pub headings: Vec<Template>,
    pub points: Vec<Point>,
}

/// A paragraph of it.
#[derive(Debug)]
pub(crate) struct Point {
    pub heads: Vec<Template>,
    pub plain: Vec<Template>,
    /// Sentences, each in several wordings.
    pub sentences: Vec<Vec<Template>>,
}

#[derive(Deserialize)]
struct QuantitiesFile {
    quantities: Vec<Quantity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentencesFile {
    openings: OpeningsFile,
    headings: HeadingsFile,
    table: TableFile,
    problems: ProblemsFile,
    plans: PlansFile,
    block: Vec<BlockFile>,
}

#[derive(Deserialize)]
struct OpeningsFile {
    lines: Vec<String>,
    report: Vec<String>,
}

#[derive(Deserialize)]
struct HeadingsFile {
    achievements: Vec<String>,
    problems: Vec<String>,
    plans: Vec<String>,
}

#[derive(Deserialize)]
struct TableFile {
    openings: Vec<String>,
    rows: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct ProblemsFile {
    heads: Vec<String>,
    lines: Vec<String>,
}

#[derive(Deserialize)]
struct PlansFile {
    heads: Vec<String>,
    lines: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockFile {
    headings: Vec<String>,
    point: Vec<PointFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointFile {
    heads: Vec<String>,
    plain: Vec<String>,
    sentences: Vec<Vec<String>>,
}

impl Grammar {
    /// The grammar that comes with the crate.
    pub fn bundled() -> Result<Self, GrammarError> {
        Self::parse(include_str!("../grammar/quantities.toml"), include_str!("../grammar/sentences.toml"))
    }

    fn parse(quantities: &str, sentences: &str) -> Result<Self, GrammarError> {
        let broken = |file, error: toml::de::Error| GrammarError::Broken { file, reason: error.to_string() };
        let QuantitiesFile { quantities } = toml::from_str(quantities).map_err(|error| broken("quantities.toml", error))?;
        let file: SentencesFile = toml::from_str(sentences).map_err(|error| broken("sentences.toml", error))?;
        let mut keys: HashMap<&str, usize> = HashMap::new();
        for (at, quantity) in quantities.iter().enumerate() {
            check(quantity, &keys)?;
            keys.insert(&quantity.key, at);
        }
        let one = |text: &String| {
            Template::parse(text, &keys)
                .map_err(|TemplateError(reason)| GrammarError::Sentence { sentence: text.clone(), reason })
        };
        let all = |texts: &[String]| texts.iter().map(one).collect::<Result<Vec<_>, _>>();
        let blocks = file.block.iter().map(|block| {
            let points = block.point.iter().map(|point| {
                Ok(Point {
                    heads: all(&point.heads)?,
                    plain: all(&point.plain)?,
                    sentences: point.sentences.iter().map(|wordings| all(wordings)).collect::<Result<_, _>>()?,
                })
            });
            Ok(Block { headings: all(&block.headings)?, points: points.collect::<Result<_, _>>()? })
        });
        let blocks = blocks.collect::<Result<Vec<_>, GrammarError>>()?;
        let plans = all(&file.plans.heads)?.into_iter().zip(&file.plans.lines).map(|(head, lines)| Ok((head, all(lines)?)));
        let unknown = |key: &String| GrammarError::Sentence { sentence: key.clone(), reason: "no such quantity".to_owned() };
        let row = |(name, key): &(String, String)| {
            keys.get(key.as_str()).map(|&quantity| (name.clone(), quantity)).ok_or_else(|| unknown(key))
        };
        let rows = file.table.rows.iter().map(row).collect::<Result<_, _>>()?;
        Ok(Self {
            table: Table { openings: file.table.openings, rows },
            openings: all(&file.openings.lines)?,
            report: file.openings.report,
            headings: Headings {
                achievements: all(&file.headings.achievements)?,
                problems: all(&file.headings.problems)?,
                plans: all(&file.headings.plans)?,
            },
            problems: Problems { heads: all(&file.problems.heads)?, lines: all(&file.problems.lines)? },
            plans: plans.collect::<Result<_, GrammarError>>()?,
            blocks,
            quantities,
        })
    }
}

/// A quantity can be computed, from earlier ones where from others.
fn check(quantity: &Quantity, earlier: &HashMap<&str, usize>) -> Result<(), GrammarError> {
    let broken =
        |reason: String| Err(GrammarError::Broken { file: "quantities.toml", reason: format!("{}: {reason}", quantity.key) });
    let Quantity { per, flat, percent, share, parts_of, rate, .. } = quantity;
    let ways = [per.is_some(), flat.is_some(), percent.is_some(), share.is_some(), parts_of.is_some(), rate.is_some()];
    if ways.iter().filter(|way| **way).count() != 1 {
        return broken("it needs one of per, flat, percent, share, parts_of and rate".to_owned());
    }
    if quantity.unit.is_empty() {
        return broken("it has no unit".to_owned());
    }
    if earlier.contains_key(quantity.key.as_str()) {
        return broken("it comes twice".to_owned());
    }
    let of = share.iter().map(|(whole, ..)| whole).chain(parts_of.iter().map(|(whole, _)| whole));
    let of = of.chain(rate.iter().flat_map(|(part, whole)| [part, whole]));
    match of.into_iter().find(|key| !earlier.contains_key(key.as_str())) {
        Some(key) => broken(format!("{key} does not stand before it")),
        None => Ok(()),
    }
}
