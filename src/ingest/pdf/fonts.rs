//! Fonts: which bytes are one sign, which characters it is, and how wide.

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{
    self, Array, Dict, Name, Object, Stream,
    dict::keys::{
        BASE_ENCODING, CIDSYSTEMINFO, DESCENDANT_FONTS, DIFFERENCES, DW, ENCODING, ORDERING, REGISTRY, SUBTYPE, TO_UNICODE,
    },
};
use std::{collections::HashMap, fmt, ops::RangeInclusive};
use unicode_normalization::UnicodeNormalization;

use super::names;

/// Widths of a font that are kept.
const MOST_WIDTHS: usize = 70_000;

/// A sign that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sign {
    /// How many bytes it took.
    pub bytes: usize,
    /// The number they make.
    pub code: u32,
    /// Its characters; none where the font does not tell.
    pub text: Option<String>,
    /// How far it moves on, in parts of its size.
    pub width: f64,
}

/// A font.
pub(super) struct Font {
    kind: Kind,
    to_unicode: Option<CMap>,
    widths: Widths,
}

enum Kind {
    /// One byte a sign.
    Simple(HashMap<u8, String>),
    /// One to four bytes a sign: first to a number in a collection (CID), then to a character.
    Composite(Box<Composite>),
}

struct Composite {
    encoding: CMap,
    collection: Option<CMap>,
}

impl fmt::Debug for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Font")
    }
}

/// Widths in thousandths of the size.
#[derive(Debug, Default)]
struct Widths {
    single: HashMap<u32, f64>,
    ranges: Vec<(RangeInclusive<u32>, f64)>,
    usual: f64,
}

impl Widths {
    fn of(&self, code: u32) -> f64 {
        let ranged = || self.ranges.iter().find(|(range, _)| range.contains(&code)).map(|(_, width)| *width);
        self.single.get(&code).copied().or_else(ranged).unwrap_or(self.usual) / 1000.0
    }
}

impl Font {
    /// Reads a font; none where it says nothing that can be used.
    pub fn read(dict: &Dict<'_>) -> Option<Font> {
        let to_unicode = dict.get::<Stream<'_>>(TO_UNICODE).and_then(|stream| {
            let data = stream.decoded_data().ok()?;
            CMap::parse(&data, load_embedded)
        });
        if dict.get::<Name<'_>>(SUBTYPE)?.as_ref() != b"Type0" {
            let widths = simple_widths(dict);
            return Some(Font { kind: Kind::Simple(simple_encoding(dict)), to_unicode, widths });
        }
        let encoding = encoding(&dict.get::<Object<'_>>(ENCODING)?)?;
        let descendant = dict.get::<Array<'_>>(DESCENDANT_FONTS)?.iter::<Dict<'_>>().next()?;
        let by_encoding = encoding.metadata().character_collection.as_ref().map(|collection| collection.family.clone());
        let family = by_encoding.filter(|family| *family != CidFamily::AdobeIdentity).or_else(|| family(&descendant));
        let collection = family.and_then(|family| predefined(family.ucs2_cmap()?));
        let kind = Kind::Composite(Box::new(Composite { encoding, collection }));
        Some(Font { kind, to_unicode, widths: composite_widths(&descendant) })
    }

    /// Whether its lines run from top to bottom.
    pub fn vertical(&self) -> bool {
        match &self.kind {
            Kind::Composite(font) => font.encoding.metadata().writing_mode == Some(WritingMode::Vertical),
            Kind::Simple(_) => false,
        }
    }

    /// The first sign of some bytes.
    pub fn next(&self, bytes: &[u8]) -> Sign {
        let first = bytes.first().copied().unwrap_or(0);
        match &self.kind {
            Kind::Simple(encoding) => {
                let code = u32::from(first);
                let text = self.mapped(code).or_else(|| encoding.get(&first).cloned());
                Sign { bytes: 1, code, text, width: self.widths.of(code) }
            }
            Kind::Composite(font) => {
                let Composite { encoding, collection } = &**font;
                let (code, length, cid) = composite(encoding, bytes);
                let by_collection =
                    || Some(characters(collection.as_ref()?.lookup_bf_string(cid?)?)).filter(|text| !text.is_empty());
                let text = self.mapped(code).or_else(by_collection);
                Sign { bytes: length, code, text, width: self.widths.of(cid.unwrap_or(0)) }
            }
        }
    }

    /// The characters that the font itself gives to a code.
    fn mapped(&self, code: u32) -> Option<String> {
        let text = characters(self.to_unicode.as_ref()?.lookup_bf_string(code)?);
        (!text.is_empty() && !text.contains(['\0', '\u{fffd}'])).then_some(text)
    }
}

/// The code at the start of some bytes, its length and its number in the collection.
fn composite(encoding: &CMap, bytes: &[u8]) -> (u32, usize, Option<u32>) {
    let mut code = 0;
    for (at, byte) in bytes.iter().take(4).enumerate() {
        code = code << 8 | u32::from(*byte);
        let length = at + 1;
        if let Some(cid) = encoding.lookup_cid_code(code, length as u8) {
            return (code, length, Some(cid));
        }
    }
    // Nearly all encodings of Chinese have two bytes a sign.
    let two = bytes.iter().take(2).fold(0, |code, byte| code << 8 | u32::from(*byte));
    (two, bytes.len().min(2), None)
}

