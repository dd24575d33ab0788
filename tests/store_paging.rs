//! Pages: whatever the order, the filter and the size, the pages one after the other are the whole list.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/numbers.rs"]
mod numbers;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/report.rs"]
mod report;

use database::{Scratch, on_both_databases};
use entity::{figure, report as report_table};
use fazhi::store::{
    CountyFilter, CountyOrder, CountyOrderField, Cursor, Direction, FigureFilter, FigureOrder, FigureOrderField, IndicatorFilter,
    Order, Page, PageArgs, ReportFilter, ReportOrder, ReportOrderField, Store,
};
use numbers::Numbers;
use report::report;
use std::cmp::Ordering;

on_both_databases! {
    pages_of_figures_are_the_whole_list_in_any_order,
    pages_of_reports_are_the_whole_list_with_dates_missing,
    pages_of_parents_are_the_pages_of_each,
    a_page_starts_behind_its_cursor_whatever_came_in_before,
    cursors_that_do_not_fit_are_refused_by_name,
    pages_too_long_or_from_both_ends_are_refused,
    every_list_is_one_statement,
    lists_without_an_order_have_their_own,
}

const COUNTIES: [&str; 4] = ["140821", "140822", "140881", "640324"];

/// Sixteen reports with figures whose values, years and indicators often agree.
async fn fill(store: &Store, numbers: &mut Numbers) {
    for county in COUNTIES {
        for year in 2019..2023 {
            let mut new = report(county, year).section("1", "主要工作").section("2", "问题");
            if numbers.below(3) > 0 {
                new = new.signed_on(&format!("2022-0{}-01", 1 + numbers.below(3)));
            }
            for _ in 0..numbers.below(9) {
                let indicator = ["", "mediation", "mediation.resolved", "litigation.cases"][numbers.below(4)];
                let confidence = [0.0, 0.1 + 0.2, 0.9][numbers.below(3)];
                new = new.figure(numbers.below(4) as f64 / 3.0, indicator).with_figure(|figure| figure.confidence = confidence);
            }
            store.save_report(&new.new_report()).await.unwrap();
        }
    }
}

fn direction(numbers: &mut Numbers) -> Direction {
    [Direction::Asc, Direction::Desc][numbers.below(2)]
}

fn in_direction(direction: Direction, ordering: Ordering) -> Ordering {
    if direction == Direction::Asc { ordering } else { ordering.reverse() }
}

fn compare_figures(orders: &[FigureOrder], a: &figure::Model, b: &figure::Model) -> Ordering {
    let position = |a: &figure::Model, b: &figure::Model| (a.report_id, a.ordinal).cmp(&(b.report_id, b.ordinal));
    let keys = orders.iter().map(|order| {
        let ordering = match order.field {
            FigureOrderField::Position => position(a, b),
            FigureOrderField::Year => a.year.cmp(&b.year),
            FigureOrderField::Value => a.value.total_cmp(&b.value),
            FigureOrderField::Confidence => a.confidence.total_cmp(&b.confidence),
            FigureOrderField::CountyCode => a.county_code.cmp(&b.county_code),
            FigureOrderField::IndicatorCode => a.indicator_code.cmp(&b.indicator_code),
        };
        in_direction(order.direction, ordering)
    });
    keys.chain([position(a, b)]).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
}

fn compare_reports(orders: &[ReportOrder], a: &report_table::Model, b: &report_table::Model) -> Ordering {
    let keys = orders.iter().map(|order| {
        let ordering = match order.field {
            ReportOrderField::Year => a.year.cmp(&b.year),
            ReportOrderField::CountyCode => a.county_code.cmp(&b.county_code),
            ReportOrderField::SignedOn => a.signed_on.cmp(&b.signed_on),
            ReportOrderField::ImportedAt => a.imported_at.cmp(&b.imported_at),
            ReportOrderField::FigureCount => a.figure_count.cmp(&b.figure_count),
        };
        in_direction(order.direction, ordering)
    });
    let own = (&a.county_code, a.year).cmp(&(&b.county_code, b.year));
    keys.chain([own]).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
}

