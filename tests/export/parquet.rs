//! Parquet, read back.

use crate::{
    files::lines,
    server::{Server, on_both_databases},
    world,
};
use actix_web::web::Bytes;
use chrono::{DateTime, Days, NaiveDate, SecondsFormat};
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
    schema::printer::print_schema,
};
use serde_json::{Map, Value, json};

on_both_databases! {
    parquet_says_what_json_says,
    columns_have_their_logical_types,
}

async fn read(server: &Server, file: &str) -> SerializedFileReader<Bytes> {
    let response = reqwest::get(format!("{}/export/{file}", server.url)).await.unwrap();
    assert_eq!(response.status(), 200, "{file}");
    SerializedFileReader::new(response.bytes().await.unwrap()).unwrap()
}

/// The rows of a file.
pub async fn rows(server: &Server, file: &str) -> Vec<Value> {
    let reader = read(server, file).await;
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| {
        let row = row.unwrap();
        Value::Object(row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect::<Map<_, _>>())
    })
    .collect()
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Str(text) => json!(text),
        Field::Int(number) => json!(number),
        Field::Double(number) => json!(number),
        Field::Bool(flag) => json!(flag),
        Field::Date(days) => {
            let day = NaiveDate::default().checked_add_days(Days::new(u64::try_from(*days).unwrap())).unwrap();
            json!(day.to_string())
        }
        Field::TimestampMillis(at) => {
            json!(DateTime::from_timestamp_millis(*at).unwrap().to_rfc3339_opts(SecondsFormat::AutoSi, true))
        }
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("a field of another type: {other:?}"),
    }
}

async fn parquet_says_what_json_says(server: &Server) {
    world::fill(&server.store).await;
    for list in ["figures", "series", "reports", "sections"] {
        let json = lines(server, &format!("{list}.jsonl")).await;
        let json: Vec<Value> = json.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(!json.is_empty());
        assert_eq!(rows(server, &format!("{list}.parquet")).await, json, "{list}");
    }
    let wide = rows(server, "series.parquet?pivot=year&qualifiers=true&indicator=mediation.mediators").await;
    assert_eq!(wide.len(), 1);
    assert_eq!((&wide[0]["2021"], &wide[0]["2022Qualifier"]), (&json!(1200.0), &json!("EXACT")));
}

async fn columns_have_their_logical_types(server: &Server) {
    let mut schemas = Vec::new();
    for file in [
        "figures.parquet",
        "series.parquet",
        "reports.parquet",
        "sections.parquet",
        "series.parquet?pivot=year&from=2021&to=2022",
    ] {
        print_schema(&mut schemas, read(server, file).await.metadata().file_metadata().schema());
    }
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("schemas", String::from_utf8(schemas).unwrap());
    });
}
