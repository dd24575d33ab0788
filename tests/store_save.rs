//! What happens to a report that is stored: once, again, changed, in another edition, or broken.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/report.rs"]
mod report;

use database::{Scratch, execute, on_both_databases};
use extract::document::CheckStatus;
use fazhi::store::{Edition, FigureFilter, NewReport, PageArgs, ReportFilter, ReportKey, Saved, Store};
use report::{ReportBuilder, report};

on_both_databases! {
    a_report_is_stored_with_everything_it_says,
    checks_come_and_go_with_their_report,
    sections_know_what_is_above_and_below_them,
    the_text_comes_back_as_it_was,
    the_same_bytes_again_change_nothing,
    the_same_bytes_read_by_a_newer_extractor_are_derived_again,
    a_changed_document_takes_the_place_of_the_old_one_under_the_same_number,
    an_edition_never_takes_the_place_of_a_weightier_one,
    a_document_that_contradicts_itself_leaves_the_old_one,
    an_import_that_breaks_off_leaves_the_old_report_or_the_new_one,
    a_county_that_is_not_there_is_refused,
    counties_know_how_many_reports_they_have,
    a_review_survives_a_new_reading,
    reports_that_arrive_together_are_all_stored,
    the_same_report_arriving_twice_at_once_is_stored_once,
}

fn linyi() -> ReportBuilder {
    report("140821", 2021).section("1", "主要工作").section("1.1", "调解").figure(1200.0, "mediation").figure(7.0, "")
}

async fn current(store: &Store) -> entity::report::Model {
    let key = ReportKey { county: "140821".to_owned(), year: 2021 };
    store.reports_by_key(std::slice::from_ref(&key)).await.unwrap().remove(&key).expect("a report")
}

async fn values(store: &Store) -> Vec<f64> {
    let page = store.figures(&FigureFilter::default(), &[], &PageArgs::first(100)).await.unwrap();
    page.rows.into_iter().map(|(_, figure)| figure.value).collect()
}

async fn save(store: &Store, report: ReportBuilder) -> Saved {
    store.save_report(&report.new_report()).await.expect("saved")
}

async fn a_report_is_stored_with_everything_it_says(_: &Scratch, store: Store) {
    let saved = save(&store, linyi().signed_on("2022-01-19").title("关于临猗县的报告")).await;
    let row = current(&store).await;
    assert_eq!(saved, Saved::Created(row.id));
    assert_eq!((row.title.as_str(), row.edition.as_str()), ("关于临猗县的报告", "ORIGINAL"));
    assert_eq!(row.signed_on.map(|day| day.to_string()).as_deref(), Some("2022-01-19"));
    assert_eq!(row.issuers.0, ["某县人民政府"]);
    assert_eq!((row.section_count, row.figure_count), (2, 2));
    let page = store.figures(&FigureFilter::default(), &[], &PageArgs::first(1)).await.unwrap();
    let figure = &page.rows[0].1;
    assert_eq!((figure.county_code.as_str(), figure.province_code.as_str(), figure.year), ("140821", "140000", 2021));
    assert_eq!((figure.value, figure.unit.as_str(), figure.indicator_code.as_deref()), (1200.0, "件", Some("mediation")));
    assert_eq!((figure.period_from.to_string(), figure.period_to.to_string()), ("2021-01-01".into(), "2021-12-31".into()));
    assert!(!figure.cumulative);
}

async fn checks_come_and_go_with_their_report(_: &Scratch, store: Store) {
    let checked = linyi().check(CheckStatus::Passed, &[0, 1]).check(CheckStatus::Failed, &[1]);
    let id = save(&store, checked).await.report_id();
    let other = save(&store, report("640324", 2021)).await.report_id();
    let found = store.checks_of_reports(&[id, other, 999]).await.unwrap();
    assert_eq!(found.keys().collect::<Vec<_>>(), [&id]);
    let shown: Vec<_> = found[&id].iter().map(|check| (check.status.as_str(), check.figures.0.as_slice())).collect();
    assert_eq!(shown, [("PASSED", [0, 1].as_slice()), ("FAILED", [1].as_slice())]);
    assert_eq!((found[&id][0].stated, found[&id][0].expected, found[&id][0].statement.as_str()), (67.0, 66.5, "[0, 1]"));
    let figures = store.figures_by_ordinal(&[(id, 1), (id, 7), (other, 0)]).await.unwrap();
    assert_eq!(figures.into_iter().map(|(key, row)| (key, row.value)).collect::<Vec<_>>(), [((id, 1), 7.0)]);
    save(&store, linyi().text("other bytes")).await;
    assert!(store.checks_of_reports(&[id]).await.unwrap().is_empty());
}

