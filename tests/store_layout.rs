//! Opening a database, bringing it up to date, and what is said when that cannot be done.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/report.rs"]
mod report;

use database::{Scratch, execute, on_both_databases};
use extract::{catalogue::Catalogue, places::Places};
use fazhi::store::{CountyFilter, FigureFilter, IndicatorFilter, PageArgs, SearchFilter, Store, Terms};
use report::report;

on_both_databases! {
    a_migrated_database_needs_nothing,
    what_was_stored_by_an_older_version_can_be_found_and_is_read_again,
    places_and_catalogue_are_written_once,
    places_and_catalogue_that_change_are_followed,
    a_database_of_a_newer_version_is_left_alone,
    nodes_that_start_together_wait_for_each_other,
}

async fn a_migrated_database_needs_nothing(_: &Scratch, store: Store) {
    assert!(store.migration_status().await.unwrap().iter().all(|state| state.applied));
    assert_eq!(store.migrate().await.unwrap(), Vec::<String>::new());
    store.ping().await.unwrap();
}

async fn what_was_stored_by_an_older_version_can_be_found_and_is_read_again(scratch: &Scratch, store: Store) {
    // The one that the test was given has all migrations; this one begins with the first three.
    drop(store);
    let empty = if scratch.url.starts_with("sqlite") { Some(Scratch::sqlite()) } else { Scratch::postgres().await };
    let empty = empty.unwrap();
    empty.connect().await.close().await.unwrap();
    let connection = sea_orm::Database::connect(&empty.url).await.unwrap();
    <migration::Migrator as migration::MigratorTrait>::up(&connection, Some(3)).await.unwrap();
    connection.close().await.unwrap();
    execute(&empty.url, OLD_ROWS).await;
    let store = empty.connect().await;
    assert!(store.migrate().await.unwrap().len() >= 3);
    let hits = store.search(&Terms::parse("化解纠纷").unwrap(), &SearchFilter::default(), 10, None).await.unwrap();
    assert_eq!(hits.rows.iter().map(|(_, hit)| hit.section.path.as_str()).collect::<Vec<_>>(), ["1"]);
    let figures = store.figures(&FigureFilter::default(), &[], &PageArgs::default()).await.unwrap();
    let years: Vec<_> = figures.rows.iter().map(|(_, row)| (row.value, row.point_year)).collect();
    assert_eq!(years, [(1.0, Some(2021)), (2.0, Some(2020)), (3.0, None), (4.0, None), (5.0, None)]);
    let source = store.sources_by_id(&[1]).await.unwrap().remove(&1).unwrap();
    assert_eq!(source.extractor, "fazhi-extract 0 without checks");
    assert_eq!(store.migrate().await.unwrap(), Vec::<String>::new());
    store.close().await.unwrap();
    empty.remove().await;
}

