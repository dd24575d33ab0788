//! An evaluation for reading: what went wrong first, the scores last, where the eye is when it is done.

use extract::score::{Measured, MistakeKind};
use std::io::{self, Write};

use super::Evaluation;

/// Examples of a confusion that are shown.
const SHOWN: usize = 3;

/// Writes an evaluation as a page.
pub fn write(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    if !evaluation.reports.is_empty() {
        mistakes(out, evaluation)?;
        confusions(out, evaluation)?;
        calibration(out, evaluation)?;
        reports(out, evaluation)?;
        measures(out, &evaluation.measures)?;
    }
    let Some(examples) = &evaluation.examples else { return Ok(()) };
    for failed in examples {
        writeln!(out, "{}: {}\n    {}", failed.indicator, failed.sentence, failed.reason)?;
    }
    writeln!(
        out,
        "examples of the catalogue: {}",
        if examples.is_empty() {
            "all as they should be".to_owned()
        } else {
            format!("{} not as they should be", examples.len())
        }
    )
}

fn mistakes(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    writeln!(out, "Mistakes (found for wanted)")?;
    let mut last: Option<MistakeKind> = None;
    for mistake in &evaluation.mistakes {
        if last.is_some_and(|last| last != mistake.kind) {
            writeln!(out)?;
        }
        last = Some(mistake.kind);
        writeln!(out, "  {mistake}")?;
    }
    if evaluation.mistakes.is_empty() {
        writeln!(out, "  none")?;
    }
    writeln!(out)
}

fn confusions(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    writeln!(out, "Indicators confused (wanted → found)")?;
    for confusion in &evaluation.confusions {
        let code = |code: &Option<String>| code.clone().unwrap_or("none".to_owned());
        writeln!(out, "{:>4}  {} → {}", confusion.count, code(&confusion.wanted), code(&confusion.found))?;
        for example in confusion.examples.iter().take(SHOWN) {
            writeln!(out, "        {example}")?;
        }
        if confusion.count > SHOWN {
            writeln!(out, "        and {} more", confusion.count - SHOWN)?;
        }
    }
    if evaluation.confusions.is_empty() {
        writeln!(out, "  none")?;
    }
    writeln!(out)
}

fn calibration(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    writeln!(out, "Confidence   figures  right")?;
    for bin in &evaluation.calibration {
        let share = bin.share.map(|share| format!(" = {share:.3}")).unwrap_or_default();
        writeln!(out, "{:.2}–{:.2} {:>10} {:>6}{share}", bin.from, bin.to, bin.figures, bin.right)?;
    }
    writeln!(out)
}

fn reports(out: &mut impl Write, evaluation: &Evaluation) -> io::Result<()> {
    for report in &evaluation.reports {
        let found = report.measures.iter().filter_map(|measured| match measured {
            Measured::Found { measure, f1, .. } => Some(format!("{measure} {f1:.3}")),
            Measured::Accuracy { .. } => None,
        });
        writeln!(out, "{}: {}, {} mistakes", report.gold, found.collect::<Vec<_>>().join(", "), report.mistakes)?;
    }
    writeln!(out)
}

fn measures(out: &mut impl Write, measures: &[Measured]) -> io::Result<()> {
    for measured in measures {
        match measured {
            Measured::Found { measure, precision, recall, f1, tp, fp, missed } => writeln!(
                out,
                "{measure:<11} P {precision:.3}  R {recall:.3}  F1 {f1:.3}   ({tp} right, {fp} wrong, {missed} missed)"
            )?,
            Measured::Accuracy { measure, accuracy, right, of } => {
                let accuracy = accuracy.map(|accuracy| format!(" = {accuracy:.3}")).unwrap_or_default();
                writeln!(out, "{measure:<11} {right}/{of}{accuracy}")?;
            }
        }
    }
    Ok(())
}
