//! Whole files of the small world.

use crate::{
    server::{Server, on_both_databases},
    world,
};

on_both_databases! {
    every_list_in_every_text_format,
    series_as_a_table_with_a_column_for_each_year,
    a_table_has_all_years_that_were_asked_for,
    excel_knows_utf_8_by_a_byte_order_mark,
    an_empty_list_still_has_its_columns,
    a_review_stands_beside_its_figure,
}

/// A file, as text.
pub async fn text(server: &Server, file: &str) -> String {
    let response = reqwest::get(format!("{}/export/{file}", server.url)).await.unwrap();
    let status = response.status();
    // reqwest would take a byte order mark away.
    let text = String::from_utf8(response.bytes().await.unwrap().to_vec()).unwrap();
    assert_eq!(status, 200, "{file}: {text}");
    text
}

/// The lines of a file.
pub async fn lines(server: &Server, file: &str) -> Vec<String> {
    text(server, file).await.lines().map(str::to_owned).collect()
}

/// What is different on every run.
fn settled(text: &str) -> String {
    let mut settled = text.replace(extract::VERSION, "VERSION");
    while let Some(at) = settled.find(&format!("{}-", this_year())) {
        settled.replace_range(at..at + "2026-11-27T23:21:46Z".len(), "NOW");
    }
    settled
}

/// This year, which the small world does not speak of.
fn this_year() -> String {
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    (1970 + seconds / 31_556_952).to_string()
}

async fn every_list_in_every_text_format(server: &Server) {
    world::fill(&server.store).await;
    for list in ["figures", "series", "reports", "sections"] {
        for format in ["csv", "jsonl"] {
            let text = text(server, &format!("{list}.{format}")).await;
            insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(format!("{list}_{format}"), settled(&text).replace('\r', "␍"));
            });
        }
    }
}

async fn series_as_a_table_with_a_column_for_each_year(server: &Server) {
    world::fill(&server.store).await;
    let lines = lines(server, "series.csv?pivot=year&qualifiers=1&county=140821").await;
    assert!(lines[0].ends_with("indicatorNameEn,topic,unit,2021,2021Qualifier,2022,2022Qualifier"), "{}", lines[0]);
    let ends: Vec<&str> = lines[1..].iter().map(|line| line.split_once("MEDIATION,").unwrap().1).collect();
    assert_eq!(ends, ["件,2000.0,MORE_THAN,,", "名,1200.0,EXACT,1500.0,EXACT"]);
    let text = text(server, "series.jsonl?pivot=year&indicator=mediation.mediators").await;
    let row: serde_json::Value = serde_json::from_str(text.trim()).unwrap();
    assert_eq!(row["years"], serde_json::json!({"2021": 1200.0, "2022": 1500.0}));
    assert_eq!((row["unit"].as_str(), row.get("qualifiers")), (Some("名"), None));
}

async fn a_table_has_all_years_that_were_asked_for(server: &Server) {
    world::fill(&server.store).await;
    for (years, columns) in [
        ("", "unit,2021,2022"),
        ("&from=2020", "unit,2020,2021,2022"),
        ("&to=2023", "unit,2021,2022,2023"),
        ("&from=2022&to=2022", "unit,2022"),
        ("&from=2030&to=2031", "unit,2030,2031"),
        ("&from=2030", "unit"),
    ] {
        let lines = lines(server, &format!("series.csv?pivot=year{years}")).await;
        assert!(lines[0].ends_with(columns), "{years}: {}", lines[0]);
    }
}

async fn excel_knows_utf_8_by_a_byte_order_mark(server: &Server) {
    world::fill(&server.store).await;
    let with = text(server, "reports.csv?bom=1").await;
    let without = text(server, "reports.csv?bom=0").await;
    assert_eq!(with.strip_prefix('\u{feff}'), Some(without.as_str()));
    assert_eq!(text(server, "reports.csv").await, without);
}

async fn an_empty_list_still_has_its_columns(server: &Server) {
    for list in ["figures", "series", "reports", "sections"] {
        assert_eq!(lines(server, &format!("{list}.csv")).await.len(), 1, "{list}");
        assert_eq!(text(server, &format!("{list}.jsonl")).await, "", "{list}");
        assert!(crate::parquet::rows(server, &format!("{list}.parquet")).await.is_empty(), "{list}");
    }
}

async fn a_review_stands_beside_its_figure(server: &Server) {
    world::fill(&server.store).await;
    let row = lines(server, "figures.jsonl?county=640324").await.pop().unwrap();
    let row: serde_json::Value = serde_json::from_str(&row).unwrap();
    assert_eq!(row["reviewDecision"], serde_json::Value::Null);
    let (source, start, raw) = (row["sourceSha256"].as_str().unwrap(), &row["spanStart"], row["raw"].as_str().unwrap());
    for (start, raw, decision) in [(start.to_string(), raw, "CONFIRMED"), ("1".to_owned(), "another figure", "REJECTED")] {
        let values = format!("'{source}', {start}, '{raw}', '{decision}', 'somebody', '2022-03-01T00:00:00+00:00'");
        let columns = "source_sha256, start, raw, decision, reviewer, at";
        server.execute(&format!("INSERT INTO review ({columns}) VALUES ({values})")).await;
    }
    for file in ["figures.csv?reviewed=true", "series.csv?county=640324"] {
        let lines = lines(server, file).await;
        assert_eq!(lines.len(), 2, "{file}");
        assert!(lines[1].contains(",CONFIRMED,"), "{file}: {}", lines[1]);
    }
}
