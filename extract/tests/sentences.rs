//! Sentences of the genre: one in, its figures out, with status, period and indicator.

use expect_test::{Expect, expect};
use extract::{Extractor, Hints};
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::bundled().unwrap());

/// The figures of sentences in a report on 2021; `heading` stands above them.
fn figures(heading: &str, sentences: &str, expected: &Expect) {
    let text = format!("临猗县2021年法治政府建设工作报告\n一、{heading}\n{sentences}\n");
    let document = EXTRACTOR.extract(&text, &Hints::default()).unwrap();
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
            320件 ACTUAL 2020 reconsideration.applications
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

#[test]
fn what_something_is_only_compared_with_is_not_what_it_is_about() {
    figures(
        "行政复议",
        "行政复议与行政诉讼案件数之比达到1.6:1。全年审结185件。",
        &expect![[r#"
        1.6:1 ACTUAL 2021 -
        185件 ACTUAL 2021 reconsideration.concluded
    "#]],
    );
    figures(
        "行政复议",
        "受理复议案件210件，收案量首次超过行政诉讼，审结185件，其中维持92件。",
        &expect![[r#"
        210件 ACTUAL 2021 reconsideration.accepted
        185件 ACTUAL 2021 reconsideration.concluded
        92件 ACTUAL 2021 reconsideration.outcome.upheld
    "#]],
    );
    figures(
        "行政复议",
        "复议案件是行政诉讼的1.8倍，审结185件。",
        &expect![[r#"
        1.8倍 ACTUAL 2021 -
        185件 ACTUAL 2021 reconsideration.concluded
    "#]],
    );
    figures(
        "行政复议",
        "办理行政诉讼案件30件，审结28件。",
        &expect![[r#"
        30件 ACTUAL 2021 litigation.cases
        28件 ACTUAL 2021 litigation.concluded
    "#]],
    );
}

#[test]
fn parts_in_brackets_say_nothing_about_their_total() {
    figures(
        "人民调解",
        "现有人民调解员906名（专职42名、兼职864名）。",
        &expect![[r#"
        906名 ACTUAL 2021 mediation.mediators
        42名 ACTUAL 2021 mediation.mediators.full_time
        864名 ACTUAL 2021 mediation.mediators.part_time
    "#]],
    );
    figures(
        "人民调解",
        "新聘人民调解员26名（专职6名）。",
        &expect![[r#"
        26名 ACTUAL 2021 -
        6名 ACTUAL 2021 mediation.mediators.full_time
    "#]],
    );
}

#[test]
fn a_value_before_a_change_and_the_one_after_it() {
    figures(
        "主要工作",
        "行政许可事项由312项压减到263项。",
        &expect![[r#"
        312项 ACTUAL 2020 government_functions.licensing_items
        263项 ACTUAL 2021 government_functions.licensing_items
    "#]],
    );
    figures(
        "主要工作",
        "行政复议申请较2019年的32件增加到45件。",
        &expect![[r#"
        32件 ACTUAL 2019 reconsideration.applications
        45件 ACTUAL 2021 reconsideration.applications
    "#]],
    );
    figures(
        "主要工作",
        "出庭应诉率由上年的89%提高到100%，败诉率由12.5%降至6.3%。",
        &expect![[r#"
        89% ACTUAL 2020 litigation.appearance_rate
        100% ACTUAL 2021 litigation.appearance_rate
        12.5% ACTUAL 2020 litigation.loss_rate
        6.3% ACTUAL 2021 litigation.loss_rate
    "#]],
    );
    figures(
        "主要工作",
        "收到行政复议申请335件，较2020年的320件增长4.7%。",
        &expect![[r#"
        335件 ACTUAL 2021 reconsideration.applications
        320件 ACTUAL 2020 reconsideration.applications
        4.7% ACTUAL 2021 -
    "#]],
    );
}

#[test]
fn a_rate_is_given_for_each_year_of_a_table() {
    figures(
        "主要工作",
        "情况如下：\n|项目|2020年|2021年|增减|\n|---|---|---|---|\n|行政处罚（件）|1,120|984|-12.1%|\n|出庭应诉率（%）|92|95|3.3%|",
        &expect![[r#"
            1,120 ACTUAL 2020 enforcement.penalties
            984 ACTUAL 2021 enforcement.penalties
            -12.1% ACTUAL 2021 -
            92 ACTUAL 2020 litigation.appearance_rate
            95 ACTUAL 2021 litigation.appearance_rate
            3.3% ACTUAL 2021 -
        "#]],
    );
}

#[test]
fn one_kind_of_case_is_not_what_the_county_has_in_all() {
    figures(
        "严格规范执法",
        "查处违法占用耕地案件27宗。",
        &expect![[r#"
        27宗 ACTUAL 2021 -
    "#]],
    );
    figures(
        "严格规范执法",
        "立案查处非法采砂案件15起、破坏林地案件9起。",
        &expect![[r#"
        15起 ACTUAL 2021 -
        9起 ACTUAL 2021 -
    "#]],
    );
    figures(
        "严格规范执法",
        "立案查处各类违法案件316起。",
        &expect![[r#"
        316起 ACTUAL 2021 enforcement.cases
    "#]],
    );
    figures(
        "严格规范执法",
        "查处城市管理、市场监管等领域案件92件。",
        &expect![[r#"
        92件 ACTUAL 2021 enforcement.cases
    "#]],
    );
}

#[test]
fn what_is_counted_since_the_beginning_goes_on_to_the_next_clause() {
    let cumulative = |sentence: &str| -> Vec<bool> {
        let text = format!("临猗县2021年法治政府建设工作报告\n一、主要工作\n{sentence}\n");
        let document = EXTRACTOR.extract(&text, &Hints::default()).unwrap();
        document.figures.iter().map(|figure| figure.period.cumulative).collect()
    };
    assert_eq!(cumulative("累计受理法律援助案件300件，办结280件。"), [true, true]);
    assert_eq!(cumulative("累计受理法律援助案件300件，今年办结280件。"), [true, false]);
    assert_eq!(cumulative("全年累计受理法律援助案件300件，办结280件。"), [false, false]);
    assert_eq!(cumulative("累计受理法律援助案件300件；接待咨询280人次。"), [true, false]);
}

#[test]
fn bounds_that_a_verb_parts_from_their_number() {
    for (sentence, qualifier) in [
        ("行政机关负责人出庭应诉率突破95%。", "MORE_THAN"),
        ("民事案件约占98%。", "ABOUT"),
        ("败诉率仍在11%左右。", "ABOUT"),
        ("投诉率低于5%。", "LESS_THAN"),
        ("履约达95%。", "EXACT"),
    ] {
        let text = format!("临猗县2021年法治政府建设工作报告\n一、主要工作\n{sentence}\n");
        let document = EXTRACTOR.extract(&text, &Hints::default()).unwrap();
        assert_eq!(document.figures[0].qualifier.as_str(), qualifier, "{sentence}");
    }
}

#[test]
fn one_and_none() {
    figures(
        "主要工作",
        "开展法治督察一轮，举办行政执法培训班一期，建成法治公园一处。",
        &expect![[r#"
        一轮 ACTUAL 2021 oversight.inspections
        一期 ACTUAL 2021 enforcement.training.sessions
        一处 ACTUAL 2021 legal_education.culture_sites
    "#]],
    );
    figures(
        "主要工作",
        "全县行政复议零申请，行政应诉零败诉，安全生产零事故。",
        &expect![[r#"
        零 ACTUAL 2021 reconsideration.applications
        零 ACTUAL 2021 litigation.lost
        零 ACTUAL 2021 -
    "#]],
    );
    figures(
        "主要工作",
        "实现服务零距离、办事零跑腿，对违法行为零容忍，争创“零上访”村，一村一所，个别单位全年未开展集中学法一次。",
        &expect![],
    );
}

#[test]
fn a_verb_without_an_object_has_that_of_the_clause_before() {
    figures(
        "主要工作",
        "一是抓好行政应诉，办理18件，出庭应诉18件；二是做好法律援助，办理210件；三是深化体制改革，办理12件。",
        &expect![[r#"
            18件 ACTUAL 2021 litigation.cases
            18件 ACTUAL 2021 litigation.appearances
            210件 ACTUAL 2021 legal_services.legal_aid.cases
            12件 ACTUAL 2021 -
        "#]],
    );
}

#[test]
fn each_item_speaks_of_its_own() {
    let text = "临猗县2021年法治政府建设工作报告\n一、主要工作\n一是收到行政复议申请32件；二是到位36人，其中骨干6人。\n";
    let document = EXTRACTOR.extract(text, &Hints::default()).unwrap();
    let subjects: Vec<&str> = document.figures.iter().map(|figure| figure.subject.as_str()).collect();
    assert_eq!(subjects, ["收到行政复议申请", "到位", "骨干"]);
}

#[test]
fn a_paragraph_goes_on_with_what_it_is_about() {
    figures(
        "化解争议",
        "接收行政复议申请83件，受理74件。经多方沟通，当事人普遍满意。截至年底，审结66件，维持30件，其余8件尚在审理。\n维持30件。",
        &expect![[r#"
            83件 ACTUAL 2021 reconsideration.applications
            74件 ACTUAL 2021 reconsideration.accepted
            66件 ACTUAL 2021 reconsideration.concluded
            30件 ACTUAL 2021 reconsideration.outcome.upheld
            8件 ACTUAL 2021 reconsideration.pending
            30件 ACTUAL 2021 -
        "#]],
    );
    figures(
        "化解争议",
        "接收行政复议申请83件。接听热线工单120件，办结110件。",
        &expect![[r#"
        83件 ACTUAL 2021 reconsideration.applications
        120件 ACTUAL 2021 government_functions.appeals
        110件 ACTUAL 2021 government_functions.appeals.resolved
    "#]],
    );
}

#[test]
fn words_that_a_list_or_a_value_before_lend() {
    figures(
        "主要工作",
        "受理法律援助964件，涉及农民工、妇女、残疾人的分别为317件、205件、19件。",
        &expect![[r#"
        964件 ACTUAL 2021 legal_services.legal_aid.accepted
        317件 ACTUAL 2021 legal_services.legal_aid.migrant_workers
        205件 ACTUAL 2021 legal_services.legal_aid.women
        19件 ACTUAL 2021 legal_services.legal_aid.disabled
    "#]],
    );
    figures(
        "主要工作",
        "新增省级民主法治示范村4个、市级11个，累计分别达23个和78个。",
        &expect![[r#"
        4个 ACTUAL 2021 legal_education.demonstration_villages.provincial
        11个 ACTUAL 2021 -
        23个 ACTUAL 2021 legal_education.demonstration_villages.provincial
        78个 ACTUAL 2021 -
    "#]],
    );
    figures(
        "主要工作",
        "12345热线接到诉求17408宗，而2018年为14922宗。",
        &expect![[r#"
        17408宗 ACTUAL 2021 government_functions.appeals
        14922宗 ACTUAL 2018 government_functions.appeals
    "#]],
    );
    figures(
        "主要工作",
        "与去年同期相比，行政诉讼败诉率下降3.6个百分点，降至5.2%。",
        &expect![[r#"
        3.6个百分点 ACTUAL 2021 -
        5.2% ACTUAL 2021 litigation.loss_rate
    "#]],
    );
    figures(
        "主要工作",
        "组织干部学法考试，3860人参加。召开座谈会，86人参加。",
        &expect![[r#"
        3860人 ACTUAL 2021 legal_education.officials_exam.participants
        86人 ACTUAL 2021 -
    "#]],
    );
    figures(
        "主要工作",
        "组织512人参加行政执法资格考试，478人及格，及格率93.4%。",
        &expect![[r#"
        512人 ACTUAL 2021 enforcement.exam.candidates
        478人 ACTUAL 2021 enforcement.exam.passed
        93.4% ACTUAL 2021 enforcement.exam.pass_rate
    "#]],
    );
}

#[test]
fn who_ought_to_have_come_is_told_from_who_came() {
    figures(
        "行政应诉",
        "行政机关负责人应出庭44件、实出庭43件，出庭率97.7%；依法应出庭应诉6件。",
        &expect![[r#"
        44件 ACTUAL 2021 -
        43件 ACTUAL 2021 litigation.appearances
        97.7% ACTUAL 2021 litigation.appearance_rate
        6件 ACTUAL 2021 -
    "#]],
    );
}

#[test]
fn quotes_around_a_word_say_nothing() {
    figures(
        "主要工作",
        "评选“法治示范户”630户，接听“12348”热线2860人次，“一网通办”率98%。",
        &expect![[r#"
        630户 ACTUAL 2021 legal_education.model_households
        2860人次 ACTUAL 2021 legal_services.consultations
        98% ACTUAL 2021 government_functions.online_rate
    "#]],
    );
}

#[test]
fn views_break_a_number_and_police_break_cases() {
    for (sentence, qualifier) in [("普法短视频播放量破500万次。", "MORE_THAN"), ("侦破12起案件。", "EXACT")] {
        let text = format!("临猗县2021年法治政府建设工作报告\n一、主要工作\n{sentence}\n");
        let document = EXTRACTOR.extract(&text, &Hints::default()).unwrap();
        assert_eq!(document.figures[0].qualifier.as_str(), qualifier, "{sentence}");
    }
}

#[test]
fn who_is_received_is_not_always_a_petitioner() {
    figures(
        "公共法律服务",
        "接听“12348”电话2860人次，接待来访1340人次，代书118份。",
        &expect![[r#"
        2860人次 ACTUAL 2021 legal_services.consultations
        1340人次 ACTUAL 2021 legal_services.visitors
        118份 ACTUAL 2021 legal_services.documents
    "#]],
    );
    figures(
        "信访工作",
        "接待来访1340人次，受理来信86件。",
        &expect![[r#"
        1340人次 ACTUAL 2021 oversight.petitions
        86件 ACTUAL 2021 -
    "#]],
    );
}

#[test]
fn a_table_says_in_what_it_counts_in_a_column_or_beside_the_name() {
    figures(
        "主要工作",
        "情况如下：\n|指标|单位|2020年|2021年|\n|---|---|---|---|\n|受理矛盾纠纷|件|5066|5300|\n|罚没款|万元|4.5|6|\n|行政处罚（件）|/|120|98|",
        &expect![[r#"
            5066 ACTUAL 2020 mediation.disputes.accepted
            5300 ACTUAL 2021 mediation.disputes.accepted
            4.5 ACTUAL 2020 enforcement.fines
            6 ACTUAL 2021 enforcement.fines
            120 ACTUAL 2020 enforcement.penalties
            98 ACTUAL 2021 enforcement.penalties
        "#]],
    );
}

#[test]
fn some_bodies_are_not_the_county() {
    figures(
        "存在的问题",
        "行政诉讼败诉率9.8%；个别单位负责人出庭率不足80%，部分乡镇调解成功率仅85%。",
        &expect![[r#"
        9.8% ACTUAL 2021 litigation.loss_rate
        不足80% ACTUAL 2021 -
        85% ACTUAL 2021 -
    "#]],
    );
}

#[test]
fn the_number_may_stand_between_verb_and_object() {
    figures(
        "主要工作",
        "全年开展36场法治讲座，办理82件行政复议案件，聘任了97名法治副校长。",
        &expect![[r#"
        36场 ACTUAL 2021 legal_education.events
        82件 ACTUAL 2021 reconsideration.handled
        97名 ACTUAL 2021 legal_education.vice_principals
    "#]],
    );
    figures(
        "主要工作",
        "组织12个执法部门开展案卷评查，审查380份企业合同。",
        &expect![[r#"
        12个 ACTUAL 2021 -
        380份 ACTUAL 2021 -
    "#]],
    );
}

#[test]
fn a_total_behind_what_is_new_is_not_of_the_new_ones() {
    figures(
        "主要工作",
        "新增经营主体3215户，总数达2.7万户。",
        &expect![[r#"
        3215户 ACTUAL 2021 government_functions.market_entities.new
        2.7万户 ACTUAL 2021 government_functions.market_entities
    "#]],
    );
    figures(
        "主要工作",
        "2020年行政诉讼败诉率为13.3%，2021年降为6.8%。",
        &expect![[r#"
        13.3% ACTUAL 2020 litigation.loss_rate
        6.8% ACTUAL 2021 litigation.loss_rate
    "#]],
    );
}
