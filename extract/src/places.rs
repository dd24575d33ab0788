//! The places: every county-level division, and the names that reports use for them.

use crate::document::UnknownWord;
use crate::fictional;
use serde::Deserialize;
use std::collections::HashMap;

/// A province or a prefecture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// GB/T 2260 code, six digits.
    pub code: String,
    /// 山西省, 运城市.
    pub name: String,
    /// Shanxi, Yuncheng.
    pub name_en: String,
}

/// A county-level division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct County {
    /// GB/T 2260 code, six digits.
    pub code: String,
    /// 临猗县.
    pub name: String,
    /// 临猗.
    pub short_name: String,
    /// Linyi County.
    pub name_en: String,
    /// What kind of division it is.
    pub kind: CountyKind,
    /// None where the county is directly under the province or the municipality.
    pub prefecture: Option<Division>,
    /// The province-level division it lies in.
    pub province: Division,
}

/// The kinds of county-level division of GB/T 2260.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountyKind {
    /// 县
    County,
    /// 市辖区
    District,
    /// 县级市
    CountyLevelCity,
    /// 自治县
    AutonomousCounty,
    /// 旗
    Banner,
    /// 自治旗
    AutonomousBanner,
    /// 林区
    ForestDistrict,
    /// 特区
    SpecialDistrict,
}

impl CountyKind {
    /// Every kind, in the order of the contract.
    pub const ALL: &'static [Self] = &[
        Self::County,
        Self::District,
        Self::CountyLevelCity,
        Self::AutonomousCounty,
        Self::Banner,
        Self::AutonomousBanner,
        Self::ForestDistrict,
        Self::SpecialDistrict,
    ];

    /// The word used in `divisions.csv`, in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::County => "COUNTY",
            Self::District => "DISTRICT",
            Self::CountyLevelCity => "COUNTY_LEVEL_CITY",
            Self::AutonomousCounty => "AUTONOMOUS_COUNTY",
            Self::Banner => "BANNER",
            Self::AutonomousBanner => "AUTONOMOUS_BANNER",
            Self::ForestDistrict => "FOREST_DISTRICT",
            Self::SpecialDistrict => "SPECIAL_DISTRICT",
        }
    }
}

impl std::str::FromStr for CountyKind {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| UnknownWord { vocabulary: "CountyKind", word: word.to_owned() })
    }
}

/// A name by which reports call a county: its own, its short one, or one it has had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub text: String,
    /// Indices into `Places::counties`; more than one where the name is not unique.
    pub counties: Vec<usize>,
    /// Whether it is a full name (同心县) rather than a short one (同心).
    pub full: bool,
}

/// All county-level divisions with their names.
#[derive(Debug, Clone)]
pub struct Places {
    counties: Vec<County>,
    by_code: HashMap<String, usize>,
    names: Vec<Name>,
    by_name: HashMap<String, usize>,
}

/// A table of places that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{table}, line {line}: {reason}")]
pub struct PlacesError {
    /// `divisions.csv` or `division_aliases.csv`.
    pub table: &'static str,
    /// Line, counted from 1 with the header.
    pub line: u64,
    /// What is wrong there.
    pub reason: String,
}

#[derive(Deserialize)]
struct DivisionRow {
    code: String,
    name: String,
    short_name: String,
    name_en: String,
    kind: String,
    prefecture_code: String,
    prefecture: String,
    prefecture_en: String,
    province_code: String,
    province: String,
    province_en: String,
}

#[derive(Deserialize)]
struct AliasRow {
    name: String,
    code: String,
    current_code: String,
}

const DIVISIONS: &str = "divisions.csv";
const ALIASES: &str = "division_aliases.csv";

impl Places {
    /// The places that come with the program: `data/divisions.csv` and `data/division_aliases.csv`.
    ///
    /// # Errors
    /// When one of the tables is broken, which the tests exclude.
    pub fn bundled() -> Result<Self, PlacesError> {
        Self::parse(include_str!("../../data/divisions.csv"), include_str!("../../data/division_aliases.csv"))
    }

