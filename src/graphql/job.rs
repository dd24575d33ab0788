//! Imports on their way.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::job;
use extract::document::Warning;
use std::sync::Arc;

use super::{error::internal, id::GlobalId, report::Report, scalar::DateTime, section::Span, session::session, words::JobStatus};

/// An import, from the moment it is asked for.
#[derive(Clone)]
pub struct ImportJob(pub Arc<job::Model>);

/// An import, from the moment it is asked for; kept for 30 days after its end.
// It moves on without a new version of the data.
#[Object(cache_control(no_cache))]
impl ImportJob {
    /// The global id, for `importJob`, `importProgress` and caches; cannot be guessed.
    pub async fn id(&self) -> ID {
        GlobalId::ImportJob(self.0.key.clone()).encode()
    }

    /// How far it is.
    async fn status(&self) -> Result<JobStatus> {
        JobStatus::of_word(&self.0.status).ok_or_else(|| internal(format!("job status {:?}", self.0.status)))
    }

    /// How many documents it has.
    async fn total(&self) -> i32 {
        self.0.total
    }

    /// How many of them have been dealt with, failures included.
    async fn done(&self) -> i32 {
        self.0.done
    }

    /// How many of them failed.
    async fn failed(&self) -> i32 {
        self.0.failed
    }

    /// What a reader should know, and why what failed did; empty until there is something.
    async fn warnings(&self) -> Vec<ImportWarning> {
        serde_json::from_str::<Vec<Warning>>(&self.0.warnings).unwrap_or_default().into_iter().map(Into::into).collect()
    }

    /// The report; null until it is imported, when the import failed, and when the report has been deleted since.
    async fn report(&self, ctx: &Context<'_>) -> Result<Option<Report>> {
        match (&self.0.county_code, self.0.year) {
            (Some(county), Some(year)) => session(ctx)?.report_of(county, year).await,
            _ => Ok(None),
        }
    }

    /// When it was asked for.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it ended; null until then.
    async fn finished_at(&self) -> Option<DateTime> {
        self.0.finished_at.map(DateTime)
    }
}

/// Something that the reader of an import should know.
#[derive(SimpleObject, Debug, Clone)]
pub struct ImportWarning {
    /// Stable name of the kind of warning, in capitals.
    code: String,
    /// What it is, and what to do about it.
    message: String,
    /// Where in the text; null where it is about the whole.
    span: Option<Span>,
}

impl From<Warning> for ImportWarning {
    fn from(Warning { code, message, start, end }: Warning) -> Self {
        let place = |offset: Option<usize>| offset.and_then(|offset| i32::try_from(offset).ok());
        let span = place(start).zip(place(end)).map(|(start, end)| Span { start, end });
        ImportWarning { code, message, span }
    }
}
