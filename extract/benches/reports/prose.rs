//! Sentences as reports have them between their figures: what was done, by whom and to what end, and no number that
//! measures something. Dates, titles of laws and fixed terms with numerals are among them.

use crate::corpus::Dice;

const LEADS: &[&str] = &[
    "今年以来",
    "为提升治理效能",
    "围绕群众关切",
    "聚焦重点领域",
    "坚持问题导向",
    "结合本地实际",
    "按照上级部署",
    "在日常工作中",
    "以示范创建为抓手",
    "立足职能定位",
    "紧扣年度任务",
    "针对薄弱环节",
    "经过持续努力",
    "在党委统一领导下",
    "从制度建设入手",
];

const ACTORS: &[&str] = &[
    "县司法局",
    "各乡镇",
    "政府办公室",
    "市场监管部门",
    "各执法单位",
    "依法治县办公室",
    "信访部门",
    "应急管理部门",
    "各村（社区）",
    "行政审批部门",
    "自然资源部门",
    "人民法院",
    "各级领导干部",
    "法律顾问团队",
    "人民调解组织",
    "生态环境部门",
    "城市管理部门",
    "各有关单位",
];

const MANNERS: &[&str] = &[
    "认真", "扎实", "持续", "全面", "深入", "及时", "依法", "大力", "不断", "切实", "严格", "有序", "统筹", "积极", "稳步",
    "主动",
];

const VERBS: &[&str] = &[
    "推进", "落实", "开展", "完善", "规范", "抓好", "加强", "优化", "健全", "督促", "梳理", "公开", "推行", "深化", "支持",
    "引导", "监督", "改进", "宣传", "保障",
];

const OBJECTS: &[&str] = &[
    "行政执法公示",
    "矛盾纠纷排查",
    "法律援助服务",
    "规范性文件备案",
    "重大行政决策程序",
    "行政复议体制改革",
    "政务服务事项办理",
    "普法责任落实",
    "人民调解员队伍建设",
    "法治宣传教育",
    "执法人员培训",
    "行政应诉工作",
    "信用监管",
    "营商环境建设",
    "证明事项告知承诺",
    "政府信息公开",
    "公共法律服务网络",
    "行政处罚案卷评查",
    "法律顾问制度",
    "合法性审核",
    "领导干部学法用法",
    "权责清单管理",
    "综合行政执法改革",
    "社区矫正对象教育",
    "法律明白人培养",
    "应急预案演练",
    "食品安全监管",
    "随机抽查监管",
    "行政审批流程",
    "府院联动",
    "代表建议办理",
    "审计监督",
    "诉前调解",
    "农民工工资支付",
    "行政许可事项",
    "民主法治示范村创建",
    "基层司法所建设",
    "投诉举报处理",
    "突发事件处置",
    "述法评议",
];

const NAMED: &[&str] = &[
    "“放管服”改革",
    "“一网通办”服务",
    "行政执法“三项制度”",
    "“谁执法谁普法”责任制",
    "“最多跑一次”改革",
    "“法律进乡村”活动",
    "新时代“枫桥经验”",
    "“一站式”调处平台",
    "“互联网+监管”系统",
    "“双公示”要求",
    "“好差评”制度",
    "“证照分离”改革",
];

const LAWS: &[&str] = &[
    "《中华人民共和国行政处罚法》",
    "《中华人民共和国民法典》",
    "《法治政府建设实施纲要（2021—2025年）》",
    "《重大行政决策程序暂行条例》",
    "《政府信息公开条例》",
    "《优化营商环境条例》",
    "《信访工作条例》",
    "《法治社会建设实施纲要（2020—2025年）》",
];

const DATES: &[&str] = &["2021年3月", "上半年", "第三季度", "2021年6月中旬", "下半年", "2021年11月", "5月底前", "9月12日"];

const RESULTS: &[&str] = &[
    "群众办事更加便捷",
    "执法行为进一步规范",
    "办事流程不断精简",
    "基层治理能力明显增强",
    "社会秩序保持平稳",
    "责任链条层层压实",
    "服务质量得到群众认可",
    "队伍素质有了新的提升",
    "干部法治思维不断强化",
    "企业合法权益得到维护",
    "各类风险隐患得到有效防范",
    "依法决策水平稳步提高",
    "制度的笼子越扎越紧",
    "纠纷化解在基层",
    "尊法守法的氛围日益浓厚",
    "政务运行更加公开透明",
];

/// One sentence.
pub fn sentence(dice: &mut Dice) -> String {
    let end = if dice.below(4) == 0 { String::new() } else { format!("，{}", dice.one_of(RESULTS)) };
    match dice.below(12) {
        0..3 => format!("{}，{}{}{end}。", dice.one_of(LEADS), dice.one_of(ACTORS), deed(dice)),
        3..6 => format!("{}{}，{}{end}。", dice.one_of(ACTORS), deed(dice), deed(dice)),
        6..8 => format!(
            "{}，将{}纳入{}的重要内容，由{}牵头，{}{}{end}。",
            deed(dice),
            things(dice),
            dice.one_of(OBJECTS),
            dice.one_of(ACTORS),
            dice.one_of(ACTORS),
            deed(dice)
        ),
        8 => format!(
            "{}，{}组织学习{}，对照{}逐项查找不足，{}。",
            dice.one_of(DATES),
            dice.one_of(ACTORS),
            dice.one_of(LAWS),
            dice.one_of(OBJECTS),
            deed(dice)
        ),
        9 => format!("{}与{}建立协作机制，在{}中{}{end}。", dice.one_of(ACTORS), dice.one_of(ACTORS), things(dice), deed(dice)),
        10 => format!("制定《关于进一步加强{}的实施意见》，{}{end}。", dice.one_of(OBJECTS), deed(dice)),
        _ => format!("{}{}，做到{}、{}{end}。", dice.one_of(LEADS), deed(dice), dice.one_of(RESULTS), dice.one_of(RESULTS)),
    }
}

/// Three or four items, 一是 and so on, each a sentence or two.
pub fn items(dice: &mut Dice) -> String {
    let mut items = String::new();
    for number in "一二三四".chars().take(3 + dice.below(2)) {
        items.push_str(&format!("{number}是{}{}。", dice.one_of(VERBS), dice.one_of(OBJECTS)));
        for _ in 0..1 + dice.below(2) {
            items.push_str(&sentence(dice));
        }
    }
    items
}

/// 持续推进行政执法公示、案卷评查.
fn deed(dice: &mut Dice) -> String {
    let manner = if dice.below(3) == 0 { "" } else { dice.one_of(MANNERS) };
    format!("{manner}{}{}", dice.one_of(VERBS), things(dice))
}

fn things(dice: &mut Dice) -> String {
    match dice.below(8) {
        0..3 => dice.one_of(OBJECTS).to_owned(),
        3..5 => format!("{}、{}", dice.one_of(OBJECTS), dice.one_of(OBJECTS)),
        5 => format!("{}和{}", dice.one_of(OBJECTS), dice.one_of(OBJECTS)),
        6 => format!("{}、{}、{}等工作", dice.one_of(OBJECTS), dice.one_of(OBJECTS), dice.one_of(OBJECTS)),
        _ => dice.one_of(NAMED).to_owned(),
    }
}
