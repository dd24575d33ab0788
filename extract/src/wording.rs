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
        .map(|fragment| {
            expand(&plain(fragment)).iter().filter(|text| !text.is_empty()).map(|text| literals.id(text)).collect::<Vec<_>>()
        })
        .filter(|step| !step.is_empty())
        .collect();
    Wording { steps }
}

/// Words that stand in one sentence and not in the next without a change of meaning: the 的 of 成功化解的矛盾纠纷, the
/// 全年 of 行政复议案件全年办理19件, the 是 of 其中37名是专职调解员.
pub(crate) fn plain(words: &str) -> String {
    let mut plain = words.replace('的', "");
    for filler in ["今年以来", "全年", "年内", "当年", "本年度"] {
        if plain.contains(filler) {
            plain = plain.replace(filler, "");
        }
    }
    for verb in ["#是", "#为", "#系"] {
        if plain.contains(verb) {
            plain = plain.replace(verb, "#");
        }
    }
    plain
}

/// Verbs that stand in front of what is counted or behind it: 办理公证1154件, 公证办理1154件.
const VERBS: [&str; 47] = [
    "办理",
    "受理",
    "办结",
    "审结",
    "化解",
    "调处",
    "调解",
    "接待",
    "开展",
    "发放",
    "培训",
    "收到",
    "审查",
    "审核",
    "报备",
    "备案",
    "清理",
    "废止",
    "修改",
    "出具",
    "提出",
    "制定",
    "出台",
    "指派",
    "解答",
    "提供",
    "举办",
    "召开",
    "公开",
    "查处",
    "评查",
    "发布",
    "建立",
    "设立",
    "建成",
    "聘请",
    "下放",
    "赋权",
    "取消",
    "梳理",
    "排查",
    "成功化解",
    "成功调解",
    "成功调处",
    "审理",
    "印发",
    "组织",
];

/// The words with the verb in front of the number moved to their start: 公证办理# becomes 办理公证#.
pub(crate) fn verb_first(words: &str) -> Option<String> {
    let (before, after) = words.split_once('#')?;
    let verb = VERBS.iter().filter(|verb| before.ends_with(**verb)).max_by_key(|verb| verb.len())?;
    let object = before.strip_suffix(verb)?;
    (object.chars().count() >= 2 && after.is_empty()).then(|| format!("{verb}{object}#"))
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
    fn word_order_does_not_matter() {
        assert_eq!(plain("成功化解的矛盾纠纷#"), "成功化解矛盾纠纷#");
        assert_eq!(verb_first("公证办理#").as_deref(), Some("办理公证#"));
        assert_eq!(verb_first("矛盾纠纷成功化解#").as_deref(), Some("成功化解矛盾纠纷#"));
        for words in ["办理#", "公证#", "公证办理#事项"] {
            assert_eq!(verb_first(words), None, "{words}");
        }
    }

    #[test]
    fn fragments_are_steps() {
        let mut literals = Literals::default();
        let wording = compile("办理…(复议|行政复议)案件", &mut literals);
        assert_eq!(wording.steps, [vec![0], vec![1, 2]]);
        assert_eq!(literals.texts, ["办理", "复议案件", "行政复议案件"]);
    }
}
