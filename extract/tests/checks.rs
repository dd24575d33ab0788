//! The arithmetic of reports: a sentence in, the relations found in it out.

use expect_test::{Expect, expect};
use extract::{Extractor, Hints};

fn check(sentence: &str, expected: &Expect) {
    let extractor = Extractor::bundled().unwrap();
    let text = format!("临猗县2021年法治政府建设工作报告\n一、主要工作\n{sentence}\n");
    let document = extractor.extract(&text, &Hints::default()).unwrap();
    let found: Vec<String> =
        document.checks.iter().map(|check| format!("{} {}: {}\n", check.rule, check.status, check.statement)).collect();
    expected.assert_eq(&found.concat());
}

#[test]
fn parts_behind_their_total() {
    check(
        "全年办结67件，其中不予受理11件，终止25件、维持12件、撤销10件、确认违法8件、驳回1件。",
        &expect![[r#"
        PARTS_SUM_TO_TOTAL PASSED: 11 + 25 + 12 + 10 + 8 + 1 = 67件
    "#]],
    );
    check(
        "共受理诉求2168件，当场答复893件，转办1275件。",
        &expect![[r#"
        PARTS_SUM_TO_TOTAL PASSED: 893 + 1275 = 2168件
    "#]],
    );
    check(
        "共审查78件，其中规范性文件3件，合同5件，其他70件。",
        &expect![[r#"
        PARTS_SUM_TO_TOTAL PASSED: 3 + 5 + 70 = 78件
    "#]],
    );
    check(
        "共审查80件，其中规范性文件3件，合同5件，其他70件。",
        &expect![[r#"
        PARTS_SUM_TO_TOTAL FAILED: 3 + 5 + 70 = 78件，而总数写作80
    "#]],
    );
    check(
        "从中筛出260件政策文件和122件规范性文件，废止158件、失效76件、修改29件、保留119件。",
        &expect![[r#"
        PARTS_SUM_TO_TOTAL PASSED: 158 + 76 + 29 + 119 = 260 + 122件
    "#]],
    );
}

#[test]
fn a_part_and_its_total() {
    check(
        "现有人民调解员910名，其中专职37名。",
        &expect![[r#"
        TOTAL_EXCEEDS_PART PASSED: 37名是910名的一部分
    "#]],
    );
    check(
        "现有人民调解员37名，其中专职910名。",
        &expect![[r#"
        TOTAL_EXCEEDS_PART FAILED: 910名是37名的一部分，却比它大
    "#]],
    );
    check("化解纠纷3000余件，其中疑难复杂3100件。", &expect![]);
}

#[test]
fn rates_and_their_counts() {
    check(
        "组织295名人员考试，其中267人合格，合格率90.5%。",
        &expect![[r#"
        TOTAL_EXCEEDS_PART PASSED: 267人是295名的一部分
        RATE_MATCHES_COUNTS ROUNDED: 267 ÷ 295 = 90.5085%，文中写作90.5%
    "#]],
    );
    check(
        "共评价12331件，满意的评价12316件，满意率为99.87%。",
        &expect![[r#"
        RATE_MATCHES_COUNTS ROUNDED: 12316 ÷ 12331 = 99.8784%，文中写作99.87%
    "#]],
    );
    check(
        "受理诉求2168件，当场回复893件，转办1275件，转办诉求办结1140件，办结回复率为93.80%。",
        &expect![[r#"
        PARTS_SUM_TO_TOTAL PASSED: 893 + 1275 = 2168件
        RATE_MATCHES_COUNTS ROUNDED: (893 + 1140) ÷ 2168 = 93.7731%，文中写作93.80%
    "#]],
    );
    check(
        "调解案件40件，调解成功38件，调解成功率95%。",
        &expect![[r#"
        RATE_MATCHES_COUNTS PASSED: 38 ÷ 40 = 95%，文中写作95%
    "#]],
    );
}

#[test]
fn what_is_not_meant_to_add_up_is_no_failure() {
    check("受理案件100件，审结不服处罚的2件，其中维持5件。", &expect![]);
    check(
        "受理案件100件，其中妇女30件、老年人20件。",
        &expect![[r#"
        TOTAL_EXCEEDS_PART PASSED: 30件是100件的一部分
    "#]],
    );
    check("化解纠纷500件，同比增长12%。", &expect![]);
    check("培训20场次，650人次。", &expect![]);
    check("任务完成率达到112%，满意率98%。", &expect![]);
}
