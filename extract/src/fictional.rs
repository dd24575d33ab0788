//! Counties that do not exist, for reports that nobody issued.
//!
//! The rule is all there is of them: a number gives name, code and whereabouts, and no table has to be kept or handed on.
//! GB/T 2260 numbers the regions of China from 1 to 8; a code that begins with 99 is, and stays, nobody's. A county of these
//! is found only in a text that says of itself that it is fictional, and only databases that have such a text have them.

use crate::places::{County, CountyKind, Division};
use std::{collections::HashMap, sync::LazyLock};

/// How a text begins that was made up; what follows may say so in more words.
pub const MARK: &str = "【FICTIONAL】";

/// The code of the province that all of them lie in.
pub const PROVINCE: &str = "990000";

/// How many counties there are: more than China has.
pub const COUNTIES: usize = 64 * 63;

/// The first characters of names, and their readings. There are 64, and 63 second ones: numbers without a common divisor, so
/// that counting through both at once gives every pair.
const FIRST: &str = "霁Ji 溯Su 澹Dan 翊Yi 旻Min 皓Hao 鹤He 鹭Lu 雁Yan 麓Lu 岚Lan 汀Ting 芷Zhi 荻Di 菀Wan 槿Jin 桐Tong 枫Feng \
    松Song 柏Bai 杉Shan 栎Li 檀Tan 橘Ju 柚You 梨Li 杏Xing 榆Yu 藜Li 萱Xuan 蕙Hui 蓼Liao 葵Kui 菡Han 藿Huo 茗Ming 砚Yan 瑶Yao \
    琅Lang 珞Luo 瑾Jin 璞Pu 珀Po 琥Hu 曦Xi 晞Xi 暮Mu 曙Shu 朔Shuo 望Wang 弦Xian 霓Ni 虹Hong 霜Shuang 雪Xue 霖Lin 雾Wu 霭Ai \
    翎Ling 星Xing 辰Chen 萤Ying 风Feng 溪Xi";
/// The second characters.
const SECOND: &str = "沐mu 隐yin 听ting 憩qi 栖qi 泊bo 漪yi 澜lan 滟yan 潋lian 渺miao 汐xi 涟lian 淙cong 漱shu 泠ling 浣huan \
    渟ting 堰yan 埠bu 坞wu 岑cen 岫xiu 岐qi 岬jia 峤jiao 峦luan 嶂zhang 嶙lin 崖ya 屿yu 渚zhu 洲zhou 浦pu 湾wan 汊cha 滩tan \
    渡du 津jin 桥qiao 亭ting 榭xie 阁ge 坪ping 垭ya 塬yuan 垣yuan 圩wei 墟xu 陌mo 畈fan 畴chou 野ye 畔pan 隅yu 陂bei 陬zou \
    岩yan 磴deng 砾li 碛qi 泽ze 滨bin";
/// The characters of prefectures.
const PREFECTURE_FIRST: &str = "苍Cang 靛Dian 玄Xuan 素Su 绯Fei 缃Xiang 黛Dai 皎Jiao";
const PREFECTURE_SECOND: &str = "屏ping 峡xia 阙que 岭ling 泉quan 原yuan 川chuan 台tai";

/// All of them, made when the first is asked for.
static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

struct Table {
    /// By number.
    counties: &'static [County],
    by_code: HashMap<&'static str, usize>,
    /// By full name and by short name, which are both unique.
    by_name: HashMap<&'static str, usize>,
}

/// All of them, by number: the first few are those of every set of reports, however small.
pub fn counties() -> &'static [County] {
    TABLE.counties
}

/// The one with this code.
pub fn county(code: &str) -> Option<&'static County> {
    is_code(code).then(|| TABLE.by_code.get(code).map(|&number| &TABLE.counties[number])).flatten()
}

/// The one with this name, the full one or the short one.
pub fn named(name: &str) -> Option<&'static County> {
    TABLE.by_name.get(name).map(|&number| &TABLE.counties[number])
}

/// The prefecture with this code.
pub fn prefecture(code: &str) -> Option<&'static Division> {
    let number: usize = code.strip_prefix("99")?.strip_suffix("00")?.parse().ok()?;
    // The first two counties lie in the first prefecture, the next two in the second.
    let prefecture = counties().get(number.checked_sub(1)? * 2)?.prefecture.as_ref();
    prefecture.filter(|found| found.code == code)
}

/// Whether a code is of the kind that no place has.
pub fn is_code(code: &str) -> bool {
    code.starts_with("99")
}

/// Whether a text says of itself that it is made up.
pub fn is_marked(text: &str) -> bool {
    text.trim_start_matches(['\u{feff}']).trim_start().starts_with(MARK)
}

/// The last county that a text names in full.
pub(crate) fn last_named_in(text: &str) -> Option<&'static County> {
    let kinds = text.char_indices().rev().filter(|(_, character)| matches!(character, '县' | '区' | '市'));
    kinds.into_iter().find_map(|(at, kind)| {
        let mut before = text[..at].char_indices().rev();
        let start = before.nth(1)?.0;
        named(&text[start..at + kind.len_utf8()])
    })
}

