//! How much is in the database.

use async_graphql::{Result, SimpleObject};

use super::{error::store_error, session::Session};
use crate::store;

/// How much is in the database.
#[derive(SimpleObject, Debug, Clone)]
pub struct Statistics {
    /// Counties with at least one report.
    pub counties: u64,
    /// Reports.
    pub reports: u64,
    /// Sections of all reports.
    pub sections: u64,
    /// Figures of all reports.
    pub figures: u64,
    /// Indicators of the catalogue.
    pub indicators: u64,
    /// The first year reported on; null without reports.
    pub first_year: Option<i32>,
    /// The last year reported on; null without reports.
    pub last_year: Option<i32>,
    /// Changes whenever the data changes.
    pub data_version: String,
}

impl From<store::Statistics> for Statistics {
    fn from(counted: store::Statistics) -> Self {
        let store::Statistics { counties, reports, sections, figures, indicators, first_year, last_year, data_version } = counted;
        Statistics { counties, reports, sections, figures, indicators, first_year, last_year, data_version }
    }
}

impl Session {
    /// `Query.statistics`.
    pub async fn statistics(&self) -> Result<Statistics> {
        Ok(self.store.statistics().await.map_err(store_error)?.into())
    }
}
