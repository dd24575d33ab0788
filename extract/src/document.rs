//! What the extractor returns: one report as structure and figures.
//!
//! Offsets are Unicode scalar values into the text as received, before any normalisation; ends are exclusive.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A report read: its metadata, its sections in document order, its figures in document order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What the report says about itself.
    pub report: Metadata,
    /// The section tree, flattened in document order; `path` holds the nesting.
    pub sections: Vec<Section>,
    /// Every number that measures something, in document order.
    pub figures: Vec<Figure>,
    /// The report's own arithmetic, checked.
    pub checks: Vec<Check>,
    /// What a reader of the result should know.
    pub warnings: Vec<Warning>,
}

/// What a report says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// GB/T 2260 code of the county, six digits.
    pub county_code: String,
    /// Full name of the county as GB/T 2260 has it: 同心县.
    pub county_name: String,
    /// Which words decided the county: `title: 同心县`.
    pub county_evidence: String,
    /// The year reported on.
    pub year: i32,
    /// The title, on one line.
    pub title: String,
    /// 临字〔2022〕6号, where the document has one.
    pub document_number: Option<String>,
    /// The index number (索引号) of the publishing site.
    pub index_number: Option<String>,
    /// The bodies that issue the report, as printed.
    pub issuers: Vec<String>,
    /// 签发人.
    pub signatory: Option<String>,
    /// Whom the report addresses (市委), without the colon.
    pub addressee: Option<String>,
    /// Date at the foot, ISO 8601.
    pub signed_on: Option<String>,
    /// Date of publication on the web, ISO 8601.
    pub published_on: Option<String>,
}

/// One heading with the text that belongs to it alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Position in the tree: `1.2.1`; the preamble is `0`.
    pub path: String,
    /// The label as printed: 一、 （一） 1. 一是; empty for the preamble.
    pub label: String,
    /// The heading after the label; empty for the preamble.
    pub heading: String,
    /// 0 preamble, 1 一、, 2 （一）, 3 1., 4 （1）; a run-in item (一是) one deeper than what holds it.
    pub level: u8,
    /// What the section is about, from its top-level heading.
    pub kind: SectionKind,
    /// Where the label starts.
    pub start: usize,
    /// Where the section's own text ends: the next label, or the end of the text.
    pub end: usize,
    /// The section's own text, without its label, its heading and its children; paragraphs end with a newline, broken lines are joined.
    pub text: String,
    /// The topics of its figures and headings, most frequent first.
    pub topics: Vec<Topic>,
}

/// A number that measures something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Start of `raw`.
    pub start: usize,
    /// End of `raw`.
    pub end: usize,
    /// The number with its unit and its qualifier, as printed.
    pub raw: String,
    /// The number, scaled: 3.6万 is 36000; a percentage stays in percent; a range gives its low end.
    pub value: f64,
    /// The high end of a range.
    pub value_high: Option<f64>,
    /// The measure word without scale: 件, 人次, 元, %; empty where there is none.
    pub unit: String,
    /// Whether the number is exact or a bound.
    pub qualifier: Qualifier,
    /// Whether it happened, is aimed at, or is prescribed.
    pub status: FigureStatus,
    /// The part of government work it belongs to.
    pub topic: Topic,
    /// The time it is about.
    pub period: Period,
    /// What is counted, readable out of context.
    pub subject: String,
    /// The body or area it is limited to.
    pub scope: Option<String>,
    /// Code of the indicator it is an observation of; null where the catalogue has none or the match is too weak.
    pub indicator: Option<String>,
    /// `path` of the section it stands in.
    pub section: String,
    /// The clause it stands in, as printed.
    pub quote: String,
    /// Confidence of the indicator match, 0 to 1; 0 without indicator.
    pub confidence: f64,
}

/// A span of time, whole days, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub to: String,
    /// Whether the figure sums up all that happened until the last day.
    pub cumulative: bool,
}

/// One relation between figures of a report, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Which relation.
    pub rule: CheckRule,
    /// Whether it holds.
    pub status: CheckStatus,
    /// The relation in words, in Chinese.
    pub statement: String,
    /// What the report says.
    pub stated: f64,
    /// What the other figures give.
    pub expected: f64,
    /// Indices into `Document::figures`.
    pub figures: Vec<usize>,
}

