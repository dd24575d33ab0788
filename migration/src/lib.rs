//! The migrations of Fazhi's database, for SQLite and PostgreSQL.
//!
//! A migration that has been released is never changed: the next one changes what it made.

// Input is never trusted: what could fail is an error, not a panic. Tests may stop at what they do not expect.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo, clippy::dbg_macro)]

mod columns;
mod m0001_places;
mod m0002_reports;
mod m0003_reviews;
mod m0004_checks;
mod m0005_points;
mod m0006_search;
mod m0007_writing;

use sea_orm_migration::prelude::*;

pub use sea_orm_migration::{MigrationStatus, MigratorTrait};

/// All migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_places::Migration),
            Box::new(m0002_reports::Migration),
            Box::new(m0003_reviews::Migration),
            Box::new(m0004_checks::Migration),
            Box::new(m0005_points::Migration),
            Box::new(m0006_search::Migration),
            Box::new(m0007_writing::Migration),
        ]
    }
}
