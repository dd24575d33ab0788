//! A web page → the text of its article: one line for each block, cells of a table side by side with `|` between them.
//!
//! Government pages agree in nothing but this: what is not the article is navigation, and navigation is links. So blocks
//! that are marked as furniture, and blocks most of whose words are links, are left out; what is left is the article with
//! its title and the lines of metadata around it, which the extractor can tell apart.

mod bounds;
mod lines;

use scraper::{Html, Node, Selector, node::Element};
use std::{collections::HashMap, ptr};

use self::lines::{Lines, is_inline};
use super::error::IngestError;

/// Elements without words for the reader.
const SILENT: &[&str] = &[
    "head", "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "select", "iframe",
    "object", "svg", "canvas", "video", "audio",
];

/// Words of a class or an id that mark furniture.
const FURNITURE: &[&str] =
    &["nav", "menu", "breadcrumb", "crumb", "footer", "copyright", "sidebar", "share", "toolbar", "qrcode"];

/// The text of a page.
pub(super) fn text(page: &str) -> Result<String, IngestError> {
    bounds::check(page)?;
    let page = Html::parse_document(page);
    let words = words(&page);
    let lines = std::cell::RefCell::new(Lines::default());
    let enter = &mut |node: &Node| match node {
        Node::Text(text) => {
            lines.borrow_mut().words(text);
            true
        }
        Node::Element(element) => {
            let navigation = words.get(&ptr::from_ref(node)).is_some_and(|words| !is_inline(element) && words.are_mostly_links());
            let kept = !navigation && !is_furniture(element);
            if kept {
                lines.borrow_mut().open(element);
            }
            kept
        }
        _ => true,
    };
    walk(&page, enter, &mut |node| {
        if let Node::Element(element) = node {
            lines.borrow_mut().close(element);
        }
    });
    let text = lines.into_inner().finish();
    match title(&page).filter(|title| !letters(&text).contains(&letters(title))) {
        Some(title) => Ok(format!("{title}\n{text}")),
        None => Ok(text),
    }
}

/// Every node in the order of the page; those below one are left out when `enter` says no, and then it is not left either.
/// A deep page must not make a deep stack.
fn walk<'a>(page: &'a Html, enter: &mut dyn FnMut(&'a Node) -> bool, leave: &mut dyn FnMut(&'a Node)) {
    let root = *page.root_element();
    let mut node = root;
    loop {
        if enter(node.value()) {
            if let Some(child) = node.first_child() {
                node = child;
                continue;
            }
            leave(node.value());
        }
        while node != root && node.next_sibling().is_none() {
            let Some(parent) = node.parent() else { return };
            node = parent;
            leave(node.value());
        }
        match node.next_sibling() {
            Some(next) if node != root => node = next,
            _ => return,
        }
    }
}

/// How many letters an element has, and how many of them are in links.
#[derive(Debug, Clone, Copy, Default)]
struct Words {
    all: usize,
    linked: usize,
}

impl Words {
    /// Few words say nothing: a paragraph may be one link.
    fn are_mostly_links(self) -> bool {
        self.all > 0 && self.linked * 10 > self.all * 6
    }
}

fn words(page: &Html) -> HashMap<*const Node, Words> {
    let found = std::cell::RefCell::new((HashMap::new(), vec![Words::default()], 0_usize));
    let enter = &mut |node: &Node| {
        let (_, open, in_links) = &mut *found.borrow_mut();
        match node {
            Node::Element(element) if is_furniture(element) => return false,
            Node::Element(element) => {
                *in_links += usize::from(element.name() == "a");
                open.push(Words::default());
            }
            Node::Text(text) => {
                let letters = text.chars().filter(|character| character.is_alphanumeric()).count();
                if let Some(around) = open.last_mut() {
                    around.all += letters;
                    around.linked += if *in_links > 0 { letters } else { 0 };
                }
            }
            _ => {}
        }
        true
    };
    walk(page, enter, &mut |node| {
        let (closed, open, in_links) = &mut *found.borrow_mut();
        if let Node::Element(element) = node
            && let Some(inside) = open.pop()
        {
            *in_links -= usize::from(element.name() == "a");
            if let Some(around) = open.last_mut() {
                around.all += inside.all;
                around.linked += inside.linked;
            }
            closed.insert(ptr::from_ref(node), inside);
        }
    });
    found.into_inner().0
}