/// Something a reader of the result should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable name of the kind of warning, in capitals.
    pub code: String,
    /// What it is and what to do.
    pub message: String,
    /// Where in the text, if anywhere.
    pub start: Option<usize>,
    /// End of that place.
    pub end: Option<usize>,
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word used in documents, in the database and in the API.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.as_str()) }
        }
        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                Self::ALL.iter().copied().find(|v| v.as_str() == word).ok_or_else(|| UnknownWord {
                    vocabulary: stringify!($name),
                    word: word.to_owned(),
                })
            }
        }
    };
}

/// A word that its vocabulary does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {vocabulary}")]
pub struct UnknownWord {
    /// The vocabulary.
    pub vocabulary: &'static str,
    /// The word.
    pub word: String,
}

vocabulary! {
    /// What a section is about.
    SectionKind {
        /// Text before the first label.
        Preamble = "PREAMBLE",
        /// What was done.
        Achievements = "ACHIEVEMENTS",
        /// What is lacking.
        Problems = "PROBLEMS",
        /// What is planned.
        Plans = "PLANS",
        /// How the leaders discharged their duty for the rule of law (第一责任人), where it is a top section.
        Duties = "DUTIES",
        /// Text after the last section.
        Closing = "CLOSING",
    }
}

vocabulary! {
    /// The part of government work something belongs to.
    Topic {
        /// Leadership, planning, study and assessment of the rule-of-law work itself.
        Organization = "ORGANIZATION",
        /// Government services, approvals, business environment.
        GovernmentFunctions = "GOVERNMENT_FUNCTIONS",
        /// Normative documents.
        Rulemaking = "RULEMAKING",
        /// Major decisions, legal counsel.
        DecisionMaking = "DECISION_MAKING",
        /// Administrative law enforcement.
        Enforcement = "ENFORCEMENT",
        /// Mediation of disputes.
        Mediation = "MEDIATION",
        /// Administrative reconsideration.
        Reconsideration = "RECONSIDERATION",
        /// Administrative lawsuits.
        Litigation = "LITIGATION",
        /// Supervision, disclosure, proposals of the people's congress.
        Oversight = "OVERSIGHT",
        /// Legal aid, notaries, lawyers, consultation.
        LegalServices = "LEGAL_SERVICES",
        /// Legal education of the public.
        LegalEducation = "LEGAL_EDUCATION",
        /// Anything else.
        Other = "OTHER",
    }
}

vocabulary! {
    /// Whether a number is exact or a bound.
    Qualifier {
        /// The number as it is.
        Exact = "EXACT",
        /// 余 多 逾 超过 以上.
        MoreThan = "MORE_THAN",
        /// 近 不足 以下 以内.
        LessThan = "LESS_THAN",
        /// 约 左右.
        About = "ABOUT",
    }
}

vocabulary! {
    /// Whether a figure happened, is aimed at, or is prescribed.
    FigureStatus {
        /// It happened.
        Actual = "ACTUAL",
        /// It is aimed at.
        Target = "TARGET",
        /// It is prescribed.
        Rule = "RULE",
    }
}

vocabulary! {
    /// What kind of quantity an indicator measures.
    Measure {
        /// A number of things.
        Count = "COUNT",
        /// A percentage.
        Rate = "RATE",
        /// Money, in yuan.
        Amount = "AMOUNT",
        /// Time.
        Duration = "DURATION",
    }
}

vocabulary! {
    /// A relation that the figures of a report can have to one another.
    CheckRule {
        /// The parts of a total add up to it.
        PartsSumToTotal = "PARTS_SUM_TO_TOTAL",
        /// A rate is the share that two counts give.
        RateMatchesCounts = "RATE_MATCHES_COUNTS",
        /// A part is not larger than its total.
        TotalExceedsPart = "TOTAL_EXCEEDS_PART",
        /// A share is not larger than the whole.
        PercentInRange = "PERCENT_IN_RANGE",
    }
}

vocabulary! {
    /// Whether a relation holds.
    CheckStatus {
        /// It holds exactly, or to every digit that is stated.
        Passed = "PASSED",
        /// It differs by rounding or truncation of the stated digits.
        Rounded = "ROUNDED",
        /// It does not hold.
        Failed = "FAILED",
    }
}
