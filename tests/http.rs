//! What a server does about HTTP: methods, caches, origins, documents, rates, time; a real server, asked over the network.

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

#[path = "http/ask.rs"]
mod ask;

#[path = "http/caching.rs"]
mod caching;
#[path = "http/documents.rs"]
mod documents;
#[path = "http/downloads.rs"]
mod downloads;
#[path = "http/errors.rs"]
mod errors;
#[path = "http/methods.rs"]
mod methods;
#[path = "http/origins.rs"]
mod origins;
#[path = "http/rates.rs"]
mod rates;
#[path = "http/time.rs"]
mod time;
