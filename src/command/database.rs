//! The database of a command.

use clap::Args;
use extract::Extractor;
use std::time::Duration;

use super::exit::Failure;
use crate::store::{Store, StoreError};

/// Where the database is.
#[derive(Args)]
pub struct Database {
    /// sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME; a SQLite file is made when it is not there
    #[arg(
        long = "database",
        value_name = "URL",
        env = "FAZHI_DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite:fazhi.db"
    )]
    url: String,
}

impl Database {
    /// Connects, and leaves the layout as it is.
    pub async fn connect(&self) -> Result<Store, Failure> {
        Store::connect(&self.url).await.map_err(Failure::new)
    }

    /// Connects to a database that is there and up to date, and changes nothing about it.
    pub async fn connect_as_it_is(&self) -> Result<Store, Failure> {
        let makes_files = self.url.starts_with("sqlite:") && !self.url.contains("mode=") && !self.url.contains(":memory:");
        let joint = if self.url.contains('?') { '&' } else { '?' };
        let url = if makes_files { format!("{}{joint}mode=rw", self.url) } else { self.url.clone() };
        let store = Store::connect(&url).await.map_err(Failure::new)?;
        let layout = store.migration_status().await.map_err(Failure::new)?;
        if layout.iter().all(|migration| migration.applied) { Ok(store) } else { Err(Failure::new(StoreError::NotMigrated)) }
    }

    /// Connects, brings the layout up to date, and synchronises places and catalogue.
    pub async fn open(&self, extractor: &Extractor) -> Result<Store, Failure> {
        let store = self.connect().await?;
        Self::prepare(store, extractor).await
    }

    /// The same for questions that take no longer than `time`.
    pub async fn open_for(&self, extractor: &Extractor, time: Duration) -> Result<Store, Failure> {
        let store = Store::connect_for(&self.url, time).await.map_err(Failure::new)?;
        Self::prepare(store, extractor).await
    }

    async fn prepare(store: Store, extractor: &Extractor) -> Result<Store, Failure> {
        store.migrate().await.map_err(Failure::new)?;
        store.synchronise(extractor.places(), extractor.catalogue()).await.map_err(Failure::new)?;
        Ok(store)
    }
}

/// Works on a database and closes it, whatever comes of the work: a SQLite file that has been closed is whole by itself,
/// without the -wal file beside it.
pub async fn closing<T>(store: Store, work: impl AsyncFnOnce(Store) -> Result<T, Failure>) -> Result<T, Failure> {
    let done = work(store.clone()).await;
    let closed = store.close().await.map_err(Failure::new);
    let done = done?;
    closed.map(|()| done)
}

/// Runs a command's work on one thread, as resolvers and batches want it.
pub fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    actix_web::rt::System::new().block_on(work)
}
