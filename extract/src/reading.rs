//! Reading numbers: which of them measure something, with unit and qualifier, and which are names, laws or ordinals.

use crate::clauses::Clauses;
use crate::dates::Mention;
use crate::document::Qualifier;
use crate::marks::{Kind, Marks};
use crate::numerals::{self, Number};
use crate::tables::{self, Cell};
use crate::units;
use crate::wordlist::WordList;
use crate::words::{boundary_up, last_words};
use std::ops::Range;

/// A number that measures something. Ranges are bytes of the body.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    /// Qualifier, number and unit as printed.
    pub range: Range<usize>,
    pub value: f64,
    pub value_high: Option<f64>,
    pub unit: String,
    pub qualifier: Qualifier,
}

/// A number found, before its clause is known.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub number: Number,
    before: char,
}

/// Every number that is no part of a date or a label.
pub(crate) fn candidates(body: &str, marks: &Marks, dates: &[Mention], labels: &[Range<usize>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut skips = merged(dates.iter().map(|mention| mention.range.clone()), labels.iter().cloned()).into_iter().peekable();
    let (mut next, mut skip_to) = (0, 0);
    for at in marks.places(Kind::Number) {
        if at < next {
            continue;
        }
        let Some(character) = body[at..].chars().next() else { break };
        next = at + character.len_utf8();
        while let Some(skip) = skips.next_if(|skip| skip.start <= at) {
            skip_to = skip_to.max(skip.end);
        }
        if at < skip_to {
            next = skip_to;
            continue;
        }
        let previous = body[..at].chars().next_back().unwrap_or('\n');
        // A string of digits too long for a number is not read again from its second digit.
        let inside = character.is_ascii_digit() && previous.is_ascii_digit();
        if inside || !numerals::begins_number(character) {
            continue;
        }
        let Some(number) = numerals::number(body, at) else { continue };
        next = number.range.end;
        found.push(Candidate { number, before: previous });
    }
    found
}

fn merged(a: impl Iterator<Item = Range<usize>>, b: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut all: Vec<_> = a.chain(b).filter(|range| !range.is_empty()).collect();
    all.sort_by_key(|range| range.start);
    all
}

/// Which candidates measure something, each with the index of its clause.
pub(crate) fn readings(body: &str, candidates: &[Candidate], cut: &Clauses, cells: &[Cell]) -> Vec<(Reading, usize)> {
    let mut readings: Vec<(Reading, usize)> = Vec::new();
    let mut skip_to = 0;
    for (candidate, &clause) in candidates.iter().zip(&cut.of) {
        if candidate.number.range.start < skip_to {
            continue;
        }
        let around = &cut.clauses[clause];
        if around.title {
            continue;
        }
        let cell = tables::at(cells, candidate.number.range.start);
        let scene = Scene { body, candidate, clause: around.range.clone(), quoted: around.quoted, cell };
        if let Some(reading) = scene.read() {
            skip_to = reading.range.end;
            readings.push((reading, clause));
        }
    }
    readings
}

static DENIED: WordList = WordList::new(&["无", "没有", "未发生", "未出现", "未发现", "未有"]);

/// 未开展集中学法一次: not even one.
static NOT_DONE: WordList = WordList::new(&["未开展", "未组织", "未召开", "未举办", "未参加", "没有开展", "没有组织"]);

struct Scene<'a> {
    body: &'a str,
    candidate: &'a Candidate,
    clause: Range<usize>,
    quoted: bool,
    cell: Option<&'a Cell>,
}

