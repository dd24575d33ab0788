//! How the databases go about the questions of the tour, over some thousand rows with statistics: through indexes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/database.rs"]
mod database;
#[path = "support/numbers.rs"]
mod numbers;
#[path = "support/world.rs"]
mod world;
#[path = "support/written.rs"]
mod written;

use async_graphql::Request;
use database::{Scratch, execute};
use extract::document::{CheckRule, CheckStatus, SectionKind};
use fazhi::{
    graphql::Api,
    store::{Edition, Store},
};
use numbers::Numbers;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::{
    fmt::Debug,
    fs,
    path::Path,
    sync::{Arc, Mutex},
};
use tracing::{
    Subscriber,
    field::{Field, Visit},
    subscriber::set_default,
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
};
use written::{Stated, Written};

/// Tables of which a report has many rows.
const LARGE: [&str; 4] = ["figure", "section", "section_search", "report_check"];

#[tokio::test]
async fn sqlite_goes_through_indexes() {
    check(Scratch::sqlite()).await;
}

#[tokio::test]
async fn postgres_goes_through_indexes() {
    if let Some(scratch) = Scratch::postgres().await {
        check(scratch).await;
    }
}

async fn check(scratch: Scratch) {
    let store = scratch.connect().await;
    world::prepare(&store).await;
    world::fill(&store).await;
    many(&store).await;
    // What a server does by itself from time to time; PostgreSQL leaves new entries of a GIN index in a heap until then.
    execute(&scratch.url, if scratch.url.starts_with("sqlite") { "ANALYZE" } else { "VACUUM ANALYZE" }).await;
    let connection = Database::connect(&scratch.url).await.unwrap();
    let api = Api::new(store, world::extractor());
    let (mut statements, mut slow) = (0, Vec::new());
    for (name, document) in tour() {
        let heard = Heard::default();
        // Everything of this test runs on this thread.
        let hearing = set_default(tracing_subscriber::registry().with(heard.clone()));
        let response = api.execute(Request::new(document)).await;
        drop(hearing);
        assert!(response.is_ok(), "{name}: {:?}", response.errors);
        let heard = heard.0.lock().unwrap().clone();
        statements += heard.len();
        for sql in heard {
            slow.extend(whole_tables(&connection, &sql).await.into_iter().map(|step| format!("{name}: {step}\n    {sql}")));
        }
    }
    connection.close().await.unwrap();
    assert!(statements > 40, "{statements}");
    assert!(slow.is_empty(), "read from the first row to the last:\n{}", slow.join("\n"));
    scratch.remove().await;
}

/// The documents that the API is shown with.
fn tour() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/tour");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let documents = files.filter(|file| file.extension().is_some_and(|it| it == "graphql"));
    documents.map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&file).unwrap())).collect()
}

/// The steps of a plan that read a large table without an index.
async fn whole_tables(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let backend = connection.get_database_backend();
    let (explain, column) = match backend {
        DbBackend::Postgres => ("EXPLAIN", "QUERY PLAN"),
        _ => ("EXPLAIN QUERY PLAN", "detail"),
    };
    let rows = connection.query_all_raw(Statement::from_string(backend, format!("{explain} {sql}"))).await;
    let rows = rows.unwrap_or_else(|error| panic!("{sql}: {error}"));
    let steps = rows.iter().map(|row| row.try_get::<String>("", column).unwrap());
    steps.filter(|step| LARGE.iter().any(|table| reads_all_of(step, table))).collect()
}

fn reads_all_of(step: &str, table: &str) -> bool {
    let step = step.trim_start_matches([' ', '-', '>']);
    let sqlite = step == format!("SCAN {table}");
    let postgres = step.starts_with(&format!("Seq Scan on {table} "));
    sqlite || postgres
}

/// Reports of two hundred counties on three years, each with its own indicators and words.
async fn many(store: &Store) {
    let mut numbers = Numbers::new();
    let extractor = world::extractor();
    let indicators: Vec<_> = extractor.catalogue().indicators().iter().take(60).map(|it| it.code.clone()).collect();
    let indicators: &'static [String] = Vec::leak(indicators);
    let words = ["调解", "复议", "应诉", "普法", "执法", "公证", "援助", "监督", "决策", "文件", "信访", "热线"];
    for county in extractor.places().counties().iter().step_by(14) {
        for year in [2020, 2021, 2022] {
            let mut report = Written::new((&county.code, &county.name), year, &format!("{}{year}年度报告", county.name));
            for section in 1..=6 {
                report = report.section(&section.to_string(), "一、", "工作", SectionKind::Achievements);
                for _ in 0..4 {
                    let stated = Stated::new("12件", numbers.below(5_000) as f64, "件", "事项");
                    let rare = numbers.below(150) == 0;
                    let word = if rare { words[numbers.below(words.len())].to_owned() } else { usual(&mut numbers) };
                    let stated = stated.of(&indicators[numbers.below(indicators.len())]);
                    report = report.states(&format!("全年开展{word}工作，办理{{}}。"), stated);
                }
            }
            report = report.check(CheckRule::PartsSumToTotal, CheckStatus::Passed, "1 + 11 = 12件", (12.0, 12.0), &[0, 1, 2]);
            world::save(store, &format!("{}-{year}.txt", county.code), report.done(), Edition::Fictional).await;
        }
    }
}

/// Two characters that no document of the tour asks for.
fn usual(numbers: &mut Numbers) -> String {
    let mut character = || char::from_u32(0x9000 + numbers.below(300) as u32).unwrap_or('某');
    [character(), character()].into_iter().collect()
}

/// Hears which statements are run.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "fazhi::sql" {
            event.record(&mut Words(self));
        }
    }
}

struct Words<'a>(&'a Heard);

impl Visit for Words<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let statement = format!("{value:?}");
        if field.name() == "statement" && statement.to_uppercase().contains("SELECT") {
            self.0.0.lock().unwrap().push(statement);
        }
    }
}
