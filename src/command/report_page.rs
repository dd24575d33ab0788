//! A report for reading: its outline, its sentences with the figures marked, and what each figure was read as.

use anstyle::{AnsiColor, Effects, Style};
use extract::{
    catalogue::Catalogue,
    document::{Document, Figure, Section, Topic},
};
use std::io::{self, Write};

use super::sentences::{Piece, Sentence, sentences};
use crate::graphql::period::Period;

/// How a page is written.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Figures in colour, by topic; without, they stand in brackets.
    pub colour: bool,
    /// Columns to break lines at; none leaves them whole.
    pub width: Option<usize>,
}

/// Writes a document as a page. `text` is what the document was read from.
pub fn write(out: &mut impl Write, look: Look, text: &str, document: &Document, catalogue: &Catalogue) -> io::Result<()> {
    let page = Page { look, catalogue, text: text.chars().collect() };
    page.head(out, document)?;
    // Sections and figures are both in document order.
    let mut rest = document.figures.as_slice();
    for section in &document.sections {
        let (figures, others) = rest.split_at(rest.iter().take_while(|figure| figure.section == section.path).count());
        page.section(out, section, &figures.iter().collect::<Vec<_>>())?;
        rest = others;
    }
    page.warnings(out, document)
}

const HEADING: Style = Style::new().effects(Effects::BOLD);
const QUIET: Style = Style::new().effects(Effects::DIMMED);
const WARNING: Style = AnsiColor::Yellow.on_default();

struct Page<'a> {
    look: Look,
    catalogue: &'a Catalogue,
    text: Vec<char>,
}

impl Page<'_> {
    fn head(&self, out: &mut impl Write, document: &Document) -> io::Result<()> {
        let report = &document.report;
        writeln!(out, "{}", self.styled(&report.title, HEADING))?;
        let mut facts = vec![format!("{} {}", report.county_name, report.county_code), format!("{}年", report.year)];
        facts.extend(report.document_number.clone());
        facts.extend(report.issuers.iter().cloned());
        facts.extend(report.signed_on.as_ref().map(|day| format!("signed {day}")));
        facts.extend(report.published_on.as_ref().map(|day| format!("published {day}")));
        let known = document.figures.iter().filter(|figure| figure.indicator.is_some()).count();
        facts.push(format!(
            "{} sections, {} figures, {known} of them known to the catalogue",
            document.sections.len(),
            document.figures.len()
        ));
        writeln!(out, "{}", self.styled(&facts.join(" · "), QUIET))
    }

    fn section(&self, out: &mut impl Write, section: &Section, figures: &[&Figure]) -> io::Result<()> {
        let level = usize::from(section.level);
        let heading = format!("{}{}", section.label, section.heading);
        if level <= 1 {
            writeln!(out)?;
        }
        if !heading.is_empty() {
            let indent = "  ".repeat(level.saturating_sub(1));
            write!(out, "{indent}{}", self.styled(&heading, HEADING))?;
            if level == 1 {
                let kind = format!("  {}", section.kind.as_str().to_lowercase());
                write!(out, "{}", self.styled(&kind, QUIET))?;
            }
            writeln!(out)?;
        }
        for sentence in sentences(&self.text, section, figures) {
            self.sentence(out, level, &sentence)?;
            for figure in &sentence.figures {
                self.figure(out, level, figure)?;
            }
        }
        Ok(())
    }

    fn sentence(&self, out: &mut impl Write, level: usize, sentence: &Sentence<'_>) -> io::Result<()> {
        let indent = "  ".repeat(level.max(1));
        let mut line = Line { out, indent: &indent, column: indent.len(), width: self.look.width };
        write!(line.out, "{indent}")?;
        for piece in &sentence.pieces {
            match piece {
                Piece::Words(words) => line.push(words, "", "")?,
                Piece::Figure(words, figure) if self.look.colour => {
                    let style = colour(figure.topic).bold();
                    let (start, end) = (style.render().to_string(), style.render_reset().to_string());
                    line.push(words, &start, &end)?;
                }
                Piece::Figure(words, _) => line.push(&format!("[{words}]"), "", "")?,
            }
        }
        writeln!(out)
    }

    fn figure(&self, out: &mut impl Write, level: usize, figure: &Figure) -> io::Result<()> {
        let indent = "  ".repeat(level.max(1) + 1);
        let high = figure.value_high.map(|high| format!("–{high}")).unwrap_or_default();
        let value = format!("{}{high} {}", figure.value, figure.unit);
        let read_as = format!("{} {} {}", figure.qualifier, figure.status, period(figure));
        let indicator = match figure.indicator.as_deref() {
            Some(code) => {
                let name = self.catalogue.indicator(code).map_or(code, |known| known.name.as_str());
                format!("{name} ({code}) {:.2}", figure.confidence)
            }
            None => format!("– {}", figure.subject),
        };
        writeln!(
            out,
            "{indent}{} {} {} {}",
            self.styled(value.trim_end(), colour(figure.topic)),
            self.styled(&read_as, QUIET),
            self.styled("→", QUIET),
            indicator
        )
    }

    fn warnings(&self, out: &mut impl Write, document: &Document) -> io::Result<()> {
        if !document.warnings.is_empty() {
            writeln!(out)?;
        }
        for warning in &document.warnings {
            let code = self.styled(&warning.code, WARNING);
            writeln!(out, "{code} {}", warning.message)?;
        }
        Ok(())
    }

    fn styled(&self, words: &str, style: Style) -> String {
        if self.look.colour { format!("{}{words}{}", style.render(), style.render_reset()) } else { words.to_owned() }
    }
}

/// A line that breaks at a width and goes on under its own indent.
struct Line<'a, W: Write> {
    out: &'a mut W,
    indent: &'a str,
    column: usize,
    width: Option<usize>,
}

impl<W: Write> Line<'_, W> {
    fn push(&mut self, words: &str, start: &str, end: &str) -> io::Result<()> {
        write!(self.out, "{start}")?;
        for letter in words.chars() {
            // Chinese characters and full-width punctuation take two columns.
            let columns = if letter >= '\u{2E80}' { 2 } else { 1 };
            if self.width.is_some_and(|width| self.column + columns > width) {
                write!(self.out, "{end}\n{}{start}", self.indent)?;
                self.column = self.indent.len();
            }
            write!(self.out, "{letter}")?;
            self.column += columns;
        }
        write!(self.out, "{end}")
    }
}

fn period(figure: &Figure) -> String {
    let period = &figure.period;
    match (period.from.parse(), period.to.parse()) {
        (Ok(from), Ok(to)) => Period::new(from, to, period.cumulative).label,
        _ => format!("{}/{}", period.from, period.to),
    }
}

fn colour(topic: Topic) -> Style {
    let colour = match topic {
        Topic::Organization => AnsiColor::BrightBlue,
        Topic::GovernmentFunctions => AnsiColor::Blue,
        Topic::Rulemaking => AnsiColor::BrightMagenta,
        Topic::DecisionMaking => AnsiColor::Magenta,
        Topic::Enforcement => AnsiColor::Red,
        Topic::Mediation => AnsiColor::Green,
        Topic::Reconsideration => AnsiColor::Yellow,
        Topic::Litigation => AnsiColor::BrightYellow,
        Topic::Oversight => AnsiColor::BrightRed,
        Topic::LegalServices => AnsiColor::Cyan,
        Topic::LegalEducation => AnsiColor::BrightCyan,
        Topic::Other => AnsiColor::White,
    };
    colour.on_default()
}
