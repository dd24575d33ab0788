//! Many documents, each on its own: a bad one stops and spoils none of the others.

use extract::Hints;
use futures::{StreamExt, stream};
use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    Ingest, Outcome,
    error::IngestError,
    files::{self, Found},
};
use crate::store::{NewReport, Saved};

/// Hears how an import goes on.
pub trait Progress: Send + Sync {
    /// So many files are going to be read.
    fn begins(&self, files: usize) {
        let _ = files;
    }

    /// A file has been dealt with.
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
    /// Files in folders whose kind is not read.
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

impl Ingest {
    /// Imports files and all that lies in folders, by name. While one is stored, the next are read. `stop` ends the import
    /// between two files; what is stored until then stays whole.
    pub async fn import_paths(&self, paths: &[PathBuf], hints: &Hints, progress: &dyn Progress, stop: &AtomicBool) -> Summary {
        let Found { files, skipped, failures } = files::find(paths);
        let mut summary = Summary { skipped, failures, ..Summary::default() };
        progress.begins(files.len());
        let ahead = std::thread::available_parallelism().map_or(1, usize::from);
        let mut prepared = stream::iter(files)
            .map(|file| async move {
                let new = if stop.load(Ordering::Relaxed) { None } else { Some(self.prepare_file(&file, hints).await) };
                (file, new)
            })
            .buffered(ahead);
        while let Some((file, new)) = prepared.next().await {
            let Some(new) = new.filter(|_| !stop.load(Ordering::Relaxed)) else {
                summary.stopped = true;
                break;
            };
            let outcome = match new {
                Ok(new) => self.save(new).await,
                Err(error) => Err(error),
            };
            progress.done(&file, &outcome);
            match outcome {
                Ok(outcome) => summary.add(&outcome),
                Err(error) => summary.failures.push((file, error)),
            }
        }
        summary
    }

    async fn prepare_file(&self, file: &Path, hints: &Hints) -> Result<NewReport, IngestError> {
        let path = file.to_owned();
        let read = tokio::task::spawn_blocking(move || files::bytes(&path)).await;
        let bytes = read.unwrap_or_else(|error| Err(IngestError::Broken { reason: error.to_string() }))?;
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
        self.prepare(bytes, &name, None, hints).await
    }
}
