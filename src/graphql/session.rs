//! One request's way to the data: the store, what is in memory, and the batches.

use async_graphql::{Context, Error, Result, dataloader::Loader};
use std::{hash::Hash, sync::Arc};

use super::{
    batch::{Batch, Batches, Connected, PageOf, TotalOf},
    error::{bad_input, internal},
    filter::{Filter, Order},
    indicator::Indicator,
    limits::Limits,
    nested::{Nested, Wanted},
    paging::{PageInput, Total, only_total},
    place::{County, Province},
    reference::Reference,
    report::Report,
    rows::ReportAt,
    section::wants_text,
};
use crate::{
    ingest::Ingest,
    store::{Page, ReportKey, Store},
};

/// What the resolvers of one request share.
#[derive(Clone)]
pub struct Session {
    /// The database.
    pub store: Store,
    /// Reads documents into it.
    pub ingest: Ingest,
    /// Places and indicators.
    pub reference: Arc<Reference>,
    /// How much may be asked for.
    pub limits: Limits,
    /// Rows that many objects need.
    pub batch: Arc<Batch>,
}

/// The session of a request.
pub fn session<'a>(ctx: &Context<'a>) -> Result<&'a Session> {
    ctx.data::<Session>().map_err(|error| internal(error.message))
}

impl Session {
    /// The session of a new request. One that only reads keeps what it has read; one that writes, or that goes on and on,
    /// reads anew.
    pub fn new(store: Store, ingest: Ingest, reference: Arc<Reference>, limits: Limits, only_reads: bool) -> Self {
        Session { batch: Arc::new(Batch::new(store.clone(), only_reads)), store, ingest, reference, limits }
    }

    /// The value of a key that may have none.
    pub async fn find<K>(&self, key: K) -> Result<Option<<Batches as Loader<K>>::Value>>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Batches: Loader<K, Error = Error>,
    {
        self.batch.load_one(key).await
    }

    /// The value of a key that another row names, and which therefore has one.
    pub async fn get<K>(&self, key: K) -> Result<<Batches as Loader<K>>::Value>
    where
        K: Send + Sync + Hash + Eq + Clone + std::fmt::Debug + 'static,
        Batches: Loader<K, Error = Error>,
    {
        let named = format!("{key:?}");
        // Between two statements of this request an import may have replaced the report.
        self.find(key).await?.ok_or_else(|| internal(format!("{named} is gone; ask again")))
    }

    /// A county that a row names.
    pub fn county(&self, code: &str) -> Result<County> {
        let county = self.reference.county(code);
        county.map(County).ok_or_else(|| internal(format!("county {code} is not among the places")))
    }

    /// A province that a county names.
    pub fn province(&self, code: &str) -> Result<Province> {
        let province = self.reference.province(code);
        province.map(Province).ok_or_else(|| internal(format!("province {code} is not among the places")))
    }

    /// An indicator that a row names.
    pub fn indicator(&self, code: &str) -> Result<Indicator> {
        let indicator = self.reference.indicator(code);
        indicator.map(Indicator).ok_or_else(|| internal(format!("indicator {code} is not in the catalogue")))
    }

    /// The county of `Query.county`, by exactly one of its two arguments.
    pub async fn county_asked(&self, code: Option<String>, name: Option<String>) -> Result<Option<County>> {
        match (code, name) {
            (Some(code), None) => self.if_there(self.reference.county(&code).map(County)).await,
            (None, Some(name)) => {
                let mut found = self.reference.counties_named(name.trim());
                if found.len() > 1 {
                    let places = found.iter().map(|it| match &it.prefecture {
                        Some(prefecture) => format!("{} {}{}{}", it.code, it.province.name, prefecture.name, it.name),
                        None => format!("{} {}{}", it.code, it.province.name, it.name),
                    });
                    let places: Vec<String> = places.collect();
                    let message =
                        format!("{name} exists {} times; give the code of the one you mean: {}", places.len(), places.join(", "));
                    return Err(bad_input("name", message));
                }
                self.if_there(found.pop().map(County)).await
            }
            (Some(_), Some(_)) => Err(bad_input("name", "code and name exclude each other; give one of them")),
            (None, None) => Err(bad_input("code", "give the code or the name of the county")),
        }
    }

    /// A county's report on a year.
    pub async fn report_of(&self, county: &str, year: i32) -> Result<Option<Report>> {
        let key = ReportKey { county: county.to_owned(), year };
        Ok(self.find(ReportAt(key)).await?.map(Report::new))
    }

    /// A page of a connection inside another object, and its total.
    pub async fn nested<N: Nested>(
        &self,
        ctx: &Context<'_>,
        parent: N::Parent,
        page: &PageInput,
        filter: Option<N::Filter>,
        orders: Option<Vec<N::Order>>,
    ) -> Result<(Arc<Page<Arc<N::Row>>>, Total)> {
        let wanted = Wanted::<N> {
            filter: N::Filter::to_store(filter)?,
            orders: N::Order::to_store(orders)?,
            page: page.check(self.limits.page)?,
            with_text: wants_text(ctx),
        };
        let connected = Connected::<N> { place: ctx.item.pos, parent, wanted: Arc::new(wanted) };
        let loaded =
            if only_total(ctx) { Arc::default() } else { self.find(PageOf(connected.clone())).await?.unwrap_or_default() };
        let batch = self.batch.clone();
        let total = Total::counted(move || {
            let (batch, key) = (batch.clone(), TotalOf(connected.clone()));
            async move { Ok(batch.load_one(key).await?.unwrap_or(0)) }
        });
        Ok((loaded, total))
    }
}
