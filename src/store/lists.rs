//! The lists that there are: each table in pages, each table inside its parents, and how long each list is.

use entity::{county, figure, indicator, report, section};
use std::collections::HashMap;

use super::{
    Store,
    condition::Filter,
    error::StoreError,
    filter::{CountyFilter, FigureFilter, IndicatorFilter, ReportFilter, SectionFilter},
    order::{CountyOrder, FigureOrder, IndicatorOrder, Keys, ReportOrder, SectionOrder},
    page::{Page, PageArgs},
};

macro_rules! lists {
    ($($table:ident, $filter:ty, $order:ty: $(#[$doc:meta])* $pages:ident, $(#[$tdoc:meta])* $total:ident;)+) => {
        impl Store {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// A cursor of another order, a page that is too long, a database that refuses.
                pub async fn $pages(&self, filter: &$filter, orders: &[$order], page: &PageArgs) -> Result<Page<$table::Model>, StoreError> {
                    self.page(filter.condition(), Keys::of(orders), page).await
                }

                $(#[$tdoc])*
                ///
                /// # Errors
                /// A database that refuses.
                pub async fn $total(&self, filter: &$filter) -> Result<u64, StoreError> {
                    self.total::<$table::Entity>(filter.condition()).await
                }
            )+
        }
    };
}

lists! {
    county, CountyFilter, CountyOrder:
        /// A page of the counties.
        counties,
        /// How many counties match.
        count_counties;
    report, ReportFilter, ReportOrder:
        /// A page of the reports.
        reports,
        /// How many reports match.
        count_reports;
    indicator, IndicatorFilter, IndicatorOrder:
        /// A page of the indicators.
        indicators,
        /// How many indicators match.
        count_indicators;
    figure, FigureFilter, FigureOrder:
        /// A page of the figures.
        figures,
        /// How many figures match.
        count_figures;
}

macro_rules! lists_of {
    ($($table:ident by $column:ident: $parent:ty, $filter:ty, $order:ty: $(#[$doc:meta])* $pages:ident, $(#[$tdoc:meta])* $totals:ident;)+) => {
        impl Store {
            $(
                $(#[$doc])*
                ///
                /// # Errors
                /// A cursor of another order, a page that is too long, a database that refuses.
                pub async fn $pages(
                    &self,
                    parents: &[$parent],
                    filter: &$filter,
                    orders: &[$order],
                    page: &PageArgs,
                ) -> Result<HashMap<$parent, Page<$table::Model>>, StoreError> {
                    self.pages_of(($table::Column::$column, parents), filter.condition(), Keys::of(orders), page, None).await
                }

                $(#[$tdoc])*
                ///
                /// # Errors
                /// A database that refuses.
                pub async fn $totals(&self, parents: &[$parent], filter: &$filter) -> Result<HashMap<$parent, u64>, StoreError> {
                    self.totals_of::<$table::Entity, $parent>(($table::Column::$column, parents), filter.condition()).await
                }
            )+
        }
    };
}

lists_of! {
    county by ProvinceCode: String, CountyFilter, CountyOrder:
        /// A page of the counties of each province; a province without counties has none.
        counties_of_provinces,
        /// How many counties of each province match.
        count_counties_of_provinces;
    report by CountyCode: String, ReportFilter, ReportOrder:
        /// A page of the reports of each county; a county without reports has none.
        reports_of_counties,
        /// How many reports of each county match.
        count_reports_of_counties;
    figure by ReportId: i64, FigureFilter, FigureOrder:
        /// A page of the figures of each report, by its number; a report without figures has none.
        figures_of_reports,
        /// How many figures of each report match.
        count_figures_of_reports;
    figure by SectionId: i64, FigureFilter, FigureOrder:
        /// A page of the figures in each section's own text, by its number; a section without figures has none.
        figures_of_sections,
        /// How many figures in each section's own text match.
        count_figures_of_sections;
    figure by CountyCode: String, FigureFilter, FigureOrder:
        /// A page of the figures of each county; a county without figures has none.
        figures_of_counties,
        /// How many figures of each county match.
        count_figures_of_counties;
    figure by IndicatorCode: String, FigureFilter, FigureOrder:
        /// A page of the figures of each indicator; an indicator without figures has none.
        figures_of_indicators,
        /// How many figures of each indicator match.
        count_figures_of_indicators;
}

impl Store {
    /// A page of the sections of each report, by its number; `with_text` loads their texts.
    ///
    /// # Errors
    /// A cursor of another order, a page that is too long, a database that refuses.
    pub async fn sections_of_reports(
        &self,
        parents: &[i64],
        filter: &SectionFilter,
        orders: &[SectionOrder],
        page: &PageArgs,
        with_text: bool,
    ) -> Result<HashMap<i64, Page<section::Model>>, StoreError> {
        let without = (!with_text).then_some(section::Column::Text);
        self.pages_of((section::Column::ReportId, parents), filter.condition(), Keys::of(orders), page, without).await
    }

    /// How many sections of each report match.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn count_sections_of_reports(
        &self,
        parents: &[i64],
        filter: &SectionFilter,
    ) -> Result<HashMap<i64, u64>, StoreError> {
        self.totals_of::<section::Entity, i64>((section::Column::ReportId, parents), filter.condition()).await
    }
}
