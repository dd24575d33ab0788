//! The notation of wordings: fragments in order, `…` for any words between them, `(a|b)` for a choice, `#` for the number.

/// A wording, compiled: for each fragment in order, the indices of the literal texts that it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wording {
    pub steps: Vec<Vec<usize>>,
}

/// All literal texts of a catalogue's wordings, each once.
#[derive(Debug, Default)]
pub(crate) struct Literals {
    pub texts: Vec<String>,
    index: std::collections::HashMap<String, usize>,
}

impl Literals {
    pub fn id(&mut self, text: &str) -> usize {
        if let Some(&id) = self.index.get(text) {
            return id;
        }
        self.texts.push(text.to_owned());
        self.index.insert(text.to_owned(), self.texts.len() - 1);
        self.texts.len() - 1
    }
}

/// Reads a wording.
pub(crate) fn compile(wording: &str, literals: &mut Literals) -> Wording {
    let steps = wording
        .split('…')
        .map(str::trim)
        .filter(|fragment| !fragment.is_empty())
        .map(|fragment| expand(fragment).iter().filter(|text| !text.is_empty()).map(|text| literals.id(text)).collect::<Vec<_>>())
        .filter(|step| !step.is_empty())
        .collect();
    Wording { steps }
}

/// More choices than this in one fragment are a mistake in the catalogue.
const MOST: usize = 4096;

/// 成功(化解|调解)纠纷 is 成功化解纠纷 and 成功调解纠纷. Choices do not nest.
fn expand(fragment: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut rest = fragment;
    while let Some((literal, choice_and_rest)) = rest.split_once('(') {
        let (choice, after) = choice_and_rest.split_once(')').unwrap_or((choice_and_rest, ""));
        texts = texts
            .iter()
            .flat_map(|text| choice.split('|').map(move |option| format!("{text}{literal}{}", option.trim())))
            .take(MOST)
            .collect();
        rest = after;
    }
    for text in &mut texts {
        text.push_str(rest);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_stands_for_each_of_its_texts() {
        assert_eq!(expand("成功(化解|调解)纠纷"), ["成功化解纠纷", "成功调解纠纷"]);
        assert_eq!(expand("(受|办)(理|结)#"), ["受理#", "受结#", "办理#", "办结#"]);
        assert_eq!(expand("维持#"), ["维持#"]);
    }

    #[test]
    fn fragments_are_steps() {
        let mut literals = Literals::default();
        let wording = compile("办理…(复议|行政复议)案件", &mut literals);
        assert_eq!(wording.steps, [vec![0], vec![1, 2]]);
        assert_eq!(literals.texts, ["办理", "复议案件", "行政复议案件"]);
    }
}
