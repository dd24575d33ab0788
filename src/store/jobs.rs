//! Import jobs: made, followed, taken by workers.
//!
//! A job that whoever asked for it does alone has no task. One with a task is taken by any worker on any node; a worker
//! that has not been seen for a while has died, and its job is taken again.

use chrono::{Duration, SubsecRound, Utc};
use entity::job;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult,
    sea_query::{LockBehavior, LockType, Order, Query},
};
use std::collections::HashMap;

use super::{Store, blob, error::StoreError, events::Event, page::select, secret};

/// How long a worker may be silent before its job is taken from it.
pub const SILENCE: Duration = Duration::seconds(60);
/// How long jobs that have ended are kept.
const KEPT: Duration = Duration::days(30);

/// What a job is about.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// How many documents it has.
    pub total: usize,
    /// Who asks for it.
    pub created_by: String,
    /// What a worker is to do, and with which bytes; none where whoever asks does it.
    pub task: Option<(String, Vec<u8>)>,
}

/// How far a job is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JobProgress {
    /// QUEUED, RUNNING, DONE or FAILED.
    pub status: JobStatus,
    /// How many documents it has.
    pub total: usize,
    /// How many of them have been dealt with, failures included.
    pub done: usize,
    /// How many of them failed.
    pub failed: usize,
    /// What a reader should know, as JSON.
    pub warnings: String,
    /// County and year of the report, once they are known.
    pub report: Option<(String, i32)>,
}

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum JobStatus {
    /// No worker has taken it.
    #[default]
    Queued,
    /// Somebody is at it.
    Running,
    /// Every document has been dealt with, and one at least was imported.
    Done,
    /// Nothing was imported.
    Failed,
}

impl JobStatus {
    /// The word used in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "QUEUED",
            Self::Running => "RUNNING",
            Self::Done => "DONE",
            Self::Failed => "FAILED",
        }
    }

    /// Whether nothing more will happen.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Failed)
    }
}

