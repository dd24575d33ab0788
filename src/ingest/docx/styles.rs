//! Styles of paragraphs: which of them number, and which are lines of a table of contents.

use std::collections::HashMap;

use super::part::{Part, Piece};
use crate::ingest::error::IngestError;

/// Styles that are built on each other, at most.
const LONGEST_CHAIN: usize = 20;

/// A list that numbers a paragraph, and the level in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub list: Option<String>,
    pub level: Option<usize>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    numbered: Numbered,
    contents: bool,
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    pub fn read(mut part: Part<'_, '_>) -> Result<Self, IngestError> {
        let mut styles = Styles::default();
        let mut current: Option<(String, Style)> = None;
        loop {
            match part.next()? {
                Piece::Start(element) => match (element.name.as_str(), &mut current) {
                    ("style", _) => {
                        let id = element.attribute("styleId").unwrap_or_default().to_owned();
                        let paragraph = element.attribute("type") == Some("paragraph");
                        if paragraph && matches!(element.attribute("default"), Some("1" | "true" | "on")) {
                            styles.usual = Some(id.clone());
                        }
                        current = Some((id, Style::default()));
                    }
                    ("name", Some((_, style))) => {
                        let name = element.value().unwrap_or_default().to_ascii_lowercase();
                        style.contents = name.starts_with("toc ") || name.starts_with("contents ");
                    }
                    ("basedOn", Some((_, style))) => style.based_on = element.value().map(str::to_owned),
                    ("numId", Some((_, style))) => style.numbered.list = element.value().map(str::to_owned),
                    ("ilvl", Some((_, style))) => style.numbered.level = element.number("val"),
                    _ => {}
                },
                Piece::End(name) if name == "style" => {
                    if let Some((id, style)) = current.take() {
                        styles.styles.insert(id, style);
                    }
                }
                Piece::Done => return Ok(styles),
                _ => {}
            }
        }
    }

    /// A style and those that it is built on, the nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = id.or(self.usual.as_deref());
        let find = |id: &'a str| self.styles.get(id).map(|style| (id, style));
        std::iter::successors(first.and_then(find), move |(_, style)| style.based_on.as_deref().and_then(find))
            .take(LONGEST_CHAIN)
    }

    /// Which list a style numbers by, which level it says, and which style of its chain says so.
    pub fn numbered<'a>(&'a self, id: Option<&'a str>) -> Option<(Numbered, &'a str)> {
        let (style, found) = self.chain(id).find(|(_, style)| style.numbered.list.is_some())?;
        let level = self.chain(id).find_map(|(_, style)| style.numbered.level);
        Some((Numbered { list: found.numbered.list.clone(), level }, style))
    }

    /// Whether a style is that of lines in a table of contents.
    pub fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|(_, style)| style.contents)
    }
}
