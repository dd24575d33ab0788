//! Single rows that other rows name, loaded for all of them in one statement.

use async_graphql::{Error, dataloader::Loader};
use entity::{figure, job, report, report_check, review, section, source};
use std::{collections::HashMap, sync::Arc};

use super::{batch::Batches, error::store_error};
use crate::store::{Coverage, FigureKey, ReportKey, SectionKey};

macro_rules! rows {
    ($($(#[$doc:meta])* $key:ident($inner:ty) => $value:ty, $load:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $key(pub $inner);

        impl Loader<$key> for Batches {
            type Value = $value;
            type Error = Error;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, $value>, Error> {
                let keys: Vec<$inner> = keys.iter().map(|key| key.0.clone()).collect();
                let loaded = self.store.$load(&keys).await.map_err(store_error)?;
                Ok(loaded.into_iter().map(|(key, value)| ($key(key), value.into())).collect())
            }
        }
    )+};
}

rows! {
    /// A report by county and year.
    ReportAt(ReportKey) => Arc<report::Model>, reports_by_key;
    /// A report by number.
    ReportOf(i64) => Arc<report::Model>, reports_by_id;
    /// A source by number, without bytes and text.
    SourceOf(i64) => Arc<source::Model>, sources_by_id;
    /// The text of a source, by number.
    TextOfSource(i64) => Arc<str>, texts_of_sources;
    /// The own text of a section, by number.
    TextOfSection(i64) => String, section_texts;
    /// A figure by report and place.
    FigureAt(FigureKey) => Arc<figure::Model>, figures_by_key;
    /// A figure by the number of its report and its place among the figures of it.
    FigureAtOrdinal((i64, i32)) => Arc<figure::Model>, figures_by_ordinal;
    /// The checks of a report's arithmetic, by the report's number.
    ChecksOf(i64) => Arc<[report_check::Model]>, checks_of_reports;
    /// What people say about a figure, the last word last, by the figure's number.
    ReviewsOf(i64) => Vec<review::Model>, reviews_of_figures;
    /// An import by its key.
    JobAt(String) => Arc<job::Model>, jobs_by_key;
    /// How much is known of an indicator, by code.
    CoverageOf(String) => Coverage, coverage_of_indicators;
}

/// A section row that many objects share.
pub type SectionRow = Arc<section::Model>;

macro_rules! sections {
    ($($(#[$doc:meta])* $key:ident($inner:ty) => $value:ty, $load:ident, $change:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $key {
            /// Which.
            pub key: $inner,
            /// Whether the texts are asked for.
            pub with_text: bool,
        }

        impl Loader<$key> for Batches {
            type Value = $value;
            type Error = Error;

            async fn load(&self, keys: &[$key]) -> Result<HashMap<$key, $value>, Error> {
                // One statement for both kinds: a text too many is cheaper than a statement.
                let with_text = keys.iter().any(|key| key.with_text);
                let asked: Vec<$inner> = keys.iter().map(|key| key.key.clone()).collect();
                let loaded = self.store.$load(&asked, with_text).await.map_err(store_error)?;
                let loaded: HashMap<$inner, $value> =
                    loaded.into_iter().map(|(key, value)| (key, $change(value))).collect();
                let found = keys.iter().filter_map(|key| Some((key.clone(), loaded.get(&key.key)?.clone())));
                Ok(found.collect())
            }
        }
    )+};
}

sections! {
    /// A section by number.
    SectionOf(i64) => SectionRow, sections_by_id, Arc::new;
    /// A section by report and path.
    SectionAt(SectionKey) => SectionRow, sections_by_key, Arc::new;
    /// A section by the number of its report and its path.
    SectionAtPath((i64, String)) => SectionRow, sections_by_path, Arc::new;
    /// The top-level sections of a report, by the report's number.
    OutlineOf(i64) => Vec<SectionRow>, outlines_of_reports, shared;
    /// The sections directly under another, by that one's number.
    ChildrenOf(i64) => Vec<SectionRow>, children_of_sections, shared;
}

fn shared(rows: Vec<section::Model>) -> Vec<SectionRow> {
    rows.into_iter().map(Arc::new).collect()
}
