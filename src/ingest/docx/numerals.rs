//! Numbers as Word writes them before a paragraph.

/// A number in the form of this name (`ST_NumberFormat` of ECMA-376, part 1); nothing for a bullet.
pub(super) fn written(number: usize, form: &str) -> String {
    match form {
        "none" | "bullet" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => chinese(number, ["", "十", "百", "千"], "〇一二三四五六七八九"),
        "chineseLegalSimplified" => chinese(number, ["", "拾", "佰", "仟"], "零壹贰叁肆伍陆柒捌玖"),
        "ideographLegalTraditional" | "japaneseLegal" => chinese(number, ["", "拾", "佰", "仟"], "零壹貳參肆伍陸柒捌玖"),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital" => {
            number.to_string().chars().filter_map(|digit| digit_of("〇一二三四五六七八九", digit)).collect()
        }
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥", number),
        "decimalFullWidth" | "decimalFullWidth2" => {
            number.to_string().chars().filter_map(|digit| digit_of("０１２３４５６７８９", digit)).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match number {
            1..=20 => within('①', number),
            21..=35 => within('㉑', number - 20),
            36..=50 => within('㊱', number - 35),
            _ => number.to_string(),
        },
        "decimalEnclosedParen" if (1..=20).contains(&number) => within('⑴', number),
        "decimalEnclosedFullstop" if (1..=20).contains(&number) => within('⒈', number),
        "ideographEnclosedCircle" if (1..=10).contains(&number) => within('㊀', number),
        "decimalZero" => format!("{number:02}"),
        "upperLetter" => letters(number, 'A'),
        "lowerLetter" => letters(number, 'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        _ => number.to_string(),
    }
}

fn digit_of(digits: &str, digit: char) -> Option<char> {
    digits.chars().nth(digit.to_digit(10)? as usize)
}

fn within(first: char, number: usize) -> String {
    u32::try_from(number)
        .ok()
        .and_then(|number| char::from_u32(first as u32 + number - 1))
        .map_or_else(|| number.to_string(), String::from)
}

fn one_of(signs: &str, number: usize) -> String {
    number.checked_sub(1).and_then(|at| signs.chars().nth(at)).map_or_else(|| number.to_string(), String::from)
}

/// 十一, 二十, 一百〇五: below ten thousand; nobody numbers further.
fn chinese(number: usize, places: [&str; 4], digits: &str) -> String {
    if number == 0 || number > 9_999 {
        return number.to_string();
    }
    let text = number.to_string();
    let mut written = String::new();
    let mut zero = false;
    for (at, digit) in text.chars().enumerate() {
        let place = text.len() - 1 - at;
        if digit == '0' {
            zero = true;
            continue;
        }
        if zero {
            written.extend(digits.chars().next());
            zero = false;
        }
        // 十一, not 一十一.
        if !(place == 1 && at == 0 && digit == '1') {
            written.extend(digit_of(digits, digit));
        }
        written.push_str(places[place]);
    }
    written
}

/// A … Z, AA, BB …: Word repeats the letter.
fn letters(number: usize, first: char) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| *at < 26 * 20) else { return number.to_string() };
    let letter = char::from_u32(first as u32 + (at % 26) as u32).unwrap_or(first);
    std::iter::repeat_n(letter, at / 26 + 1).collect()
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3_999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn each_form_as_word_writes_it() {
        for (form, number, text) in [
            ("decimal", 12, "12"),
            ("chineseCounting", 1, "一"),
            ("chineseCountingThousand", 10, "十"),
            ("chineseCountingThousand", 11, "十一"),
            ("chineseCountingThousand", 20, "二十"),
            ("japaneseCounting", 105, "一百〇五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1_010, "一千〇一十"),
            ("chineseCountingThousand", 10_000, "10000"),
            ("chineseLegalSimplified", 12, "拾贰"),
            ("ideographDigital", 12, "一二"),
            ("ideographTraditional", 3, "丙"),
            ("decimalFullWidth", 10, "１０"),
            ("decimalEnclosedCircleChinese", 3, "③"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 14, "XIV"),
            ("bullet", 3, ""),
            ("something new", 3, "3"),
        ] {
            assert_eq!(written(number, form), text, "{form} {number}");
        }
    }
}
