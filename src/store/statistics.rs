//! How much there is, and which version of the data it is.

use entity::{county, figure, indicator, meta, report};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, FromQueryResult,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use std::collections::HashMap;

use super::{MOST_VALUES, Store, error::StoreError, reference::set_meta};

/// The key in `meta` of the version of the data.
const VERSION: &str = "data_version";

/// How much there is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Counties with at least one report.
    pub counties: u64,
    /// Reports.
    pub reports: u64,
    /// Sections.
    pub sections: u64,
    /// Figures.
    pub figures: u64,
    /// Indicators of the catalogue.
    pub indicators: u64,
    /// The first year reported on; none without reports.
    pub first_year: Option<i32>,
    /// The last year reported on; none without reports.
    pub last_year: Option<i32>,
    /// Changes with everything that is written.
    pub data_version: String,
}

/// How much is known of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Counties with a figure of it.
    pub counties: u64,
    /// Reports with a figure of it.
    pub reports: u64,
    /// Figures of it.
    pub figures: u64,
    /// The first year a report of which has it.
    pub first_year: Option<i32>,
    /// The last year a report of which has it.
    pub last_year: Option<i32>,
}

#[derive(FromQueryResult)]
struct Counted {
    counties: i64,
    indicators: i64,
    reports: i64,
    sections: i64,
    figures: i64,
    first_year: Option<i32>,
    last_year: Option<i32>,
    data_version: Option<String>,
}

#[derive(FromQueryResult)]
struct Covered {
    indicator_code: String,
    counties: i64,
    reports: i64,
    figures: i64,
    first_year: Option<i32>,
    last_year: Option<i32>,
}

impl Store {
    /// How much there is. Sections and figures are added up from the reports, which know how many they have.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn statistics(&self) -> Result<Statistics, StoreError> {
        let count =
            |select: &mut SelectStatement| Expr::SubQuery(None, Box::new(select.expr(Expr::cust("COUNT(*)")).take().into()));
        let with_reports = Query::select().from(county::Entity).and_where(county::Column::ReportCount.gt(0)).take();
        let select = Query::select()
            .expr_as(count(&mut with_reports.clone()), "counties")
            .expr_as(count(Query::select().from(indicator::Entity)), "indicators")
            .expr_as(Expr::SubQuery(None, Box::new(select_version().into())), "data_version")
            .expr_as(Expr::cust("COUNT(*)"), "reports")
            .expr_as(sum(report::Column::SectionCount), "sections")
            .expr_as(sum(report::Column::FigureCount), "figures")
            .expr_as(report::Column::Year.into_expr().min(), "first_year")
            .expr_as(report::Column::Year.into_expr().max(), "last_year")
            .from(report::Entity)
            .take();
        let counted = self.rows::<Counted>(&select).await?.pop();
        Ok(counted.map_or_else(Statistics::default, |counted| Statistics {
            counties: counted.counties.unsigned_abs(),
            reports: counted.reports.unsigned_abs(),
            sections: counted.sections.unsigned_abs(),
            figures: counted.figures.unsigned_abs(),
            indicators: counted.indicators.unsigned_abs(),
            first_year: counted.first_year,
            last_year: counted.last_year,
            data_version: counted.data_version.unwrap_or_default(),
        }))
    }

    /// The version of the data: another word after everything that is written; empty before the first.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn data_version(&self) -> Result<String, StoreError> {
        #[derive(FromQueryResult)]
        struct Version {
            value: String,
        }
        Ok(self.rows::<Version>(&select_version()).await?.pop().map(|found| found.value).unwrap_or_default())
    }

    /// How much is known of indicators; those without figures are left out.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn coverage_of_indicators(&self, codes: &[String]) -> Result<HashMap<String, Coverage>, StoreError> {
        use figure::Column;
        let mut found = HashMap::with_capacity(codes.len());
        for codes in codes.chunks(MOST_VALUES) {
            // First by report, out of an index alone; the report knows county and year.
            let by_report = Query::select()
                .columns([Column::IndicatorCode, Column::ReportId])
                .expr_as(Expr::cust("COUNT(*)"), "figures")
                .from(figure::Entity)
                .and_where(Column::IndicatorCode.is_in(codes))
                .group_by_columns([Column::IndicatorCode, Column::ReportId])
                .take();
            let figures = Expr::col(("by_report", "figures")).sum().cast_as("BIGINT");
            let select = Query::select()
                .column(Column::IndicatorCode)
                .expr_as(report::Column::CountyCode.into_expr().count_distinct(), "counties")
                .expr_as(Expr::cust("COUNT(*)"), "reports")
                .expr_as(figures, "figures")
                .expr_as(report::Column::Year.into_expr().min(), "first_year")
                .expr_as(report::Column::Year.into_expr().max(), "last_year")
                .from_subquery(by_report, "by_report")
                .inner_join(report::Entity, report::Column::Id.into_expr().eq(Expr::col(("by_report", "report_id"))))
                .group_by_col(Column::IndicatorCode)
                .take();
            for row in self.rows::<Covered>(&select).await? {
                let coverage = Coverage {
                    counties: row.counties.unsigned_abs(),
                    reports: row.reports.unsigned_abs(),
                    figures: row.figures.unsigned_abs(),
                    first_year: row.first_year,
                    last_year: row.last_year,
                };
                found.insert(row.indicator_code, coverage);
            }
        }
        Ok(found)
    }
}

fn sum(column: report::Column) -> Expr {
    // Without rows SUM gives null.
    Expr::from(sea_orm::sea_query::Func::coalesce([column.into_expr().sum(), Expr::val(0_i64)]))
}

fn select_version() -> SelectStatement {
    Query::select().column(meta::Column::Value).from(meta::Entity).and_where(meta::Column::Key.eq(VERSION)).take()
}

/// Gives the data its next version. The last statement of a transaction: others that write wait for it.
pub(super) async fn bump_data_version(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    let row = transaction.query_one(&select_version().lock_exclusive().take()).await?;
    let version: Option<String> = row.map(|row| row.try_get("", "value")).transpose()?;
    let next = version.and_then(|version| version.parse::<u64>().ok()).unwrap_or(0) + 1;
    set_meta(transaction, VERSION, &next.to_string()).await
}
