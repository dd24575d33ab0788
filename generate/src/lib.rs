//! Writes reports that nobody issued: texts of the genre, their annotations, and the true numbers behind them.
//!
//! The same seed gives the same bytes on every machine and in every run; the reports of a county do not depend on how many
//! other counties are written. No I/O and no clock.
//!
//! | room | does |
//! |---|---|
//! | [`chance`] | chance that comes out the same everywhere |
//! | [`grammar`], [`template`] | what is counted, and in which sentences: `grammar/*.toml` |
//! | [`facts`] | the true numbers of a county in a year |
//! | [`numeral`] | how a number is written |
//! | [`phrase`], [`form`], [`report`] | sentences, looks, a report |
//! | [`writer`] | the text, with what has been put into it |
//! | [`series`] | what the reports of a county amount to |
//!
//! ```
//! let generator = generate::Generator::new(1)?;
//! let county = generator.county(0, 2020..=2021)?;
//! assert_eq!(county.reports.len(), 2);
//! assert!(county.reports[0].text.starts_with(extract::fictional::MARK));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod chance;
mod facts;
mod form;
mod grammar;
mod numeral;
mod phrase;
mod report;
mod series;
mod template;
mod writer;

use extract::document::{CheckRule, CheckStatus};
use extract::fictional;
use extract::places::County;
use extract::score::Gold;
use serde::Serialize;
use std::ops::RangeInclusive;

pub use grammar::GrammarError;
pub use report::FIRST_LINE;
pub use series::Point;

/// The years that reports can be written on.
pub const YEARS: RangeInclusive<i32> = 2005..=2034;

/// How many counties there can be reports of.
pub const MOST_COUNTIES: usize = fictional::COUNTIES;

/// Writes reports. Made once for a seed, used for any number of counties, from any number of threads.
#[derive(Debug)]
pub struct Generator {
    grammar: grammar::Grammar,
    seed: u64,
}

/// The reports of one county, with what they amount to.
#[derive(Debug, Clone)]
pub struct CountyReports {
    /// Whose.
    pub county: &'static County,
    /// By year.
    pub reports: Vec<Report>,
    /// By indicator and year.
    pub series: Vec<Point>,
}

/// A report with its annotation.
#[derive(Debug, Clone)]
pub struct Report {
    /// 990121-2020.
    pub name: String,
    /// The text.
    pub text: String,
    /// Its annotation.
    pub annotation: Annotation,
    /// The numbers behind the figures of the annotation, in their order.
    pub exact: Vec<f64>,
}

/// An annotation as annotators write it, with the arithmetic that is wrong on purpose.
#[derive(Debug, Clone, Serialize)]
pub struct Annotation {
    /// What a person would have marked.
    #[serde(flatten)]
    pub gold: Gold,
    /// Sums in the text that do not come out.
    pub checks: Vec<PlantedCheck>,
}

/// A sum that does not come out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlantedCheck {
    /// Which relation.
    pub rule: CheckRule,
    /// FAILED.
    pub status: CheckStatus,
    /// What the text says.
    pub stated: f64,
    /// What its parts give.
    pub expected: f64,
}

/// What cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutOfRange {
    /// A county that there is none of.
    #[error("there are {MOST_COUNTIES} fictional counties, and none of number {number}")]
    County {
        /// Counted from 0.
        number: usize,
    },
    /// A year that nothing is known of.
    #[error("reports can be written on the years {} to {}, not on {year}", YEARS.start(), YEARS.end())]
    Year {
        /// The year.
        year: i32,
    },
}

impl Generator {
    /// A generator for a seed.
    ///
    /// # Errors
    /// A grammar that is broken, which the tests exclude.
    pub fn new(seed: u64) -> Result<Self, GrammarError> {
        Ok(Self { grammar: grammar::Grammar::bundled()?, seed })
    }

    /// The reports of a county, counted from 0, one for each of the years.
    ///
    /// # Errors
    /// More counties than there are, years outside [`YEARS`].
    pub fn county(&self, number: usize, years: RangeInclusive<i32>) -> Result<CountyReports, OutOfRange> {
        let county = fictional::counties().get(number).ok_or(OutOfRange::County { number })?;
        if let Some(year) = [*years.start(), *years.end()].into_iter().find(|year| !YEARS.contains(year)) {
            return Err(OutOfRange::Year { year });
        }
        let reports: Vec<Report> = years.map(|year| report::write(&self.grammar, self.seed, (number, county), year)).collect();
        let series = series::points(county, &reports);
        Ok(CountyReports { county, reports, series })
    }
}
