//! The sample reports that come with the program.

use extract::{Extractor, Hints};
use rust_embed::RustEmbed;
use std::{collections::HashMap, sync::Arc};

use super::exit::Failure;
use crate::{
    ingest::Ingest,
    store::{ReportKey, Store, StoreError},
};

/// The digests of `data/reports`, named by county and year, as part of the program.
#[derive(RustEmbed)]
#[folder = "data/reports"]
struct Samples;

/// Imports the sample reports that are not there, and those whose text or reading has changed since.
///
/// A report of the same county and year from elsewhere stays: a digest never takes the place of an original.
pub async fn import(store: &Store, extractor: &Arc<Extractor>) -> Result<(), Failure> {
    let missing = missing(store, extractor.version()).await.map_err(Failure::new)?;
    let ingest = Ingest::new(store.clone(), extractor.clone());
    for name in missing {
        let Some(file) = Samples::get(&name) else { continue };
        let done = ingest.import_bytes(file.data.into_owned(), &name, None, &Hints::default()).await;
        // The service is worth starting without a sample, so this is no reason to stop.
        match done {
            Ok(outcome) => tracing::info!(sample = name, figures = outcome.figures, "imported a sample report"),
            Err(error) => tracing::error!(sample = name, "a sample report cannot be imported: {error}"),
        }
    }
    Ok(())
}

/// The names of the samples that are to be imported.
async fn missing(store: &Store, version: &str) -> Result<Vec<String>, StoreError> {
    let names: Vec<String> = Samples::iter().filter(|name| name.ends_with(".txt")).map(|name| name.into_owned()).collect();
    let keys: Vec<ReportKey> = names.iter().filter_map(|name| key(name)).collect();
    let reports = store.reports_by_key(&keys).await?;
    let sources: Vec<i64> = reports.values().map(|report| report.source_id).collect();
    let sources = store.sources_by_id(&sources).await?;
    let read: HashMap<&str, &str> = sources.values().map(|source| (source.sha256.as_str(), source.extractor.as_str())).collect();
    let is_missing = |name: &String| {
        let report = key(name).and_then(|key| reports.get(&key));
        match report {
            Some(report) if report.edition == "DIGEST" => {
                sha256(name).is_none_or(|hash| read.get(hash.as_str()) != Some(&version))
            }
            Some(_) => false,
            None => true,
        }
    };
    Ok(names.into_iter().filter(is_missing).collect())
}

/// `140821-2021.txt`
fn key(name: &str) -> Option<ReportKey> {
    let (county, year) = name.strip_suffix(".txt")?.split_once('-')?;
    Some(ReportKey { county: county.to_owned(), year: year.parse().ok()? })
}

fn sha256(name: &str) -> Option<String> {
    let hash = Samples::get(name)?.metadata.sha256_hash();
    Some(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}
