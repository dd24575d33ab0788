//! Stored documents, read again by another extractor.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/reference.rs"]
mod small_reference;
/// The places of the program and a catalogue of four.
mod reference {
    pub async fn prepared(scratch: &crate::database::Scratch) -> fazhi::store::Store {
        let store = scratch.connect().await;
        store.migrate().await.expect("migrated");
        let extractor = super::small();
        store.synchronise(extractor.places(), extractor.catalogue()).await.expect("synchronised");
        store
    }
}

use database::{Scratch, execute, on_both_databases};
use extract::{Extractor, Hints, places::Places};
use fazhi::{
    ingest::{Ingest, IngestError, Reextraction, RereadProgress, RereadSummary},
    store::{CurrentSource, FigureFilter, PageArgs, ReportFilter, Reread, Store},
};
use std::sync::{
    Arc, LazyLock, Mutex,
    atomic::{AtomicBool, Ordering},
};

on_both_databases! {
    what_an_extractor_has_read_is_not_read_again_unless_all_is,
    a_better_catalogue_recognises_more_in_what_is_stored,
    what_was_said_at_import_still_holds,
    a_broken_document_stops_none_of_the_others,
    a_review_outlives_it,
    when_it_is_stopped_the_rest_is_as_it_was,
}

/// An extractor with a catalogue of four.
fn small() -> Arc<Extractor> {
    static SMALL: LazyLock<Arc<Extractor>> = LazyLock::new(|| {
        Arc::new(Extractor::new(Places::bundled().expect("places"), small_reference::catalogue()).expect("an extractor"))
    });
    SMALL.clone()
}

/// The extractor of the program.
fn bundled() -> Arc<Extractor> {
    static BUNDLED: LazyLock<Arc<Extractor>> = LazyLock::new(|| Arc::new(Extractor::bundled().expect("an extractor")));
    BUNDLED.clone()
}

fn report(county: &str, year: i32) -> String {
    format!(
        "{county}{year}年法治政府建设情况报告\n一、主要工作\n全年共收到行政复议申请22件，化解30件，其中10件经过调解。\n\
         二、存在问题\n力量不足。\n"
    )
}

async fn import(store: &Store, text: &str, hints: &Hints) {
    let ingest = Ingest::new(store.clone(), small());
    ingest.import_bytes(text.as_bytes().to_vec(), "report.txt", None, hints).await.unwrap();
}

/// Three reports, read by the small extractor.
async fn three(store: &Store) {
    for (county, year) in [("平遥县", 2020), ("临猗县", 2021), ("同心县", 2021)] {
        import(store, &report(county, year), &Hints::default()).await;
    }
}

async fn again(store: &Store, extractor: Arc<Extractor>, what: &Reextraction) -> RereadSummary {
    Ingest::new(store.clone(), extractor).reextract(what, &(), &AtomicBool::new(false)).await.unwrap()
}

/// Every figure: county, number, indicator.
async fn figures(store: &Store) -> Vec<(String, String, Option<String>)> {
    let page = store.figures(&FigureFilter::default(), &[], &PageArgs::first(100)).await.unwrap();
    page.rows.into_iter().map(|(_, figure)| (figure.county_code, figure.raw, figure.indicator_code)).collect()
}

async fn what_an_extractor_has_read_is_not_read_again_unless_all_is(_: &Scratch, store: Store) {
    three(&store).await;
    let (before, version) = (figures(&store).await, store.data_version().await.unwrap());
    let summary = again(&store, small(), &Reextraction::default()).await;
    assert_eq!((summary.read(), summary.up_to_date), (0, 3));
    let summary = again(&store, small(), &Reextraction { all: true, ..Reextraction::default() }).await;
    assert_eq!((summary.unchanged, summary.changed, summary.up_to_date), (3, 0, 0), "{summary:?}");
    assert_eq!((figures(&store).await, store.data_version().await.unwrap()), (before, version));
}

async fn a_better_catalogue_recognises_more_in_what_is_stored(_: &Scratch, store: Store) {
    three(&store).await;
    let before = figures(&store).await;
    let one = Reextraction { county: Some("140821".to_owned()), year: Some(2021), ..Reextraction::default() };
    let rehearsal = again(&store, bundled(), &Reextraction { rehearse: true, ..one.clone() }).await;
    assert_eq!(figures(&store).await, before);
    let summary = again(&store, bundled(), &one).await;
    assert_eq!((summary.changed, &summary.totals), (1, &rehearsal.totals), "{summary:?}");
    let gained = summary.totals.indicator_changes();
    assert!(
        gained.iter().any(|change| change.from.is_none() && change.to.as_deref() == Some("reconsideration.applications")),
        "{gained:?}"
    );
    let after = figures(&store).await;
    let of = |county: &str, figures: &[(String, String, Option<String>)]| -> Vec<(String, String, Option<String>)> {
        figures.iter().filter(|figure| figure.0 == county).cloned().collect()
    };
    assert!(of("140821", &after).iter().any(|figure| figure.2.as_deref() == Some("reconsideration.applications")), "{after:?}");
    for other in ["140728", "640324"] {
        assert_eq!(of(other, &after), of(other, &before));
    }
    let rest = again(&store, bundled(), &Reextraction::default()).await;
    assert_eq!((rest.read(), rest.up_to_date), (2, 1), "{rest:?}");
    bundled_catalogue(&store).await;
    let all = again(&store, bundled(), &Reextraction { all: true, ..Reextraction::default() }).await;
    assert_eq!((all.changed, all.unchanged), (0, 3), "{all:?}");
}

