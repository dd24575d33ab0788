//! Lines: which belong to the head, the title, the body and the foot, and which are furniture of a page or a site.
//!
//! The body comes out as paragraphs: lines that a page break or a narrow page cut in two are joined again.

use crate::traced::Traced;
use crate::wordlist::WordList;
use std::ops::Range;

/// A text cut into its parts.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The lines above the body that are not part of the title, furniture included: numbers and dates stand here.
    pub head: Vec<String>,
    /// The title on one line; empty where none was found.
    pub title: String,
    /// Where the title stands, line by line, in bytes of the cleaned text.
    pub title_at: Vec<Range<usize>>,
    /// Lines directly above the title.
    pub above_title: Vec<String>,
    /// The paragraphs of the report, one a line.
    pub body: Traced,
    /// The lines below the body: issuers and date.
    pub foot: Vec<String>,
}

/// How far from its top a report may have its title, in lines that are not empty.
const TITLE_WITHIN: usize = 120;
/// A title is rarely longer than this, in characters.
const TITLE_LENGTH: usize = 64;

/// A running head is shorter than this, in bytes.
const RUNNING: usize = 120;

/// Cuts a cleaned text into head, title, body and foot.
pub(crate) fn layout(clean: &Traced) -> Layout {
    let lines = lines(&clean.text);
    let text = |line: &Range<usize>| &clean.text[line.clone()];
    let title = find_title(&lines.iter().take(TITLE_WITHIN).map(|line| TitleLine::new(text(line))).collect::<Vec<_>>());
    let (first_title, after_title) = match &title {
        Some(title) => (title.start, title.end),
        None => (0, 0),
    };
    let above: Vec<String> = lines[..first_title].iter().map(|line| text(line).to_owned()).collect();
    let title_at: Vec<Range<usize>> =
        lines[first_title..after_title].iter().map(|line| within(line, text(line), trim_title(text(line)))).collect();
    let title_text: String = title_at.iter().map(text).collect();

    let mut head = above.clone();
    let mut rest: Vec<Range<usize>> = Vec::with_capacity(lines.len() - after_title);
    let repeated = repeated_lines(clean, &lines);
    for line in &lines[after_title..] {
        let words = text(line);
        let running = rest.len() > 3 && words.len() < RUNNING && repeated.contains(words);
        if is_page_number(words) || running || words == title_text {
            continue;
        }
        if is_furniture(words) {
            if rest.len() < 3 {
                head.push(words.to_owned());
            } else if is_end_of_page(words) && rest.iter().map(|line| line.len()).sum::<usize>() > 600 {
                break;
            }
            continue;
        }
        rest.push(line.clone());
    }
    let foot_start = foot_start(&rest.iter().map(text).collect::<Vec<_>>());
    let foot = rest[foot_start..].iter().map(|line| text(line).to_owned()).collect();
    let above_title = above.iter().rev().take(6).rev().cloned().collect();
    Layout { head, title: title_text, title_at, above_title, body: paragraphs(clean, &rest[..foot_start]), foot }
}

/// Where a part of a line stands, given where the line stands.
fn within(range: &Range<usize>, line: &str, part: &str) -> Range<usize> {
    let start = range.start + line.find(part).unwrap_or(0);
    start..start + part.len()
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let trimmed = line.trim_start_matches(['#', '>', ' ', '\t', '\u{c}']).trim_end();
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_start_matches(['#', '>', ' ', '\t', '\u{c}']).len());
            lines.push(from..from + trimmed.len());
        }
        start += line.len() + 1;
    }
    lines
}

fn length(line: &str) -> usize {
    line.chars().count()
}

// ---- title ------------------------------------------------------------------------------------------------------

static SUBJECTS: WordList =
    WordList::new(&["法治政府", "依法行政", "法治建设", "依法治县", "依法治区", "依法治市", "依法治旗", "第一责任人"]);
static KINDS: WordList = WordList::new(&["报告", "情况", "总结", "汇报", "年报", "自查"]);
static PLACES: WordList = WordList::new(&["县", "区", "市", "旗"]);
static NO_TITLES: WordList = WordList::new(&["附件", "来源", "索引", "标题", "名称", "当前位置", "首页"]);

