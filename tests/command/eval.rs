//! `fazhi eval`: scores of annotated reports, the same as those of the script that the annotators use.

use crate::program::{Folder, REPORT, Run};
use extract::{Extractor, Hints, document::Document};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// An annotation of [`REPORT`], as its reader would write it.
fn gold() -> Value {
    let at = |words: &str| REPORT.chars().count() - REPORT.split_once(words).unwrap().1.chars().count() - words.chars().count();
    let section = |path: &str, label: &str, heading: &str, kind: &str| {
        let start = at(&format!("{label}{heading}"));
        json!({ "path": path, "label": label, "heading": heading, "level": 1, "start": start, "kind": kind })
    };
    json!({
        "file": "report.txt",
        "county": { "code": "140728" },
        "report": {
            "year": 2020, "title": "平遥县2020年度法治政府建设工作报告", "doc_number": null, "index_number": null,
            "issuers": [], "signatory": null, "addressee": null, "signed_on": null, "published_on": null
        },
        "sections": [section("1", "一、", "主要工作", "achievements"), section("2", "二、", "存在问题", "problems")],
        "figures": [{
            "start": at("22件"), "end": at("22件") + 3, "raw": "22件", "value": 22, "value_high": null, "unit": "件",
            "qualifier": "exact", "status": "actual", "topic": "reconsideration", "period": "2020",
            "quote": "全年收到行政复议申请22件", "indicator": "reconsideration.applications"
        }]
    })
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn a_report_read_as_its_annotation_says_scores_one() {
    let folder = Folder::new();
    folder.write("report.txt", REPORT).write("report.json", gold().to_string());
    let run = folder.run(&["eval", "report.json"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    for line in [
        "indicators  P 1.000  R 1.000  F1 1.000   (1 right, 0 wrong, 0 missed)",
        "unit        1/1 = 1.000",
        "report.json: sections 1.000, figures 1.000, indicators 1.000, 0 mistakes",
    ] {
        assert!(run.out.lines().any(|it| it == line), "{line}\n{}", run.out);
    }
    let bins = json(&folder.run(&["eval", "report.json", "--format", "json"]));
    let bins = bins["calibration"].as_array().unwrap();
    assert_eq!(bins.iter().map(|bin| bin["figures"].as_u64().unwrap()).sum::<u64>(), 1);
    assert_eq!(bins.iter().map(|bin| bin["right"].as_u64().unwrap()).sum::<u64>(), 1);
}

#[test]
fn a_draft_is_an_annotation_that_says_what_was_read() {
    let folder = Folder::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports/140821-2021.txt");
    folder.write("report.txt", std::fs::read(sample).unwrap());
    let draft = folder.run(&["extract", "report.txt", "--format", "annotation"]);
    assert_eq!(draft.code, 0, "{draft:?}");
    folder.write("report.json", &draft.out);
    let evaluation = json(&folder.run(&["eval", "report.json", "--all-codes", "--format", "json"]));
    assert_eq!(evaluation["mistakes"], json!([]));
    assert!(evaluation["measures"][1]["tp"].as_u64().unwrap() > 20, "{evaluation}");
    assert_eq!(json(&draft)["file"], "report.txt");
}

#[test]
fn mistakes_are_listed_by_kind_and_confused_indicators_with_their_words() {
    let folder = Folder::new();
    let mut gold = gold();
    gold["figures"][0]["indicator"] = json!("reconsideration.accepted");
    gold["figures"][0]["unit"] = json!("起");
    gold["report"]["year"] = json!(2019);
    folder.write("all/report.txt", REPORT).write("all/report.json", gold.to_string());
    let run = folder.run(&["eval", "all"]);
    assert_eq!(run.code, 0, "{run:?}");
    for line in [
        "  metadata: report.txt: year: 2020 for 2019",
        "  unit: report.txt: 22件: 件 for 起 in «全年收到行政复议申请22件»",
        "   1  reconsideration.accepted → reconsideration.applications",
        "        report.txt: 22件: 全年收到行政复议申请22件",
        "indicators  P 0.000  R 0.000  F1 0.000   (0 right, 1 wrong, 1 missed)",
    ] {
        assert!(run.out.lines().any(|it| it == line), "{line}\n{}", run.out);
    }
    let run = folder.run(&["eval", "all", "--at-least", "indicators=0.5", "--at-least", "figures=1"]);
    assert_eq!((run.code, run.err.trim()), (1, "error: indicators is 0.0000, below 0.5"), "{run:?}");
}

#[test]
fn the_text_is_found_by_either_name_and_in_another_folder() {
    let folder = Folder::new();
    folder.write("gold/1.json", gold().to_string()).write("texts/report.txt", REPORT).write("stems/1.txt", REPORT);
    for texts in ["texts", "stems"] {
        assert_eq!(folder.run(&["eval", "gold", "--texts", texts]).code, 0, "{texts}");
    }
    let run = folder.run(&["eval", "gold"]);
    assert_eq!(run.code, 41, "{run:?}");
    assert!(run.err.contains("gold/1.json: its text is not there: gold/1.txt, gold/report.txt"), "{run:?}");
}

#[test]
fn a_broken_annotation_leaves_the_others_their_scores() {
    let folder = Folder::new();
    folder.write("all/a.json", "{}").write("all/b.json", gold().to_string()).write("all/b.txt", REPORT);
    let run = folder.run(&["eval", "all"]);
    assert_eq!(run.code, 41, "{run:?}");
    assert!(run.err.starts_with("error: all/a.json: no annotation: missing field"), "{run:?}");
    assert!(run.out.contains("F1 1.000"), "{run:?}");
    assert_eq!(folder.run(&["eval", "gone.json"]).code, 15);
    folder.write("none/x.txt", "x");
    assert_eq!(folder.run(&["eval", "none"]).code, 1);
    for arguments in [vec!["eval"], vec!["eval", "all", "--at-least", "beauty=1"], vec!["eval", "all", "--at-least", "topic=2"]] {
        assert_eq!(folder.run(&arguments).code, 2, "{arguments:?}");
    }
}

/// A catalogue of one entry, for reports that count gates.
pub const CATALOGUE: &str = r#"
[[indicator]]
code = "other.gates"
topic = "OTHER"
measure = "COUNT"
unit = "座"
name = "城门"
name_en = "Gates"
description = "Gates repaired (座)."
wordings = ["修缮城门#", "城门修缮#"]
examples = ["全年修缮城门[4座=4]。", "共修缮城门[12座=12]。", "今年城门修缮[3座=3]。"]
near_misses = ["修缮城墙3座。"]
"#;

#[test]
fn a_catalogue_is_tested_by_its_own_sentences() {
    let folder = Folder::new();
    folder.write("good.toml", CATALOGUE).write("bad.toml", CATALOGUE.replace("[4座=4]", "[4座=5]"));
    let run = folder.run(&["eval", "--examples", "--catalogue", "good.toml"]);
    assert_eq!((run.code, run.out.as_str()), (0, "examples of the catalogue: all as they should be\n"), "{run:?}");
    let run = folder.run(&["eval", "--examples", "--catalogue", "bad.toml"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.out.starts_with("other.gates: 全年修缮城门[4座=5]。\n    its value is read as 4\n"), "{run:?}");
}

#[test]
fn a_catalogue_file_takes_the_place_of_the_bundled_one() {
    let folder = Folder::new();
    let report = REPORT.replace("全年收到", "全年修缮城门4座，收到");
    folder.write("report.txt", &report).write("gates.toml", CATALOGUE).write("broken.toml", "[[indicator]]\ncode = 1\n");
    let codes = |run: Run| -> Vec<Option<String>> {
        let document: Document = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"));
        document.figures.into_iter().map(|figure| figure.indicator).collect()
    };
    let bundled = codes(folder.run(&["extract", "report.txt", "--format", "json"]));
    assert_eq!(bundled, [None, Some("reconsideration.applications".to_owned())]);
    let gates = [Some("other.gates".to_owned()), None];
    assert_eq!(codes(folder.run(&["extract", "report.txt", "--format", "json", "--catalogue", "gates.toml"])), gates);
    let mut command = folder.command(&["extract", "report.txt", "--format", "json"]);
    assert_eq!(codes(command.env("FAZHI_CATALOGUE", "gates.toml").output().unwrap().into()), gates);
    let run = folder.run(&["extract", "report.txt", "--catalogue", "broken.toml"]);
    assert!(run.code == 40 && run.err.starts_with("error: broken.toml: the catalogue cannot be read"), "{run:?}");
    assert_eq!(folder.run(&["extract", "report.txt", "--catalogue", "gone.toml"]).code, 15);
}

/// The script of the annotators, and annotations with their texts; none where they are not beside the project.
fn annotated() -> Option<(PathBuf, Vec<(PathBuf, PathBuf)>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("FAZHI_CORPUS").map_or(root.join("../shared"), PathBuf::from);
    let script = shared.join("score.py");
    if !script.is_file() {
        return None;
    }
    let sorted = |folder: PathBuf, end: &str| {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|it| it == end));
        files.sort();
        files
    };
    let mut pairs = Vec::new();
    for gold in sorted(shared.join("gold"), "json") {
        let annotation: Value = serde_json::from_str(&std::fs::read_to_string(&gold).unwrap()).unwrap();
        let text = shared.join("seeds").join(annotation["file"].as_str().unwrap());
        pairs.push((gold, text));
    }
    let specimens = root.join("extract/tests/specimens");
    for set in std::fs::read_dir(&specimens).unwrap().map(|entry| entry.unwrap().path()) {
        pairs.extend(sorted(set, "json").into_iter().map(|gold| (gold.clone(), gold.with_extension("txt"))));
    }
    pairs.retain(|(_, text)| text.is_file());
    Some((script, pairs))
}

#[test]
fn the_scores_are_those_of_the_script() {
    let Some((script, pairs)) = annotated() else { return println!("SKIPPED: no scoring script (FAZHI_CORPUS is not set)") };
    assert!(pairs.len() >= 16, "{} annotations", pairs.len());
    let folder = Folder::new();
    let extractor = Extractor::bundled().unwrap();
    let mut arguments = Vec::new();
    for (number, (gold, text)) in pairs.iter().enumerate() {
        let document = extractor.extract(&std::fs::read_to_string(text).unwrap(), &Hints::default()).unwrap();
        let name = format!("predictions/{number}.json");
        folder.write(&name, serde_json::to_string(&document).unwrap());
        folder.write(&format!("all/{number:03}.json"), std::fs::read(gold).unwrap());
        folder.write(&format!("all/{number:03}.txt"), std::fs::read(text).unwrap());
        arguments.push((gold.clone(), folder.path().join(name)));
    }
    let evaluation = json(&folder.run(&["eval", "all", "--format", "json"]));
    let scored = |pairs: &[(PathBuf, PathBuf)]| -> Value {
        let mut command = Command::new("python3");
        command.arg(&script).arg("--json").args(pairs.iter().flat_map(|(gold, prediction)| [gold, prediction]));
        let output = command.output().expect("python3");
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let same = |place: &str, ours: &Value, theirs: &Value| {
        let (ours, theirs) = (ours.as_array().unwrap(), theirs.as_array().unwrap());
        assert_eq!(ours.len(), theirs.len(), "{place}");
        for (ours, theirs) in ours.iter().zip(theirs) {
            for (key, wanted) in theirs.as_object().unwrap() {
                let equal = match (ours[key].as_f64(), wanted.as_f64()) {
                    // Both have four digits, and need not agree on a half.
                    (Some(ours), Some(wanted)) => {
                        (ours - wanted).abs() < 1.1e-4 * f64::from(u8::from(wanted.fract() != 0.0)) + 1e-9
                    }
                    _ => &ours[key] == wanted,
                };
                assert!(equal, "{place}: {key} of {}: {} for {wanted}", theirs["measure"], ours[key]);
            }
        }
    };
    same("all", &evaluation["measures"], &scored(&arguments));
    for (number, pair) in arguments.iter().enumerate() {
        same(&pair.0.display().to_string(), &evaluation["reports"][number]["measures"], &scored(std::slice::from_ref(pair)));
    }
}
