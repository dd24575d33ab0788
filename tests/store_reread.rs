//! What another reading of a stored document does: what it says it changed, what it changes, and what it leaves alone.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/report.rs"]
mod report;

use database::{Scratch, execute, on_both_databases};
use entity::figure;
use extract::{Extractor, compare::Diff, document::Document};
use fazhi::store::{CurrentSource, FigureFilter, PageArgs, ReportKey, Reread, Store};
use report::{ReportBuilder, report};
use std::sync::LazyLock;

on_both_databases! {
    the_same_reading_changes_nothing,
    the_same_reading_of_another_extractor_only_marks_the_document,
    another_reading_takes_the_place_of_the_stored_one,
    a_rehearsal_says_the_same_and_changes_nothing,
    other_reports_keep_their_rows,
    a_review_is_still_that_of_its_figure,
    a_report_with_another_document_by_now_is_left_alone,
    a_reading_that_contradicts_itself_leaves_the_stored_one,
    an_indicator_that_is_new_can_be_given_and_one_that_is_gone_is_told,
    current_sources_are_those_of_a_county_or_of_a_year,
}

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(reference::places(), reference::catalogue()).expect("an extractor"));

fn linyi() -> ReportBuilder {
    let report = report("140821", 2021).signed_on("2022-01-19").section("1", "主要工作").section("1.1", "调解");
    report.figure(1200.0, "mediation").figure(7.0, "")
}

/// Stores a report and gives its current source.
async fn stored(store: &Store, report: ReportBuilder) -> CurrentSource {
    let id = store.save_report(&report.new_report()).await.unwrap().report_id();
    store.current_sources(None, None).await.unwrap().into_iter().find(|source| source.report_id == id).unwrap()
}

async fn reread(store: &Store, source: &CurrentSource, document: &Document) -> Diff {
    match store.reread(source, document, &EXTRACTOR, false).await.unwrap() {
        Reread::Read(diff) => *diff,
        Reread::Superseded => panic!("it has another document"),
    }
}

async fn figures(store: &Store) -> Vec<figure::Model> {
    let page = store.figures(&FigureFilter::default(), &[], &PageArgs::first(100)).await.unwrap();
    page.rows.into_iter().map(|(_, figure)| figure).collect()
}

async fn extractor_of(store: &Store, source: &CurrentSource) -> String {
    store.sources_by_id(&[source.source_id]).await.unwrap()[&source.source_id].extractor.clone()
}

async fn the_same_reading_changes_nothing(_: &Scratch, store: Store) {
    let report = linyi().extractor(EXTRACTOR.version());
    let source = stored(&store, report.clone()).await;
    let (before, version) = (figures(&store).await, store.data_version().await.unwrap());
    assert_eq!(reread(&store, &source, &report.document).await, Diff::default());
    assert_eq!((figures(&store).await, store.data_version().await.unwrap()), (before, version));
}

async fn the_same_reading_of_another_extractor_only_marks_the_document(_: &Scratch, store: Store) {
    let report = linyi().extractor("another");
    let source = stored(&store, report.clone()).await;
    let (before, version) = (figures(&store).await, store.data_version().await.unwrap());
    assert_eq!(reread(&store, &source, &report.document).await, Diff::default());
    assert_eq!(figures(&store).await, before);
    // The API shows who read a document.
    assert_ne!(store.data_version().await.unwrap(), version);
    assert_eq!(extractor_of(&store, &source).await, EXTRACTOR.version());
}

async fn another_reading_takes_the_place_of_the_stored_one(_: &Scratch, store: Store) {
    let source = stored(&store, linyi()).await;
    let key = ReportKey { county: "140821".to_owned(), year: 2021 };
    let before = store.reports_by_key(std::slice::from_ref(&key)).await.unwrap()[&key].clone();
    let again = linyi().with_figure(|figure| figure.indicator = Some("litigation.cases".to_owned())).figure(5.0, "");
    let diff = reread(&store, &source, &again.title("新标题").document).await;
    assert_eq!(diff.figures_gained.iter().map(|figure| figure.raw.as_str()).collect::<Vec<_>>(), ["5件"]);
    let changes: Vec<_> = diff.figures_changed.iter().flat_map(|figure| &figure.changes).collect();
    assert_eq!((changes.len(), changes[0].field, changes[0].to.as_deref()), (1, "indicator", Some("litigation.cases")));
    assert_eq!(diff.metadata.iter().map(|change| change.field).collect::<Vec<_>>(), ["title"]);
    assert_eq!(figures(&store).await.iter().map(|figure| figure.value).collect::<Vec<_>>(), [1200.0, 7.0, 5.0]);
    let after = store.reports_by_key(std::slice::from_ref(&key)).await.unwrap()[&key].clone();
    assert_eq!((after.id, after.source_id, after.imported_at), (before.id, before.source_id, before.imported_at));
    assert_eq!((after.title.as_str(), after.figure_count, after.signed_on), ("新标题", 3, before.signed_on));
    assert_eq!(store.statistics().await.unwrap().reports, 1);
}

