//! The catalogue: the indicators, their wordings and their examples, read from `data/indicators.toml`.

use crate::document::{Measure, Topic};
use serde::Deserialize;
use std::collections::HashMap;

/// One indicator as the catalogue describes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its identity: `mediation.disputes.resolved`.
    pub code: String,
    /// Code of the wider indicator that it is a part of.
    pub parent: Option<String>,
    /// The part of government work it belongs to.
    pub topic: Topic,
    /// What kind of quantity it is.
    pub measure: Measure,
    /// The unit shown: 件, 名, %, 元.
    pub unit: String,
    /// Other measure words that a figure of it may have.
    #[serde(default)]
    pub units: Vec<String>,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// What is counted and what is not.
    pub description: String,
    /// How reports say it; the notation is described in `docs/CATALOGUE.md`.
    pub wordings: Vec<String>,
    /// One of these must stand near the figure, where there are any.
    #[serde(default)]
    pub near: Vec<String>,
    /// None of these may stand in the figure's clause.
    #[serde(default)]
    pub not_near: Vec<String>,
    /// When one of these stands after the last word of `near`, the text has gone on to something else, and it is not this.
    #[serde(default)]
    pub unless_after: Vec<String>,
    /// Sentences with the figure in brackets, as `[3200余件=3200]`; they are tests.
    pub examples: Vec<String>,
    /// Sentences in which no figure may be taken for this indicator; they are tests.
    #[serde(default)]
    pub near_misses: Vec<String>,
}

/// All indicators.
#[derive(Debug, Clone)]
pub struct Catalogue {
    indicators: Vec<Indicator>,
    by_code: HashMap<String, usize>,
}

/// A catalogue that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not the TOML that is expected.
    #[error("the catalogue cannot be read: {0}")]
    Syntax(#[from] toml::de::Error),
    /// An entry that contradicts the others or itself.
    #[error("indicator {code}: {reason}")]
    Entry {
        /// The indicator's code.
        code: String,
        /// What is wrong with it.
        reason: String,
    },
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "indicator")]
    indicators: Vec<Indicator>,
}

impl Catalogue {
    /// The catalogue that comes with the program: `data/indicators.toml`.
    ///
    /// # Errors
    /// When the file is broken, which the tests exclude.
    pub fn bundled() -> Result<Self, CatalogueError> {
        Self::parse(include_str!("../../data/indicators.toml"))
    }

    /// Reads a catalogue.
    ///
    /// # Errors
    /// TOML that is not a catalogue, a code that comes twice, a parent that does not exist or is below its child, an entry
    /// without wordings or with a wording that cannot be read.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let File { indicators } = toml::from_str(text)?;
        let mut by_code = HashMap::new();
        for (index, indicator) in indicators.iter().enumerate() {
            let entry = |reason: &str| CatalogueError::Entry { code: indicator.code.clone(), reason: reason.to_owned() };
            if by_code.insert(indicator.code.clone(), index).is_some() {
                return Err(entry("its code comes twice"));
            }
            if indicator.wordings.is_empty() {
                return Err(entry("it has no wordings"));
            }
            if indicator.wordings.iter().any(|wording| wording.trim_matches(['#', '…', ' ']).is_empty()) {
                return Err(entry("one of its wordings says nothing"));
            }
            if let Some(wording) = indicator.wordings.iter().find(|wording| !choices_are_closed(wording)) {
                return Err(entry(&format!("in the wording {wording:?} a choice is not written as (a|b)")));
            }
            if indicator.code.is_empty() || !indicator.code.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '.')) {
                return Err(entry("a code has only the letters a to z, digits, _ and ."));
            }
        }
        for indicator in &indicators {
            if indicator.parent.as_ref().is_some_and(|parent| !by_code.contains_key(parent)) {
                return Err(CatalogueError::Entry {
                    code: indicator.code.clone(),
                    reason: "its parent is not in the catalogue".to_owned(),
                });
            }
        }
        let catalogue = Self { indicators, by_code };
        if let Some(indicator) = catalogue.indicators.iter().find(|indicator| catalogue.goes_round(indicator)) {
            let reason = "it is above itself: its parents lead back to it".to_owned();
            return Err(CatalogueError::Entry { code: indicator.code.clone(), reason });
        }
        Ok(catalogue)
    }

    /// Whether the parents of an indicator have no end.
    fn goes_round(&self, indicator: &Indicator) -> bool {
        let above = |indicator: &&Indicator| indicator.parent.as_deref().and_then(|code| self.indicator(code));
        std::iter::successors(Some(indicator), above).nth(self.indicators.len()).is_some()
    }

    /// A number for everything in the catalogue that can change what a report is read as, the same on every machine:
    /// names, descriptions and examples can not.
    pub fn fingerprint(&self) -> u32 {
        // FNV-1a: it tells two catalogues apart, and is no protection against somebody who wants them to look the same.
        let mut hash: u32 = 0x811c_9dc5;
        let mut add = |words: &str| {
            for byte in words.bytes().chain([0]) {
                hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
            }
        };
        for indicator in &self.indicators {
            let Indicator { code, parent, topic, measure, unit, units, wordings, near, not_near, unless_after, .. } = indicator;
            for words in [code, parent.as_deref().unwrap_or_default(), topic.as_str(), measure.as_str(), unit] {
                add(words);
            }
            for list in [units, wordings, near, not_near, unless_after] {
                list.iter().for_each(|words| add(words));
                add("");
            }
        }
        hash
    }

    /// Every indicator, in the catalogue's order.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The indicator with this code.
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.by_code.get(code).map(|&index| &self.indicators[index])
    }
}

/// Whether every ( of a wording has its ) before the next one, and no full-width stroke parts the choices.
fn choices_are_closed(wording: &str) -> bool {
    let mut open = false;
    for letter in wording.chars() {
        match letter {
            '(' if open => return false,
            ')' if !open => return false,
            '(' | ')' => open = !open,
            '|' if !open => return false,
            '｜' => return false,
            _ => {}
        }
    }
    !open
}
