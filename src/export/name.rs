//! What a file is called when it arrives: what is in it, of where and when.

use extract::Extractor;

use super::request::{Request, Rows};
use crate::store::Between;

/// The most names of one kind; more are counted.
const MOST: usize = 3;

/// The name, and the same with codes for Chinese names.
pub(super) fn of(request: &Request, extractor: &Extractor) -> (String, String) {
    let mut parts = Parts { extractor, named: Vec::new(), coded: Vec::new() };
    parts.same("fazhi");
    parts.same(request.file.list.as_str());
    match &request.rows {
        Rows::Figures(filter, _) => {
            parts.indicators(filter.indicator.as_deref());
            parts.indicators(filter.indicator_tree.as_ref().map(std::slice::from_ref));
            parts.topics(filter.topic.as_deref());
            parts.counties(filter.county.as_deref());
            parts.provinces(filter.province.as_deref());
            parts.years(filter.year);
        }
        Rows::Series(query) | Rows::Wide(query, _) => {
            parts.indicators(query.indicators.as_deref());
            parts.topics(query.topic.as_ref().map(std::slice::from_ref));
            parts.counties(query.counties.as_deref());
            parts.provinces(query.province.as_ref().map(std::slice::from_ref));
            parts.years(Some(Between { gte: query.from, lte: query.to }));
            if matches!(request.rows, Rows::Wide(..)) {
                parts.same("by-year");
            }
        }
        Rows::Reports(filter) | Rows::Sections(_, filter) => {
            parts.counties(filter.county.as_deref());
            parts.provinces(filter.province.as_deref());
            parts.years(filter.year);
        }
    }
    let end = request.file.format.as_str();
    (format!("{}.{end}", parts.named.join("-")), format!("{}.{end}", parts.coded.join("-")))
}

struct Parts<'a> {
    extractor: &'a Extractor,
    named: Vec<String>,
    coded: Vec<String>,
}

impl Parts<'_> {
    fn same(&mut self, part: &str) {
        self.add(part, part);
    }

    fn add(&mut self, name: &str, code: &str) {
        self.named.push(plain(name));
        self.coded.push(plain(code));
    }

    fn each(&mut self, codes: Option<&[String]>, things: &str, name: impl Fn(&str) -> Option<String>) {
        let codes = codes.unwrap_or_default();
        if codes.len() > MOST {
            return self.same(&format!("{}-{things}", codes.len()));
        }
        for code in codes {
            self.add(&name(code).unwrap_or_else(|| code.clone()), code);
        }
    }

    fn indicators(&mut self, codes: Option<&[String]>) {
        let catalogue = self.extractor.catalogue();
        self.each(codes, "indicators", |code| catalogue.indicator(code).map(|it| it.name.clone()));
    }

    fn topics(&mut self, words: Option<&[String]>) {
        let words: Option<Vec<String>> = words.map(|words| words.iter().map(|word| word.to_lowercase()).collect());
        self.each(words.as_deref(), "topics", |_| None);
    }

    fn counties(&mut self, codes: Option<&[String]>) {
        let places = self.extractor.places();
        self.each(codes, "counties", |code| places.county(code).map(|it| it.name.clone()));
    }

    fn provinces(&mut self, codes: Option<&[String]>) {
        let counties = self.extractor.places().counties();
        let province = |code: &str| counties.iter().map(|it| &it.province).find(|it| it.code == code);
        self.each(codes, "provinces", |code| province(code).map(|it| it.name.clone()));
    }

    fn years(&mut self, years: Option<Between<i32>>) {
        match years.map(|years| (years.gte, years.lte)) {
            Some((Some(from), Some(to))) if from == to => self.same(&from.to_string()),
            Some((Some(from), Some(to))) => self.same(&format!("{from}-{to}")),
            Some((Some(from), None)) => self.same(&format!("from-{from}")),
            Some((None, Some(to))) => self.same(&format!("until-{to}")),
            _ => {}
        }
    }
}

/// What every file system takes.
fn plain(part: &str) -> String {
    let kept = |letter: char| if letter.is_alphanumeric() || "-_.".contains(letter) { letter } else { '-' };
    part.chars().map(kept).collect()
}
