//! A small world: two counties, three reports, written for the tests.

// Every test that includes this file uses a part of it.
#![allow(dead_code, unused_imports, unused_macros)]

use extract::{
    Extractor,
    document::{CheckRule, CheckStatus, Document, FigureStatus, Qualifier, SectionKind, Topic},
};
use fazhi::store::{Edition, NewReport, NewSource, Store};
use std::sync::{Arc, OnceLock};

use crate::written::{Stated, Written};

pub const LINYI: (&str, &str) = ("140821", "临猗县");
pub const TONGXIN: (&str, &str) = ("640324", "同心县");

/// The extractor of the program: places and catalogue.
pub fn extractor() -> Arc<Extractor> {
    static MADE: OnceLock<Arc<Extractor>> = OnceLock::new();
    MADE.get_or_init(|| Arc::new(Extractor::bundled().expect("places and catalogue"))).clone()
}

/// Tables, places, catalogue: a database without reports.
pub async fn prepare(store: &Store) {
    let extractor = extractor();
    store.migrate().await.expect("migrate");
    store.synchronise(extractor.places(), extractor.catalogue()).await.expect("synchronise");
}

/// The reports of the small world.
pub async fn fill(store: &Store) {
    for (name, written, edition) in [
        ("linyi-2021.txt", linyi_2021(), Edition::Original),
        ("linyi-2022.txt", linyi_2022(), Edition::Original),
        ("tongxin-2021.txt", tongxin_2021(), Edition::Digest),
    ] {
        save(store, name, written, edition).await;
    }
}

/// Stores what was written.
pub async fn save(store: &Store, name: &str, (text, document): (String, Document), edition: Edition) {
    let mut source = NewSource::new(name, "text/plain", text.as_bytes(), &text).expect("source");
    source.charset = Some("UTF-8".to_owned());
    store.save_report(&NewReport { source, document, edition }).await.expect("save");
}

fn linyi_2021() -> (String, Document) {
    Written::new(LINYI, 2021, "临猗县2021年度法治政府建设情况报告")
        .metadata(|report| {
            report.document_number = Some("临字〔2022〕6号".to_owned());
            report.signatory = Some("王某".to_owned());
            report.addressee = Some("市委".to_owned());
            report.signed_on = Some("2022-01-20".to_owned());
        })
        .section("0", "", "", SectionKind::Preamble)
        .says("现将有关情况报告如下。")
        .section("1", "一、", "主要工作", SectionKind::Achievements)
        .section("1.1", "（一）", "化解矛盾", SectionKind::Achievements)
        .states("全县共有人民调解员{}。", Stated::new("1200名", 1200.0, "名", "人民调解员").of("mediation.mediators"))
        .section("1.1.1", "一是", "多元调处。", SectionKind::Achievements)
        .states(
            "全年化解纠纷{}。",
            Stated {
                qualifier: Qualifier::MoreThan,
                ..Stated::new("2000余件", 2000.0, "件", "化解纠纷").of("mediation.disputes.resolved")
            },
        )
        .states(
            "其中镇级中心化解{}。",
            Stated { scope: Some("镇级中心"), ..Stated::new("300件", 300.0, "件", "镇级中心化解纠纷") },
        )
        .section("1.2", "（二）", "普法宣传", SectionKind::Achievements)
        .states(
            "举办讲座{}。",
            Stated {
                topic: Topic::LegalEducation,
                value_high: Some(40.0),
                qualifier: Qualifier::About,
                ..Stated::new("30至40场", 30.0, "场", "法治讲座")
            },
        )
        .section("2", "二、", "存在不足", SectionKind::Problems)
        .says("队伍还不够强。")
        .section("3", "三、", "下步打算", SectionKind::Plans)
        .states(
            "力争调解成功率达到{}。",
            Stated {
                status: FigureStatus::Target,
                year: Some(2022),
                ..Stated::new("98%", 98.0, "%", "调解成功率").of("mediation.success_rate")
            },
        )
        .check(CheckRule::TotalExceedsPart, CheckStatus::Passed, "300件是2000件的一部分", (2000.0, 300.0), &[1, 2])
        .check(CheckRule::RateMatchesCounts, CheckStatus::Rounded, "267 ÷ 295 = 90.5085%，文中写作90.5%", (90.5, 90.508475), &[])
        .done()
}

fn linyi_2022() -> (String, Document) {
    Written::new(LINYI, 2022, "临猗县2022年度法治政府建设情况报告")
        .section("1", "一、", "主要工作", SectionKind::Achievements)
        .states("全县人民调解员增加到{}。", Stated::new("1500名", 1500.0, "名", "人民调解员").of("mediation.mediators"))
        .states(
            "上年化解纠纷{}。",
            Stated {
                year: Some(2021), ..Stated::new("2050件", 2050.0, "件", "化解纠纷").of("mediation.disputes.resolved")
            },
        )
        .done()
}

fn tongxin_2021() -> (String, Document) {
    Written::new(TONGXIN, 2021, "同心县2021年法治政府建设报告")
        .section("1", "一、", "工作开展", SectionKind::Achievements)
        .states("调解矛盾纠纷{}。", Stated::new("3890件", 3890.0, "件", "矛盾纠纷").of("mediation.disputes.resolved"))
        .check(CheckRule::PartsSumToTotal, CheckStatus::Failed, "3000 + 800 = 3800件，而总数写作3890", (3890.0, 3800.0), &[0])
        .done()
}

/// Counties, as many as wanted, each with two reports of four sections with three figures each.
pub async fn many(store: &Store, counties: usize) {
    let extractor = extractor();
    for county in extractor.places().counties().iter().take(counties) {
        for year in [2020, 2021] {
            let mut report = Written::new((&county.code, &county.name), year, &format!("{}{year}年度报告", county.name));
            for section in 1..=4 {
                report = report.section(&section.to_string(), "一、", "工作", SectionKind::Achievements);
                for n in 1..=3 {
                    let stated = Stated::new("12件", f64::from(n), "件", "化解纠纷");
                    report = report.states("化解{}。", stated.of("mediation.disputes.resolved"));
                }
            }
            save(store, &format!("{}-{year}.txt", county.code), report.done(), Edition::Fictional).await;
        }
    }
}
