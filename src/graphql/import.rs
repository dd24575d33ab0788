//! Reports that clients send.

use async_graphql::{Context, InputObject, Result, SimpleObject};

use super::{
    caller::caller,
    error::{internal, store_error},
    job::{ImportJob, ImportWarning},
    report::Report,
    rows::JobAt,
    session::{Session, session},
    upload::Uploaded,
    user_error::UserError,
    words::Edition,
};
use crate::{
    ingest::{About, Incoming, IngestError, Outcome},
    store::Saved,
};

/// A report as text, with what is known about it.
#[derive(InputObject, Debug)]
pub struct ImportReportInput {
    /// The whole text, or the whole HTML of its page; at most about a megabyte, longer ones go through `importReportFile`.
    pub text: String,
    /// A file name to remember it by; null for "text".
    pub name: Option<String>,
    /// Where it was found; null where that is nowhere on the web.
    pub url: Option<String>,
    /// The county's code (GB/T 2260, six digits), over what the text says; null to find it in the text.
    pub county_code: Option<String>,
    /// The year reported on, over what the text says; null to find it in the text.
    pub year: Option<i32>,
    /// What kind of document it is; null for what its first line says (【DIGEST】, 【FICTIONAL】), ORIGINAL where it says
    /// nothing.
    #[graphql(default_with = "Some(Edition::Original)")]
    pub edition: Option<Edition>,
    /// true: answer at once with the job, whose progress is at `importProgress`; `report` is null then.
    #[graphql(default)]
    pub background: bool,
}

/// What is known about a report that is sent as a file.
#[derive(InputObject, Debug)]
pub struct ImportFileInput {
    /// The county's code (GB/T 2260, six digits), over what the text says; null to find it in the text.
    pub county_code: Option<String>,
    /// The year reported on, over what the text says; null to find it in the text.
    pub year: Option<i32>,
    /// What kind of document it is; null for what its first line says (【DIGEST】, 【FICTIONAL】), ORIGINAL where it says
    /// nothing.
    #[graphql(default_with = "Some(Edition::Original)")]
    pub edition: Option<Edition>,
    /// Where it was found; null where that is nowhere on the web.
    pub url: Option<String>,
    /// true: answer at once with the job, whose progress is at `importProgress`; `report` is null then.
    #[graphql(default)]
    pub background: bool,
}

/// What became of an import. The same bytes again change nothing: then `created` and `replaced` are both false.
#[derive(SimpleObject)]
pub struct ImportReportPayload {
    /// The report that is there now; null when the import failed, and when it is left to the background.
    report: Option<Report>,
    /// The import as a job, to be asked about later; null only when it has been forgotten already.
    job: Option<ImportJob>,
    /// Whether the county had no report on this year before.
    created: bool,
    /// Whether the report took the place of another document, or was read anew by a newer version of the reader.
    replaced: bool,
    /// What a reader should know; empty where there is nothing.
    warnings: Vec<ImportWarning>,
    /// Why nothing was imported; empty where something was, or was there already.
    user_errors: Vec<UserError>,
}

/// Which fields of the input the errors of an import are about.
struct Fields {
    document: &'static [&'static str],
    input: &'static str,
}

/// `Mutation.importReport`.
pub async fn text(ctx: &Context<'_>, input: ImportReportInput) -> Result<ImportReportPayload> {
    let about = About {
        name: input.name.unwrap_or_else(|| "text".to_owned()),
        url: input.url,
        is_text: true,
        county_code: input.county_code,
        year: input.year,
        edition: input.edition.map(|edition| edition.word().to_owned()),
    };
    let incoming = Incoming { bytes: input.text.into_bytes(), about };
    run(ctx, incoming, input.background, Fields { document: &["input", "text"], input: "input" }).await
}

/// `Mutation.importReportFile`.
pub async fn file(ctx: &Context<'_>, file: &Uploaded, input: Option<ImportFileInput>) -> Result<ImportReportPayload> {
    let background = input.as_ref().is_some_and(|input| input.background);
    // Without an input its default stands.
    let edition = input.as_ref().map_or(Some(Edition::Original), |input| input.edition);
    let (county_code, year, url) = input.map_or((None, None, None), |input| (input.county_code, input.year, input.url));
    let about = About {
        name: file.name.clone(),
        url,
        is_text: false,
        county_code,
        year,
        edition: edition.map(|edition| edition.word().to_owned()),
    };
    let incoming = Incoming { bytes: file.bytes.clone(), about };
    run(ctx, incoming, background, Fields { document: &["file"], input: "input" }).await
}