/// A line that could be one of a title's.
struct TitleLine<'a> {
    line: &'a str,
    /// Without the marks around it.
    trimmed: &'a str,
    length: usize,
    /// It is too long for a title, or has punctuation that no title has.
    prose: bool,
}

impl<'a> TitleLine<'a> {
    fn new(line: &'a str) -> Self {
        let trimmed = trim_title(line);
        let length = length(trimmed);
        Self { line, trimmed, length, prose: length > TITLE_LENGTH || trimmed.contains(['。', '；', '，', '！', '\t']) }
    }
}

fn find_title(lines: &[TitleLine<'_>]) -> Option<Range<usize>> {
    let body = lines.iter().position(|line| length(line.line) > 90 || line.line.starts_with("一、")).unwrap_or(lines.len());
    let mut best: Option<(i32, Range<usize>)> = None;
    for first in 0..lines.len() {
        // A title may be broken over three lines; shorter ones are preferred.
        for count in 1..=3.min(lines.len() - first) {
            let piece = &lines[first..first + count];
            let Some(score) = title_score(piece, first, body) else { continue };
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, first..first + count));
            }
        }
    }
    let (_, mut title) = best?;
    // 酉阳土家族苗族自治县 ↵ 2021年法治政府建设情况报告: a place alone on the line above belongs to the title.
    while let Some(above) = title.start.checked_sub(1).map(|at| lines[at].line) {
        let opens = !lines[title.start].line.starts_with("关于");
        let place = above.ends_with(['县', '区', '市', '旗', '州']) && length(above) <= 15 && !above.contains(['：', '，', '。']);
        let year = above.ends_with("年") || above.ends_with("年度");
        if !(opens && (place || (year && length(above) <= 24))) {
            break;
        }
        title.start -= 1;
    }
    Some(title)
}

