//! Bad input: each kind has its message and its exit code, and nothing of it is stored.

use crate::{
    archive,
    program::{Folder, REPORT},
};

#[test]
fn every_kind_has_its_message_and_its_exit_code() {
    let no_year = REPORT.replace("2020年度", "");
    let no_county = REPORT.replace("平遥县", "本地");
    let twice = REPORT.replace("平遥县", "鼓楼区");
    let broken = [REPORT.as_bytes(), &[0xff, 0xfe, 0xc3, 0x28, 0x81], REPORT.as_bytes()].concat();
    for (name, content, code, words) in [
        ("empty.txt", Vec::new(), 10, "empty"),
        ("blank.txt", b" \n\n\t".to_vec(), 10, "empty"),
        ("huge.txt", "很长的文本。\n".repeat(50 * 1024 * 1024 / 19).into_bytes(), 11, "32 MB"),
        ("binary.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00".to_vec(), 12, "no text"),
        ("broken.txt", broken, 13, "byte"),
        ("report.xyz", REPORT.as_bytes().to_vec(), 14, ".txt"),
        ("scan.pdf", include_bytes!("../files/scan.pdf").to_vec(), 17, "scan"),
        ("locked.pdf", include_bytes!("../files/locked.pdf").to_vec(), 16, "password"),
        ("half.pdf", include_bytes!("../files/08-sichuan.pdf")[..20_000].to_vec(), 18, "PDF document"),
        ("page.pdf", b"<html><p>404</p></html>".to_vec(), 18, "first bytes"),
        ("half.docx", include_bytes!("../files/08-sichuan.docx")[..5_000].to_vec(), 18, "Word document"),
        ("bomb.docx", archive::docx(REPORT, 66 * 1024 * 1024), 11, "64 MB"),
        ("text.docx", REPORT.as_bytes().to_vec(), 18, "Word document"),
        ("poem.txt", "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n".as_bytes().to_vec(), 20, "no report"),
        ("nowhere.txt", no_county.into_bytes(), 21, "--county"),
        ("twice.txt", twice.into_bytes(), 22, "--county"),
        ("timeless.txt", no_year.into_bytes(), 24, "--year"),
    ] {
        let folder = Folder::new();
        folder.write(name, &content);
        for command in [vec!["extract", name], vec!["import", name]] {
            let run = folder.run(&command);
            assert_eq!(run.code, code, "{command:?}: {run:?}");
            let message = run.err.lines().next().unwrap_or_default();
            assert!(message.starts_with(&format!("error: {name}: ")), "{command:?}: {message}");
            assert!(message.contains(words), "{command:?}: {message}");
        }
        folder.write("count.graphql", "{ statistics { reports sections figures } }");
        let stored = folder.run(&["query", "count.graphql"]).out;
        let stored: serde_json::Value = serde_json::from_str(&stored).unwrap();
        assert_eq!(stored["data"]["statistics"], serde_json::json!({ "reports": 0, "sections": 0, "figures": 0 }), "{name}");
    }
}

#[test]
fn a_file_or_folder_that_is_not_there_is_unreadable() {
    let folder = Folder::new();
    for command in [["extract", "gone.txt"], ["import", "gone.txt"], ["import", "gone/"], ["query", "gone.graphql"]] {
        let run = folder.run(&command);
        assert_eq!(run.code, 15, "{command:?}: {run:?}");
        assert!(run.err.starts_with("error: gone"), "{command:?}: {run:?}");
    }
}