/// A report with a section and five figures, as they were stored before there were searches, checks and points.
const OLD_ROWS: &str = "
    INSERT INTO province VALUES ('140000', '山西省', 'Shanxi');
    INSERT INTO prefecture VALUES ('140800', '140000', '运城市', 'Yuncheng');
    INSERT INTO county VALUES ('140821', '140000', '140800', '临猗县', '临猗', 'Linyi County', 'COUNTY', 1);
    INSERT INTO source VALUES (1, 'aa', 'a.txt', NULL, 'text/plain', 'UTF-8', 1, 1, '', NULL, 'fazhi-extract 0', 'ORIGINAL', '2024-01-01 00:00:00+00:00');
    INSERT INTO report VALUES (1, '140821', 2021, 1, '报告', 'ORIGINAL', NULL, NULL, '[]', NULL, NULL, NULL, NULL, 1, 5, '2024-01-01 00:00:00+00:00');
    INSERT INTO section VALUES (1, 1, 0, NULL, '1', 1, '一、', '工作', '全年化解纠纷。', 'ACHIEVEMENTS', '[]', 0, 9);
    INSERT INTO figure VALUES
        (1, 1, 1, 0, '140821', '140000', 2021, NULL, 'OTHER', '', NULL, 1, NULL, '件', 'EXACT', 'ACTUAL', '2021-01-01', '2021-12-31', FALSE, '', '', 0, 1, 0),
        (2, 1, 1, 1, '140821', '140000', 2021, NULL, 'OTHER', '', NULL, 2, NULL, '件', 'EXACT', 'ACTUAL', '2020-01-01', '2020-12-31', FALSE, '', '', 1, 2, 0),
        (3, 1, 1, 2, '140821', '140000', 2021, NULL, 'OTHER', '', NULL, 3, NULL, '件', 'EXACT', 'TARGET', '2021-01-01', '2021-12-31', FALSE, '', '', 2, 3, 0),
        (4, 1, 1, 3, '140821', '140000', 2021, NULL, 'OTHER', '', NULL, 4, NULL, '件', 'EXACT', 'ACTUAL', '2021-01-01', '2021-06-30', FALSE, '', '', 3, 4, 0),
        (5, 1, 1, 4, '140821', '140000', 2021, NULL, 'OTHER', '', NULL, 5, NULL, '件', 'EXACT', 'ACTUAL', '2022-01-01', '2022-12-31', FALSE, '', '', 4, 5, 0);
";

async fn places_and_catalogue_are_written_once(_: &Scratch, store: Store) {
    let version = store.data_version().await.unwrap();
    let before = store.statements();
    assert!(!store.synchronise(&reference::places(), &reference::catalogue()).await.unwrap());
    assert_eq!(store.statements() - before, 1);
    assert_eq!(store.data_version().await.unwrap(), version);
}

async fn places_and_catalogue_that_change_are_followed(_: &Scratch, store: Store) {
    let new = report("140821", 2021).section("1", "调解").figure(1.0, "mediation.rate").figure(2.0, "mediation");
    store.save_report(&new.new_report()).await.unwrap();
    // Two counties are gone, one of them has a report; one has another name; an indicator is gone.
    let divisions = reference::DIVISIONS
        .lines()
        .filter(|line| !line.starts_with("140821") && !line.starts_with("140822"))
        .map(|line| line.replace("永济市,永济", "永济区,永济"))
        .collect::<Vec<_>>()
        .join("\n");
    let catalogue: Vec<&str> =
        reference::CATALOGUE.split("[[indicator]]").filter(|entry| !entry.contains("mediation.rate")).collect();
    let places = Places::parse(&divisions, "name,code,current_code\n").unwrap();
    let catalogue = Catalogue::parse(&catalogue.join("[[indicator]]")).unwrap();
    assert!(store.synchronise(&places, &catalogue).await.unwrap());
    let counties = store.counties(&CountyFilter::default(), &[], &PageArgs::default()).await.unwrap();
    let counties: Vec<_> =
        counties.rows.iter().map(|(_, row)| (row.code.as_str(), row.name.as_str(), row.report_count)).collect();
    assert_eq!(counties, [("140821", "临猗县", 1), ("140881", "永济区", 0), ("640302", "利通区", 0), ("640324", "同心县", 0)]);
    assert_eq!(store.count_indicators(&IndicatorFilter::default()).await.unwrap(), 3);
    let figures = store.figures(&FigureFilter::default(), &[], &PageArgs::default()).await.unwrap();
    let codes: Vec<_> = figures.rows.iter().map(|(_, row)| row.indicator_code.as_deref()).collect();
    assert_eq!(codes, [None, Some("mediation")]);
}

async fn a_database_of_a_newer_version_is_left_alone(scratch: &Scratch, store: Store) {
    execute(&scratch.url, "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)").await;
    let error = store.migrate().await.unwrap_err();
    assert_eq!(error.code(), "DATABASE_TOO_NEW");
    assert!(error.to_string().contains("m9999_future"), "{error}");
}