async fn bundled_catalogue(store: &Store) {
    store.synchronise(bundled().places(), bundled().catalogue()).await.unwrap();
}

async fn what_was_said_at_import_still_holds(_: &Scratch, store: Store) {
    let hints = Hints { county_code: Some("140821".to_owned()), year: Some(2019) };
    import(&store, &report("本县", 2021), &hints).await;
    let summary = again(&store, bundled(), &Reextraction::default()).await;
    assert!(summary.failures.is_empty() && summary.changed == 1, "{summary:?}");
    let reports = store.reports(&ReportFilter::default(), &[], &PageArgs::default()).await.unwrap();
    let keys: Vec<_> = reports.rows.iter().map(|(_, report)| (report.county_code.as_str(), report.year)).collect();
    assert_eq!(keys, [("140821", 2019)]);
}

async fn a_broken_document_stops_none_of_the_others(scratch: &Scratch, store: Store) {
    three(&store).await;
    let broken = if scratch.url.starts_with("sqlite") { "X'00'" } else { "'\\x00'::bytea" };
    let second = "(SELECT source_id FROM report WHERE county_code = '140821')";
    execute(&scratch.url, &format!("UPDATE source SET content = {broken} WHERE id = {second}")).await;
    let before = figures(&store).await;
    let summary = again(&store, bundled(), &Reextraction::default()).await;
    assert_eq!((summary.changed, summary.failures.len()), (2, 1), "{summary:?}");
    let (source, error) = &summary.failures[0];
    assert_eq!((source.county_code.as_str(), error.code()), ("140821", "DAMAGED_SOURCE"));
    let after = figures(&store).await;
    assert_eq!(after.len(), before.len());
    assert!(before.iter().filter(|figure| figure.0 == "140821").all(|figure| after.contains(figure)));
}

async fn a_review_outlives_it(scratch: &Scratch, store: Store) {
    three(&store).await;
    let page = store.figures(&FigureFilter::default(), &[], &PageArgs::first(1)).await.unwrap();
    let figure = &page.rows[0].1;
    let sources = store.current_sources(Some(&figure.county_code), None).await.unwrap();
    let columns = "(source_sha256, start, raw, decision, reviewer, at)";
    let values = format!(
        "('{}', {}, '{}', 'CONFIRMED', 'somebody', '2022-03-01T00:00:00+00:00')",
        sources[0].sha256, figure.start, figure.raw
    );
    execute(&scratch.url, &format!("INSERT INTO review {columns} VALUES {values}")).await;
    assert_eq!(again(&store, bundled(), &Reextraction::default()).await.changed, 3);
    let reviewed = FigureFilter { reviewed: Some(true), ..FigureFilter::default() };
    let page = store.figures(&reviewed, &[], &PageArgs::default()).await.unwrap();
    let (raw, county) = (&page.rows[0].1.raw, &page.rows[0].1.county_code);
    assert_eq!((page.rows.len(), raw, county), (1, &figure.raw, &figure.county_code));
    assert!(store.reviews_of_figures(&[page.rows[0].1.id]).await.unwrap().contains_key(&page.rows[0].1.id));
}

/// Stops behind the first document, and hears what was done.
#[derive(Default)]
struct StopsAfterOne {
    stop: AtomicBool,
    done: Mutex<Vec<String>>,
}

impl RereadProgress for StopsAfterOne {
    fn done(&self, source: &CurrentSource, outcome: &Result<Reread, IngestError>) {
        assert!(outcome.is_ok(), "{outcome:?}");
        self.done.lock().unwrap().push(source.county_code.clone());
        self.stop.store(true, Ordering::Relaxed);
    }
}

async fn when_it_is_stopped_the_rest_is_as_it_was(_: &Scratch, store: Store) {
    three(&store).await;
    let before = figures(&store).await;
    let stops = StopsAfterOne::default();
    let ingest = Ingest::new(store.clone(), bundled());
    let summary = ingest.reextract(&Reextraction::default(), &stops, &stops.stop).await.unwrap();
    assert!(summary.stopped && summary.read() == 1, "{summary:?}");
    assert_eq!(*stops.done.lock().unwrap(), ["140728"]);
    let after = figures(&store).await;
    for other in ["140821", "640324"] {
        assert!(before.iter().filter(|figure| figure.0 == other).all(|figure| after.contains(figure)));
    }
    // The same again goes on where it was.
    let rest = again(&store, bundled(), &Reextraction::default()).await;
    assert_eq!((rest.read(), rest.up_to_date), (2, 1));
}
