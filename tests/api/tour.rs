//! Every question that can be asked: the documents in `tour/`, their whole answers, and what none of them asks for.
//!
//! A new field, argument or input field has to be asked for by a document there, or be named in `tour/elsewhere.txt`.

use crate::{
    database::execute,
    server::{Server, on_both_databases},
    world,
};
use async_graphql::parser::{
    parse_query,
    types::{ExecutableDocument, Field, Selection, SelectionSet},
};
use serde_json::Value;
use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
};

on_both_databases! {
    every_document_has_its_answer,
    every_field_argument_and_input_field_is_asked_for,
    a_document_takes_as_many_statements_however_much_there_is,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/tour")
}

/// Name and text of each document, by name.
pub fn documents() -> Vec<(String, String)> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|it| it == "graphql")).collect();
    files.sort();
    let named = |file: PathBuf| (file.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&file).unwrap());
    files.into_iter().map(named).collect()
}

/// The small world, and somebody's word on one of its figures.
pub async fn fill(server: &Server) {
    world::fill(&server.store).await;
    execute(
        &server.database,
        "INSERT INTO review (source_sha256, start, raw, decision, reviewer, note, at, previous_value, previous_indicator)
         SELECT source.sha256, figure.start, figure.raw, 'CORRECTED', '李某', '按原文', '2024-05-06 07:08:09+00:00', 200, 'mediation.mediators'
         FROM figure JOIN report ON report.id = figure.report_id JOIN source ON source.id = report.source_id
         WHERE figure.raw = '2000余件'",
    )
    .await;
}

async fn every_document_has_its_answer(server: &Server) {
    fill(server).await;
    for (name, document) in documents() {
        let answer = server.query(&document).await;
        assert!(answer.get("errors").is_none(), "{name}: {answer:#}");
        insta::with_settings!({
            prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => folder()
        }, {
            insta::assert_json_snapshot!(name, answer, {
                ".data.report.source.importedAt" => "[moment]",
                ".data.report.source.extractor" => "[version]",
                ".data.statistics.indicators" => "[as in the catalogue]",
                ".data.statistics.dataVersion" => "[version]",
            });
        });
    }
}

async fn every_field_argument_and_input_field_is_asked_for(server: &Server) {
    fill(server).await;
    let schema = Schema::of(server).await;
    let mut asked = BTreeSet::new();
    for (_, document) in documents() {
        let answer = server.query(&document).await;
        let document = parse_query(&document).unwrap();
        let mut walk = Walk { schema: &schema, document: &document, asked: &mut asked };
        for (_, operation) in document.operations.iter() {
            walk.object(&operation.node.selection_set.node, "Query", &answer["data"]);
        }
    }
    let elsewhere = fs::read_to_string(folder().join("elsewhere.txt")).unwrap();
    let elsewhere: Vec<&str> =
        elsewhere.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_whitespace().next()).collect();
    let is = |line: &str, name: &str| name == line || line.strip_suffix('*').is_some_and(|of| name.starts_with(of));
    let missing: Vec<&String> = schema.names().filter(|name| !asked.contains(*name)).collect();
    let unasked: Vec<_> = missing.iter().filter(|name| !elsewhere.iter().any(|line| is(line, name))).collect();
    assert!(unasked.is_empty(), "no document of {} asks for {unasked:#?}", folder().display());
    let stale: Vec<_> = elsewhere.iter().filter(|line| !missing.iter().any(|name| is(line, name))).collect();
    assert!(stale.is_empty(), "asked for after all: {stale:#?}");
}

async fn a_document_takes_as_many_statements_however_much_there_is(server: &Server) {
    fill(server).await;
    let mut taken = Vec::new();
    for (_, document) in documents() {
        taken.push(server.statements(&document).await);
    }
    world::many(&server.store, 20).await;
    for ((name, document), few) in documents().into_iter().zip(taken) {
        assert_eq!(server.statements(&document).await, few, "{name}");
    }
}

/// What the server says about its types.
struct Schema {
    /// The named type of each field, argument and input field: `County.report`, `County.report(year)`, `IntRange.gte`.
    types: HashMap<String, String>,
}

impl Schema {
    async fn of(server: &Server) -> Self {
        let ty = "type { name ofType { name ofType { name ofType { name } } } }";
        let query = format!(
            "{{ __schema {{ types {{ name fields {{ name {ty} args {{ name {ty} }} }} inputFields {{ name {ty} }} }} }} }}"
        );
        let data = server.data(&query).await;
        let mut types = HashMap::new();
        let text = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
        for kind in data["__schema"]["types"].as_array().unwrap().iter().filter(|kind| !text(kind).starts_with("__")) {
            let members = ["fields", "inputFields"].iter().flat_map(|list| kind[list].as_array().into_iter().flatten());
            for member in members {
                let name = format!("{}.{}", text(kind), text(member));
                for argument in member["args"].as_array().into_iter().flatten() {
                    types.insert(format!("{name}({})", text(argument)), named(&argument["type"]));
                }
                types.insert(name, named(&member["type"]));
            }
        }
        Schema { types }
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.types.keys()
    }
}

fn named(ty: &Value) -> String {
    ty["name"].as_str().map_or_else(|| named(&ty["ofType"]), str::to_owned)
}

/// Goes along a document and its answer: what is not in the answer was not executed.
struct Walk<'a> {
    schema: &'a Schema,
    document: &'a ExecutableDocument,
    asked: &'a mut BTreeSet<String>,
}

impl Walk<'_> {
    fn object(&mut self, set: &SelectionSet, ty: &str, object: &Value) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => self.field(&field.node, ty, object),
                Selection::InlineFragment(inline) => {
                    let on = inline.node.type_condition.as_ref().map_or(ty, |it| it.node.on.node.as_str());
                    self.fragment(&inline.node.selection_set.node, on, object);
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = &self.document.fragments[&spread.node.fragment_name.node].node;
                    self.fragment(&fragment.selection_set.node, &fragment.type_condition.node.on.node, object);
                }
            }
        }
    }

    fn fragment(&mut self, set: &SelectionSet, on: &str, object: &Value) {
        if object.get("__typename").is_none_or(|ty| ty == on) {
            self.object(set, on, object);
        }
    }

    fn field(&mut self, field: &Field, ty: &str, object: &Value) {
        let Some(value) = object.get(field.response_key().node.as_str()) else { return };
        let name = format!("{ty}.{}", field.name.node);
        let Some(inner) = self.schema.types.get(&name).cloned() else { return };
        for (argument, value) in &field.arguments {
            let argument = format!("{name}({})", argument.node);
            let input = self.schema.types[&argument].clone();
            self.asked.insert(argument);
            self.input(&input, &value.node.clone().into_const().unwrap().into_json().unwrap());
        }
        self.asked.insert(name);
        self.values(&field.selection_set.node, &inner, value);
    }

    fn values(&mut self, set: &SelectionSet, ty: &str, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.values(set, ty, item)),
            Value::Object(_) => self.object(set, ty, value),
            _ => {}
        }
    }

    fn input(&mut self, ty: &str, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.input(ty, item)),
            Value::Object(fields) => {
                for (field, value) in fields {
                    let name = format!("{ty}.{field}");
                    let inner = self.schema.types[&name].clone();
                    self.asked.insert(name);
                    self.input(&inner, value);
                }
            }
            _ => {}
        }
    }
}
