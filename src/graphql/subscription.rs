//! What can be listened to.

use async_graphql::{
    Context, Error, ErrorExtensions, ID, Name, Positioned, Result, Subscription,
    parser::types::{FragmentDefinition, Selection, SelectionSet},
};
use futures::{StreamExt, stream, stream::BoxStream};
use std::collections::HashMap;
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::{
    error::{EVENTS_LOST, NOT_FOUND, bad_input, coded, store_error},
    id::GlobalId,
    job::ImportJob,
    node,
    report::Report,
    rows::JobAt,
    session::{Session, session},
    words::JobStatus,
};
use crate::store::{Event, ReportKey};

/// What can be listened to.
pub struct Subscription;

/// What can be listened to, over a WebSocket (graphql-transport-ws) or as server-sent events.
#[Subscription]
impl Subscription {
    /// Every report that is imported from now on, on any node: new ones, changed ones, and those that were read anew. A
    /// client that reads too slowly is cut off with EVENTS_LOST.
    async fn report_imported(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only reports of this county, by code; null for all.")] county_code: Option<String>,
        #[graphql(desc = "Only reports of counties in this province, by code; null for all.")] province: Option<String>,
    ) -> Result<BoxStream<'static, Result<Report>>> {
        let session = session(ctx)?.clone();
        if let Some(code) = county_code.as_ref().filter(|code| session.reference.county(code).is_none()) {
            return Err(bad_input(
                "countyCode",
                format!("no county has the code {code:?}; codes have six digits, such as 140821"),
            ));
        }
        if let Some(code) = province.as_ref().filter(|code| session.reference.province(code).is_none()) {
            return Err(bad_input("province", format!("no province has the code {code:?}; the query `provinces` lists them")));
        }
        let events = session.store.events().await.map_err(store_error)?;
        let wanted = move |event: Event| match event {
            Event::ReportSaved { report, province: of } => {
                let fits = |asked: &Option<String>, code: &str| asked.as_deref().is_none_or(|asked| asked == code);
                (fits(&county_code, &report.county) && fits(&province, &of)).then_some(report)
            }
            _ => None,
        };
        Ok(stream::unfold(Some((events, session, wanted)), |state| async move {
            let (mut events, session, wanted) = state?;
            match next_report(&mut events, &session, &wanted).await {
                Ok(report) => Some((Ok(report?), Some((events, session, wanted)))),
                Err(error) => Some((Err(error), None)),
            }
        })
        .boxed())
    }

    /// An import, as it is now and after every step, until it has ended.
    async fn import_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The job's global id.")] job_id: ID,
    ) -> Result<BoxStream<'static, Result<ImportJob>>> {
        let session = session(ctx)?.clone();
        let key = match GlobalId::decode(&job_id) {
            Some(GlobalId::ImportJob(key)) => key,
            Some(_) => return Err(bad_input("jobId", format!("{:?} is the id of something else", job_id.as_str()))),
            None => return Err(node::no_id("jobId", &job_id)),
        };
        // First listen, then look: nothing happens between the two unheard.
        let events = session.store.events().await.map_err(store_error)?;
        let now = job(&session, &key).await?;
        let steps = stream::unfold(Some((events, session, key, now.clone())), |state| async move {
            let (mut events, session, key, last) = state?;
            if has_ended(&last) {
                return None;
            }
            match next_step(&mut events, &session, &key, &last).await {
                Ok(step) => {
                    let step = step?;
                    Some((Ok(step.clone()), Some((events, session, key, step))))
                }
                Err(error) => Some((Err(error), None)),
            }
        });
        Ok(stream::once(async move { Ok(now) }).chain(steps).boxed())
    }
}

/// The next report that is wanted; none when the server stops.
async fn next_report(
    events: &mut Receiver<Event>,
    session: &Session,
    wanted: &impl Fn(Event) -> Option<ReportKey>,
) -> Result<Option<Report>> {
    loop {
        let key = match events.recv().await {
            Ok(event) => wanted(event),
            Err(RecvError::Closed) => return Ok(None),
            Err(RecvError::Lagged(missed)) => return Err(lost(missed)),
        };
        // A report that has been deleted since has nothing to show.
        if let Some(key) = key
            && let Some(report) = session.report_of(&key.county, key.year).await?
        {
            return Ok(Some(report));
        }
    }
}

/// The job after its next step; none when the server stops.
async fn next_step(events: &mut Receiver<Event>, session: &Session, key: &str, last: &ImportJob) -> Result<Option<ImportJob>> {
    loop {
        match events.recv().await {
            Ok(Event::JobChanged { key: changed }) if changed == key => {}
            // What was missed may have been about this job.
            Ok(Event::Missed) | Err(RecvError::Lagged(_)) => {}
            Ok(_) => continue,
            Err(RecvError::Closed) => return Ok(None),
        }
        let now = job(session, key).await?;
        if now.0 != last.0 {
            return Ok(Some(now));
        }
    }
}

async fn job(session: &Session, key: &str) -> Result<ImportJob> {
    let found = session.find(JobAt(key.to_owned())).await?;
    found.map(ImportJob).ok_or_else(|| coded(NOT_FOUND, "there is no such import; they are kept for 30 days after their end"))
}

fn has_ended(job: &ImportJob) -> bool {
    matches!(JobStatus::of_word(&job.0.status), Some(JobStatus::Done | JobStatus::Failed) | None)
}

fn lost(missed: u64) -> Error {
    let message = "you read more slowly than reports come in; subscribe again, and read what you missed with \
                   reports(orderBy: [{ field: IMPORTED_AT, direction: DESC }])";
    coded(EVENTS_LOST, message).extend_with(|_, extensions| extensions.set("missed", missed))
}

/// How many fields a subscription asks for at its root; the specification wants exactly one.
pub fn root_fields(set: &SelectionSet, fragments: &HashMap<Name, Positioned<FragmentDefinition>>) -> usize {
    let keys = |selection: &Selection| match selection {
        Selection::Field(_) => 1,
        Selection::InlineFragment(inline) => root_fields(&inline.node.selection_set.node, fragments),
        Selection::FragmentSpread(spread) => fragments
            .get(&spread.node.fragment_name.node)
            .map_or(0, |fragment| root_fields(&fragment.node.selection_set.node, fragments)),
    };
    set.items.iter().map(|selection| keys(&selection.node)).sum()
}
