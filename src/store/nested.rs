//! A page for each of many parents, in one statement.

use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, FromQueryResult, Iterable, JoinType, ModelTrait, Value,
    sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, ValueTuple, ValueType, WindowStatement},
};
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

use super::{
    MOST_VALUES, Store,
    error::StoreError,
    order::{Keys, Listed},
    page::{Page, PageArgs, Plan, select},
};

/// The parents, as a table of a statement.
const PARENTS: &str = "parents";
/// Its only column, as both databases call it.
const VALUE: &str = "column1";
/// The rows of one parent, as a table of a statement.
const ROWS: &str = "rows";
/// The number of a row among those of its parent, from 1.
const NUMBER: &str = "number";

/// What identifies a parent.
pub(super) trait Parent: Clone + Eq + Hash + Into<Value> + ValueType + Send + Sync {}
impl Parent for i64 {}
impl Parent for String {}

/// Parents of one statement, with room left for the values of a filter.
const MOST_PARENTS: usize = MOST_VALUES - 2_000;

#[derive(FromQueryResult)]
struct Total<P: Parent + sea_orm::TryGetable> {
    parent: P,
    rows: i64,
}

/// The first rows of each of many parents, each parent's in order. As many as the page has are read for each parent, out of
/// an index where there is one for the order; numbering all rows of all parents would read them all.
fn of_each<E: Listed, P: Parent>(
    backend: DbBackend,
    plan: &Plan<E>,
    (parent, parents): (E::Column, &[P]),
    condition: Condition,
    without: Option<E::Column>,
) -> SelectStatement {
    let values: Vec<ValueTuple> = parents.iter().map(|parent| ValueTuple::One(parent.clone().into())).collect();
    let condition = condition.add(parent.into_expr().eq(Expr::col((PARENTS, VALUE))));
    match backend {
        DbBackend::Postgres => {
            let mut window = WindowStatement::new();
            plan.order(&mut window);
            let mut rows = plan.rows(condition, without);
            rows.expr_window_as(Expr::cust("ROW_NUMBER()"), window, NUMBER).limit(plan.limit());
            plan.order(&mut rows);
            Query::select()
                .columns(E::Column::iter().map(|column| (ROWS, column)))
                .from_values(values, PARENTS)
                .join_lateral(JoinType::InnerJoin, rows, ROWS, Expr::cust("TRUE"))
                .order_by((ROWS, NUMBER), Order::Asc)
                .take()
        }
        _ => {
            // SQLite has no LATERAL, but looks up an IN anew for each parent.
            let mut ids = Query::select().column(E::ID.as_column_ref()).from(E::default().table_ref()).take();
            ids.cond_where(plan.place(condition)).limit(plan.limit());
            plan.order(&mut ids);
            let mut rows = select::<E>(without);
            rows.from_values(values, PARENTS).and_where(E::ID.into_expr().in_subquery(ids));
            plan.order(&mut rows);
            rows
        }
    }
}

impl Store {
    /// The page of each parent; parents without rows have none.
    pub(super) async fn pages_of<E: Listed, P: Parent>(
        &self,
        (column, parents): (E::Column, &[P]),
        condition: Condition,
        keys: Keys<E>,
        args: &PageArgs,
        without: Option<E::Column>,
    ) -> Result<HashMap<P, Page<E::Model>>, StoreError> {
        let plan = Plan::new(keys, args)?;
        let mut pages = HashMap::with_capacity(parents.len());
        // One that is named twice would have its rows twice.
        let parents: Vec<P> = parents.iter().cloned().collect::<HashSet<P>>().into_iter().collect();
        for parents in parents.chunks(MOST_PARENTS) {
            let condition = Condition::all().add(condition.clone());
            let select = if parents.len() == 1 {
                let mut rows = plan.rows(condition.add(column.is_in(parents.iter().cloned())), without);
                plan.order(&mut rows);
                rows.limit(plan.limit());
                rows
            } else {
                of_each(self.connection.get_database_backend(), &plan, (column, parents), condition, without)
            };
            let mut rows: HashMap<P, Vec<E::Model>> = HashMap::with_capacity(parents.len());
            for row in self.rows::<E::Model>(&select).await? {
                if let Ok(parent) = P::try_from(row.get(column)) {
                    rows.entry(parent).or_default().push(row);
                }
            }
            pages.extend(rows.into_iter().map(|(parent, rows)| (parent, plan.page(rows))));
        }
        Ok(pages)
    }

    /// How many rows each parent has; parents without rows have none.
    pub(super) async fn totals_of<E: EntityTrait, P: Parent + sea_orm::TryGetable>(
        &self,
        (column, parents): (E::Column, &[P]),
        condition: Condition,
    ) -> Result<HashMap<P, u64>, StoreError> {
        let mut totals = HashMap::with_capacity(parents.len());
        for parents in parents.chunks(MOST_PARENTS) {
            let select = Query::select()
                .expr_as(column.into_expr(), "parent")
                .expr_as(Expr::cust("COUNT(*)"), "rows")
                .from(E::default().table_ref())
                .cond_where(column.is_in(parents.iter().cloned()))
                .cond_where(condition.clone())
                .add_group_by([column.into_expr()])
                .take();
            let counted = self.rows::<Total<P>>(&select).await?;
            totals.extend(counted.into_iter().map(|total| (total.parent, total.rows.unsigned_abs())));
        }
        Ok(totals)
    }

    /// How many rows of a table match.
    pub(super) async fn total<E: EntityTrait>(&self, condition: Condition) -> Result<u64, StoreError> {
        #[derive(FromQueryResult)]
        struct Rows {
            rows: i64,
        }
        let select =
            Query::select().expr_as(Expr::cust("COUNT(*)"), "rows").from(E::default().table_ref()).cond_where(condition).take();
        Ok(self.rows::<Rows>(&select).await?.first().map_or(0, |counted| counted.rows.unsigned_abs()))
    }
}
