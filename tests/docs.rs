//! The documents tell the truth: their queries are asked and give the answers printed, their commands run.
//!
//! In README.md and docs/*.md, a ```graphql block followed by a ```json block is a query and its answer, in which "…" stands
//! for whatever is there: as the last entry of a list for any number of further ones. A subscription is answered while a
//! report is imported. A ```sh block is run, with the built program in the PATH, the address of the documents standing for
//! that of a test server, and a token for that server in FAZHI_TOKEN; a ```text block behind it is in its output, line by
//! line. The questions of docs/tour stand in docs/API.md, each with its query.

use futures::StreamExt;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

const ADDRESS: &str = "127.0.0.1:8080";

/// What is imported while a subscription listens.
const REPORT: &str = "平遥县2021年度法治政府建设工作报告\n一、主要工作\n全年收到行政复议申请31件，已审结28件。\n";

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
    /// May do everything.
    token: String,
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
        let token = Command::new(env!("CARGO_BIN_EXE_fazhi"))
            .args(["token", "create", "documents", "--scope", "import,review,admin", "--database"])
            .arg(format!("sqlite:{}", folder.path().join("fazhi.db").display()))
            .output()
            .expect("a token");
        let token = String::from_utf8_lossy(&token.stdout).trim().to_owned();
        Served { program, address, token, folder, _output: output }
    }
}

impl Served {
    async fn ask(&self, request: Value) -> Value {
        let asked = reqwest::Client::new().post(format!("http://{}/graphql", self.address)).bearer_auth(&self.token);
        asked.json(&request).send().await.expect("an answer").json().await.expect("JSON")
    }

    /// What a subscription hears of the import of a report.
    async fn hear(&self, subscription: &str) -> Value {
        let asked =
            reqwest::Client::new().post(format!("http://{}/graphql", self.address)).json(&json!({ "query": subscription }));
        let heard = asked.header("accept", "text/event-stream").send().await.expect("a stream");
        assert!(heard.status().is_success(), "{subscription}: {}", heard.status());
        let import = "mutation($text: String!) { importReport(input: { text: $text }) { created } }";
        let imported = self.ask(json!({ "query": import, "variables": { "text": REPORT } })).await;
        assert_eq!(imported, json!({ "data": { "importReport": { "created": true } } }));
        let mut stream = heard.bytes_stream();
        let mut bytes = Vec::new();
        loop {
            bytes.extend(stream.next().await.expect("an event").expect("bytes"));
            let events = String::from_utf8_lossy(&bytes);
            let whole = events.rsplit_once("\n\n").map_or("", |(whole, _)| whole);
            if let Some(data) = whole.lines().find_map(|line| line.strip_prefix("data:")).filter(|data| !data.trim().is_empty()) {
                return serde_json::from_str(data).expect("JSON");
            }
        }
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
        let query = &pair[0].text;
        let answer = match query.starts_with("subscription") {
            true => served.hear(query).await,
            false => served.ask(json!({ "query": query })).await,
        };
        let printed: Value = serde_json::from_str(&pair[1].text).unwrap_or_else(|error| panic!("{}: {error}", pair[1].place));
        assert!(is_told(&answer, &printed), "{} gives\n{answer:#}", pair[0].place);
        asked += 1;
    }
    assert!(asked >= 1, "no document has a query with its answer");
}

/// Whether a document tells an answer: as it is, but for what it leaves out.
fn is_told(answer: &Value, printed: &Value) -> bool {
    match (answer, printed) {
        (_, Value::String(rest)) if rest == "…" => true,
        (Value::Array(answers), Value::Array(shown)) => {
            let open = shown.last().is_some_and(|last| last == "…");
            let shown = &shown[..shown.len() - usize::from(open)];
            (if open { answers.len() > shown.len() } else { answers.len() == shown.len() })
                && answers.iter().zip(shown).all(|(answer, shown)| is_told(answer, shown))
        }
        (Value::Object(answers), Value::Object(shown)) => {
            answers.len() == shown.len()
                && answers.iter().all(|(name, answer)| shown.get(name).is_some_and(|shown| is_told(answer, shown)))
        }
        _ => answer == printed,
    }
}

