//! `fazhi import`, `fazhi migrate`, `fazhi query`.

use crate::program::{Folder, REPORT};
use serde_json::{Value, json};

#[test]
fn the_same_bytes_again_change_nothing_and_a_changed_report_takes_the_place_of_the_old_one() {
    let folder = Folder::new();
    folder.write("report.txt", REPORT);
    let version = || {
        folder.write("v.graphql", "{ statistics { dataVersion } }");
        folder.run(&["query", "v.graphql"]).out
    };
    let first = folder.run(&["import", "report.txt"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""), "{first:?}");
    assert_eq!(
        first.out,
        "report.txt: 平遥县 2020, new, 1 figure, 1 recognised\n1 report (1 new), 1 figure, 1 recognised, 0 warnings\n"
    );
    let before = version();
    let again = folder.run(&["import", "report.txt"]);
    assert!(again.code == 0 && again.out.contains("1 report (1 unchanged)"), "{again:?}");
    assert_eq!(version(), before);
    folder.write("report.txt", REPORT.replace("22件", "23件"));
    let changed = folder.run(&["import", "report.txt"]);
    assert!(changed.code == 0 && changed.out.contains("1 report (1 replaced)"), "{changed:?}");
    folder.write("q.graphql", "{ reports { totalCount nodes { figures { nodes { raw } } } } }");
    let answer: Value = serde_json::from_str(&folder.run(&["query", "q.graphql"]).out).unwrap();
    let report = &answer["data"]["reports"];
    assert_eq!(report["totalCount"], 1);
    assert_eq!(report["nodes"][0]["figures"]["nodes"], json!([{ "raw": "23件" }]));
}

#[test]
fn two_files_of_one_report_in_one_import_are_told_and_the_first_stays() {
    let folder = Folder::new();
    folder.write("reports/a.txt", REPORT);
    folder.write("reports/b.txt", REPORT.replace("22件", "23件"));
    folder.write("reports/c.txt", REPORT);
    for counts in ["2 reports (1 new, 1 unchanged)", "2 reports (2 unchanged)"] {
        let run = folder.run(&["import", "reports"]);
        assert!(run.code == 25 && run.out.contains(counts) && run.out.contains("1 file failed"), "{run:?}");
        let told = "b.txt: it is the report of 平遥县 on 2020, as reports/a.txt is";
        assert!(run.err.contains(told), "{run:?}");
    }
    let alone = folder.run(&["import", "reports/b.txt"]);
    assert!(alone.code == 0 && alone.out.contains("1 report (1 replaced)"), "{alone:?}");
}

#[test]
fn a_database_is_whole_in_its_one_file_when_a_command_has_ended() {
    let folder = Folder::new();
    folder.write("report.txt", REPORT);
    folder.write("q.graphql", "{ statistics { reports } }");
    for command in [&["import", "report.txt"][..], &["query", "q.graphql"], &["migrate"], &["reextract", "--all"]] {
        let run = folder.run(command);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(!folder.path().join("fazhi.db-wal").exists(), "{command:?}");
    }
}

#[test]
fn a_query_makes_no_database() {
    let folder = Folder::new();
    folder.write("q.graphql", "{ statistics { reports } }");
    let run = folder.run(&["query", "q.graphql", "--database", "sqlite:typo.db"]);
    assert!(run.code == 1 && run.err.contains("cannot open the database sqlite:typo.db"), "{run:?}");
    assert!(!folder.path().join("typo.db").exists());
}

#[test]
fn county_and_year_can_be_given() {
    let folder = Folder::new();
    folder.write("report.txt", REPORT.replace("平遥县2020年度", ""));
    let run = folder.run(&["import", "report.txt", "--county", "140821", "--year", "2019"]);
    assert!(run.code == 0 && run.out.contains("临猗县 2019, new"), "{run:?}");
}

#[test]
fn a_folder_without_reports_says_so() {
    let folder = Folder::new();
    folder.write("empty/notes.odt", "x");
    let run = folder.run(&["import", "empty"]);
    assert!(run.code == 1 && run.err.contains("nothing to import"), "{run:?}");
}

#[test]
fn a_query_takes_variables_and_tells_its_errors() {
    let folder = Folder::new();
    folder.run(&["migrate"]);
    folder.write(
        "q.graphql",
        "query($code: String, $n: Int) { county(code: $code) { name } counties(first: $n) { nodes { code } } }",
    );
    let run = folder.run(&["query", "q.graphql", "--var", "code=\"140821\"", "--variables", "{\"n\": 1, \"code\": \"110101\"}"]);
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, &answer["data"]["county"]["name"]), (0, &json!("临猗县")), "{run:?}");
    assert_eq!(answer["data"]["counties"]["nodes"].as_array().unwrap().len(), 1);
    let run = folder.run_with(&["query", "-"], b"{ nothing }");
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(answer["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
}

#[test]
fn a_variable_that_looks_like_a_number_can_be_text() {
    let folder = Folder::new();
    folder.run(&["migrate"]);
    folder.write("q.graphql", "query($code: String!) { county(code: $code) { name } }");
    let run = folder.run(&["query", "q.graphql", "--var", "code=140821"]);
    assert!(run.code == 0 && run.out.contains("临猗县"), "{run:?}");
}

#[test]
fn migrate_says_what_it_did() {
    let folder = Folder::new();
    let first = folder.run(&["migrate"]);
    assert!(first.code == 0 && first.out.lines().all(|line| line.starts_with("applied ")), "{first:?}");
    let again = folder.run(&["migrate"]);
    assert!(again.code == 0 && again.out.contains("nothing to apply"), "{again:?}");
    assert!(folder.path().join("fazhi.db").exists());
}

#[test]
fn help_and_version() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]);
    assert!(help.code == 0 && help.out.contains("Examples:") && help.out.contains("Exit codes:"), "{help:?}");
    let version = folder.run(&["--version"]);
    assert_eq!((version.code, version.out.trim()), (0, concat!("fazhi ", env!("CARGO_PKG_VERSION"))));
    for command in ["serve", "import", "extract", "reextract", "eval", "query", "export", "schema", "migrate"] {
        assert_eq!(folder.run(&[command, "--help"]).code, 0, "{command}");
    }
    assert_eq!(folder.run(&[]).code, 2);
}

#[test]
fn the_schema_is_printed() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["schema"]).out, include_str!("../../schema.graphql"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_between_two_files_and_says_what_was_done() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};

    let folder = Folder::new();
    for county in ["平遥县", "临猗县", "同心县", "进贤县", "万荣县", "稷山县"] {
        for year in 2001..2025 {
            folder.write(&format!("all/{county}-{year}.txt"), REPORT.replace("平遥县2020", &format!("{county}{year}")));
        }
    }
    let mut child = folder.command(&["import", "all"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert!(String::from_utf8(output.stderr).unwrap().contains("interrupted"));
    let sum = rest.lines().last().unwrap();
    let (told, _) = sum.split_once(" report").unwrap();
    let told: usize = told.parse().unwrap();
    assert!(told < 144, "{sum}");
    folder.write("q.graphql", "{ statistics { reports } }");
    let answer: Value = serde_json::from_str(&folder.run(&["query", "q.graphql"]).out).unwrap();
    assert_eq!(answer["data"]["statistics"]["reports"], told);
}
