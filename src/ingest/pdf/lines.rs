//! Signs → lines → paragraphs.
//!
//! A page knows no paragraphs. A line goes on in the next one when it is full and the next one is not indented; where the
//! paragraphs are not indented, they stand further apart.

use std::collections::HashMap;

use super::page::Glyph;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    /// Where it begins and ends.
    pub x: f64,
    pub end: f64,
    /// Where it stands; y grows downwards.
    pub y: f64,
    pub size: f64,
}

/// The lines of a page, from top to bottom.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    for glyph in glyphs {
        // Notes that are raised a little belong to their line.
        let same = |line: &Vec<Glyph>| line.last().is_some_and(|last| glyph.y - last.y <= 0.4 * glyph.size.min(last.size));
        match lines.last_mut() {
            Some(line) if same(line) => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    let columns: Vec<Vec<f64>> = lines.iter().map(|line| columns(line)).collect();
    let near = |at: usize| {
        let above = at.checked_sub(1).and_then(|above| columns.get(above));
        let around = above.into_iter().chain(columns.get(at + 1)).flatten().copied();
        // Only a row has neighbours that are rows of the same table.
        around.filter(|_| !columns[at].is_empty()).collect::<Vec<f64>>()
    };
    lines.iter().enumerate().filter_map(|(at, glyphs)| line(glyphs, &near(at))).collect()
}

/// A gap as wide as this, in sizes, is one between cells.
const GAP: f64 = 1.6;

/// Where the cells of a line begin, but for the first.
fn columns(glyphs: &[Glyph]) -> Vec<f64> {
    glyphs.windows(2).filter(|pair| pair[1].x - pair[0].end > GAP * pair[1].size).map(|pair| pair[1].x).collect()
}

/// The signs of a line, from left to right, with the gaps between them. `near` is where cells begin in the lines around it:
/// a cell that is full leaves no gap.
fn line(glyphs: &[Glyph], near: &[f64]) -> Option<Line> {
    let mut text = String::new();
    let mut last: Option<&Glyph> = None;
    let mut bounds: Option<(f64, f64)> = None;
    for glyph in glyphs {
        if let Some(last) = last {
            // Bold letters are drawn twice, a hair's breadth apart.
            if glyph.text == last.text && glyph.x - last.x < 0.2 * glyph.size {
                continue;
            }
            let gap = (glyph.x - last.end) / glyph.size;
            let ascii = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric());
            let begins = || near.iter().any(|column| (column - glyph.x).abs() < 0.1 * glyph.size);
            if gap > GAP || (gap > 0.15 && begins()) {
                text.push('\t');
            } else if gap > 0.2 && ascii(&last.text) && ascii(&glyph.text) {
                text.push(' ');
            }
        }
        text.push_str(&glyph.text);
        if !glyph.text.trim().is_empty() {
            let (start, end) = bounds.unwrap_or((glyph.x, glyph.end));
            bounds = Some((start.min(glyph.x), end.max(glyph.end)));
        }
        last = Some(glyph);
    }
    let (x, end) = bounds?;
    let size = middle(glyphs.iter().map(|glyph| glyph.size).collect())?;
    let y = middle(glyphs.iter().map(|glyph| glyph.y).collect())?;
    let text = text.trim_matches(|c: char| c.is_whitespace()).to_owned();
    Some(Line { text, x, end, y, size })
}

fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// The text of a document, one line a paragraph, without what stands on every page.
pub(super) fn paragraphs(pages: &[Vec<Line>]) -> String {
    let furniture = furniture(pages);
    let pages: Vec<Vec<&Line>> = pages
        .iter()
        .map(|page| {
            let last = page.len().saturating_sub(EDGE);
            let is_edge = |at: usize| at < EDGE || at >= last;
            page.iter()
                .enumerate()
                .filter(|(at, line)| !(is_edge(*at) && is_furniture(line, &furniture)))
                .map(|(_, line)| line)
                .collect()
        })
        .collect();
    let measure = Measure::of(&pages);
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for page in &pages {
        for (at, line) in page.iter().enumerate() {
            let same_page = at > 0;
            match before {
                None => {}
                Some(before) if measure.goes_on(before, line, same_page) => {
                    let words = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                    if words(before.text.chars().last()) && words(line.text.chars().next()) {
                        text.push(' ');
                    }
                }
                Some(_) => text.push('\n'),
            }
            text.push_str(&line.text);
            before = Some(line);
        }
    }
    text.push('\n');
    text
}

