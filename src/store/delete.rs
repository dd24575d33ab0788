//! Deletes a report with all that was derived from its document. The document stays, and what people said about its figures.

use entity::report;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    ReportKey, Store, derive,
    error::StoreError,
    fictional,
    save::{count_reports, county_locked, report_of},
    statistics::bump_data_version,
};

impl Store {
    /// Deletes a report, in one transaction; says whether there was one.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn delete_report(&self, key: &ReportKey) -> Result<bool, StoreError> {
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        if county_locked(&transaction, &key.county).await?.is_none() {
            return Ok(false);
        }
        let Some(report) = report_of(&transaction, &key.county, key.year).await? else { return Ok(false) };
        derive::clear(&transaction, report).await?;
        report::Entity::delete_many().filter(report::Column::Id.eq(report)).exec(&transaction).await?;
        count_reports(&transaction, &key.county, -1).await?;
        fictional::forget(&transaction, &key.county).await?;
        bump_data_version(&transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