fn is_furniture(element: &Element) -> bool {
    if SILENT.contains(&element.name()) || element.attr("hidden").is_some() {
        return true;
    }
    let hidden = |style: &str| style.replace(' ', "").to_ascii_lowercase().contains("display:none");
    if element.attr("style").is_some_and(hidden) {
        return true;
    }
    // Whole words, so that `navy` and `shared` are no furniture.
    let marked = |name: &str| name.split(['-', '_']).any(|word| FURNITURE.contains(&word.to_ascii_lowercase().as_str()));
    !matches!(element.name(), "html" | "body") && (element.id().is_some_and(marked) || element.classes().any(marked))
}

/// What the page calls its article, where that is a report.
fn title(page: &Html) -> Option<String> {
    let first = |selector: &str| page.select(&Selector::parse(selector).ok()?).next();
    let given = first("meta[name=ArticleTitle]").and_then(|meta| meta.attr("content").map(str::to_owned));
    let heading = first("h1").map(|heading| heading.text().collect::<String>());
    let window = first("title").map(|title| title.text().collect::<String>());
    // The window's title goes on with the name of the site.
    let window = window.map(|title| title.split(['_', '-', '|', '—', '–']).next().unwrap_or_default().to_owned());
    let tidy = |title: String| title.split_whitespace().collect::<Vec<_>>().join(" ");
    [given, heading, window].into_iter().flatten().map(tidy).find(|title| title.contains("法治") || title.contains("报告"))
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::bounds::DEEPEST;

    fn text(page: &str) -> String {
        super::text(page).unwrap()
    }

    #[test]
    fn blocks_are_lines_and_cells_stand_side_by_side() {
        let page = "<body><p>第一段<b>重点</b>，\n 续。<br>换行</p><div>第二段<p>第三段</p></div>
            <table><tr><td><p>索引号</p></td><td> a-1 </td></tr><tr><th>日期</th><td>2022年</td></tr></table></body>";
        assert_eq!(text(page), "第一段重点， 续。\n换行\n第二段\n第三段\n索引号 | a-1\n日期 | 2022年\n");
    }

    #[test]
    fn numbered_lists_keep_their_numbers() {
        let page = "<body><ol start=3><li><p>甲</p><p>续</p></li><li>乙<ul><li>子</li></ul></li><li>丙</li></ol>
            <ol start=-9223372036854775808><p>丁</p><li>戊</li></ol></body>";
        assert_eq!(text(page), "3. 甲\n续\n4. 乙\n子\n5. 丙\n丁\n-9223372036854775808. 戊\n");
    }

    #[test]
    fn what_is_not_the_article_is_left_out() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body>
            <div class='top-nav'>首页</div><ul><li><a href=1>政务公开</a></li><li><a href=2>办事</a></li></ul>
            <div class='bread crumb'>位置</div><script>var a = 1;</script><div style='display: none'>隐藏</div>
            <div id=zoom><p>全年化解纠纷12件，<a href=3>见附件</a>。</p></div>
            <div class=navy>海军蓝</div><div id='footer'>版权所有</div></body></html>";
        assert_eq!(text(page), "全年化解纠纷12件，见附件。\n海军蓝\n");
    }

    #[test]
    fn a_title_outside_the_article_is_kept() {
        let article = "<div><p>一、主要工作</p></div>";
        for (head, title) in [
            ("<title>某县2021年法治政府建设报告_某县人民政府</title>", "某县2021年法治政府建设报告\n"),
            ("<meta name=ArticleTitle content='某县报告'><title>x</title>", "某县报告\n"),
            ("</head><body><header><h1>某县 法治 报告</h1></header>", "某县 法治 报告\n"),
            ("</head><body><h1>某县法治报告</h1>", "某县法治报告\n"),
            ("<title>某县人民政府</title>", ""),
        ] {
            assert_eq!(text(&format!("<html><head>{head}{article}")), format!("{title}一、主要工作\n"), "{head}");
        }
    }

    #[test]
    fn a_page_that_is_only_depth_is_refused() {
        let page = |depth| format!("{}深{}", "<div>".repeat(depth), "</div>".repeat(depth));
        assert_eq!(text(&page(500)), "深\n");
        assert!(super::text(&page(DEEPEST + 1)).is_err());
        assert_eq!(text(&"<p>段".repeat(5_000)), "段\n".repeat(5_000));
    }
}