async fn nodes_that_start_together_wait_for_each_other(scratch: &Scratch, store: Store) {
    // The one that the test was given has finished; these begin with an empty database.
    drop(store);
    let empty = if scratch.url.starts_with("sqlite") { Some(Scratch::sqlite()) } else { Scratch::postgres().await };
    let empty = empty.unwrap();
    let nodes = (0..12).map(|_| {
        let url = empty.url.clone();
        tokio::spawn(async move {
            let store = Store::connect(&url).await.unwrap();
            let applied = store.migrate().await.unwrap();
            let written = store.synchronise(&reference::places(), &reference::catalogue()).await.unwrap();
            store.close().await.unwrap();
            (applied.len(), written)
        })
    });
    let done: Vec<(usize, bool)> = futures::future::join_all(nodes).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(done.iter().filter(|(applied, _)| *applied > 0).count(), 1, "{done:?}");
    assert_eq!(done.iter().filter(|(_, written)| *written).count(), 1, "{done:?}");
    empty.remove().await;
}

#[tokio::test]
async fn a_database_that_does_not_open_says_what_to_do() {
    let folder = tempfile::TempDir::new().unwrap();
    let no_database = folder.path().join("report.txt");
    std::fs::write(&no_database, "a text that is long enough to be taken for a database, if one does not look").unwrap();
    for (url, code, words) in [
        ("mysql://localhost/fazhi".to_owned(), "UNKNOWN_DATABASE", "give sqlite:FILE or postgres://"),
        ("fazhi.db".to_owned(), "UNKNOWN_DATABASE", "give sqlite:FILE"),
        ("sqlite:/no/such/folder/fazhi.db".to_owned(), "CANNOT_OPEN_DATABASE", "is the folder there"),
        (format!("sqlite:{}", no_database.display()), "CANNOT_OPEN_DATABASE", "something else than a SQLite database"),
        (format!("sqlite:{}?mode=ro", folder.path().join("no.db").display()), "CANNOT_OPEN_DATABASE", "not there"),
        ("postgres://me:secret@127.0.0.1:1/fazhi".to_owned(), "CANNOT_OPEN_DATABASE", "postgres://me@127.0.0.1:1/fazhi"),
    ] {
        let error = Store::connect(&url).await.unwrap_err();
        assert_eq!(error.code(), code, "{url}: {error}");
        assert!(error.to_string().contains(words), "{url}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_database_without_tables_says_what_to_do() {
    for scratch in [Some(Scratch::sqlite()), Scratch::postgres().await].into_iter().flatten() {
        let store = scratch.connect().await;
        assert!(store.migration_status().await.unwrap().iter().all(|state| !state.applied));
        for error in [
            store.statistics().await.unwrap_err(),
            store.synchronise(&reference::places(), &reference::catalogue()).await.unwrap_err(),
            store.save_report(&report("140821", 2021).new_report()).await.unwrap_err(),
        ] {
            assert_eq!(error.code(), "NOT_MIGRATED", "{error}");
        }
        store.close().await.unwrap();
        scratch.remove().await;
    }
}

#[tokio::test]
async fn a_database_in_memory_and_one_only_to_read_work() {
    let memory = Store::connect("sqlite::memory:").await.unwrap();
    memory.migrate().await.unwrap();
    memory.synchronise(&reference::places(), &reference::catalogue()).await.unwrap();
    memory.save_report(&report("140821", 2021).new_report()).await.unwrap();
    assert_eq!(memory.statistics().await.unwrap().reports, 1);
    let scratch = Scratch::sqlite();
    reference::prepared(&scratch).await.close().await.unwrap();
    let store = Store::connect(&format!("{}?mode=ro", scratch.url)).await.unwrap();
    assert_eq!(store.migrate().await.unwrap(), Vec::<String>::new());
    assert_eq!(store.statistics().await.unwrap().indicators, 4);
    assert_eq!(store.save_report(&report("140821", 2021).new_report()).await.unwrap_err().code(), "DATABASE");
}
