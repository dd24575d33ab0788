//! What stands above the text and below it.

use extract::score::GoldReport;

use super::{Composing, FIRST_LINE};
use crate::chance::Chance;
use crate::form::Dress;
use crate::numeral::chinese;

impl<C: Fn(usize) -> Chance> Composing<'_, C> {
    pub(super) fn top(&mut self) -> GoldReport {
        let place = self.speaker.place;
        let year = self.speaker.year;
        let government = format!("{}人民政府", place.name);
        let title = match self.chance.below(5) {
            0 => format!("{government}关于{year}年度法治政府建设情况的报告"),
            1 => format!("{}{year}年法治政府建设工作报告", place.name),
            2 => format!("{}{year}年度法治政府建设年度报告", place.name),
            3 => format!("{government}{year}年法治政府建设情况报告"),
            _ => format!("{}{year}年法治政府建设工作总结", place.name),
        };
        let day = (1 + self.chance.below(3), 1 + self.chance.below(28));
        let date = format!("{}-{:02}-{:02}", year + 1, day.0, day.1);
        let mut report = GoldReport {
            year,
            title,
            doc_number: None,
            index_number: None,
            issuers: Vec::new(),
            signatory: None,
            addressee: None,
            signed_on: None,
            published_on: None,
        };
        self.writer.push(FIRST_LINE);
        self.writer.push("\n\n");
        match self.form.dress {
            Dress::Official => {
                let first: String = place.short_name.chars().take(1).collect();
                let document = format!("{first}政发〔{}〕{}号", year + 1, 1 + self.chance.below(40));
                let signatory = self.person();
                self.writer.push(&format!("{document}                签发人：{signatory}\n\n{}\n\n", report.title));
                let kind = place.prefecture.as_ref().map_or("省", |_| "市");
                let addressee = ["市委、市政府", "市人民政府", "市委全面依法治市委员会办公室"];
                let addressee = self.chance.one_of(&addressee).unwrap_or(&"市人民政府").replace('市', kind);
                self.writer.push(&format!("{addressee}：\n"));
                (report.doc_number, report.signatory, report.addressee) = (Some(document), Some(signatory), Some(addressee));
            }
            Dress::Page => {
                let index = format!("xg{}-{:04}", &place.code[2..], 1 + self.chance.below(9000));
                self.writer.push(&format!("{}门户网站\n索引号: {index} 发布机构: 政府办公室\n发布日期: {date}\n", government));
                self.writer.push(&format!("{}\n", report.title));
                (report.index_number, report.published_on) = (Some(index), Some(date.clone()));
            }
            Dress::Signed | Dress::Bare => self.writer.push(&format!("{}\n\n", report.title)),
        }
        if matches!(self.form.dress, Dress::Official | Dress::Signed) {
            (report.issuers, report.signed_on) = (vec![government], Some(date));
        }
        report
    }

    fn person(&mut self) -> String {
        let family = ["邬", "卞", "鲍", "柳", "岑", "滕", "项", "戚"];
        let given = ["若谷", "知远", "怀瑾", "望舒", "景行", "致和"];
        [self.chance.one_of(&family), self.chance.one_of(&given)].into_iter().flatten().copied().collect()
    }

    pub(super) fn bottom(&mut self, report: &GoldReport) {
        if let (Some(issuer), Some(date)) = (report.issuers.first(), &report.signed_on) {
            let part = |range: std::ops::Range<usize>| date[range].parse::<u32>().unwrap_or_default();
            let (year, month, day) = (&date[..4], part(5..7), part(8..10));
            let date = if self.form.chinese_date {
                let year: String = year
                    .chars()
                    .map(|digit| if digit == '0' { "〇".to_owned() } else { chinese(digit as u32 - 48, "") })
                    .collect();
                format!("{year}年{}月{}日", chinese(month, ""), chinese(day, ""))
            } else {
                format!("{year}年{month}月{day}日")
            };
            self.writer.push(&format!("\n                    {issuer}\n                    {date}\n"));
        }
        if self.form.dress == Dress::Page {
            self.writer.push("【打印本页】 【关闭窗口】\n");
        }
    }
}
