//! Provinces, prefectures and counties.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use extract::places;
use std::sync::Arc;

use super::{
    figure::FigureConnection,
    filter::{FigureFilter, FigureOrder, ReportFilter, ReportOrder},
    id::GlobalId,
    nested::{FiguresOfCounty, ReportsOfCounty},
    paging::{PageInput, connection},
    province_page::of_province,
    reference::ProvincePlaces,
    report::{Report, ReportConnection},
    series::{Series, SeriesArguments},
    session::session,
    words::{CountyKind, Topic},
};

connection!(CountyConnection, CountyEdge, County, "county", "counties");

/// A province, an autonomous region or a municipality under the central government.
pub struct Province(pub Arc<ProvincePlaces>);

/// A province, an autonomous region or a municipality under the central government.
#[Object]
impl Province {
    /// Code of GB/T 2260, six digits: 140000.
    async fn code(&self) -> &str {
        &self.0.division.code
    }

    /// 山西省.
    async fn name(&self) -> &str {
        &self.0.division.name
    }

    /// Shanxi.
    async fn name_en(&self) -> &str {
        &self.0.division.name_en
    }

    /// Its county-level divisions, ordered by code.
    async fn counties(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Entries of the page, 0 to 100; 20 when null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor; null for the first page.")] after: Option<String>,
    ) -> Result<CountyConnection> {
        let session = session(ctx)?;
        let places = session.places_of(&self.0).await?;
        of_province(&places, &PageInput { first, after, ..PageInput::default() }, session.limits.page)
    }
}

/// A prefecture-level division between a province and its counties.
#[derive(SimpleObject)]
pub struct Prefecture {
    /// Code of GB/T 2260, six digits: 140800.
    code: String,
    /// 运城市.
    name: String,
    /// Yuncheng.
    name_en: String,
    /// The province it lies in.
    province: Province,
}

/// A county-level division of GB/T 2260: a county, a district, a county-level city, a banner.
#[derive(Clone)]
pub struct County(pub Arc<places::County>);

/// A county-level division of GB/T 2260: a county, a district, a county-level city, a banner.
#[Object]
impl County {
    /// The global id, for `node` and for caches.
    pub async fn id(&self) -> ID {
        GlobalId::County(self.0.code.clone()).encode()
    }

    /// Code of GB/T 2260, six digits: 140821.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The full name: 临猗县.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The name without its kind: 临猗.
    async fn short_name(&self) -> &str {
        &self.0.short_name
    }

    /// The name in English: Linyi County.
    async fn name_en(&self) -> &str {
        &self.0.name_en
    }

    /// What kind of division it is.
    async fn kind(&self) -> CountyKind {
        self.0.kind.into()
    }

    /// The province it lies in.
    async fn province(&self, ctx: &Context<'_>) -> Result<Province> {
        session(ctx)?.province(&self.0.province.code)
    }

    /// The prefecture it lies in; null where it is directly under the province.
    async fn prefecture(&self, ctx: &Context<'_>) -> Result<Option<Prefecture>> {
        let Some(prefecture) = self.0.prefecture.clone() else { return Ok(None) };
        let places::Division { code, name, name_en } = prefecture;
        let province = session(ctx)?.province(&self.0.province.code)?;
        Ok(Some(Prefecture { code, name, name_en, province }))
    }

    /// The county's report on a year; null where there is none.
    async fn report(&self, ctx: &Context<'_>, #[graphql(desc = "The year reported on.")] year: i32) -> Result<Option<Report>> {
        session(ctx)?.report_of(&self.0.code, year).await
    }

    /// The county's reports, by year unless ordered otherwise.
    #[allow(clippy::too_many_arguments)]
    async fn reports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Entries from the start, 0 to 100; 20 when first and last are null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor.")] after: Option<String>,
        #[graphql(desc = "Entries from the end, 0 to 100; excludes first.")] last: Option<i32>,
        #[graphql(desc = "Only entries before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which reports; null for all.")] filter: Option<ReportFilter>,
        #[graphql(desc = "Keys to order by, the first one first; then by id.")] order_by: Option<Vec<ReportOrder>>,
    ) -> Result<ReportConnection> {
        let page = PageInput { first, after, last, before };
        let (page, total) = session(ctx)?.nested::<ReportsOfCounty>(ctx, self.0.code.clone(), &page, filter, order_by).await?;
        ReportConnection::new(&page, total, |row| Ok(Report::new(row.clone())))
    }

    /// The county's indicators over the years: one series for each indicator it has figures of.
    async fn series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these indicators, by code; null for all.")] indicators: Option<Vec<String>>,
        #[graphql(desc = "Only indicators of this topic; null for all.")] topic: Option<Topic>,
        #[graphql(desc = "From this year on; null for no lower end.")] from: Option<i32>,
        #[graphql(desc = "Until this year; null for no upper end.")] to: Option<i32>,
    ) -> Result<Vec<Series>> {
        let arguments = SeriesArguments { indicators, topic, from, to };
        session(ctx)?.series_of(ctx, &self.0.code, arguments).await
    }

    /// The figures of the county's reports, by report and place unless ordered otherwise.
    #[allow(clippy::too_many_arguments)]
    async fn figures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Entries from the start, 0 to 100; 20 when first and last are null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor.")] after: Option<String>,
        #[graphql(desc = "Entries from the end, 0 to 100; excludes first.")] last: Option<i32>,
        #[graphql(desc = "Only entries before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which figures; null for all.")] filter: Option<FigureFilter>,
        #[graphql(desc = "Keys to order by, the first one first; then by id.")] order_by: Option<Vec<FigureOrder>>,
    ) -> Result<FigureConnection> {
        let page = PageInput { first, after, last, before };
        let (page, total) = session(ctx)?.nested::<FiguresOfCounty>(ctx, self.0.code.clone(), &page, filter, order_by).await?;
        FigureConnection::figures(&page, total)
    }
}
