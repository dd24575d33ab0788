//! The API as clients see it: a real server, asked over HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/server.rs"]
mod server;
#[path = "support/world.rs"]
mod world;
#[path = "support/written.rs"]
mod written;

#[path = "api/answers.rs"]
mod answers;
#[path = "api/bad_input.rs"]
mod bad_input;
#[path = "api/contract.rs"]
mod contract;
#[path = "api/explorer.rs"]
mod explorer;
#[path = "api/limits.rs"]
mod limits;
#[path = "api/pages.rs"]
mod pages;
#[path = "api/schema.rs"]
mod schema;
#[path = "api/statements.rs"]
mod statements;
#[path = "api/tour.rs"]
mod tour;
#[path = "api/transport.rs"]
mod transport;
