//! What another reading changed, for reading.

use extract::compare::{Change, Diff, FigureName, Totals};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use crate::{command::progress::counted, ingest::RereadSummary, store::CurrentSource};

/// Fields whose changes are worth a line each; of the others only the number is told.
const TOLD: [&str; 7] = ["indicator", "value", "value_high", "unit", "qualifier", "status", "period"];

/// `140821/2021 (linyi.txt)`
pub fn name(source: &CurrentSource) -> String {
    format!("{}/{} ({})", source.county_code, source.year, source.name)
}

/// One report: what changed in a line, and below it every figure that is gained, lost, or says something else.
pub fn report(out: &mut impl Write, source: &CurrentSource, diff: &Diff) -> io::Result<()> {
    let mut totals = Totals::default();
    totals.add(diff);
    let changed = changes(&totals).join(", ");
    writeln!(out, "{}: {}", name(source), if diff.is_empty() { "unchanged" } else { &changed })?;
    for figure in &diff.figures_gained {
        line(out, '+', figure, figure.indicator.as_deref().unwrap_or_default())?;
    }
    for figure in &diff.figures_lost {
        line(out, '-', figure, figure.indicator.as_deref().unwrap_or_default())?;
    }
    for changed in &diff.figures_changed {
        for change in changed.changes.iter().filter(|change| TOLD.contains(&change.field)) {
            line(out, '~', &changed.figure, &format!("{}: {}", change.field, arrow(change)))?;
        }
    }
    for section in &diff.sections_gained {
        writeln!(out, "  + {}{}", section.label, section.heading)?;
    }
    for section in &diff.sections_lost {
        writeln!(out, "  - {}{}", section.label, section.heading)?;
    }
    for change in &diff.metadata {
        writeln!(out, "  ~ {}: {}", change.field, arrow(change))?;
    }
    Ok(())
}

fn line(out: &mut impl Write, mark: char, figure: &FigureName, what: &str) -> io::Result<()> {
    let what = if what.is_empty() { String::new() } else { format!(" {what}") };
    writeln!(out, "  {mark} {}{what} «{}»", figure.raw, figure.quote)
}

fn arrow(change: &Change) -> String {
    let word = |word: &Option<String>| word.clone().filter(|word| !word.is_empty()).unwrap_or("none".to_owned());
    format!("{} → {}", word(&change.from), word(&change.to))
}

/// All reports together.
pub fn sum(out: &mut impl Write, summary: &RereadSummary, dry_run: bool) -> io::Result<()> {
    let mut parts = vec![format!("{} read again, {} changed", counted(summary.read(), "report"), summary.changed)];
    for (count, what) in
        [(summary.up_to_date, "up to date"), (summary.superseded, "left alone"), (summary.failures.len(), "failed")]
    {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    writeln!(out, "{}{}", parts.join(", "), if dry_run { "; nothing was stored" } else { "" })?;
    for part in changes(&summary.totals) {
        writeln!(out, "  {part}")?;
    }
    let indicators = summary.totals.indicator_changes();
    if !indicators.is_empty() {
        writeln!(out, "indicators (from → to):")?;
    }
    for change in indicators {
        let code = |code: Option<String>| code.unwrap_or("none".to_owned());
        writeln!(out, "{:>6}  {} → {}", change.figures, code(change.from), code(change.to))?;
    }
    Ok(())
}

/// `2 figures gained`, `3 figures changed (indicator 2, unit 1)` …; nothing for what did not change.
fn changes(totals: &Totals) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = |count: usize, thing: &str, what: &str, fields: &BTreeMap<&str, usize>| {
        if count > 0 {
            let fields: Vec<String> = fields.iter().map(|(field, count)| format!("{field} {count}")).collect();
            let fields = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(", ")) };
            parts.push(format!("{} {what}{fields}", counted(count, thing)));
        }
    };
    let none = BTreeMap::new();
    part(totals.figures_gained, "figure", "gained", &none);
    part(totals.figures_lost, "figure", "lost", &none);
    part(totals.figures_changed, "figure", "changed", &totals.figure_fields);
    part(totals.sections_gained, "section", "gained", &none);
    part(totals.sections_lost, "section", "lost", &none);
    part(totals.sections_changed, "section", "changed", &none);
    part(totals.checks_gained, "check", "gained", &none);
    part(totals.checks_lost, "check", "lost", &none);
    part(totals.metadata_changed, "title page", "changed", &none);
    parts
}
