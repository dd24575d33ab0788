//! Two readings of one text: what is gained, lost and changed.

use extract::compare::{Totals, compare};
use extract::{Extractor, Hints, document::Document};

fn read(words: &str) -> Document {
    let text = format!("平遥县2020年度法治政府建设工作报告\n一、主要工作\n{words}\n");
    Extractor::bundled().unwrap().extract(&text, &Hints::default()).unwrap()
}

/// A line for each difference.
fn lines(old: &Document, new: &Document) -> Vec<String> {
    let diff = compare(old, new);
    let mut lines: Vec<String> = diff.figures_gained.iter().map(|it| format!("+ {}", it.raw)).collect();
    lines.extend(diff.figures_lost.iter().map(|it| format!("- {}", it.raw)));
    for it in &diff.figures_changed {
        for change in &it.changes {
            let text = |text: &Option<String>| text.clone().unwrap_or("null".to_owned());
            lines.push(format!("~ {} {}: {} → {}", it.figure.raw, change.field, text(&change.from), text(&change.to)));
        }
    }
    lines.extend(diff.sections_gained.iter().map(|it| format!("+ {}{}", it.label, it.heading)));
    lines.extend(diff.sections_lost.iter().map(|it| format!("- {}{}", it.label, it.heading)));
    lines.extend(diff.metadata.iter().map(|change| format!("~ {}", change.field)));
    lines
}

#[test]
fn the_same_reading_has_no_difference() {
    let document = read("全年收到行政复议申请22件，审结20件。");
    assert!(compare(&document, &document).is_empty());
}

#[test]
fn what_is_gained_lost_and_changed() {
    let old = read("全年收到行政复议申请22件，审结20件。");
    let change = |change: &dyn Fn(&mut Document)| {
        let mut new = old.clone();
        change(&mut new);
        lines(&old, &new)
    };
    assert_eq!(change(&|new| drop(new.figures.remove(0))), ["- 22件"]);
    assert_eq!(change(&|new| new.figures[1].indicator = None), ["~ 20件 indicator: reconsideration.concluded → null"]);
    assert_eq!(change(&|new| new.figures[0].value_high = Some(30.0)), ["~ 22件 value_high: null → 30"]);
    assert_eq!(change(&|new| new.figures[0].start += 1), ["~ 22件 span: 37–40 → 38–40"]);
    assert_eq!(change(&|new| new.figures[0].start = 900), ["+ 22件", "- 22件"]);
    assert_eq!(change(&|new| new.sections[0].label = "二、".to_owned()), ["+ 二、主要工作", "- 一、主要工作"]);
    assert_eq!(change(&|new| new.report.signatory = Some("王某".to_owned())), ["~ signatory"]);
}

#[test]
fn totals_count_which_indicator_became_which() {
    let old = read("全年收到行政复议申请22件，审结20件。");
    let mut new = old.clone();
    new.figures[0].indicator = None;
    new.figures[0].unit = "起".to_owned();
    let mut totals = Totals::default();
    totals.add(&compare(&old, &new));
    totals.add(&compare(&old, &new));
    assert_eq!((totals.figures_changed, totals.figure_fields["unit"], totals.figure_fields["indicator"]), (2, 2, 2));
    let changes = totals.indicator_changes();
    assert_eq!((changes.len(), changes[0].figures, changes[0].to.as_deref()), (1, 2, None));
}
