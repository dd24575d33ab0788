//! The full-text search: what is found, in which order, page by page, and what becomes of it when reports change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/reference.rs"]
mod reference;
#[path = "support/report.rs"]
mod report;

use database::{Scratch, on_both_databases};
use extract::document::{SectionKind, Topic};
use fazhi::store::{Between, Cursor, SearchFilter, Store, Terms};
use report::{ReportBuilder, report};

on_both_databases! {
    words_are_found_wherever_they_stand,
    filters_narrow_the_search,
    many_mentions_in_a_short_section_come_first,
    pages_follow_each_other_and_survive_new_reports,
    a_cursor_holds_for_its_query_alone,
    what_is_replaced_is_found_no_more,
    any_query_gives_hits_or_a_clear_error,
}

/// A section with this heading and text.
fn says(report: ReportBuilder, path: &str, heading: &str, text: &str) -> ReportBuilder {
    report.section(path, heading).with_section(|section| text.clone_into(&mut section.text))
}

async fn save(store: &Store, report: ReportBuilder) {
    store.save_report(&report.new_report()).await.unwrap();
}

/// What is found, as county/year/path.
async fn found(store: &Store, query: &str, filter: &SearchFilter) -> Vec<String> {
    let terms = Terms::parse(query).unwrap();
    let page = store.search(&terms, filter, 100, None).await.unwrap();
    assert_eq!(store.count_found(&terms, filter).await.unwrap(), page.rows.len() as u64, "{query}");
    page.rows.iter().map(|(_, hit)| format!("{}/{}/{}", hit.report.county, hit.report.year, hit.section.path)).collect()
}

async fn words_are_found_wherever_they_stand(_: &Scratch, store: Store) {
    let mut new = report("140821", 2021);
    for (path, heading, text) in [
        ("1", "化解矛盾", "全县人民调解组织共调处纠纷2,386件。\n"),
        ("2", "行政复议", "受理行政复议案件12件，行政应诉3件。\n"),
        ("3", "“放管服”改革", "Online service 98.5%，𠀀𠀁镇100%。\n"),
        ("4", "", "调处、解决。甲\n乙丙\n"),
    ] {
        new = says(new, path, heading, text);
    }
    save(&store, new).await;
    let any = SearchFilter::default();
    for (query, paths) in [
        ("调解", vec!["1"]),
        ("调", vec!["1", "4"]),
        ("人民调解", vec!["1"]),
        ("人民调处", vec![]),
        ("矛盾", vec!["1"]),
        ("矛盾 2,386", vec!["1"]),
        ("调处 解决", vec!["4"]),
        ("调处解决", vec![]),
        ("\"调处、解决\"", vec!["4"]),
        ("复议 应诉", vec!["2"]),
        ("复议 调解", vec![]),
        ("行政", vec!["2"]),
        ("\"行政复议 案件\"", vec![]),
        ("行政复议 案件", vec!["2"]),
        ("ONLINE", vec!["3"]),
        ("\"online SERVICE\"", vec!["3"]),
        ("nlin", vec!["3"]),
        ("\"98.5%\"", vec!["3"]),
        ("\"8.5%，\"", vec!["3"]),
        ("\"99.5%\"", vec![]),
        ("𠀀𠀁", vec!["3"]),
        ("𠀁", vec!["3"]),
        ("𠀁𠀀", vec![]),
        ("甲乙", vec![]),
        ("乙丙", vec!["4"]),
        ("放管服", vec!["3"]),
        ("%", vec!["never asked"]),
        ("100", vec!["3"]),
        ("_", vec!["never asked"]),
        ("龘", vec![]),
    ] {
        if Terms::parse(query).is_err() {
            assert_eq!(paths, ["never asked"], "{query}");
            continue;
        }
        let mut sections = found(&store, query, &any).await;
        sections.sort();
        let expected: Vec<String> = paths.iter().map(|path| format!("140821/2021/{path}")).collect();
        assert_eq!(sections, expected, "{query}");
    }
}

async fn filters_narrow_the_search(_: &Scratch, store: Store) {
    for (county, year) in [("140821", 2020), ("140821", 2021), ("140822", 2021), ("640324", 2021)] {
        let new = says(report(county, year), "1", "工作", "调解纠纷。\n");
        let new = says(new, "2", "打算", "加强调解。\n").with_section(|section| {
            section.kind = SectionKind::Plans;
            section.topics = vec![Topic::Oversight];
        });
        save(&store, new).await;
    }
    let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
    let default = SearchFilter::default;
    for (filter, count) in [
        (default(), 8),
        (SearchFilter { county: words(&["140821"]), ..default() }, 4),
        (SearchFilter { county: words(&[]), ..default() }, 0),
        (SearchFilter { province: words(&["140000"]), ..default() }, 6),
        (SearchFilter { year: Some(Between { gte: Some(2021), lte: None }), ..default() }, 6),
        (SearchFilter { year: Some(Between { gte: None, lte: Some(2020) }), ..default() }, 2),
        (SearchFilter { topic: words(&["OVERSIGHT", "OTHER"]), ..default() }, 4),
        (SearchFilter { kind: words(&["PLANS"]), province: words(&["640000"]), ..default() }, 1),
    ] {
        assert_eq!(found(&store, "调解", &filter).await.len(), count, "{filter:?}");
        // A longer word is looked up in the texts too.
        assert!(found(&store, "加强调解", &filter).await.len() <= count, "{filter:?}");
    }
}

