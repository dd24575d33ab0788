//! The connections at the root of a document.

use async_graphql::{Context, Result};
use std::sync::Arc;

use super::{
    error::store_error,
    figure::FigureConnection,
    filter::{CountyFilter, CountyOrder, FigureFilter, FigureOrder, Filter, IndicatorFilter, Order, ReportFilter, ReportOrder},
    indicator::IndicatorConnection,
    paging::{PageInput, Total, only_total},
    place::CountyConnection,
    report::{Report, ReportConnection},
    session::Session,
};
use crate::store::Page;

/// The page of a list and its total, which is counted when it is asked for; no page when nothing but the total is.
macro_rules! list {
    ($session:ident, $ctx:ident, $filter:ident, $pages:ident($orders:expr, $args:ident), $count:ident) => {{
        let page = if only_total($ctx) {
            Page::default()
        } else {
            $session.store.$pages(&$filter, $orders, &$args).await.map_err(store_error)?
        };
        let store = $session.store.clone();
        let total = Total::counted(move || {
            let (store, filter) = (store.clone(), $filter.clone());
            async move { store.$count(&filter).await.map_err(store_error) }
        });
        (page, total)
    }};
}

impl Session {
    /// `Query.counties`.
    pub async fn counties(
        &self,
        ctx: &Context<'_>,
        page: &PageInput,
        filter: Option<CountyFilter>,
        orders: Option<Vec<CountyOrder>>,
    ) -> Result<CountyConnection> {
        let (filter, orders, args) =
            (CountyFilter::to_store(filter)?, CountyOrder::to_store(orders)?, page.check(self.limits.page)?);
        let (page, total) = list!(self, ctx, filter, counties(&orders, args), count_counties);
        CountyConnection::new(&page, total, |row| self.county(&row.code))
    }

    /// `Query.reports`.
    pub async fn reports(
        &self,
        ctx: &Context<'_>,
        page: &PageInput,
        filter: Option<ReportFilter>,
        orders: Option<Vec<ReportOrder>>,
    ) -> Result<ReportConnection> {
        let (filter, orders, args) =
            (ReportFilter::to_store(filter)?, ReportOrder::to_store(orders)?, page.check(self.limits.page)?);
        let (page, total) = list!(self, ctx, filter, reports(&orders, args), count_reports);
        ReportConnection::new(&page.map(Arc::new), total, |row| Ok(Report::new(row.clone())))
    }

    /// `Query.indicators`.
    pub async fn indicators(
        &self,
        ctx: &Context<'_>,
        page: &PageInput,
        filter: Option<IndicatorFilter>,
    ) -> Result<IndicatorConnection> {
        let (filter, args) = (IndicatorFilter::to_store(filter)?, page.check(self.limits.page)?);
        let (page, total) = list!(self, ctx, filter, indicators(&[], args), count_indicators);
        IndicatorConnection::new(&page, total, |row| self.indicator(&row.code))
    }

    /// `Query.figures`.
    pub async fn figures(
        &self,
        ctx: &Context<'_>,
        page: &PageInput,
        filter: Option<FigureFilter>,
        orders: Option<Vec<FigureOrder>>,
    ) -> Result<FigureConnection> {
        let (filter, orders, args) =
            (FigureFilter::to_store(filter)?, FigureOrder::to_store(orders)?, page.check(self.limits.page)?);
        let (page, total) = list!(self, ctx, filter, figures(&orders, args), count_figures);
        FigureConnection::figures(&page.map(Arc::new), total)
    }
}
