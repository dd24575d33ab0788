//! The figure that stands for a county in a year, chosen in the database: ranked, and summed up.

use entity::{county, figure};
use sea_orm::{
    ColumnTrait, DbErr, FromQueryResult, Iterable, QueryResult,
    sea_query::{Expr, ExprTrait, Func, Order, OverStatement, Query, SelectStatement, WindowStatement},
};

use super::{Direction, Store, error::StoreError};

/// Which figures are ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingQuery {
    /// Code of the indicator.
    pub indicator: String,
    /// The year.
    pub year: i32,
    /// Only counties of this province, by code.
    pub province: Option<String>,
    /// Only figures in this unit.
    pub unit: Option<String>,
    /// Which end comes first.
    pub direction: Direction,
    /// How many places at most.
    pub first: u32,
}

/// A place of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The place, from 1; equal values share one, and the next is left out.
    pub rank: u64,
    /// The figure.
    pub figure: figure::Model,
}

/// Which figures are summed up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryQuery {
    /// Code of the indicator.
    pub indicator: String,
    /// The first year.
    pub from: Option<i32>,
    /// The last year.
    pub to: Option<i32>,
    /// Only figures in this unit.
    pub unit: Option<String>,
    /// What belongs together.
    pub group: Group,
}

/// What belongs together in a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// The year.
    Year,
    /// The province, by code.
    Province,
    /// The prefecture, by code; for a county under the province itself the province.
    Prefecture,
    /// The county, by code.
    County,
    /// Everything.
    None,
}

/// Figures summed up: one of each county and year.
#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct SummaryRow {
    /// The year, or the code of the place; `all` for everything.
    pub key: String,
    /// How many figures.
    pub count: i64,
    /// Their sum.
    pub sum: f64,
    /// The smallest.
    pub min: f64,
    /// The greatest.
    pub max: f64,
    /// Their mean.
    pub mean: f64,
    /// The one in the middle, or the mean of the two.
    pub median: f64,
}

impl FromQueryResult for Ranked {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let rank: i64 = row.try_get("", "place")?;
        Ok(Ranked { rank: rank.unsigned_abs(), figure: figure::Model::from_query_result(row, prefix)? })
    }
}

const CANDIDATES: &str = "candidates";
const RANKED: &str = "ranked";
const CHOSEN: &str = "chosen";
/// The number of a candidate among those of its county and year, the chosen one first.
const CHOICE: &str = "choice";

/// The candidates of an indicator with their choice: in the order of [`super::series::choose`].
fn candidates(indicator: &str, unit: &Option<String>) -> SelectStatement {
    use figure::Column;
    let mut window = WindowStatement::partition_by(Column::CountyCode.as_column_ref());
    window.add_partition_by(Column::PointYear.into_expr());
    let narrower = Column::Scope.into_expr().is_not_null();
    let order = [
        (Column::Year.into_expr(), Order::Asc),
        (Column::Cumulative.into_expr(), Order::Asc),
        (narrower, Order::Asc),
        (Column::Confidence.into_expr(), Order::Desc),
        (Column::Start.into_expr(), Order::Asc),
    ];
    for (expression, order) in order {
        window.order_by_expr(expression, order);
    }
    let mut select = Query::select();
    select
        .columns(Column::iter().map(|column| column.as_column_ref()))
        .expr_window_as(Expr::cust("ROW_NUMBER()"), window, CHOICE)
        .from(figure::Entity)
        .and_where(Column::IndicatorCode.eq(indicator))
        .and_where_option(unit.as_ref().map(|unit| Column::Unit.eq(unit)));
    select
}

fn is_chosen() -> Expr {
    Expr::col((CANDIDATES, CHOICE)).eq(1)
}

impl Store {
    /// The figures that stand for their counties in a year, by place, then by code of the county.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn ranking(&self, query: &RankingQuery) -> Result<Vec<Ranked>, StoreError> {
        use figure::Column;
        let mut of_year = candidates(&query.indicator, &query.unit);
        of_year
            .and_where(Column::PointYear.eq(query.year))
            .and_where_option(query.province.as_ref().map(|code| Column::ProvinceCode.eq(code)));
        let direction = if query.direction == Direction::Asc { Order::Asc } else { Order::Desc };
        let mut window = WindowStatement::new();
        window.order_by((CANDIDATES, Column::Value), direction);
        let ranked = Query::select()
            .columns(Column::iter().map(|column| (CANDIDATES, column)))
            .expr_window_as(Expr::cust("RANK()"), window, "place")
            .from_subquery(of_year, CANDIDATES)
            .and_where(is_chosen())
            .take();
        let select = Query::select()
            .columns(Column::iter().map(|column| (RANKED, column)))
            .column((RANKED, "place"))
            .from_subquery(ranked, RANKED)
            .order_by((RANKED, "place"), Order::Asc)
            .order_by((RANKED, Column::CountyCode), Order::Asc)
            .limit(u64::from(query.first))
            .take();
        self.rows(&select).await
    }

    /// The figures that stand for their counties in their years, summed up, by key.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn summary(&self, query: &SummaryQuery) -> Result<Vec<SummaryRow>, StoreError> {
        use figure::Column;
        let mut in_years = candidates(&query.indicator, &query.unit);
        in_years
            .and_where(Column::PointYear.is_not_null())
            .and_where_option(query.from.map(|year| Column::PointYear.gte(year)))
            .and_where_option(query.to.map(|year| Column::PointYear.lte(year)));
        let of_candidate = |column: Column| Expr::col((CANDIDATES, column));
        let key = match query.group {
            Group::Year => of_candidate(Column::PointYear).cast_as("TEXT"),
            Group::Province => of_candidate(Column::ProvinceCode),
            Group::County => of_candidate(Column::CountyCode),
            Group::Prefecture => {
                let prefecture = county::Column::PrefectureCode.into_expr();
                Func::coalesce([prefecture, of_candidate(Column::ProvinceCode)]).into()
            }
            Group::None => Expr::cust("CAST('all' AS TEXT)"),
        };
        let mut keyed = Query::select();
        keyed
            .expr_as(key, "key")
            .expr_as(of_candidate(Column::Value), "value")
            .from_subquery(in_years, CANDIDATES)
            .and_where(is_chosen());
        if query.group == Group::Prefecture {
            keyed.inner_join(county::Entity, county::Column::Code.into_expr().eq(of_candidate(Column::CountyCode)));
        }
        // The place of each value among those of its key, and how many there are, give the one in the middle.
        let mut sorted = WindowStatement::partition_by("key");
        sorted.order_by("value", Order::Asc);
        let placed = Query::select()
            .columns(["key", "value"])
            .expr_window_as(Expr::cust("ROW_NUMBER()"), sorted, "place")
            .expr_window_as(Expr::cust("COUNT(*)"), WindowStatement::partition_by("key"), "size")
            .from_subquery(keyed, "keyed")
            .take();
        let value = || Expr::col((CHOSEN, "value"));
        let select = Query::select()
            .column((CHOSEN, "key"))
            .expr_as(Expr::cust("COUNT(*)"), "count")
            .expr_as(value().sum(), "sum")
            .expr_as(value().min(), "min")
            .expr_as(value().max(), "max")
            .expr_as(Func::avg(value()), "mean")
            .expr_as(Expr::cust("AVG(CASE WHEN place IN ((size + 1) / 2, (size + 2) / 2) THEN value END)"), "median")
            .from_subquery(placed, CHOSEN)
            .add_group_by([Expr::col((CHOSEN, "key"))])
            .order_by((CHOSEN, "key"), Order::Asc)
            .take();
        self.rows(&select).await
    }
}
