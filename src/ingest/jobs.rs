//! Imports as jobs: each is a row that says how far it is, and any node can follow it.
//!
//! An import that its sender waits for runs where it was asked for, and goes on when the sender goes away. One that nobody
//! waits for is left to the workers: its document lies in the row until one of them has dealt with it.

use extract::document::Warning;
use futures::future::{AbortHandle, Abortable};
use std::time::{Duration, Instant};

use super::{About, Incoming, Ingest, IngestError, Outcome};
use crate::store::{Event, JobProgress, JobStatus, NewJob, SILENCE, StoreError};

/// How long a worker sleeps when there is nothing to do and nothing is heard.
const NAP: Duration = Duration::from_secs(5);

/// An import that has run.
#[derive(Debug)]
pub struct Ran {
    /// The key of its job.
    pub job: String,
    /// What became of it.
    pub result: Result<Outcome, IngestError>,
}

impl Ingest {
    /// Imports a document as a job of its own, whether or not the caller stays to hear what became of it.
    ///
    /// # Errors
    /// A database that refuses the job; what is wrong with the document is in the result.
    pub async fn import_as_job(&self, incoming: Incoming, by: &str) -> Result<Ran, StoreError> {
        let job = self.store.create_job(NewJob { total: 1, created_by: by.to_owned(), task: None }).await?;
        let (ingest, key) = (self.clone(), job.clone());
        let work = tokio::spawn(async move { ingest.run(&key, incoming).await });
        match work.await {
            Ok(result) => Ok(Ran { job, result: result? }),
            Err(error) => Ok(Ran { job, result: Err(IngestError::Broken { reason: error.to_string() }) }),
        }
    }

    /// Leaves a document to the workers, and gives the key of its job.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn import_later(&self, incoming: Incoming, by: &str) -> Result<String, StoreError> {
        let Incoming { bytes, about } = incoming;
        let task = serde_json::to_string(&about).map_err(|error| StoreError::BadDocument { reason: error.to_string() })?;
        self.store.create_job(NewJob { total: 1, created_by: by.to_owned(), task: Some((task, bytes)) }).await
    }

    /// Does what is left to the workers, one job after the other, as long as it is polled. `worker` names this one.
    pub async fn work(&self, worker: &str) {
        let every = SILENCE.to_std().unwrap_or(NAP);
        let mut looked: Option<Instant> = None;
        loop {
            if looked.is_none_or(|at| at.elapsed() >= every) {
                looked = Some(Instant::now());
                if let Err(error) = self.end_lost_jobs().await {
                    tracing::warn!("jobs whose process has died cannot be ended: {error}");
                }
            }
            match self.work_once(worker).await {
                Ok(true) => {}
                Ok(false) => self.wait_for_work().await,
                Err(error) => {
                    tracing::error!("a worker cannot go on: {error}");
                    tokio::time::sleep(NAP).await;
                }
            }
        }
    }

    /// Takes one job and does it; says whether there was one.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn work_once(&self, worker: &str) -> Result<bool, StoreError> {
        let Some((job, bytes)) = self.store.take_job(worker).await? else { return Ok(false) };
        let about = job.task.as_deref().map(serde_json::from_str::<About>);
        match about {
            Some(Ok(about)) => drop(self.run(&job.key, Incoming { bytes, about }).await?),
            _ => self.end(&job.key, &Err(IngestError::Broken { reason: "the task cannot be read".to_owned() })).await?,
        }
        Ok(true)
    }

    /// Ends the jobs that somebody waited for in a process that has died; says how many there were.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn end_lost_jobs(&self) -> Result<u64, StoreError> {
        let lost = warning("INTERRUPTED", "the server stopped while it was importing; import the document again");
        self.store.end_lost_jobs(&as_json(&[lost])).await
    }

    /// Until something has changed, or for a while.
    async fn wait_for_work(&self) {
        let changed = async {
            let Ok(mut events) = self.store.events().await else { return std::future::pending().await };
            while let Ok(Event::ReportSaved { .. }) = events.recv().await {}
        };
        let _ = tokio::time::timeout(NAP, changed).await;
    }

    async fn run(&self, job: &str, incoming: Incoming) -> Result<Result<Outcome, IngestError>, StoreError> {
        let alive = self.say_alive(job);
        let result = self.import(incoming).await;
        alive.abort();
        self.end(job, &result).await?;
        Ok(result)
    }

    /// Says again and again that the worker of a job is alive. Beside the import, which may hold the only writer.
    fn say_alive(&self, job: &str) -> AbortHandle {
        let (store, job) = (self.store.clone(), job.to_owned());
        let (handle, registration) = AbortHandle::new_pair();
        let every = SILENCE.to_std().unwrap_or(NAP) / 3;
        tokio::spawn(Abortable::new(
            async move {
                loop {
                    tokio::time::sleep(every).await;
                    if let Err(error) = store.keep_job(&job).await {
                        tracing::warn!("a worker cannot say that it is alive: {error}");
                    }
                }
            },
            registration,
        ));
        handle
    }

    async fn end(&self, job: &str, result: &Result<Outcome, IngestError>) -> Result<(), StoreError> {
        let progress = match result {
            Ok(outcome) => JobProgress {
                status: JobStatus::Done,
                total: 1,
                done: 1,
                failed: 0,
                warnings: as_json(&[outcome.warnings.clone(), outcome.superseded().into_iter().collect()].concat()),
                report: Some((outcome.county_code.clone(), outcome.year)),
            },
            Err(error) => JobProgress {
                status: JobStatus::Failed,
                total: 1,
                done: 1,
                failed: 1,
                warnings: as_json(&[failure(error)]),
                report: None,
            },
        };
        self.store.update_job(job, &progress).await
    }
}

/// An error as the warning of a job, without what is nobody's business.
fn failure(error: &IngestError) -> Warning {
    if error.is_internal() {
        tracing::error!("an import failed: {error}");
        return warning(error.code(), "something broke on the server; the log has it");
    }
    warning(error.code(), &error.for_api())
}

fn warning(code: &str, message: &str) -> Warning {
    Warning { code: code.to_owned(), message: message.to_owned(), start: None, end: None }
}

fn as_json(warnings: &[Warning]) -> String {
    serde_json::to_string(warnings).unwrap_or_else(|_| "[]".to_owned())
}
