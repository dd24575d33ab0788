//! What holds for every text, however strange.

use extract::document::Document;
use extract::{ExtractError, Extractor, Hints};
use proptest::prelude::*;
use std::sync::LazyLock;

#[path = "support/invariants.rs"]
mod invariants;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::bundled().unwrap());

fn hints() -> Hints {
    Hints { county_code: Some("140821".to_owned()), year: Some(2021) }
}

fn extract(text: &str) -> Result<Document, ExtractError> {
    EXTRACTOR.extract(text, &hints())
}

fn check(text: &str) {
    if let Ok(document) = extract(text) {
        invariants::check(&EXTRACTOR, text, &document);
    }
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
        check(&text);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn reading_is_deterministic(pieces in prop::collection::vec(piece(), 0..30)) {
        let text = format!("临猗县2021年法治政府建设工作报告\n{}", pieces.concat());
        prop_assert_eq!(extract(&text), extract(&text));
    }
}
