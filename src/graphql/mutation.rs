//! What can be changed. Everything here needs a token.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    caller::Needs,
    error::{NOT_FOUND, bad_input, coded, store_error},
    id::GlobalId,
    import::{self, ImportFileInput, ImportReportInput, ImportReportPayload},
    node,
    reviewing::{self, ReviewFigureInput, ReviewFigurePayload},
    session::session,
    upload::Upload,
    user_error::UserError,
};
use crate::store::Scope;

/// Which report to delete.
#[derive(InputObject, Debug)]
pub struct DeleteReportInput {
    /// The report's global id.
    pub report_id: ID,
}

/// What was deleted.
#[derive(SimpleObject)]
pub struct DeleteReportPayload {
    /// The id of the report that is gone.
    deleted_report_id: ID,
    /// Why nothing was deleted; empty where something was.
    user_errors: Vec<UserError>,
}

/// What can be changed, with a token.
pub struct Mutation;

/// What can be changed. Every field needs a token (`Authorization: Bearer …`) with the scope that it names; without one the
/// error is UNAUTHENTICATED, without the scope FORBIDDEN.
#[Object]
impl Mutation {
    /// Imports a report from its text. Needs the scope import. The same text again changes nothing; a changed one takes the
    /// place of what was read from the old one.
    #[graphql(guard = "Needs(Scope::Import)")]
    async fn import_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: ImportReportInput,
    ) -> Result<ImportReportPayload> {
        import::text(ctx, input).await
    }

    /// Imports a report from a file in any format that `fazhi import` reads, at most 32 MB. Needs the scope import.
    #[graphql(guard = "Needs(Scope::Import)")]
    async fn import_report_file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The file; its name tells the format by its extension.")] file: Upload,
        #[graphql(desc = "What is known about it; null where that is nothing.")] input: Option<ImportFileInput>,
    ) -> Result<ImportReportPayload> {
        import::file(ctx, file.file(ctx)?.as_ref(), input).await
    }

    /// Deletes a report with its sections and figures. Needs the scope admin. The document it was read from stays in the
    /// database, as do the reviews of its figures, which are in force again when it is imported again.
    #[graphql(guard = "Needs(Scope::Admin)")]
    async fn delete_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: DeleteReportInput,
    ) -> Result<DeleteReportPayload> {
        let id = input.report_id;
        let key = match GlobalId::decode(&id) {
            Some(GlobalId::Report(key)) => key,
            Some(_) => return Err(bad_input("reportId", format!("{:?} is the id of something else", id.as_str()))),
            None => return Err(node::no_id("reportId", &id)),
        };
        if !session(ctx)?.store.delete_report(&key).await.map_err(store_error)? {
            return Err(coded(NOT_FOUND, format!("there is no report of {} on {}", key.county, key.year)));
        }
        Ok(DeleteReportPayload { deleted_report_id: id, user_errors: vec![] })
    }

    /// Says of a figure that it is right, puts it right, or says that it is none. Needs the scope review. Lists, series and
    /// rankings show what is in force at once; a figure that is rejected leaves series and rankings. A review survives
    /// when the same document is read again.
    #[graphql(guard = "Needs(Scope::Review)")]
    async fn review_figure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The figure, and what is decided about it.")] input: ReviewFigureInput,
    ) -> Result<ReviewFigurePayload> {
        reviewing::review(ctx, input).await
    }
}
