//! Objects by their global ids.

use async_graphql::{Error, ID, Result};

use super::{
    error::bad_input,
    figure::Figure,
    id::GlobalId,
    indicator::Indicator,
    job::ImportJob,
    place::County,
    query::Node,
    report::Report,
    rows::{FigureAt, JobAt, ReportAt, SectionAt},
    section::Section,
    session::Session,
};

/// The most ids of one `nodes`.
const MAX_IDS: usize = 100;

/// The error for an id that this API did not make.
pub fn no_id(argument: &str, id: &ID) -> Error {
    bad_input(argument, format!("{:?} is no id of this API; take it from a field `id`", id.as_str()))
}

/// What ids name.
pub fn decode(ids: &[ID]) -> Result<Vec<GlobalId>> {
    if ids.len() > MAX_IDS {
        return Err(bad_input("ids", format!("{} ids; at most {MAX_IDS} at a time", ids.len())));
    }
    ids.iter().map(|id| GlobalId::decode(id).ok_or_else(|| no_id("ids", id))).collect()
}

/// The objects of ids, in their order: one statement for each kind of object.
pub async fn load(session: &Session, ids: Vec<GlobalId>) -> Result<Vec<Option<Node>>> {
    futures::future::try_join_all(ids.into_iter().map(|id| one(session, id))).await
}

async fn one(session: &Session, id: GlobalId) -> Result<Option<Node>> {
    Ok(match id {
        GlobalId::County(code) => session.if_there(session.reference.county(&code).map(County)).await?.map(Node::County),
        GlobalId::Indicator(code) => session.reference.indicator(&code).map(Indicator).map(Node::Indicator),
        GlobalId::Report(key) => session.find(ReportAt(key)).await?.map(Report::new).map(Node::Report),
        GlobalId::Section(key) => {
            let report = key.report.clone();
            session.find(SectionAt { key, with_text: false }).await?.map(|row| Node::Section(Section::new(row, report)))
        }
        GlobalId::Figure(key) => session.find(FigureAt(key)).await?.map(Figure).map(Node::Figure),
        GlobalId::ImportJob(key) => session.find(JobAt(key)).await?.map(ImportJob).map(Node::ImportJob),
    })
}
