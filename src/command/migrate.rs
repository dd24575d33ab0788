//! `fazhi migrate`: the database in the newest layout.

use clap::Args;
use std::io::{self, Write};

use super::{
    catalogue::CatalogueFile,
    database::{Database, block_on, closing},
    exit::Failure,
};

/// The arguments of `fazhi migrate`.
#[derive(Args)]
pub struct Migrate {
    #[command(flatten)]
    catalogue: CatalogueFile,
    #[command(flatten)]
    database: Database,
}

impl Migrate {
    /// Migrates, and says what was done.
    pub fn run(self) -> Result<(), Failure> {
        let extractor = self.catalogue.extractor()?;
        let applied = block_on(async {
            closing(self.database.connect().await?, async |store| {
                let applied = store.migrate().await.map_err(Failure::new)?;
                store.synchronise(extractor.places(), extractor.catalogue()).await.map_err(Failure::new)?;
                Ok(applied)
            })
            .await
        })?;
        let mut out = io::stdout().lock();
        for name in &applied {
            writeln!(out, "applied {name}")?;
        }
        if applied.is_empty() {
            writeln!(out, "nothing to apply: the database is up to date")?;
        }
        Ok(())
    }
}
