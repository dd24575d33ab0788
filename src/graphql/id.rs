//! Global ids: what identifies an object in its own field, so that an id survives a re-import and a new database.
//!
//! The text under the base64url coating is `County:140821`, `Report:140821/2021`, `Section:140821/2021/1.2.3`,
//! `Figure:140821/2021/1549` (the start of the figure in the report's text), `Indicator:mediation.mediators` or
//! `ImportJob:…` (32 hexadecimal digits that cannot be guessed).

use async_graphql::ID;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::store::{FigureKey, ReportKey, SectionKey, global_id};

/// What a global id names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum GlobalId {
    /// A county by its code.
    County(String),
    /// A report by county and year.
    Report(ReportKey),
    /// A section by its report and its path.
    Section(SectionKey),
    /// A figure by its report and the offset at which it starts.
    Figure(FigureKey),
    /// An indicator by its code.
    Indicator(String),
    /// An import by its key.
    ImportJob(String),
}

impl GlobalId {
    /// The id as clients see it.
    pub fn encode(&self) -> ID {
        ID(match self {
            Self::County(code) => global_id("County", code),
            Self::Report(report) => report.global_id(),
            Self::Section(section) => section.global_id(),
            Self::Figure(figure) => figure.global_id(),
            Self::Indicator(code) => global_id("Indicator", code),
            Self::ImportJob(key) => global_id("ImportJob", key),
        })
    }

    /// What an id names; none when it is not an id of this API.
    pub fn decode(id: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(id).ok()?).ok()?;
        let (kind, key) = text.split_once(':')?;
        let decoded = match kind {
            "County" => Self::County(county_code(key)?),
            "Report" => Self::Report(report_key(key)?),
            "Section" => {
                let (report, path) = key.rsplit_once('/')?;
                let numbers = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
                if !path.split('.').all(numbers) {
                    return None;
                }
                Self::Section(SectionKey { report: report_key(report)?, path: path.to_owned() })
            }
            "Figure" => {
                let (report, start) = key.rsplit_once('/')?;
                let start = start.parse().ok().filter(|start| *start >= 0)?;
                Self::Figure(FigureKey { report: report_key(report)?, start })
            }
            "Indicator" if !key.is_empty() => Self::Indicator(key.to_owned()),
            "ImportJob" if key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit()) => Self::ImportJob(key.to_owned()),
            _ => return None,
        };
        Some(decoded)
    }
}

fn report_key(text: &str) -> Option<ReportKey> {
    let (county, year) = text.split_once('/')?;
    Some(ReportKey { county: county_code(county)?, year: year.parse().ok()? })
}

fn county_code(text: &str) -> Option<String> {
    (text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{FigureKey, GlobalId, ReportKey, SectionKey};
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    #[test]
    fn an_id_comes_back_as_what_it_names() {
        let report = ReportKey { county: "140821".into(), year: 2021 };
        for id in [
            GlobalId::County("140821".into()),
            GlobalId::Report(report.clone()),
            GlobalId::Section(SectionKey { report: report.clone(), path: "1.2.3".into() }),
            GlobalId::Figure(FigureKey { report, start: 1549 }),
            GlobalId::Indicator("mediation.mediators".into()),
            GlobalId::ImportJob("0123456789abcdef0123456789abcdef".into()),
        ] {
            assert_eq!(GlobalId::decode(&id.encode()), Some(id));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        assert_eq!(GlobalId::decode("not an id"), None);
        assert_eq!(GlobalId::decode(""), None);
        for text in [
            "",
            "County",
            "County:",
            "County:14082",
            "County:14082x",
            "Report:140821",
            "Report:140821/x",
            "Section:140821/2021/",
            "Section:140821/2021/1..2",
            "Section:140821/2021",
            "Figure:140821/2021/-1",
            "Figure:140821/2021/x",
            "Indicator:",
            "ImportJob:",
            "ImportJob:1",
            "Village:140821",
        ] {
            assert_eq!(GlobalId::decode(&URL_SAFE_NO_PAD.encode(text)), None, "{text}");
        }
    }
}
