//! A section's own words as sentences, with its figures in their places.

use extract::document::{Figure, Section};

/// Some words of a sentence.
#[derive(Debug, PartialEq)]
pub enum Piece<'a> {
    /// Words without a figure.
    Words(String),
    /// A figure as printed.
    Figure(String, &'a Figure),
}

/// One sentence and the figures in it.
#[derive(Debug, Default, PartialEq)]
pub struct Sentence<'a> {
    /// Its words, in order.
    pub pieces: Vec<Piece<'a>>,
    /// Its figures, in order.
    pub figures: Vec<&'a Figure>,
}

/// The sentences of a section, without its label and its heading. `text` is the whole text, `figures` are the
/// section's own, in order.
pub fn sentences<'a>(text: &[char], section: &Section, figures: &[&'a Figure]) -> Vec<Sentence<'a>> {
    let end = section.end.min(text.len());
    let mut at = own_words(text, section, figures).min(end);
    let mut all = Vec::new();
    let mut sentence = Sentence::default();
    let mut words = String::new();
    let mut figures = figures.iter().copied().filter(|it| it.end <= end).peekable();
    while at < end {
        if let Some(figure) = figures.next_if(|figure| figure.start <= at) {
            if figure.end > at {
                flush(&mut sentence, &mut words);
                let printed = one_line(&text[at..figure.end]);
                sentence.pieces.push(Piece::Figure(printed, figure));
                at = figure.end;
            }
            sentence.figures.push(figure);
            continue;
        }
        let letter = text[at];
        // A line may break inside a sentence; only a sentence's end ends it.
        let skipped = letter.is_control() || letter.is_whitespace() && words.is_empty();
        if !skipped {
            words.push(letter);
        }
        at += 1;
        if matches!(letter, '。' | '！' | '？') {
            flush(&mut sentence, &mut words);
            all.push(std::mem::take(&mut sentence));
        }
    }
    flush(&mut sentence, &mut words);
    all.push(sentence);
    all.retain(|sentence| !sentence.pieces.is_empty());
    all
}

fn flush(sentence: &mut Sentence<'_>, words: &mut String) {
    if words.trim().is_empty() {
        words.clear();
    } else {
        sentence.pieces.push(Piece::Words(std::mem::take(words)));
    }
}

fn one_line(letters: &[char]) -> String {
    letters.iter().filter(|letter| !letter.is_control()).collect()
}

/// Where the section's own words start: after label and heading, unless a figure stands in the heading.
fn own_words(text: &[char], section: &Section, figures: &[&Figure]) -> usize {
    let head = section.label.chars().chain(section.heading.chars());
    let mut missing = head.filter(|letter| !letter.is_whitespace()).count();
    let mut at = section.start;
    while missing > 0 && at < section.end.min(text.len()) {
        if !text[at].is_whitespace() {
            missing -= 1;
        }
        at += 1;
    }
    // The punctuation that closes a heading belongs to it.
    while text.get(at).is_some_and(|letter| letter.is_whitespace() || "。：:.．".contains(*letter)) {
        at += 1;
    }
    match figures.first() {
        Some(figure) if figure.start < at => section.start,
        _ => at,
    }
}