/// Reads a list to its end, page by page, forwards and backwards, and checks what the pages say about each other.
async fn walk<T: Clone>(size: u32, read: impl AsyncFn(PageArgs) -> Page<T>) -> (Vec<T>, Vec<T>) {
    let mut forwards = Vec::new();
    let mut args = PageArgs::first(size);
    loop {
        let page = read(args.clone()).await;
        assert_eq!(page.has_previous, !forwards.is_empty());
        forwards.extend(page.rows.iter().map(|(_, row)| row.clone()));
        let Some((last, _)) = page.rows.last().filter(|_| page.has_next) else { break };
        args = PageArgs::first(size).after(Cursor::decode("after", &last.encode()).unwrap());
    }
    let mut backwards = Vec::new();
    let mut args = PageArgs::last(size);
    loop {
        let page = read(args.clone()).await;
        assert_eq!(page.has_next, !backwards.is_empty());
        backwards.splice(0..0, page.rows.iter().map(|(_, row)| row.clone()));
        let Some((first, _)) = page.rows.first().filter(|_| page.has_previous) else { break };
        args = PageArgs::last(size).before(Cursor::decode("before", &first.encode()).unwrap());
    }
    (forwards, backwards)
}

async fn pages_of_figures_are_the_whole_list_in_any_order(_: &Scratch, store: Store) {
    use FigureOrderField::{Confidence, CountyCode, IndicatorCode, Position, Value, Year};
    let mut numbers = Numbers::new();
    fill(&store, &mut numbers).await;
    let all = store.figures(&FigureFilter::default(), &[], &PageArgs::first(100)).await.unwrap();
    let all: Vec<figure::Model> = all.rows.into_iter().map(|(_, row)| row).collect();
    assert!(all.len() > 30 && all.len() < 100, "{}", all.len());
    for _ in 0..60 {
        let fields = [Position, Year, Value, Confidence, CountyCode, IndicatorCode];
        let orders: Vec<FigureOrder> = (0..numbers.below(4))
            .map(|_| Order { field: fields[numbers.below(6)], direction: direction(&mut numbers) })
            .collect();
        let filter = match numbers.below(3) {
            0 => FigureFilter { catalogued: Some(true), ..FigureFilter::default() },
            1 => FigureFilter { county: Some(vec!["140821".into(), "640324".into()]), ..FigureFilter::default() },
            _ => FigureFilter::default(),
        };
        let mut expected: Vec<figure::Model> = all
            .iter()
            .filter(|figure| filter.catalogued.is_none() || figure.indicator_code.is_some())
            .filter(|figure| filter.county.as_ref().is_none_or(|codes| codes.contains(&figure.county_code)))
            .cloned()
            .collect();
        expected.sort_by(|a, b| compare_figures(&orders, a, b));
        let size = 1 + numbers.below(13) as u32;
        let (forwards, backwards) = walk(size, async |args| store.figures(&filter, &orders, &args).await.unwrap()).await;
        let context = format!("{orders:?} by {size}");
        assert_eq!(forwards, expected, "{context}");
        assert_eq!(backwards, expected, "{context}");
        assert_eq!(store.count_figures(&filter).await.unwrap(), expected.len() as u64);
    }
}

async fn pages_of_reports_are_the_whole_list_with_dates_missing(_: &Scratch, store: Store) {
    use ReportOrderField::{CountyCode, FigureCount, ImportedAt, SignedOn, Year};
    let mut numbers = Numbers::new();
    fill(&store, &mut numbers).await;
    let all = store.reports(&ReportFilter::default(), &[], &PageArgs::first(100)).await.unwrap();
    let all: Vec<report_table::Model> = all.rows.into_iter().map(|(_, row)| row).collect();
    assert!(all.iter().any(|report| report.signed_on.is_none()) && all.iter().any(|report| report.signed_on.is_some()));
    for field in [SignedOn, Year, CountyCode, ImportedAt, FigureCount] {
        for first in [Direction::Asc, Direction::Desc] {
            let orders = [Order { field, direction: first }, Order { field: SignedOn, direction: direction(&mut numbers) }];
            let mut expected = all.clone();
            expected.sort_by(|a, b| compare_reports(&orders, a, b));
            for size in [1, 3, 16, 17] {
                let (forwards, backwards) =
                    walk(size, async |args| store.reports(&ReportFilter::default(), &orders, &args).await.unwrap()).await;
                assert_eq!(forwards, expected, "{orders:?} by {size}");
                assert_eq!(backwards, expected, "{orders:?} by {size}");
            }
        }
    }
}

