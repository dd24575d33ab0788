//! The figure that stands for each county in a year: ranked, and summed up.

use async_graphql::{Result, SimpleObject};
use std::sync::Arc;

use super::{
    error::{bad_input, internal, store_error},
    figure::Figure,
    indicator::Indicator,
    place::County,
    series::{check_years, no_indicator},
    session::Session,
    words::{Measure, SortDirection, SummaryGroup},
};
use crate::store::{Group, RankingQuery, SummaryQuery, SummaryRow};

/// A county's place among the counties that report an indicator for a year.
#[derive(SimpleObject)]
pub struct Rank {
    /// The place, from 1. Equal values share one, and the places behind them are left out: 1, 2, 2, 4.
    rank: u64,
    /// The number in the indicator's unit, scaled: 3.6万 is 36000; a range gives its low end.
    value: f64,
    /// Whose.
    county: County,
    /// The figure it is: the same that is the point of the county's series in that year.
    figure: Figure,
}

/// Figures of an indicator summed up: one for each county and year, the same that are the points of their series.
#[derive(SimpleObject)]
pub struct Summary {
    /// What the figures have in common: the year (2021), the code of the province, the prefecture or the county, or `all`.
    /// A county directly under its province counts there as a prefecture with the province's code.
    key: String,
    /// The key for a reader: 2021年, 山西省, 运城市, 临猗县, 全部.
    label: String,
    /// How many figures, which is one for each county and year.
    count: u64,
    /// Their sum, in `unit`; null for rates, which cannot be added.
    sum: Option<f64>,
    /// The smallest value, in `unit`.
    min: f64,
    /// The greatest value, in `unit`.
    max: f64,
    /// The mean of the values, in `unit`.
    mean: f64,
    /// The value in the middle, in `unit`; the mean of the two in the middle where there are two.
    median: f64,
    /// The unit of the indicator: 件, 名, %, 元. Values stated in another measure word for the same thing (起 for 件) count
    /// among them.
    unit: String,
}

/// The most places of one ranking.
const MAX_PLACES: u32 = 100;

impl Session {
    /// `Query.ranking`.
    pub async fn ranking(
        &self,
        indicator: &str,
        year: i32,
        province: Option<String>,
        order: SortDirection,
        first: i32,
    ) -> Result<Vec<Rank>> {
        let indicator = self.indicator_asked(indicator)?;
        self.check_province(province.as_deref()).await?;
        let most = MAX_PLACES.min(self.limits.page);
        let first = u32::try_from(first)
            .ok()
            .filter(|first| *first <= most)
            .ok_or_else(|| bad_input("first", format!("first is {first}; a ranking shows 0 to {most} places")))?;
        let query = RankingQuery {
            indicator: indicator.0.code.clone(),
            year,
            province,
            unit: only_unit(&indicator),
            direction: order.into(),
            first,
        };
        let places = self.store.ranking(&query).await.map_err(store_error)?;
        let rank = |place: crate::store::Ranked| {
            let county = self.county(&place.figure.county_code)?;
            Ok(Rank { rank: place.rank, value: place.figure.value, county, figure: Figure(Arc::new(place.figure)) })
        };
        places.into_iter().map(rank).collect()
    }

    /// `Query.summary`.
    pub async fn summary(
        &self,
        indicator: &str,
        from: Option<i32>,
        to: Option<i32>,
        group: SummaryGroup,
    ) -> Result<Vec<Summary>> {
        let indicator = self.indicator_asked(indicator)?;
        check_years(from, to)?;
        let query =
            SummaryQuery { indicator: indicator.0.code.clone(), from, to, unit: only_unit(&indicator), group: group.into() };
        let adds = Measure::from(indicator.0.measure) != Measure::Rate;
        let rows = self.store.summary(&query).await.map_err(store_error)?;
        let summary = |row: SummaryRow| {
            Ok(Summary {
                label: self.label(group, &row.key)?,
                key: row.key,
                count: row.count.unsigned_abs(),
                sum: adds.then_some(row.sum),
                min: row.min,
                max: row.max,
                mean: row.mean,
                median: row.median,
                unit: indicator.0.unit.clone(),
            })
        };
        rows.into_iter().map(summary).collect()
    }

    fn label(&self, group: SummaryGroup, key: &str) -> Result<String> {
        let reference = &self.reference;
        let place = match group {
            SummaryGroup::Year => return Ok(format!("{key}年")),
            SummaryGroup::None => return Ok("全部".to_owned()),
            SummaryGroup::Province => reference.province(key).map(|province| province.division.name.clone()),
            SummaryGroup::Prefecture => {
                let province = || reference.province(key).map(|province| province.division.name.clone());
                reference.prefecture(key).map(str::to_owned).or_else(province)
            }
            SummaryGroup::County => reference.county(key).map(|county| county.name.clone()),
        };
        place.ok_or_else(|| internal(format!("{key} is not among the places")))
    }

    /// The indicator of an argument.
    fn indicator_asked(&self, code: &str) -> Result<Indicator> {
        self.reference.indicator(code).map(Indicator).ok_or_else(|| no_indicator("indicator", code))
    }
}

/// The only unit whose values can be compared, for what is measured in several: days are no hours. The units that a count
/// is stated in are words for the same thing.
fn only_unit(indicator: &Indicator) -> Option<String> {
    (Measure::from(indicator.0.measure) == Measure::Duration).then(|| indicator.0.unit.clone())
}

impl From<SummaryGroup> for Group {
    fn from(group: SummaryGroup) -> Self {
        match group {
            SummaryGroup::Year => Group::Year,
            SummaryGroup::Province => Group::Province,
            SummaryGroup::Prefecture => Group::Prefecture,
            SummaryGroup::County => Group::County,
            SummaryGroup::None => Group::None,
        }
    }
}
