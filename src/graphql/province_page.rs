//! The counties of a province, paged in memory: they are few, and the same for every request.

use async_graphql::Result;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    error::bad_input,
    paging::{DEFAULT_PAGE, PageInput, Total},
    place::{County, CountyConnection, CountyEdge},
    reference::ProvincePlaces,
};

/// A page of a province's counties, ordered by code; `most` entries are allowed.
pub fn of_province(province: &ProvincePlaces, page: &PageInput, most: u32) -> Result<CountyConnection> {
    let size = page.sizes(most)?.0.unwrap_or(DEFAULT_PAGE) as usize;
    let behind = match &page.after {
        None => 0,
        Some(cursor) => {
            let code = place(&province.division.code, cursor)?;
            province.counties.partition_point(|county| county.code <= code)
        }
    };
    let shown = province.counties.iter().skip(behind).take(size);
    let edges: Vec<CountyEdge> = shown
        .map(|county| CountyEdge { cursor: cursor(&province.division.code, &county.code), node: County(county.clone()) })
        .collect();
    let has_next = behind + edges.len() < province.counties.len();
    Ok(CountyConnection::of(edges, has_next, behind > 0, Total::known(province.counties.len())))
}

fn cursor(province: &str, county: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{province}/{county}"))
}

fn place(province: &str, cursor: &str) -> Result<String> {
    let broken = || bad_input("after", "after is no cursor of this connection; start from the first page");
    let text = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let text = text.ok_or_else(broken)?;
    let (of, code) = text.split_once('/').ok_or_else(broken)?;
    if of == province { Ok(code.to_owned()) } else { Err(broken()) }
}
