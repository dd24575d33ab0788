//! One report in every format: what is read is the same, figure by figure.
//!
//! The files are those of LibreOffice and Chromium; `tests/files/make.py` makes them again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/archive.rs"]
mod archive;

use encoding_rs::GB18030;
use extract::{Extractor, Hints, document::Document};
use fazhi::ingest::{self, Read};
use std::{fs, path::Path, sync::LazyLock};

const REPORTS: [&str; 2] = ["04-guizhou", "08-sichuan"];

fn read(path: &str) -> Read {
    ingest::pdf_reader(env!("CARGO_BIN_EXE_fazhi").into());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    ingest::read(&fs::read(&path).unwrap(), &path.to_string_lossy()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn document(path: &str) -> Document {
    static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::bundled().unwrap());
    EXTRACTOR.extract(&read(path).text, &Hints::default()).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a figure says, without where it stands.
fn figures(document: &Document) -> Vec<String> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let line = |figure: &extract::document::Figure| {
        format!(
            "{} {} {:?} {:?} {:?} {:?} {:?} {:?} {}",
            bare(&figure.raw),
            figure.value,
            figure.value_high,
            figure.unit,
            figure.qualifier,
            figure.status,
            figure.period,
            figure.indicator,
            figure.section
        )
    };
    document.figures.iter().map(line).collect()
}

#[test]
fn every_format_of_a_report_has_the_same_figures() {
    for report in REPORTS {
        let text = document(&format!("extract/tests/specimens/open/{report}.txt"));
        let expected = figures(&text);
        assert!(expected.len() > 50, "{report}: {}", expected.len());
        for kind in ["docx", "html", "pdf", "chromium.pdf"] {
            let other = document(&format!("tests/files/{report}.{kind}"));
            let found = figures(&other);
            let missing: Vec<_> = expected.iter().filter(|figure| !found.contains(figure)).collect();
            let more: Vec<_> = found.iter().filter(|figure| !expected.contains(figure)).collect();
            assert!(missing.is_empty() && more.is_empty(), "{report}.{kind}: missing {missing:#?}, more {more:#?}");
            assert_eq!(found, expected, "{report}.{kind}");
            let outline = |document: &Document| -> Vec<(String, String)> {
                document.sections.iter().map(|section| (section.path.clone(), section.heading.clone())).collect()
            };
            assert_eq!(outline(&other), outline(&text), "{report}.{kind}");
            let said = |document: &Document| {
                let report = &document.report;
                (
                    report.county_code.clone(),
                    report.year,
                    report.title.clone(),
                    report.document_number.clone(),
                    report.signed_on.clone(),
                )
            };
            assert_eq!(said(&other), said(&text), "{report}.{kind}");
        }
    }
}

#[test]
fn a_format_says_what_it_is() {
    for (file, media_type, charset) in [
        ("tests/files/08-sichuan.html", "text/html", Some("UTF-8")),
        ("tests/files/08-sichuan.pdf", "application/pdf", None),
        ("tests/files/08-sichuan.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
    ] {
        let read = read(file);
        assert_eq!((read.media_type.as_str(), read.charset), (media_type, charset), "{file}");
    }
}

#[test]
fn a_pdf_that_only_may_not_be_copied_is_read() {
    assert_eq!(read("tests/files/owner.pdf").text, read("tests/files/08-sichuan.pdf").text);
}

const LINES: [&str; 3] = ["临猗县2021年法治政府建设情况报告", "一、主要工作", "全年办结行政复议案件12件，办结率98.5%。"];

#[test]
fn a_font_that_only_names_its_encoding_is_read() {
    let text = format!("{}\n", LINES.join("\n"));
    let gbk: Vec<Vec<u8>> = LINES.iter().map(|line| GB18030.encode(line).0.into_owned()).collect();
    let ucs2: Vec<Vec<u8>> = LINES.iter().map(|line| line.encode_utf16().flat_map(u16::to_be_bytes).collect()).collect();
    for (encoding, lines) in
        [("GBK-EUC-H", &gbk), ("GBKp-EUC-H", &gbk), ("GBK2K-H", &gbk), ("UniGB-UCS2-H", &ucs2), ("UniGB-UTF16-H", &ucs2)]
    {
        let pdf = archive::page_in(encoding, "GB1", lines);
        ingest::pdf_reader(env!("CARGO_BIN_EXE_fazhi").into());
        assert_eq!(ingest::read(&pdf, "a.pdf").unwrap().text, text, "{encoding}");
    }
}

#[test]
fn a_hostile_pdf_is_an_error_and_takes_no_more_than_it_may() {
    ingest::pdf_reader(env!("CARGO_BIN_EXE_fazhi").into());
    for (what, pdf) in archive::hostile_pdfs() {
        let start = std::time::Instant::now();
        let error = ingest::read(&pdf, "a.pdf").expect_err(what);
        assert!(matches!(error.code(), "TOO_LARGE" | "NO_TEXT" | "DAMAGED_FILE"), "{what}: {error}");
        println!("{what}: {} after {:?}", error.code(), start.elapsed());
        assert!(start.elapsed().as_secs() < 60, "{what}: {:?}", start.elapsed());
    }
}
