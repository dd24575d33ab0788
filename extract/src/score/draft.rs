//! A reading as the draft of an annotation, for a person to correct: offsets need not be counted by hand.

use super::gold::{Gold, GoldCounty, GoldFigure, GoldLevel, GoldReport, GoldSection};
use crate::document::{Document, Figure, Metadata, Period, Section};

impl Gold {
    /// What was read in a text, in the form of an annotation. It says nothing until a person has compared it with the
    /// text, line by line.
    pub fn draft(file: &str, document: &Document) -> Gold {
        let Metadata {
            county_code,
            county_name,
            year,
            title,
            document_number,
            index_number,
            issuers,
            signatory,
            addressee,
            signed_on,
            published_on,
            ..
        } = document.report.clone();
        let doc_number = document_number;
        Gold {
            file: file.to_owned(),
            county: GoldCounty { code: county_code, name: Some(county_name) },
            report: GoldReport { year, title, doc_number, index_number, issuers, signatory, addressee, signed_on, published_on },
            sections: document.sections.iter().map(section).collect(),
            figures: document.figures.iter().map(figure).collect(),
        }
    }
}

fn section(section: &Section) -> GoldSection {
    let Section { path, label, heading, start, level, kind, .. } = section.clone();
    let level = if label.ends_with('是') { GoldLevel::Item("item".to_owned()) } else { GoldLevel::Number(level) };
    GoldSection { path, label, heading, start, level, kind: kind.as_str().to_lowercase() }
}

fn figure(figure: &Figure) -> GoldFigure {
    let Figure { start, end, raw, value, value_high, unit, subject, scope, quote, indicator, .. } = figure.clone();
    GoldFigure {
        start,
        end,
        raw,
        value,
        value_high,
        unit,
        qualifier: figure.qualifier.as_str().to_lowercase(),
        status: figure.status.as_str().to_lowercase(),
        topic: figure.topic.as_str().to_lowercase(),
        period: Some(period(&figure.period)),
        subject: Some(subject),
        scope,
        quote,
        indicator,
        optional: false,
        also: Vec::new(),
        either: false,
    }
}

/// `2021`, `2021-08`, `2016/2021-05`, `2021-03-05/2021-03-09` or `cumulative`: as short as it can be said.
fn period(period: &Period) -> String {
    let Period { from, to, cumulative } = period;
    if *cumulative {
        return "cumulative".to_owned();
    }
    let from = ["-01-01", "-01"].iter().find_map(|start| from.strip_suffix(start)).unwrap_or(from);
    let to = to.strip_suffix("-12-31").or_else(|| to.rsplit_once('-').filter(|_| is_end_of_month(to)).map(|(month, _)| month));
    let to = to.unwrap_or(&period.to);
    if from == to { from.to_owned() } else { format!("{from}/{to}") }
}

fn is_end_of_month(day: &str) -> bool {
    let mut parts = day.split('-').map(|part| part.parse::<u32>().unwrap_or(0));
    let (year, month, day) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    day == match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::period;
    use crate::document::Period;

    #[test]
    fn periods_are_said_as_shortly_as_they_can_be() {
        for (from, to, cumulative, expected) in [
            ("2021-01-01", "2021-12-31", false, "2021"),
            ("2021-08-01", "2021-08-31", false, "2021-08"),
            ("2020-02-01", "2020-02-29", false, "2020-02"),
            ("2016-01-01", "2021-05-31", false, "2016/2021-05"),
            ("2021-03-05", "2021-03-09", false, "2021-03-05/2021-03-09"),
            ("2016-01-01", "2021-12-31", true, "cumulative"),
        ] {
            let said = period(&Period { from: from.to_owned(), to: to.to_owned(), cumulative });
            assert_eq!(said, expected);
        }
    }
}
