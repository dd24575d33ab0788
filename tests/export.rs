//! Downloads: from a real server over HTTP, and chunk by chunk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/report.rs"]
mod report;
#[path = "support/server.rs"]
mod server;
#[path = "support/world.rs"]
mod world;
#[path = "support/written.rs"]
mod written;

#[path = "export/chunks.rs"]
mod chunks;
#[path = "export/documented.rs"]
mod documented;
#[path = "export/files.rs"]
mod files;
#[path = "export/filters.rs"]
mod filters;
#[path = "export/parquet.rs"]
mod parquet;
#[path = "export/transport.rs"]
mod transport;
