//! What went wrong, one by one, and which indicators are taken for which.

use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// What kind of mistake, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MistakeKind {
    /// Another county, year, title …
    Metadata,
    /// A heading that was not found.
    SectionMissed,
    /// A heading where there is none.
    SectionInvented,
    /// A heading that ends elsewhere.
    Heading,
    /// A heading on another level.
    Level,
    /// A section of another kind.
    Kind,
    /// A number that was not found.
    FigureMissed,
    /// A number that measures nothing.
    FigureInvented,
    /// Another measure word.
    Unit,
    /// Another qualifier.
    Qualifier,
    /// Another status.
    Status,
    /// Another topic.
    Topic,
    /// Another year.
    Period,
    /// Another indicator, one where there is none, none where there is one.
    Indicator,
}

impl MistakeKind {
    /// Its name in messages: `figure missed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::SectionMissed => "section missed",
            Self::SectionInvented => "section invented",
            Self::Heading => "heading",
            Self::Level => "level",
            Self::Kind => "kind",
            Self::FigureMissed => "figure missed",
            Self::FigureInvented => "figure invented",
            Self::Unit => "unit",
            Self::Qualifier => "qualifier",
            Self::Status => "status",
            Self::Topic => "topic",
            Self::Period => "period",
            Self::Indicator => "indicator",
        }
    }
}

impl fmt::Display for MistakeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One difference between a document and its annotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mistake {
    /// What kind it is of.
    pub kind: MistakeKind,
    /// File name of the text.
    pub report: String,
    /// What it is about: the figure as printed, the heading, the name of the field.
    pub of: String,
    /// What the annotation says; none where it says nothing.
    pub wanted: Option<String>,
    /// What was read; none where nothing was.
    pub found: Option<String>,
    /// The clause; empty for what is no figure.
    pub quote: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mistake { kind, report, of, wanted, found, quote } = self;
        write!(f, "{kind}: {report}: {of}")?;
        match kind {
            MistakeKind::SectionMissed
            | MistakeKind::SectionInvented
            | MistakeKind::FigureMissed
            | MistakeKind::FigureInvented => {
                if let Some(code) = wanted.as_ref().or(found.as_ref()) {
                    write!(f, " ({code})")?;
                }
            }
            _ => {
                let word = |word: &Option<String>| word.clone().filter(|word| !word.is_empty()).unwrap_or("none".to_owned());
                write!(f, ": {} for {}", word(found), word(wanted))?;
            }
        }
        if quote.is_empty() { Ok(()) } else { write!(f, " in «{quote}»") }
    }
}

/// An indicator that is taken for another, or not recognised, or seen where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// The code of the annotation; none where it has none.
    pub wanted: Option<String>,
    /// The code that was read; none where none was.
    pub found: Option<String>,
    /// How often.
    pub count: usize,
    /// Where, as `report: figure: clause`.
    pub examples: Vec<String>,
}

/// Which indicators are taken for which, the most frequent first.
pub fn confusions(mistakes: &[Mistake]) -> Vec<Confusion> {
    let mut found: BTreeMap<(&Option<String>, &Option<String>), Vec<String>> = BTreeMap::new();
    for mistake in mistakes.iter().filter(|mistake| mistake.kind == MistakeKind::Indicator) {
        let example = format!("{}: {}: {}", mistake.report, mistake.of, mistake.quote);
        found.entry((&mistake.wanted, &mistake.found)).or_default().push(example);
    }
    let confusion = |((wanted, found), examples): ((&Option<String>, &Option<String>), Vec<String>)| Confusion {
        wanted: wanted.clone(),
        found: found.clone(),
        count: examples.len(),
        examples,
    };
    let mut confusions: Vec<Confusion> = found.into_iter().map(confusion).collect();
    confusions.sort_by_key(|confusion| usize::MAX - confusion.count);
    confusions
}
