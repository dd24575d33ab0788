//! Counties that do not exist. A database has those that it has a report of, and no others.

use entity::county;
use extract::fictional;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    sea_query::{ExprTrait, Order, Query, SelectStatement},
};

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{Store, error::StoreError, reference, save::county_locked};

/// For how long a database that had none is not asked again: another process may have imported some.
const ASKED_AGAIN: Duration = Duration::from_secs(10);

/// When a database was last seen without fictional counties. Nearly all databases are, and need not be asked each time.
#[derive(Debug, Default)]
pub(super) struct Absence(Mutex<Option<Instant>>);

impl Absence {
    fn is_known(&self) -> bool {
        // What a panic left is a point in time, too.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|seen| seen.elapsed() < ASKED_AGAIN)
    }

    fn set(&self, absent: bool) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = absent.then(Instant::now);
    }
}

impl Store {
    /// The codes of the fictional counties that there are reports of, in their order; `most` at most. A database that had
    /// none is asked again after ten seconds.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn fictional_counties(&self, most: u64) -> Result<Vec<String>, StoreError> {
        if self.absence.is_known() {
            return Ok(Vec::new());
        }
        let select = with_reports().order_by(county::Column::Code, Order::Asc).limit(most).take();
        let found = self.rows::<Code>(&select).await?;
        self.absence.set(found.is_empty());
        Ok(found.into_iter().map(|found| found.code).collect())
    }

    /// Reports have been written: there may be fictional counties now.
    pub(super) fn ask_again(&self, county: &str) {
        if fictional::is_code(county) {
            self.absence.set(false);
        }
    }

    /// Whether there is a report of a fictional county.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn knows_fictional(&self, code: &str) -> Result<bool, StoreError> {
        let select = with_reports().and_where(county::Column::Code.eq(code)).take();
        Ok(!self.rows::<Code>(&select).await?.is_empty())
    }
}

#[derive(FromQueryResult)]
struct Code {
    code: String,
}

fn with_reports() -> SelectStatement {
    use county::Column;
    Query::select()
        .column(Column::Code)
        .from(county::Entity)
        .and_where(Column::ProvinceCode.eq(fictional::PROVINCE))
        .and_where(Column::ReportCount.gt(0))
        .take()
}

/// The province of a county, as [`county_locked`] gives it; a fictional county that is not there is written first.
pub(super) async fn county_at_hand(transaction: &DatabaseTransaction, code: &str) -> Result<Option<String>, StoreError> {
    let there = county_locked(transaction, code).await?;
    match fictional::county(code).filter(|_| there.is_none()) {
        Some(county) => {
            reference::add_county(transaction, county).await?;
            county_locked(transaction, code).await
        }
        None => Ok(there),
    }
}

/// Forgets a fictional county that no report is left of.
pub(super) async fn forget(transaction: &DatabaseTransaction, code: &str) -> Result<(), StoreError> {
    if fictional::is_code(code) {
        let without = county::Column::Code.eq(code).and(county::Column::ReportCount.eq(0));
        county::Entity::delete_many().filter(without).exec(transaction).await?;
    }
    Ok(())
}
