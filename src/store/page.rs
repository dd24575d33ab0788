//! One page of a table, in one statement.

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IdenStatic, Iterable, Value,
    sea_query::{Expr, ExprTrait, NullOrdering, OrderedStatement, Query, SelectStatement},
};

use super::{
    Store,
    cursor::{Cursor, mark},
    error::StoreError,
    order::{Direction, Keys, Listed},
};

/// Rows of a page when neither `first` nor `last` is given.
pub const DEFAULT_PAGE: u32 = 20;
/// The most rows of a page; who serves pages may allow fewer.
pub const MAX_PAGE: u32 = 1_000;

/// Which page: `first` rows behind `after`, or `last` rows before `before`; none of them: the first [`DEFAULT_PAGE`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PageArgs {
    /// Rows from the start.
    pub first: Option<u32>,
    /// Only rows behind this place.
    pub after: Option<Cursor>,
    /// Rows from the end; excludes `first`.
    pub last: Option<u32>,
    /// Only rows before this place.
    pub before: Option<Cursor>,
}

impl PageArgs {
    /// The first rows.
    pub fn first(rows: u32) -> Self {
        PageArgs { first: Some(rows), ..PageArgs::default() }
    }

    /// The last rows.
    pub fn last(rows: u32) -> Self {
        PageArgs { last: Some(rows), ..PageArgs::default() }
    }

    /// Only rows behind a place.
    pub fn after(self, place: Cursor) -> Self {
        PageArgs { after: Some(place), ..self }
    }

    /// Only rows before a place.
    pub fn before(self, place: Cursor) -> Self {
        PageArgs { before: Some(place), ..self }
    }
}

/// Some rows of a longer list, each with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The rows, in order, however they were asked for.
    pub rows: Vec<(Cursor, T)>,
    /// Whether there are rows behind the last one.
    pub has_next: bool,
    /// Whether there are rows before the first one.
    pub has_previous: bool,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page { rows: Vec::new(), has_next: false, has_previous: false }
    }
}

impl<T> Page<T> {
    /// The same page of something else.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Page<U> {
        let rows = self.rows.into_iter().map(|(cursor, row)| (cursor, change(row))).collect();
        Page { rows, has_next: self.has_next, has_previous: self.has_previous }
    }
}

/// A page worked out: what is the same for one list and for the lists of many parents.
pub(super) struct Plan<E: EntityTrait> {
    keys: Keys<E>,
    /// The rows behind `after` and before `before`.
    place: Condition,
    size: u32,
    backwards: bool,
    behind: bool,
    ahead: bool,
}

impl<E: Listed> Plan<E> {
    pub fn new(keys: Keys<E>, args: &PageArgs) -> Result<Self, StoreError> {
        let size = match (args.first, args.last) {
            (Some(_), Some(_)) => {
                let reason = "first and last exclude each other; give one of them".to_owned();
                return Err(StoreError::BadPage { argument: "last", reason });
            }
            (Some(first), None) => size("first", first)?,
            (None, Some(last)) => size("last", last)?,
            (None, None) => DEFAULT_PAGE,
        };
        let mut place = Condition::all();
        if let Some(after) = &args.after {
            place = place.add(behind(&keys, &after.values("after", &keys)?));
        }
        if let Some(before) = &args.before {
            place = place.add(behind(&keys.reversed(), &before.values("before", &keys)?));
        }
        let (behind, ahead) = (args.after.is_some(), args.before.is_some());
        Ok(Plan { keys, place, size, backwards: args.last.is_some(), behind, ahead })
    }

    /// One row more than the page has, to see whether there are more.
    pub fn limit(&self) -> u64 {
        u64::from(self.size) + 1
    }

    /// The rows to choose from: columns, table, conditions.
    pub fn rows(&self, condition: Condition, without: Option<E::Column>) -> SelectStatement {
        select::<E>(without).cond_where(self.place(condition)).take()
    }

    /// The rows that match and lie between the two places.
    pub fn place(&self, condition: Condition) -> Condition {
        Condition::all().add(condition).add(self.place.clone())
    }

    /// The order to read in; the last rows are read backwards.
    pub fn order(&self, statement: &mut impl OrderedStatement) {
        let keys = if self.backwards { self.keys.reversed() } else { self.keys.clone() };
        for key in keys.0 {
            let (order, nulls) = match key.direction {
                Direction::Asc => (sea_orm::Order::Asc, NullOrdering::First),
                Direction::Desc => (sea_orm::Order::Desc, NullOrdering::Last),
            };
            if key.nullable() {
                statement.order_by_expr_with_nulls(key.column.into_expr(), order, nulls);
            } else {
                statement.order_by_expr(key.column.into_expr(), order);
            }
        }
    }

