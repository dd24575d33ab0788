//! Where: the county of a row, with what it lies in.

use extract::{
    Extractor,
    places::{County, Division},
};

use super::table::columns;

/// The county of a row. One that the places no longer have keeps its code.
pub(super) struct Place<'a> {
    code: &'a str,
    county: Option<&'a County>,
}

impl<'a> Place<'a> {
    pub fn of(code: &'a str, extractor: &'a Extractor) -> Self {
        Place { code, county: extractor.places().county(code) }
    }

    fn prefecture(&self) -> Option<&'a Division> {
        self.county?.prefecture.as_ref()
    }
}

columns! {
    of place: Place<'a>;
    "countyCode": Text, "The county's code (GB/T 2260)." => place.code;
    "county": Text, "The county's name; its code where the places no longer have it." => place.county.map_or(place.code, |it| &it.name);
    "countyEn": Text, "The county's name in English; its code where the places no longer have it." =>
        place.county.map_or(place.code, |it| &it.name_en);
    "prefectureCode": Text or_none, "The prefecture's code; empty where the county is under the province itself." =>
        place.prefecture().map(|it| &it.code);
    "prefecture": Text or_none, "The prefecture's name." => place.prefecture().map(|it| &it.name);
    "prefectureEn": Text or_none, "The prefecture's name in English." => place.prefecture().map(|it| &it.name_en);
    "provinceCode": Text or_none, "The province's code." => place.county.map(|it| &it.province.code);
    "province": Text or_none, "The province's name." => place.county.map(|it| &it.province.name);
    "provinceEn": Text or_none, "The province's name in English." => place.county.map(|it| &it.province.name_en);
}