#[test]
fn an_archive_says_what_is_wrong_in_it() {
    let inside = |name: &str, content: &[u8]| archive::zip(&[(name.as_bytes().to_vec(), content.to_vec())]);
    for (content, place, code, words) in [
        (inside("../report.txt", REPORT.as_bytes()), "all.zip/../report.txt", 19, "leads out"),
        (inside("/report.txt", REPORT.as_bytes()), "all.zip//report.txt", 19, "leads out"),
        (inside("more.zip", &inside("report.txt", REPORT.as_bytes())), "all.zip/more.zip", 14, "inside another"),
        (inside("bomb.txt", &vec![b' '; 33 * 1024 * 1024]), "all.zip/bomb.txt", 11, "32 MB"),
        (inside("report.docx", &archive::docx(REPORT, 66 * 1024 * 1024)), "all.zip/report.docx", 11, "64 MB"),
        (inside("report.txt", REPORT.as_bytes())[..60].to_vec(), "all.zip", 18, "ZIP archive"),
    ] {
        let folder = Folder::new();
        folder.write("all.zip", content);
        let run = folder.run(&["import", "all.zip"]);
        assert_eq!(run.code, code, "{run:?}");
        assert!(run.err.starts_with(&format!("error: {place}: ")) && run.err.contains(words), "{run:?}");
    }
}

#[test]
fn an_address_that_is_none_is_told() {
    let folder = Folder::new();
    for (address, code, words) in
        [("ftp://127.0.0.1/report.txt", 30, "http://"), ("http://127.0.0.1:1/report.txt", 31, "cannot be reached")]
    {
        let run = folder.run(&["import", address]);
        assert_eq!(run.code, code, "{run:?}");
        assert!(run.err.starts_with(&format!("error: {address}: ")) && run.err.contains(words), "{run:?}");
    }
}

#[test]
fn an_unknown_county_code_is_told() {
    let folder = Folder::new();
    folder.write("report.txt", REPORT);
    let run = folder.run(&["extract", "report.txt", "--county", "999999"]);
    assert_eq!(run.code, 23, "{run:?}");
    assert!(run.err.contains("999999"), "{run:?}");
}

#[test]
fn one_bad_file_spoils_none_of_the_others() {
    let folder = Folder::new();
    folder.write("all/a.txt", "").write("all/b.txt", REPORT).write("all/c.txt", "没有县名。\n").write("all/notes.odt", "x");
    let run = folder.run(&["import", "all"]);
    // Two kinds of bad input: no exit code says both.
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(run.err.lines().filter(|line| line.starts_with("error: ")).count(), 2, "{run:?}");
    assert!(run.out.contains("1 report (1 new), 1 figure, 1 recognised"), "{run:?}");
    assert!(run.out.contains("1 file of another format left out") && run.out.contains("2 files failed"), "{run:?}");
}

#[test]
fn a_command_line_that_cannot_be_read() {
    let folder = Folder::new();
    folder.write("q.graphql", "{ x }");
    for command in [
        vec!["frobnicate"],
        vec!["import"],
        vec!["extract", "a.txt", "--year", "soon"],
        vec!["extract", "a.txt", "--format", "xml"],
        vec!["query", "q.graphql", "--var", "novalue"],
        vec!["query", "q.graphql", "--variables", "[1]"],
    ] {
        let run = folder.run(&command);
        assert_eq!(run.code, 2, "{command:?}: {run:?}");
        assert!(run.err.contains("error"), "{command:?}: {run:?}");
    }
}

#[test]
fn a_database_that_does_not_open_says_why_and_shows_no_password() {
    let folder = Folder::new();
    folder
        .write("report.txt", REPORT)
        .write("text.db", "this is a text, not a database, and long enough to be read as one. ".repeat(20));
    for (url, words) in [
        ("mysql://x", "sqlite:FILE"),
        ("sqlite:no/such/folder/fazhi.db", "folder"),
        ("sqlite:text.db", "SQLite"),
        ("postgres://me:secret@127.0.0.1:1/fazhi", "postgres://me@127.0.0.1:1/fazhi"),
    ] {
        let run = folder.run(&["import", "report.txt", "--database", url]);
        assert_eq!(run.code, 1, "{url}: {run:?}");
        assert!(run.err.starts_with("error: ") && run.err.contains(words), "{url}: {run:?}");
        assert!(!run.err.contains("secret"), "{run:?}");
    }
}
