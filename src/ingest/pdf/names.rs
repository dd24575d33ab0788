//! Names of signs, and signs that look like others.

/// The character that a name stands for, of those that reports have: letters are their own names, digits and punctuation
/// have those of the Adobe Glyph List, all others are told by their number.
pub(super) fn character(name: &str) -> Option<char> {
    let name = name.split('.').next().unwrap_or(name);
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter);
    }
    if let Some((_, character)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*character);
    }
    let number = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let number = number.get(..4.max(number.len().min(6)))?;
    u32::from_str_radix(number, 16).ok().and_then(char::from_u32)
}

const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("period", '.'),
    ("comma", ','),
    ("colon", ':'),
    ("semicolon", ';'),
    ("percent", '%'),
    ("perthousand", '‰'),
    ("hyphen", '-'),
    ("minus", '−'),
    ("endash", '–'),
    ("emdash", '—'),
    ("plus", '+'),
    ("equal", '='),
    ("slash", '/'),
    ("backslash", '\\'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("bracketleft", '['),
    ("bracketright", ']'),
    ("quotedbl", '"'),
    ("quotesingle", '\''),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("exclam", '!'),
    ("question", '?'),
    ("asterisk", '*'),
    ("ampersand", '&'),
    ("at", '@'),
    ("numbersign", '#'),
    ("underscore", '_'),
    ("bar", '|'),
    ("asciitilde", '~'),
    ("less", '<'),
    ("greater", '>'),
    ("periodcentered", '·'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("degree", '°'),
    ("multiply", '×'),
];

/// Radicals that are simplified characters of their own; Unicode itself makes hardly any of them one, and ⼾ the character
/// of traditional writing.
pub(super) fn radical(character: char) -> Option<char> {
    if !('\u{2e80}'..='\u{2fdf}').contains(&character) {
        return None;
    }
    RADICALS.iter().find(|(radical, _)| *radical == character).map(|(_, character)| *character)
}

const RADICALS: &[(char, char)] = &[
    ('⺁', '厂'),
    ('⺇', '几'),
    ('⺌', '小'),
    ('⺎', '兀'),
    ('⺓', '幺'),
    ('⺙', '攵'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺩', '王'),
    ('⺫', '目'),
    ('⺬', '示'),
    ('⺮', '竹'),
    ('⺼', '月'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
    ('⼾', '户'),
];

#[cfg(test)]
mod tests {
    use super::{character, radical};

    #[test]
    fn names_and_numbers_are_characters() {
        for (name, found) in [
            ("A", Some('A')),
            ("seven", Some('7')),
            ("percent", Some('%')),
            ("uni4E00", Some('一')),
            ("u4E8C", Some('二')),
            ("one.oldstyle", Some('1')),
            ("g123", None),
            ("union", None),
        ] {
            assert_eq!(character(name), found, "{name}");
        }
    }

    #[test]
    fn radicals_are_the_characters_they_look_like() {
        assert_eq!(['⻓', '⺠', '⼾', '⼀', '长'].map(radical), [Some('长'), Some('民'), Some('户'), None, None]);
    }
}