async fn sections_know_what_is_above_and_below_them(_: &Scratch, store: Store) {
    let report =
        report("140821", 2021).section("0", "").section("1", "甲").section("1.1", "乙").section("1.1.1", "丙").section("2", "丁");
    let id = save(&store, report).await.report_id();
    let outline = store.outlines_of_reports(&[id], false).await.unwrap().remove(&id).unwrap();
    assert_eq!(outline.iter().map(|section| section.path.as_str()).collect::<Vec<_>>(), ["0", "1", "2"]);
    let below = store.children_of_sections(&[outline[1].id, outline[2].id], true).await.unwrap();
    assert_eq!(below[&outline[1].id][0].path, "1.1");
    assert_eq!(below[&outline[1].id][0].text.as_deref(), Some("乙的正文。\n"));
    assert!(!below.contains_key(&outline[2].id));
    let paths = ["1", "1.1", "9"].map(|path| (id, path.to_owned()));
    let found = store.sections_by_path(&paths, false).await.unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[&paths[1]].parent_id, Some(outline[1].id));
}

async fn the_text_comes_back_as_it_was(_: &Scratch, store: Store) {
    save(&store, linyi().text("第一行\n第二行，调解1200件。\n")).await;
    let row = current(&store).await;
    assert_eq!(store.texts_of_sources(&[row.source_id]).await.unwrap()[&row.source_id], "第一行\n第二行，调解1200件。\n");
    let source = store.sources_by_id(&[row.source_id]).await.unwrap().remove(&row.source_id).unwrap();
    assert_eq!((source.characters, source.bytes, source.content), (17, 39, None));
}

async fn the_same_bytes_again_change_nothing(_: &Scratch, store: Store) {
    let first = save(&store, linyi()).await.report_id();
    let (row, version) = (current(&store).await, store.data_version().await.unwrap());
    assert_eq!(save(&store, linyi()).await, Saved::Unchanged(first));
    assert_eq!((current(&store).await, store.data_version().await.unwrap()), (row, version));
}

async fn the_same_bytes_read_by_a_newer_extractor_are_derived_again(_: &Scratch, store: Store) {
    let first = save(&store, linyi().extractor("1")).await.report_id();
    assert_eq!(save(&store, linyi().extractor("2").figure(5.0, "")).await, Saved::Replaced(first));
    assert_eq!(values(&store).await, [1200.0, 7.0, 5.0]);
    assert_eq!(store.statistics().await.unwrap().reports, 1);
}

async fn a_changed_document_takes_the_place_of_the_old_one_under_the_same_number(_: &Scratch, store: Store) {
    let first = save(&store, linyi()).await.report_id();
    let old = current(&store).await.source_id;
    let changed = report("140821", 2021).text("other bytes").section("1", "主要工作").figure(1300.0, "mediation");
    assert_eq!(save(&store, changed).await, Saved::Replaced(first));
    assert_eq!(values(&store).await, [1300.0]);
    let row = current(&store).await;
    assert_eq!((row.section_count, row.figure_count), (1, 1));
    // The old document is still there.
    assert_ne!(row.source_id, old);
    assert_eq!(store.texts_of_sources(&[old]).await.unwrap()[&old], "report 140821 2021");
}

async fn an_edition_never_takes_the_place_of_a_weightier_one(_: &Scratch, store: Store) {
    use Edition::{Digest, Fictional, Original};
    let id = save(&store, linyi().text("fiction").edition(Fictional)).await.report_id();
    for (edition, text, expected) in [
        (Digest, "digest", Saved::Replaced(id)),
        (Fictional, "fiction", Saved::Superseded(id)),
        (Digest, "another digest", Saved::Replaced(id)),
        (Original, "original", Saved::Replaced(id)),
        (Digest, "digest", Saved::Superseded(id)),
        (Original, "original", Saved::Unchanged(id)),
        (Original, "corrected original", Saved::Replaced(id)),
    ] {
        assert_eq!(save(&store, linyi().text(text).edition(edition)).await, expected, "{edition} {text}");
    }
    assert_eq!(current(&store).await.edition, "ORIGINAL");
}

async fn a_document_that_contradicts_itself_leaves_the_old_one(_: &Scratch, store: Store) {
    save(&store, linyi()).await;
    let before = (current(&store).await, values(&store).await, store.data_version().await.unwrap());
    let broken: [fn(&mut NewReport); 4] = [
        |new| new.document.figures[1].section = "9.9".to_owned(),
        |new| new.document.figures[1].period.to = "2021-02-30".to_owned(),
        |new| new.document.figures[1].indicator = Some("no.such.indicator".to_owned()),
        |new| new.document.sections[1].path = "1".to_owned(),
    ];
    for (case, breaks) in broken.into_iter().enumerate() {
        let mut new = linyi().text("broken").new_report();
        breaks(&mut new);
        assert!(store.save_report(&new).await.is_err(), "case {case}");
        assert_eq!((current(&store).await, values(&store).await, store.data_version().await.unwrap()), before, "case {case}");
    }
}

