//! Fazhi turns the rule-of-law government reports that Chinese counties publish every year into data that can be queried,
//! compared and cited.
//!
//! One direction, from the bytes of a report to the answer of a query; a room imports only rooms above it:
//!
//! | room | does |
//! |---|---|
//! | `entity` | one SeaORM entity per table |
//! | `migration` | the tables, for SQLite and PostgreSQL |
//! | `extract` | text → report: a pure library, no I/O, no database |
//! | [`store`] | every SQL statement: connect, write, read |
//! | [`ingest`] | bytes → text → extract → store |
//! | [`export`] | rows → files: CSV, JSON lines, Parquet |
//! | [`graphql`] | the API: types, queries, batches, limits |
//! | [`http`] | the server: the endpoint, the explorer, the playground, health |
//! | [`command`] | the command line, one file per subcommand |

// Input is never trusted: what could fail is an error, not a panic. Tests may stop at what they do not expect.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]

pub mod command;
pub mod export;
pub mod graphql;
pub mod http;
pub mod ingest;
pub mod store;
