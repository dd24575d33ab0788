//! What is small and the same for every request: places and indicators, in memory.

use extract::{
    Extractor,
    catalogue::Indicator,
    fictional,
    places::{County, Division},
};
use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

/// A province with its counties, ordered by code.
#[derive(Debug)]
pub struct ProvincePlaces {
    /// Code and names.
    pub division: Division,
    /// Ordered by code.
    pub counties: Vec<Arc<County>>,
}

/// Places and indicators, each shared by every object that shows it.
#[derive(Debug)]
pub struct Reference {
    extractor: Arc<Extractor>,
    counties: HashMap<String, Arc<County>>,
    provinces: Vec<Arc<ProvincePlaces>>,
    /// Names by code.
    prefectures: HashMap<String, String>,
    indicators: HashMap<String, Arc<Indicator>>,
    parts: HashMap<String, Vec<Arc<Indicator>>>,
    fictional: OnceLock<Arc<ProvincePlaces>>,
}

impl Reference {
    /// The places and the catalogue that an extractor knows.
    pub fn new(extractor: Arc<Extractor>) -> Self {
        let mut counties: Vec<Arc<County>> = extractor.places().counties().iter().cloned().map(Arc::new).collect();
        counties.sort_by(|a, b| a.code.cmp(&b.code));
        let mut provinces: Vec<ProvincePlaces> = Vec::new();
        for county in &counties {
            match provinces.iter_mut().find(|known| known.division.code == county.province.code) {
                Some(known) => known.counties.push(county.clone()),
                None => provinces.push(ProvincePlaces { division: county.province.clone(), counties: vec![county.clone()] }),
            }
        }
        provinces.sort_by(|a, b| a.division.code.cmp(&b.division.code));
        let indicators: Vec<Arc<Indicator>> = extractor.catalogue().indicators().iter().cloned().map(Arc::new).collect();
        let mut parts: HashMap<String, Vec<Arc<Indicator>>> = HashMap::new();
        for indicator in &indicators {
            if let Some(parent) = &indicator.parent {
                parts.entry(parent.clone()).or_default().push(indicator.clone());
            }
        }
        let prefectures = counties.iter().filter_map(|county| county.prefecture.as_ref());
        let prefectures = prefectures.map(|prefecture| (prefecture.code.clone(), prefecture.name.clone())).collect();
        Reference {
            prefectures,
            counties: counties.into_iter().map(|county| (county.code.clone(), county)).collect(),
            provinces: provinces.into_iter().map(Arc::new).collect(),
            indicators: indicators.into_iter().map(|it| (it.code.clone(), it)).collect(),
            parts,
            fictional: OnceLock::new(),
            extractor,
        }
    }

    /// The county of a code, also of one that does not exist.
    pub fn county(&self, code: &str) -> Option<Arc<County>> {
        self.counties.get(code).cloned().or_else(|| fictional::county(code).cloned().map(Arc::new))
    }

    /// The counties that have this name: the full one, the short one or one they have had.
    pub fn counties_named(&self, name: &str) -> Vec<Arc<County>> {
        self.extractor.places().named(name).into_iter().filter_map(|it| self.county(&it.code)).collect()
    }

    /// All provinces that exist, ordered by code.
    pub fn provinces(&self) -> &[Arc<ProvincePlaces>] {
        &self.provinces
    }

    /// The province of a code.
    pub fn province(&self, code: &str) -> Option<Arc<ProvincePlaces>> {
        let found = self.provinces.iter().find(|it| it.division.code == code).cloned();
        found.or_else(|| (code == fictional::PROVINCE).then(|| self.fictional()))
    }

    /// The province of counties that do not exist, with every one that there can be.
    pub fn fictional(&self) -> Arc<ProvincePlaces> {
        let all = || {
            let mut counties: Vec<Arc<County>> = fictional::counties().iter().cloned().map(Arc::new).collect();
            counties.sort_by(|a, b| a.code.cmp(&b.code));
            Arc::new(ProvincePlaces { division: counties[0].province.clone(), counties })
        };
        self.fictional.get_or_init(all).clone()
    }

    /// The name of the prefecture of a code.
    pub fn prefecture(&self, code: &str) -> Option<&str> {
        let name = self.prefectures.get(code).map(String::as_str);
        name.or_else(|| fictional::prefecture(code).map(|prefecture| prefecture.name.as_str()))
    }

    /// The indicator of a code.
    pub fn indicator(&self, code: &str) -> Option<Arc<Indicator>> {
        self.indicators.get(code).cloned()
    }

    /// The indicators directly under one, in the order of the catalogue.
    pub fn parts_of(&self, code: &str) -> &[Arc<Indicator>] {
        self.parts.get(code).map_or(&[], Vec::as_slice)
    }
}