async fn an_import_that_breaks_off_leaves_the_old_report_or_the_new_one(_: &Scratch, store: Store) {
    save(&store, linyi()).await;
    let (old, new) = (values(&store).await, vec![1.0; 300]);
    let changed = (0..300).fold(linyi().text("changed"), |report, _| report.figure(1.0, ""));
    let changed = changed.with_document(|document| document.figures.drain(..2).for_each(drop)).new_report();
    let mut finished = 0;
    for microseconds in (0..40_000).step_by(1_000) {
        let limit = std::time::Duration::from_micros(microseconds);
        finished += usize::from(tokio::time::timeout(limit, store.save_report(&changed)).await.is_ok());
        let count = store.count_figures(&FigureFilter::default()).await.unwrap();
        assert!(count == old.len() as u64 || count == new.len() as u64, "{count} figures after {limit:?}");
        save(&store, linyi()).await;
        assert_eq!(values(&store).await, old);
    }
    assert!(finished < 40, "no import broke off");
}

async fn a_county_that_is_not_there_is_refused(_: &Scratch, store: Store) {
    let error = store.save_report(&report("999999", 2021).new_report()).await.unwrap_err();
    assert_eq!(error.code(), "UNKNOWN_COUNTY");
    assert_eq!(store.count_reports(&ReportFilter::default()).await.unwrap(), 0);
}

async fn counties_know_how_many_reports_they_have(_: &Scratch, store: Store) {
    for (county, year) in [("140821", 2020), ("140821", 2021), ("640324", 2021)] {
        save(&store, report(county, year)).await;
    }
    save(&store, report("640324", 2021).text("changed")).await;
    let counties = store.counties(&fazhi::store::CountyFilter::default(), &[], &PageArgs::first(100)).await.unwrap();
    let counts: Vec<_> = counties.rows.iter().map(|(_, county)| (county.code.as_str(), county.report_count)).collect();
    assert_eq!(counts, [("140821", 2), ("140822", 0), ("140881", 0), ("640302", 0), ("640324", 1)]);
}

async fn a_review_survives_a_new_reading(scratch: &Scratch, store: Store) {
    let new = linyi().extractor("1").new_report();
    store.save_report(&new).await.unwrap();
    let sha256 = new.source.sha256();
    let columns = "(source_sha256, start, raw, decision, reviewer, at)";
    let values = format!("('{sha256}', 10, '7件', 'CONFIRMED', 'somebody', '2022-03-01T00:00:00+00:00')");
    execute(&scratch.url, &format!("INSERT INTO review {columns} VALUES {values}")).await;
    save(&store, linyi().extractor("2")).await;
    let reviewed = FigureFilter { reviewed: Some(true), ..FigureFilter::default() };
    let page = store.figures(&reviewed, &[], &PageArgs::default()).await.unwrap();
    assert_eq!(page.rows.iter().map(|(_, figure)| figure.value).collect::<Vec<_>>(), [7.0]);
    let id = page.rows[0].1.id;
    assert_eq!(store.reviews_of_figures(&[id]).await.unwrap()[&id][0].decision, "CONFIRMED");
}

async fn reports_that_arrive_together_are_all_stored(_: &Scratch, store: Store) {
    let years: Vec<i32> = (2010..2026).collect();
    let saves = years.iter().map(|&year| {
        let (store, new) = (store.clone(), report("140821", year).section("1", "主要工作").figure(1.0, "mediation").new_report());
        tokio::spawn(async move { store.save_report(&new).await })
    });
    for saved in futures::future::join_all(saves).await {
        assert!(matches!(saved.unwrap().unwrap(), Saved::Created(_)));
    }
    let statistics = store.statistics().await.unwrap();
    assert_eq!((statistics.reports, statistics.figures, statistics.counties), (16, 16, 1));
    assert_eq!((statistics.first_year, statistics.last_year), (Some(2010), Some(2025)));
}

async fn the_same_report_arriving_twice_at_once_is_stored_once(scratch: &Scratch, store: Store) {
    // Two handles of their own, as two nodes have them.
    let other = scratch.connect().await;
    let new = linyi().new_report();
    let (one, two) = tokio::join!(store.save_report(&new), other.save_report(&new));
    let mut both = [one.unwrap(), two.unwrap()];
    both.sort_by_key(|saved| matches!(saved, Saved::Unchanged(_)));
    assert!(matches!(both, [Saved::Created(_), Saved::Unchanged(_)]), "{both:?}");
    assert_eq!(values(&store).await.len(), 2);
}
