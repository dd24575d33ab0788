//! Single rows, looked up for many keys in one statement. Keys without a row are left out.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use entity::{figure, report, review, source};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryResult, Value,
    sea_query::{Asterisk, Expr, ExprTrait, Order, Query, ValueTuple},
};
use std::{
    collections::HashMap,
    fmt::{self, Display},
    hash::Hash,
};

use super::{MOST_VALUES, Store, blob, error::StoreError, page::select};

/// Which report: a county and the year reported on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReportKey {
    /// GB/T 2260 code, six digits.
    pub county: String,
    /// The year reported on.
    pub year: i32,
}

/// Which section: a report and a path in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SectionKey {
    /// The report.
    pub report: ReportKey,
    /// 1.2.3
    pub path: String,
}

/// Which figure: a report and the place where it starts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FigureKey {
    /// The report.
    pub report: ReportKey,
    /// In Unicode scalar values of the report's text.
    pub start: i32,
}

/// A global id: the kind of thing and what identifies it in its own field, coated in base64url.
pub fn global_id(kind: &str, key: impl Display) -> String {
    URL_SAFE_NO_PAD.encode(format!("{kind}:{key}"))
}

impl ReportKey {
    /// The id of the report in the API: `Report:140821/2021`.
    pub fn global_id(&self) -> String {
        global_id("Report", self)
    }
}

impl SectionKey {
    /// The id of the section in the API: `Section:140821/2021/1.2.3`.
    pub fn global_id(&self) -> String {
        global_id("Section", format_args!("{}/{}", self.report, self.path))
    }
}

impl FigureKey {
    /// The id of the figure in the API: `Figure:140821/2021/1549`.
    pub fn global_id(&self) -> String {
        global_id("Figure", format_args!("{}/{}", self.report, self.start))
    }
}

impl Display for ReportKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.county, self.year)
    }
}

/// Rows whose columns have one of these combinations of values. SQLite wants a list of rows to be a table.
pub(super) fn among(columns: impl IntoIterator<Item = Expr>, values: Vec<ValueTuple>) -> Expr {
    let listed = Query::select().column(Asterisk).from_values(values, "listed").take();
    Expr::tuple(columns).in_subquery(listed)
}

