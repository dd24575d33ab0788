//! `fazhi export`: lists into files.

use crate::program::{Folder, REPORT};

/// A folder with a database of one report.
fn imported() -> Folder {
    let folder = Folder::new();
    folder.write("report.txt", REPORT);
    assert_eq!(folder.run(&["import", "report.txt"]).code, 0);
    folder
}

fn read(folder: &Folder, name: &str) -> Vec<u8> {
    std::fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What lies beside the database and the report.
fn files(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.starts_with("fazhi.db") && name != "report.txt");
    names.sort();
    names
}

#[test]
fn several_files_in_several_formats() {
    let folder = imported();
    let run = folder.run(&["export", "figures.csv", "reports.jsonl", "series-2020.parquet"]);
    assert_eq!(run.code, 0, "{run:?}");
    let told: Vec<&str> = run.out.lines().map(|line| line.split_once(", ").unwrap().0).collect();
    assert_eq!(told, ["figures.csv: 1 row", "reports.jsonl: 1 row", "series-2020.parquet: 1 row"]);
    assert_eq!(files(&folder), ["figures.csv", "reports.jsonl", "series-2020.parquet"]);
    let figures = String::from_utf8(read(&folder, "figures.csv")).unwrap();
    assert!(figures.contains(",22.0,") && figures.contains("全年收到行政复议申请22件"), "{figures}");
    assert!(read(&folder, "series-2020.parquet").ends_with(b"PAR1"));
}

#[test]
fn flags_and_filters_choose_the_rows() {
    let folder = imported();
    for (arguments, rows) in [
        (&["--county", "140728"] as &[&str], 1),
        (&["--county", "140821"], 0),
        (&["--county", "140821", "--county", "140728"], 1),
        (&["--province", "140000"], 1),
        (&["--indicator", "reconsideration.applications"], 1),
        (&["--topic", "RECONSIDERATION", "--year", "2020"], 1),
        (&["--year", "2019..2022"], 1),
        (&["--year", "2021.."], 0),
        (&["--year", "..2019"], 0),
        (&["--filter", "status=ACTUAL", "--filter", "confidence.gte=0.1"], 1),
        (&["--filter", "unit=名"], 0),
    ] {
        let run = folder.run(&[&["export", "-", "--list", "figures", "--format", "jsonl"], arguments].concat());
        assert_eq!((run.code, run.out.lines().count()), (0, rows), "{arguments:?}: {run:?}");
    }
    for (year, rows) in [("2020", 1), ("2021..", 0)] {
        let run = folder.run(&["export", "-", "--list", "series", "--format", "jsonl", "--year", year]);
        assert_eq!((run.code, run.out.lines().count()), (0, rows), "{year}: {run:?}");
    }
    let run = folder.run(&["export", "-", "--list", "series", "--format", "csv", "--pivot", "year", "--bom"]);
    assert!(run.out.starts_with("\u{feff}countyCode,") && run.out.contains(",unit,2020\r\n"), "{run:?}");
}

#[test]
fn standard_output_has_the_rows_alone() {
    let folder = imported();
    let run = folder.run(&["export", "-", "--list", "reports", "--format", "csv"]);
    assert_eq!((run.code, run.out.lines().count(), run.err.as_str()), (0, 2, ""), "{run:?}");
    assert!(files(&folder).is_empty());
}

#[test]
fn what_cannot_be_done_leaves_no_file() {
    let folder = imported();
    std::fs::create_dir(folder.path().join("figures.csv")).unwrap();
    for (arguments, code, words) in [
        (&["out.csv"] as &[&str], 2, "--list"),
        (&["-"], 2, "--list"),
        (&["figures"], 2, "--format"),
        (&["figuresque.csv"], 2, "--list"),
        (&["series.csv", "--filter", "x=1"], 2, "indicator, topic"),
        (&["series.csv", "--filter", "x"], 2, "NAME=VALUE"),
        (&["series.csv", "--year", "soon"], 2, "whole number"),
        (&["sections.csv", "--pivot", "year"], 2, "pivot"),
        (&["reports.jsonl", "--bom"], 2, "bom"),
        (&["figures.csv"], 1, "no file"),
        (&["nowhere/reports.csv"], 1, "nowhere/reports.csv"),
        (&["reports.csv", "--database", "sqlite:missing.db"], 1, "missing.db"),
    ] {
        let run = folder.run(&[&["export"], arguments].concat());
        assert!(run.code == code && run.err.contains(words), "{arguments:?}: {run:?}");
        assert_eq!(files(&folder), ["figures.csv"], "{arguments:?}");
    }
}

#[test]
fn a_file_that_is_there_is_replaced_when_the_new_one_is_whole() {
    let folder = imported();
    folder.write("reports.csv", "old");
    assert_eq!(folder.run(&["export", "reports.csv", "--filter", "x=1"]).code, 2);
    assert_eq!(read(&folder, "reports.csv"), b"old");
    assert_eq!(folder.run(&["export", "reports.csv"]).code, 0);
    assert!(read(&folder, "reports.csv").starts_with(b"id,countyCode,"));
    assert_eq!(files(&folder), ["reports.csv"]);
}

#[cfg(unix)]
#[test]
fn a_file_is_for_everyone_whom_the_mask_lets_read() {
    use std::os::unix::fs::PermissionsExt;

    let folder = imported();
    assert_eq!(folder.run(&["export", "reports.csv"]).code, 0);
    folder.write("other.txt", "made the usual way");
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("reports.csv"), mode("other.txt"));
}