async fn pages_of_parents_are_the_pages_of_each(_: &Scratch, store: Store) {
    let mut numbers = Numbers::new();
    fill(&store, &mut numbers).await;
    let counties: Vec<String> = COUNTIES.iter().map(|code| (*code).to_owned()).chain(["640302".to_owned()]).collect();
    let fields = [FigureOrderField::Value, FigureOrderField::IndicatorCode, FigureOrderField::Year, FigureOrderField::Position];
    for round in 0..20 {
        let orders: Vec<FigureOrder> = (0..numbers.below(3))
            .map(|_| Order { field: fields[numbers.below(4)], direction: direction(&mut numbers) })
            .collect();
        let filter = FigureFilter { catalogued: Some(round % 2 == 0), ..FigureFilter::default() };
        let size = 1 + numbers.below(6) as u32;
        let start = store.figures(&FigureFilter::default(), &orders, &PageArgs::first(40)).await.unwrap();
        let place = start.rows[numbers.below(start.rows.len())].0.clone();
        let args = [
            PageArgs::first(size),
            PageArgs::last(size),
            PageArgs::first(size).after(place.clone()),
            PageArgs::last(size).before(place.clone()),
            PageArgs::first(size).before(place),
        ];
        for args in args {
            let together = store.figures_of_counties(&counties, &filter, &orders, &args).await.unwrap();
            for county in &counties {
                let alone = store.figures_of_counties(std::slice::from_ref(county), &filter, &orders, &args).await.unwrap();
                assert_eq!(together.get(county), alone.get(county), "{county} {orders:?} {args:?}");
                if let Some(page) = alone.get(county) {
                    assert!(page.rows.len() <= size as usize && page.rows.iter().all(|(_, row)| row.county_code == *county));
                }
            }
        }
        let totals = store.count_figures_of_counties(&counties, &filter).await.unwrap();
        for county in &counties {
            let of_county = FigureFilter { county: Some(vec![county.clone()]), ..filter.clone() };
            assert_eq!(totals.get(county).copied().unwrap_or(0), store.count_figures(&of_county).await.unwrap());
        }
        assert!(!totals.contains_key("640302"));
    }
    let named_twice = [counties.clone(), counties.clone()].concat();
    let args = PageArgs::first(5);
    let once = store.figures_of_counties(&counties, &FigureFilter::default(), &[], &args).await.unwrap();
    assert_eq!(store.figures_of_counties(&named_twice, &FigureFilter::default(), &[], &args).await.unwrap(), once);
}

async fn a_page_starts_behind_its_cursor_whatever_came_in_before(_: &Scratch, store: Store) {
    for year in [2018, 2020, 2022] {
        store.save_report(&report("140821", year).new_report()).await.unwrap();
    }
    let orders = [Order { field: ReportOrderField::Year, direction: Direction::Asc }];
    let read = async |args: PageArgs| {
        let page = store.reports(&ReportFilter::default(), &orders, &args).await.unwrap();
        page.rows.into_iter().map(|(cursor, row)| (cursor, row.year)).collect::<Vec<_>>()
    };
    let second = read(PageArgs::first(2)).await[1].0.clone();
    for year in [2017, 2019, 2021] {
        store.save_report(&report("140821", year).new_report()).await.unwrap();
    }
    let years: Vec<i32> = read(PageArgs::first(9).after(second.clone())).await.into_iter().map(|row| row.1).collect();
    assert_eq!(years, [2021, 2022]);
    let years: Vec<i32> = read(PageArgs::last(9).before(second)).await.into_iter().map(|row| row.1).collect();
    assert_eq!(years, [2017, 2018, 2019]);
}

