//! `fazhi extract`: what is read in a report, for programs and for people.

use crate::program::{Folder, REPORT};
use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

#[test]
fn text_shows_the_outline_with_every_figure_marked_and_read() {
    let folder = Folder::new();
    folder.write("report.txt", REPORT);
    let run = folder.run(&["extract", "report.txt", "--format", "text"]);
    assert_eq!(run.code, 0, "{run:?}");
    let lines: Vec<&str> = run.out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines[0], "平遥县2020年度法治政府建设工作报告");
    assert!(lines[1].contains("平遥县 140728 · 2020年"), "{lines:?}");
    assert!(lines.contains(&"一、主要工作  achievements"), "{lines:?}");
    assert!(lines.contains(&"全年收到行政复议申请[22件]。"), "{lines:?}");
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("22 件 EXACT ACTUAL 2020年 → ") && line.contains("(reconsideration.applications)")),
        "{lines:?}"
    );
    assert!(lines.contains(&"二、存在问题  problems"), "{lines:?}");
    assert!(!run.out.contains('\u{1b}'), "{run:?}");
}

#[test]
fn colour_takes_the_place_of_brackets_where_it_is_wanted() {
    let folder = Folder::new();
    folder.write("report.txt", REPORT);
    let output = folder.command(&["extract", "report.txt"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("\u{1b}[") && !text.contains("[22件]"), "{text}");
}

#[test]
fn json_is_the_whole_document() {
    let folder = Folder::new();
    let run = folder.run_with(&["extract", "-", "--format", "json"], REPORT.as_bytes());
    assert_eq!(run.code, 0, "{run:?}");
    let document: extract::document::Document = serde_json::from_str(&run.out).unwrap();
    assert_eq!((document.report.county_code.as_str(), document.report.year), ("140728", 2020));
    let figure = &document.figures[0];
    let raw: String = REPORT.chars().skip(figure.start).take(figure.end - figure.start).collect();
    assert_eq!((raw.as_str(), figure.value), ("22件", 22.0));
}

#[test]
fn every_figure_of_a_sample_is_shown_once() {
    let folder = Folder::new();
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/reports/640324-2021.txt");
    let sample = sample.to_str().unwrap();
    let json = folder.run(&["extract", sample, "--format", "json"]);
    let document: extract::document::Document = serde_json::from_str(&json.out).unwrap();
    let text = folder.run(&["extract", sample]).out;
    assert_eq!(text.lines().filter(|line| line.contains(" → ")).count(), document.figures.len());
    for figure in &document.figures {
        assert!(text.contains(&format!("[{}]", figure.raw)), "{}", figure.raw);
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::new();
    let report = format!("{REPORT}{}", "三、下一步\n继续努力，做好工作。\n".repeat(20_000));
    folder.write("report.txt", report);
    let mut child = folder
        .command(&["extract", "report.txt", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}
