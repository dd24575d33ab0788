//! Where in a report: the section of a figure, its words, and what a person said about them.

use entity::{figure, review, section};

use super::table::columns;

/// A figure in its section.
pub(super) struct Passage<'a> {
    pub figure: &'a figure::Model,
    pub section: &'a section::Model,
    pub review: Option<&'a review::Model>,
}

columns! {
    of passage: Passage<'a>;
    "raw": Text, "The number with unit and qualifier, as printed." => &passage.figure.raw;
    "quote": Text, "The clause it stands in, as printed." => &passage.figure.quote;
    "spanStart": Integer, "Where `raw` starts, in Unicode scalar values of the report's text." => passage.figure.start;
    "spanEnd": Integer, "Where `raw` ends, exclusive, in Unicode scalar values of the report's text." => passage.figure.end;
    "sectionPath": Text, "The section it stands in, by its place in the tree: 1.2.3; 0 is the preamble." => &passage.section.path;
    "sectionHeading": Text, "The heading of that section; empty where it has none." => &passage.section.heading;
    "confidence": Number, "Confidence of the indicator match, 0 to 1; 0 without indicator." => passage.figure.confidence;
    "reviewDecision": Text or_none, "What a reviewer decided: CONFIRMED, CORRECTED or REJECTED; empty where nobody has reviewed it." =>
        passage.review.map(|it| &it.decision);
}