fn title_score(piece: &[TitleLine<'_>], first: usize, body: usize) -> Option<i32> {
    let long = piece.iter().map(|line| line.length).sum::<usize>();
    if !(6..=TITLE_LENGTH).contains(&long) || piece.iter().any(|line| line.prose) {
        return None;
    }
    let joined: String = piece.iter().map(|line| line.trimmed).collect();
    if !SUBJECTS.is_in(&joined) || !KINDS.is_in(&joined) {
        return None;
    }
    if crate::outline::starts_with_label(&joined) || NO_TITLES.begins(&joined) {
        return None;
    }
    let several = piece.len() > 1;
    let foreign = |line: &str| line.contains('：') || is_furniture(line) || is_body_opening(line) || is_organ(line);
    if several && piece.iter().any(|line| foreign(line.line)) {
        return None;
    }
    let mut score = 20;
    score += 12 * i32::from(KINDS.ends(&joined));
    score += 8 * i32::from(joined.contains("报告"));
    score += 6 * i32::from(joined.contains('年'));
    score += 6 * i32::from(PLACES.is_in(&joined));
    score += 10 * i32::from(first < body);
    // The same words stand in a site's navigation; the title is the last of them before the body.
    score += (first.min(20) / 4) as i32;
    score -= 4 * (piece.len() as i32 - 1);
    // Three lines only where the two alone say too little.
    if several && piece.iter().any(|line| SUBJECTS.is_in(line.line) && KINDS.ends(line.line)) {
        score -= 12;
    }
    Some(score)
}

fn is_body_opening(line: &str) -> bool {
    line.ends_with('：') || line.ends_with(':')
}

/// A title without the marks that sites put around it.
fn trim_title(line: &str) -> &str {
    let line = line.trim_matches(['【', '】', '“', '”', ' ', '《', '》']);
    let end = memchr::memchr3(b'_', b'|', b'\t', line.as_bytes()).unwrap_or(line.len());
    line[..end].trim()
}

// ---- furniture --------------------------------------------------------------------------------------------------

/// Words with which a line of a site's furniture begins.
static FURNITURE_STARTS: WordList = WordList::new(&[
    "发布时间",
    "发布日期",
    "发文日期",
    "成文日期",
    "生成日期",
    "公开日期",
    "索引号",
    "索 引 号",
    "文号",
    "发文字号",
    "发布单位",
    "发布机构",
    "发文机关",
    "公开方式",
    "公开范围",
    "信息来源",
    "来源",
    "作者",
    "责任编辑",
    "编辑",
    "浏览次数",
    "阅读次数",
    "点击数",
    "点击率",
    "访问量",
    "字体",
    "字号",
    "打印",
    "关闭",
    "关闭窗口",
    "分享到",
    "分享",
    "扫一扫",
    "上一篇",
    "下一篇",
    "当前位置",
    "您的位置",
    "您现在的位置",
    "首页",
    "版权所有",
    "主办单位",
    "网站标识码",
    "技术支持",
    "用户登录",
    "相关链接",
    "无障碍",
]);
static FURNITURE: WordList = WordList::new(&["ICP备", "公网安备", "网站地图", "浏览次数", "扫码", "全文检索"]);
static END_OF_PAGE: WordList =
    WordList::new(&["打印", "关闭", "分享", "上一篇", "下一篇", "版权", "主办", "扫一扫", "相关", "责任编辑", "网站"]);

fn is_furniture(line: &str) -> bool {
    let line = line.trim_start_matches(['【', '[', '〔', '(', '（']);
    // No character has more than four bytes.
    if line.len() > 480 || length(line) > 120 {
        return false;
    }
    FURNITURE_STARTS.starts_of(line).any(|start| {
        let rest = &line[start.len()..];
        rest.is_empty() || rest.starts_with(['：', ':', '】', ' ', '\t', '>', '〉', '大', '本', '正', '次', '到', '此'])
    }) || (length(line) < 80 && FURNITURE.is_in(line) && !line.ends_with(['。', '；']))
        || matches!(line, "×" | "打印" | "关闭" | "收藏" | "返回顶部" | "|" | "大" | "中" | "小")
}

fn is_end_of_page(line: &str) -> bool {
    END_OF_PAGE.is_in(line)
}

/// `3`, `- 3 -`, `第3页`, `第 3 页 共 12 页`, `3/12`.
fn is_page_number(line: &str) -> bool {
    if line.len() > 64 {
        return false;
    }
    let mut digits = 0;
    for character in line.chars() {
        match character {
            '-' | '—' | ' ' | '\t' | '第' | '页' | '共' | '/' | '，' | '·' | '_' => {}
            '0'..='9' => digits += 1,
            _ => return false,
        }
    }
    (1..=6).contains(&digits) && length(line) <= 16 && (digits <= 3 || line.contains(['页', '/']))
}

/// Short lines without punctuation that stand on many pages: running heads.
fn repeated_lines(clean: &Traced, lines: &[Range<usize>]) -> std::collections::HashSet<String> {
    let mut count = std::collections::HashMap::<&str, usize>::new();
    for line in lines {
        let words = &clean.text[line.clone()];
        if words.len() < RUNNING && !words.contains(['。', '，', '；']) && !crate::outline::starts_with_label(words) {
            *count.entry(words).or_default() += 1;
        }
    }
    count.into_iter().filter(|&(_, times)| times >= 4).map(|(words, _)| words.to_owned()).collect()
}

// ---- foot -------------------------------------------------------------------------------------------------------

/// The index of the first line of the foot: issuers and a date at the end of a document.
fn foot_start(lines: &[&str]) -> usize {
    let mut start = lines.len();
    // 附件：1.目录 ↵ 2.名单: a list of attachments may stand above the issuers.
    let attachments = lines.iter().rposition(|line| is_attachment(line)).filter(|&at| {
        at + 12 >= lines.len() && lines[at..].iter().all(|line| length(line) <= 60 && !line.contains(['。', '；']))
    });
    for (index, line) in lines.iter().enumerate().rev().take(12) {
        let short = length(line) <= 40 && !line.contains(['。', '；', '，', '！']);
        if attachments.is_some_and(|at| index >= at) || short && (is_signature(line) || is_attachment(line)) {
            start = index;
        } else if !((short && length(line) <= 30 || line.contains("联系")) && line.starts_with('（')) {
            break;
        }
    }
    start
}

fn is_signature(line: &str) -> bool {
    if crate::outline::starts_with_label(line) {
        return false;
    }
    let date = line.ends_with('日') && (line.contains('月')) && length(line) <= 30;
    date || is_organ(line)
}

fn is_attachment(line: &str) -> bool {
    line.starts_with("附件") || line.starts_with("抄送") || line.starts_with("印发") || line.starts_with("联系人")
}

/// Whether a line names a body that issues documents, and nothing else.
pub(crate) fn is_organ(line: &str) -> bool {
    const ENDS: [&str; 10] = ["委", "政府", "办公室", "委员会", "局", "领导小组", "管委会", "办事处", "人大常委会", "政府办"];
    length(line) >= 4
        && length(line) <= 40
        && !line.contains(['：', '，', '。', '、', '；', '—', '！'])
        && !crate::outline::starts_with_label(line)
        && line.split('\t').all(|part| ENDS.iter().any(|end| part.ends_with(end)))
}

// ---- paragraphs -------------------------------------------------------------------------------------------------

fn paragraphs(clean: &Traced, lines: &[Range<usize>]) -> Traced {
    let text = |line: &Range<usize>| &clean.text[line.clone()];
    let columns: Vec<usize> = lines.iter().map(|line| columns(text(line))).collect();
    let width = wrap_width(&columns);
    let mut body = Traced::default();
    let mut paragraph = Paragraph::default();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            let full = width.is_some_and(|width| columns[index - 1] + 8 >= width);
            if !continues(&mut paragraph, &body.text, text(&lines[index - 1]), text(line), full) {
                body.end_line();
                paragraph = Paragraph { read: body.text.len(), ..Paragraph::default() };
            }
        }
        body.append(clean, line.clone());
    }
    if !body.text.is_empty() {
        body.end_line();
    }
    body
}