impl Store {
    /// Reports by county and year.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn reports_by_key(&self, keys: &[ReportKey]) -> Result<HashMap<ReportKey, report::Model>, StoreError> {
        let mut found = HashMap::with_capacity(keys.len());
        for keys in keys.chunks(MOST_VALUES / 2) {
            let columns = [report::Column::CountyCode.into_expr(), report::Column::Year.into_expr()];
            let values = keys.iter().map(|key| ValueTuple::Two(key.county.clone().into(), key.year.into())).collect();
            let select = select::<report::Entity>(None).and_where(among(columns, values)).take();
            for row in self.rows::<report::Model>(&select).await? {
                found.insert(ReportKey { county: row.county_code.clone(), year: row.year }, row);
            }
        }
        Ok(found)
    }

    /// Reports by number.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn reports_by_id(&self, ids: &[i64]) -> Result<HashMap<i64, report::Model>, StoreError> {
        self.by::<report::Entity, i64>(report::Column::Id, ids, None, |row| row.id).await
    }

    /// Figures by report and place.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn figures_by_key(&self, keys: &[FigureKey]) -> Result<HashMap<FigureKey, figure::Model>, StoreError> {
        let mut found = HashMap::with_capacity(keys.len());
        for keys in keys.chunks(MOST_VALUES / 3) {
            // Through the report, which the place of the figure has an index with.
            let columns =
                [report::Column::CountyCode.into_expr(), report::Column::Year.into_expr(), figure::Column::Start.into_expr()];
            let values = keys
                .iter()
                .map(|key| ValueTuple::Three(key.report.county.clone().into(), key.report.year.into(), key.start.into()));
            let select = select::<figure::Entity>(None)
                .inner_join(report::Entity, report::Column::Id.into_expr().eq(figure::Column::ReportId.into_expr()))
                .and_where(among(columns, values.collect()))
                .take();
            for row in self.rows::<figure::Model>(&select).await? {
                let report = ReportKey { county: row.county_code.clone(), year: row.year };
                found.insert(FigureKey { report, start: row.start }, row);
            }
        }
        Ok(found)
    }

    /// Sources by number, without bytes and text.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn sources_by_id(&self, ids: &[i64]) -> Result<HashMap<i64, source::Model>, StoreError> {
        let mut found = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(MOST_VALUES) {
            let mut select = select::<source::Entity>(None);
            select.clear_selects();
            for column in <source::Column as sea_orm::Iterable>::iter() {
                match column {
                    source::Column::Content | source::Column::Text => select.expr_as(Expr::cust("NULL"), column),
                    column => select.column(column.as_column_ref()),
                };
            }
            select.and_where(source::Column::Id.is_in(ids.iter().copied()));
            found.extend(self.rows::<source::Model>(&select).await?.into_iter().map(|row| (row.id, row)));
        }
        Ok(found)
    }

    /// The texts of sources, by number.
    ///
    /// # Errors
    /// A database that refuses, or a text in it that is damaged.
    pub async fn texts_of_sources(&self, ids: &[i64]) -> Result<HashMap<i64, String>, StoreError> {
        let rows = self.by::<source::Entity, i64>(source::Column::Id, ids, None, |row| row.id).await?;
        rows.into_iter().map(|(id, row)| Ok((id, blob::text(&row)?))).collect()
    }

    /// What people say about figures, by the figure's number; the last one of a figure is in force.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn reviews_of_figures(&self, ids: &[i64]) -> Result<HashMap<i64, Vec<review::Model>>, StoreError> {
        struct OfFigure(i64, review::Model);
        impl FromQueryResult for OfFigure {
            fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
                Ok(OfFigure(row.try_get("", "of_figure")?, review::Model::from_query_result(row, prefix)?))
            }
        }
        let mut found: HashMap<i64, Vec<review::Model>> = HashMap::new();
        for ids in ids.chunks(MOST_VALUES) {
            let same = |review: review::Column, other: Expr| review.into_expr().eq(other);
            let select = select::<review::Entity>(None)
                .expr_as(figure::Column::Id.into_expr(), "of_figure")
                .inner_join(source::Entity, same(review::Column::SourceSha256, source::Column::Sha256.into_expr()))
                .inner_join(report::Entity, report::Column::SourceId.into_expr().eq(source::Column::Id.into_expr()))
                .inner_join(figure::Entity, figure::Column::ReportId.into_expr().eq(report::Column::Id.into_expr()))
                .and_where(same(review::Column::Start, figure::Column::Start.into_expr()))
                .and_where(same(review::Column::Raw, figure::Column::Raw.into_expr()))
                .and_where(figure::Column::Id.is_in(ids.iter().copied()))
                .order_by_expr(review::Column::Id.into_expr(), Order::Asc)
                .take();
            for OfFigure(figure, review) in self.rows::<OfFigure>(&select).await? {
                found.entry(figure).or_default().push(review);
            }
        }
        Ok(found)
    }

    pub(super) async fn by<E: EntityTrait, K>(
        &self,
        column: E::Column,
        keys: &[K],
        without: Option<E::Column>,
        key: impl Fn(&E::Model) -> K,
    ) -> Result<HashMap<K, E::Model>, StoreError>
    where
        K: Clone + Eq + Hash + Into<Value>,
    {
        let mut found = HashMap::with_capacity(keys.len());
        for keys in keys.chunks(MOST_VALUES) {
            let select = select::<E>(without).and_where(column.is_in(keys.iter().cloned())).take();
            found.extend(self.rows::<E::Model>(&select).await?.into_iter().map(|row| (key(&row), row)));
        }
        Ok(found)
    }
}
