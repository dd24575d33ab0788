//! The notation of wordings: fragments in order, `…` for any words between them, `(a|b)` for a choice, `#` for the number.

use crate::finder::Hit;
use crate::wordlist::WordList;
use std::borrow::Cow;
use std::ops::Range;

/// The wordings of a catalogue, compiled. They lie together in memory: a figure is tried for many, and most are told not
/// to fit by the marks of their pieces.
#[derive(Debug, Default)]
pub(crate) struct Wordings {
    /// For each wording: its pieces, fragment after fragment.
    all: Vec<Range<u32>>,
    pieces: Vec<Piece>,
    /// The texts of the pieces.
    texts: Vec<u32>,
}

/// One piece of a wording: any of some texts. It stands right behind the piece before it, unless it begins a fragment.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// The marks of the texts.
    marks: u64,
    /// The first of its texts in `Wordings::texts`, and how many it has.
    first: u32,
    count: u16,
    /// It may be left out.
    optional: bool,
    begins_fragment: bool,
}

/// One of 64 bits for a text: sets of marks tell most wordings apart without a search.
pub(crate) fn mark(text: usize) -> u64 {
    1 << (text % 64)
}

/// Words in which wordings are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'a> {
    /// The texts found in them, sorted by their starts, the longest first.
    pub hits: &'a [Hit],
    /// The marks of these texts.
    pub present: u64,
    /// For each text of the wordings: its length in characters.
    pub characters: &'a [u32],
}

impl Wordings {
    /// Reads a wording; its position, or none where nothing is in it.
    pub fn add(&mut self, wording: &str, literals: &mut Literals) -> Option<usize> {
        let start = self.pieces.len();
        for fragment in plain(wording).split('…') {
            let first = self.pieces.len();
            self.add_fragment(fragment.trim(), literals);
            self.pieces.get_mut(first).into_iter().for_each(|piece| piece.begins_fragment = true);
        }
        if start == self.pieces.len() {
            return None;
        }
        self.all.push(start as u32..self.pieces.len() as u32);
        Some(self.all.len() - 1)
    }

    /// 成功(化解|调解)纠纷 is 成功, then 化解 or 调解, then 纠纷. Choices do not nest.
    fn add_fragment(&mut self, fragment: &str, literals: &mut Literals) {
        let mut rest = fragment;
        while let Some((literal, choice_and_rest)) = rest.split_once('(') {
            let (choice, after) = choice_and_rest.split_once(')').unwrap_or((choice_and_rest, ""));
            self.add_piece(&[literal], literals);
            self.add_piece(&choice.split('|').map(str::trim).collect::<Vec<_>>(), literals);
            rest = after;
        }
        self.add_piece(&[rest], literals);
    }