async fn cursors_that_do_not_fit_are_refused_by_name(_: &Scratch, store: Store) {
    let filter = CountyFilter::default();
    let page = store.counties(&filter, &[], &PageArgs::first(1)).await.unwrap();
    let of_codes = page.rows[0].0.clone();
    let by_name = [Order { field: CountyOrderField::Name, direction: Direction::Asc }];
    let by_name_down = [Order { field: CountyOrderField::Name, direction: Direction::Desc }];
    let of_names = store.counties(&filter, &by_name, &PageArgs::first(1)).await.unwrap().rows[0].0.clone();
    let refused = async |orders: &[CountyOrder], args: PageArgs, argument: &str| {
        let error = store.counties(&filter, orders, &args).await.unwrap_err();
        assert_eq!((error.code(), error.argument()), ("BAD_USER_INPUT", Some(argument)), "{error}");
    };
    refused(&by_name, PageArgs::first(1).after(of_codes.clone()), "after").await;
    refused(&by_name_down, PageArgs::first(1).after(of_names.clone()), "after").await;
    refused(&[], PageArgs::last(1).before(of_names), "before").await;
    let of_reports = store.reports(&ReportFilter::default(), &[], &PageArgs::first(1).after(of_codes)).await.unwrap_err();
    assert_eq!(of_reports.argument(), Some("after"));
    for text in ["", "x", "WzEsMSxbXV0", "bm90IGEgY3Vyc29y", "WzIsMSxbMV1d", "é"] {
        match Cursor::decode("before", text) {
            Err(error) => assert_eq!((error.code(), error.argument()), ("BAD_USER_INPUT", Some("before"))),
            Ok(cursor) => refused(&[], PageArgs::first(1).before(cursor), "before").await,
        }
    }
}

async fn pages_too_long_or_from_both_ends_are_refused(_: &Scratch, store: Store) {
    for (args, argument) in [
        (PageArgs::first(1_001), "first"),
        (PageArgs::last(1_001), "last"),
        (PageArgs { first: Some(1), last: Some(1), ..PageArgs::default() }, "last"),
    ] {
        let error = store.counties(&CountyFilter::default(), &[], &args).await.unwrap_err();
        assert_eq!((error.code(), error.argument()), ("BAD_USER_INPUT", Some(argument)));
    }
    let none = store.counties(&CountyFilter::default(), &[], &PageArgs::first(0)).await.unwrap();
    assert!(none.rows.is_empty() && none.has_next);
    let too_many = CountyFilter { code: Some(vec![String::new(); 40_000]), ..CountyFilter::default() };
    let error = store.counties(&too_many, &[], &PageArgs::default()).await.unwrap_err();
    assert_eq!((error.code(), error.argument()), ("BAD_USER_INPUT", Some("filter")));
}

async fn every_list_is_one_statement(_: &Scratch, store: Store) {
    fill(&store, &mut Numbers::new()).await;
    let counties: Vec<String> = COUNTIES.map(str::to_owned).to_vec();
    let args = PageArgs::first(2);
    let before = store.statements();
    store.reports_of_counties(&counties, &ReportFilter::default(), &[], &args).await.unwrap();
    assert_eq!(store.statements() - before, 1);
    store.count_reports_of_counties(&counties, &ReportFilter::default()).await.unwrap();
    assert_eq!(store.statements() - before, 2);
    store.figures_of_counties(&counties, &FigureFilter::default(), &[], &args).await.unwrap();
    assert_eq!(store.statements() - before, 3);
    store.statistics().await.unwrap();
    assert_eq!(store.statements() - before, 4);
}

async fn lists_without_an_order_have_their_own(_: &Scratch, store: Store) {
    for (county, year) in [("640324", 2020), ("140821", 2021), ("140821", 2019)] {
        store.save_report(&report(county, year).new_report()).await.unwrap();
    }
    let reports = store.reports(&ReportFilter::default(), &[], &PageArgs::default()).await.unwrap();
    let keys: Vec<_> = reports.rows.iter().map(|(_, row)| (row.county_code.as_str(), row.year)).collect();
    assert_eq!(keys, [("140821", 2019), ("140821", 2021), ("640324", 2020)]);
    let indicators = store.indicators(&IndicatorFilter::default(), &[], &PageArgs::default()).await.unwrap();
    let codes: Vec<_> = indicators.rows.iter().map(|(_, row)| row.code.as_str()).collect();
    assert_eq!(codes, ["mediation", "mediation.resolved", "mediation.rate", "litigation.cases"]);
}
