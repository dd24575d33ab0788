//! The catalogue's own examples: every entry is tested by the sentences it gives.

use extract::Extractor;
use extract::catalogue::Catalogue;

#[test]
fn every_example_is_recognised_and_no_near_miss_is() {
    let failures = extract::examples::run(&Extractor::bundled().unwrap());
    let report: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), report.join("\n"));
}

#[test]
fn every_entry_has_at_least_three_examples() {
    for indicator in Catalogue::bundled().unwrap().indicators() {
        assert!(indicator.examples.len() >= 3, "{} has {}", indicator.code, indicator.examples.len());
        assert!(!indicator.description.trim().is_empty(), "{} has no description", indicator.code);
    }
}

#[test]
fn what_contradicts_itself_is_refused() {
    let entry = |code: &str, more: &str| {
        format!(
            "[[indicator]]\ncode = \"{code}\"\ntopic = \"MEDIATION\"\nmeasure = \"COUNT\"\nunit = \"件\"\nname = \"x\"\nname_en = \"x\"\ndescription = \"x\"\nexamples = []\n{more}\n"
        )
    };
    for (text, message) in [
        (entry("a", "wordings = []"), "indicator a: it has no wordings"),
        (entry("a", "wordings = [\"#\"]"), "indicator a: one of its wordings says nothing"),
        (entry("a", "wordings = [\"x\"]\nparent = \"b\""), "indicator a: its parent is not in the catalogue"),
        (entry("a", "wordings = [\"x\"]") + &entry("a", "wordings = [\"x\"]"), "indicator a: its code comes twice"),
        (
            entry("a", "wordings = [\"x\"]\nparent = \"b\"") + &entry("b", "wordings = [\"x\"]\nparent = \"a\""),
            "indicator a: it is above itself: its parents lead back to it",
        ),
        (entry("a/b", "wordings = [\"x\"]"), "indicator a/b: a code has only the letters a to z, digits, _ and ."),
        (entry("a", "wordings = [\"(x|y#\"]"), "indicator a: in the wording \"(x|y#\" a choice is not written as (a|b)"),
        (entry("a", "wordings = [\"(x｜y)#\"]"), "indicator a: in the wording \"(x｜y)#\" a choice is not written as (a|b)"),
    ] {
        assert_eq!(Catalogue::parse(&text).unwrap_err().to_string(), message);
    }
}

#[test]
fn the_version_changes_with_what_is_recognised_and_not_with_what_is_said_about_it() {
    let version = |wording: &str, description: &str| {
        let text = format!(
            "[[indicator]]\ncode = \"a\"\ntopic = \"MEDIATION\"\nmeasure = \"COUNT\"\nunit = \"件\"\nname = \"x\"\nname_en = \"x\"\n\
             description = \"{description}\"\nwordings = [\"{wording}\"]\nexamples = []\n"
        );
        let places = extract::places::Places::bundled().unwrap();
        Extractor::new(places, Catalogue::parse(&text).unwrap()).unwrap().version().to_owned()
    };
    assert_eq!(version("调解#", "x"), version("调解#", "y"));
    assert_ne!(version("调解#", "x"), version("化解#", "x"));
}