#[test]
fn an_answer_is_told_when_nothing_but_what_is_left_out_differs() {
    for (answer, printed, told) in [
        (json!({ "a": 1 }), json!({ "a": 1 }), true),
        (json!({ "a": 1 }), json!({ "a": 2 }), false),
        (json!({ "a": 1, "b": 1 }), json!({ "a": 1 }), false),
        (json!({ "a": 1 }), json!({ "a": 1, "b": 1 }), false),
        (json!({ "a": 1 }), json!({ "a": "…" }), true),
        (json!([1, 2, 3]), json!([1, "…"]), true),
        (json!([1, 2, 3]), json!([2, "…"]), false),
        (json!([1]), json!([1, "…"]), false),
        (json!([1, 2]), json!([1]), false),
    ] {
        assert_eq!(is_told(&answer, &printed), told, "{answer} {printed}");
    }
}

#[test]
fn each_question_of_the_tour_stands_with_its_query_and_its_answer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let page = std::fs::read_to_string(root.join("API.md")).expect("docs/API.md");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root.join("tour")).expect("docs/tour").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert_eq!(files.len(), 10);
    let mut rest = page.as_str();
    for (number, file) in (1..).zip(files) {
        let document = std::fs::read_to_string(&file).expect("a document");
        let question = document.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a question");
        let query: String = document.lines().filter(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect();
        let heading = format!("### {number}. {question}\n");
        let (_, behind) = rest.split_once(&heading).unwrap_or_else(|| panic!("docs/API.md: no {heading:?} in its place"));
        let section = behind.split("\n##").next().unwrap_or_default();
        assert!(
            section.contains(&format!("```graphql\n{query}```\n\n```json\n")),
            "docs/API.md: {question} is asked with\n{query}"
        );
        rest = behind;
    }
}

#[test]
fn every_command_runs() {
    let served = Served::start();
    let program = Path::new(env!("CARGO_BIN_EXE_fazhi"));
    let path = format!("{}:{}", program.parent().expect("a folder").display(), std::env::var("PATH").unwrap_or_default());
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
            .env("FAZHI_TOKEN", &served.token)
            .output()
            .expect("sh");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && !said.contains("\"errors\""), "{}:\n{script}\n{said}", block.place);
        for line in behind(at).lines() {
            assert!(said.lines().any(|it| it.trim_end() == line.trim_end()), "{}: no line {line:?} in\n{said}", block.place);
        }
    }
}

/// The flags of `fazhi serve` with their defaults, from its help; none where there is no default.
fn flags_of_serve() -> Vec<(String, Option<String>)> {
    let help = Command::new(env!("CARGO_BIN_EXE_fazhi")).args(["serve", "--help"]).output().expect("the help");
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    for line in String::from_utf8_lossy(&help.stdout).lines().map(str::trim) {
        if line.starts_with("--") {
            found.push((line.split(' ').next().unwrap_or_default().to_owned(), None));
        } else if let (Some(default), Some(last)) = (line.strip_prefix("[default: "), found.last_mut()) {
            last.1 = Some(default.trim_end_matches(']').to_owned());
        }
    }
    found
}

#[test]
fn the_limits_and_their_defaults_are_those_of_the_program() {
    let document = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/API.md")).expect("docs/API.md");
    let (_, section) = document.split_once("\n## Limits\n").expect("a section about limits");
    let flags = flags_of_serve();
    let mut seen = 0;
    for row in section.split("\n#").next().unwrap_or_default().lines().filter(|line| line.starts_with("| `--")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        for (flag, default) in cells[1].split(", ").zip(cells[2].split(", ")) {
            let known = flags.iter().find(|(name, _)| *name == flag.trim_matches('`'));
            let (name, known) = known.unwrap_or_else(|| panic!("{flag} is no flag of fazhi serve"));
            let default = default.replace(',', "");
            assert_eq!(known.as_deref().unwrap_or("off"), default, "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 20, "{seen}");
    let others = ["--listen", "--database", "--catalogue", "--help", "--no-samples"];
    for (flag, _) in flags.iter().filter(|(flag, _)| !others.contains(&flag.as_str())) {
        assert!(document.contains(flag.as_str()), "docs/API.md says nothing about {flag}");
    }
}

#[test]
fn the_commands_of_the_readme_exist() {
    for target in ["serve", "demo", "test"] {
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
