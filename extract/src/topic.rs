//! Which part of government work a figure or a heading belongs to, where no indicator says so.

use crate::document::Topic;
use crate::finder::{Finder, Order};
use crate::hits::Hits;
use std::ops::Range;

/// Words of each topic with their weight.
const WORDS: &[(Topic, u32, &[&str])] = &[
    (
        Topic::Organization,
        2,
        &[
            "司法所",
            "领导干部",
            "科级干部",
            "旁听庭审",
            "依法行政考核",
            "满意度",
            "法治建设经费",
            "法治专项经费",
            "联席会议",
            "推进会",
            "会前学法",
            "专题培训",
            "考核",
            "考核细则",
            "目标责任",
            "责任书",
            "领导小组",
            "第一责任人",
            "依法治县委员会",
            "依法治区委员会",
            "依法治市委员会",
            "述法",
            "学法",
            "法治建设规划",
            "法治政府建设工作",
            "关键少数",
            "习近平法治思想",
            "示范创建",
            "示范县",
            "依法治县",
            "法治建设",
            "批示",
            "编制",
            "法制办",
            "法制机构",
            "党政主要负责人",
            "倒扣分",
        ],
    ),
    (
        Topic::GovernmentFunctions,
        3,
        &[
            "清单",
            "可网办",
            "投诉举报",
            "12315",
            "政务服务",
            "事项",
            "一张网",
            "一窗",
            "综合受理",
            "服务站点",
            "简政放权",
            "依法履职",
            "政府职能",
            "便民",
            "公共服务",
            "行政审批",
            "营商环境",
            "放管服",
            "便民服务",
            "证明事项",
            "权责清单",
            "权责事项",
            "行政权力",
            "公共服务事项",
            "行政许可",
            "办事",
            "一网通办",
            "网上可办",
            "好差评",
            "诉求",
            "审批",
            "证照分离",
            "多证合一",
            "政务大厅",
            "窗口",
            "企业",
            "信用",
            "诚信",
            "失信",
            "赋权",
            "职权",
            "权责",
            "政务新媒体",
            "贷款",
            "授信",
            "办件",
            "营业执照",
            "中介服务",
            "证明",
            "改革任务",
            "跑动",
            "帮办代办",
            "12345",
            "公平竞争",
            "时限",
            "免费",
        ],
    ),
    (
        Topic::Rulemaking,
        4,
        &[
            "合法性审查",
            "件文件",
            "审查文件",
            "规范性文件",
            "文件清理",
            "废止",
            "失效",
            "备案审查",
            "继续有效",
            "合法性审查规范",
            "政策性文件",
        ],
    ),
    (
        Topic::DecisionMaking,
        4,
        &[
            "合同",
            "涉法事务",
            "合同协议",
            "审查合同",
            "审核合同",
            "重大行政决策",
            "重大决策",
            "法律顾问",
            "决策程序",
            "常务会议",
            "专家论证",
            "集体讨论",
            "合法性审核意见",
            "座谈会",
            "法律意见书",
            "听证",
            "调查问卷",
            "法律建议书",
            "公职律师",
        ],
    ),
    (
        Topic::Enforcement,
        4,
        &[
            "执法证件",
            "执法队伍",
            "违法案件",
            "检查企业",
            "罚款",
            "立案",
            "查处",
            "罚没",
            "行政执法",
            "执法人员",
            "执法证",
            "行政处罚",
            "执法检查",
            "综合执法",
            "案卷",
            "双随机",
            "执法监督",
            "免罚",
            "执法",
            "监督证",
            "处罚",
            "监督检查",
            "立案查处",
            "卫生监督",
            "执法培训",
            "涉企检查",
            "行政检查",
            "入企检查",
            "行政强制",
            "法制审核",
            "抽查",
        ],
    ),
    (Topic::Mediation, 4, &["调解", "矛盾纠纷", "调处", "化解", "调委会", "矛调", "纠纷", "信访", "上访", "枫桥", "人民调解员"]),
    (Topic::Reconsideration, 5, &["不予受理", "调撤率", "纠错", "行政复议", "复议"]),
    (Topic::Litigation, 5, &["行政诉讼", "行政应诉", "出庭应诉", "应诉", "败诉", "出庭", "司法建议", "被告"]),
    (
        Topic::Oversight,
        4,
        &[
            "人大代表",
            "政协",
            "提案",
            "代表建议",
            "政务公开",
            "信息公开",
            "公开政府信息",
            "公开信息",
            "主动公开",
            "督察",
            "督查",
            "法治督察",
            "法治督导",
            "审计",
            "监督体系",
            "备案审查意见",
            "发布信息",
            "公开专区",
            "建议提案",
            "公开目录",
            "权力监督",
            "制约监督",
            "财政预决算信息",
        ],
    ),
    (
        Topic::LegalServices,
        4,
        &[
            "法律援助",
            "公共法律服务",
            "公证",
            "律师",
            "法律咨询",
            "法律服务",
            "辩护",
            "受援",
            "法律文书",
            "仲裁",
            "农民工",
            "法治体检",
            "司法鉴定",
            "咨询",
            "基层法律服务",
            "12348",
            "法律意见",
            "社区矫正",
            "安置帮教",
            "律师事务所",
            "受援人",
        ],
    ),
    (
        Topic::LegalEducation,
        4,
        &[
            "普法",
            "法治宣传",
            "宣传",
            "法律明白人",
            "宣讲",
            "民主法治示范村",
            "法治文化",
            "宣传资料",
            "法治讲座",
            "以案释法",
            "法律知识",
            "法治教育",
            "微视频",
            "法治讲堂",
            "图书",
            "宣传栏",
            "送法",
            "法治副校长",
            "宪法",
            "旁听",
            "展板",
            "法律培训",
            "栏目",
            "点击量",
            "学法考试",
            "学法用法",
            "无纸化",
            "横幅",
            "标语",
            "咨询台",
            "宣传车",
            "公众号",
            "推文",
            "短视频",
        ],
    ),
];

