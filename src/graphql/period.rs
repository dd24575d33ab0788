//! The time a figure is about, and how it is said in Chinese.

use async_graphql::SimpleObject;
use chrono::{Datelike, Duration, NaiveDate};

use super::scalar::Date;

/// A span of time in whole days, both ends included.
#[derive(SimpleObject, Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Whether the figure sums up everything that happened until the last day (截至, 累计).
    pub cumulative: bool,
    /// The span in words for a Chinese reader: 2021年, 2021年7月至12月, 截至2021年.
    pub label: String,
}

impl Period {
    /// The period from its first to its last day.
    pub fn new(from: NaiveDate, to: NaiveDate, cumulative: bool) -> Self {
        let label = if cumulative { until(to) } else { between(from, to) };
        Period { from: Date(from), to: Date(to), cumulative, label }
    }
}

/// 截至2021年 for the year's last day, 截至2021年6月 for a month's, else the day itself.
fn until(to: NaiveDate) -> String {
    let year = to.year();
    match (ends_year(to), ends_month(to)) {
        (true, _) => format!("截至{year}年"),
        (_, true) => format!("截至{year}年{}月", to.month()),
        _ => format!("截至{}", day(to)),
    }
}

/// The shortest wording that keeps both ends: years, then months, then days.
fn between(from: NaiveDate, to: NaiveDate) -> String {
    let (first, last) = (from.year(), to.year());
    if from.ordinal() == 1 && ends_year(to) {
        return if first == last { format!("{first}年") } else { format!("{first}年至{last}年") };
    }
    if from.day() == 1 && ends_month(to) {
        let (start, end) = (from.month(), to.month());
        return match (first == last, start == end) {
            (true, true) => format!("{first}年{start}月"),
            (true, false) => format!("{first}年{start}月至{end}月"),
            _ => format!("{first}年{start}月至{last}年{end}月"),
        };
    }
    if from == to {
        return day(from);
    }
    if first != last {
        return format!("{}至{}", day(from), day(to));
    }
    if from.month() == to.month() {
        return format!("{}至{}日", day(from), to.day());
    }
    format!("{}至{}月{}日", day(from), to.month(), to.day())
}

fn day(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn ends_year(date: NaiveDate) -> bool {
    date.month() == 12 && date.day() == 31
}

fn ends_month(date: NaiveDate) -> bool {
    (date + Duration::days(1)).day() == 1
}

#[cfg(test)]
mod tests {
    use super::Period;
    use chrono::NaiveDate;

    #[test]
    fn labels() {
        for (from, to, cumulative, label) in [
            ("2021-01-01", "2021-12-31", false, "2021年"),
            ("2016-01-01", "2020-12-31", false, "2016年至2020年"),
            ("2021-07-01", "2021-12-31", false, "2021年7月至12月"),
            ("2021-06-01", "2021-06-30", false, "2021年6月"),
            ("2020-11-01", "2021-02-28", false, "2020年11月至2021年2月"),
            ("2021-12-04", "2021-12-04", false, "2021年12月4日"),
            ("2021-12-04", "2021-12-10", false, "2021年12月4日至10日"),
            ("2021-11-04", "2021-12-10", false, "2021年11月4日至12月10日"),
            ("2020-11-04", "2021-12-10", false, "2020年11月4日至2021年12月10日"),
            ("2021-01-01", "2021-12-31", true, "截至2021年"),
            ("2021-01-01", "2021-06-30", true, "截至2021年6月"),
            ("2021-01-01", "2021-06-15", true, "截至2021年6月15日"),
        ] {
            let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
            assert_eq!(Period::new(date(from), date(to), cumulative).label, label, "{from} {to}");
        }
    }
}