/// How the body of a document is set.
#[derive(Debug)]
struct Measure {
    left: f64,
    right: f64,
    /// From line to line, in sizes.
    leading: f64,
}

impl Measure {
    fn of(pages: &[Vec<&Line>]) -> Measure {
        let all = || pages.iter().flatten();
        // Most lines begin at the margin; those that do not are indented or in the middle.
        let mut starts: HashMap<i64, usize> = HashMap::new();
        for line in all() {
            *starts.entry(line.x.round() as i64).or_default() += 1;
        }
        let left = starts.iter().max_by_key(|(at, count)| (**count, -**at)).map_or(0.0, |(at, _)| *at as f64);
        let mut ends: Vec<f64> = all().map(|line| line.end).collect();
        ends.sort_by(f64::total_cmp);
        let right = ends.get(ends.len() * 9 / 10).copied().unwrap_or(0.0);
        let steps = pages.iter().flat_map(|page| page.windows(2)).map(|pair| (pair[1].y - pair[0].y) / pair[1].size);
        let mut steps: Vec<f64> = steps.collect();
        steps.sort_by(f64::total_cmp);
        // The lower quarter: paragraphs may stand further apart, lines inside them never do.
        let leading = steps.get(steps.len() / 4).copied().unwrap_or(2.0);
        Measure { left, right, leading }
    }

    fn goes_on(&self, line: &Line, next: &Line, same_page: bool) -> bool {
        let full = line.end >= self.right - 2.4 * line.size;
        let indented = next.x > self.left + 0.9 * next.size;
        let same_size = (line.size - next.size).abs() <= 0.1 * line.size;
        let apart = same_page && (next.y - line.y) / next.size > self.leading * 1.25;
        let row = line.text.contains('\t') || next.text.contains('\t');
        full && !indented && same_size && !apart && !row
    }
}

/// Lines at the top and at the bottom of a page that may be furniture.
const EDGE: usize = 2;

/// Lines that stand at the edge of most pages, whatever the number of the page: heads, feet, addresses.
fn furniture(pages: &[Vec<Line>]) -> Vec<String> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let mut edge: Vec<String> =
            page.iter().take(EDGE).chain(page.iter().rev().take(EDGE)).map(|line| shape(&line.text)).collect();
        edge.sort();
        edge.dedup();
        for line in edge {
            *count.entry(line).or_default() += 1;
        }
    }
    let often = |times: usize| times >= 3 && times * 2 > pages.len() || times == 2 && pages.len() == 2;
    count.into_iter().filter(|(_, times)| often(*times)).map(|(line, _)| line).collect()
}

/// A line without the number of its page, which stands at one of its ends. Numbers inside stay: `办结3件` and `办结5件` are
/// two lines, and none of them is furniture.
fn shape(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.trim_matches(is_of_page_number).to_owned()
}

fn is_of_page_number(c: char) -> bool {
    c.is_ascii_digit() || "-—–－·第页共/，,_".contains(c)
}

/// A sentence is no furniture, however often it stands there.
fn is_furniture(line: &Line, repeated: &[String]) -> bool {
    let sentence = line.text.trim_end().ends_with(['。', '；', '，', '、', '：']);
    is_page_number(&line.text) || (!sentence && repeated.contains(&shape(&line.text)))
}

/// `3`, `- 3 -`, `第3页 共12页`, `3/12`
fn is_page_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_whitespace() || is_of_page_number(c));
    plain && (1..=6).contains(&digits) && (digits <= 3 || text.contains(['/', '页']))
}

#[cfg(test)]
mod tests {
    use super::{lines, paragraphs};
    use crate::ingest::pdf::page::Glyph;

    /// A line of signs of ten points each, from this place on.
    fn row(text: &str, x: f64, y: f64) -> Vec<Glyph> {
        text.chars()
            .enumerate()
            .filter(|(_, c)| *c != ' ')
            .map(|(at, c)| {
                let x = x + 10.0 * at as f64;
                Glyph { text: c.to_string(), x, end: x + 10.0, y, size: 10.0 }
            })
            .collect()
    }

    fn read(pages: &[&[(&str, f64, f64)]]) -> String {
        let pages: Vec<_> =
            pages.iter().map(|page| lines(page.iter().flat_map(|(text, x, y)| row(text, *x, *y)).collect())).collect();
        paragraphs(&pages)
    }

