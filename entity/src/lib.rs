//! One SeaORM entity per table; what the tables are for is in `docs/ARCHITECTURE.md`.
//!
//! | table | holds |
//! |---|---|
//! | [`province`], [`prefecture`], [`county`] | the places of GB/T 2260 |
//! | [`indicator`] | the catalogue |
//! | [`source`] | the bytes as received |
//! | [`report`], [`section`], [`figure`], [`report_check`] | what was derived from the bytes; replaced as a whole |
//! | [`review`] | what people say about figures; outlives what is derived |
//! | [`token`] | who may write; hashes alone |
//! | [`job`] | imports, running and done |
//! | [`meta`] | facts about the database itself |
//!
//! Codes and words of a vocabulary (topic, kind, unit …) are text, in the spelling of the API.

// Input is never trusted: what could fail is an error, not a panic. Tests may stop at what they do not expect.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]

pub mod county;
pub mod figure;
pub mod indicator;
pub mod job;
mod lists;
pub mod meta;
pub mod prefecture;
pub mod province;
pub mod report;
pub mod report_check;
pub mod review;
pub mod section;
pub mod source;
pub mod token;

pub use lists::{Ordinals, Words};
