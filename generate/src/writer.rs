//! A text while it is written, with what has been put into it.

use extract::document::{FigureStatus, Topic};
use extract::score::{GoldFigure, GoldLevel, GoldSection};

use crate::numeral::Written;

/// A figure as written, with the number behind it.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub gold: GoldFigure,
    pub exact: f64,
}

/// What a figure is about.
#[derive(Debug, Clone)]
pub(crate) struct About {
    pub topic: Topic,
    pub status: FigureStatus,
    pub year: i32,
    pub indicator: Option<String>,
    /// The first year of what it sums up.
    pub since: Option<i32>,
    pub exact: f64,
}

/// A text with its figures and headings; places count characters.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    pub text: Vec<char>,
    pub figures: Vec<Stated>,
    pub sections: Vec<GoldSection>,
}

impl Writer {
    pub fn push(&mut self, text: &str) {
        self.text.extend(text.chars());
    }

    pub fn figure(&mut self, written: &Written, about: About) {
        let start = self.text.len();
        self.push(&written.text);
        self.figures.push(Stated {
            exact: about.exact,
            gold: GoldFigure {
                start,
                end: self.text.len(),
                raw: written.text.clone(),
                value: written.value,
                value_high: None,
                unit: written.unit.clone(),
                qualifier: written.qualifier.as_str().to_ascii_lowercase(),
                status: about.status.as_str().to_ascii_lowercase(),
                topic: about.topic.as_str().to_ascii_lowercase(),
                period: Some(match about.since {
                    Some(since) => format!("{since}/{}", about.year),
                    None => about.year.to_string(),
                }),
                subject: None,
                scope: None,
                quote: String::new(),
                indicator: about.indicator,
                optional: false,
                also: Vec::new(),
                either: false,
            },
        });
    }

    /// A label with its heading; what follows is its text.
    pub fn heading(&mut self, path: String, level: GoldLevel, label: &str, heading: &str, kind: &str) {
        let start = self.text.len();
        self.push(label);
        self.push(heading);
        let (label, heading, kind) = (label.to_owned(), heading.to_owned(), kind.to_owned());
        self.sections.push(GoldSection { path, label, heading, start, kind, level });
    }

    /// Puts other characters in place of some: each is mapped on its own, and may become none or several.
    pub fn map(&mut self, mut to: impl FnMut(usize, char, &mut Vec<char>)) {
        let mut moved = Vec::with_capacity(self.text.len() + 1);
        let mut text = Vec::with_capacity(self.text.len() + self.text.len() / 16);
        for (at, &character) in self.text.iter().enumerate() {
            moved.push(text.len());
            to(at, character, &mut text);
        }
        moved.push(text.len());
        self.text = text;
        for section in &mut self.sections {
            section.start = moved[section.start];
        }
        for Stated { gold, .. } in &mut self.figures {
            // What was put in behind a figure does not belong to it.
            gold.end = moved[gold.end - 1] + 1;
            gold.start = moved[gold.start];
            gold.raw = self.text[gold.start..gold.end].iter().collect();
        }
    }

    /// Gives every figure the clause it stands in, and the text.
    pub fn finish(mut self) -> (String, Vec<Stated>, Vec<GoldSection>) {
        const ENDS: [char; 8] = ['。', '；', '，', '：', '\n', '！', '？', '\r'];
        for Stated { gold, .. } in &mut self.figures {
            let start = self.text[..gold.start].iter().rposition(|character| ENDS.contains(character)).map_or(0, |at| at + 1);
            let behind = self.text[gold.end..].iter().position(|character| ENDS.contains(character));
            let end = behind.map_or(self.text.len(), |at| gold.end + at);
            gold.quote = self.text[start..end].iter().collect::<String>().trim().to_owned();
        }
        (self.text.iter().collect(), self.figures, self.sections)
    }
}

#[cfg(test)]
mod tests {
    use super::{About, Writer};
    use crate::numeral::Hand;
    use extract::document::{FigureStatus, Topic};

    #[test]
    fn a_figure_stays_where_it_is_when_the_text_is_broken_into_lines() {
        let mut writer = Writer::default();
        writer.push("一年办案");
        let about =
            About { topic: Topic::Other, status: FigureStatus::Actual, year: 2020, indicator: None, since: None, exact: 1234.0 };
        writer.figure(&Hand::default().count("件", 1234.0), about);
        writer.push("，很多。");
        writer.map(|at, character, text| {
            text.push(character);
            if at % 3 == 2 {
                text.push('\n');
            }
        });
        let (text, figures, _) = writer.finish();
        assert_eq!(text, "一年办\n案12\n34件\n，很多\n。");
        assert_eq!((figures[0].gold.raw.as_str(), figures[0].gold.start, figures[0].gold.end), ("12\n34件", 5, 11));
    }
}
