//! Which county a report is of: from its title, its issuers and its text.

use crate::places::{County, Places};
use aho_corasick::{AhoCorasick, BuildError, MatchKind};
use std::collections::{BTreeMap, HashMap};

/// Finds the names of counties, prefectures and provinces in a text.
#[derive(Debug)]
pub(crate) struct CountyFinder {
    names: AhoCorasick,
    /// Full names and aliases: indices into `Places::names`.
    name_of: Vec<usize>,
    areas: AhoCorasick,
    area_names: Vec<String>,
}

/// A county with the words that decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub code: String,
    pub evidence: String,
    /// The name alone would not have been enough.
    pub by_context: bool,
}

/// Why no county was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotFound {
    Nothing,
    Ambiguous { name: String, candidates: Vec<String> },
}

/// The parts of a report that can name its county, most telling first.
pub(crate) struct Evidence<'a> {
    pub title: &'a str,
    pub issuers: &'a [String],
    pub head: &'a [String],
    pub body: &'a str,
    /// The text says of itself that it is made up.
    pub fictional: bool,
}

/// How much of a body is looked at, in bytes: a report names its county early and often.
const BODY: usize = 60_000;

impl CountyFinder {
    pub fn new(places: &Places) -> Result<Self, BuildError> {
        let name_of: Vec<usize> = (0..places.names().len()).filter(|&at| places.names()[at].full).collect();
        let names = automaton(name_of.iter().map(|&at| places.names()[at].text.as_str()))?;
        let mut area_names: Vec<String> = places
            .counties()
            .iter()
            .flat_map(|county| county.prefecture.iter().chain([&county.province]))
            .flat_map(|division| [division.name.clone(), short_area(&division.name)])
            .collect();
        area_names.sort();
        area_names.dedup();
        let areas = automaton(area_names.iter().map(String::as_str))?;
        Ok(Self { names, name_of, areas, area_names })
    }

    pub fn find(&self, places: &Places, evidence: &Evidence<'_>) -> Result<Found, NotFound> {
        let body = &evidence.body[..crate::words::boundary_up(evidence.body, BODY)];
        let issuers = evidence.issuers.join("\n");
        let head = evidence.head.join("\n");
        if evidence.fictional {
            let parts = [("title", evidence.title), ("issuer", issuers.as_str()), ("text", body)];
            let named = |(part, text)| crate::fictional::last_named_in(text).map(|county| (part, county));
            if let Some((part, county)) = parts.into_iter().find_map(named) {
                let evidence = format!("{part}: {}", county.name);
                return Ok(Found { code: county.code.clone(), evidence, by_context: part == "text" });
            }
        }
        for (part, text) in [("title", evidence.title), ("issuer", issuers.as_str())] {
            if let Some(name) = self.last_full_name(places, text) {
                return self.decide(places, part, name, evidence, body);
            }
        }
        if let Some(found) = self.short_name_in_title(places, evidence, body) {
            return Ok(found);
        }
        for (part, text) in [("text", body), ("head", head.as_str())] {
            if let Some(name) = self.most_frequent(places, text) {
                return self.decide(places, part, name, evidence, body);
            }
        }
        Err(NotFound::Nothing)
    }

    /// 晋中市平遥县: the narrower place stands last.
    fn last_full_name(&self, places: &Places, text: &str) -> Option<usize> {
        let found: Vec<usize> = self.names.find_iter(text).map(|hit| self.name_of[hit.pattern().as_usize()]).collect();
        // A county-level city is also the name of an area: 县 and 区 beside it are what the report is of.
        found.iter().copied().rev().find(|&at| !places.names()[at].text.ends_with('市')).or(found.last().copied())
    }

    fn most_frequent(&self, places: &Places, text: &str) -> Option<usize> {
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        for hit in self.names.find_iter(text) {
            *count.entry(self.name_of[hit.pattern().as_usize()]).or_default() += 1;
        }
        let mut ranked: Vec<(usize, usize)> = count.into_iter().map(|(name, times)| (times, name)).collect();
        ranked.sort_by_key(|&(times, name)| (std::cmp::Reverse(times), std::cmp::Reverse(places.names()[name].text.len())));
        match *ranked.as_slice() {
            [] => None,
            [(times, name)] => (times >= 2).then_some(name),
            [(first, name), (second, _), ..] => (first >= 2 && first > second).then_some(name),
        }
    }

