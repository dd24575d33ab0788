//! What a report says about itself: year, numbers, issuers, signatory, addressee and dates.

use crate::dates::{self, Mention, Point};
use crate::layout::{Layout, is_organ};
use std::ops::RangeInclusive;

/// Everything but the county.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Imprint {
    pub year: Option<i32>,
    /// What decided the year where the title did not.
    pub year_by_context: Option<&'static str>,
    pub document_number: Option<String>,
    pub index_number: Option<String>,
    pub issuers: Vec<String>,
    pub signatory: Option<String>,
    pub addressee: Option<String>,
    pub signed_on: Option<String>,
    pub published_on: Option<String>,
}

/// Reads the head, the title and the foot.
pub(crate) fn imprint(layout: &Layout) -> Imprint {
    let head: Vec<&str> = layout.head.iter().map(String::as_str).collect();
    let mut foot: Vec<&str> = layout.foot.iter().flat_map(|line| line.split('\t')).collect();
    foot.retain(|line| !line.is_empty());
    // 某县人民政府 ↵ （2015年1月10日）: issuer and date may stand below the title.
    let below_title: Vec<&str> = layout.body.text.lines().take(4).take_while(|line| line.chars().count() <= 30).collect();
    let signed_on = foot.iter().rev().find_map(|line| whole_date(line)).or_else(|| {
        below_title.iter().find(|line| line.starts_with('（') && line.ends_with('）')).and_then(|line| whole_date(line))
    });
    let dated = |labels: &[&str]| head.iter().flat_map(|line| line.split('\t')).find_map(|line| labelled_date(line, labels));
    // 成文日期 and 发文日期 are not when it was published; they serve where nothing else does.
    let published_on = dated(&["发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "更新时间", "更新日期"])
        .or_else(|| dated(&["发文日期", "日期", "时间"]));
    let (year, year_by_context) = year(layout, signed_on.as_deref()).map_or((None, None), |(year, by)| (Some(year), by));
    Imprint {
        year,
        year_by_context,
        document_number: head
            .iter()
            .find_map(|line| document_number(line))
            .or_else(|| below_title.iter().find_map(|line| bare_number(line))),
        index_number: head.iter().find_map(|line| after_label(line, &["索引号", "索 引 号", "索引码"])),
        issuers: issuers(layout, &foot, &below_title),
        signatory: head.iter().find_map(|line| after_label(line, &["签发人", "签发"])),
        addressee: addressee(&layout.body.text),
        signed_on,
        published_on,
    }
}

/// The years that a report can be on.
const YEARS: RangeInclusive<i32> = 1980..=2100;

/// The year reported on, and what decided it where the title did not.
fn year(layout: &Layout, signed_on: Option<&str>) -> Option<(i32, Option<&'static str>)> {
    let opening: String = layout.body.text.chars().take(400).collect();
    let opening = dates::dates(&opening);
    let in_title = dates::dates(&layout.title);
    let year = |mention: &Mention| mention.from.year.filter(|year| mention.from == mention.to && YEARS.contains(year));
    // A day is when something was written or happened; a year alone is what is reported on.
    let whole = opening.iter().filter(|mention| mention.from.month.is_none()).find_map(year);
    (in_title.iter().find_map(year).map(|year| (year, None)))
        .or_else(|| whole.map(|year| (year, Some("the first year named in its opening"))))
        .or_else(|| signed_on.and_then(signed_about).map(|year| (year, Some("the date it is signed on"))))
        .or_else(|| opening.iter().find_map(year).map(|year| (year, Some("the first date in its opening"))))
}

/// A report is signed in the months after its year, or when the year is nearly over.
fn signed_about(date: &str) -> Option<i32> {
    let (year, month): (i32, u32) = (date.get(..4)?.parse().ok()?, date.get(5..7)?.parse().ok()?);
    Some(if month >= 11 { year } else { year - 1 }).filter(|year| YEARS.contains(year))
}

/// 临字〔2022〕6号: a short name, a year in brackets, a number.
fn document_number(line: &str) -> Option<String> {
    let open = line.find('〔')?;
    let year: String = line[open + '〔'.len_utf8()..].chars().take_while(char::is_ascii_digit).collect();
    let after = line[open..].strip_prefix('〔')?.strip_prefix(year.as_str())?.strip_prefix('〕')?;
    let end = after.find('号')?;
    let number = &after[..end];
    let before = line[..open].rsplit(['\t', '：', '，', '（', ' ']).next()?;
    let plausible = year.len() == 4
        && (1..=12).contains(&before.chars().count())
        && number.chars().count() <= 6
        && number.chars().any(|c| c.is_ascii_digit());
    plausible.then(|| format!("{before}〔{year}〕{number}号"))
}

/// A line that is a document number and nothing else.
fn bare_number(line: &str) -> Option<String> {
    let line = line.trim_matches(['（', '）', ' ']);
    document_number(line).filter(|number| number.chars().count() == line.chars().count())
}

fn after_label(line: &str, labels: &[&str]) -> Option<String> {
    for label in labels {
        let Some(at) = line.find(label) else { continue };
        let rest = line[at + label.len()..].trim_start_matches(['：', ':', ' ', '】', '〕', '\t', '|']);
        let value: String = rest.split(['\t', ' ', '|', '，']).next().unwrap_or("").to_owned();
        let value = value.split("发布").next().unwrap_or("").trim().to_owned();
        if !value.is_empty() && value.chars().count() <= 40 {
            return Some(value);
        }
    }
    None
}

fn labelled_date(line: &str, labels: &[&str]) -> Option<String> {
    labels.iter().find_map(|label| {
        let rest = &line[line.find(label)? + label.len()..];
        let date = dates::dates(rest).into_iter().next()?;
        (date.range.start <= 12).then(|| iso(date.from))?
    })
}

/// A line that is a date and nothing else.
fn whole_date(line: &str) -> Option<String> {
    let line = line.trim_matches(['（', '）', ' ']);
    let date = dates::dates(line).into_iter().next_back()?;
    let rest = line.len() - date.range.len();
    (rest <= 60).then(|| iso(date.from))?
}

fn iso(point: Point) -> Option<String> {
    Some(format!("{:04}-{:02}-{:02}", point.year?, point.month?, point.day?))
}

/// The bodies in the foot, or else those right above the title.
fn issuers(layout: &Layout, foot: &[&str], below_title: &[&str]) -> Vec<String> {
    let organs = |lines: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for line in lines {
            let line = dates::dates(line).first().map_or(line, |date| &line[..date.range.start]).trim();
            if is_organ(line) && !found.iter().any(|other| other == line) {
                found.push(line.to_owned());
            }
        }
        found
    };
    let below = organs(&mut foot.iter().copied());
    if !below.is_empty() {
        return below;
    }
    let mut above: Vec<String> = Vec::new();
    for line in layout.above_title.iter().rev() {
        if above.is_empty() && whole_date(line).is_some() {
            continue;
        }
        if !is_organ(line) || line.contains("门户") {
            break;
        }
        above.insert(0, line.clone());
    }
    if above.is_empty() { organs(&mut below_title.iter().copied()) } else { above }
}

/// What may stand between the title and the addressee: a document number, issuers, a date.
fn is_imprint(line: &str) -> bool {
    line.chars().count() <= 30 && (bare_number(line).is_some() || is_organ(line) || whole_date(line).is_some())
}

/// 市委： as the first line of the body, or below what may stand under a title.
fn addressee(body: &str) -> Option<String> {
    let first = body.lines().take(6).find(|line| !is_imprint(line))?;
    let name = first.strip_suffix('：')?;
    let short = (2..=40).contains(&name.chars().count())
        && !name.contains(['。', '；'])
        && !name.contains("如下")
        && !name.contains("报告");
    let organ = ["委", "政府", "办公室", "委员会", "局", "厅", "领导小组", "人大", "司法厅", "常委会"]
        .iter()
        .any(|end| name.ends_with(end));
    (short && organ).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clean::clean, layout::layout};

    fn of(text: &str) -> Imprint {
        imprint(&layout(&clean(text)))
    }

    #[test]
    fn an_official_document() {
        let found = of(
            " 某字〔2022〕6号                         签发人：王某某\n\n中共某县委\n某县人民政府\n关于2021年度法治政府建设工作的情况报告\n市委：\n2021年我县工作。\n一、工作\n有效。\n\n   中共某县委\n       某县人民政府\n     2022年1月19日 \n",
        );
        assert_eq!(
            found,
            Imprint {
                year: Some(2021),
                year_by_context: None,
                document_number: Some("某字〔2022〕6号".to_owned()),
                index_number: None,
                issuers: vec!["中共某县委".to_owned(), "某县人民政府".to_owned()],
                signatory: Some("王某某".to_owned()),
                addressee: Some("市委".to_owned()),
                signed_on: Some("2022-01-19".to_owned()),
                published_on: None,
            }
        );
    }

    #[test]
    fn number_and_addressee_below_the_title() {
        let found =
            of("某县2021年度法治政府建设工作报告\n某政发〔2022〕6号\n市委、市政府：\n2021年，我县工作。\n一、工作\n有效。\n");
        assert_eq!(found.document_number.as_deref(), Some("某政发〔2022〕6号"));
        assert_eq!(found.addressee.as_deref(), Some("市委、市政府"));
        let found = of("某县2021年度法治政府建设工作报告\n根据国发〔2021〕7号，我县开展工作。\n一、工作\n有效。\n");
        assert_eq!((found.document_number, found.addressee), (None, None));
    }

    #[test]
    fn a_web_page() {
        let found = of(
            "某市政府门户网站\n索引号: ab-7-0042 发布单位: 某某办公室\n发布日期: 2021-12-24 所属主题: 法治\n某县2020年度法治政府建设工作报告\n2020年,我县工作。\n",
        );
        assert_eq!(found.year, Some(2020));
        assert_eq!(found.index_number.as_deref(), Some("ab-7-0042"));
        assert_eq!(found.published_on.as_deref(), Some("2021-12-24"));
        assert_eq!(found.issuers, [""; 0]);
    }

    #[test]
    fn the_year_of_a_report_without_one_in_its_title() {
        assert_eq!(of("某县法治政府建设情况报告\n2019年以来，全县工作。\n").year, Some(2019));
        assert_eq!(of("某县法治政府建设情况报告\n全县工作扎实。\n某县人民政府\n2020年3月1日\n").year, Some(2019));
        assert_eq!(of("某县法治政府建设情况报告\n全县工作扎实。\n").year, None);
        let with_a_day = "某县法治政府建设情况报告\n2022年1月5日\n2021年，全县工作扎实。\n";
        assert_eq!((of(with_a_day).year, of(with_a_day).year_by_context.is_some()), (Some(2021), true));
        assert_eq!(of("某县法治政府建设情况报告\n全县工作扎实。\n某县人民政府\n2020年12月28日\n").year, Some(2020));
        assert_eq!(of("某县1949年法治政府建设情况报告\n全县工作扎实。\n").year, None);
        assert_eq!(of("某县2020年法治政府建设情况报告\n2019年以来，全县工作。\n").year_by_context, None);
    }
}
