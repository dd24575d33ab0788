//! The documents tell the truth: their queries are asked and give the answers printed, their commands run.
//!
//! In README.md and docs/*.md, a ```graphql block followed by a ```json block is a query and its answer; a ```sh block is
//! run, with the built program in the PATH, the address of the documents standing for that of a test server, and a token for
//! that server in FAZHI_TOKEN; a ```text block behind it is in its output, line by line.

use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

const ADDRESS: &str = "127.0.0.1:8080";

struct Block {
    language: String,
    text: String,
    place: String,
}

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<PathBuf> = std::fs::read_dir(root.join("docs"))
        .expect("docs")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    found.push(root.join("README.md"));
    found.sort();
    found
}

fn blocks() -> Vec<Block> {
    let mut found = Vec::new();
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("a document");
        let name = document.file_name().expect("a name").to_string_lossy().into_owned();
        let mut open: Option<Block> = None;
        for (number, line) in (1..).zip(text.lines()) {
            match (line.trim().strip_prefix("```"), &mut open) {
                (Some(language), None) => {
                    open = Some(Block { language: language.to_owned(), text: String::new(), place: format!("{name}:{number}") });
                }
                (Some(_), Some(_)) => found.extend(open.take()),
                (None, Some(block)) => {
                    block.text.push_str(line);
                    block.text.push('\n');
                }
                (None, None) => {}
            }
        }
    }
    found
}

/// The built program, serving the sample reports from a folder of its own.
struct Served {
    program: Child,
    address: String,
    folder: tempfile::TempDir,
    /// Kept open: a program whose output nobody reads stops.
    _output: BufReader<ChildStdout>,
}

impl Served {
    fn start() -> Served {
        let folder = tempfile::tempdir().expect("a folder");
        let mut program = Command::new(env!("CARGO_BIN_EXE_fazhi"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .current_dir(folder.path())
            .env_remove("FAZHI_DATABASE_URL")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut output = BufReader::new(program.stdout.take().expect("its output"));
        let address = loop {
            let mut line = String::new();
            assert!(output.read_line(&mut line).expect("a line") > 0, "the program stopped");
            if let Some((_, address)) = line.split_once("http://") {
                break address.trim().to_owned();
            }
        };
        Served { program, address, folder, _output: output }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[tokio::test]
async fn every_query_gives_the_answer_printed_below_it() {
    let served = Served::start();
    let blocks = blocks();
    let mut asked = 0;
    for pair in blocks.windows(2).filter(|pair| pair[0].language == "graphql" && pair[1].language == "json") {
        let answer: Value = reqwest::Client::new()
            .post(format!("http://{}/graphql", served.address))
            .json(&json!({ "query": pair[0].text }))
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON");
        let printed: Value = serde_json::from_str(&pair[1].text).unwrap_or_else(|error| panic!("{}: {error}", pair[1].place));
        assert_eq!(answer, printed, "{} gives\n{answer:#}", pair[0].place);
        asked += 1;
    }
    assert!(asked >= 1, "no document has a query with its answer");
}

#[test]
fn every_command_runs() {
    let served = Served::start();
    let program = Path::new(env!("CARGO_BIN_EXE_fazhi"));
    let path = format!("{}:{}", program.parent().expect("a folder").display(), std::env::var("PATH").unwrap_or_default());
    let token = Command::new(program)
        .args(["token", "create", "documents", "--scope", "import,review,admin", "--database"])
        .arg(format!("sqlite:{}", served.folder.path().join("fazhi.db").display()))
        .output()
        .expect("a token");
    let token = String::from_utf8_lossy(&token.stdout).trim().to_owned();
    let database = format!("sqlite:{}", served.folder.path().join("commands.db").display());
    // The commands are written for the folder of the project; what they write goes to a folder that looks the same.
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the project") {
        let entry = entry.expect("an entry");
        std::os::unix::fs::symlink(entry.path(), folder.path().join(entry.file_name())).expect("a link");
    }
    let blocks = blocks();
    let behind = |at: usize| blocks.get(at + 1).filter(|block| block.language == "text").map_or("", |block| &block.text);
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.language == "sh") {
        let script = block.text.replace(ADDRESS, &served.address);
        let output = Command::new("sh")
            .args(["-eu", "-c", &script])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env_remove("FAZHI_CATALOGUE")
            .env("FAZHI_DATABASE_URL", &database)
            .env("FAZHI_TOKEN", &token)
            .output()
            .expect("sh");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && !said.contains("\"errors\""), "{}:\n{script}\n{said}", block.place);
        for line in behind(at).lines() {
            assert!(said.lines().any(|it| it.trim_end() == line.trim_end()), "{}: no line {line:?} in\n{said}", block.place);
        }
    }
}

#[test]
fn the_two_commands_of_the_readme_exist() {
    for target in ["serve", "test"] {
        let made =
            Command::new("make").args(["--dry-run", target]).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("make");
        assert!(made.status.success(), "make {target}: {}", String::from_utf8_lossy(&made.stderr));
    }
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    for document in documents() {
        let text = std::fs::read_to_string(&document).expect("a document");
        for piece in text.split("](").skip(1) {
            let target = piece.split([')', '#']).next().unwrap_or_default();
            let local = !target.is_empty() && !target.contains("://");
            assert!(!local || document.parent().expect("a folder").join(target).exists(), "{}: {target}", document.display());
        }
    }
}