    /// 法治临猗: a short name counts only in a title, and only when the text bears it out.
    fn short_name_in_title(&self, places: &Places, evidence: &Evidence<'_>, body: &str) -> Option<Found> {
        let title = evidence.title;
        let mut found: Vec<&County> = places
            .names()
            .iter()
            .filter(|name| !name.full && title.contains(&name.text))
            .flat_map(|name| name.counties.iter().map(|&at| &places.counties()[at]))
            .filter(|county| body.contains(&county.name) || body.contains(&format!("{}县", county.short_name)))
            .collect();
        found.dedup_by_key(|county| &county.code);
        match found.as_slice() {
            [county] => Some(Found {
                code: county.code.clone(),
                evidence: format!("title and text: {}", county.short_name),
                by_context: true,
            }),
            _ => None,
        }
    }

    fn decide(&self, places: &Places, part: &str, name: usize, evidence: &Evidence<'_>, body: &str) -> Result<Found, NotFound> {
        let name = &places.names()[name];
        let candidates: Vec<&County> = name.counties.iter().map(|&at| &places.counties()[at]).collect();
        if let [county] = candidates.as_slice() {
            return Ok(Found {
                code: county.code.clone(),
                evidence: format!("{part}: {}", name.text),
                by_context: part == "text" || part == "head",
            });
        }
        let around = format!("{}\n{}\n{}", evidence.title, evidence.issuers.join("\n"), evidence.head.join("\n"));
        let (near, far) = (self.areas_in(&around), self.areas_in(body));
        let score = |county: &County| -> usize {
            let of = |division: &crate::places::Division, weight: usize| {
                let long = near.get(&division.name).copied().unwrap_or(0) * 20 + far.get(&division.name).copied().unwrap_or(0);
                let short = short_area(&division.name);
                weight * (2 * long + near.get(&short).copied().unwrap_or(0) * 20 + far.get(&short).copied().unwrap_or(0))
            };
            of(&county.province, 1) + county.prefecture.as_ref().map_or(0, |prefecture| of(prefecture, 3))
        };
        let mut ranked: Vec<(usize, &County)> = candidates.iter().map(|county| (score(county), *county)).collect();
        ranked.sort_by_key(|(score, county)| (std::cmp::Reverse(*score), county.code.clone()));
        match ranked.as_slice() {
            [(best, county), (second, _), ..] if *best >= 2 && *best >= second * 2 => {
                let area = county.prefecture.as_ref().unwrap_or(&county.province);
                let evidence = format!(
                    "{part}: {}, one of {} counties of this name; the text names {} or {}",
                    name.text,
                    candidates.len(),
                    area.name,
                    county.province.name
                );
                Ok(Found { code: county.code.clone(), evidence, by_context: true })
            }
            _ => Err(NotFound::Ambiguous {
                name: name.text.clone(),
                candidates: candidates.iter().map(|county| format!("{} ({})", county.code, whereabouts(county))).collect(),
            }),
        }
    }

    fn areas_in(&self, text: &str) -> HashMap<String, usize> {
        let mut count = HashMap::new();
        for hit in self.areas.find_iter(text) {
            *count.entry(self.area_names[hit.pattern().as_usize()].clone()).or_default() += 1;
        }
        count
    }
}

fn automaton<'a>(names: impl Iterator<Item = &'a str>) -> Result<AhoCorasick, BuildError> {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names)
}

fn whereabouts(county: &County) -> String {
    format!("{}{}", county.province.name, county.prefecture.as_ref().map_or("", |prefecture| prefecture.name.as_str()))
}

/// 宁夏回族自治区 is 宁夏, 江西省 is 江西.
fn short_area(name: &str) -> String {
    for end in ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市", "地区", "盟"] {
        if let Some(short) = name.strip_suffix(end).filter(|short| short.chars().count() >= 2) {
            return short.to_owned();
        }
    }
    name.to_owned()
}