    /// Reads the two tables; their columns are described in `data/README.md`.
    ///
    /// # Errors
    /// A row that cannot be read, a code that comes twice, an alias of an unknown county.
    pub fn parse(divisions: &str, aliases: &str) -> Result<Self, PlacesError> {
        let mut places = Self { counties: Vec::new(), by_code: HashMap::new(), names: Vec::new(), by_name: HashMap::new() };
        for (line, row) in rows::<DivisionRow>(DIVISIONS, divisions) {
            let row = row?;
            let kind = row.kind.parse().map_err(|error: UnknownWord| broken(DIVISIONS, line, error))?;
            let prefecture = (!row.prefecture_code.is_empty()).then_some(Division {
                code: row.prefecture_code,
                name: row.prefecture,
                name_en: row.prefecture_en,
            });
            let province = Division { code: row.province_code, name: row.province, name_en: row.province_en };
            let index = places.counties.len();
            if places.by_code.insert(row.code.clone(), index).is_some() {
                return Err(broken(DIVISIONS, line, format!("code {} comes twice", row.code)));
            }
            places.name(&row.name, index, true);
            if row.short_name.chars().count() >= 2 {
                places.name(&row.short_name, index, false);
            }
            places.counties.push(County {
                code: row.code,
                name: row.name,
                short_name: row.short_name,
                name_en: row.name_en,
                kind,
                prefecture,
                province,
            });
        }
        for (line, row) in rows::<AliasRow>(ALIASES, aliases) {
            let row = row?;
            let Some(&index) = places.by_code.get(&row.current_code) else {
                return Err(broken(ALIASES, line, format!("no county {} in {DIVISIONS}", row.current_code)));
            };
            places.name(&row.name, index, true);
            places.by_code.entry(row.code).or_insert(index);
        }
        Ok(places)
    }

    fn name(&mut self, text: &str, county: usize, full: bool) {
        let index = *self.by_name.entry(text.to_owned()).or_insert_with(|| {
            self.names.push(Name { text: text.to_owned(), counties: Vec::new(), full });
            self.names.len() - 1
        });
        let name = &mut self.names[index];
        name.full |= full;
        if !name.counties.contains(&county) {
            name.counties.push(county);
        }
    }

    /// Every county that exists, in the order of `divisions.csv` (by code).
    pub fn counties(&self) -> &[County] {
        &self.counties
    }

    /// The county with this code; a code that is no longer in use gives the county's successor. Codes of
    /// [`fictional`] counties give those.
    pub fn county(&self, code: &str) -> Option<&County> {
        self.by_code.get(code).map(|&index| &self.counties[index]).or_else(|| fictional::county(code))
    }

    /// The counties with this name: a full name, a short name or one that a county has had; where none has, a
    /// [`fictional`] one.
    pub fn named(&self, name: &str) -> Vec<&County> {
        match self.by_name.get(name) {
            Some(&index) => self.names[index].counties.iter().map(|&index| &self.counties[index]).collect(),
            None => fictional::named(name).into_iter().collect(),
        }
    }

    pub(crate) fn names(&self) -> &[Name] {
        &self.names
    }
}

fn rows<'a, T: serde::de::DeserializeOwned + 'a>(
    table: &'static str,
    text: &'a str,
) -> impl Iterator<Item = (u64, Result<T, PlacesError>)> + 'a {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize::<T>();
    (2..).zip(rows).map(move |(line, row)| (line, row.map_err(|error| broken(table, line, error))))
}

fn broken(table: &'static str, line: u64, reason: impl ToString) -> PlacesError {
    PlacesError { table, line, reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        Places::bundled().unwrap()
    }

    #[test]
    fn the_bundled_divisions_are_complete() {
        let count = places().counties().len();
        assert!((2_800..2_900).contains(&count), "{count} counties");
    }

    #[test]
    fn a_county_is_found_by_code_and_by_each_of_its_names() {
        for (name, code) in [
            ("临猗县", "140821"),
            ("同心", "640324"),
            ("酉阳土家族苗族自治县", "500242"),
            ("酉阳自治县", "500242"),
            ("进贤县", "360124"),
        ] {
            let found: Vec<_> = places().named(name).iter().map(|county| county.code.clone()).collect();
            assert_eq!(found, [code], "{name}");
            assert_eq!(places().county(code).unwrap().code, code);
        }
    }

    #[test]
    fn a_name_that_two_provinces_have_gives_both() {
        let provinces: Vec<_> = places().named("鼓楼区").iter().map(|county| county.province.name.clone()).collect();
        assert!(provinces.len() >= 3, "{provinces:?}");
    }

    #[test]
    fn a_county_that_was_renamed_resolves_under_its_old_name() {
        let found = places().named("静海县").first().map(|county| county.name.clone());
        assert_eq!(found.as_deref(), Some("静海区"));
    }

    #[test]
    fn a_broken_table_names_the_line() {
        let header =
            "code,name,short_name,name_en,kind,prefecture_code,prefecture,prefecture_en,province_code,province,province_en\n";
        let row = "140821,临猗县,临猗,Linyi County,TOWN,140800,运城市,Yuncheng,140000,山西省,Shanxi\n";
        let error = Places::parse(&format!("{header}{row}"), "name,code,current_code\n").unwrap_err();
        assert_eq!(error.to_string(), r#"divisions.csv, line 2: "TOWN" is no CountyKind"#);
    }
}
