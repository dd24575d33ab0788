//! Many documents, each on its own: a bad one stops and spoils none of the others.

use extract::Hints;
use futures::{StreamExt, stream};
use std::{
    collections::HashMap,
    io::Cursor,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use super::{
    About, Ingest, Outcome, Received,
    address::{self, Fetched},
    archive::Archive,
    error::IngestError,
    files::{self, Candidate, Found, Origin},
    read,
};
use crate::store::{Edition, NewReport, Saved};

/// Hears how an import goes on.
pub trait Progress: Send + Sync {
    /// So many documents are going to be read; said again when an archive from the web has more.
    fn begins(&self, files: usize) {
        let _ = files;
    }

    /// A document has been dealt with.
    fn done(&self, file: &Path, outcome: &Result<Outcome, IngestError>) {
        let _ = (file, outcome);
    }
}

/// Nobody listens.
impl Progress for () {}

/// What became of an import.
#[derive(Debug, Default)]
pub struct Summary {
    /// Reports that were not there before.
    pub created: usize,
    /// Reports that took the place of another document.
    pub replaced: usize,
    /// Reports that were there already.
    pub unchanged: usize,
    /// Reports that were left out because a weightier edition is there.
    pub superseded: usize,
    /// Figures of the reports created and replaced.
    pub figures: usize,
    /// Those of them that are of a known indicator.
    pub recognised: usize,
    /// Warnings of the reports created and replaced.
    pub warnings: usize,
    /// Files in folders and archives whose kind is not read.
    pub skipped: Vec<PathBuf>,
    /// Files and folders that gave nothing, and why.
    pub failures: Vec<(PathBuf, IngestError)>,
    /// Whether it was stopped before the last file.
    pub stopped: bool,
}

impl Summary {
    /// Reports that were read, whatever became of them.
    pub fn reports(&self) -> usize {
        self.created + self.replaced + self.unchanged + self.superseded
    }

    fn add(&mut self, outcome: &Outcome) {
        match outcome.saved {
            Saved::Created(_) => self.created += 1,
            Saved::Replaced(_) => self.replaced += 1,
            Saved::Unchanged(_) => self.unchanged += 1,
            Saved::Superseded(_) => self.superseded += 1,
        }
        if matches!(outcome.saved, Saved::Created(_) | Saved::Replaced(_)) {
            self.figures += outcome.figures;
            self.recognised += outcome.recognised;
            self.warnings += outcome.warnings.len();
        }
    }
}

/// The reports of one import: which document was the first to give each.
#[derive(Default)]
struct Given(HashMap<(String, i32, Edition), (PathBuf, String)>);

impl Given {
    /// An error when another document gave the same report: one of the two would be lost without a word.
    fn first(&mut self, place: &Path, new: &NewReport) -> Option<IngestError> {
        let report = &new.document.report;
        let key = (report.county_code.clone(), report.year, new.edition);
        let (first, sha256) = self.0.entry(key).or_insert_with(|| (place.to_owned(), new.source.sha256().to_owned()));
        (sha256 != new.source.sha256()).then(|| IngestError::SameReport {
            county: report.county_name.clone(),
            year: report.year,
            first: first.clone(),
        })
    }
}

impl Ingest {
    /// Imports files, all that lies in folders and ZIP archives, and what web addresses give. While one document is stored,
    /// the next are read. `stop` ends the import between two documents; what is stored until then stays whole.
    pub async fn import_paths(&self, paths: &[PathBuf], hints: &Hints, progress: &dyn Progress, stop: &AtomicBool) -> Summary {
        let Found { candidates, skipped, failures } = files::find(paths);
        let mut summary = Summary { failures, ..Summary::default() };
        progress.begins(candidates.len());
        let total = AtomicUsize::new(candidates.len());
        let skipped = Mutex::new(skipped);
        let ahead = std::thread::available_parallelism().map_or(1, usize::from);
        let documents = stream::iter(candidates).then(|candidate| async {
            let found = self.fetched(candidate, stop).await;
            if found.candidates.len() > 1 {
                let more = found.candidates.len() - 1;
                progress.begins(total.fetch_add(more, Ordering::Relaxed) + more);
            }
            skipped.lock().unwrap_or_else(PoisonError::into_inner).extend(found.skipped);
            stream::iter(found.candidates)
        });
        let prepared = documents
            .flatten()
            .map(|Candidate { place, origin }| async move {
                let stopped = stop.load(Ordering::Relaxed);
                let new = if stopped { None } else { Some(self.prepare_candidate(&place, origin, hints).await) };
                (place, new)
            })
            .buffered(ahead);
        let mut prepared = std::pin::pin!(prepared);
        let mut given = Given::default();
        while let Some((place, new)) = prepared.next().await {
            let Some(new) = new.filter(|_| !stop.load(Ordering::Relaxed)) else {
                summary.stopped = true;
                break;
            };
            let outcome = match new {
                Ok(new) => match given.first(&place, &new) {
                    None => self.save(new).await,
                    Some(error) => Err(error),
                },
                Err(error) => Err(error),
            };
            progress.done(&place, &outcome);
            match outcome {
                Ok(outcome) => summary.add(&outcome),
                Err(error) => summary.failures.push((place, error)),
            }
        }
        summary.skipped = skipped.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect();
        summary
    }

    /// What an address gives; everything else as it is.
    async fn fetched(&self, candidate: Candidate, stop: &AtomicBool) -> Found {
        let Candidate { place, origin } = candidate;
        let mut found = Found::default();
        let origin = match origin {
            Origin::Address(address) if !stop.load(Ordering::Relaxed) => match address::fetch(&address, &self.fetching).await {
                Ok(Fetched { archive: true, bytes, .. }) => match Archive::open(Cursor::new(bytes)) {
                    Ok((archive, members)) => {
                        found.archive(&place, archive, members);
                        return found;
                    }
                    Err(error) => Origin::Failed(error),
                },
                Ok(fetched) => Origin::Fetched(Box::new(fetched)),
                Err(error) => Origin::Failed(error.into()),
            },
            other => other,
        };
        found.candidates.push(Candidate { place, origin });
        found
    }

    async fn prepare_candidate(&self, place: &Path, origin: Origin, hints: &Hints) -> Result<NewReport, IngestError> {
        let path = place.to_owned();
        let Hints { county_code, year } = hints.clone();
        let name = place.file_name().unwrap_or(place.as_os_str()).to_string_lossy().into_owned();
        let about = About { name, county_code, year, ..About::default() };
        let receive = move || {
            let bytes = match origin {
                Origin::File => files::bytes(&path)?,
                Origin::Member(archive, number) => archive.bytes(number)?,
                Origin::Fetched(fetched) => {
                    let Fetched { bytes, name, url, media_type, charset, .. } = *fetched;
                    let read = read::read_as(&bytes, media_type, charset)?;
                    return Ok(Received { bytes, about: About { name, url: Some(url), ..about }, read });
                }
                Origin::Failed(error) => return Err(error),
                // Only where the import has been stopped.
                Origin::Address(_) => return Err(IngestError::Unreadable { reason: "not fetched".to_owned() }),
            };
            Ok(Received { read: read::read(&bytes, about.format_name())?, bytes, about })
        };
        self.prepare(receive).await
    }
}
