//! The true numbers of a county in a year.

use crate::chance::Chance;
use crate::grammar::{Grammar, Habit, Quantity};
use std::collections::HashMap;

/// Purposes of chance.
const PEOPLE: u64 = 1;
const LEVEL: u64 = 2;
const NOISE: u64 = 3;

/// The year that levels are of; growth counts from it.
const LEVEL_YEAR: i32 = 2015;

/// The numbers of all quantities, in the order of the grammar. Percentages have one decimal, amounts are whole thousands of
/// yuan, everything else is whole.
#[derive(Debug, Clone)]
pub(crate) struct Facts(Vec<f64>);

impl Facts {
    /// What is true of a county in a year, whatever its reports say.
    pub fn of(grammar: &Grammar, seed: u64, county: usize, year: i32) -> Self {
        let people = people(seed, county);
        let mut facts = Self(Vec::with_capacity(grammar.quantities.len()));
        let numbers: HashMap<&str, usize> =
            grammar.quantities.iter().enumerate().map(|(at, quantity)| (quantity.key.as_str(), at)).collect();
        for (at, quantity) in grammar.quantities.iter().enumerate() {
            let mut lasting = Chance::new(seed, &[LEVEL, county as u64, at as u64]);
            let mut passing = Chance::new(seed, &[NOISE, county as u64, at as u64, year as u64]);
            let value = facts.value(grammar, quantity, &numbers, people, year, (&mut lasting, &mut passing));
            facts.0.push(value);
        }
        facts
    }

    /// The number of a quantity.
    pub fn get(&self, quantity: usize) -> f64 {
        self.0.get(quantity).copied().unwrap_or_default()
    }

    fn value(
        &self,
        grammar: &Grammar,
        quantity: &Quantity,
        numbers: &HashMap<&str, usize>,
        people: f64,
        year: i32,
        (lasting, passing): (&mut Chance, &mut Chance),
    ) -> f64 {
        // The grammar names only quantities that stand before this one.
        let known = |key: &str| numbers.get(key).map_or(0.0, |&at| self.get(at));
        let years = f64::from(year - LEVEL_YEAR);
        let noise = if quantity.has(Habit::Steady) { 0.02 } else { 0.13 };
        let mut grown = |range| {
            let level = lasting.between(range);
            let growth = (1.0 + lasting.between(quantity.growth) * years).max(0.4);
            let still = quantity.growth == (0.0, 0.0);
            level * growth * if still { 1.0 } else { passing.around(noise) }
        };
        if let Some(range) = quantity.per {
            let value = grown(range) * people;
            return if quantity.has(Habit::Money) { thousands(value) } else { value.round().max(1.0) };
        }
        if let Some(range) = quantity.flat {
            return grown(range).round().max(1.0);
        }
        if let Some((low, high)) = quantity.percent {
            // A rate that gets better year by year comes near its best and stays there.
            let level = lasting.between((low, (low + high) / 2.0));
            let gain = (high - level) * years / (years.abs() + 4.0) * if quantity.growth == (0.0, 0.0) { 0.0 } else { 1.0 };
            return tenths((level + gain + (passing.around(0.03) - 1.0) * 20.0).clamp(low, high));
        }
        if let Some((whole, low, high)) = &quantity.share {
            let usual = lasting.between((*low, *high));
            let share = (usual + passing.between((*low, *high))) / 2.0;
            return (known(whole) * share).round().min(known(whole));
        }
        if let Some((part, whole)) = &quantity.rate {
            return tenths(known(part) / known(whole).max(1.0) * 100.0);
        }
        match &quantity.parts_of {
            Some((whole, weight)) => {
                let all: Vec<&Quantity> = parts_of(grammar, whole);
                self.part(quantity, &all, known(whole), *weight, numbers, passing)
            }
            None => 0.0,
        }
    }

    /// A part of a whole: what its weight gives, and the last one what is left.
    fn part(
        &self,
        quantity: &Quantity,
        all: &[&Quantity],
        whole: f64,
        weight: f64,
        numbers: &HashMap<&str, usize>,
        passing: &mut Chance,
    ) -> f64 {
        let earlier: Vec<&&Quantity> = all.iter().take_while(|part| part.key != quantity.key).collect();
        let taken: f64 = earlier.iter().filter_map(|part| numbers.get(part.key.as_str())).map(|&at| self.get(at)).sum();
        let left = whole - taken;
        let to_come = all.len() - earlier.len();
        if to_come == 1 {
            return left;
        }
        let weights: f64 = all.iter().skip(earlier.len()).filter_map(|part| part.parts_of.as_ref()).map(|part| part.1).sum();
        // Each of those to come is left one where there are so many.
        let least = left.min(1.0);
        (left * weight / weights * passing.around(0.2)).round().clamp(least, (left - to_come as f64 + 1.0).max(least))
    }
}

fn parts_of<'a>(grammar: &'a Grammar, whole: &str) -> Vec<&'a Quantity> {
    grammar.quantities.iter().filter(|other| other.parts_of.as_ref().is_some_and(|(of, _)| of == whole)).collect()
}

/// Ten thousands of people: from a county in the mountains to a city.
fn people(seed: u64, county: usize) -> f64 {
    let mut chance = Chance::new(seed, &[PEOPLE, county as u64]);
    (chance.between((12.0, 90.0)) + chance.between((12.0, 60.0))) / 2.0
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Above a hundred million, whole millions.
fn thousands(value: f64) -> f64 {
    let unit = if value >= 1e8 { 1e6 } else { 1e3 };
    (value / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use super::Facts;
    use crate::grammar::Grammar;

    #[test]
    fn parts_add_up_and_no_part_exceeds_its_whole() {
        let grammar = Grammar::bundled().unwrap();
        let number = |key: &str| grammar.quantities.iter().position(|quantity| quantity.key == key).unwrap();
        for county in 0..crate::MOST_COUNTIES {
            let facts = Facts::of(&grammar, county as u64 % 3, county, 2005 + county as i32 % 30);
            for (at, quantity) in grammar.quantities.iter().enumerate() {
                let value = facts.get(at);
                assert!(value >= 0.0 && value.is_finite(), "{} of {county}: {value}", quantity.key);
                if let Some((whole, _)) = &quantity.parts_of {
                    let parts = super::parts_of(&grammar, whole);
                    let sum: f64 = parts.iter().map(|part| facts.get(number(&part.key))).sum();
                    assert_eq!(sum, facts.get(number(whole)), "{whole} of {county}");
                }
                if let Some((whole, ..)) = &quantity.share {
                    assert!(value <= facts.get(number(whole)), "{} of {county}", quantity.key);
                }
                if quantity.is_percent() {
                    assert!(value <= 100.0, "{} of {county}: {value}", quantity.key);
                }
            }
        }
    }

    #[test]
    fn the_numbers_of_a_county_grow_and_waver_but_do_not_jump() {
        let grammar = Grammar::bundled().unwrap();
        let disputes = grammar.quantities.iter().position(|quantity| quantity.key == "disputes").unwrap();
        for county in 0..50 {
            let years: Vec<f64> = (2015..2025).map(|year| Facts::of(&grammar, 7, county, year).get(disputes)).collect();
            assert!(years.windows(2).all(|pair| (0.6..1.7).contains(&(pair[1] / pair[0]))), "{years:?}");
        }
    }
}
