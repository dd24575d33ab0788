//! Filters: each field by itself, and how they combine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/report.rs"]
mod report;

use chrono::NaiveDate;
use database::{Scratch, execute, on_both_databases};
use extract::document::{CheckStatus, FigureStatus, Qualifier, SectionKind, Topic};
use fazhi::store::{Between, CountyFilter, Edition, FigureFilter, IndicatorFilter, PageArgs, ReportFilter, SectionFilter, Store};
use report::report;

on_both_databases! { counties, reports, sections, indicators, figures, reviewed_figures }

fn words(words: &[&str]) -> Option<Vec<String>> {
    Some(words.iter().map(|word| (*word).to_owned()).collect())
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

/// Checks a table of filters against what they find, and that the totals agree.
macro_rules! check {
    ($store:ident.$list:ident / $count:ident, |$row:ident| $shown:expr; $($filter:ident { $($fields:tt)* } => $expected:expr;)+) => {
        $({
            let filter = $filter { $($fields)*, ..$filter::default() };
            let page = $store.$list(&filter, &[], &PageArgs::first(100)).await.unwrap();
            let found: Vec<_> = page.rows.iter().map(|(_, $row)| $shown).collect();
            assert_eq!(found, $expected, "{}", stringify!($($fields)*));
            assert_eq!($store.$count(&filter).await.unwrap(), found.len() as u64);
        })+
    };
}

async fn counties(_: &Scratch, store: Store) {
    store.save_report(&report("640324", 2021).new_report()).await.unwrap();
    let none: [&str; 0] = [];
    check! { store.counties / count_counties, |county| county.short_name.as_str();
        CountyFilter { code: words(&["140821", "640324", "nothing"]) } => ["临猗", "同心"];
        CountyFilter { code: words(&[]) } => none;
        CountyFilter { province: words(&["640000"]) } => ["利通", "同心"];
        CountyFilter { prefecture: words(&["140800"]), kind: words(&["COUNTY"]) } => ["临猗", "万荣"];
        CountyFilter { name_contains: text("县") } => ["临猗", "万荣", "同心"];
        CountyFilter { name_contains: text("LINYI") } => ["临猗"];
        CountyFilter { name_contains: text("%") } => none;
        CountyFilter { name_contains: text("_") } => none;
        CountyFilter { name_contains: text("\\") } => none;
        CountyFilter { name_contains: text("' OR 1=1 --") } => none;
        CountyFilter { has_reports: Some(true) } => ["同心"];
        CountyFilter { has_reports: Some(false), kind: words(&["DISTRICT"]) } => ["利通"];
        CountyFilter { not: Some(Box::new(CountyFilter { kind: words(&["COUNTY"]), ..CountyFilter::default() })) } => ["永济", "利通"];
        CountyFilter { or: Some(vec![]) } => none;
        CountyFilter { and: Some(vec![]), code: words(&["140821"]) } => ["临猗"];
        CountyFilter { or: Some(vec![
            CountyFilter { code: words(&["140821"]), ..CountyFilter::default() },
            CountyFilter { kind: words(&["DISTRICT"]), ..CountyFilter::default() },
        ]) } => ["临猗", "利通"];
        CountyFilter { and: Some(vec![
            CountyFilter { province: words(&["140000"]), ..CountyFilter::default() },
            CountyFilter { name_contains: text("万"), ..CountyFilter::default() },
        ]) } => ["万荣"];
    }
}

async fn reports(_: &Scratch, store: Store) {
    store.save_report(&report("140821", 2020).signed_on("2021-01-19").title("临猗的Report").new_report()).await.unwrap();
    let digest = report("140821", 2021).edition(Edition::Digest).section("1", "").figure(3.0, "");
    store.save_report(&digest.check(CheckStatus::Passed, &[0]).check(CheckStatus::Failed, &[0]).new_report()).await.unwrap();
    let checked = report("640324", 2022).signed_on("2023-02-01").section("1", "").figure(3.0, "");
    store.save_report(&checked.check(CheckStatus::Rounded, &[0]).new_report()).await.unwrap();
    let none: [i32; 0] = [];
    let signed = |gte, lte| Some(Between { gte, lte });
    check! { store.reports / count_reports, |report| report.year;
        ReportFilter { county: words(&["140821"]) } => [2020, 2021];
        ReportFilter { province: words(&["640000"]) } => [2022];
        ReportFilter { province: words(&[]) } => none;
        ReportFilter { year: Some(Between { gte: Some(2021), lte: None }) } => [2021, 2022];
        ReportFilter { year: Some(Between { gte: Some(2020), lte: Some(2021) }) } => [2020, 2021];
        ReportFilter { year: Some(Between::default()) } => [2020, 2021, 2022];
        ReportFilter { edition: words(&["DIGEST", "FICTIONAL"]) } => [2021];
        ReportFilter { title_contains: text("的report") } => [2020];
        ReportFilter { signed_on: signed(day("2021-01-19"), day("2021-01-19")) } => [2020];
        ReportFilter { signed_on: signed(day("2021-01-20"), None) } => [2022];
        ReportFilter { signed_on: signed(None, None) } => [2020, 2022];
        ReportFilter { has_failed_checks: Some(true) } => [2021];
        ReportFilter { has_failed_checks: Some(false) } => [2020, 2022];
        // What has no date is not signed before 2022 either.
        ReportFilter { not: Some(Box::new(ReportFilter { signed_on: signed(None, day("2022-01-01")), ..ReportFilter::default() })) } => [2021, 2022];
    }
}

async fn sections(_: &Scratch, store: Store) {
    let new = report("140821", 2021)
        .section("0", "")
        .with_section(|section| {
            section.kind = SectionKind::Preamble;
            section.level = 0;
            section.topics.clear();
        })
        .section("1", "行政调解")
        .section("1.1", "Legal 100%")
        .with_section(|section| section.topics = vec![Topic::LegalServices, Topic::LegalEducation]);
    let id = store.save_report(&new.new_report()).await.unwrap().report_id();
    let level = |gte, lte| Some(Between { gte: Some(gte), lte: Some(lte) });
    let default = SectionFilter::default;
    for (filter, expected) in [
        (SectionFilter { topic: words(&["MEDIATION"]), ..default() }, vec!["1"]),
        (SectionFilter { topic: words(&["MEDIATION", "LEGAL_EDUCATION"]), ..default() }, vec!["1", "1.1"]),
        (SectionFilter { topic: words(&["LEGAL"]), ..default() }, vec![]),
        (SectionFilter { topic: words(&[]), ..default() }, vec![]),
        (SectionFilter { kind: words(&["PREAMBLE"]), ..default() }, vec!["0"]),
        (SectionFilter { level: level(1, 2), ..default() }, vec!["1", "1.1"]),
        (SectionFilter { heading_contains: text("调解"), ..default() }, vec!["1"]),
        (SectionFilter { heading_contains: text("legal 100%"), ..default() }, vec!["1.1"]),
        (SectionFilter { text_contains: text("的正文"), ..default() }, vec!["0", "1", "1.1"]),
        (
            SectionFilter { not: Some(Box::new(SectionFilter { topic: words(&["MEDIATION"]), ..default() })), ..default() },
            vec!["0", "1.1"],
        ),
    ] {
        let mut pages = store.sections_of_reports(&[id], &filter, &[], &PageArgs::first(100), true).await.unwrap();
        let page = pages.remove(&id).unwrap_or_default();
        let found: Vec<&str> = page.rows.iter().map(|(_, section)| section.path.as_str()).collect();
        assert_eq!(found, expected, "{filter:?}");
        let totals = store.count_sections_of_reports(&[id], &filter).await.unwrap();
        assert_eq!(totals.get(&id).copied().unwrap_or(0), expected.len() as u64);
    }
}

async fn indicators(_: &Scratch, store: Store) {
    store.save_report(&report("140821", 2021).section("1", "调解").figure(3.0, "mediation.rate").new_report()).await.unwrap();
    let none: [&str; 0] = [];
    check! { store.indicators / count_indicators, |indicator| indicator.code.as_str();
        IndicatorFilter { topic: words(&["LITIGATION"]) } => ["litigation.cases"];
        IndicatorFilter { measure: words(&["RATE"]) } => ["mediation.rate"];
        IndicatorFilter { tree: text("mediation") } => ["mediation", "mediation.resolved", "mediation.rate"];
        IndicatorFilter { tree: text("mediation.rate") } => ["mediation.rate"];
        IndicatorFilter { tree: text("media") } => none;
        IndicatorFilter { tree: text("%") } => none;
        IndicatorFilter { name_contains: text("rate") } => ["mediation.rate"];
        IndicatorFilter { name_contains: text("案件") } => ["mediation", "litigation.cases"];
        IndicatorFilter { has_figures: Some(true) } => ["mediation.rate"];
        IndicatorFilter { has_figures: Some(false), topic: words(&["MEDIATION"]) } => ["mediation", "mediation.resolved"];
    }
}

async fn figures(_: &Scratch, store: Store) {
    let new = report("140821", 2021)
        .section("1", "调解")
        .figure(1.0, "mediation")
        .figure(2.0, "mediation.resolved")
        .with_figure(|figure| figure.status = FigureStatus::Target)
        .figure(3.0, "")
        .with_figure(|figure| figure.topic = Topic::Litigation)
        .figure(4.5, "litigation.cases")
        .with_figure(|figure| {
            figure.unit = "%".to_owned();
            figure.qualifier = Qualifier::About;
            figure.subject = "出庭应诉Rate".to_owned();
        });
    store.save_report(&new.new_report()).await.unwrap();
    store.save_report(&report("640324", 2020).section("1", "调解").figure(9.0, "mediation").new_report()).await.unwrap();
    let none: [f64; 0] = [];
    let not = |filter| Some(Box::new(filter));
    check! { store.figures / count_figures, |figure| figure.value;
        FigureFilter { indicator: words(&["mediation"]) } => [1.0, 9.0];
        FigureFilter { indicator: words(&[]) } => none;
        FigureFilter { indicator_tree: text("mediation") } => [1.0, 2.0, 9.0];
        FigureFilter { indicator_tree: text("nothing") } => none;
        FigureFilter { topic: words(&["LITIGATION"]) } => [3.0];
        FigureFilter { county: words(&["640324"]) } => [9.0];
        FigureFilter { province: words(&["140000"]) } => [1.0, 2.0, 3.0, 4.5];
        FigureFilter { year: Some(Between { gte: None, lte: Some(2020) }) } => [9.0];
        FigureFilter { value: Some(Between { gte: Some(2.0), lte: Some(4.5) }) } => [2.0, 3.0, 4.5];
        FigureFilter { unit: words(&["%"]) } => [4.5];
        FigureFilter { status: words(&["TARGET", "RULE"]) } => [2.0];
        FigureFilter { qualifier: words(&["ABOUT"]) } => [4.5];
        FigureFilter { confidence: Some(Between { gte: Some(0.5), lte: None }), status: words(&["ACTUAL"]) } => [1.0, 4.5, 9.0];
        FigureFilter { catalogued: Some(false) } => [3.0];
        FigureFilter { catalogued: Some(true), county: words(&["640324"]) } => [9.0];
        FigureFilter { subject_contains: text("应诉RATE") } => [4.5];
        // What has no indicator is not of this one.
        FigureFilter { not: not(FigureFilter { indicator: words(&["mediation"]), ..FigureFilter::default() }) } => [2.0, 3.0, 4.5];
        FigureFilter { not: not(FigureFilter {
            not: not(FigureFilter { indicator_tree: text("mediation"), ..FigureFilter::default() }), ..FigureFilter::default()
        }) } => [1.0, 2.0, 9.0];
    }
}

async fn reviewed_figures(scratch: &Scratch, store: Store) {
    let new = report("140821", 2021).section("1", "调解").figure(1.0, "").figure(2.0, "").new_report();
    store.save_report(&new).await.unwrap();
    let review = "INSERT INTO review (source_sha256, start, raw, decision, reviewer, at) VALUES";
    for (start, raw) in [(0, "1件"), (10, "another figure")] {
        let row = format!("('{}', {start}, '{raw}', 'REJECTED', 'somebody', '2022-03-01T00:00:00+00:00')", new.source.sha256());
        execute(&scratch.url, &format!("{review} {row}")).await;
    }
    check! { store.figures / count_figures, |figure| figure.value;
        FigureFilter { reviewed: Some(true) } => [1.0];
        FigureFilter { reviewed: Some(false) } => [2.0];
    }
}
