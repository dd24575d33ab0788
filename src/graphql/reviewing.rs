//! Reviews that clients write.

use async_graphql::{Context, ID, InputObject, Result, SimpleObject};
use std::sync::Arc;

use super::{
    caller::caller,
    error::{NOT_FOUND, bad_input, coded, store_error},
    figure::Figure,
    id::GlobalId,
    node,
    reference::Reference,
    rows::FigureAt,
    session::session,
    user_error::UserError,
    words::ReviewDecision,
};
use crate::store::{Changes, Decision, FigureKey, NewReview};

/// What a reviewer says about a figure. CORRECTED needs at least one of value, unit, indicator and withoutIndicator; the
/// other decisions take none of them.
#[derive(InputObject, Debug)]
pub struct ReviewFigureInput {
    /// The figure's global id.
    pub figure_id: ID,
    /// What is decided; takes the place of what was decided before, which stays in `Figure.reviews`.
    pub decision: ReviewDecision,
    /// The right value, scaled (3.6万 is 36000; a percentage in percent), at most 10^15; null leaves it as it is.
    pub value: Option<f64>,
    /// The high end of a range, together with `value`; null makes the value a single number.
    pub value_high: Option<f64>,
    /// The right measure word: 件, 人次, 元, %; null leaves it as it is.
    pub unit: Option<String>,
    /// Code of the right indicator; null leaves it as it is.
    pub indicator: Option<String>,
    /// true: it is an observation of no indicator of the catalogue; excludes indicator.
    #[graphql(default)]
    pub without_indicator: bool,
    /// Why, at most 2000 characters; null for no reason.
    pub note: Option<String>,
}

/// What became of a review.
#[derive(SimpleObject)]
pub struct ReviewFigurePayload {
    /// The figure as it is now; unchanged where there are user errors.
    figure: Figure,
    /// Why the review was not taken; empty where it was.
    user_errors: Vec<UserError>,
}

/// The largest value, either way: sums of a whole country's figures stay exact enough.
const LARGEST: f64 = 1e15;
/// The longest unit and the longest note, in characters.
const LONGEST_UNIT: usize = 20;
const LONGEST_NOTE: usize = 2_000;
/// Signs that turn the direction of the words around them.
const FORMATTING: [char; 9] =
    ['\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

/// `Mutation.reviewFigure`.
pub async fn review(ctx: &Context<'_>, input: ReviewFigureInput) -> Result<ReviewFigurePayload> {
    let (session, reviewer) = (session(ctx)?, caller(ctx)?.name.clone());
    let key = figure_key(&input.figure_id)?;
    let user_errors = check(&input, &session.reference);
    if !user_errors.is_empty() {
        let figure = session.find(FigureAt(key)).await?.ok_or_else(|| not_found(&input.figure_id))?;
        return Ok(ReviewFigurePayload { figure: Figure(figure), user_errors });
    }
    let figure_id = input.figure_id.clone();
    let review = NewReview {
        figure: key,
        decision: decision(input.decision),
        reviewer,
        note: input.note.clone().filter(|note| !note.trim().is_empty()),
        changes: changes(input),
    };
    let figure = session.store.review_figure(&review).await.map_err(store_error)?;
    let figure = figure.ok_or_else(|| not_found(&figure_id))?;
    Ok(ReviewFigurePayload { figure: Figure(Arc::new(figure)), user_errors })
}

fn figure_key(id: &ID) -> Result<FigureKey> {
    match GlobalId::decode(id) {
        Some(GlobalId::Figure(key)) => Ok(key),
        Some(_) => Err(bad_input("figureId", format!("{:?} is the id of something else", id.as_str()))),
        None => Err(node::no_id("figureId", id)),
    }
}

fn not_found(id: &ID) -> async_graphql::Error {
    coded(NOT_FOUND, format!("there is no figure {:?}; its report may have been replaced", id.as_str()))
}

fn decision(decision: ReviewDecision) -> Decision {
    match decision {
        ReviewDecision::Confirmed => Decision::Confirmed,
        ReviewDecision::Corrected => Decision::Corrected,
        ReviewDecision::Rejected => Decision::Rejected,
    }
}

fn changes(input: ReviewFigureInput) -> Changes {
    let indicator = if input.without_indicator { Some(None) } else { input.indicator.map(Some) };
    Changes { value: input.value.map(|value| (value, input.value_high)), unit: input.unit, indicator }
}

fn check(input: &ReviewFigureInput, reference: &Reference) -> Vec<UserError> {
    let mut wrong = vec![];
    let mut say = |code: &str, field: &str, message: String| wrong.push(UserError::new(code, message, &["input", field]));
    let changed = [
        ("value", input.value.is_some()),
        ("valueHigh", input.value_high.is_some()),
        ("unit", input.unit.is_some()),
        ("indicator", input.indicator.is_some()),
        ("withoutIndicator", input.without_indicator),
    ];
    let changed: Vec<&str> = changed.into_iter().filter(|(_, given)| *given).map(|(field, _)| field).collect();
    match (input.decision, changed.first()) {
        (ReviewDecision::Corrected, None) => {
            say("NOTHING_TO_CORRECT", "decision", "a correction needs value, unit, indicator or withoutIndicator".to_owned());
        }
        (ReviewDecision::Confirmed | ReviewDecision::Rejected, Some(field)) => {
            let message = format!("{field} goes with CORRECTED alone; leave it out, or correct the figure");
            say("NOT_A_CORRECTION", field, message);
        }
        _ => {}
    }
    match (input.value, input.value_high) {
        (None, Some(_)) => say("BAD_RANGE", "valueHigh", "a range needs value, its low end, as well".to_owned()),
        (Some(low), Some(high)) if high <= low => {
            say("BAD_RANGE", "valueHigh", format!("the high end {high} is not above the low end {low}"));
        }
        _ => {}
    }
    if [input.value, input.value_high].into_iter().flatten().any(|number| number.is_nan() || number.abs() > LARGEST) {
        say("BAD_NUMBER", "value", format!("no figure is beyond {LARGEST:e}, either way"));
    }
    if input.without_indicator && input.indicator.is_some() {
        say("BAD_INDICATOR", "withoutIndicator", "indicator and withoutIndicator exclude each other".to_owned());
    }
    if let Some(code) = input.indicator.as_ref().filter(|code| reference.indicator(code).is_none()) {
        say("BAD_INDICATOR", "indicator", format!("no indicator has the code {code:?}; the query `indicators` lists them"));
    }
    let unit = input.unit.iter().flat_map(|unit| unit.chars());
    if unit.clone().count() > LONGEST_UNIT || unit.clone().any(|c| c.is_control() || FORMATTING.contains(&c)) {
        say("BAD_TEXT", "unit", format!("a unit has at most {LONGEST_UNIT} characters, all of which can be printed"));
    }
    let note = input.note.iter().flat_map(|note| note.chars());
    if note.clone().count() > LONGEST_NOTE || note.clone().any(|c| c.is_control() && !"\t\r\n".contains(c)) {
        say("BAD_TEXT", "note", format!("a note has at most {LONGEST_NOTE} characters, all of which can be printed"));
    }
    wrong
}
