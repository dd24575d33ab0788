//! What is searched for: the words of a query.

use crate::store::StoreError;

/// The longest query, in characters.
const LONGEST_QUERY: usize = 200;
/// The most words of a query.
const MOST_TERMS: usize = 10;

/// Opening and closing marks of a phrase.
const QUOTES: &[char] = &['"', '“', '”', '„', '＂', '「', '」', '『', '』', '«', '»'];

/// The words and phrases of a query, all of which a section has to contain. Letters of ASCII are small.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Terms(Vec<String>);

impl Terms {
    /// Reads a query. Words are what stands between spaces and punctuation; in quotation marks everything stands for itself.
    /// A mark that is never closed holds to the end.
    ///
    /// # Errors
    /// A query that is too long, has too many words, or none.
    pub fn parse(query: &str) -> Result<Self, StoreError> {
        let bad = |reason: String| StoreError::BadQuery { reason };
        if query.chars().count() > LONGEST_QUERY {
            return Err(bad(format!("it has more than {LONGEST_QUERY} characters; search for fewer words")));
        }
        // No text has control characters, and a database takes offence at some.
        let query = query.replace(char::is_control, " ");
        let mut terms: Vec<String> = Vec::new();
        let mut add = |term: &str| {
            let term = term.trim().to_ascii_lowercase();
            if term.chars().any(char::is_alphanumeric) && !terms.contains(&term) {
                terms.push(term);
            }
        };
        // Outside and inside of quotation marks take turns.
        for (at, part) in query.split(QUOTES).enumerate() {
            if at % 2 == 1 {
                add(part);
            } else {
                part.split(|character: char| !character.is_alphanumeric()).for_each(&mut add);
            }
        }
        match terms.len() {
            0 => Err(bad("it has no word; give characters, letters or digits to search for".to_owned())),
            count if count > MOST_TERMS => Err(bad(format!("it has {count} words; at most {MOST_TERMS} at a time"))),
            _ => Ok(Terms(terms)),
        }
    }

    /// The words and phrases, in the order of the query, each once.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Terms;

    #[test]
    fn queries_and_their_words() {
        for (query, words) in [
            ("调解", vec!["调解"]),
            ("  调解　纠纷 ", vec!["调解", "纠纷"]),
            ("调解，纠纷。", vec!["调解", "纠纷"]),
            ("调解 调解", vec!["调解"]),
            ("\"矛盾纠纷 化解\" 调解", vec!["矛盾纠纷 化解", "调解"]),
            ("“依法行政、依法办事”", vec!["依法行政、依法办事"]),
            ("\"没有结束 的引号", vec!["没有结束 的引号"]),
            ("a\"", vec!["a"]),
            ("\"\"", vec![]),
            ("调", vec!["调"]),
            ("12345热线", vec!["12345热线"]),
            ("Online AND online", vec!["online", "and"]),
            ("NOT (调解* OR ^纠纷) NEAR/2 -x:y", vec!["not", "调解", "or", "纠纷", "near", "2", "x", "y"]),
            ("'; DROP TABLE section; --", vec!["drop", "table", "section"]),
            ("调解\0纠纷 \"a\0b\"", vec!["调解", "纠纷", "a b"]),
            ("98.5%", vec!["98", "5"]),
            ("\"98.5%\"", vec!["98.5%"]),
            ("，。！", vec![]),
            ("\" , \"", vec![]),
            ("%_\\", vec![]),
            ("", vec![]),
        ] {
            match Terms::parse(query) {
                Ok(terms) => assert_eq!(terms.words(), words, "{query}"),
                Err(error) => {
                    assert!(words.is_empty(), "{query}: {error}");
                    assert_eq!((error.code(), error.argument()), ("BAD_USER_INPUT", Some("query")));
                }
            }
        }
        assert!(Terms::parse(&"调".repeat(200)).is_ok());
        assert!(Terms::parse(&"调".repeat(201)).is_err());
        assert!(Terms::parse("一 二 三 四 五 六 七 八 九 十").is_ok());
        assert!(Terms::parse("一 二 三 四 五 六 七 八 九 十 百").is_err());
    }
}
