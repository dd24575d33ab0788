//! A sentence with gaps: words that depend on the county, and figures.

use std::collections::HashMap;

/// A sentence of the grammar.
#[derive(Debug)]
pub(crate) struct Template(pub Vec<Piece>);

/// What a sentence is made of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    Word(Word),
    /// The number of a quantity, and what of it.
    Figure(usize, Of),
}

/// Words that depend on county and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// 县, 区, 市.
    Kind,
    /// Its full name.
    Name,
    /// Its prefecture.
    Prefecture,
    /// 乡镇, 镇（街道） …
    Township,
    /// 村（社区）.
    Village,
    Year,
    LastYear,
    NextYear,
    /// 七五, 八五.
    Education,
}

/// What of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// Its value in the year.
    Now,
    /// That of the year before.
    Before,
    /// The change in percent, with the word for its direction.
    Percent,
    /// The difference, with the word for its direction.
    Difference,
    /// Its value, behind the word for the direction in which it changed.
    Reached,
    /// Its value, where it has grown.
    Grown,
    /// What is aimed at next year.
    Target,
    /// What it adds up to since the plan of legal education began.
    Since,
}

/// Why a sentence cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TemplateError(pub String);

impl Template {
    /// Reads a sentence; `keys` are the numbers of quantities.
    pub fn parse(text: &str, keys: &HashMap<&str, usize>) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['[', '{']) {
            let (before, from) = rest.split_at(at);
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let close = if from.starts_with('[') { ']' } else { '}' };
            let Some(end) = from.find(close) else { return Err(TemplateError(format!("{from:?} is not closed"))) };
            let inner = &from[1..end];
            pieces.push(if close == ']' { figure(inner, keys)? } else { Piece::Word(word(inner)?) });
            rest = &from[end + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self(pieces))
    }
}

fn figure(inner: &str, keys: &HashMap<&str, usize>) -> Result<Piece, TemplateError> {
    let (key, of) = inner.split_once(':').unwrap_or((inner, ""));
    let &quantity = keys.get(key).ok_or_else(|| TemplateError(format!("{key} is no quantity")))?;
    let of = match of {
        "" => Of::Now,
        "上年" => Of::Before,
        "比" => Of::Percent,
        "差" => Of::Difference,
        "至" => Of::Reached,
        "增" => Of::Grown,
        "目标" => Of::Target,
        "以来" => Of::Since,
        other => return Err(TemplateError(format!("{other} is nothing of a quantity"))),
    };
    Ok(Piece::Figure(quantity, of))
}

fn word(inner: &str) -> Result<Word, TemplateError> {
    Ok(match inner {
        "县" => Word::Kind,
        "名" => Word::Name,
        "地市" => Word::Prefecture,
        "镇" => Word::Township,
        "村" => Word::Village,
        "年" => Word::Year,
        "上年" => Word::LastYear,
        "下年" => Word::NextYear,
        "普法" => Word::Education,
        other => return Err(TemplateError(format!("{other} is no word"))),
    })
}

#[cfg(test)]
mod tests {
    use super::{Of, Piece, Template, TemplateError, Word};
    use std::collections::HashMap;

    #[test]
    fn a_sentence_falls_into_words_and_figures() {
        let keys = HashMap::from([("aid", 3)]);
        let Template(pieces) = Template::parse("全{县}办案[aid]，同比[aid:比]。", &keys).unwrap();
        let text = |text: &str| Piece::Text(text.to_owned());
        let figure = |of| Piece::Figure(3, of);
        assert_eq!(
            pieces,
            [text("全"), Piece::Word(Word::Kind), text("办案"), figure(Of::Now), text("，同比"), figure(Of::Percent), text("。")]
        );
    }

    #[test]
    fn what_is_unknown_is_named() {
        let keys = HashMap::from([("aid", 3)]);
        for (sentence, reason) in [
            ("[help]", "help is no quantity"),
            ("[aid:明年]", "明年 is nothing of a quantity"),
            ("{州}", "州 is no word"),
            ("[aid", "\"[aid\" is not closed"),
        ] {
            assert_eq!(Template::parse(sentence, &keys).unwrap_err(), TemplateError(reason.to_owned()));
        }
    }
}
