//! A sentence of the grammar said about a county and a year.

use extract::document::FigureStatus;
use extract::places::{County, CountyKind};

use crate::chance::Chance;
use crate::facts::Facts;
use crate::grammar::{Grammar, Habit, Quantity};
use crate::numeral::{Hand, Written, chinese};
use crate::template::{Of, Piece, Template, Word};
use crate::writer::{About, Writer};

/// Purposes of chance.
const UNIT: u64 = 20;
const REVISED: u64 = 21;

/// Who says it, about whom and when.
pub(crate) struct Speaker<'a> {
    pub grammar: &'a Grammar,
    pub place: &'a County,
    pub year: i32,
    pub seed: u64,
    pub number: usize,
    pub now: &'a Facts,
    pub before: &'a Facts,
    pub hand: Hand,
}

/// How a sentence is to be said.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    /// The number of a quantity is stated too high by so much.
    pub slip: Option<(usize, f64)>,
}

impl Speaker<'_> {
    /// A sentence without figures, as text.
    pub fn words(&self, template: &Template) -> String {
        template
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Word(word) => self.word(*word),
                Piece::Figure(..) => String::new(),
            })
            .collect()
    }

    /// Whether there is everything that a sentence speaks of.
    pub fn can_say(&self, template: &Template) -> bool {
        template.0.iter().all(|piece| match piece {
            Piece::Figure(quantity, of) => {
                let (now, before) = (self.now.get(*quantity), self.last_year(*quantity));
                now > 0.0
                    && match of {
                        Of::Now | Of::Target => true,
                        Of::Since => self.plan_began() < self.year,
                        Of::Before => before > 0.0,
                        Of::Percent => before >= 10.0 && percent(now, before) > 0.0 && percent(now, before) < 200.0,
                        Of::Difference => before > 0.0 && now != before,
                        Of::Reached => before > 0.0 && now != before,
                        Of::Grown => now > before,
                    }
            }
            _ => true,
        })
    }

    /// The total of a sentence that lists all its parts, the last of them as 其他; none of other sentences.
    pub fn closed_sum(&self, template: &Template) -> Option<usize> {
        let mut figures = template.0.iter().filter_map(|piece| match piece {
            Piece::Figure(quantity, Of::Now) => Some(*quantity),
            _ => None,
        });
        let total = figures.next()?;
        let key = &self.quantity(total).key;
        let parts: Vec<usize> = figures.collect();
        let closed = template.0.iter().any(|piece| matches!(piece, Piece::Text(text) if text.contains("其他")));
        let of = |part: &usize| self.quantity(*part).parts_of.as_ref().is_some_and(|(whole, _)| whole == key);
        (closed && parts.len() > 2 && parts.iter().all(of)).then_some(total)
    }

    /// Writes a sentence; gives what the first figure says and what is true of it.
    pub fn say(&self, template: &Template, asked: Asked, chance: &mut Chance, writer: &mut Writer) -> Option<(f64, f64)> {
        let mut first = None;
        for piece in &template.0 {
            match piece {
                Piece::Text(text) => writer.push(text),
                Piece::Word(word) => writer.push(&self.word(*word)),
                Piece::Figure(quantity, of) => {
                    let slip = asked.slip.filter(|(slipped, _)| slipped == quantity).map_or(0.0, |(_, by)| by);
                    let stated = self.figure(*quantity, *of, slip, chance, writer);
                    first = first.or(Some((stated, self.now.get(*quantity))));
                }
            }
        }
        first
    }

    fn quantity(&self, number: usize) -> &Quantity {
        &self.grammar.quantities[number]
    }

    fn figure(&self, number: usize, of: Of, slip: f64, chance: &mut Chance, writer: &mut Writer) -> f64 {
        let quantity = self.quantity(number);
        let unit = self.unit(quantity);
        let (now, before) = (self.now.get(number), self.last_year(number));
        let about = |status, year, indicator: bool, exact| About {
            topic: quantity.topic,
            status,
            year,
            indicator: quantity.is.clone().filter(|_| indicator),
            since: None,
            exact,
        };
        let actual = FigureStatus::Actual;
        let grew = now >= before;
        // What is compared is not rounded.
        let written = match of {
            Of::Now => self.hand.write(quantity, unit, now + slip, chance),
            Of::Before | Of::Grown => self.plainly(quantity, unit, if of == Of::Before { before } else { now }),
            Of::Percent => self.hand.percent(percent(now, before)),
            Of::Difference => self.plainly(quantity, unit, (now - before).abs()),
            Of::Reached => self.hand.percent(now),
            Of::Since => self.hand.write(quantity, unit, self.sum_since(number), chance),
            Of::Target => {
                let (verb, written) = self.target(quantity, unit, now, chance);
                writer.push(verb);
                written
            }
        };
        let about = match of {
            Of::Now | Of::Grown => about(actual, self.year, true, now),
            Of::Before => about(actual, self.year - 1, true, before),
            Of::Percent => {
                writer.push(if grew { "增长" } else { "下降" });
                about(actual, self.year, false, written.value)
            }
            Of::Difference => {
                writer.push(if grew { "增加" } else { "减少" });
                about(actual, self.year, false, (now - before).abs())
            }
            Of::Reached => {
                writer.push(if grew { "提高到" } else { "降至" });
                about(actual, self.year, true, now)
            }
            Of::Target => about(FigureStatus::Target, self.year + 1, true, written.value),
            Of::Since => About { since: Some(self.plan_began()), ..about(actual, self.year, true, self.sum_since(number)) },
        };
        writer.figure(&written, about);
        written.value
    }

    /// The number as it is: an amount in 万元, anything else in its unit.
    fn plainly(&self, quantity: &Quantity, unit: &str, value: f64) -> Written {
        if quantity.is_percent() {
            self.hand.percent(value)
        } else if quantity.has(Habit::Money) {
            self.hand.amount(unit, value)
        } else {
            self.hand.count(unit, value)
        }
    }

    fn target(&self, quantity: &Quantity, unit: &str, now: f64, chance: &mut Chance) -> (&'static str, Written) {
        if quantity.is_percent() {
            let aims = [85.0, 90.0, 95.0, 98.0, 99.0];
            let aim = aims.into_iter().find(|aim| *aim >= now - 2.0).unwrap_or(100.0);
            return self.hand.target(unit, aim, chance);
        }
        let step = if now >= 1000.0 {
            100.0
        } else if now >= 40.0 {
            10.0
        } else {
            1.0
        };
        self.hand.target(unit, ((now * 1.05) / step).ceil() * step, chance)
    }

    /// The first year of the plan of legal education: 一五 began in 1986, each lasts five years.
    fn plan_began(&self) -> i32 {
        self.year - (self.year - 1986).rem_euclid(5)
    }

    fn sum_since(&self, number: usize) -> f64 {
        let earlier = self.plan_began()..self.year;
        let earlier = earlier.map(|year| Facts::of(self.grammar, self.seed, self.number, year).get(number));
        earlier.sum::<f64>() + self.now.get(number)
    }

    /// A number of a table: this year's or that of the year before, without its unit.
    pub fn cell(&self, number: usize, last_year: bool, writer: &mut Writer) {
        let quantity = self.quantity(number);
        let unit = self.unit(quantity);
        let exact = if last_year { self.last_year(number) } else { self.now.get(number) };
        let written = Written { unit: unit.to_owned(), ..self.hand.count("", exact) };
        writer.figure(
            &written,
            About {
                topic: quantity.topic,
                status: FigureStatus::Actual,
                year: self.year - i32::from(last_year),
                indicator: quantity.is.clone(),
                since: None,
                exact,
            },
        );
    }

    /// The value of the year before. A later report sometimes knows it better than the report of that year did.
    fn last_year(&self, number: usize) -> f64 {
        let before = self.before.get(number);
        let quantity = self.quantity(number);
        let purpose = [REVISED, self.number as u64, number as u64, self.year as u64];
        let mut chance = Chance::new(self.seed, &purpose);
        if !chance.happens(15) || before < 40.0 || quantity.is_percent() || quantity.has(Habit::Money) {
            return before;
        }
        before + (before * chance.between((0.004, 0.02))).ceil()
    }

    /// A county keeps to a measure word, and uses the same one for a whole and its parts.
    pub fn unit<'u>(&self, quantity: &'u Quantity) -> &'u str {
        let family = quantity.topic as u64;
        let mut chance = Chance::new(self.seed, &[UNIT, self.number as u64, family]);
        let second = chance.happens(30);
        let at = usize::from(second).min(quantity.unit.len() - 1);
        &quantity.unit[at]
    }

    fn word(&self, word: Word) -> String {
        let kind = self.place.kind;
        let said = match word {
            Word::Kind => match kind {
                CountyKind::District => "区",
                CountyKind::CountyLevelCity => "市",
                _ => "县",
            },
            Word::Name => &self.place.name,
            Word::Prefecture => self.place.prefecture.as_ref().map_or("上级", |prefecture| &prefecture.name),
            Word::Township => match kind {
                CountyKind::District => "镇（街道）",
                CountyKind::CountyLevelCity => "乡镇（街道）",
                _ => "乡镇",
            },
            Word::Village => "村（社区）",
            Word::Year => return self.year.to_string(),
            Word::LastYear => return (self.year - 1).to_string(),
            Word::NextYear => return (self.year + 1).to_string(),
            Word::Education => return format!("{}五", chinese(((self.plan_began() - 1981) / 5).max(1) as u32, "")),
        };
        said.to_owned()
    }
}

/// How much more or less, in percent with one decimal.
fn percent(now: f64, before: f64) -> f64 {
    ((now - before).abs() / before * 1000.0).round() / 10.0
}
