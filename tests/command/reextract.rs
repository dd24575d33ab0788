//! `fazhi reextract`: stored reports read again with another catalogue.

use crate::{
    eval::CATALOGUE,
    program::{Folder, REPORT},
};
use serde_json::{Value, json};

/// A folder with two stored reports, one of which counts gates, and a catalogue that knows them.
fn gates() -> Folder {
    let folder = Folder::new();
    folder
        .write("pingyao.txt", REPORT.replace("全年收到", "全年修缮城门4座，收到"))
        .write("linyi.txt", REPORT.replace("平遥县2020", "临猗县2021").replace("收到行政复议申请22件", "忙忙碌碌"))
        .write("gates.toml", CATALOGUE);
    assert_eq!(folder.run(&["import", "pingyao.txt", "linyi.txt"]).code, 0);
    folder
}

/// What the database holds, without changing it: `arguments` name the catalogue.
fn stored(folder: &Folder, arguments: &[&str]) -> Value {
    folder.write(
        "q.graphql",
        "{ statistics { dataVersion } figures { nodes { raw indicator { code } } } reports { nodes { source { extractor } } } }",
    );
    let run = folder.run(&[&["query", "q.graphql"], arguments].concat());
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

const CHANGED: &str = "\
140728/2020 (pingyao.txt): 2 figures changed (confidence 2, indicator 2)
  ~ 4座 indicator: none → other.gates «全年修缮城门4座»
  ~ 22件 indicator: reconsideration.applications → none «收到行政复议申请22件»
140821/2021 (linyi.txt): unchanged
";

const SUM: &str = "  2 figures changed (confidence 2, indicator 2)
indicators (from → to):
     1  none → other.gates
     1  reconsideration.applications → none
";

#[test]
fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let folder = gates();
    let before = stored(&folder, &[]);
    let run = folder.run(&["reextract", "--dry-run", "--catalogue", "gates.toml"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.out, format!("{CHANGED}2 reports read again, 1 changed; nothing was stored\n{SUM}"));
    assert_eq!(stored(&folder, &[]), before);
}

#[test]
fn reports_are_read_again_once_and_all_of_them_on_demand() {
    let folder = gates();
    let with = ["--catalogue", "gates.toml"];
    let run = folder.run(&[&["reextract"], &with[..]].concat());
    assert_eq!((run.code, run.out), (0, format!("{CHANGED}2 reports read again, 1 changed\n{SUM}")));
    let after = stored(&folder, &with);
    assert_eq!(
        after["data"]["figures"]["nodes"],
        json!([{ "raw": "4座", "indicator": { "code": "other.gates" } }, { "raw": "22件", "indicator": null }])
    );
    let run = folder.run(&[&["reextract"], &with[..]].concat());
    assert_eq!((run.code, run.out.as_str()), (0, "0 reports read again, 0 changed, 2 up to date\n"));
    let run = folder.run(&[&["reextract", "--all", "--summary"], &with[..]].concat());
    assert_eq!((run.code, run.out.as_str()), (0, "2 reports read again, 0 changed\n"));
    assert_eq!(stored(&folder, &with), after);
    // And back to the catalogue of the program.
    assert_eq!(folder.run(&["reextract"]).code, 0);
    let back = stored(&folder, &[]);
    assert_eq!(back["data"]["figures"]["nodes"][1]["indicator"]["code"], "reconsideration.applications");
}

#[test]
fn county_and_year_narrow_it() {
    let folder = gates();
    for (arguments, read) in [
        (vec!["--county", "140821"], "1 report read again"),
        (vec!["--year", "2020"], "1 report read again"),
        (vec!["--county", "140821", "--year", "2020"], "0 reports read again"),
    ] {
        let run = folder.run(&[&["reextract", "--all", "--dry-run"], &arguments[..]].concat());
        assert!(run.code == 0 && run.out.contains(read), "{arguments:?}: {run:?}");
    }
    let run = folder.run(&["reextract", "--county", "999999"]);
    assert!(run.code == 23 && run.err.contains("999999"), "{run:?}");
}

#[test]
fn json_is_one_object() {
    let folder = gates();
    let arguments = ["reextract", "--dry-run", "--catalogue", "gates.toml", "--format", "json"];
    let answer = |arguments: &[&str]| -> Value {
        let run = folder.run(arguments);
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
    };
    let all = answer(&arguments);
    assert_eq!((&all["dry_run"], &all["stopped"]), (&json!(true), &json!(false)));
    assert!(all["extractor"].as_str().unwrap().starts_with("fazhi-extract "), "{all}");
    let [pingyao, linyi] = all["reports"].as_array().unwrap().as_slice() else { panic!("{all}") };
    assert_eq!((&pingyao["outcome"], &linyi["outcome"]), (&json!("CHANGED"), &json!("UNCHANGED")));
    let changed = &pingyao["diff"]["figures_changed"][0];
    assert_eq!((&changed["raw"], &changed["quote"]), (&json!("4座"), &json!("全年修缮城门4座")));
    assert_eq!(changed["changes"][0], json!({ "field": "indicator", "from": null, "to": "other.gates" }));
    let total = &all["total"];
    assert_eq!((&total["read"], &total["changed"], &total["failed"]), (&json!(2), &json!(1), &json!(0)));
    assert_eq!(total["indicators"][0], json!({ "from": null, "to": "other.gates", "figures": 1 }));
    let sum = answer(&[&arguments[..], &["--summary"]].concat());
    assert_eq!((&sum["reports"], &sum["total"]), (&json!([]), total));
}

#[test]
fn a_dry_run_makes_no_database() {
    let folder = Folder::new();
    let run = folder.run(&["reextract", "--dry-run"]);
    assert!(run.code == 1 && run.err.contains("fazhi.db"), "{run:?}");
    assert!(!folder.path().join("fazhi.db").exists());
    let run = folder.run(&["reextract"]);
    assert_eq!((run.code, run.out.as_str()), (0, "0 reports read again, 0 changed\n"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_between_two_reports_and_the_same_command_goes_on() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};

    let folder = Folder::new();
    folder.write("gates.toml", CATALOGUE);
    for county in ["平遥县", "临猗县", "同心县", "进贤县"] {
        for year in 2001..2025 {
            folder.write(&format!("all/{county}-{year}.txt"), REPORT.replace("平遥县2020", &format!("{county}{year}")));
        }
    }
    assert_eq!(folder.run(&["import", "all"]).code, 0);
    let arguments = ["reextract", "--catalogue", "gates.toml"];
    let mut child = folder.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(String::from_utf8(output.stderr).unwrap().contains("interrupted"));
    let read = |out: &str| -> usize {
        let sum = out.lines().find(|line| line.contains(" read again")).unwrap();
        sum.split(' ').next().unwrap().parse().unwrap()
    };
    let before = read(&rest);
    assert!(before < 96, "{rest}");
    let after = folder.run(&arguments);
    assert_eq!((after.code, read(&after.out)), (0, 96 - before), "{after:?}");
    assert_eq!(stored(&folder, &arguments[1..])["data"]["figures"]["nodes"][0]["indicator"], Value::Null);
}
