//! Hostile texts: repetition costs time in proportion to its length, and no text more memory than its size allows.

use extract::document::Document;
use extract::{ExtractError, Extractor, Hints, MOST_FIGURES};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::bundled().unwrap());

const HEAD: &str = "临猗县2021年法治政府建设工作报告\n";

fn extract(text: &str) -> Result<Document, ExtractError> {
    EXTRACTOR.extract(text, &Hints { county_code: Some("140821".to_owned()), year: Some(2021) })
}

/// The time that this thread has worked, where the system tells it: other work on the machine does not count.
fn worked() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let nanoseconds =
        std::fs::read_to_string("/proc/thread-self/schedstat").ok().and_then(|times| times.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

fn time(text: &str) -> Duration {
    let before = worked();
    let _ = extract(text);
    worked() - before
}

#[test]
fn a_megabyte_of_one_thing_is_read_or_refused_within_two_seconds() {
    for unit in
        ["9", "一是", "（", "、", "其中", "分别为1、", "第", "《", "\n", "|", "2021年", "一百", "调", "1%", "1.\n", "受理5件，"]
    {
        let taken = time(&format!("{HEAD}一、{}", unit.repeat(1_000_000 / unit.len())));
        assert!(taken < Duration::from_secs(2), "{unit:?}: {taken:?}");
    }
}

/// Asserts that four times the text takes no more than six times as long.
fn assert_linear(what: &str, text: impl Fn(usize) -> String) {
    const SMALL: usize = 25_000;
    let (small, large) = (time(&text(SMALL)), time(&text(4 * SMALL)));
    // What takes a few milliseconds is not measured well.
    let bound = small * 6 + Duration::from_millis(60);
    assert!(large < bound, "{what}: {small:?} for {SMALL} bytes, {large:?} for four times as many");
}

fn assert_linear_in_repetitions(units: &[&str]) {
    for unit in units {
        for opening in ["", "一、受理行政复议案件，其中"] {
            assert_linear(&format!("{opening}{unit:?}"), |bytes| format!("{HEAD}{opening}{}", unit.repeat(bytes / unit.len())));
        }
    }
}

#[test]
fn one_character_or_word_again_and_again() {
    assert_linear_in_repetitions(&[
        "9",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "、",
        "，",
        "。",
        "；",
        "：",
        "\n",
        "\r\n",
        "　",
        " ",
        "\t",
        "|",
        "-",
        "*",
        "#",
        "第",
        "一",
        "十",
        "百",
        "一百",
        "万",
        "亿",
        "零",
        "几",
        "数",
        "半",
        "年",
        "件",
        "的",
        "为",
        "每",
        "各",
        "其中",
        "百分之",
        "分别",
        "至",
        "2021年",
        "1月1日",
        "上半年",
        "第一季度",
        "律师",
        "平遥县",
        "朝阳区",
        "法治",
        "调",
        "A",
        "é",
        "𠮷",
        "\u{200b}",
        "①",
    ]);
}

#[test]
fn items_and_headings_again_and_again() {
    assert_linear_in_repetitions(&[
        "一是",
        "一是，",
        "一是二是，",
        "一、",
        "一、\n",
        "（一）\n",
        "1.",
        "1.\n",
        "1）",
        "（1）",
        "一是否",
        "问题不足，一是",
        "> ",
        "索引号：1\n",
        "打印\n",
        "某某县\n",
        "县人民政府\n",
        "2022年1月1日\n",
        "法治政府报告\n",
        "法治\n",
        "报告\n",
        "某，b\n",
        "〔2021〕1号",
    ]);
}

#[test]
fn figures_again_and_again() {
    assert_linear_in_repetitions(&[
        "1%",
        "1件",
        "1，",
        "1件，",
        "受理5件、",
        "其中1件",
        "其中1件，",
        "分别为1、",
        "分别为1件、",
        "各级2-3名",
        "1万",
        "1,234",
        "0.",
        "1-",
        "1至",
        "百分之一",
        "同比增长1%",
        "由1件提高到2件",
        "由2021年的1件提高到2件，",
        "每个1名",
        "在甲、乙各1个",
        "每月1次",
        "至少1次",
        "累计1件",
        "全年1件",
        "上年1件",
        "分数1分",
        "共1小时",
        "办结率1%",
        "1件2件3件，办结率1%",
        "100件，其中50件、50件，",
        "（其中1件）",
        "1件（其中1件）",
        "“1件”",
        "办理行政复议案件1件，其中",
        "法律援助1件\n",
        "2021年1月1日至2021年2月",
        "2021-",
        "10:30",
    ]);
}

#[test]
fn tables_of_any_shape() {
    assert_linear_in_repetitions(&["|1", "|1|\n", "a|1\n", "a\t1\n", "|项目|2021年|\n|a|1|\n"]);
    for cell in ["1|", "调|", "1件|"] {
        assert_linear(&format!("two rows of {cell:?}"), |bytes| {
            let row = cell.repeat(bytes / 2 / cell.len());
            format!("{HEAD}项目|{row}\n合计|{row}\n")
        });
    }
    assert_linear("a column with a long head", |bytes| {
        format!("{HEAD}项目|{}\n{}", "2021".repeat(bytes / 8), "合计|1\n".repeat(bytes / 18))
    });
    assert_linear("a row with a long name", |bytes| {
        format!("{HEAD}项目|{}\n{}|{}\n", "甲|".repeat(bytes / 16), "调（".repeat(bytes / 24), "1|".repeat(bytes / 16))
    });
}

#[test]
fn much_of_one_thing_and_then_much_of_another() {
    let parts = ["由2021年的1件提高到2件，", "一是，", "2021年", "1件", "调", "（", "\n", "其中"];
    for first in parts {
        for second in parts {
            assert_linear(&format!("{first:?}, {second:?}"), |bytes| {
                let half = |part: &str| part.repeat(bytes / 2 / part.len());
                format!("{HEAD}一、{}\n{}", half(first), half(second))
            });
        }
    }
    assert_linear("rates and counts", |bytes| {
        let sentence = format!("{}{}。", "办结7件、".repeat(20), "办结率3%、".repeat(20));
        format!("{HEAD}{}", sentence.repeat(bytes / sentence.len()))
    });
}

#[test]
fn a_text_with_more_figures_or_sections_than_any_report_is_refused() {
    let figures = format!("{HEAD}{}", "受理1件，".repeat(MOST_FIGURES + 1));
    let sections = format!("{HEAD}{}", "1.调解\n".repeat(60_000));
    for (text, what) in [(figures, "figures"), (sections, "sections")] {
        let error = extract(&text).unwrap_err();
        assert_eq!(error.code(), "TOO_LARGE");
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[test]
fn a_number_of_any_length_is_finite() {
    for number in
        ["9".repeat(400), format!("1{}", "亿".repeat(400)), "亿".repeat(400), format!("九{}", "万".repeat(90)), "1,".repeat(90)]
    {
        let document = extract(&format!("{HEAD}一、工作\n受理{number}件，办结{number}余件。\n")).unwrap();
        assert!(document.figures.iter().all(|figure| figure.value.is_finite()), "{number}");
    }
}

#[test]
fn a_long_row_is_quoted_in_part() {
    let row = "100|".repeat(10_000);
    let document = extract(&format!("{HEAD}一、工作\n项目（件）|{}\n受理|{row}\n", "甲|".repeat(10_000))).unwrap();
    assert_eq!(document.figures.len(), 10_000);
    assert!(document.figures.iter().all(|figure| figure.quote.len() < 2_000));
}
