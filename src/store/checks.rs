//! The checks of a report's arithmetic: written with the report, read for many reports in one statement.

use entity::{figure, report_check};
use extract::document::Check;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::{Order, ValueTuple},
};
use std::{collections::HashMap, sync::Arc};

use super::{MOST_VALUES, Store, derive::number, error::StoreError, page::select, rows::among};

/// Rows of one INSERT: nine columns each, below the parameters of both databases.
const BATCH: usize = 1_000;

/// Deletes the checks of a report.
pub(super) async fn delete(transaction: &DatabaseTransaction, report: i64) -> Result<(), StoreError> {
    report_check::Entity::delete_many().filter(report_check::Column::ReportId.eq(report)).exec(transaction).await?;
    Ok(())
}

/// Writes the checks of a document.
pub(super) async fn write(transaction: &DatabaseTransaction, report: i64, checks: &[Check]) -> Result<(), StoreError> {
    let rows: Vec<report_check::ActiveModel> =
        checks.iter().enumerate().map(|(at, check)| row(report, at, check)).collect::<Result<_, _>>()?;
    for rows in rows.chunks(BATCH) {
        report_check::Entity::insert_many(rows.iter().cloned()).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn row(report: i64, at: usize, check: &Check) -> Result<report_check::ActiveModel, StoreError> {
    let figures: Vec<i32> = check.figures.iter().map(|&figure| number(figure)).collect::<Result<_, _>>()?;
    Ok(report_check::ActiveModel {
        id: NotSet,
        report_id: Set(report),
        ordinal: Set(number(at)?),
        rule: Set(check.rule.to_string()),
        status: Set(check.status.to_string()),
        statement: Set(check.statement.clone()),
        expected: Set(check.expected),
        stated: Set(check.stated),
        figures: Set(figures.into_iter().collect()),
    })
}

impl Store {
    /// The checks of reports in the order of the text, by the report's number; reports without checks are left out.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn checks_of_reports(&self, ids: &[i64]) -> Result<HashMap<i64, Arc<[report_check::Model]>>, StoreError> {
        use report_check::Column;
        let mut found: HashMap<i64, Vec<report_check::Model>> = HashMap::new();
        for ids in ids.chunks(MOST_VALUES) {
            let select = select::<report_check::Entity>(None)
                .and_where(Column::ReportId.is_in(ids.iter().copied()))
                .order_by_expr(Column::ReportId.into_expr(), Order::Asc)
                .order_by_expr(Column::Ordinal.into_expr(), Order::Asc)
                .take();
            for row in self.rows::<report_check::Model>(&select).await? {
                found.entry(row.report_id).or_default().push(row);
            }
        }
        Ok(found.into_iter().map(|(report, checks)| (report, checks.into())).collect())
    }

    /// Figures by the number of their report and their place among its figures.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn figures_by_ordinal(&self, keys: &[(i64, i32)]) -> Result<HashMap<(i64, i32), figure::Model>, StoreError> {
        let mut found = HashMap::with_capacity(keys.len());
        for keys in keys.chunks(MOST_VALUES / 2) {
            let columns = [figure::Column::ReportId.into_expr(), figure::Column::Ordinal.into_expr()];
            let values = keys.iter().map(|&(report, ordinal)| ValueTuple::Two(report.into(), ordinal.into())).collect();
            let select = select::<figure::Entity>(None).and_where(among(columns, values)).take();
            for row in self.rows::<figure::Model>(&select).await? {
                found.insert((row.report_id, row.ordinal), row);
            }
        }
        Ok(found)
    }
}