impl Scene<'_> {
    fn read(&self) -> Option<Reading> {
        let Candidate { number, before } = self.candidate;
        if matches!(before, '第' | '〔' | '+' | '·' | '.' | '/' | '×' | 'Ⅰ') || before.is_ascii_alphanumeric() {
            return None;
        }
        let rest = &self.body[number.range.end..];
        let (high, after_range) = self.high_end(rest)?;
        let rest = &self.body[after_range..];
        let percent = number.percent;
        let word = if percent { None } else { units::measure_word(rest, number.chinese) };
        let unit_end = after_range + word.map_or(0, str::len);
        // 无1人被问责, 未发生一起事故: not even one.
        if number.value == 1.0 && word.is_some() && (DENIED.ends(self.before()) || NOT_DONE.is_in(last_words(self.before(), 12)))
        {
            return None;
        }
        let measured = percent
            || match word {
                Some(word) if number.chinese => self.chinese_counts(word, &self.body[unit_end..]),
                Some(word) => self.arabic_counts(word, &self.body[unit_end..]),
                None if self.fills_cell() || self.is_ratio(rest) || self.is_zero(rest) || self.is_none_of(rest) => true,
                None => !number.chinese && high.is_none() && self.counts_without_unit(rest),
            };
        if !measured {
            return None;
        }
        let (prefix, bound_before) = prefix(self.before());
        let (suffix, bound_after) = match word {
            Some("日" | "天" | "个月" | "小时" | "个小时" | "工作日" | "个工作日" | "分钟" | "年")
                if self.body[unit_end..].starts_with('内') =>
            {
                ("内".len(), Some(Qualifier::LessThan))
            }
            _ => suffix(&self.body[unit_end..]),
        };
        let bound_apart = self.bound_beside().or_else(|| self.bound_apart());
        let sign = self.sign(word == Some("%"));
        let qualifier = match (bound_before, number.more, bound_after) {
            // 近5000余: the two contradict each other.
            (Some(Qualifier::LessThan), true, _) | (Some(Qualifier::About), ..) => Qualifier::About,
            (Some(bound), ..) => bound,
            (None, _, Some(bound)) => bound,
            (None, true, None) => Qualifier::MoreThan,
            // 至少开展一次: the bound and its number frame the verb.
            (None, false, None) if bound_apart.is_some() => bound_apart.unwrap_or(Qualifier::Exact),
            (None, false, None) if word == Some("余次") || word == Some("余") => Qualifier::MoreThan,
            (None, false, None) => Qualifier::Exact,
        };
        // 4.5 in a row of 万元.
        let scale = self.cell.filter(|_| word.is_none()).map_or(1.0, |cell| cell.scale);
        let value = numerals::round(number.value * scale);
        Some(Reading {
            range: number.range.start - prefix.max(sign)
                ..unit_end + if word.is_none() && self.is_ratio(rest) { 2 } else { suffix },
            value: if sign > 0 { -value } else { value },
            value_high: high,
            unit: match word.or_else(|| self.cell.and_then(|cell| cell.unit)) {
                _ if percent => "%".to_owned(),
                Some(word) => units::unit(word),
                None => String::new(),
            },
            qualifier,
        })
    }

    /// The upper end where the number begins a range (6-8名, 30%至50%), and where the unit begins. None: no figure at all.
    fn high_end(&self, rest: &str) -> Option<(Option<f64>, usize)> {
        let number = &self.candidate.number;
        let low_unit = units::measure_word(rest, number.chinese)
            .filter(|word| matches!(*word, "%" | "个" | "名" | "人" | "元" | "天" | "年" | "次" | "件"));
        let from_unit = low_unit.map_or(0, str::len);
        let joint = &rest[from_unit..];
        for mark in ["-", "至", "到", "—", "～"] {
            let Some(after) = joint.strip_prefix(mark) else { continue };
            let at = number.range.end + from_unit + mark.len();
            if !after.starts_with(numerals::begins_number) {
                continue;
            }
            let Some(high) = numerals::number(self.body, at) else { continue };
            let grows = high.value > number.value && high.chinese == number.chinese;
            if grows && !self.before().ends_with(['从', '由']) {
                return Some((Some(high.value), high.range.end));
            }
            // 0359-1234567 and other codes.
            if mark == "-" && low_unit.is_none() && !number.chinese {
                return None;
            }
        }
        Some((None, number.range.end))
    }

    /// The clause in front of the number. A clause without end is no clause: what bears on a number stands near.
    fn before(&self) -> &str {
        let start = self.candidate.number.range.start;
        let near = boundary_up(self.body, start.saturating_sub(900));
        &self.body[self.clause.start.max(near).min(start)..start]
    }

    /// Whether an Arabic number with a measure word measures something.
    fn arabic_counts(&self, word: &str, after: &str) -> bool {
        let before = self.before();
        match word {
            "年" => !PLAN_WORDS.begins(after),
            "分" => !after.starts_with(['之', '期', '批', '层', '片', '组', '段']),
            "小时" => !ROUND_THE_CLOCK.begins(after) || before.contains('共'),
            "度" | "国" | "省" | "市" | "县" | "区" | "科" | "步" | "面" | "把" | "口" | "升" | "对" => {
                !self.quoted && after.chars().next().is_none_or(|c| !c.is_alphanumeric() || "全均都和及共".contains(c))
            }
            "日" => after.starts_with(['内']) || after.starts_with("以内"),
            "余" => true,
            _ => !self.quoted || word == "%" || self.clause.len() > 60,
        }
    }

    /// Whether a Chinese numeral with a measure word counts something: fixed terms (三项制度, 一站式) do not.
    fn chinese_counts(&self, word: &str, after: &str) -> bool {
        let number = &self.candidate.number;
        let before = self.before();
        let approximate = number.more || prefix(before).1.is_some();
        if self.quoted || (number.bare_scale && !approximate) || before.ends_with("分之") || after.starts_with("分之") {
            return false;
        }
        if !before.ends_with("合同")
            && before
                .ends_with(['每', '任', '同', '统', '唯', '逐', '这', '那', '某', '又', '第', '新', '进', '周', '初', '之', '其'])
            || (number.value == 1.0 && before.ends_with('另'))
        {
            return false;
        }
        let duration = ["历时", "为期", "用时", "连续", "持续", "长达", "仅用", "需"].iter().any(|cue| before.ends_with(cue));
        if matches!(word, "年" | "周" | "天") && number.value < 10.0 {
            return duration;
        }
        if approximate {
            return true;
        }
        if number.value == 0.0 {
            return matches!(word, "件" | "起" | "人" | "例" | "次" | "宗")
                && after.chars().next().is_none_or(|c| !c.is_alphanumeric());
        }
        if number.value == 1.0 {
            return self.one_counts(word, after);
        }
        match word {
            // 二期 is the second stage of a project, 两期 are two courses.
            "期" if number.value < 10.0 => return number.value > 2.0 || self.body[number.range.clone()].starts_with('两'),
            "种" | "类" | "批" | "块" | "套" | "地" | "轮" | "本" | "部" | "处" if number.value < 10.0 => {
                return before.ends_with(['等', '了']) || word == "轮" && DONE.ends(before);
            }
            _ => {}
        }
        let listed = before.ends_with(['等', '了', '共', '有']) || before.ends_with("开展") || before.ends_with("召开");
        listed || !FIXED_NOUNS.begins(after.trim_start_matches(['大', '重', '主', '要', '专']))
    }

    /// 一 is an article more often than a number: it counts at the end of a clause (召开会议一次) and behind 至少.
    fn one_counts(&self, word: &str, after: &str) -> bool {
        let before = self.before();
        let ends = after.chars().next().is_none_or(|c| matches!(c, '，' | '。' | '；' | '\n' | '、' | '）'));
        let plain = matches!(
            word,
            "次" | "件" | "名" | "个" | "家" | "场" | "起" | "人" | "场次" | "轮" | "期" | "处" | "座" | "份" | "支" | "所"
        ) && !last_words(before, 3).contains('一');
        let slogan = before.ends_with(['跑', '办', '进', '说', '查', '抓', '只', '多', '到', '的', '为']);
        let at_least =
            || ["至少", "不少于"].iter().any(|cue| before.rfind(cue).is_some_and(|at| before[at..].chars().count() <= 8));
        // 每半年召开一次会议: how often.
        let often = || {
            matches!(word, "次" | "场" | "期" | "轮")
                && before.rfind('每').is_some_and(|at| (2..=9).contains(&before[at..].chars().count()))
        };
        plain && (!slogan || matches!(word, "轮" | "期")) && ((ends && before.chars().count() >= 2) || at_least() || often())
    }

    /// 约占98%, 突破45%: the bound stands right in front of the verb of the number, or is that verb.
    fn bound_beside(&self) -> Option<Qualifier> {
        let before = last_words(self.before(), 8).trim_end_matches('了');
        let breaks = ["突破", "量破", "数破", "已破", "均破", "额破"].iter().any(|verb| before.ends_with(verb));
        if breaks || before.ends_with("高于") || before.ends_with("多于") {
            return Some(Qualifier::MoreThan);
        }
        if before.ends_with("低于") || before.ends_with("少于") {
            return Some(Qualifier::LessThan);
        }
        let verb = before.trim_end_matches(['占', '为', '有', '达', '到', '在', '至', '计']);
        if verb.len() == before.len() { None } else { prefix(verb).1 }
    }

    /// How long the minus sign of a number is, in bytes: -7.8% in a table, 增幅为-7.8%.
    fn sign(&self, percent: bool) -> usize {
        let Candidate { number, before } = self.candidate;
        if number.chinese || !matches!(before, '-' | '−' | '－') || !(percent || self.cell.is_some()) {
            return 0;
        }
        let in_front = self.body[..number.range.start - before.len_utf8()].chars().next_back();
        let begins =
            in_front.is_none_or(|c| matches!(c, '|' | '\t' | '\n' | ' ' | '：' | '（' | '为' | '达' | '长' | '幅' | '率'));
        if begins { before.len_utf8() } else { 0 }
    }

    /// 至少开展一次, 不低于总数5%: the bound stands a few characters before its number.
    fn bound_apart(&self) -> Option<Qualifier> {
        // Nine characters and the cue: no bound stands further away.
        let before = last_words(self.before(), 12);
        if !BOUNDS.is_in(before) {
            return None;
        }
        let bound = |cues: &[&str]| {
            cues.iter().any(|cue| {
                before.rfind(cue).is_some_and(|at| {
                    let between = &before[at + cue.len()..];
                    between.chars().count() <= 9 && !between.contains(|c: char| c.is_ascii_digit() || c == '、')
                })
            })
        };
        if bound(&["至少", "不少于", "不低于"]) {
            return Some(Qualifier::MoreThan);
        }
        bound(&["不超过", "不高于", "不多于"]).then_some(Qualifier::LessThan)
    }

    /// The number is all there is in a cell of a table.
    fn fills_cell(&self) -> bool {
        !self.candidate.number.chinese && self.cell.is_some_and(|cell| cell.range == self.candidate.number.range)
    }

    /// 1.04:1 says how many of one thing there are for one of another.
    fn is_ratio(&self, rest: &str) -> bool {
        let to_one = rest.strip_prefix(":1").is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_digit() || c == '.'));
        to_one && !self.quoted && !self.candidate.number.chinese
    }

    /// 败诉案件为零.
    fn is_zero(&self, rest: &str) -> bool {
        let number = &self.candidate.number;
        number.chinese
            && number.value == 0.0
            && self.before().ends_with('为')
            && rest.chars().next().is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '\n' | '）'))
    }

    /// 零败诉, 零申请: none of what follows.
    fn is_none_of(&self, rest: &str) -> bool {
        let number = &self.candidate.number;
        let ends = |noun: &str| rest[noun.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric() || "的和与及".contains(c));
        number.chinese && number.value == 0.0 && !self.quoted && NONE_OF.starts_of(rest).any(ends)
    }

    /// A number without a measure word counts at the end of its clause, behind a word that announces a value.
    fn counts_without_unit(&self, rest: &str) -> bool {
        let number = &self.candidate.number;
        let text = &self.body[number.range.clone()];
        let rest = &rest[suffix(rest).0..];
        let ends = rest.chars().next().is_none_or(|c| matches!(c, '，' | '。' | '；' | '、' | '\n' | '）' | '\t' | '|'));
        let announced = self
            .before()
            .ends_with(['为', '达', '到', '至', '有', '共', '计', '比', '数', '是', '高', '升', '加', '长', '降', '少']);
        // 总人口45万, 追回欠薪8.2亿: the scale shows that something is counted.
        if ends && !self.quoted && text.contains(['万', '亿']) {
            return true;
        }
        let plausible = text.bytes().filter(u8::is_ascii_digit).count() < 7
            && !(number.value.fract() == 0.0 && (1949.0..2061.0).contains(&number.value));
        ends && announced && plausible && !self.quoted
    }
}

