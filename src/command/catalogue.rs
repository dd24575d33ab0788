//! The catalogue of a command.

use clap::Args;
use extract::{Extractor, catalogue::Catalogue, places::Places};
use std::path::PathBuf;

use super::exit::{self, Failure};

/// Which catalogue of indicators.
#[derive(Args)]
pub struct CatalogueFile {
    /// A catalogue of indicators in place of the program's own; every command on one database wants the same
    #[arg(long, value_name = "FILE", env = "FAZHI_CATALOGUE")]
    catalogue: Option<PathBuf>,
}

impl CatalogueFile {
    /// An extractor that knows its indicators.
    ///
    /// # Errors
    /// A file that cannot be read or is no catalogue: the message says where in it.
    pub fn extractor(&self) -> Result<Extractor, Failure> {
        let given = self.catalogue.as_ref().filter(|file| !file.as_os_str().is_empty());
        let Some(file) = given else { return Extractor::bundled().map_err(Failure::new) };
        let name = file.display();
        let failed =
            |code: &str, reason: &dyn std::fmt::Display| Failure::with_code(exit::of_code(code), format!("{name}: {reason}"));
        let text = std::fs::read_to_string(file).map_err(|error| failed("UNREADABLE", &error))?;
        let catalogue = Catalogue::parse(&text).map_err(|error| failed("BAD_CATALOGUE", &error))?;
        let places = Places::bundled().map_err(Failure::new)?;
        Extractor::new(places, catalogue).map_err(Failure::new)
    }
}
