//! `fazhi eval`: how well reports are read that a person has annotated.

mod annotations;
mod page;

use clap::{Args, ValueEnum};
use extract::{
    Extractor, Hints, examples,
    score::{Bin, Confusion, Measured, Mistake, Scores, annotated, confusions},
};
use serde::Serialize;
use std::{
    io::{self, Write},
    path::PathBuf,
};

use super::{
    catalogue::CatalogueFile,
    exit::{self, Failure},
};
use annotations::Annotation;

/// The arguments of `fazhi eval`.
#[derive(Args)]
pub struct Eval {
    /// Annotations (JSON), and folders with everything in them that is .json; the text of each lies beside it
    #[arg(required_unless_present = "examples", value_name = "GOLD")]
    golds: Vec<PathBuf>,
    /// A folder with the texts, where they do not lie beside the annotations
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,
    /// Run the example sentences and near misses of the catalogue, too
    #[arg(long)]
    examples: bool,
    /// Judge every code of the catalogue where an annotation has none, not only those of the first annotations
    #[arg(long)]
    all_codes: bool,
    /// Fail when a measure is lower: sections, figures or indicators (F1), precision (of indicators), or unit, topic …
    #[arg(long, value_name = "MEASURE=SHARE", value_parser = threshold)]
    at_least: Vec<Threshold>,
    /// json: for programs; text: for people
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    catalogue: CatalogueFile,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
    Text,
}

/// The least share that a measure may have.
#[derive(Debug, Clone)]
struct Threshold {
    measure: String,
    least: f64,
}

fn threshold(text: &str) -> Result<Threshold, String> {
    let (measure, least) = text.split_once('=').ok_or("write it as MEASURE=SHARE, such as indicators=0.9")?;
    if Scores::default().share(measure).is_none() {
        return Err(format!("{measure:?} is no measure; there are {}", Scores::MEASURES.join(", ")));
    }
    let least = least.parse().ok().filter(|least| (0.0..=1.0).contains(least)).ok_or("the share is a number from 0 to 1")?;
    Ok(Threshold { measure: measure.to_owned(), least })
}

/// Everything that is printed.
#[derive(Serialize)]
struct Evaluation {
    /// One for each annotation, by file name.
    reports: Vec<Scored>,
    /// All reports together, as `score.py --json` has it.
    measures: Vec<Measured>,
    /// Of all reports, by kind.
    mistakes: Vec<Mistake>,
    /// Which indicators are taken for which.
    confusions: Vec<Confusion>,
    /// What a confidence is worth.
    calibration: Vec<Bin>,
    /// Example sentences that do not come out as their entry says; none where they were not run.
    examples: Option<Vec<FailedExample>>,
}

/// The scores of one report.
#[derive(Serialize)]
struct Scored {
    /// The annotation's file.
    gold: String,
    measures: Vec<Measured>,
    mistakes: usize,
}

/// An example sentence that does not come out as its entry says.
#[derive(Serialize)]
struct FailedExample {
    indicator: String,
    sentence: String,
    reason: String,
}

impl Eval {
    /// Reads, scores and prints; a file that cannot be used leaves the others their scores.
    pub fn run(self) -> Result<(), Failure> {
        let extractor = self.catalogue.extractor()?;
        let known = |code: &str| if self.all_codes { extractor.catalogue().indicator(code).is_some() } else { annotated(code) };
        let mut total = Scores::default();
        let mut reports = Vec::new();
        let mut failures = Vec::new();
        for found in annotations::find(&self.golds, self.texts.as_deref()) {
            match found.and_then(|annotation| Ok((score(&extractor, &annotation, &known)?, annotation))) {
                Ok((scores, annotation)) => {
                    let (measures, mistakes) = (scores.measures(), scores.mistakes.len());
                    reports.push(Scored { gold: annotation.path.display().to_string(), measures, mistakes });
                    total.merge(scores);
                }
                Err(failure) => failures.push(failure.tell()),
            }
        }
        let examples = self.examples.then(|| run_examples(&extractor));
        let broken = examples.as_ref().map_or(0, Vec::len);
        total.mistakes.sort_by_key(|mistake| mistake.kind);
        let evaluation = Evaluation {
            reports,
            measures: total.measures(),
            confusions: confusions(&total.mistakes),
            calibration: total.calibration.bins(),
            mistakes: std::mem::take(&mut total.mistakes),
            examples,
        };
        let mut out = io::BufWriter::new(anstream::stdout());
        match self.format {
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &evaluation).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Format::Text => page::write(&mut out, &evaluation)?,
        }
        out.flush()?;
        self.verdict(&total, failures, broken)
    }

    /// The exit code of files that cannot be used is that of their kind when all are of one kind.
    fn verdict(&self, total: &Scores, mut codes: Vec<u8>, broken: usize) -> Result<(), Failure> {
        codes.sort_unstable();
        codes.dedup();
        match codes.as_slice() {
            [] => {}
            [code] => return Err(Failure::silent(*code)),
            _ => return Err(Failure::silent(exit::FAILED)),
        }
        let share = |measure: &str| total.share(measure).unwrap_or(0.0);
        let low = self.at_least.iter().filter(|threshold| share(&threshold.measure) < threshold.least);
        let mut said: Vec<String> =
            low.map(|Threshold { measure, least }| format!("{measure} is {:.4}, below {least}", share(measure))).collect();
        if broken > 0 {
            said.push(format!("{broken} example sentences do not come out as their entries say"));
        }
        if said.is_empty() { Ok(()) } else { Err(Failure::new(said.join("; "))) }
    }
}

fn score(extractor: &Extractor, annotation: &Annotation, known: &dyn Fn(&str) -> bool) -> Result<Scores, Failure> {
    let document = extractor.extract(&annotation.text, &Hints::default()).map_err(|error| {
        Failure::with_code(exit::of_code(error.code()), format!("{}: {error}", annotation.text_path.display()))
    })?;
    let mut scores = Scores::default();
    scores.add(&annotation.gold, &document, known);
    Ok(scores)
}

fn run_examples(extractor: &Extractor) -> Vec<FailedExample> {
    let failures = examples::run(extractor).into_iter();
    let failed = |examples::Failure { code, sentence, reason }| FailedExample { indicator: code, sentence, reason };
    failures.map(failed).collect()
}
