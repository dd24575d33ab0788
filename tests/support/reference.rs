//! A few places and indicators, enough for tests of the store.

// Every test that includes this file uses a part of it.
#![allow(dead_code)]

use super::database::Scratch;
use extract::{catalogue::Catalogue, places::Places};
use fazhi::store::Store;

/// Two provinces, two prefectures, five counties; two of them share a name.
pub const DIVISIONS: &str = "\
code,name,short_name,name_en,kind,prefecture_code,prefecture,prefecture_en,province_code,province,province_en
140821,临猗县,临猗,Linyi County,COUNTY,140800,运城市,Yuncheng,140000,山西省,Shanxi
140822,万荣县,万荣,Wanrong County,COUNTY,140800,运城市,Yuncheng,140000,山西省,Shanxi
140881,永济市,永济,Yongji City,COUNTY_LEVEL_CITY,140800,运城市,Yuncheng,140000,山西省,Shanxi
640324,同心县,同心,Tongxin County,COUNTY,640300,吴忠市,Wuzhong,640000,宁夏回族自治区,Ningxia
640302,利通区,利通,Litong District,DISTRICT,640300,吴忠市,Wuzhong,640000,宁夏回族自治区,Ningxia
";

/// A tree of three, and one beside it.
pub const CATALOGUE: &str = r#"
[[indicator]]
code = "mediation"
topic = "MEDIATION"
measure = "COUNT"
unit = "件"
name = "调解案件"
name_en = "Mediation cases"
description = "All cases."
wordings = ["调解#"]
examples = ["全年调解[30件=30]。", "共调解[31件=31]。", "调解[32件=32]。"]

[[indicator]]
code = "mediation.resolved"
parent = "mediation"
topic = "MEDIATION"
measure = "COUNT"
unit = "件"
name = "化解纠纷"
name_en = "Disputes resolved"
description = "Resolved."
wordings = ["化解#"]
examples = ["化解[30件=30]。", "共化解[31件=31]。", "全年化解[32件=32]。"]

[[indicator]]
code = "mediation.rate"
parent = "mediation"
topic = "MEDIATION"
measure = "RATE"
unit = "%"
name = "调解成功率"
name_en = "Success rate"
description = "Share."
wordings = ["成功率#"]
examples = ["成功率[98%=98]。", "成功率[97%=97]。", "成功率[96%=96]。"]

[[indicator]]
code = "litigation.cases"
topic = "LITIGATION"
measure = "COUNT"
unit = "件"
name = "行政诉讼案件"
name_en = "Lawsuits"
description = "Lawsuits."
wordings = ["诉讼#"]
examples = ["诉讼[3件=3]。", "诉讼[4件=4]。", "诉讼[5件=5]。"]
"#;

/// The places of [`DIVISIONS`].
pub fn places() -> Places {
    Places::parse(DIVISIONS, "name,code,current_code\n").expect("places")
}

/// The catalogue of [`CATALOGUE`].
pub fn catalogue() -> Catalogue {
    Catalogue::parse(CATALOGUE).expect("a catalogue")
}

/// A store over a new database, migrated, with places and catalogue.
pub async fn prepared(scratch: &Scratch) -> Store {
    let store = scratch.connect().await;
    store.migrate().await.expect("migrated");
    store.synchronise(&places(), &catalogue()).await.expect("synchronised");
    store
}
