//! The way from section to section.

use async_graphql::Result;
use entity::section;

use super::{
    report::Report,
    rows::{ChildrenOf, OutlineOf, ReportOf, SectionAtPath, SectionOf, SectionRow},
    section::Section,
    session::Session,
};
use crate::store::ReportKey;

impl Session {
    /// A report that a row names.
    pub async fn report_by_id(&self, id: i64) -> Result<Report> {
        self.get(ReportOf(id)).await.map(Report::new)
    }

    /// A section that a figure names.
    pub async fn section_by_id(&self, id: i64, report: &ReportKey, with_text: bool) -> Result<Section> {
        let row = self.get(SectionOf { key: id, with_text }).await?;
        Ok(Section::new(row, report.clone()))
    }

    /// The section of a report at a path.
    pub async fn section_at(&self, report_id: i64, report: &ReportKey, path: &str, with_text: bool) -> Result<Option<Section>> {
        // A path is numbers and points; PostgreSQL would refuse to look for some of the rest.
        if !path.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return Ok(None);
        }
        let row = self.find(SectionAtPath { key: (report_id, path.to_owned()), with_text }).await?;
        Ok(row.map(|row| Section::new(row, report.clone())))
    }

    /// The top-level sections of a report.
    pub async fn outline(&self, report_id: i64, report: &ReportKey, with_text: bool) -> Result<Vec<Section>> {
        let rows = self.find(OutlineOf { key: report_id, with_text }).await?;
        Ok(sections(rows.unwrap_or_default(), report))
    }

    /// The sections directly under one.
    pub async fn children(&self, section_id: i64, report: &ReportKey, with_text: bool) -> Result<Vec<Section>> {
        let rows = self.find(ChildrenOf { key: section_id, with_text }).await?;
        Ok(sections(rows.unwrap_or_default(), report))
    }

    /// The sections that hold one, from the top level down.
    pub async fn ancestors(&self, section: &section::Model, report: &ReportKey, with_text: bool) -> Result<Vec<Section>> {
        let above = section.path.match_indices('.').map(|(end, _)| &section.path[..end]);
        let keys: Vec<SectionAtPath> =
            above.map(|path| SectionAtPath { key: (section.report_id, path.to_owned()), with_text }).collect();
        let rows = self.batch.load_many(keys.clone()).await?;
        Ok(sections(keys.iter().filter_map(|key| rows.get(key).cloned()).collect(), report))
    }
}

fn sections(rows: Vec<SectionRow>, report: &ReportKey) -> Vec<Section> {
    rows.into_iter().map(|row| Section::new(row, report.clone())).collect()
}
