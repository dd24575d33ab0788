//! The database of a command.

use clap::Args;
use extract::Extractor;

use super::exit::Failure;
use crate::store::Store;

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

    /// Connects, brings the layout up to date, and synchronises places and catalogue.
    pub async fn open(&self, extractor: &Extractor) -> Result<Store, Failure> {
        let store = self.connect().await?;
        store.migrate().await.map_err(Failure::new)?;
        store.synchronise(extractor.places(), extractor.catalogue()).await.map_err(Failure::new)?;
        Ok(store)
    }
}

/// Runs a command's work on one thread, as resolvers and batches want it.
pub fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    actix_web::rt::System::new().block_on(work)
}