impl Store {
    /// Makes a job and gives its key. One with a task waits for a worker, one without is running.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn create_job(&self, new: NewJob) -> Result<String, StoreError> {
        let now = Utc::now().trunc_subsecs(0);
        let key = secret::unguessable()?;
        let status = if new.task.is_some() { JobStatus::Queued } else { JobStatus::Running };
        let (task, document) = new.task.unzip();
        let no_memory = |error: std::io::Error| StoreError::BadDocument { reason: error.to_string() };
        let row = job::ActiveModel {
            id: NotSet,
            key: Set(key.clone()),
            status: Set(status.as_str().to_owned()),
            total: Set(count(new.total)),
            done: Set(0),
            failed: Set(0),
            warnings: Set("[]".to_owned()),
            county_code: Set(None),
            year: Set(None),
            created_by: Set(new.created_by),
            task: Set(task),
            document: Set(document.map(|bytes| blob::pack(&bytes)).transpose().map_err(no_memory)?),
            worker: Set(None),
            created_at: Set(now),
            seen_at: Set((status == JobStatus::Running).then_some(now)),
            finished_at: Set(None),
        };
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        let old = job::Column::FinishedAt.lt(now - KEPT);
        transaction.execute(&Query::delete().from_table(job::Entity).and_where(old).take()).await?;
        job::Entity::insert(row).exec_without_returning(&transaction).await?;
        self.commit_and_tell(transaction, Event::JobChanged { key: key.clone() }).await?;
        Ok(key)
    }

    /// Jobs by key, without documents.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn jobs_by_key(&self, keys: &[String]) -> Result<HashMap<String, job::Model>, StoreError> {
        self.by::<job::Entity, String>(job::Column::Key, keys, Some(job::Column::Document), |row| row.key.clone()).await
    }

    /// Writes down how far a job is.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn update_job(&self, key: &str, progress: &JobProgress) -> Result<(), StoreError> {
        use job::Column;
        let now = Utc::now().trunc_subsecs(0);
        let mut update = Query::update();
        update
            .table(job::Entity)
            .value(Column::Status, progress.status.as_str())
            .value(Column::Total, count(progress.total))
            .value(Column::Done, count(progress.done))
            .value(Column::Failed, count(progress.failed))
            .value(Column::Warnings, progress.warnings.as_str())
            .value(Column::CountyCode, progress.report.as_ref().map(|(county, _)| county.clone()))
            .value(Column::Year, progress.report.as_ref().map(|(_, year)| *year))
            .value(Column::SeenAt, now)
            .and_where(Column::Key.eq(key));
        if progress.status.is_end() {
            update.value(Column::FinishedAt, now).value(Column::Document, None::<Vec<u8>>);
        }
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        transaction.execute(&update).await?;
        self.commit_and_tell(transaction, Event::JobChanged { key: key.to_owned() }).await
    }

    /// Says that the worker of a job is alive.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn keep_job(&self, key: &str) -> Result<(), StoreError> {
        let update = Query::update()
            .table(job::Entity)
            .value(job::Column::SeenAt, Utc::now().trunc_subsecs(0))
            .and_where(job::Column::Key.eq(key))
            .take();
        let _turn = self.turn().await;
        self.connection.execute(&update).await?;
        Ok(())
    }

    /// Takes the oldest job that waits for a worker, or that has lost its own, with its document; none where there is none.
    ///
    /// # Errors
    /// A database that refuses, a document in it that is damaged.
    pub async fn take_job(&self, worker: &str) -> Result<Option<(job::Model, Vec<u8>)>, StoreError> {
        use job::Column;
        let now = Utc::now().trunc_subsecs(0);
        let lost = Condition::all().add(Column::Status.eq(JobStatus::Running.as_str())).add(Column::SeenAt.lt(now - SILENCE));
        let waiting = Condition::any().add(Column::Status.eq(JobStatus::Queued.as_str())).add(lost);
        let mut oldest = select::<job::Entity>(None);
        oldest.cond_where(waiting).and_where(Column::Task.is_not_null()).order_by(Column::Id, Order::Asc).limit(1);
        if self.connection.get_database_backend() == DbBackend::Postgres {
            // Workers of several nodes take different jobs, and none waits for another.
            oldest.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        } else if self.rows::<job::Model>(&oldest).await?.is_empty() {
            // SQLite has one writer: it is not kept from writing only to look.
            return Ok(None);
        }
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        let row = transaction.query_one(&oldest).await?;
        let Some(job) = row.map(|row| job::Model::from_query_result(&row, "")).transpose()? else { return Ok(None) };
        let update = Query::update()
            .table(job::Entity)
            .value(Column::Status, JobStatus::Running.as_str())
            .value(Column::Worker, worker)
            .value(Column::SeenAt, now)
            .and_where(Column::Id.eq(job.id))
            .take();
        transaction.execute(&update).await?;
        self.commit_and_tell(transaction, Event::JobChanged { key: job.key.clone() }).await?;
        let document = blob::unpack(job.document.as_deref().unwrap_or_default());
        let document = document.map_err(|error| StoreError::Damaged { sha256: job.key.clone(), reason: error.to_string() })?;
        Ok(Some((job, document)))
    }

    /// Ends the jobs without task whose process has died. Gives how many there were.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn end_lost_jobs(&self, warnings: &str) -> Result<u64, StoreError> {
        use job::Column;
        let now = Utc::now().trunc_subsecs(0);
        let update = Query::update()
            .table(job::Entity)
            .value(Column::Status, JobStatus::Failed.as_str())
            .value(Column::Warnings, warnings)
            .value(Column::FinishedAt, now)
            .and_where(Column::Status.eq(JobStatus::Running.as_str()))
            .and_where(Column::Task.is_null())
            .and_where(Column::SeenAt.lt(now - SILENCE))
            .take();
        let _turn = self.turn().await;
        Ok(self.connection.execute(&update).await?.rows_affected())
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