async fn run(ctx: &Context<'_>, incoming: Incoming, background: bool, fields: Fields) -> Result<ImportReportPayload> {
    let (session, by) = (session(ctx)?, &caller(ctx)?.name);
    let wrong = check(&incoming.about, &fields);
    if !wrong.is_empty() {
        return Ok(ImportReportPayload {
            report: None,
            job: None,
            created: false,
            replaced: false,
            warnings: vec![],
            user_errors: wrong,
        });
    }
    if background {
        let key = session.ingest.import_later(incoming, by).await.map_err(store_error)?;
        return payload(session, key, None, vec![]).await;
    }
    let ran = session.ingest.import_as_job(incoming, by).await.map_err(store_error)?;
    match ran.result {
        Ok(outcome) => payload(session, ran.job, Some(outcome), vec![]).await,
        Err(error) if error.is_internal() => Err(internal(error)),
        Err(error) => payload(session, ran.job, None, vec![user_error(&error, &fields)]).await,
    }
}

async fn payload(
    session: &Session,
    job: String,
    outcome: Option<Outcome>,
    mut user_errors: Vec<UserError>,
) -> Result<ImportReportPayload> {
    let job = session.find(JobAt(job)).await?.map(ImportJob);
    let Some(outcome) = outcome else {
        return Ok(ImportReportPayload { report: None, job, created: false, replaced: false, warnings: vec![], user_errors });
    };
    user_errors.extend(outcome.superseded().map(|it| UserError::new(it.code, it.message, &["input", "edition"])));
    Ok(ImportReportPayload {
        report: session.report_of(&outcome.county_code, outcome.year).await?,
        job,
        created: matches!(outcome.saved, Saved::Created(_)),
        replaced: matches!(outcome.saved, Saved::Replaced(_)),
        warnings: outcome.warnings.into_iter().map(Into::into).collect(),
        user_errors,
    })
}

/// The years that a report can be on; the same as on the command line.
const YEARS: std::ops::RangeInclusive<i32> = 1980..=2100;
/// The longest name and the longest address, in characters.
const LONGEST_NAME: usize = 1_000;

/// What can be seen to be wrong before anything is read.
fn check(about: &About, fields: &Fields) -> Vec<UserError> {
    let mut wrong = vec![];
    if let Some(year) = about.year.filter(|year| !YEARS.contains(year)) {
        let message = format!("{year} is no year of a report; give one from {} to {}", YEARS.start(), YEARS.end());
        wrong.push(UserError::new("BAD_YEAR", message, &[fields.input, "year"]));
    }
    for (field, text) in [("name", Some(&about.name)), ("url", about.url.as_ref())] {
        if text.is_some_and(|text| text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control)) {
            let message = format!("{field} is longer than {LONGEST_NAME} characters, or has some that cannot be printed");
            wrong.push(UserError::new("BAD_TEXT", message, &[fields.input, field]));
        }
    }
    let is_of_the_web = |url: &str| url.parse().is_ok_and(|url: reqwest::Url| matches!(url.scheme(), "http" | "https"));
    if about.url.as_deref().is_some_and(|url| !is_of_the_web(url)) {
        let message = "the address begins with https:// or http://; leave it out where the document is nowhere on the web";
        wrong.push(UserError::new("BAD_URL", message, &[fields.input, "url"]));
    }
    wrong
}

/// What was wrong with a document, and which field of the input can put it right.
fn user_error(error: &IngestError, fields: &Fields) -> UserError {
    let field: &[&str] = match error.code() {
        "NO_COUNTY" | "AMBIGUOUS_COUNTY" | "UNKNOWN_COUNTY" => &[fields.input, "countyCode"],
        "NO_YEAR" => &[fields.input, "year"],
        _ => fields.document,
    };
    UserError::new(error.code(), error.for_api(), field)
}