    /// The rows as read, made a page.
    pub fn page(&self, mut rows: Vec<E::Model>) -> Page<E::Model> {
        let more = rows.len() as u64 >= self.limit();
        rows.truncate(self.size as usize);
        if self.backwards {
            rows.reverse();
        }
        let mark = mark(&self.keys);
        Page {
            rows: rows.into_iter().map(|row| (Cursor::of(&self.keys, mark, &row), row)).collect(),
            has_next: if self.backwards { self.ahead } else { more || self.ahead },
            has_previous: if self.backwards { more || self.behind } else { self.behind },
        }
    }
}

fn size(argument: &'static str, size: u32) -> Result<u32, StoreError> {
    if size <= MAX_PAGE {
        return Ok(size);
    }
    Err(StoreError::BadPage { argument, reason: format!("a page has 0 to {MAX_PAGE} rows, not {size}") })
}

/// All columns of a table, one of them perhaps left empty because it is long and nobody asked for it.
pub(super) fn select<E: EntityTrait>(without: Option<E::Column>) -> SelectStatement {
    let mut select = Query::select();
    for column in E::Column::iter() {
        if without.is_some_and(|without| without.as_str() == column.as_str()) {
            select.expr_as(Expr::cust("NULL"), column);
        } else {
            select.column(column.as_column_ref());
        }
    }
    select.from(E::default().table_ref());
    select
}

/// The rows behind a place: those whose first key is behind it, or whose first key is the same and whose second is behind
/// it, and so on.
fn behind<E: Listed>(keys: &Keys<E>, values: &[Value]) -> Condition {
    let uniform = keys.0.iter().all(|key| key.direction == keys.0[0].direction && !key.nullable());
    if uniform {
        // A comparison of rows is one range of an index.
        let columns = Expr::tuple(keys.0.iter().map(|key| key.column.into_expr()));
        let values = Expr::tuple(values.iter().cloned().map(Expr::val));
        let comparison = match keys.0[0].direction {
            Direction::Asc => columns.gt(values),
            Direction::Desc => columns.lt(values),
        };
        return Condition::all().add(comparison);
    }
    let mut any = Condition::any();
    let mut same = Condition::all();
    for (key, value) in keys.0.iter().zip(values) {
        let column = || key.column.into_expr();
        let null = is_null(value);
        let further = match (key.direction, null) {
            (Direction::Asc, true) => Some(column().is_not_null()),
            (Direction::Asc, false) => Some(column().gt(value.clone())),
            (Direction::Desc, true) => None,
            (Direction::Desc, false) if key.nullable() => Some(column().lt(value.clone()).or(column().is_null())),
            (Direction::Desc, false) => Some(column().lt(value.clone())),
        };
        if let Some(further) = further {
            any = any.add(same.clone().add(further));
        }
        same = same.add(if null { column().is_null() } else { column().eq(value.clone()) });
    }
    any
}

/// The first rows behind a place, however many are wanted.
pub(super) fn rows_behind<E: Listed>(
    keys: &Keys<E>,
    condition: Condition,
    after: Option<&Cursor>,
    rows: u64,
) -> Result<SelectStatement, StoreError> {
    let place = match after {
        Some(after) => behind(keys, &after.values("after", keys)?),
        None => Condition::all(),
    };
    let plan = Plan { keys: keys.clone(), place, size: 0, backwards: false, behind: after.is_some(), ahead: false };
    let mut select = plan.rows(condition, None);
    plan.order(&mut select);
    select.limit(rows);
    Ok(select)
}

fn is_null(value: &Value) -> bool {
    matches!(value, Value::String(None) | Value::ChronoDate(None))
}

impl Store {
    /// A page of a table.
    pub(super) async fn page<E: Listed>(
        &self,
        condition: Condition,
        keys: Keys<E>,
        args: &PageArgs,
    ) -> Result<Page<E::Model>, StoreError> {
        let plan = Plan::new(keys, args)?;
        let mut select = plan.rows(condition, None);
        plan.order(&mut select);
        select.limit(plan.limit());
        Ok(plan.page(self.rows(&select).await?))
    }
}
