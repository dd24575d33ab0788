//! Sentences of the genre: one in, its figures out, with status, period and indicator.

use expect_test::{Expect, expect};
use extract::{Extractor, Hints};

/// The figures of sentences in a report on 2021; `heading` stands above them.
fn figures(heading: &str, sentences: &str, expected: &Expect) {
    let extractor = Extractor::bundled().unwrap();
    let text = format!("临猗县2021年法治政府建设工作报告\n一、{heading}\n{sentences}\n");
    let document = extractor.extract(&text, &Hints::default()).unwrap();
    let lines: Vec<String> = document
        .figures
        .iter()
        .map(|figure| {
            format!(
                "{} {} {}{} {}\n",
                figure.raw,
                figure.status,
                if figure.period.from[..4] == figure.period.to[..4] { "" } else { &figure.period.from[..5] },
                &figure.period.to[..4],
                figure.indicator.as_deref().unwrap_or("-")
            )
        })
        .collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn a_sentence_goes_on_with_the_one_before() {
    figures(
        "社会矛盾化解",
        "全年收到行政复议申请52件。审结43件，其中维持20件，驳回9件，终止14件。",
        &expect![[r#"
            52件 ACTUAL 2021 reconsideration.applications
            43件 ACTUAL 2021 reconsideration.concluded
            20件 ACTUAL 2021 reconsideration.outcome.upheld
            9件 ACTUAL 2021 reconsideration.outcome.dismissed
            14件 ACTUAL 2021 reconsideration.outcome.terminated
        "#]],
    );
    figures(
        "社会矛盾化解",
        "全年收到行政复议申请52件。\n审结43件。",
        &expect![[r#"
            52件 ACTUAL 2021 reconsideration.applications
            43件 ACTUAL 2021 -
        "#]],
    );
}

#[test]
fn what_is_denied_is_not_counted() {
    figures(
        "行政执法",
        "评查行政执法案卷60卷，合格案卷57卷、不合格案卷3卷。",
        &expect![[r#"
            60卷 ACTUAL 2021 enforcement.files_reviewed
            57卷 ACTUAL 2021 enforcement.files_reviewed.qualified
            3卷 ACTUAL 2021 -
        "#]],
    );
    figures("行政执法", "全年无1人因执法不公被问责，未发生一起群体性事件，没有1件败诉。", &expect![[""]]);
}

#[test]
fn what_is_prescribed_and_what_is_aimed_at() {
    figures(
        "主要工作",
        "执法人员每人每年学习不少于40学时。按每村不少于3名的标准培养法律明白人620名。败诉率降至4.2%（考核指标5%以下）。",
        &expect![[r#"
            不少于40学时 RULE 2021 -
            不少于3名 RULE 2021 -
            620名 ACTUAL 2021 legal_education.law_literate
            4.2% ACTUAL 2021 litigation.loss_rate
            5%以下 TARGET 2021 -
        "#]],
    );
    figures(
        "主要工作",
        "法律明白人1342名，平均每村不少于3名，企业开办时间压缩至3个工作日内，罚没款41.7亿元。",
        &expect![[r#"
            1342名 ACTUAL 2021 legal_education.law_literate
            不少于3名 ACTUAL 2021 -
            3个工作日内 ACTUAL 2021 government_functions.business_setup_days
            41.7亿元 ACTUAL 2021 enforcement.fines
        "#]],
    );
    figures(
        "主要工作",
        "每个乡镇须建两个示范点，每个村应配1名法律顾问。",
        &expect![[r#"
            两个 RULE 2021 -
            1名 RULE 2021 -
        "#]],
    );
    figures(
        "下一步工作计划",
        "每个村至少培养3名“法律明白人”，每季度开展案卷评查不少于1次。",
        &expect![[r#"
            3名 TARGET 2022 -
            不少于1次 TARGET 2022 -
        "#]],
    );
}

#[test]
fn when_it_was() {
    figures(
        "主要工作",
        "2019年来累计化解积案36件。废止2016年以前制定的规范性文件23件。对2018年12月31日前的47件规范性文件进行清理。截至10月底，培训310人次。",
        &expect![[r#"
            36件 ACTUAL 2019-2021 -
            23件 ACTUAL 2021 rulemaking.repealed
            47件 ACTUAL 2021 rulemaking.cleaned
            310人次 ACTUAL 2021 -
        "#]],
    );
    figures(
        "主要工作",
        "1—11月办理行政处罚8732件，1至10月受理申请364件。对1998年以来制定的412件规范性文件进行清理，废止87件。\
         新收行政复议申请是去年的1.8倍。",
        &expect![[r#"
            8732件 ACTUAL 2021 enforcement.penalties
            364件 ACTUAL 2021 -
            412件 ACTUAL 2021 rulemaking.cleaned
            87件 ACTUAL 2021 rulemaking.repealed
            1.8倍 ACTUAL 2021 -
        "#]],
    );
    figures(
        "主要工作",
        "收到行政复议申请335件，较2020年的320件增加15件。",
        &expect![[r#"
            335件 ACTUAL 2021 reconsideration.applications
            320件 ACTUAL 2020 -
            15件 ACTUAL 2021 -
        "#]],
    );
}

#[test]
fn a_number_without_words_counts_what_the_clause_before_says() {
    figures(
        "科学决策",
        "编制并公布年度重大行政决策事项目录，共7项。行政复议案件受理数较上年增长35%，达到95件。",
        &expect![[r#"
            7项 ACTUAL 2021 decision_making.major_decisions
            35% ACTUAL 2021 -
            95件 ACTUAL 2021 reconsideration.accepted
        "#]],
    );
}

#[test]
fn plans_of_five_years_and_what_comes_next() {
    figures(
        "主要工作",
        "“十三五”期间，新建司法所3个。“八五”普法以来，培训骨干420人。下一步，新建司法所2个。",
        &expect![[r#"
            3个 ACTUAL 2016-2020 -
            420人 ACTUAL 2021 -
            2个 TARGET 2022 -
        "#]],
    );
}
