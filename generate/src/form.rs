//! How a report looks: its head, its outline, its lines.

use crate::chance::Chance;
use crate::numeral::Hand;

/// What stands above the text, and below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dress {
    /// A document of the government: number, signatory, addressee; issuer and date at its foot.
    Official,
    /// The title; issuer and date at the foot.
    Signed,
    /// A page of a site: index number, date of publication, buttons.
    Page,
    /// Nothing but the title.
    Bare,
}

/// How the text is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outline {
    /// 一、 （一） 1.
    Three,
    /// 一、 （一）, and 一是 in the paragraph below.
    Items,
    /// 一、 （一） with its text on the same line.
    Two,
    /// 一、 for every part of the work, and paragraphs.
    Flat,
    /// One paragraph with 一是, 二是.
    Single,
}

/// How a report looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    pub dress: Dress,
    pub outline: Outline,
    pub hand: Hand,
    /// Lines end after so many characters, and pages have numbers, as the text of a PDF has.
    pub broken: Option<usize>,
    /// Lines end as on Windows.
    pub windows: bool,
    /// Paragraphs begin with two wide spaces.
    pub indented: bool,
    /// A table compares the year with the one before.
    pub table: bool,
    /// The date at the foot is 二〇二二年一月十日.
    pub chinese_date: bool,
}

impl Form {
    /// A county keeps a form for some years; the hand of a report is that of who wrote it.
    pub fn of(lasting: &mut Chance, passing: &mut Chance) -> Self {
        let dress = [Dress::Official, Dress::Signed, Dress::Page, Dress::Bare];
        let outline =
            [Outline::Three, Outline::Items, Outline::Two, Outline::Flat, Outline::Three, Outline::Items, Outline::Single];
        let dress = *lasting.one_of(&dress).unwrap_or(&Dress::Bare);
        let outline = *lasting.one_of(&outline).unwrap_or(&Outline::Three);
        let broken = lasting.happens(20) && outline != Outline::Single;
        let width = 30 + lasting.below(12);
        Self {
            dress,
            outline,
            hand: Hand {
                commas: passing.happens(12),
                chinese: passing.happens(35),
                spaces: broken && passing.happens(50),
                wide: passing.happens(4),
            },
            broken: broken.then_some(width),
            table: lasting.happens(15) && !broken && outline != Outline::Single,
            windows: lasting.happens(10),
            indented: lasting.happens(40),
            chinese_date: lasting.happens(20),
        }
    }
}
