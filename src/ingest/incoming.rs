//! A document on its way in, with what its sender says about it.

use extract::{Hints, document::Warning};
use serde::{Deserialize, Serialize};

use crate::store::Edition;

/// A document on its way in.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What is known of them.
    pub about: About,
}

/// What a sender says about a document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct About {
    /// File name.
    pub name: String,
    /// Where it was found.
    pub url: Option<String>,
    /// Whether the bytes are text already, whatever the name says.
    pub is_text: bool,
    /// GB/T 2260 code of the county, over what the text says.
    pub county_code: Option<String>,
    /// The year reported on, over what the text says.
    pub year: Option<i32>,
    /// What kind of document it is, over what the first line says.
    pub edition: Option<String>,
}

impl About {
    /// The name that tells the format.
    pub(super) fn format_name(&self) -> &str {
        let is_of_text = [".txt", ".text", ".md", ".markdown", ".htm", ".html", ".shtml", ".xhtml"]
            .iter()
            .any(|end| self.name.to_ascii_lowercase().ends_with(end));
        if self.is_text && !is_of_text { "" } else { &self.name }
    }

    pub(super) fn hints(&self) -> Hints {
        Hints { county_code: self.county_code.clone(), year: self.year }
    }

    /// The edition to store, and a warning where sender and first line say different things.
    pub(super) fn edition(&self, marked: Edition) -> (Edition, Option<Warning>) {
        let Some(given) = self.edition.as_deref().and_then(|word| word.parse::<Edition>().ok()) else { return (marked, None) };
        // A text without a mark says nothing.
        let warning = (marked != Edition::Original && given != marked).then(|| Warning {
            code: "EDITION_MARK".to_owned(),
            message: format!(
                "the first line says {marked}, the import says {given}; it was stored as {given}: if that is wrong, delete the \
                 report and import it as {marked}"
            ),
            start: None,
            end: None,
        });
        (given, warning)
    }
}

#[cfg(test)]
mod tests {
    use super::About;
    use crate::store::Edition;

    #[test]
    fn the_sender_is_believed_and_warned() {
        for (given, marked, stored, warned) in [
            (None, Edition::Digest, Edition::Digest, false),
            (None, Edition::Original, Edition::Original, false),
            (Some("DIGEST"), Edition::Original, Edition::Digest, false),
            (Some("DIGEST"), Edition::Digest, Edition::Digest, false),
            (Some("ORIGINAL"), Edition::Digest, Edition::Original, true),
        ] {
            let about = About { edition: given.map(str::to_owned), ..About::default() };
            let (edition, warning) = about.edition(marked);
            assert_eq!((edition, warning.is_some()), (stored, warned), "{given:?} {marked}");
        }
    }

    #[test]
    fn text_is_text_whatever_it_was_taken_from() {
        let name = |name: &str, is_text| About { name: name.to_owned(), is_text, ..About::default() }.format_name().to_owned();
        assert_eq!(name("report.pdf", true), "");
        assert_eq!(name("report.HTML", true), "report.HTML");
        assert_eq!(name("report.pdf", false), "report.pdf");
    }
}
