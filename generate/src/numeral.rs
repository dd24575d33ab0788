//! How a number is written: 3890件, 3800余件, 十二次, 5.8万人次, 1284.5万元.

use extract::document::Qualifier;

use crate::chance::Chance;
use crate::grammar::{Habit, Quantity};

/// A number as a report writes it, and what it then says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Written {
    pub text: String,
    /// What it says, which after rounding is not what is true.
    pub value: f64,
    pub unit: String,
    pub qualifier: Qualifier,
}

/// How a report writes numbers.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hand {
    /// 3,890件.
    pub commas: bool,
    /// 十二次.
    pub chinese: bool,
    /// 3890 件.
    pub spaces: bool,
    /// ３８９０件.
    pub wide: bool,
}

/// Words that make a number a bound or an estimate: before it, behind the digits, behind the unit; and where they round to.
const ROUGH: [(&str, &str, &str, Qualifier); 7] = [
    ("", "余", "", Qualifier::MoreThan),
    ("", "余", "", Qualifier::MoreThan),
    ("", "多", "", Qualifier::MoreThan),
    ("", "", "以上", Qualifier::MoreThan),
    ("超过", "", "", Qualifier::MoreThan),
    ("近", "", "", Qualifier::LessThan),
    ("约", "", "", Qualifier::About),
];

impl Hand {
    /// Writes the number of a quantity in one of its units.
    pub fn write(&self, quantity: &Quantity, unit: &str, value: f64, chance: &mut Chance) -> Written {
        if quantity.is_percent() {
            return self.percent(value);
        }
        if quantity.has(Habit::Money) {
            return self.money(unit, value, chance);
        }
        if quantity.has(Habit::Rough) && value >= 100.0 && chance.happens(70) {
            return self.rough(unit, value, chance);
        }
        if quantity.has(Habit::Small) && self.chinese && value < 100.0 {
            let digits = chinese(value as u32, unit);
            return Written { text: format!("{digits}{unit}"), value, unit: unit.to_owned(), qualifier: Qualifier::Exact };
        }
        self.exact(value, "", unit)
    }

    /// A number as it is, with what scales it: 3.6万件 is 36000件.
    fn exact(&self, value: f64, scale: &str, unit: &str) -> Written {
        let text = format!("{}{}{scale}{unit}", self.digits(value / factor(scale)), self.gap());
        Written { text, value, unit: unit.to_owned(), qualifier: Qualifier::Exact }
    }

    /// A percentage.
    pub fn percent(&self, value: f64) -> Written {
        let text = format!("{}%", self.digits(value));
        Written { text, value, unit: "%".to_owned(), qualifier: Qualifier::Exact }
    }

    /// A count without any words around it.
    pub fn count(&self, unit: &str, value: f64) -> Written {
        self.exact(value, "", unit)
    }

    /// What is aimed at, with the verb before it, which does not belong to it: 达到95%以上, 不少于6次.
    pub fn target(&self, unit: &str, value: f64, chance: &mut Chance) -> (&'static str, Written) {
        let rate = unit == "%";
        let number = if rate { self.percent(value).text } else { self.count(unit, value).text };
        let (verb, text, qualifier) = match chance.below(3) {
            0 => ("", format!("{}{number}", if rate { "不低于" } else { "不少于" }), Qualifier::MoreThan),
            1 => ("达到", format!("{number}以上"), Qualifier::MoreThan),
            _ => ("达到", number, Qualifier::Exact),
        };
        (if rate { verb } else { "" }, Written { text, value, unit: unit.to_owned(), qualifier })
    }

    /// An amount as it is, in 万元 or 亿元.
    pub fn amount(&self, unit: &str, value: f64) -> Written {
        self.exact(value, if value >= 1e8 { "亿" } else { "万" }, unit)
    }

    fn money(&self, unit: &str, value: f64, chance: &mut Chance) -> Written {
        let scale = if value >= 1e8 { "亿" } else { "万" };
        if chance.happens(30) && value >= 100.0 * 1e4 {
            let step = if scale == "亿" { 1e7 } else { 1e4 };
            let down = (value / step).floor() * step;
            if down < value {
                let digits = self.digits(down / factor(scale));
                // 5830余万元 for whole ones, 1.2亿余元 for others.
                let text = if scale == "万" { format!("{digits}余万{unit}") } else { format!("{digits}亿余{unit}") };
                return Written { text, value: down, unit: unit.to_owned(), qualifier: Qualifier::MoreThan };
            }
        }
        self.amount(unit, value)
    }

