//! Text with marks → the text that is meant: a line is a line, marks are gone, tables and numbered lists stay what they are.

use pulldown_cmark::{Event, Options, Parser, html::push_html};

use super::{error::IngestError, html};

/// The text of a Markdown document.
pub(super) fn text(marked: &str) -> Result<String, IngestError> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    // Reports are written with one line a paragraph more often than with lines that go on.
    let lines = Parser::new_ext(marked, options).map(|event| match event {
        Event::SoftBreak => Event::HardBreak,
        other => other,
    });
    let mut page = String::with_capacity(marked.len() * 2);
    push_html(&mut page, lines);
    html::text(&page)
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_are_gone_and_what_they_mean_stays() {
        for (marked, text) in [
            ("# 某县2021年**法治**报告\n\n一、主要工作\n二、问题\n", "某县2021年法治报告\n一、主要工作\n二、问题\n"),
            ("1. 化解纠纷12件。\n2. 培训3期。\n", "1. 化解纠纷12件。\n2. 培训3期。\n"),
            ("3. 甲\n\n4. 乙\n", "3. 甲\n4. 乙\n"),
            ("- 甲\n- [乙](http://x.example/)见附件，办结3件\n", "甲\n乙见附件，办结3件\n"),
            ("| 项目 | 件数 |\n|---|---:|\n| 处罚 | 12 |\n", "项目 | 件数\n处罚 | 12\n"),
            ("---\ntitle: 某县报告\n---\n办结12~15件，占\\*九成\n", "办结12~15件，占*九成\n"),
            ("<table><tr><td>处罚</td><td>12</td></tr></table>\n\n全年\n", "处罚 | 12\n全年\n"),
            ("【DIGEST】摘编\n\n全年[^1]办结3件\n", "【DIGEST】摘编\n全年[^1]办结3件\n"),
        ] {
            assert_eq!(super::text(marked).unwrap(), text, "{marked}");
        }
    }

    #[test]
    fn marks_without_end_are_refused_or_read() {
        for marks in ["> ", "- ", "*", "[", "`", "<", "|", "![](", "# ", "1. "] {
            let _ = super::text(&format!("{}深\n", marks.repeat(50_000)));
        }
    }
}
