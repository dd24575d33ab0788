//! A page for each of many parents, in one statement: the rows of each parent are numbered in their order, and those with
//! too high a number stay in the database.

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, ModelTrait, Value,
    sea_query::{Expr, ExprTrait, Order, OverStatement, Query, SelectStatement, ValueType, WindowStatement},
};
use std::{collections::HashMap, hash::Hash};

use super::{
    MOST_VALUES, Store,
    error::StoreError,
    order::{Keys, Listed},
    page::{Page, PageArgs, Plan, select},
};

/// The numbered ids, as a table of a statement.
const NUMBERED: &str = "numbered";
/// Its id.
const ID: &str = "numbered_id";
/// Its number among the rows of the same parent, from 1.
const NUMBER: &str = "number_in_parent";

/// What identifies a parent.
pub(super) trait Parent: Clone + Eq + Hash + Into<Value> + ValueType + Send + Sync {}
impl Parent for i64 {}
impl Parent for String {}

/// Parents of one statement, with room left for the values of a filter.
pub(super) const MOST_PARENTS: usize = MOST_VALUES - 2_000;

#[derive(FromQueryResult)]
struct Total<P: Parent + sea_orm::TryGetable> {
    parent: P,
    rows: i64,
}

/// The rows of many parents, those of each numbered. Only their ids are numbered, most often out of an index alone; the
/// rows themselves are then read for the numbers that stay.
fn numbered<E: Listed>(plan: &Plan<E>, parent: E::Column, condition: Condition, without: Option<E::Column>) -> SelectStatement {
    let mut window = WindowStatement::new();
    window.add_partition_by(parent.into_expr());
    plan.order(&mut window);
    let id = E::ID;
    let numbers = Query::select()
        .expr_as(id.into_expr(), ID)
        .expr_window_as(Expr::cust("ROW_NUMBER()"), window, NUMBER)
        .from(E::default().table_ref())
        .cond_where(plan.place(condition))
        .take();
    select::<E>(without)
        .join_subquery(JoinType::InnerJoin, numbers, NUMBERED, Expr::col((NUMBERED, ID)).eq(id.into_expr()))
        .and_where(Expr::col((NUMBERED, NUMBER)).lte(plan.limit() as i64))
        .order_by((NUMBERED, NUMBER), Order::Asc)
        .take()
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
        for parents in parents.chunks(MOST_PARENTS) {
            let condition = Condition::all().add(column.is_in(parents.iter().cloned())).add(condition.clone());
            let select = if parents.len() == 1 {
                let mut rows = plan.rows(condition, without);
                plan.order(&mut rows);
                rows.limit(plan.limit());
                rows
            } else {
                numbered(&plan, column, condition, without)
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