    /// A choice with nothing in it may be left out.
    fn add_piece(&mut self, options: &[&str], literals: &mut Literals) {
        let mut texts: Vec<u32> =
            options.iter().filter(|option| !option.is_empty()).map(|option| literals.id(option) as u32).collect();
        texts.sort_unstable();
        texts.dedup();
        if texts.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            marks: texts.iter().fold(0, |marks, &text| marks | mark(text as usize)),
            first: self.texts.len() as u32,
            count: texts.len() as u16,
            optional: options.contains(&""),
            begins_fragment: false,
        });
        self.texts.extend(texts);
    }

    fn pieces(&self, wording: usize) -> &[Piece] {
        let Range { start, end } = self.all[wording];
        &self.pieces[start as usize..end as usize]
    }

    fn texts(&self, piece: &Piece) -> &[u32] {
        &self.texts[piece.first as usize..][..usize::from(piece.count)]
    }

    /// How many characters of a wording were found in words; none where it is not there.
    pub fn find(&self, wording: usize, words: Found<'_>) -> Option<usize> {
        let pieces = self.pieces(wording);
        if pieces.iter().any(|piece| !piece.optional && piece.marks & words.present == 0) {
            return None;
        }
        let (mut from, mut length) = (0, 0);
        for fragment in pieces.chunk_by(|_, next| !next.begins_fragment) {
            let (end, found) = self.find_fragment(fragment, words, from)?;
            from = end;
            length += found;
        }
        Some(length)
    }

    fn find_fragment(&self, fragment: &[Piece], words: Found<'_>, from: usize) -> Option<(usize, usize)> {
        let beginning = beginning(fragment);
        let mut last_start = usize::MAX;
        for (index, &(start, _, text)) in words.hits.iter().enumerate() {
            if start < from || start == last_start || beginning & mark(text) == 0 {
                continue;
            }
            last_start = start;
            let behind = Found { hits: &words.hits[index..], ..words };
            if let Some(found) = self.stands_at(fragment, behind, start) {
                return Some(found);
            }
        }
        None
    }

    /// The fragment at exactly this place; the longest texts first.
    fn stands_at(&self, fragment: &[Piece], words: Found<'_>, at: usize) -> Option<(usize, usize)> {
        let Some((piece, rest)) = fragment.split_first() else { return Some((at, 0)) };
        // Few texts are found in the words of a figure.
        let first = words.hits.iter().position(|hit| hit.0 >= at).unwrap_or(words.hits.len());
        let words = Found { hits: &words.hits[first..], ..words };
        for &(_, end, text) in words.hits.iter().take_while(|hit| hit.0 == at) {
            if piece.marks & mark(text) == 0 || !self.texts(piece).contains(&(text as u32)) {
                continue;
            }
            if let Some((end, length)) = self.stands_at(rest, words, end) {
                return Some((end, length + words.characters[text] as usize));
            }
        }
        if piece.optional { self.stands_at(rest, words, at) } else { None }
    }

    /// The texts one of which must stand there in any case: the longest, since they are the rarest.
    pub fn trigger(&self, wording: usize, characters: &[u32]) -> &[u32] {
        let shortest = |piece: &&Piece| self.texts(piece).iter().map(|&text| characters[text as usize]).min().unwrap_or(0);
        let pieces = self.pieces(wording).iter().filter(|piece| !piece.optional);
        pieces.max_by_key(shortest).map_or(&[], |piece| self.texts(piece))
    }
}

/// The marks of the texts that a fragment can begin with.
fn beginning(fragment: &[Piece]) -> u64 {
    let optional = fragment.iter().take_while(|piece| piece.optional).count();
    // A fragment that may be left out as a whole stands everywhere.
    fragment.get(..=optional).map_or(u64::MAX, |pieces| pieces.iter().fold(0, |all, piece| all | piece.marks))
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

/// Words that stand in one sentence and not in the next without a change of meaning: the 的 of 成功化解的矛盾纠纷, the
/// 全年 of 行政复议案件全年办理19件, the 是 of 其中37名是专职调解员.
pub(crate) fn plain(words: &str) -> Cow<'_, str> {
    static FILLERS: WordList = WordList::new(&FILLER);
    const FILLER: [&str; 5] = ["今年以来", "全年", "年内", "当年", "本年度"];
    static QUOTES: WordList = WordList::new(&["“", "”", "‘", "’"]);
    static VERBS: WordList = WordList::new(&VERB);
    const VERB: [&str; 3] = ["#是", "#为", "#系"];
    let mut plain = Cow::Borrowed(words);
    if plain.contains('的') {
        plain = plain.replace('的', "").into();
    }
    if QUOTES.is_in(&plain) {
        plain = plain.replace(['“', '”', '‘', '’'], "").into();
    }
    if FILLERS.is_in(&plain) {
        plain = FILLER.iter().fold(plain.into_owned(), |plain, filler| plain.replace(filler, "")).into();
    }
    if VERBS.is_in(&plain) {
        plain = VERB.iter().fold(plain.into_owned(), |plain, verb| plain.replace(verb, "#")).into();
    }
    plain
}

/// Verbs that stand in front of what is counted or behind it: 办理公证1154件, 公证办理1154件.
static VERBS: WordList = WordList::new(&[
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
]);