/// 三年行动, 五年规划: the length of a plan is its name.
static PLAN_WORDS: WordList =
    WordList::new(&["行动", "规划", "计划", "攻坚", "方案", "任期", "版", "以来", "来", "级", "期", "发展", "目标", "度"]);
/// 24小时服务: how long a service is open.
static ROUND_THE_CLOCK: WordList = WordList::new(&["不打烊", "自助", "服务", "在线", "热线", "值班", "全天候", "响应"]);
/// Bounds that may stand apart from their number.
static BOUNDS: WordList = WordList::new(&["至少", "不少于", "不低于", "不超过", "不高于", "不多于"]);

/// What there can be none of: 零败诉.
static NONE_OF: WordList = WordList::new(&[
    "申请",
    "败诉",
    "投诉",
    "事故",
    "纠错",
    "上访",
    "差错",
    "撤销",
    "超期",
    "积案",
    "发案",
    "立案",
    "信访",
    "复议",
    "诉讼",
    "案件",
    "越级",
    "逾期",
    "违纪",
    "违规",
    "违法",
    "退件",
    "死亡",
    "越级上访",
    "复议案件",
    "重大事故",
    "安全事故",
    "非访",
    "进京上访",
    "赴省上访",
]);

/// Verbs of what is held or made.
static DONE: WordList = WordList::new(&["开展", "组织", "进行", "完成", "举办", "经过", "实施"]);

