//! Reads Chinese rule-of-law government reports: text in, structure and figures out. No I/O, no database, no async.
//!
//! A text goes through these rooms in this order, each with a type that goes in and a type that comes out:
//!
//! | room | does |
//! |---|---|
//! | [`clean`], [`traced`] | characters: one form for digits, punctuation and spaces, with the way back to the source |
//! | [`layout`] | lines: head, title, body, foot; furniture dropped, broken lines joined |
//! | [`metadata`], [`county`], [`fictional`] | what the report says about itself, and which county it is of |
//! | [`marks`] | the places of the body where something may begin or end |
//! | [`outline`] | the tree of headings and items |
//! | [`dates`], [`numerals`], [`units`], [`clauses`], [`tables`], [`reading`] | numbers: which of them measure something, with unit and qualifier |
//! | [`words`], [`sharing`], [`subject`], [`timing`], [`topic`] | what a figure counts, when, and in which part of government work |
//! | [`wording`], [`near`], [`recognise`] | which indicator of the [`catalogue`] it is |
//! | [`check`] | the report's own arithmetic |
//! | [`figures`], [`assemble`] | all of it in its place, as one [`document::Document`] |
//! | [`finder`], [`hits`], [`wordlist`] | looking for words: thousands in one pass, and a few at one place |
//! | [`examples`], [`score`], [`compare`] | runs the example sentences of a catalogue; compares a document with an annotation, or with another reading |
//!
//! ```
//! let extractor = extract::Extractor::bundled()?;
//! let text = "平遥县2020年度法治政府建设工作报告\n一、主要工作\n全年收到行政复议申请22件。\n";
//! let document = extractor.extract(text, &extract::Hints::default())?;
//! assert_eq!(document.report.county_code, "140728");
//! assert_eq!(document.figures[0].indicator.as_deref(), Some("reconsideration.applications"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

// Input is never trusted: what could fail is an error, not a panic. Tests may stop at what they do not expect.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]

pub mod catalogue;
pub mod compare;
mod compared;
pub mod document;
pub mod examples;
pub mod fictional;
pub mod places;
pub mod score;

mod assemble;
mod check;
mod clauses;
mod clean;
mod county;
mod dates;
mod figures;
mod finder;
mod hits;
mod layout;
mod marks;
mod metadata;
mod near;
mod numerals;
mod outline;
mod reading;
mod recognise;
mod sharing;
mod subject;
mod tables;
mod timing;
mod topic;
mod traced;
mod units;
mod wording;
mod wordlist;
mod words;

use catalogue::{Catalogue, CatalogueError};
use document::Document;
use places::{Places, PlacesError};

/// The version of the rules. The number at its end grows with every change of them that can change a document; changes of
/// the catalogue show in [`Extractor::version`].
pub const VERSION: &str = concat!("fazhi-extract ", env!("CARGO_PKG_VERSION"), "+rules.2");

/// No report is longer than this, in bytes of UTF-8; the longest known are below one megabyte.
pub const LONGEST: usize = 16 * 1024 * 1024;

/// No report has more figures than this; the longest known have a few hundred.
pub const MOST_FIGURES: usize = 50_000;

/// No report has more sections than this; the longest known have about a hundred.
pub const MOST_SECTIONS: usize = 50_000;

/// What the caller knows about a text; overrides what the text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// GB/T 2260 code of the county.
    pub county_code: Option<String>,
    /// The year reported on.
    pub year: Option<i32>,
}