    #[test]
    fn a_full_line_goes_on_in_the_next_and_over_the_page() {
        let text = read(&[
            &[
                ("一、主要工作", 20.0, 10.0),
                ("全年收到行政复议申", 20.0, 30.0),
                ("请二十二件，办结二十", 0.0, 50.0),
                ("件，纠错三件。其中一", 0.0, 70.0),
                ("- 1 -", 40.0, 90.0),
            ],
            &[("件撤销。", 0.0, 10.0), ("二、问题", 20.0, 30.0), ("- 2 -", 40.0, 90.0)],
        ]);
        assert_eq!(text, "一、主要工作\n全年收到行政复议申请二十二件，办结二十件，纠错三件。其中一件撤销。\n二、问题\n");
    }

    #[test]
    fn paragraphs_without_indent_stand_apart() {
        let text = read(&[&[
            ("全年收到行政复议申请", 0.0, 10.0),
            ("二十二件，办结二十件。", 0.0, 25.0),
            ("开展培训班六期培训三", 0.0, 55.0),
            ("百人次。", 0.0, 70.0),
        ]]);
        assert_eq!(text, "全年收到行政复议申请二十二件，办结二十件。\n开展培训班六期培训三百人次。\n");
    }

    #[test]
    fn cells_stand_apart_and_rows_are_not_joined() {
        let text = read(&[&[("项目      件数    ", 0.0, 10.0), ("处罚      12", 0.0, 30.0), ("检查      34", 0.0, 50.0)]]);
        assert_eq!(text, "项目\t件数\n处罚\t12\n检查\t34\n");
    }

    #[test]
    fn a_full_cell_is_told_by_those_around_it() {
        let mut full = row("检查户次数", 0.0, 30.0);
        full.extend(row("15", 53.0, 30.0));
        full.extend(row("13", 103.0, 30.0));
        let mut glyphs = row("项目", 0.0, 10.0);
        glyphs.extend(row("去年", 53.0, 10.0));
        glyphs.extend(row("今年", 103.0, 10.0));
        glyphs.extend(full);
        let rows: Vec<String> = lines(glyphs).into_iter().map(|line| line.text).collect();
        assert_eq!(rows, ["项目\t去年\t今年", "检查户次数\t15\t13"]);
    }

    #[test]
    fn heads_and_feet_are_left_out() {
        let page = |number: &str, body: [&str; 3]| {
            let mut page = row("某县人民政府文件", 30.0, 5.0);
            for (at, line) in body.iter().enumerate() {
                page.extend(row(line, 0.0, 30.0 + 15.0 * at as f64));
            }
            page.extend(row(number, 40.0, 90.0));
            lines(page)
        };
        let pages = [
            page("第1页 共3页", ["甲一", "甲二", "甲三"]),
            page("第2页 共3页", ["乙一", "乙二", "乙三"]),
            page("第3页 共3页", ["丙一", "丙二", "丙三"]),
        ];
        let text = paragraphs(&pages);
        assert_eq!(text.replace('\n', ""), "甲一甲二甲三乙一乙二乙三丙一丙二丙三");
    }

    #[test]
    fn lines_that_are_alike_but_for_their_numbers_are_text() {
        let page = |count: &str, foot: &str| {
            let mut page = row("某县法治政府建设报告", 30.0, 5.0);
            page.extend(row(foot, 160.0, 5.0));
            page.extend(row(&format!("办结行政复议案件{count}件"), 0.0, 30.0));
            page.extend(row("中间", 0.0, 45.0));
            page.extend(row("末行", 0.0, 60.0));
            page.extend(row(&format!("下降{count}%。"), 0.0, 75.0));
            lines(page)
        };
        let text = paragraphs(&[page("12", "1"), page("15", "2"), page("18", "3")]);
        let kept: Vec<_> = text.lines().filter(|line| line.contains(['1'])).collect();
        assert_eq!(kept.len(), 6, "{text}");
        assert!(!text.contains("某县"), "{text}");
    }

    #[test]
    fn bold_that_is_drawn_twice_is_read_once() {
        let mut glyphs = row("某县", 0.0, 10.0);
        glyphs.extend(row("某县", 0.3, 10.0));
        assert_eq!(lines(glyphs)[0].text, "某县");
    }
}
