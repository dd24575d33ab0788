//! The series that the reports of a county amount to.

use extract::places::County;
use std::collections::BTreeMap;

use crate::Report;

/// What the reports say of an indicator in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Code of the county.
    pub county: String,
    /// Its name.
    pub name: String,
    /// Code of the indicator.
    pub indicator: String,
    /// The year it is about.
    pub year: i32,
    /// What is said: 3800 for 3800余件.
    pub value: f64,
    /// The measure word.
    pub unit: String,
    /// EXACT, MORE_THAN, LESS_THAN or ABOUT.
    pub qualifier: String,
    /// The number behind it: 3866.
    pub exact: f64,
    /// The year of the report that says it: the year itself, or a later one that fills a gap.
    pub report: i32,
    /// What later reports say instead, with the years of those reports.
    pub restated: Vec<(i32, f64)>,
}

/// The points of a county, by indicator and year. The report of a year comes first, then later ones.
pub(crate) fn points(county: &County, reports: &[Report]) -> Vec<Point> {
    let mut points: BTreeMap<(&str, i32), Point> = BTreeMap::new();
    for report in reports {
        let gold = &report.annotation.gold;
        let own = gold.report.year;
        for (figure, &exact) in gold.figures.iter().zip(&report.exact) {
            let (Some(indicator), Some(year)) = (&figure.indicator, year_of(figure.period.as_deref())) else { continue };
            if figure.status != "actual" || year > own {
                continue;
            }
            let point = points.entry((indicator, year));
            let known = point.or_insert_with(|| Point {
                county: county.code.clone(),
                name: county.name.clone(),
                indicator: indicator.clone(),
                year,
                value: figure.value,
                unit: figure.unit.clone(),
                qualifier: figure.qualifier.to_ascii_uppercase(),
                exact,
                report: own,
                restated: Vec::new(),
            });
            let said = known.report == own || known.restated.iter().any(|(report, _)| *report == own);
            if !said && (known.value != figure.value || known.unit != figure.unit) {
                known.restated.push((own, figure.value));
            }
        }
    }
    points.into_values().collect()
}

fn year_of(period: Option<&str>) -> Option<i32> {
    period?.parse().ok()
}
