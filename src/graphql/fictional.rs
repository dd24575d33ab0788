//! Places that do not exist: seen only where the database has a report of them.

use async_graphql::Result;
use extract::fictional;
use std::sync::Arc;

use super::{
    error::{bad_input, store_error},
    place::{County, Province},
    reference::ProvincePlaces,
    session::Session,
};

impl Session {
    /// The provinces, ordered by code.
    pub async fn provinces(&self) -> Result<Vec<Province>> {
        let mut provinces = self.reference.provinces().to_vec();
        if !self.store.fictional_counties(1).await.map_err(store_error)?.is_empty() {
            provinces.push(self.reference.fictional());
        }
        Ok(provinces.into_iter().map(Province).collect())
    }

    /// That an argument names a province, or nothing.
    pub async fn check_province(&self, code: Option<&str>) -> Result<()> {
        let Some(code) = code else { return Ok(()) };
        let known = match self.reference.province(code) {
            Some(province) => !self.places_of(&province).await?.counties.is_empty(),
            None => false,
        };
        if known {
            return Ok(());
        }
        Err(bad_input("province", format!("no province has the code {code:?}; the query `provinces` lists them")))
    }

    /// A province with its counties; of the fictional one, those that there are reports of.
    pub async fn places_of(&self, province: &Arc<ProvincePlaces>) -> Result<Arc<ProvincePlaces>> {
        if province.division.code != fictional::PROVINCE {
            return Ok(province.clone());
        }
        let codes = self.store.fictional_counties(fictional::COUNTIES as u64).await.map_err(store_error)?;
        let counties = codes.iter().filter_map(|code| self.reference.county(code)).collect();
        Ok(Arc::new(ProvincePlaces { division: province.division.clone(), counties }))
    }

    /// A county that somebody asks for; a fictional one only where there are reports of it.
    pub async fn if_there(&self, county: Option<County>) -> Result<Option<County>> {
        match county {
            Some(county) if fictional::is_code(&county.0.code) => {
                let there = self.store.knows_fictional(&county.0.code).await.map_err(store_error)?;
                Ok(there.then_some(county))
            }
            other => Ok(other),
        }
    }
}
