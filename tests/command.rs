//! The program on the command line, as its users see it: output, messages, exit codes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/archive.rs"]
mod archive;
#[path = "command/bad_input.rs"]
mod bad_input;
#[path = "command/eval.rs"]
mod eval;
#[path = "command/export.rs"]
mod export;
#[path = "command/generate.rs"]
mod generate;
#[path = "command/import.rs"]
mod import;
#[path = "command/program.rs"]
mod program;
#[path = "command/reading.rs"]
mod reading;
#[path = "command/reextract.rs"]
mod reextract;
#[path = "command/serving.rs"]
mod serving;
#[path = "command/token.rs"]
mod token;
