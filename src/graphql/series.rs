//! An indicator of a county over the years.

use async_graphql::{Context, Error, Object, Pos, Result, SimpleObject, dataloader::Loader};
use entity::figure;
use std::{
    collections::{BTreeMap, HashMap},
    hash::{Hash, Hasher},
    sync::Arc,
};

use super::{
    batch::Batches,
    error::{bad_input, internal, store_error},
    figure::Figure,
    indicator::Indicator,
    place::County,
    session::Session,
    words::{Qualifier, Topic},
};
use crate::store::{
    SeriesQuery,
    series::{Chosen, choose},
};

/// One indicator of one county, a point for each year that has one.
#[derive(SimpleObject, Clone)]
pub struct Series {
    /// Whose.
    county: County,
    /// Of what.
    indicator: Indicator,
    /// By year; a year without a figure has no point.
    points: Vec<Point>,
}

/// The figure that stands for a year: from the year's own report where it has one, else from a later one.
#[derive(Clone)]
pub struct Point(Arc<Chosen<Arc<figure::Model>>>);

/// The figure that stands for a year: from the year's own report where it has one, else from a later one. Of several, the
/// county-wide one comes before a narrower one, then the surer match counts.
#[Object]
impl Point {
    /// The year it is about.
    async fn year(&self) -> i32 {
        self.0.year
    }

    /// The number in its unit, scaled: 3.6万 is 36000; a range gives its low end.
    async fn value(&self) -> f64 {
        self.0.figure.value
    }

    /// The high end of a range; null for a single number.
    async fn value_high(&self) -> Option<f64> {
        self.0.figure.value_high
    }

    /// The measure word: 件, 名, %, 元.
    async fn unit(&self) -> &str {
        &self.0.figure.unit
    }

    /// Whether the number is exact or a bound.
    async fn qualifier(&self) -> Result<Qualifier> {
        let word = &self.0.figure.qualifier;
        Qualifier::of_word(word).ok_or_else(|| internal(format!("qualifier {word:?}")))
    }

    /// Against the point of the year before, as a ratio: 0.25 is a quarter more. Null where the year before has no point,
    /// has zero, or another unit.
    async fn change(&self) -> Option<f64> {
        self.0.change
    }

    /// The figure it is.
    async fn figure(&self) -> Figure {
        Figure(self.0.figure.clone())
    }

    /// Figures for the same year in later reports whose value differs, by report; empty where nobody says otherwise.
    async fn restated(&self) -> Vec<Figure> {
        self.0.restated.iter().map(|later| Figure(later.clone())).collect()
    }
}

/// What `County.series` can be asked for.
#[derive(Debug, Clone, Default)]
pub struct SeriesArguments {
    /// Only these indicators.
    pub indicators: Option<Vec<String>>,
    /// Only indicators of this topic.
    pub topic: Option<Topic>,
    /// From this year on.
    pub from: Option<i32>,
    /// Until this year.
    pub to: Option<i32>,
}

impl Session {
    /// `County.series`.
    pub async fn series_of(&self, ctx: &Context<'_>, county: &str, arguments: SeriesArguments) -> Result<Vec<Series>> {
        let SeriesArguments { indicators, topic, from, to } = arguments;
        check_years(from, to)?;
        let known = |code: &&String| self.reference.indicator(code).is_some();
        if let Some(unknown) = indicators.iter().flatten().find(|code| !known(code)) {
            return Err(no_indicator("indicators", unknown));
        }
        let query = SeriesQuery {
            indicators,
            counties: None,
            province: None,
            topic: topic.map(|topic| topic.word().to_owned()),
            from: from.map(year_before),
            to,
        };
        let key = SeriesOf { place: ctx.item.pos, county: county.to_owned(), query: Arc::new(query) };
        let rows = self.find(key).await?.unwrap_or_default();
        from_rows(self, rows, (from, to))
    }
}

/// The year before comes too, for the change of the first point.
fn year_before(year: i32) -> i32 {
    year.saturating_sub(1)
}

/// The figures of a county for `County.series`, at one place of the document.
#[derive(Clone)]
struct SeriesOf {
    place: Pos,
    county: String,
    /// The same for every county at one place, counties aside.
    query: Arc<SeriesQuery>,
}

