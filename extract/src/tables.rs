//! Tables: rows of cells divided by `|` or by wide gaps. A number in a cell counts what its row says, in the unit of its
//! row, its column or the table's title, for the year of its column.

use crate::dates;
use crate::units;
use crate::wordlist::WordList;
use std::ops::Range;

/// A cell with a number. Ranges are bytes of the body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub range: Range<usize>,
    /// The first cell of its row: what is counted.
    pub label: Range<usize>,
    /// The line above the table, where it has one.
    pub title: Option<Range<usize>>,
    /// The whole row.
    pub row: Range<usize>,
    /// The unit that row, column or title name.
    pub unit: Option<&'static str>,
    /// How many of the unit a number counts: 10,000 in a column of 万元.
    pub scale: f64,
    /// The year of the column.
    pub year: Option<i32>,
    /// The column says by how much something has changed.
    pub change: bool,
}

/// Every cell with a number, in order.
pub(crate) fn cells(body: &str) -> Vec<Cell> {
    let mut found = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut above: Option<Range<usize>> = None;
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let range = start..start + line.trim_end_matches('\n').len();
        start += line.len();
        let cells = cells_of(body, &range);
        if cells.len() >= 2 {
            rows.push(Row { range, cells });
            continue;
        }
        read_table(body, &rows, above.clone(), &mut found);
        rows.clear();
        above = (!range.is_empty()).then_some(range);
    }
    read_table(body, &rows, above, &mut found);
    found
}

/// The cell that a position lies in.
pub(crate) fn at(cells: &[Cell], position: usize) -> Option<&Cell> {
    let after = cells.partition_point(|cell| cell.range.start <= position);
    cells[..after].last().filter(|cell| position < cell.range.end)
}

struct Row {
    range: Range<usize>,
    cells: Vec<Range<usize>>,
}

/// The cells of a line; fewer than two where it is no row.
fn cells_of(body: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let text = &body[line.clone()];
    if text.contains(['。', '；']) {
        return Vec::new();
    }
    if !text.contains(['|', '\t']) {
        return spaced_cells(body, line);
    }
    let mut cells = Vec::new();
    let mut at = line.start;
    for piece in text.split(['|', '\t']) {
        let inner = piece.trim();
        let lead = piece.len() - piece.trim_start().len();
        if !inner.is_empty() {
            cells.push(at + lead..at + lead + inner.len());
        }
        at += piece.len() + 1;
    }
    cells
}

/// 数量（件）320 298 276: numbers with single spaces between them, as PDF leaves them, behind what they count.
fn spaced_cells(body: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let text = &body[line.clone()];
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
    let Some(label_end) = text.find(' ').map(|gap| text[..gap].trim_end_matches(is_number).len()) else { return Vec::new() };
    let named = (1..=24).contains(&text[..label_end].chars().count()) && !text[..label_end].contains(['，', '：']);
    if !named || !text[label_end..].chars().all(|c| is_number(c) || c == ' ') {
        return Vec::new();
    }
    let label = line.start..line.start + label_end;
    let mut cells = Vec::from([label]);
    let mut at = line.start + label_end;
    for piece in text[label_end..].split(' ') {
        if !piece.is_empty() {
            cells.push(at..at + piece.len());
        }
        at += piece.len() + 1;
    }
    if cells.len() < 3 { Vec::new() } else { cells }
}

fn read_table(body: &str, rows: &[Row], above: Option<Range<usize>>, found: &mut Vec<Cell>) {
    if rows.len() < 2 {
        return;
    }
    let text = |range: &Range<usize>| &body[range.clone()];
    // The first row names the columns, unless it has numbers of its own; a title may be a row with a gap.
    let header_at = rows
        .iter()
        .take(3)
        .rposition(|row| !row.cells.iter().skip(1).any(|cell| is_value(text(cell))) && !is_rule(text(&row.range)));
    let title = match header_at {
        Some(at) if at > 0 => Some(rows[0].range.clone()),
        _ => above,
    };
    let title_unit = title.as_ref().and_then(|title| named_unit(text(title)));
    let header = header_at.map(|at| &rows[at]);
    let columns: Vec<(Option<Unit>, Option<i32>)> =
        header.map_or(Vec::new(), |header| header.cells.iter().map(|cell| column(text(cell))).collect());
    // |指标|单位|2021年|: a column that says in what each row is counted.
    let unit_column =
        header.and_then(|header| header.cells.iter().position(|cell| matches!(text(cell), "单位" | "计量单位" | "计数单位")));
    for row in &rows[header_at.map_or(0, |at| at + 1)..] {
        let Some(label) = row.cells.first().filter(|label| !is_value(text(label))) else { continue };
        let in_column = unit_column.and_then(|at| row.cells.get(at)).map(text);
        let row_unit = in_column.and_then(whole_unit).or_else(|| named_unit(text(label)));
        let says_nothing =
            COUNTS.begins(text(label)) && text(label).split('（').next().is_some_and(|name| name.chars().count() <= 4);
        for (at, cell) in row.cells.iter().enumerate().skip(1) {
            if !text(cell).contains(|c: char| c.is_ascii_digit()) || text(cell).chars().count() > 16 {
                continue;
            }
            let heading_at =
                header.filter(|header| header.cells.len() == row.cells.len()).and_then(|header| header.cells.get(at));
            let (column_unit, year) = columns.get(at).copied().filter(|_| heading_at.is_some()).unwrap_or_default();
            let unit = row_unit.or(column_unit).or(title_unit);
            let (unit, scale) = unit.map_or((None, 1.0), |(unit, scale)| (Some(unit), scale));
            // 数量 | 75件 | 16件: what is counted stands above, not in front.
            let label = heading_at.filter(|_| says_nothing && year.is_none()).unwrap_or(label);
            found.push(Cell {
                range: cell.clone(),
                label: label.clone(),
                title: title.clone(),
                row: row.range.clone(),
                unit,
                scale,
                year,
                change: heading_at.is_some_and(|heading| CHANGE.is_in(text(heading))),
            });
        }
    }
}