async fn a_rehearsal_says_the_same_and_changes_nothing(_: &Scratch, store: Store) {
    let source = stored(&store, linyi()).await;
    let (before, version) = (figures(&store).await, store.data_version().await.unwrap());
    let again = linyi().figure(5.0, "mediation.resolved").document;
    let Reread::Read(rehearsed) = store.reread(&source, &again, &EXTRACTOR, true).await.unwrap() else { panic!() };
    assert_eq!((figures(&store).await, store.data_version().await.unwrap()), (before, version));
    assert_eq!(extractor_of(&store, &source).await, source.extractor);
    assert_eq!(reread(&store, &source, &again).await, *rehearsed);
    assert!(!rehearsed.is_empty());
}

async fn other_reports_keep_their_rows(_: &Scratch, store: Store) {
    let other = stored(&store, report("640324", 2021).section("1", "工作").figure(9.0, "mediation")).await;
    let source = stored(&store, linyi()).await;
    let of_other = |figures: Vec<figure::Model>| -> Vec<figure::Model> {
        figures.into_iter().filter(|figure| figure.report_id == other.report_id).collect()
    };
    let before = of_other(figures(&store).await);
    reread(&store, &source, &linyi().figure(5.0, "").document).await;
    assert_eq!((before.len(), of_other(figures(&store).await)), (1, before));
    assert_eq!(extractor_of(&store, &other).await, other.extractor);
}

async fn a_review_is_still_that_of_its_figure(scratch: &Scratch, store: Store) {
    let source = stored(&store, linyi()).await;
    let columns = "(source_sha256, start, raw, decision, reviewer, at)";
    let values = format!("('{}', 10, '7件', 'CONFIRMED', 'somebody', '2022-03-01T00:00:00+00:00')", source.sha256);
    execute(&scratch.url, &format!("INSERT INTO review {columns} VALUES {values}")).await;
    let before = figures(&store).await[1].id;
    reread(&store, &source, &linyi().with_figure(|figure| figure.subject = "别的".to_owned()).document).await;
    let reviewed = FigureFilter { reviewed: Some(true), ..FigureFilter::default() };
    let page = store.figures(&reviewed, &[], &PageArgs::default()).await.unwrap();
    let (_, figure) = &page.rows[0];
    assert_eq!((page.rows.len(), figure.raw.as_str(), figure.subject.as_str()), (1, "7件", "别的"));
    assert_ne!(figure.id, before, "the row is another one");
}

async fn a_report_with_another_document_by_now_is_left_alone(_: &Scratch, store: Store) {
    let source = stored(&store, linyi()).await;
    stored(&store, linyi().text("other bytes").figure(3.0, "")).await;
    let before = figures(&store).await;
    let reread = store.reread(&source, &linyi().document, &EXTRACTOR, false).await.unwrap();
    assert_eq!((reread, figures(&store).await), (Reread::Superseded, before));
}

async fn a_reading_that_contradicts_itself_leaves_the_stored_one(_: &Scratch, store: Store) {
    let source = stored(&store, linyi()).await;
    let before = figures(&store).await;
    let broken = linyi().with_figure(|figure| figure.section = "9".to_owned()).document;
    assert_eq!(store.reread(&source, &broken, &EXTRACTOR, false).await.unwrap_err().code(), "BAD_DOCUMENT");
    assert_eq!(figures(&store).await, before);
}

async fn an_indicator_that_is_new_can_be_given_and_one_that_is_gone_is_told(_: &Scratch, store: Store) {
    let source = stored(&store, linyi()).await;
    let text = reference::CATALOGUE.replace("\"litigation.cases\"", "\"litigation.all\"");
    // Neither is the new one in the database yet, nor has the old one gone.
    let catalogue = extract::catalogue::Catalogue::parse(&text.replace("\"mediation\"", "\"mediated\"")).unwrap();
    let extractor = Extractor::new(reference::places(), catalogue).unwrap();
    let again = |indicator: &str| linyi().with_document(|document| document.figures[0].indicator = Some(indicator.to_owned()));
    let document = again("mediated").with_document(|it| it.figures[1].indicator = Some("litigation.all".to_owned())).document;
    for rehearse in [true, false] {
        let Reread::Read(diff) = store.reread(&source, &document, &extractor, rehearse).await.unwrap() else { panic!() };
        let change = &diff.figures_changed[0].changes[0];
        assert_eq!((change.from.as_deref(), change.to.as_deref()), (Some("mediation"), Some("mediated")));
    }
    store.synchronise(extractor.places(), extractor.catalogue()).await.unwrap();
    let codes: Vec<_> = figures(&store).await.into_iter().map(|figure| figure.indicator_code).collect();
    assert_eq!(codes, [Some("mediated".to_owned()), Some("litigation.all".to_owned())]);
}

async fn current_sources_are_those_of_a_county_or_of_a_year(_: &Scratch, store: Store) {
    for (county, year) in [("640324", 2021), ("140821", 2021), ("140821", 2020)] {
        store.save_report(&report(county, year).new_report()).await.unwrap();
    }
    store.save_report(&report("140821", 2020).text("newer").new_report()).await.unwrap();
    for (county, year, expected) in [
        (None, None, vec!["140821/2020", "140821/2021", "640324/2021"]),
        (Some("140821"), None, vec!["140821/2020", "140821/2021"]),
        (None, Some(2021), vec!["140821/2021", "640324/2021"]),
        (Some("640324"), Some(2020), vec![]),
    ] {
        let found = store.current_sources(county, year).await.unwrap();
        let keys: Vec<String> = found.iter().map(|source| format!("{}/{}", source.key().county, source.key().year)).collect();
        assert_eq!(keys, expected, "{county:?} {year:?}");
    }
}
