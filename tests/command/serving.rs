//! `fazhi serve`: from nothing to an answer, and to an orderly end.

use crate::program::Folder;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn start(folder: &Folder, arguments: &[&str]) -> Served {
        let arguments = [&["serve", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut child = folder.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut first).unwrap();
        let url = first.trim().trim_start_matches("Fazhi is at ").to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{first}");
        Served { child, url }
    }

    async fn ask(&self, query: &str) -> Value {
        let request = reqwest::Client::new().post(format!("{}/graphql", self.url)).json(&json!({ "query": query }));
        request.send().await.unwrap().json().await.unwrap()
    }

    #[cfg(unix)]
    fn end(mut self, signal: &str) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_samples_are_served_and_a_second_start_serves_the_same() {
    let folder = Folder::new();
    let query = "{ county(name: \"同心县\") { series(topic: MEDIATION) { points { year value unit qualifier figure { quote section { heading } } } } }
                   statistics { reports dataVersion } }";
    let served = Served::start(&folder, &[]);
    let first = served.ask(query).await;
    assert_eq!(first["data"]["statistics"]["reports"], 5, "{first}");
    assert!(!first["data"]["county"]["series"].as_array().unwrap().is_empty(), "{first}");
    assert_eq!(served.end("-TERM"), Some(0));
    let served = Served::start(&folder, &[]);
    assert_eq!(served.ask(query).await, first);
    assert_eq!(served.end("-INT"), Some(0));
}

#[tokio::test]
async fn without_samples_there_are_none() {
    let folder = Folder::new();
    let served = Served::start(&folder, &["--no-samples", "--database", "sqlite:other.db"]);
    assert_eq!(served.ask("{ statistics { reports } }").await["data"]["statistics"]["reports"], 0);
    assert!(folder.path().join("other.db").exists());
}

#[tokio::test]
async fn an_import_that_nobody_waits_for_is_done() {
    let folder = Folder::new();
    let token = folder.run(&["token", "create", "ci", "--scope", "import"]).out;
    let served = Served::start(&folder, &["--no-samples"]);
    let query = "mutation($text: String!) { importReport(input: { text: $text, background: true }) { job { status } } }";
    let answer: Value = reqwest::Client::new()
        .post(format!("{}/graphql", served.url))
        .bearer_auth(token.trim())
        .json(&json!({ "query": query, "variables": { "text": crate::program::REPORT } }))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    // A worker may have taken it before the answer was written.
    assert!(answer["data"]["importReport"]["job"]["status"].is_string(), "{answer}");
    for tries in 0.. {
        if served.ask("{ statistics { reports } }").await["data"]["statistics"]["reports"] == 1 {
            break;
        }
        assert!(tries < 300, "nobody does the job");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

#[test]
fn an_address_that_is_taken_is_told() {
    let folder = Folder::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = folder.run(&["serve", "--no-samples", "--listen", &address]);
    assert!(run.code == 1 && run.err.contains(&address) && run.err.contains("--listen"), "{run:?}");
}

#[tokio::test]
async fn a_server_that_was_given_documents_runs_no_others() {
    let folder = Folder::new();
    let document = "{ statistics { reports } }";
    std::fs::write(folder.path().join("persisted-documents.json"), json!({ "a1": document }).to_string()).unwrap();
    let served = Served::start(&folder, &["--no-samples", "--trusted-documents", "persisted-documents.json"]);
    assert_eq!(served.ask(document).await["data"]["statistics"]["reports"], 0);
    assert_eq!(served.ask("{ provinces { name } }").await["errors"][0]["extensions"]["code"], "UNTRUSTED_DOCUMENT");
}

#[test]
fn settings_that_cannot_be_used_are_told_before_anything_is_served() {
    let folder = Folder::new();
    std::fs::write(folder.path().join("empty.json"), "{}").unwrap();
    std::fs::write(folder.path().join("broken.json"), "{\"a1\": \"{ provinces {\"}").unwrap();
    for (arguments, code, words) in [
        (["--trusted-documents", "missing.json"], 15, "missing.json"),
        (["--trusted-documents", "empty.json"], 42, "no document in it"),
        (["--trusted-documents", "broken.json"], 42, "\"a1\""),
        (["--cors-origin", "example.org"], 2, "https://example.org"),
        (["--trust-proxy", "x-real-ip"], 2, "x-forwarded-for"),
        (["--proxies", "2"], 2, "--trust-proxy"),
        (["--points-per-address", "many"], 2, "--points-per-address"),
    ] {
        let run = folder.run(&[&["serve", "--listen", "127.0.0.1:0"], arguments.as_slice()].concat());
        assert!(run.code == code && run.err.contains(words), "{arguments:?}: {run:?}");
        assert!(!folder.path().join("fazhi.db").exists(), "{arguments:?}");
    }
}
