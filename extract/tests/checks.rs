//! The arithmetic of reports: a sentence in, the relations found in it out.

use expect_test::{Expect, expect};
use extract::{Extractor, Hints};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::bundled().unwrap());

fn check(sentence: &str, expected: &Expect) {
    let text = format!("临猗县2021年法治政府建设工作报告\n一、主要工作\n{sentence}\n");
    let document = EXTRACTOR.extract(&text, &Hints::default()).unwrap();
    let found: Vec<String> =
        document.checks.iter().map(|check| format!("{} {}: {}\n", check.rule, check.status, check.statement)).collect();
    expected.assert_eq(&found.concat());
}

#[test]
fn parts_behind_their_total() {
    check(
        "复议案件审结58件，其中维持21件、撤销9件、终止17件、驳回8件、不予受理3件。",
        &expect![[r#"
            PARTS_SUM_TO_TOTAL PASSED: 21 + 9 + 17 + 8 + 3 = 58件
        "#]],
    );
    check(
        "共收到诉求1520件，当场答复620件，转交900件。",
        &expect![[r#"
            PARTS_SUM_TO_TOTAL PASSED: 620 + 900 = 1520件
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
        "对210件政策文件和95件规范性文件逐件清理，废止140件、失效60件、修改25件、保留80件。",
        &expect![[r#"
            PARTS_SUM_TO_TOTAL PASSED: 140 + 60 + 25 + 80 = 210 + 95件
        "#]],
    );
}

#[test]
fn a_part_and_its_total() {
    check(
        "现有人民调解员860名，其中专职52名。",
        &expect![[r#"
            TOTAL_EXCEEDS_PART PASSED: 52名是860名的一部分
        "#]],
    );
    check(
        "现有人民调解员52名，其中专职860名。",
        &expect![[r#"
            TOTAL_EXCEEDS_PART FAILED: 860名是52名的一部分，却比它大
        "#]],
    );
    check("化解纠纷3000余件，其中疑难复杂3100件。", &expect![]);
}

#[test]
fn rates_and_their_counts() {
    check(
        "参加考试的有312人，其中289人合格，合格率92.6%。",
        &expect![[r#"
            TOTAL_EXCEEDS_PART PASSED: 289人是312人的一部分
            RATE_MATCHES_COUNTS ROUNDED: 289 ÷ 312 = 92.6282%，文中写作92.6%
        "#]],
    );
    check(
        "收到评价8731件，满意的评价8725件，满意率为99.93%。",
        &expect![[r#"
            RATE_MATCHES_COUNTS ROUNDED: 8725 ÷ 8731 = 99.9313%，文中写作99.93%
        "#]],
    );
    check(
        "共收诉求1000件，即时回复400件，转交600件，转交的办结550件，诉求办结回复率为95.00%。",
        &expect![[r#"
            PARTS_SUM_TO_TOTAL PASSED: 400 + 600 = 1000件
            RATE_MATCHES_COUNTS PASSED: (400 + 550) ÷ 1000 = 95%，文中写作95.00%
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

#[test]
fn no_false_alarm() {
    for sentence in [
        // 其余 is what is left of the total before.
        "受理100件。已办结80件，其中满意75件，基本满意3件，其余20件正在办理。",
        "受理案件100件，办结80件，其中满意75件、基本满意3件、其他20件。",
        // How many each has is no total.
        "每个村配备1名法律顾问，其中律师45名。",
        "审结100件，其中直接纠错12件（撤销8件、确认违法4件），维持60件，其他28件。",
        "预算执行率达112.5%，任务完成率120%。",
        "新收立案12件，上年结转3件，其中办结14件。",
    ] {
        let text = format!("临猗县2021年法治政府建设工作报告\n一、主要工作\n{sentence}\n");
        let document = EXTRACTOR.extract(&text, &Hints::default()).unwrap();
        let failed: Vec<_> = document.checks.iter().filter(|check| check.status.as_str() == "FAILED").collect();
        assert!(failed.is_empty(), "{sentence}: {failed:?}");
    }
}

#[test]
fn small_numbers_that_add_up_by_chance_say_nothing() {
    check("撤销6件；申请人撤回2件；责令履行2件；移送2件。", &expect![]);
    check("收到申请17件，受理15件（上年结转2件）。", &expect![]);
}

#[test]
fn a_share_is_one_of_what_stands_right_before_it() {
    check(
        "全年审结案件64件，其中和解22件，占34.4%。",
        &expect![[r#"
        TOTAL_EXCEEDS_PART PASSED: 22件是64件的一部分
        RATE_MATCHES_COUNTS ROUNDED: 22 ÷ 64 = 34.375%，文中写作34.4%
    "#]],
    );
    check(
        "办理案件73件，其中调解结案25件，调撤率34.2%。",
        &expect![[r#"
        TOTAL_EXCEEDS_PART PASSED: 25件是73件的一部分
        RATE_MATCHES_COUNTS ROUNDED: 25 ÷ 73 = 34.2466%，文中写作34.2%
    "#]],
    );
    check("受理100件，办结90件，群众占比12.5%。", &expect![]);
}

#[test]
fn parts_in_the_next_sentence() {
    check(
        "受理50件，审结47件。其中，维持29件，驳回5件，撤销4件，确认违法1件，责令履行2件，终止6件。",
        &expect![[r#"
        PARTS_SUM_TO_TOTAL PASSED: 29 + 5 + 4 + 1 + 2 + 6 = 47件
    "#]],
    );
    check("受理50件。维持29件，驳回5件，撤销4件，确认违法1件。", &expect![]);
}