/// Heads of columns that say by how much something has changed.
static CHANGE: WordList = WordList::new(&["增减", "增幅", "同比", "增长", "变化", "涨幅", "升降", "比上年", "较上年", "环比"]);

/// Names of rows that say only that something is counted.
static COUNTS: WordList = WordList::new(&["数量", "件数", "案件数", "数值", "人数", "次数", "数目", "总数"]);

/// The unit and the year that the head of a column names.
fn column(heading: &str) -> (Option<Unit>, Option<i32>) {
    (named_unit(heading), dates::dates(heading).first().and_then(|date| date.from.year))
}

fn is_value(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    digits > 0 && dates::dates(cell).is_empty() && cell.chars().count() <= digits + 6
}

/// |---|---|
fn is_rule(row: &str) -> bool {
    row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t' | '—'))
}

/// 件 in 行政处罚（件） and in （单位：件）.
fn named_unit(text: &str) -> Option<Unit> {
    let inside = text.rsplit_once('（')?.1.split('）').next()?;
    whole_unit(inside.trim_start_matches("单位：").trim_start_matches("单位:"))
}

/// A measure word, and how many of it one stands for.
type Unit = (&'static str, f64);

/// A text that is a measure word and nothing else: 件, 万元.
fn whole_unit(text: &str) -> Option<Unit> {
    let (word, scale) = match (text.strip_prefix('万'), text.strip_prefix('亿')) {
        (Some(word), _) => (word, 1e4),
        (_, Some(word)) => (word, 1e8),
        _ => (text, 1.0),
    };
    units::measure_word(word, false).filter(|unit| unit.len() == word.len()).map(|unit| (unit, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Vec<String> {
        cells(body)
            .iter()
            .map(|cell| format!("{} {} {:?} {:?}", &body[cell.label.clone()], &body[cell.range.clone()], cell.unit, cell.year))
            .collect()
    }

    #[test]
    fn a_table_with_bars() {
        let body = "如下表：\n|项目|2023年|2024年|\n|---|---|---|\n|行政处罚（件）|1,120|984|\n|检查（户次）|15,300|13,842|\n";
        assert_eq!(
            read(body),
            [
                "行政处罚（件） 1,120 Some(\"件\") Some(2023)",
                "行政处罚（件） 984 Some(\"件\") Some(2024)",
                "检查（户次） 15,300 Some(\"户次\") Some(2023)",
                "检查（户次） 13,842 Some(\"户次\") Some(2024)",
            ]
        );
    }

    #[test]
    fn a_table_with_gaps_and_a_title() {
        let body = "附表\t复议案件统计表（单位：件）\n项目\t2019年\t2020年\n收到申请\t28\t41\n";
        assert_eq!(read(body), ["收到申请 28 Some(\"件\") Some(2019)", "收到申请 41 Some(\"件\") Some(2020)"]);
    }

    #[test]
    fn a_table_whose_columns_say_what_is_counted() {
        let body = "情况表\n|处理结果|维持|终止|\n|---|---|---|\n|数量（件）|46|13|\n";
        assert_eq!(read(body), ["维持 46 Some(\"件\") None", "终止 13 Some(\"件\") None"]);
    }

    #[test]
    fn a_table_with_a_column_of_units() {
        let body = "情况表\n|指标|单位|2020年|2021年|\n|---|---|---|---|\n|受理矛盾纠纷|件|5066|5300|\n|出庭率|%|92|95|\n|罚款|万元|4.5|6|\n";
        assert_eq!(
            read(body),
            [
                "受理矛盾纠纷 5066 Some(\"件\") Some(2020)",
                "受理矛盾纠纷 5300 Some(\"件\") Some(2021)",
                "出庭率 92 Some(\"%\") Some(2020)",
                "出庭率 95 Some(\"%\") Some(2021)",
                "罚款 4.5 Some(\"元\") Some(2020)",
                "罚款 6 Some(\"元\") Some(2021)",
            ]
        );
    }

    #[test]
    fn a_table_with_single_spaces() {
        let body = "表1办理情况\n数量（件）320 298 27\n占比（%）100 93.1 8.4\n";
        assert_eq!(
            read(body),
            [
                "数量（件） 320 Some(\"件\") None",
                "数量（件） 298 Some(\"件\") None",
                "数量（件） 27 Some(\"件\") None",
                "占比（%） 100 Some(\"%\") None",
                "占比（%） 93.1 Some(\"%\") None",
                "占比（%） 8.4 Some(\"%\") None",
            ]
        );
    }

    #[test]
    fn a_sentence_with_a_gap_is_no_table() {
        assert_eq!(read("受理案件\t共28件。\n办结\t27件。\n"), [""; 0]);
    }
}
