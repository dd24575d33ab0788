//! Connections inside other objects: whose they are, and how the store gives them for many parents at once.

use entity::{figure, report, section};
use std::{collections::HashMap, fmt::Debug, hash::Hash};

use super::filter::{self, Filter, Order};
use crate::store::{Page, PageArgs, Store, StoreError};

/// A connection inside another object.
pub trait Nested: Send + Sync + 'static {
    /// What identifies the parent.
    type Parent: Clone + Eq + Hash + Debug + Send + Sync + 'static;
    /// The filter as clients write it.
    type Filter: Filter;
    /// The order as clients write it.
    type Order: Order;
    /// A row of the connection.
    type Row: Send + Sync + 'static;

    /// The page of each parent, in one statement.
    fn pages(
        store: &Store,
        parents: &[Self::Parent],
        wanted: &Wanted<Self>,
    ) -> impl Future<Output = Result<HashMap<Self::Parent, Page<Self::Row>>, StoreError>> + Send;

    /// The number of rows of each parent, in one statement; parents without rows may be absent.
    fn totals(
        store: &Store,
        parents: &[Self::Parent],
        filter: &<Self::Filter as Filter>::Store,
    ) -> impl Future<Output = Result<HashMap<Self::Parent, u64>, StoreError>> + Send;
}

/// What a connection was asked for; the same for every parent at one place of the document.
pub struct Wanted<N: Nested + ?Sized> {
    /// Which rows.
    pub filter: <N::Filter as Filter>::Store,
    /// In which order.
    pub orders: Vec<<N::Order as Order>::Store>,
    /// Which page.
    pub page: PageArgs,
    /// Whether long texts are asked for.
    pub with_text: bool,
}

macro_rules! nested {
    ($(#[$doc:meta])* $name:ident: $parent:ty, $filter:ty, $order:ty => $row:ty, $pages:ident, $totals:ident $(, $text:ident)?) => {
        $(#[$doc])*
        pub struct $name;

        impl Nested for $name {
            type Parent = $parent;
            type Filter = $filter;
            type Order = $order;
            type Row = $row;

            async fn pages(
                store: &Store,
                parents: &[$parent],
                wanted: &Wanted<Self>,
            ) -> Result<HashMap<$parent, Page<$row>>, StoreError> {
                store.$pages(parents, &wanted.filter, &wanted.orders, &wanted.page $(, wanted.$text)?).await
            }

            async fn totals(
                store: &Store,
                parents: &[$parent],
                filter: &<$filter as Filter>::Store,
            ) -> Result<HashMap<$parent, u64>, StoreError> {
                store.$totals(parents, filter).await
            }
        }
    };
}

nested! {
    /// `County.reports`.
    ReportsOfCounty: String, filter::ReportFilter, filter::ReportOrder => report::Model,
    reports_of_counties, count_reports_of_counties
}
nested! {
    /// `Report.sections`.
    SectionsOfReport: i64, filter::SectionFilter, filter::NoOrder => section::Model,
    sections_of_reports, count_sections_of_reports, with_text
}
nested! {
    /// `Report.figures`.
    FiguresOfReport: i64, filter::FigureFilter, filter::FigureOrder => figure::Model,
    figures_of_reports, count_figures_of_reports
}
nested! {
    /// `Section.figures`.
    FiguresOfSection: i64, filter::FigureFilter, filter::FigureOrder => figure::Model,
    figures_of_sections, count_figures_of_sections
}
nested! {
    /// `County.figures`.
    FiguresOfCounty: String, filter::FigureFilter, filter::FigureOrder => figure::Model,
    figures_of_counties, count_figures_of_counties
}
nested! {
    /// `Indicator.figures`.
    FiguresOfIndicator: String, filter::FigureFilter, filter::FigureOrder => figure::Model,
    figures_of_indicators, count_figures_of_indicators
}
