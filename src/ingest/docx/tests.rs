//! A document in, its text out.

use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A document of parts; what is given stands inside the part's root element.
pub(super) fn document(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        let root = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        write!(zip, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:part xmlns:w=\"{root}\">{content}</w:part>").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(body: &str) -> String {
    super::text(&document(&[("word/document.xml", body)])).unwrap()
}

fn numbered(numbering: &str, styles: &str, body: &str) -> String {
    let parts = [("word/document.xml", body), ("word/numbering.xml", numbering), ("word/styles.xml", styles)];
    super::text(&document(&parts)).unwrap()
}

/// A paragraph of the list 1.
fn item(level: usize, text: &str) -> String {
    let number = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>");
    format!("<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// The levels of a list: form and text.
fn levels(levels: &[(&str, &str)]) -> String {
    let level = |(at, (form, text)): (usize, &(&str, &str))| {
        format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{form}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>")
    };
    levels.iter().enumerate().map(level).collect()
}

fn list(given: &[(&str, &str)]) -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>",
        levels(given)
    )
}

#[test]
fn paragraphs_are_lines_and_cells_stand_side_by_side() {
    let cell = |text: &str| format!("<w:tc><w:tcPr><w:tcW/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let table = format!("<w:tbl>{}{}</w:tbl>", row(&["项目", "件数"]), row(&["处罚", "12"]));
    let body = "<w:body><w:p><w:r><w:t>全年</w:t></w:r><w:r><w:t xml:space=\"preserve\">办结 12件&amp;&#x4e00;</w:t></w:r></w:p>";
    assert_eq!(
        read(&format!(
            "{body}<w:p/>{table}<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p></w:body>"
        )),
        "全年办结 12件&一\n项目 | 件数\n处罚 | 12\n甲\n乙\t丙\n"
    );
}

#[test]
fn what_is_not_said_is_left_out() {
    let run = |inside: &str| format!("<w:r>{inside}</w:r>");
    let text = |words: &str| run(&format!("<w:t>{words}</w:t>"));
    let body = [
        text("办结"),
        format!("<w:del>{}</w:del><w:ins>{}</w:ins>", run("<w:delText>11件</w:delText>"), text("12件")),
        format!("<w:moveFrom>{}</w:moveFrom>", text("移走")),
        run("<w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t>"),
        run("<w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>，可见</w:t>"),
        run("<w:fldChar w:fldCharType=\"begin\"/><w:instrText> PAGE </w:instrText>"),
        run(&format!("<w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict>", text("文本框"))),
        run("<w:ruby><w:rt><w:r><w:t>bàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>办</w:t></w:r></w:rubyBase></w:ruby>"),
    ];
    assert_eq!(read(&format!("<w:p>{}</w:p>", body.concat())), "办结12件，可见办\n");
}

#[test]
fn a_table_of_contents_is_left_out() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"11\"><w:name w:val=\"toc 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"11\"/></w:style>";
    let line =
        |style: &str, text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>");
    assert_eq!(numbered("", styles, &[line("11", "一、工作 3"), line("a", "二、问题 9"), line("b", "正文")].concat()), "正文\n");
}

#[test]
fn numbers_of_lists_are_written() {
    let numbering =
        list(&[("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%1.%4")]);
    let body = [
        item(0, "工作"),
        item(1, "调解"),
        item(2, "受理"),
        item(2, "2021年"),
        item(1, "复议"),
        item(2, "收到"),
        "<w:p><w:r><w:t>其间一段</w:t></w:r></w:p>".to_owned(),
        item(0, "问题"),
        item(1, "不足"),
    ];
    assert_eq!(
        numbered(&numbering, "", &body.concat()),
        "一、工作\n（一）调解\n1.受理\n2. 2021年\n（二）复议\n1.收到\n其间一段\n二、问题\n（一）不足\n"
    );
}

#[test]
fn a_style_may_number_and_a_paragraph_may_say_no() {
    let numbering = "<w:abstractNum w:abstractNumId=\"7\">\
        <w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/><w:pStyle w:val=\"h1\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"（%2）\"/><w:pStyle w:val=\"h2\"/></w:lvl>\
        </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>";
    let style = |id: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
        )
    };
    let child = "<w:style w:type=\"paragraph\" w:styleId=\"h3\"><w:basedOn w:val=\"h2\"/></w:style>";
    let line = |style: &str, more: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let none = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = [line("h1", "", "甲"), line("h2", "", "乙"), line("h3", "", "丙"), line("h1", none, "丁"), line("h1", "", "戊")];
    assert_eq!(
        numbered(numbering, &[style("h1"), style("h2"), child.to_owned()].concat(), &body.concat()),
        "一、甲\n（一）乙\n（二）丙\n丁\n二、戊\n"
    );
}

#[test]
fn a_second_list_may_begin_anew_or_go_on() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>",
        levels(&[("decimal", "%1.")])
    );
    let of = |list: &str, text: &str| item(0, text).replace("numId w:val=\"1\"", &format!("numId w:val=\"{list}\""));
    let body = [of("1", "甲"), of("2", "乙"), of("3", "丙"), of("3", "丁"), of("9", "戊")];
    assert_eq!(numbered(&numbering, "", &body.concat()), "1.甲\n2.乙\n5.丙\n6.丁\n戊\n");
}

#[test]
fn a_bomb_is_refused() {
    let body = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", " ".repeat(65 * 1024 * 1024));
    let packed = document(&[("word/document.xml", &body)]);
    assert!(packed.len() < 100_000, "{}", packed.len());
    assert_eq!(super::text(&packed).unwrap_err().code(), "TOO_LARGE");
    let deep = document(&[("word/document.xml", &"<w:p>".repeat(100_000))]);
    assert_eq!(super::text(&deep).unwrap_err().code(), "UNSUPPORTED_FORMAT");
}

#[test]
fn what_is_broken_says_so() {
    let whole = document(&[("word/document.xml", "<w:p><w:r><w:t>全年</w:t></w:r></w:p>")]);
    let other = document(&[("word/other.xml", "")]);
    let crossed = document(&[("word/document.xml", "<w:p></w:r></w:p>")]);
    for bytes in [&whole[..whole.len() / 2], &other, &crossed, b"PK\x03\x04"] {
        assert_eq!(super::text(bytes).unwrap_err().code(), "DAMAGED_FILE");
    }
}
