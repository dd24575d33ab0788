//! `fazhi generate`: what it writes, and what the other commands make of it.

use crate::program::Folder;
use std::{collections::BTreeMap, path::Path, process::Command};

/// Every file below a folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

const SMALL: [&str; 6] = ["generate", "--counties", "2", "--years", "2020-2022", "out"];

#[test]
fn the_same_command_writes_the_same_files() {
    let (one, two) = (Folder::new(), Folder::new());
    let run = one.run(&SMALL);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains("6 reports of 2 counties, "), "{}", run.out);
    two.run(&SMALL);
    let written = files(&one.path().join("out"));
    assert_eq!(written, files(&two.path().join("out")));
    assert_eq!(written.len(), 6 + 6 + 1, "{:?}", written.keys());
    assert!(written["990121-2020.txt"].starts_with("【FICTIONAL】".as_bytes()));
    // Again into the same folder.
    assert_eq!(one.run(&SMALL).code, 0);
    assert_eq!(written, files(&one.path().join("out")));
    let other = two.run(&["generate", "--counties", "2", "--years", "2020-2022", "--seed", "2", "other"]);
    assert_eq!(other.code, 0, "{other:?}");
    assert_ne!(written["990121-2020.txt"], files(&two.path().join("other"))["990121-2020.txt"]);
}

#[test]
fn the_table_has_a_row_for_every_point_and_says_where_it_comes_from() {
    let folder = Folder::new();
    folder.run(&SMALL);
    let written = files(&folder.path().join("out"));
    let gold: serde_json::Value = serde_json::from_slice(&written["gold/990122-2021.json"]).unwrap();
    let mut rows = csv::Reader::from_reader(written["series.csv"].as_slice());
    let rows: Vec<BTreeMap<String, String>> = rows.deserialize().map(Result::unwrap).collect();
    for figure in gold["figures"].as_array().unwrap() {
        let (Some(code), "2021") = (figure["indicator"].as_str(), figure["period"].as_str().unwrap()) else { continue };
        let row = rows.iter().find(|row| row["county_code"] == "990122" && row["year"] == "2021" && row["indicator"] == code);
        let row = row.unwrap_or_else(|| panic!("no row for {code}"));
        assert_eq!(row["report_year"], "2021");
        assert_eq!(row["qualifier"].to_lowercase(), figure["qualifier"].as_str().unwrap());
        assert_eq!(row["value"].parse::<f64>().unwrap(), figure["value"].as_f64().unwrap(), "{code}");
    }
}

#[test]
fn what_is_written_is_imported_and_scored_without_being_told_anything() {
    let folder = Folder::new();
    folder.run(&SMALL);
    let scored = folder.run(&["eval", "out/gold", "--at-least", "figures=0.99", "--at-least", "metadata=1"]);
    assert_eq!(scored.code, 0, "{scored:?}");
    let imported = folder.run(&["import", "out"]);
    assert_eq!(imported.code, 0, "{imported:?}");
    assert!(imported.out.contains("6 reports (6 new)") && imported.out.contains(" 0 warnings"), "{}", imported.out);
    assert!(folder.run(&["import", "out"]).out.contains("6 reports (6 unchanged)"));
}

#[test]
fn a_folder_with_other_reports_stays_as_it_is() {
    let folder = Folder::new();
    folder.write("out/平遥县.txt", "a report");
    let run = folder.run(&SMALL);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.err.contains("out has 平遥县.txt, which is none of these reports; give a folder of their own"), "{}", run.err);
    assert_eq!(files(&folder.path().join("out")).len(), 1);
    // The reports of more counties are others, too.
    let folder = Folder::new();
    folder.run(&SMALL);
    let fewer = folder.run(&["generate", "--counties", "1", "--years", "2020-2022", "out"]);
    assert_eq!((fewer.code, files(&folder.path().join("out")).len()), (1, 13), "{fewer:?}");
}

#[test]
fn numbers_out_of_range_are_told() {
    let folder = Folder::new();
    for (arguments, said) in [
        (["--counties", "0"], "a number from 1 to 4032"),
        (["--counties", "5000"], "a number from 1 to 4032"),
        (["--years", "2024-2015"], "write it as 2015-2024, with years from 2005 to 2034"),
        (["--years", "1990-2000"], "write it as 2015-2024, with years from 2005 to 2034"),
    ] {
        let run = folder.run(&["generate", arguments[0], arguments[1], "out"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.err.contains(said), "{}", run.err);
    }
    assert!(!folder.path().join("out").exists());
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_whole_files_and_no_table() {
    let folder = Folder::new();
    let arguments = ["generate", "--counties", "4032", "--years", "2005-2034", "--no-gold", "out"];
    let mut child = folder.command(&arguments).stdout(std::process::Stdio::null()).spawn().unwrap();
    let out = folder.path().join("out");
    while !out.join("990221-2034.txt").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let written = files(&out);
    assert!(!written.contains_key("series.csv"));
    let texts: Vec<_> = written.iter().filter(|(name, _)| name.ends_with(".txt")).collect();
    assert!(texts.len() >= 90 && texts.len() % 30 == 0, "{} texts", texts.len());
    assert!(texts.iter().all(|(_, bytes)| bytes.len() > 1000 && bytes.ends_with(b"\n")));
    assert!(written.keys().all(|name| name.ends_with(".txt") || name == "series.csv.part"), "{:?}", written.keys());
}
