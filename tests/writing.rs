//! Writing over the API, and listening to it: tokens, imports, uploads, reviews, subscriptions; a real server, both databases.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/server.rs"]
mod server;
#[path = "support/world.rs"]
mod world;
#[path = "support/written.rs"]
mod written;

#[path = "writing/client.rs"]
mod client;
#[path = "writing/socket.rs"]
mod socket;

#[path = "writing/deletion.rs"]
mod deletion;
#[path = "writing/imports.rs"]
mod imports;
#[path = "writing/reviews.rs"]
mod reviews;
#[path = "writing/subscriptions.rs"]
mod subscriptions;
#[path = "writing/tokens.rs"]
mod tokens;
#[path = "writing/uploads.rs"]
mod uploads;