/// What a small Chinese numeral with a measure word names rather than counts.
static FIXED_NOUNS: WordList = WordList::new(&[
    "维护", "意识", "自信", "确立", "全面", "一批", "必须", "坚持", "统一", "结合", "到位", "方面", "层面", "维度", "环节",
    "阶段", "角度", "关键", "重点", "方向", "更加", "革命", "文明", "务必", "清单", "一律", "责任", "伟大", "体系", "机制",
    "平台", "能力", "关系", "抓手", "目标", "主体", "规划", "纲要", "领域", "阵地", "行动", "制度", "改革", "措施", "举措",
    "任务", "工程", "规定", "职责", "原则", "监督", "建设", "作用", "基本", "代表", "思想", "先", "不", "有", "更", "严", "化",
    "讲", "度", "五年", "毫不",
]);

/// Qualifiers in front of a number, longest first.
static PREFIXES: WordList = WordList::new(&[
    "不少于",
    "不低于",
    "不超过",
    "不高于",
    "不多于",
    "至少",
    "最多",
    "超过",
    "大约",
    "将近",
    "接近",
    "不足",
    "不到",
    "逾",
    "超",
    "约",
    "近",
]);

fn prefix(before: &str) -> (usize, Option<Qualifier>) {
    for word in PREFIXES.ends_of(before) {
        let rest = &before[..before.len() - word.len()];
        let part_of_word = match word {
            "约" => rest.ends_with(['节', '条', '预', '公', '签', '契', '制', '集', '履', '违', '邀', '特', '解', '民']),
            "近" => rest.ends_with(['最', '附', '邻', '靠', '亲', '就', '临', '远']),
            "超" => rest.ends_with(['赶', '反']),
            _ => false,
        };
        if !part_of_word {
            let qualifier = match word {
                "不少于" | "不低于" | "至少" | "超过" | "逾" | "超" => Qualifier::MoreThan,
                "大约" | "约" => Qualifier::About,
                _ => Qualifier::LessThan,
            };
            return (word.len(), Some(qualifier));
        }
    }
    (0, None)
}

