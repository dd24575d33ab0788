//! Reads stored documents again, each on its own: the text as it was decoded at import, so that every place in it stays
//! what it was, with the county and the year it was stored under.

use extract::{Hints, compare::Totals, document::Document};
use futures::{StreamExt, stream};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Ingest, error::IngestError};
use crate::store::{CurrentSource, Reread};

/// Which stored documents are read again, and whether it counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reextraction {
    /// Only those of this county; GB/T 2260 code.
    pub county: Option<String>,
    /// Only those of this year.
    pub year: Option<i32>,
    /// Those that this very extractor has read, too.
    pub all: bool,
    /// Say what would change, and change nothing.
    pub rehearse: bool,
}

/// Hears how it goes on.
pub trait RereadProgress: Send + Sync {
    /// So many documents are going to be read.
    fn begins(&self, documents: usize) {
        let _ = documents;
    }

    /// A document has been dealt with.
    fn done(&self, source: &CurrentSource, outcome: &Result<Reread, IngestError>) {
        let _ = (source, outcome);
    }
}

/// Nobody listens.
impl RereadProgress for () {}

/// What became of it.
#[derive(Debug, Default)]
pub struct RereadSummary {
    /// Reports that were read again and say the same.
    pub unchanged: usize,
    /// Reports that were read again and say something else.
    pub changed: usize,
    /// Reports that were left out because this extractor has read them.
    pub up_to_date: usize,
    /// Reports that were given another document meanwhile, and left alone.
    pub superseded: usize,
    /// What changed, added up.
    pub totals: Totals,
    /// Documents that gave nothing, and why; what is stored of them stays.
    pub failures: Vec<(CurrentSource, IngestError)>,
    /// Whether it was stopped before the last document.
    pub stopped: bool,
}

impl RereadSummary {
    /// Reports that were read again.
    pub fn read(&self) -> usize {
        self.unchanged + self.changed
    }
}

impl Ingest {
    /// Reads stored documents again, and puts what they say now in the place of what they said. While one is stored, the
    /// next are read. `stop` ends it between two documents; each is either as it was or read anew.
    ///
    /// Indicators that the catalogue no longer has stay in the database until [`crate::store::Store::synchronise`].
    ///
    /// # Errors
    /// A database that does not list its reports. What goes wrong with one document is in the summary.
    pub async fn reextract(
        &self,
        what: &Reextraction,
        progress: &dyn RereadProgress,
        stop: &AtomicBool,
    ) -> Result<RereadSummary, IngestError> {
        let mut sources = self.store.current_sources(what.county.as_deref(), what.year).await?;
        let there = sources.len();
        sources.retain(|source| what.all || source.extractor != self.extractor.version());
        let mut summary = RereadSummary { up_to_date: there - sources.len(), ..RereadSummary::default() };
        progress.begins(sources.len());
        let ahead = std::thread::available_parallelism().map_or(1, usize::from);
        let mut read = stream::iter(sources)
            .map(|source| async move {
                let stopped = stop.load(Ordering::Relaxed);
                let document = if stopped { None } else { Some(self.document_of(&source).await) };
                (source, document)
            })
            .buffered(ahead);
        while let Some((source, document)) = read.next().await {
            let Some(document) = document.filter(|_| !stop.load(Ordering::Relaxed)) else {
                summary.stopped = true;
                break;
            };
            let outcome = match document {
                Ok(document) => {
                    let reread = self.store.reread(&source, &document, &self.extractor, what.rehearse).await;
                    reread.map_err(IngestError::from)
                }
                Err(error) => Err(error),
            };
            progress.done(&source, &outcome);
            match outcome {
                Ok(Reread::Read(diff)) if diff.is_empty() => summary.unchanged += 1,
                Ok(Reread::Read(diff)) => {
                    summary.changed += 1;
                    summary.totals.add(&diff);
                }
                Ok(Reread::Superseded) => summary.superseded += 1,
                Err(error) => summary.failures.push((source, error)),
            }
        }
        Ok(summary)
    }

    /// What this extractor reads in a stored document.
    async fn document_of(&self, source: &CurrentSource) -> Result<Document, IngestError> {
        let text = self.store.texts_of_sources(&[source.source_id]).await?.remove(&source.source_id).unwrap_or_default();
        let extractor = self.extractor.clone();
        // What was given at import is not kept, but the report is stored under it.
        let hints = Hints { county_code: Some(source.county_code.clone()), year: Some(source.year) };
        let done = tokio::task::spawn_blocking(move || extractor.extract(&text, &hints)).await;
        Ok(done.map_err(|error| IngestError::Broken { reason: error.to_string() })??)
    }
}