    fn rough(&self, unit: &str, value: f64, chance: &mut Chance) -> Written {
        let (before, behind, after, qualifier) = *chance.one_of(&ROUGH).unwrap_or(&ROUGH[0]);
        // The two first digits are kept, of large numbers three.
        let mut step = 1.0;
        while value / step >= if value >= 1e5 { 1000.0 } else { 100.0 } {
            step *= 10.0;
        }
        let rounded = match qualifier {
            Qualifier::LessThan => (value / step).ceil(),
            Qualifier::About => (value / step).round(),
            _ => (value / step).floor(),
        } * step;
        if rounded == value && qualifier != Qualifier::About {
            return self.exact(value, "", unit);
        }
        let scale = if rounded >= 1e4 { "万" } else { "" };
        let digits = self.digits(rounded / factor(scale));
        // 3.8万余件, 3800余件.
        let text = format!("{before}{digits}{scale}{behind}{unit}{after}");
        Written { text, value: rounded, unit: unit.to_owned(), qualifier }
    }

    fn gap(&self) -> &'static str {
        if self.spaces { " " } else { "" }
    }

    /// At most two decimals.
    fn digits(&self, number: f64) -> String {
        let number = (number * 100.0).round() / 100.0;
        let mut text = format!("{number}");
        if self.commas && number >= 1000.0 {
            let (whole, decimals) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
            let mut grouped = String::new();
            for (at, digit) in whole.chars().enumerate() {
                if at > 0 && (whole.len() - at) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            text = decimals.map_or(grouped.clone(), |decimals| format!("{grouped}.{decimals}"));
        }
        if self.wide {
            text = text.chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect();
        }
        text
    }
}

fn factor(scale: &str) -> f64 {
    match scale {
        "万" => 1e4,
        "亿" => 1e8,
        _ => 1.0,
    }
}

/// ３ for 3.
fn wide(digit: char) -> char {
    char::from_u32(digit as u32 + 0xfee0).unwrap_or(digit)
}

/// 十二 for 12, below a hundred; before a measure word 两 for 2.
pub(crate) fn chinese(number: u32, unit: &str) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: u32| DIGITS[at as usize % 10];
    match number {
        2 if !unit.is_empty() => "两".to_owned(),
        0..10 => digit(number).to_owned(),
        10 => "十".to_owned(),
        11..20 => format!("十{}", digit(number)),
        _ if number.is_multiple_of(10) => format!("{}十", digit(number / 10)),
        _ => format!("{}十{}", digit(number / 10), digit(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Hand, chinese};
    use crate::{chance::Chance, grammar::Grammar};
    use std::collections::BTreeSet;

    fn written(key: &str, value: f64, hand: Hand) -> BTreeSet<String> {
        let grammar = Grammar::bundled().unwrap();
        let quantity = grammar.quantities.iter().find(|quantity| quantity.key == key).unwrap();
        let of = |seed| hand.write(quantity, &quantity.unit[0], value, &mut Chance::new(seed, &[]));
        (0..200).map(of).map(|it| format!("{}={} {}", it.text, it.value, it.qualifier)).collect()
    }

    #[test]
    fn numbers_are_written_in_the_ways_of_the_genre() {
        let plain = Hand::default();
        for (key, value, hand, wanted) in [
            ("disputes", 3890.0, plain, "3890件=3890 EXACT"),
            ("disputes", 3890.0, Hand { commas: true, ..plain }, "3,890件=3890 EXACT"),
            ("disputes", 3890.0, Hand { spaces: true, ..plain }, "3890 件=3890 EXACT"),
            ("disputes", 3890.0, Hand { wide: true, ..plain }, "３８９０件=3890 EXACT"),
            ("study", 12.0, Hand { chinese: true, ..plain }, "十二次=12 EXACT"),
            ("audience", 38_612.0, plain, "3.8万余人次=38000 MORE_THAN"),
            ("audience", 38_612.0, plain, "近3.9万人次=39000 LESS_THAN"),
            ("audience", 38_612.0, plain, "约3.9万人次=39000 ABOUT"),
            ("audience", 3861.0, plain, "3800余人次=3800 MORE_THAN"),
            ("fines", 12_845_000.0, plain, "1284.5万元=12845000 EXACT"),
            ("fines", 12_845_000.0, plain, "1284余万元=12840000 MORE_THAN"),
            ("fines", 123_000_000.0, plain, "1.23亿元=123000000 EXACT"),
            ("online_rate", 98.5, plain, "98.5%=98.5 EXACT"),
        ] {
            let all = written(key, value, hand);
            assert!(all.contains(wanted), "{wanted} is not among {all:?}");
        }
    }

    #[test]
    fn chinese_numerals_below_a_hundred() {
        let said: Vec<_> = [2, 9, 10, 12, 20, 35, 99].map(|number| chinese(number, "次")).into();
        assert_eq!(said, ["两", "九", "十", "十二", "二十", "三十五", "九十九"]);
    }
}