/// Qualifiers behind a number and its unit.
static SUFFIXES: WordList = WordList::new(&["以上", "以下", "以内", "之内", "左右", "上下", "之多", "多", "余"]);

fn suffix(after: &str) -> (usize, Option<Qualifier>) {
    let Some(word) =
        SUFFIXES.starts_of(after).find(|word| !(*word == "多" && after[word.len()..].starts_with(|c: char| c.is_alphanumeric())))
    else {
        return (0, None);
    };
    let qualifier = match word {
        "以上" | "多" | "余" => Some(Qualifier::MoreThan),
        "以下" | "以内" | "之内" => Some(Qualifier::LessThan),
        "左右" | "上下" => Some(Qualifier::About),
        // 之多 adds nothing to the number.
        _ => None,
    };
    (word.len(), qualifier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clauses, dates, outline};

    fn figures(body: &str) -> Vec<String> {
        let marks = Marks::of(body);
        let dates = dates::dates(body);
        let labels: Vec<_> = outline::outline(body, &marks).into_iter().map(|node| node.label).collect();
        let candidates = candidates(body, &marks, &dates, &labels);
        let positions: Vec<_> = candidates.iter().map(|candidate| candidate.number.range.start).collect();
        let cut = clauses::clauses(body, &marks, &positions);
        readings(body, &candidates, &cut, &[])
            .into_iter()
            .map(|(r, _)| {
                let high = r.value_high.map(|high| format!("-{high}")).unwrap_or_default();
                format!("{}={}{high} {} {}", &body[r.range], r.value, r.unit, r.qualifier)
            })
            .collect()
    }

    #[test]
    fn what_measures() {
        for (body, expected) in [
            ("共受理2000余件，化解率98%以上。", &["2000余件=2000 件 MORE_THAN", "98%以上=98 % MORE_THAN"][..]),
            ("接待群众近5000余人次。", &["近5000余人次=5000 人次 ABOUT"]),
            ("确定了6-8名工作人员。", &["6-8名=6-8 名 EXACT"]),
            ("挽回损失达5830万余元。", &["5830万余元=58300000 元 MORE_THAN"]),
            ("挽回约321万余元。", &["约321万余元=3210000 元 ABOUT"]),
            ("千余人参加培训。", &["千余人=1000 人 MORE_THAN"]),
            ("免罚清单单位有城管局等十六家；", &["十六家=16 家 EXACT"]),
            ("历时五个月，召开两次会议。", &["五个月=5 个月 EXACT", "两次=2 次 EXACT"]),
            ("开展180余场（次）活动。", &["180余场（次）=180 场次 MORE_THAN"]),
            ("律师万人比达到0.45，增至3家。", &["0.45=0.45  EXACT", "3家=3 家 EXACT"]),
            ("办结率不低于百分之九十。", &["不低于百分之九十=90 % MORE_THAN"]),
            ("召开专题会议一次。", &["一次=1 次 EXACT"]),
            ("惠及企业4664家。", &["4664家=4664 家 EXACT"]),
            ("追回欠薪8.2亿，总人口45万。", &["8.2亿=820000000  EXACT", "45万=450000  EXACT"]),
            ("复议与诉讼案件比为1.5:1，满意度达92.3以上。", &["1.5:1=1.5  EXACT", "92.3以上=92.3  MORE_THAN"]),
            ("近三成案件和解，另两件在审，被纠错案件为零。", &["近三成=30 % LESS_THAN", "两件=2 件 EXACT", "零=0  EXACT"]),
            ("对8大类、132小项逐一打分，满分100分。", &["8大类=8 大类 EXACT", "132小项=132 小项 EXACT", "100分=100 分 EXACT"]),
            ("没收物品一百八十公斤，合格率百分之九十八点五。", &["一百八十公斤=180 公斤 EXACT", "百分之九十八点五=98.5 % EXACT"]),
            ("每半年召开一次例会。", &["一次=1 次 EXACT"]),
        ] {
            assert_eq!(figures(body), expected, "{body}");
        }
    }

    #[test]
    fn what_does_not_measure() {
        for body in [
            "落实三项制度，开展“五大活动”，做到“两个维护”。",
            "坚定捍卫两个确立，增强四个意识。",
            "拨打12348热线，推行721工作法，完善“6+X”机制。",
            "全国第14次会议，第三次全体会议。",
            "印发《关于2021年30项工作的通知》（国发〔2021〕7号）。",
            "推进一件事一次办，最多跑一次。",
            "实施三年行动计划，落实第八个五年规划。",
            "在12·4国家宪法日宣誓。",
            "一窗受理，一对一服务，进一步完善。",
            "提供7×24小时服务，24小时自助服务。",
            "5G网络和A4纸。",
            "对标2035年远景目标。",
            "上午9:15开庭，一次办好，4月成立，十分重视。",
        ] {
            assert_eq!(figures(body), [""; 0], "{body}");
        }
    }
}