impl Table {
    fn new() -> Self {
        let (first, second) = (syllables(FIRST), syllables(SECOND));
        let (upper, lower) = (syllables(PREFECTURE_FIRST), syllables(PREFECTURE_SECOND));
        let province =
            Division { code: PROVINCE.to_owned(), name: "虚构省".to_owned(), name_en: "Fictional Province".to_owned() };
        let counties = (0..COUNTIES).map(|number| {
            // Two neighbours share a prefecture; names that follow each other have nothing in common.
            let prefecture = number / 2 % 64;
            let (a, b) = (first[37 * number % 64], second[25 * number % 63]);
            let (c, d) = (upper[prefecture % 8], lower[(prefecture / 8 + prefecture) % 8]);
            let (kind, ending, kind_en) = match number % 6 {
                3 => (CountyKind::District, "区", "District"),
                5 => (CountyKind::CountyLevelCity, "市", "City"),
                _ => (CountyKind::County, "县", "County"),
            };
            County {
                code: format!("99{:02}{:02}", prefecture + 1, 21 + number / 128 * 2 + number % 2),
                name: format!("{}{}{ending}", a.0, b.0),
                short_name: format!("{}{}", a.0, b.0),
                name_en: format!("{}{} {kind_en}", a.1, b.1),
                kind,
                prefecture: Some(Division {
                    code: format!("99{:02}00", prefecture + 1),
                    name: format!("{}{}市", c.0, d.0),
                    name_en: format!("{}{}", c.1, d.1),
                }),
                province: province.clone(),
            }
        });
        // The table lives as long as the program: names and codes can be borrowed from it.
        let counties: &'static [County] = Vec::leak(counties.collect());
        let by_code = counties.iter().enumerate().map(|(number, county)| (county.code.as_str(), number)).collect();
        let by_name = counties
            .iter()
            .enumerate()
            .flat_map(|(number, county)| [(county.name.as_str(), number), (county.short_name.as_str(), number)])
            .collect();
        Self { counties, by_code, by_name }
    }
}

/// Characters and their readings: 霁Ji.
fn syllables(list: &str) -> Vec<(&str, &str)> {
    list.split_whitespace().map(|it| it.split_at(it.chars().next().map_or(0, char::len_utf8))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::Places;
    use std::collections::HashSet;

    #[test]
    fn every_county_has_a_code_and_a_name_of_its_own() {
        let codes: HashSet<_> = counties().iter().map(|county| &county.code).collect();
        let names: HashSet<_> = counties().iter().map(|county| &county.short_name).collect();
        assert_eq!((codes.len(), names.len()), (COUNTIES, COUNTIES));
        for county in counties() {
            assert!(county.code.len() == 6 && is_code(&county.code), "{county:?}");
            assert_eq!(super::county(&county.code), Some(county));
            assert_eq!(named(&county.name), Some(county));
            let prefecture = county.prefecture.as_ref().unwrap();
            assert_eq!(super::prefecture(&prefecture.code), Some(prefecture));
        }
    }

    #[test]
    fn no_place_has_one_of_the_names_or_codes() {
        let places = Places::bundled().unwrap();
        let areas: HashSet<&str> = places
            .counties()
            .iter()
            .flat_map(|county| county.prefecture.iter().chain([&county.province]))
            .map(|area| area.name.as_str())
            .collect();
        let real: HashSet<&str> = places.names().iter().map(|name| name.text.as_str()).collect();
        for county in counties() {
            let prefecture = county.prefecture.as_ref().unwrap();
            for name in [&county.name, &county.short_name, &prefecture.name] {
                assert!(!real.contains(name.as_str()) && !areas.contains(name.as_str()), "{name} exists");
            }
        }
        assert!(places.counties().iter().all(|county| !is_code(&county.code)));
    }

    #[test]
    fn names_and_whereabouts_read_like_those_of_counties() {
        let said: Vec<_> = counties()[..6]
            .iter()
            .map(|it| format!("{} {} {} {}", it.code, it.name, it.name_en, it.prefecture.as_ref().unwrap().name))
            .collect();
        let said = said.join("\n");
        expect_test::expect![[r#"
            990121 霁沐县 Jimu County 苍屏市
            990122 瑶峤县 Yaojiao County 苍屏市
            990221 岚畈县 Lanfan County 靛峡市
            990222 曙涟区 Shulian District 靛峡市
            990321 杉渡县 Shandu County 玄阙市
            990322 霭滨市 Aibin City 玄阙市"#]]
        .assert_eq(&said);
    }

    #[test]
    fn the_last_name_of_a_text_is_found() {
        let (a, b) = (&counties()[0], &counties()[1]);
        assert_eq!(last_named_in(&format!("{}{}2021年法治政府建设报告", a.name, b.name)), Some(b));
        assert_eq!(last_named_in("全县工作，县政府、市区"), None);
        assert_eq!(last_named_in("县"), None);
    }
}