/// Why a text cannot be read as a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// Nothing but spaces.
    #[error("the text is empty")]
    Empty,
    /// Longer than [`LONGEST`].
    #[error("the text has {bytes} bytes; no report is longer than {LONGEST}: is it one report?")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// More figures than [`MOST_FIGURES`] or more sections than [`MOST_SECTIONS`].
    #[error("the text has more than {most} {what}, as no report has: is it one report?")]
    TooMany {
        /// Figures or sections.
        what: &'static str,
        /// How many it may have.
        most: usize,
    },
    /// No title, or nothing under it.
    #[error("this is no report on the rule-of-law government: {missing}")]
    NotAReport {
        /// What a report has and the text has not.
        missing: String,
    },
    /// No county is named.
    #[error("no county found in title, issuers or text; give --county CODE (six digits of GB/T 2260)")]
    NoCounty,
    /// The name of the county exists more than once.
    #[error("{name} exists {} times, and the text does not say which one: {}; give --county CODE", candidates.len(), candidates.join(", "))]
    AmbiguousCounty {
        /// The name.
        name: String,
        /// Code and whereabouts of each.
        candidates: Vec<String>,
    },
    /// The hint names no county.
    #[error("no county has the code {code}; codes have six digits (GB/T 2260), such as 140821")]
    UnknownCounty {
        /// The code given.
        code: String,
    },
    /// No year is named.
    #[error("no year found in title or text; give --year YEAR")]
    NoYear,
}

impl ExtractError {
    /// Stable name of the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "EMPTY",
            Self::TooLong { .. } | Self::TooMany { .. } => "TOO_LARGE",
            Self::NotAReport { .. } => "NOT_A_REPORT",
            Self::NoCounty => "NO_COUNTY",
            Self::AmbiguousCounty { .. } => "AMBIGUOUS_COUNTY",
            Self::UnknownCounty { .. } => "UNKNOWN_COUNTY",
            Self::NoYear => "NO_YEAR",
        }
    }
}

/// Why an extractor cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The places cannot be read.
    #[error(transparent)]
    Places(#[from] PlacesError),
    /// The catalogue cannot be read.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// Their words are too many to search for.
    #[error("the words of catalogue and places cannot be searched for: {0}")]
    Words(#[from] aho_corasick::BuildError),
}

/// Reads reports. Made once, used for any number of texts, from any number of threads.
#[derive(Debug)]
pub struct Extractor {
    places: Places,
    catalogue: Catalogue,
    counties: county::CountyFinder,
    recogniser: recognise::Recogniser,
    topics: topic::Topics,
    version: String,
}

impl Extractor {
    /// An extractor for these places and this catalogue.
    ///
    /// # Errors
    /// When their words are too many to search for.
    pub fn new(places: Places, catalogue: Catalogue) -> Result<Self, SetupError> {
        // A program that answers one question waits for this: both are built side by side.
        let (counties, recogniser) = std::thread::scope(|scope| {
            let counties = scope.spawn(|| county::CountyFinder::new(&places));
            let recogniser = recognise::Recogniser::new(&catalogue);
            (counties.join(), recogniser)
        });
        let counties = counties.unwrap_or_else(|_| county::CountyFinder::new(&places))?;
        let version = format!("{VERSION}.catalogue.{:08x}", catalogue.fingerprint());
        Ok(Self { counties, recogniser, topics: topic::Topics::new(), version, places, catalogue })
    }

    /// An extractor for the places and the catalogue that come with the program.
    ///
    /// # Errors
    /// When one of the two is broken, which the tests exclude.
    pub fn bundled() -> Result<Self, SetupError> {
        let (places, catalogue) = std::thread::scope(|scope| {
            let places = scope.spawn(Places::bundled);
            let catalogue = Catalogue::bundled();
            (places.join(), catalogue)
        });
        Self::new(places.unwrap_or_else(|_| Places::bundled())?, catalogue?)
    }

    /// The places it knows.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// The indicators it knows.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The version of its rules and of its catalogue: `fazhi-extract 0.1.0+rules.1.catalogue.5f3a0c1e`. Stored with each
    /// source, so that one knows which are to be read again.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Reads one report.
    ///
    /// # Errors
    /// See [`ExtractError`]; a text that gives an error gives no part of a document.
    pub fn extract(&self, text: &str, hints: &Hints) -> Result<Document, ExtractError> {
        assemble::assemble(self, text, hints)
    }
}
