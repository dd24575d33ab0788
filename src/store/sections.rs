//! Sections, looked up for many keys in one statement. Keys without a section are left out.

use entity::{report, section};
use sea_orm::{
    ColumnTrait, DbErr, FromQueryResult, QueryResult,
    sea_query::{ExprTrait, Order, SelectStatement, ValueTuple},
};
use std::collections::HashMap;

use super::{
    MOST_VALUES, Store,
    error::StoreError,
    page::select,
    rows::{ReportKey, SectionKey, among},
};

/// A row with the report it belongs to.
struct OfReport<M> {
    key: ReportKey,
    row: M,
}

impl<M: FromQueryResult> FromQueryResult for OfReport<M> {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let key = ReportKey { county: row.try_get("", "of_county")?, year: row.try_get("", "of_year")? };
        Ok(OfReport { key, row: M::from_query_result(row, prefix)? })
    }
}

fn text_column(with_text: bool) -> Option<section::Column> {
    (!with_text).then_some(section::Column::Text)
}

impl Store {
    /// Sections by number.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn sections_by_id(&self, ids: &[i64], with_text: bool) -> Result<HashMap<i64, section::Model>, StoreError> {
        self.by::<section::Entity, i64>(section::Column::Id, ids, text_column(with_text), |row| row.id).await
    }

    /// Sections by report and path.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn sections_by_key(
        &self,
        keys: &[SectionKey],
        with_text: bool,
    ) -> Result<HashMap<SectionKey, section::Model>, StoreError> {
        let mut found = HashMap::with_capacity(keys.len());
        for keys in keys.chunks(MOST_VALUES / 3) {
            let columns =
                [report::Column::CountyCode.into_expr(), report::Column::Year.into_expr(), section::Column::Path.into_expr()];
            let values = keys
                .iter()
                .map(|key| ValueTuple::Three(key.report.county.clone().into(), key.report.year.into(), key.path.clone().into()));
            let select = select::<section::Entity>(text_column(with_text))
                .expr_as(report::Column::CountyCode.into_expr(), "of_county")
                .expr_as(report::Column::Year.into_expr(), "of_year")
                .inner_join(report::Entity, report::Column::Id.into_expr().eq(section::Column::ReportId.into_expr()))
                .and_where(among(columns, values.collect()))
                .take();
            for OfReport { key, row } in self.rows::<OfReport<section::Model>>(&select).await? {
                found.insert(SectionKey { report: key, path: row.path.clone() }, row);
            }
        }
        Ok(found)
    }

    /// Sections by the number of their report and their path.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn sections_by_path(
        &self,
        keys: &[(i64, String)],
        with_text: bool,
    ) -> Result<HashMap<(i64, String), section::Model>, StoreError> {
        let mut found = HashMap::with_capacity(keys.len());
        for keys in keys.chunks(MOST_VALUES / 2) {
            let columns = [section::Column::ReportId.into_expr(), section::Column::Path.into_expr()];
            let values = keys.iter().map(|(report, path)| ValueTuple::Two((*report).into(), path.clone().into())).collect();
            let select = select::<section::Entity>(text_column(with_text)).and_where(among(columns, values)).take();
            for row in self.rows::<section::Model>(&select).await? {
                found.insert((row.report_id, row.path.clone()), row);
            }
        }
        Ok(found)
    }

    /// The top-level sections of reports, in order, by the report's number.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn outlines_of_reports(
        &self,
        ids: &[i64],
        with_text: bool,
    ) -> Result<HashMap<i64, Vec<section::Model>>, StoreError> {
        let top = section::Column::ParentId.is_null();
        let in_order = |mut select: SelectStatement| in_document_order(select.and_where(top.clone()));
        self.grouped(section::Column::ReportId, ids, text_column(with_text), in_order, |row: &section::Model| Some(row.report_id))
            .await
    }

    /// The sections directly below others, in order, by the number of the one above.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn children_of_sections(
        &self,
        ids: &[i64],
        with_text: bool,
    ) -> Result<HashMap<i64, Vec<section::Model>>, StoreError> {
        let in_order = |mut select: SelectStatement| in_document_order(&mut select);
        self.grouped(section::Column::ParentId, ids, text_column(with_text), in_order, |row: &section::Model| row.parent_id).await
    }

    /// The own texts of sections, by number.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn section_texts(&self, ids: &[i64]) -> Result<HashMap<i64, String>, StoreError> {
        let rows = self.sections_by_id(ids, true).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, row.text.unwrap_or_default())).collect())
    }

    async fn grouped(
        &self,
        column: section::Column,
        ids: &[i64],
        without: Option<section::Column>,
        in_order: impl Fn(SelectStatement) -> SelectStatement,
        parent: impl Fn(&section::Model) -> Option<i64>,
    ) -> Result<HashMap<i64, Vec<section::Model>>, StoreError> {
        let mut found: HashMap<i64, Vec<section::Model>> = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(MOST_VALUES) {
            let select = select::<section::Entity>(without).and_where(column.is_in(ids.iter().copied())).take();
            for row in self.rows::<section::Model>(&in_order(select)).await? {
                if let Some(parent) = parent(&row) {
                    found.entry(parent).or_default().push(row);
                }
            }
        }
        Ok(found)
    }
}

fn in_document_order(select: &mut SelectStatement) -> SelectStatement {
    select.order_by_expr(section::Column::Ordinal.into_expr(), Order::Asc).take()
}
