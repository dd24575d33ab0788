//! Filters and orders as the store wants them.

use async_graphql::Result;
use chrono::NaiveDate;

use super::{CountyFilter, DateRange, FigureFilter, FloatRange, IndicatorFilter, IntRange, ReportFilter, SectionFilter};
use crate::{
    graphql::{
        error::bad_input,
        words::{CountyKind, Edition, FigureStatus, Measure, Qualifier, SectionKind, Topic},
    },
    store::{self, Between},
};

/// Filters inside each other, and altogether: databases bound the depth of a condition.
const MAX_DEPTH: usize = 10;
const MAX_FILTERS: usize = 100;
/// Characters that a text may have for which rows are searched.
const MAX_TEXT: usize = 200;

/// A filter that the store has as well.
pub trait Filter: Sized + Send + Sync + 'static {
    /// The store's.
    type Store: Default + Send + Sync + 'static;

    /// As the store wants it; `left` counts down the filters that may still come.
    fn convert(self, depth: usize, left: &mut usize) -> Result<Self::Store>;

    /// As the store wants it; no filter matches all.
    fn to_store(filter: Option<Self>) -> Result<Self::Store> {
        filter.map_or_else(|| Ok(Self::Store::default()), |it| it.convert(1, &mut { MAX_FILTERS }))
    }
}

fn count(depth: usize, left: &mut usize) -> Result<()> {
    if depth > MAX_DEPTH {
        return Err(bad_input("filter", format!("filters are nested more than {MAX_DEPTH} deep")));
    }
    *left = left.checked_sub(1).ok_or_else(|| bad_input("filter", format!("the filter is made of more than {MAX_FILTERS}")))?;
    Ok(())
}

macro_rules! filters {
    ($($name:ident { $($field:ident),+ })+) => {$(
        impl Filter for $name {
            type Store = store::$name;

            fn convert(self, depth: usize, left: &mut usize) -> Result<store::$name> {
                count(depth, left)?;
                let mut list = |filters: Option<Vec<$name>>| {
                    let convert = |filters: Vec<$name>| {
                        filters.into_iter().map(|it| it.convert(depth + 1, left)).collect::<Result<Vec<_>>>()
                    };
                    filters.map(convert).transpose()
                };
                let (and, or) = (list(self.and)?, list(self.or)?);
                let not = self.not.map(|it| it.convert(depth + 1, left)).transpose()?.map(Box::new);
                Ok(store::$name { $($field: self.$field.map(|it| it.condition(stringify!($field))).transpose()?,)+ and, or, not })
            }
        }
    )+};
}

filters! {
    CountyFilter { code, province, prefecture, kind, name_contains, has_reports }
    ReportFilter { county, province, year, edition, title_contains, signed_on, has_failed_checks }
    SectionFilter { topic, kind, level, heading_contains, text_contains }
    IndicatorFilter { topic, measure, tree, name_contains, has_figures }
    FigureFilter {
        indicator, indicator_tree, topic, county, province, year, value, unit, status, qualifier,
        confidence, catalogued, reviewed, subject_contains
    }
}

/// One field of a filter.
trait Condition {
    type Store;
    /// As the store wants it; `field` is for the message where it cannot have it.
    fn condition(self, field: &str) -> Result<Self::Store>;
}

macro_rules! same {
    ($($type:ty),+) => {$(
        impl Condition for $type {
            type Store = $type;
            fn condition(self, _: &str) -> Result<$type> {
                Ok(self)
            }
        }
    )+};
}
same!(bool);

impl Condition for String {
    type Store = String;
    fn condition(self, field: &str) -> Result<String> {
        let characters = self.chars().count();
        if characters > MAX_TEXT {
            let message = format!("{} has {characters} characters; the limit is {MAX_TEXT}", field_name(field));
            return Err(bad_input("filter", message));
        }
        without_nul(&self, field)?;
        Ok(self)
    }
}

impl Condition for Vec<String> {
    type Store = Vec<String>;
    fn condition(self, field: &str) -> Result<Vec<String>> {
        self.iter().try_for_each(|text| without_nul(text, field))?;
        Ok(self)
    }
}

/// PostgreSQL has no text with a character U+0000 in it.
fn without_nul(text: &str, field: &str) -> Result<()> {
    if text.contains('\0') {
        return Err(bad_input("filter", format!("{} has the character U+0000, which no text has", field_name(field))));
    }
    Ok(())
}

/// `subject_contains` as clients write it: `subjectContains`.
fn field_name(field: &str) -> String {
    let mut words = field.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

macro_rules! words {
    ($($type:ty),+) => {$(
        impl Condition for Vec<$type> {
            type Store = Vec<String>;
            fn condition(self, _: &str) -> Result<Vec<String>> {
                Ok(self.into_iter().map(|value| value.word().to_owned()).collect())
            }
        }
    )+};
}
words!(CountyKind, Edition, FigureStatus, Measure, Qualifier, SectionKind, Topic);

impl Condition for IntRange {
    type Store = Between<i32>;
    fn condition(self, _: &str) -> Result<Between<i32>> {
        Ok(Between { gte: self.gte, lte: self.lte })
    }
}

impl Condition for FloatRange {
    type Store = Between<f64>;
    fn condition(self, _: &str) -> Result<Between<f64>> {
        Ok(Between { gte: self.gte, lte: self.lte })
    }
}

impl Condition for DateRange {
    type Store = Between<NaiveDate>;
    fn condition(self, _: &str) -> Result<Between<NaiveDate>> {
        Ok(Between { gte: self.gte.map(|day| day.0), lte: self.lte.map(|day| day.0) })
    }
}

#[cfg(test)]
mod tests {
    use super::{CountyFilter, Filter};

    fn any() -> CountyFilter {
        CountyFilter {
            code: None,
            province: None,
            prefecture: None,
            kind: None,
            name_contains: None,
            has_reports: None,
            and: None,
            or: None,
            not: None,
        }
    }

    #[test]
    fn a_filter_too_deep_or_too_wide_is_refused() {
        let nested = |levels: usize| (1..levels).fold(any(), |inner, _| CountyFilter { not: Some(Box::new(inner)), ..any() });
        assert!(CountyFilter::to_store(Some(nested(10))).is_ok());
        assert!(CountyFilter::to_store(Some(nested(11))).is_err());
        let wide = |filters: usize| CountyFilter { or: Some(vec![any(); filters]), ..any() };
        assert!(CountyFilter::to_store(Some(wide(99))).is_ok());
        assert!(CountyFilter::to_store(Some(wide(100))).is_err());
    }

    #[test]
    fn a_text_that_no_database_can_search_for_is_refused() {
        let named = |name: String| CountyFilter::to_store(Some(CountyFilter { name_contains: Some(name), ..any() }));
        assert!(named("调".repeat(200)).is_ok());
        let error = named("调".repeat(201)).unwrap_err();
        assert_eq!(error.message, "nameContains has 201 characters; the limit is 200");
        let error = named("a\0b".to_owned()).unwrap_err();
        assert_eq!(error.message, "nameContains has the character U+0000, which no text has");
        let coded = CountyFilter { code: Some(vec!["14\0".to_owned()]), ..any() };
        assert!(CountyFilter::to_store(Some(coded)).is_err());
    }
}