/// Finds topics by the words of a text.
#[derive(Debug)]
pub(crate) struct Topics {
    finder: Finder,
    /// Topic and weight of each word.
    words: Vec<(Topic, u32)>,
}

/// Where the words of topics stand in one body.
#[derive(Debug)]
pub(crate) struct TopicHits<'a> {
    hits: Hits<'a>,
    /// Topic and weight of each word.
    words: &'a [(Topic, u32)],
}

impl Topics {
    pub fn new() -> Self {
        let mut patterns = Vec::new();
        let mut words = Vec::new();
        for &(topic, weight, list) in WORDS {
            for word in list {
                patterns.push(*word);
                // A longer word says more.
                words.push((topic, weight * word.chars().count() as u32));
            }
        }
        Self { finder: Finder::new(patterns, Order::LongestFirst), words }
    }

    pub fn read<'a>(&'a self, body: &'a str, sentences: &'a [Range<usize>]) -> TopicHits<'a> {
        TopicHits { hits: Hits::new(&self.finder, Finder::apart, body, sentences), words: &self.words }
    }
}

impl TopicHits<'_> {
    fn add(&mut self, votes: &mut [f64; 12], range: &Range<usize>, factor: f64) {
        // A sentence without end is no sentence: what counts stands near.
        for &(.., word) in self.hits.within(range, 64) {
            let (topic, weight) = self.words[word];
            votes[topic as usize] += f64::from(weight) * factor;
        }
    }

    /// The topic that most words near a figure speak for. `near` are ranges with how much they count.
    pub fn topic(&mut self, near: &[(Range<usize>, f64)]) -> Topic {
        let mut votes = [0.0; 12];
        for (range, factor) in near {
            self.add(&mut votes, range, *factor);
        }
        let mut best = (Topic::Other, 0.0);
        for &topic in Topic::ALL {
            if votes[topic as usize] > best.1 {
                best = (topic, votes[topic as usize]);
            }
        }
        best.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_words_decide() {
        let topics = Topics::new();
        let body = "优化公共法律服务。办理行政复议案件19件。";
        let (first, second) = body.split_at("优化公共法律服务。".len());
        let sentences = [0..first.len() - "。".len(), first.len()..first.len() + second.len() - "。".len()];
        let mut hits = topics.read(body, &sentences);
        let heading = 0.."优化公共法律服务".len();
        let own = "优化公共法律服务。".len()..body.len();
        assert_eq!(hits.topic(&[(own, 3.0), (heading.clone(), 1.0)]), Topic::Reconsideration);
        assert_eq!(hits.topic(&[(heading, 1.0)]), Topic::LegalServices);
        assert_eq!(hits.topic(&[]), Topic::Other);
    }
}
