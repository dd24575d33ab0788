//! Indicators: what figures are observations of.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use extract::catalogue;
use std::sync::Arc;

use super::{
    figure::FigureConnection,
    filter::{FigureFilter, FigureOrder},
    id::GlobalId,
    nested::FiguresOfIndicator,
    paging::{PageInput, connection},
    rows::CoverageOf,
    session::session,
    words::{Measure, Topic},
};
use crate::store;

connection!(IndicatorConnection, IndicatorEdge, Indicator, "indicator", "indicators");

/// An indicator of the catalogue: a quantity that counties report, under one code in whatever words.
#[derive(Clone)]
pub struct Indicator(pub Arc<catalogue::Indicator>);

/// An indicator of the catalogue: a quantity that counties report, under one code in whatever words.
#[Object]
impl Indicator {
    /// The global id, for `node` and for caches.
    pub async fn id(&self) -> ID {
        GlobalId::Indicator(self.0.code.clone()).encode()
    }

    /// Its identity: mediation.disputes.resolved.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Its name in Chinese.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its name in English.
    async fn name_en(&self) -> &str {
        &self.0.name_en
    }

    /// What is counted and what is not.
    async fn description(&self) -> &str {
        &self.0.description
    }

    /// The part of government work it belongs to.
    async fn topic(&self) -> Topic {
        self.0.topic.into()
    }

    /// The unit its figures usually have: 件, 名, %, 元.
    async fn unit(&self) -> &str {
        &self.0.unit
    }

    /// What kind of quantity it is.
    async fn measure(&self) -> Measure {
        self.0.measure.into()
    }

    /// The wider indicator it is a part of; null at the top.
    async fn parent(&self, ctx: &Context<'_>) -> Result<Option<Indicator>> {
        let reference = &session(ctx)?.reference;
        Ok(self.0.parent.as_deref().and_then(|code| reference.indicator(code)).map(Indicator))
    }

    /// The indicators that are directly a part of it.
    async fn children(&self, ctx: &Context<'_>) -> Result<Vec<Indicator>> {
        let reference = &session(ctx)?.reference;
        Ok(reference.parts_of(&self.0.code).iter().cloned().map(Indicator).collect())
    }

    /// How much is known of it.
    async fn coverage(&self, ctx: &Context<'_>) -> Result<Coverage> {
        let coverage = session(ctx)?.find(CoverageOf(self.0.code.clone())).await?;
        Ok(coverage.map(Coverage::from).unwrap_or_default())
    }

    /// Its figures, in all reports.
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
        let (page, total) = session(ctx)?.nested::<FiguresOfIndicator>(ctx, self.0.code.clone(), &page, filter, order_by).await?;
        FigureConnection::figures(&page, total)
    }
}

/// How much is known of an indicator.
#[derive(SimpleObject, Debug, Clone, Copy, Default)]
pub struct Coverage {
    /// Counties with at least one figure of it.
    pub counties: u64,
    /// Reports with at least one figure of it.
    pub reports: u64,
    /// Figures of it.
    pub figures: u64,
    /// The first year a report of which has it; null where there are no figures.
    pub first_year: Option<i32>,
    /// The last year a report of which has it; null where there are no figures.
    pub last_year: Option<i32>,
}

impl From<store::Coverage> for Coverage {
    fn from(counted: store::Coverage) -> Self {
        let store::Coverage { counties, reports, figures, first_year, last_year } = counted;
        Coverage { counties, reports, figures, first_year, last_year }
    }
}