impl PartialEq for SeriesOf {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && self.county == other.county
    }
}

impl Eq for SeriesOf {}

impl Hash for SeriesOf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.place.hash(state);
        self.county.hash(state);
    }
}

impl Loader<SeriesOf> for Batches {
    type Value = Vec<Arc<figure::Model>>;
    type Error = Error;

    async fn load(&self, keys: &[SeriesOf]) -> Result<HashMap<SeriesOf, Self::Value>, Error> {
        let mut places: HashMap<Pos, Vec<&SeriesOf>> = HashMap::new();
        for key in keys {
            places.entry(key.place).or_default().push(key);
        }
        let mut loaded = HashMap::with_capacity(keys.len());
        for keys in places.into_values() {
            let Some(first) = keys.first() else { continue };
            let counties = keys.iter().map(|key| key.county.clone()).collect();
            let query = SeriesQuery { counties: Some(counties), ..first.query.as_ref().clone() };
            let mut rows: HashMap<String, Self::Value> = HashMap::new();
            for row in self.store.series(&query).await.map_err(store_error)? {
                rows.entry(row.county_code.clone()).or_default().push(Arc::new(row));
            }
            loaded.extend(keys.into_iter().filter_map(|key| Some((key.clone(), rows.remove(&key.county)?))));
        }
        Ok(loaded)
    }
}

/// `Query.series`.
pub async fn of_indicator(
    session: &Session,
    indicator: &str,
    counties: Option<Vec<String>>,
    province: Option<String>,
    (from, to): (Option<i32>, Option<i32>),
) -> Result<Vec<Series>> {
    check_years(from, to)?;
    if session.reference.indicator(indicator).is_none() {
        return Err(no_indicator("indicator", indicator));
    }
    session.check_province(province.as_deref()).await?;
    let known = |code: &&String| session.reference.county(code).is_some();
    if let Some(unknown) = counties.iter().flatten().find(|code| !known(code)) {
        let message = format!("no county has the code {unknown:?}; the query `counties` lists them");
        return Err(bad_input("counties", message));
    }
    let query = SeriesQuery {
        indicators: Some(vec![indicator.to_owned()]),
        counties,
        province,
        topic: None,
        from: from.map(year_before),
        to,
    };
    let rows = session.store.series(&query).await.map_err(store_error)?;
    from_rows(session, rows.into_iter().map(Arc::new), (from, to))
}

/// The series of figures of any counties and indicators, by county and indicator; points outside the years left out.
pub fn from_rows(
    session: &Session,
    rows: impl IntoIterator<Item = Arc<figure::Model>>,
    (from, to): (Option<i32>, Option<i32>),
) -> Result<Vec<Series>> {
    let mut groups: BTreeMap<(String, String), Vec<Arc<figure::Model>>> = BTreeMap::new();
    for row in rows {
        if let Some(indicator) = row.indicator_code.clone() {
            groups.entry((row.county_code.clone(), indicator)).or_default().push(row);
        }
    }
    let mut all = Vec::with_capacity(groups.len());
    for ((county, indicator), candidates) in groups {
        let mut points = choose(candidates);
        points.retain(|point| from.is_none_or(|from| point.year >= from) && to.is_none_or(|to| point.year <= to));
        if !points.is_empty() {
            all.push(Series {
                county: session.county(&county)?,
                indicator: session.indicator(&indicator)?,
                points: points.into_iter().map(Arc::new).map(Point).collect(),
            });
        }
    }
    Ok(all)
}

/// That `from` is not behind `to`.
pub fn check_years(from: Option<i32>, to: Option<i32>) -> Result<()> {
    match (from, to) {
        (Some(from), Some(to)) if from > to => {
            Err(bad_input("from", format!("from {from} is behind to {to}; no year lies between")))
        }
        _ => Ok(()),
    }
}

/// The error for a code that no indicator has.
pub fn no_indicator(argument: &str, code: &str) -> async_graphql::Error {
    bad_input(argument, format!("no indicator has the code {code:?}; the query `indicators` lists them"))
}