async fn many_mentions_in_a_short_section_come_first(_: &Scratch, store: Store) {
    let long = format!("调解{}调解。\n", "其他工作".repeat(100));
    let mut new = report("140821", 2021);
    for (path, heading, text) in [
        ("1", "其他", "调解。\n"),
        ("2", "其他", "调解，调解，调解。\n"),
        ("3", "其他", &long),
        ("4", "调解", "其他。\n"),
        ("5", "其他", "调解。\n"),
    ] {
        new = says(new, path, heading, text);
    }
    save(&store, new).await;
    let terms = Terms::parse("调解").unwrap();
    let page = store.search(&terms, &SearchFilter::default(), 10, None).await.unwrap();
    let scores: Vec<(&str, f64)> = page.rows.iter().map(|(_, hit)| (hit.section.path.as_str(), hit.score)).collect();
    // 2.2·n / (n + 0.3 + 0.003·c), to the sixth digit, on both databases.
    assert_eq!(scores, [("4", 2.03798), ("2", 1.978417), ("1", 1.669195), ("5", 1.669195), ("3", 1.248581)]);
}

async fn pages_follow_each_other_and_survive_new_reports(_: &Scratch, store: Store) {
    for year in 2000..2010 {
        let new = says(report("140821", year), "1", "工作", &"调解。".repeat(1 + year as usize % 3));
        save(&store, says(new, "2", "工作", "调解纠纷。\n")).await;
    }
    let (terms, any) = (Terms::parse("调解").unwrap(), SearchFilter::default());
    let all = found(&store, "调解", &any).await;
    assert_eq!(all.len(), 20);
    let (mut seen, mut after) = (Vec::new(), None::<Cursor>);
    loop {
        let page = store.search(&terms, &any, 3, after.as_ref()).await.unwrap();
        assert_eq!(page.has_previous, !seen.is_empty());
        seen.extend(page.rows.iter().map(|(_, hit)| format!("{}/{}/{}", hit.report.county, hit.report.year, hit.section.path)));
        if seen.len() == 6 {
            // A hit that would have come before, and one that comes at the end.
            let early = says(report("140822", 1999), "1", "调解", "调解，调解，调解。\n");
            save(&store, says(early, "2", "其他", &format!("调解{}。", "长".repeat(500)))).await;
        }
        match page.rows.last() {
            Some((cursor, _)) if page.has_next => after = Some(Cursor::decode("after", &cursor.encode()).unwrap()),
            _ => break,
        }
    }
    let late = seen.pop().unwrap();
    assert_eq!((seen, late.as_str()), (all, "140822/1999/2"));
    let none = store.search(&terms, &any, 0, None).await.unwrap();
    assert_eq!((none.rows.len(), none.has_next), (0, true));
    assert_eq!(store.search(&terms, &any, 1_001, None).await.unwrap_err().argument(), Some("first"));
}

async fn a_cursor_holds_for_its_query_alone(_: &Scratch, store: Store) {
    save(&store, says(report("140821", 2021), "1", "工作", "调解纠纷。\n")).await;
    let any = SearchFilter::default();
    let terms = |query: &str| Terms::parse(query).unwrap();
    let (cursor, _) = store.search(&terms("调解"), &any, 1, None).await.unwrap().rows.remove(0);
    assert!(store.search(&terms(" 调解 "), &any, 1, Some(&cursor)).await.unwrap().rows.is_empty());
    let error = store.search(&terms("纠纷"), &any, 1, Some(&cursor)).await.unwrap_err();
    assert_eq!((error.code(), error.argument()), ("BAD_USER_INPUT", Some("after")));
}

async fn what_is_replaced_is_found_no_more(scratch: &Scratch, store: Store) {
    let any = SearchFilter::default();
    save(&store, says(report("140821", 2021), "1", "工作", "调解纠纷。\n")).await;
    assert_eq!(found(&store, "纠纷", &any).await.len(), 1);
    save(&store, says(report("140821", 2021).text("other bytes"), "1", "工作", "普法宣传。\n")).await;
    assert_eq!(found(&store, "纠纷", &any).await.len(), 0);
    assert_eq!(found(&store, "普法", &any).await.len(), 1);
    // However a report goes, its sections leave the search.
    database::execute(&scratch.url, "DELETE FROM report").await;
    assert_eq!(found(&store, "普法", &any).await.len(), 0);
}

async fn any_query_gives_hits_or_a_clear_error(_: &Scratch, store: Store) {
    save(&store, says(report("140821", 2021), "1", "工作", "调解纠纷 NEAR 12。\n")).await;
    let marks = [
        "\"", "'", "*", "-", "(", ")", "^", ":", "+", "?", "$1", "%", "\\", "{1,2}", "&", "|", "!", "<->", ";--", "\0",
        "\u{feff}", "\n",
    ];
    let mut asked = 0;
    for mark in marks {
        for query in [
            format!("调解{mark}"),
            format!("{mark}调解"),
            format!("调解 {mark} 纠纷"),
            format!("\"调解{mark}\" 12"),
            mark.repeat(50),
        ] {
            match Terms::parse(&query) {
                Ok(terms) => {
                    store
                        .search(&terms, &SearchFilter::default(), 10, None)
                        .await
                        .unwrap_or_else(|error| panic!("{query:?}: {error}"));
                    store
                        .count_found(&terms, &SearchFilter::default())
                        .await
                        .unwrap_or_else(|error| panic!("{query:?}: {error}"));
                    asked += 1;
                }
                Err(error) => assert_eq!((error.code(), error.argument()), ("BAD_USER_INPUT", Some("query")), "{query:?}"),
            }
        }
    }
    assert!(asked > 80, "{asked}");
    for query in ["NEAR(调解 纠纷)", "调解 AND 纠纷", "NOT 调解", "grams:调解", "调解 OR", "a:b", "near"] {
        found(&store, query, &SearchFilter::default()).await;
    }
}
