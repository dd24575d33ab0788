//! `fazhi token`: made, listed, revoked.

use crate::program::Folder;

#[test]
fn a_token_is_shown_once_listed_without_its_secret_and_revoked() {
    let folder = Folder::new();
    let made = folder.run(&["token", "create", "ci", "--scope", "import,review", "--expires", "90d"]);
    assert_eq!(made.code, 0, "{made:?}");
    let token = made.out.trim();
    let parts: Vec<&str> = token.splitn(3, '_').collect();
    assert_eq!((parts[0], parts[1].len(), parts[2].len()), ("fazhi", 12, 43), "{token}");

    let listed = folder.run(&["token", "list"]);
    assert!(listed.out.contains(parts[1]) && !listed.out.contains(parts[2]), "{listed:?}");
    let line = listed.out.lines().find(|line| line.contains("ci")).unwrap();
    assert!(line.contains("import,review") && line.contains("never") && line.ends_with("in force"), "{line}");

    assert_eq!(folder.run(&["token", "create", "ci", "--scope", "admin"]).code, 1, "one name, one token");
    let revoked = folder.run(&["token", "revoke", "ci"]);
    assert_eq!((revoked.code, revoked.out.as_str()), (0, format!("revoked ci ({})\n", parts[1]).as_str()));
    assert!(folder.run(&["token", "list"]).out.contains("revoked"));
    assert_eq!(folder.run(&["token", "revoke", "ci"]).code, 1);
    assert_eq!(folder.run(&["token", "create", "ci", "--scope", "admin"]).code, 0, "its name is free again");
}

#[test]
fn what_cannot_be_read_is_told() {
    let folder = Folder::new();
    for (arguments, word) in [
        (vec!["token", "create", "a"], "--scope"),
        (vec!["token", "create", "a", "--scope", "write"], "import, review and admin"),
        (vec!["token", "create", "a", "--scope", "import", "--expires", "soon"], "90d"),
        (vec!["token", "create", "a", "--scope", "import", "--expires", "1999-12-31"], "passed"),
        (vec!["token", "create", "--scope", "import"], "NAME"),
    ] {
        let run = folder.run(&arguments);
        assert!(run.code == 2 && run.err.contains(word), "{arguments:?}: {run:?}");
    }
}
