//! What can be asked for.

use async_graphql::{Context, ID, Interface, Object, Result};

use super::{
    error::bad_input,
    figure::{Figure, FigureConnection},
    filter::{CountyFilter, CountyOrder, FigureFilter, FigureOrder, IndicatorFilter, ReportFilter, ReportOrder},
    id::GlobalId,
    indicator::{Indicator, IndicatorConnection},
    job::ImportJob,
    node,
    paging::PageInput,
    place::{County, CountyConnection, Province},
    ranking::{Rank, Summary},
    report::{Report, ReportConnection},
    rows::JobAt,
    search::{SearchConnection, SearchFilter},
    section::Section,
    series::{self, Series},
    session::session,
    statistics::Statistics,
    words::{SortDirection, SummaryGroup},
};

/// An object with a global id.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The global id, for `node` and for caches."))]
pub enum Node {
    /// A county.
    County(County),
    /// A report.
    Report(Report),
    /// A section of a report.
    Section(Section),
    /// An indicator of the catalogue.
    Indicator(Indicator),
    /// A figure.
    Figure(Figure),
    /// An import.
    ImportJob(ImportJob),
}

/// The rule-of-law reports of China's counties as data.
pub struct Query;

/// The rule-of-law reports of China's counties as data: places, reports, their sections, their figures, and the
/// indicators that the figures are observations of.
#[Object]
impl Query {
    /// The object of a global id; null where there is none.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "A global id, as `id` gives it.")] id: ID) -> Result<Option<Node>> {
        let id = GlobalId::decode(&id).ok_or_else(|| node::no_id("id", &id))?;
        Ok(node::load(session(ctx)?, vec![id]).await?.pop().flatten())
    }

    /// The objects of global ids, in the order of the ids; null for each that there is none of.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Global ids, at most 100.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>> {
        node::load(session(ctx)?, node::decode(&ids)?).await
    }

    /// The county of a code or of a name; null where there is none. Give exactly one of the two.
    async fn county(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Code of GB/T 2260, six digits: 140821.")] code: Option<String>,
        #[graphql(desc = "Full name, short name or a former name: 临猗县, 临猗. A name that exists more than once is an \
                          error that lists the codes.")]
        name: Option<String>,
    ) -> Result<Option<County>> {
        session(ctx)?.county_asked(code, name).await
    }

    /// The county-level divisions, by code unless ordered otherwise.
    #[allow(clippy::too_many_arguments)]
    async fn counties(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Entries from the start, 0 to 100; 20 when first and last are null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor.")] after: Option<String>,
        #[graphql(desc = "Entries from the end, 0 to 100; excludes first.")] last: Option<i32>,
        #[graphql(desc = "Only entries before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which counties; null for all.")] filter: Option<CountyFilter>,
        #[graphql(desc = "Keys to order by, the first one first; then by id.")] order_by: Option<Vec<CountyOrder>>,
    ) -> Result<CountyConnection> {
        session(ctx)?.counties(ctx, &PageInput { first, after, last, before }, filter, order_by).await
    }

    /// The provinces, ordered by code. The fictional one (990000) is among them where there are reports of it.
    async fn provinces(&self, ctx: &Context<'_>) -> Result<Vec<Province>> {
        session(ctx)?.provinces().await
    }

    /// One report; null where there is none. Give either the id, or the county and the year.
    async fn report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report's global id.")] id: Option<ID>,
        #[graphql(desc = "The county's code, six digits.")] county_code: Option<String>,
        #[graphql(desc = "The year reported on.")] year: Option<i32>,
    ) -> Result<Option<Report>> {
        match (id, county_code, year) {
            (Some(id), None, None) => match GlobalId::decode(&id) {
                Some(GlobalId::Report(key)) => session(ctx)?.report_of(&key.county, key.year).await,
                Some(_) => Err(bad_input("id", format!("{:?} is the id of something else", id.as_str()))),
                None => Err(node::no_id("id", &id)),
            },
            (None, Some(county), Some(year)) => session(ctx)?.report_of(&county, year).await,
            (Some(_), Some(_), _) => Err(bad_input("countyCode", "give either id, or countyCode and year")),
            (Some(_), None, Some(_)) => Err(bad_input("year", "give either id, or countyCode and year")),
            (None, Some(_), None) => Err(bad_input("year", "countyCode needs the year as well")),
            (None, None, Some(_)) => Err(bad_input("countyCode", "year needs the countyCode as well")),
            (None, None, None) => Err(bad_input("id", "give the id, or countyCode and year")),
        }
    }

    /// The reports, by county and year unless ordered otherwise.
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
        session(ctx)?.reports(ctx, &PageInput { first, after, last, before }, filter, order_by).await
    }

    /// The indicator of a code; null where the catalogue has none.
    async fn indicator(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The code: mediation.disputes.resolved.")] code: String,
    ) -> Result<Option<Indicator>> {
        Ok(session(ctx)?.reference.indicator(&code).map(Indicator))
    }

    /// The indicators, in the order of the catalogue.
    #[allow(clippy::too_many_arguments)]
    async fn indicators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Entries from the start, 0 to 100; 20 when first and last are null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor.")] after: Option<String>,
        #[graphql(desc = "Entries from the end, 0 to 100; excludes first.")] last: Option<i32>,
        #[graphql(desc = "Only entries before this cursor.")] before: Option<String>,
        #[graphql(desc = "Which indicators; null for all.")] filter: Option<IndicatorFilter>,
    ) -> Result<IndicatorConnection> {
        session(ctx)?.indicators(ctx, &PageInput { first, after, last, before }, filter).await
    }

    /// The figures of all reports, by report and place in the text unless ordered otherwise.
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
        session(ctx)?.figures(ctx, &PageInput { first, after, last, before }, filter, order_by).await
    }

    /// One indicator over the years, a series for each county that has figures of it, ordered by code.
    async fn series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The indicator's code.")] indicator: String,
        #[graphql(desc = "Only these counties, by code; null for all.")] counties: Option<Vec<String>>,
        #[graphql(desc = "Only counties of this province, by code; null for all.")] province: Option<String>,
        #[graphql(desc = "From this year on; null for no lower end.")] from: Option<i32>,
        #[graphql(desc = "Until this year; null for no upper end.")] to: Option<i32>,
    ) -> Result<Vec<Series>> {
        series::of_indicator(session(ctx)?, &indicator, counties, province, (from, to)).await
    }

    /// The counties by their figure of an indicator for a year: the figure that is the point of their series in that year.
    /// Of what is measured in several units, such as days and hours, only figures in the indicator's own unit are ranked.
    #[allow(clippy::too_many_arguments)]
    async fn ranking(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The indicator's code.")] indicator: String,
        #[graphql(desc = "The year the figures are about.")] year: i32,
        #[graphql(desc = "Only counties of this province, ranked among themselves, by code; null for all.")] province: Option<
            String,
        >,
        #[graphql(desc = "DESC or null: the highest value first; ASC: the lowest.", default_with = "Some(SortDirection::Desc)")]
        order: Option<SortDirection>,
        #[graphql(desc = "How many places, 0 to 100; 20 when null.", default_with = "Some(20)")] first: Option<i32>,
    ) -> Result<Vec<Rank>> {
        let (order, first) = (order.unwrap_or(SortDirection::Desc), first.unwrap_or(20));
        session(ctx)?.ranking(&indicator, year, province, order, first).await
    }

    /// The figures of an indicator summed up in groups, by key. There is one figure for each county and year: the point of the
    /// county's series in that year. Of what is measured in several units, such as days and hours, only figures in the
    /// indicator's own unit count.
    async fn summary(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The indicator's code.")] indicator: String,
        #[graphql(desc = "From this year on; null for no lower end.")] from: Option<i32>,
        #[graphql(desc = "Until this year; null for no upper end.")] to: Option<i32>,
        #[graphql(desc = "What the figures of a group have in common.", default_with = "SummaryGroup::Year")]
        group_by: SummaryGroup,
    ) -> Result<Vec<Summary>> {
        session(ctx)?.summary(&indicator, from, to, group_by).await
    }

    /// The sections whose heading or own text contains all words of a query, the best ones first, then in the order of
    /// reports.
    #[allow(clippy::too_many_arguments)]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Words, separated by spaces or punctuation; all have to be there, each anywhere and exactly as written, \
                          but for capitals. One character is enough for a word. Words in quotation marks stand together: \
                          \"行政复议 应诉\". At most 200 characters and 10 words."
        )]
        query: String,
        #[graphql(desc = "Entries of the page, 0 to 100; 20 when null.")] first: Option<i32>,
        #[graphql(desc = "Only entries behind this cursor; null for the first page.")] after: Option<String>,
        #[graphql(desc = "Which sections are searched; null for all.")] filter: Option<SearchFilter>,
    ) -> Result<SearchConnection> {
        session(ctx)?.search(ctx, &query, &PageInput { first, after, ..PageInput::default() }, filter).await
    }

    /// An import, by the id that the mutation gave; null where there is none, or none any more: jobs are kept for 30 days
    /// after their end.
    async fn import_job(&self, ctx: &Context<'_>, #[graphql(desc = "The job's global id.")] id: ID) -> Result<Option<ImportJob>> {
        match GlobalId::decode(&id) {
            Some(GlobalId::ImportJob(key)) => Ok(session(ctx)?.find(JobAt(key)).await?.map(ImportJob)),
            Some(_) => Err(bad_input("id", format!("{:?} is the id of something else", id.as_str()))),
            None => Err(node::no_id("id", &id)),
        }
    }

    /// How much is in the database.
    async fn statistics(&self, ctx: &Context<'_>) -> Result<Statistics> {
        session(ctx)?.statistics().await
    }
}
