//! What holds for every text, however strange.

use extract::document::Document;
use extract::{ExtractError, Extractor, Hints};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::bundled().unwrap());

fn hints() -> Hints {
    Hints { county_code: Some("140821".to_owned()), year: Some(2021) }
}

fn extract(text: &str) -> Result<Document, ExtractError> {
    EXTRACTOR.extract(text, &hints())
}

fn scalars(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// Spans lie inside the text, in order, and lead to what they claim.
fn check(text: &str, document: &Document) {
    let length = text.chars().count();
    let mut last = 0;
    for figure in &document.figures {
        assert!(figure.start >= last && figure.start < figure.end && figure.end <= length, "{figure:?}");
        assert_eq!(scalars(text, figure.start, figure.end), figure.raw);
        assert!(figure.value.is_finite() && (0.0..=1.0).contains(&figure.confidence), "{figure:?}");
        assert!(figure.value_high.is_none_or(|high| high > figure.value), "{figure:?}");
        assert!(figure.period.from <= figure.period.to, "{figure:?}");
        assert_eq!(figure.confidence > 0.0, figure.indicator.is_some(), "{figure:?}");
        assert!(document.sections.iter().any(|section| section.path == figure.section), "{figure:?}");
        last = figure.end;
    }
    let mut last = 0;
    for section in &document.sections {
        assert!(section.start >= last && section.start <= section.end && section.end <= length, "{section:?}");
        last = section.end;
    }
    let mut paths: Vec<_> = document.sections.iter().map(|section| &section.path).collect();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), document.sections.len(), "paths are unique");
}

/// Pieces that reports are made of, and pieces that break parsers.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "一、",
            "（一）",
            "(二)",
            "1.",
            "（1）",
            "一是",
            "二是",
            "全年共受理",
            "行政复议申请",
            "其中",
            "分别为",
            "各",
            "近",
            "约",
            "超过",
            "余",
            "万",
            "亿元",
            "件",
            "人次",
            "%",
            "个乡镇",
            "2021年",
            "3月份",
            "至",
            "-",
            "—",
            "。",
            "，",
            "；",
            "：",
            "\n",
            "\n\n",
            "　　",
            "    ",
            "“",
            "”",
            "《",
            "》",
            "（",
            "）",
            "两",
            "三十",
            "千",
            "百分之",
            "第",
            "12348",
            "0.45",
            "1,234",
            "\u{feff}",
            "\r\n",
            "|",
            "下一步",
            "存在问题",
            "每个",
        ])
        .prop_map(str::to_owned),
        any::<u32>().prop_map(|number| number.to_string()),
        "\\PC{0,4}".prop_map(|text| text),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_pieces_is_read_without_harm(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = format!("临猗县2021年法治政府建设工作报告\n{}", pieces.concat());
        if let Ok(document) = extract(&text) {
            check(&text, &document);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        if let Ok(document) = extract(&text) {
            check(&text, &document);
        }
    }

    #[test]
    fn reading_is_deterministic(pieces in prop::collection::vec(piece(), 0..30)) {
        let text = format!("临猗县2021年法治政府建设工作报告\n{}", pieces.concat());
        prop_assert_eq!(extract(&text), extract(&text));
    }
}

/// Hostile repetition costs time in proportion to its length: four times the text, not sixteen times the time.
#[test]
fn time_is_linear_in_length() {
    for unit in [
        "9",
        "一是",
        "（",
        "《",
        "“",
        "1，",
        "受理5件、",
        "三十",
        "2021年",
        "一、",
        "1.",
        "\n",
        "　",
        "其中",
        "%",
        "百分之",
        "至",
        "各级2-3名",
    ] {
        let time = |bytes: usize| {
            let text = format!("临猗县2021年法治政府建设工作报告\n{}", unit.repeat(bytes / unit.len()));
            let start = Instant::now();
            let _ = extract(&text);
            start.elapsed()
        };
        let small = time(60_000);
        let large = time(240_000);
        let bound = small * 10 + Duration::from_millis(400);
        assert!(large < bound, "{unit:?}: {small:?} for 60 kB, {large:?} for 240 kB");
    }
}