/// Words that are a verb and nothing else.
pub(crate) enum Bare<'a> {
    /// 办理#
    Before(&'a str),
    /// #参加
    After(&'a str),
}

/// The verb of words that are a verb and nothing else: 办理#.
pub(crate) fn bare_verb(words: &str) -> Option<Bare<'_>> {
    static AFTER: WordList = WordList::new(&["参加", "参与", "参考", "参训", "通过", "合格", "接受教育", "受教育"]);
    if let Some(verb) = words.strip_prefix('#') {
        return AFTER.ends_of(verb).any(|known| known.len() == verb.len()).then_some(Bare::After(verb));
    }
    static WHEN: WordList =
        WordList::new(&["全年共", "全年", "年末", "年底", "年内", "目前", "累计", "先后", "当年", "现", "共", "已", "均"]);
    static MORE: WordList =
        WordList::new(&["安排", "收录", "保留", "公布", "认定", "列入", "编制", "新建", "发出", "制发", "下发"]);
    let verb = words.strip_suffix('#')?;
    let verb = WHEN.strip_start(verb).unwrap_or(verb);
    VERBS.ends_of(verb).chain(MORE.ends_of(verb)).any(|known| known.len() == verb.len()).then_some(Bare::Before(verb))
}

/// The words with the verb in front of the number moved to their start: 公证办理# becomes 办理公证#.
pub(crate) fn verb_first(words: &str) -> Option<String> {
    let (before, after) = words.split_once('#')?;
    if !after.is_empty() {
        return None;
    }
    let verb = VERBS.ends_of(before).max_by_key(|verb| verb.len())?;
    let object = before.strip_suffix(verb)?;
    (object.chars().count() >= 2).then(|| format!("{verb}{object}#"))
}

/// The words with the number moved from between verb and object to their end: 开展#法治讲座 becomes 开展法治讲座#.
pub(crate) fn number_last(words: &str) -> Option<String> {
    let (before, after) = words.split_once('#')?;
    static DONE: WordList = WordList::new(&["开展", "进行", "举办", "组织", "召开", "参加", "设立"]);
    let object = (2..=12).contains(&after.chars().count()) && VERBS.ends(before) && !DONE.is_in(after);
    object.then(|| [before, after, "#"].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many characters of a wording are found in words.
    fn found(wording: &str, words: &str) -> Option<usize> {
        let mut literals = Literals::default();
        let mut wordings = Wordings::default();
        let wording = wordings.add(wording, &mut literals).unwrap();
        let characters: Vec<u32> = literals.texts.iter().map(|text| text.chars().count() as u32).collect();
        let mut hits: Vec<Hit> = Vec::new();
        for (id, text) in literals.texts.iter().enumerate() {
            hits.extend(words.match_indices(text.as_str()).map(|(at, _)| (at, at + text.len(), id)));
        }
        hits.sort_unstable_by_key(|&(start, end, id)| (start, usize::MAX - end, id));
        let present = hits.iter().fold(0, |all, &(.., text)| all | mark(text));
        wordings.find(wording, Found { hits: &hits, present, characters: &characters })
    }

    #[test]
    fn wordings() {
        for (wording, words, expected) in [
            ("成功(化解|调解)纠纷", "成功调解纠纷#", Some(6)),
            ("成功(化解|调解)纠纷", "成功地调解纠纷#", None),
            ("办理…(复议|行政复议)案件", "办理#行政复议案件", Some(8)),
            ("办理…复议案件", "复议案件办理#", None),
            ("维持#", "维持#", Some(3)),
            ("维持#", "维持原判#", None),
            ("(受|办)理(|了)#", "办理#", Some(3)),
            ("(受|办)理(|了)#", "受理了#", Some(4)),
            ("(调解|调解组织)成立", "调解组织成立#", Some(6)),
        ] {
            assert_eq!(found(wording, words), expected, "{wording} in {words}");
        }
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
}