/// What is known about the paragraph that the lines so far make; each line is looked at once.
#[derive(Debug, Default)]
struct Paragraph {
    /// How far the text has been looked at, in bytes.
    read: usize,
    characters: usize,
    has_stop: bool,
    has_mark: bool,
}

impl Paragraph {
    /// Whether it is prose rather than a heading.
    fn is_prose(&mut self, text: &str) -> bool {
        let unread = &text[self.read..];
        self.read = text.len();
        self.characters += length(unread);
        self.has_stop |= unread.contains('。');
        self.has_mark |= self.has_stop || unread.contains(['，', '；']);
        self.has_mark && (self.has_stop || self.characters > 50)
    }
}

/// How wide a line is printed: Chinese characters are twice as wide as ASCII.
fn columns(line: &str) -> usize {
    let ascii = line.bytes().filter(u8::is_ascii).count();
    2 * length(line) - ascii
}

/// The width of a page whose lines were broken where they were full, in columns.
fn wrap_width(lengths: &[usize]) -> Option<usize> {
    if lengths.len() < 12 {
        return None;
    }
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable();
    let width = sorted[sorted.len() * 9 / 10];
    let full = lengths.iter().filter(|&&length| length * 100 >= width * 85 && length <= width + 12).count();
    ((24..=160).contains(&width) && full * 2 >= lengths.len()).then_some(width)
}