/// One form for each character: fonts give the first of several that look the same, so that 一 comes as the radical ⼀.
fn characters(found: BfString) -> String {
    let text = match found {
        BfString::Char(character) => character.to_string(),
        BfString::String(text) => text,
    };
    text.chars().flat_map(one_form).collect()
}

fn one_form(character: char) -> impl Iterator<Item = char> {
    let radical = names::radical(character);
    let normalised = match character {
        // Radicals, ideographs that exist twice, ligatures.
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{fb00}'..='\u{fb06}' if radical.is_none() => {
            Some(std::iter::once(character).nfkc())
        }
        _ => None,
    };
    let other = if normalised.is_none() { Some(radical.unwrap_or(character)) } else { None };
    normalised.into_iter().flatten().chain(other)
}

fn predefined(name: CMapName<'_>) -> Option<CMap> {
    CMap::parse(load_embedded(name)?, load_embedded)
}

fn encoding(object: &Object<'_>) -> Option<CMap> {
    match object {
        Object::Name(name) => match CMapName::from_bytes(name.as_ref()) {
            CMapName::IdentityH => Some(CMap::identity_h()),
            CMapName::IdentityV => Some(CMap::identity_v()),
            name => predefined(name),
        },
        Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, load_embedded),
        _ => None,
    }
}

fn family(descendant: &Dict<'_>) -> Option<CidFamily> {
    let system = descendant.get::<Dict<'_>>(CIDSYSTEMINFO)?;
    let registry = system.get::<object::String<'_>>(REGISTRY)?;
    let ordering = system.get::<object::String<'_>>(ORDERING)?;
    Some(CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes()))
}

fn composite_widths(descendant: &Dict<'_>) -> Widths {
    let usual = descendant.get::<f64>(DW).unwrap_or(1000.0);
    let mut widths = Widths { usual, ..Widths::default() };
    let Some(array) = descendant.get::<Array<'_>>(b"W".as_slice()) else { return widths };
    let mut items = array.iter::<Object<'_>>();
    while widths.single.len() + widths.ranges.len() < MOST_WIDTHS {
        let (Some(Object::Number(first)), Some(second)) = (items.next(), items.next()) else { break };
        let first = first.as_i64().clamp(0, i64::from(u32::MAX)) as u32;
        match second {
            Object::Array(list) => {
                for (at, width) in list.iter::<f64>().take(MOST_WIDTHS).enumerate() {
                    widths.single.insert(first.saturating_add(at as u32), width);
                }
            }
            Object::Number(last) => {
                let last = last.as_i64().clamp(0, i64::from(u32::MAX)) as u32;
                let Some(Object::Number(width)) = items.next() else { break };
                widths.ranges.push((first..=last, width.as_f64()));
            }
            _ => break,
        }
    }
    // Looked through for every sign.
    widths.ranges.truncate(2_000);
    widths
}

fn simple_widths(dict: &Dict<'_>) -> Widths {
    let first = dict.get::<u32>(b"FirstChar".as_slice()).unwrap_or(0);
    let mut widths = Widths { usual: 500.0, ..Widths::default() };
    if let Some(array) = dict.get::<Array<'_>>(b"Widths".as_slice()) {
        let given = array.iter::<f64>().take(256).enumerate();
        widths.single = given.map(|(at, width)| (first.saturating_add(at as u32), width)).collect();
    }
    // A font that is drawn gives its widths in its own measure.
    if dict.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_ref() == b"Type3") {
        let scale = dict.get::<[f64; 6]>(b"FontMatrix".as_slice()).map_or(0.001, |matrix| matrix[0]) * 1000.0;
        widths.single.values_mut().for_each(|width| *width *= scale);
    }
    widths
}

/// The characters of one-byte fonts. Where nothing is said they are those of Windows, which has ASCII in it.
fn simple_encoding(dict: &Dict<'_>) -> HashMap<u8, String> {
    let object = dict.get::<Object<'_>>(ENCODING);
    let differing = match &object {
        Some(Object::Dict(dict)) => Some(dict.clone()),
        _ => None,
    };
    let base = match &object {
        Some(Object::Name(name)) => Some(name.as_ref().to_vec()),
        _ => differing.as_ref().and_then(|dict| dict.get::<Name<'_>>(BASE_ENCODING)).map(|name| name.as_ref().to_vec()),
    };
    let charset = if base.as_deref() == Some(b"MacRomanEncoding") { encoding_rs::MACINTOSH } else { encoding_rs::WINDOWS_1252 };
    let mut encoding: HashMap<u8, String> = (32..=255)
        .filter_map(|code: u8| Some((code, charset.decode_without_bom_handling_and_without_replacement(&[code])?.into_owned())))
        .collect();
    let mut code = 0_u8;
    let differences = differing.and_then(|dict| dict.get::<Array<'_>>(DIFFERENCES));
    for item in differences.iter().flat_map(|array| array.iter::<Object<'_>>()) {
        match item {
            Object::Number(number) => code = number.as_i64().clamp(0, 255) as u8,
            Object::Name(name) => {
                match names::character(name.as_str()) {
                    Some(character) => encoding.insert(code, character.to_string()),
                    None => encoding.remove(&code),
                };
                code = code.wrapping_add(1);
            }
            _ => {}
        }
    }
    encoding
}
