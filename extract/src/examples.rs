//! The example sentences of a catalogue, run: each entry's own test.

use crate::catalogue::Indicator;
use crate::document::Figure;
use crate::{Extractor, Hints};

/// An example sentence: `全年化解纠纷[3200余件=3200]。`
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The sentence without the marks.
    pub text: String,
    /// Where the figure starts in it, in Unicode scalar values.
    pub start: usize,
    /// The figure as printed.
    pub raw: String,
    /// Its value.
    pub value: f64,
}

/// An example or a near miss that does not come out as the entry says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {sentence}\n    {reason}")]
pub struct Failure {
    /// The indicator.
    pub code: String,
    /// The sentence.
    pub sentence: String,
    /// What came out instead.
    pub reason: String,
}

/// Reads an example; none where it has no mark `[raw=value]`.
pub fn parse(example: &str) -> Option<Example> {
    let (before, rest) = example.split_once('[')?;
    let (inside, after) = rest.split_once(']')?;
    let (raw, value) = inside.rsplit_once('=')?;
    Some(Example {
        text: format!("{before}{raw}{after}"),
        start: before.chars().count(),
        raw: raw.to_owned(),
        value: value.trim().parse().ok()?,
    })
}

/// Runs every example and every near miss of a catalogue.
pub fn run(extractor: &Extractor) -> Vec<Failure> {
    extractor.catalogue().indicators().iter().flat_map(|indicator| run_one(extractor, indicator)).collect()
}

const HEAD: &str = "同心县2021年法治政府建设工作报告\n一、主要工作\n";

fn run_one(extractor: &Extractor, indicator: &Indicator) -> Vec<Failure> {
    let mut failures = Vec::new();
    let mut fail = |sentence: &str, reason: String| {
        failures.push(Failure { code: indicator.code.clone(), sentence: sentence.to_owned(), reason });
    };
    for sentence in &indicator.examples {
        let Some(example) = parse(sentence) else {
            fail(sentence, "the example has no figure marked as [raw=value]".to_owned());
            continue;
        };
        let figures = figures(extractor, &example.text);
        let start = HEAD.chars().count() + example.start;
        let end = start + example.raw.chars().count();
        match figures.iter().find(|figure| figure.start < end && start < figure.end) {
            None => fail(sentence, "no figure is found there".to_owned()),
            Some(figure) if (figure.value - example.value).abs() > 1e-6 * example.value.abs().max(1.0) => {
                fail(sentence, format!("its value is read as {}", figure.value));
            }
            Some(figure) if figure.indicator.as_deref() != Some(indicator.code.as_str()) => {
                fail(sentence, format!("it is taken for {}", figure.indicator.as_deref().unwrap_or("no indicator")));
            }
            Some(_) => {}
        }
    }
    for sentence in &indicator.near_misses {
        for figure in figures(extractor, sentence) {
            if figure.indicator.as_deref() == Some(indicator.code.as_str()) {
                fail(sentence, format!("a near miss: {} is taken for it (confidence {})", figure.raw, figure.confidence));
            }
        }
    }
    failures
}

fn figures(extractor: &Extractor, sentence: &str) -> Vec<Figure> {
    let text = format!("{HEAD}{sentence}\n");
    extractor.extract(&text, &Hints::default()).map(|document| document.figures).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_marks_its_figure() {
        let example = parse("全年化解纠纷[3200余件=3200]。").unwrap();
        assert_eq!(
            example,
            Example { text: "全年化解纠纷3200余件。".to_owned(), start: 6, raw: "3200余件".to_owned(), value: 3200.0 }
        );
        assert_eq!(parse("没有标记。"), None);
    }
}