/// Whether a line goes on with the paragraph before it.
fn continues(paragraph: &mut Paragraph, text: &str, line: &str, next: &str, full: bool) -> bool {
    if crate::outline::starts_with_label(next) || next.starts_with('|') || line.starts_with('|') {
        return false;
    }
    if text.ends_with(['。', '！', '？', '；', '：', '…']) {
        return false;
    }
    // A line that is a heading ends; one that is prose and stops in mid-sentence was cut, and so was a full one.
    if full || line.ends_with(['，', '、', '（', '《', '“']) || paragraph.is_prose(text) {
        return true;
    }
    // 村（社 ↵ 区）调委会: a bracket that is open, or a mark that no line begins with.
    let open = line.rfind('（').is_some_and(|at| !line[at..].contains('）'));
    if open || next.starts_with(['，', '。', '、', '；', '）', '》', '”']) {
        return true;
    }
    // 全年调解成功纠纷1654件，其中邻里纠纷533件、婚姻家 ↵ 庭纠纷363件: no heading counts.
    let counts = line.contains(['，', '、']) && line.contains(|c: char| c.is_ascii_digit()) && length(line) >= 20;
    if counts && !line.contains(['\t', '|']) && !crate::outline::starts_with_label(line) {
        return true;
    }
    // Nothing but a table ends a line with a bare number.
    let row =
        || line.as_bytes().windows(3).any(|bytes| bytes[0].is_ascii_digit() && bytes[1] == b' ' && bytes[2].is_ascii_digit());
    line.ends_with(|c: char| c.is_ascii_digit())
        && !line.contains(['\t', '|'])
        && !row()
        && !crate::outline::starts_with_label(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::clean;

    fn of(source: &str) -> Layout {
        layout(&clean(source))
    }

    #[test]
    fn a_title_on_two_lines_is_one() {
        let found = of("某某土家族自治县\n\n2021年法治政府建设情况报告\n2021年，我县认真工作。\n一、主要工作\n");
        assert_eq!(found.title, "某某土家族自治县2021年法治政府建设情况报告");
    }

    #[test]
    fn issuers_above_the_title_are_not_part_of_it() {
        let found = of("中共某某县委\n某某县人民政府\n关于2021年度法治政府建设工作的情况报告\n市委：\n正文。\n");
        assert_eq!(found.title, "关于2021年度法治政府建设工作的情况报告");
        assert_eq!(found.above_title, ["中共某某县委", "某某县人民政府"]);
    }

    #[test]
    fn a_bracket_cut_in_two_is_joined() {
        let found =
            of("某县2021年法治政府建设情况报告\n一、主要工作\n全县有乡镇调委会12个、村（社\n区）调委会98个\n，均已备案。\n");
        assert!(found.body.text.contains("村（社区）调委会98个，均已备案。"), "{}", found.body.text);
    }

    #[test]
    fn a_line_that_counts_and_has_no_end_goes_on() {
        let found = of(
            "某县2021年法治政府建设情况报告\n一、主要工作\n强化责任，推动落实\n全年调解成功各类矛盾纠纷1654件，其中邻里纠纷533件、婚姻家\n庭纠纷363件。\n",
        );
        assert!(found.body.text.contains("婚姻家庭纠纷363件"), "{}", found.body.text);
        assert!(found.body.text.contains("推动落实\n"), "{}", found.body.text);
    }

    #[test]
    fn a_sentence_cut_by_a_page_is_joined() {
        let found = of("某县2021年法治政府建设工作报告\n一、工作\n（一）调解。全年出庭应诉34\n\n- 7 -\n\n件，应诉率100%。\n");
        assert_eq!(found.body.text, "一、工作\n（一）调解。全年出庭应诉34件，应诉率100%。\n");
    }

    #[test]
    fn the_foot_is_no_body() {
        let found =
            of("某县2021年法治政府建设工作报告\n一、工作\n做了工作。\n\n中共某县委\n      某县人民政府\n   2022年1月19日\n");
        assert_eq!(found.body.text, "一、工作\n做了工作。\n");
        assert_eq!(found.foot, ["中共某县委", "某县人民政府", "2022年1月19日"]);
    }

    #[test]
    fn furniture_of_a_site_is_no_body() {
        let found = of(
            "某市政府门户网站\n索引号: a-1\n发布日期: 2021-12-24\n某县2020年度法治政府建设工作报告\n发布时间:2021-12-24 浏览次数: 【字体:\n2020年,我县工作。\n【打印正文】 【字体:\n×\n用户登录",
        );
        assert_eq!(found.body.text, "2020年，我县工作。\n");
    }
}
