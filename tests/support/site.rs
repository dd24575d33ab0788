//! A small web site on this machine, with pages that answer as no good site does.

use fazhi::store::{PageArgs, ReportFilter, Store};
use std::{
    collections::HashMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// Answers: what it is, and the bytes.
type Answers = Arc<Mutex<HashMap<String, (String, Vec<u8>)>>>;

/// A site that runs as long as the test.
pub struct Site {
    port: u16,
    answers: Answers,
}

impl Site {
    pub fn start() -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let answers = Answers::default();
        let known = answers.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let known = known.clone();
                // One who leaves early is no failure of the site.
                thread::spawn(move || answer(stream, &known, port).ok());
            }
        });
        Site { port, answers }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What a path answers.
    pub fn answer(&self, path: &str, content_type: &str, bytes: Vec<u8>) {
        self.answers.lock().unwrap().insert(path.to_owned(), (content_type.to_owned(), bytes));
    }
}

fn answer(mut stream: TcpStream, known: &Answers, port: u16) -> std::io::Result<()> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        request.push(byte[0]);
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().split('?').next().unwrap_or_default().to_owned();
    let redirect = |to: &str| format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    if let Some((content_type, bytes)) = known.lock().unwrap().get(&path).cloned() {
        let length = bytes.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
        )?;
        return stream.write_all(&bytes);
    }
    match path.as_str() {
        "/loop" => stream.write_all(redirect("/loop").as_bytes()),
        "/elsewhere" => stream.write_all(redirect(&format!("http://127.0.0.1:{}/", free_port())).as_bytes()),
        "/endless" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n")?;
            for _ in 0..10_000 {
                stream.write_all(&[b'x'; 1_000])?;
            }
            Ok(())
        }
        // The head comes and the rest does not.
        "/slow" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 100\r\n\r\nx")?;
            thread::sleep(Duration::from_secs(5));
            Ok(())
        }
        "/stuck" => {
            thread::sleep(Duration::from_secs(5));
            Ok(())
        }
        path => match path.strip_prefix("/moved") {
            Some(to) => stream.write_all(redirect(&format!("http://127.0.0.1:{port}{to}")).as_bytes()),
            None => stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
        },
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Name, media type and address of every source, by name.
pub async fn sources(store: &Store) -> Vec<(String, String, Option<String>)> {
    let reports = store.reports(&ReportFilter::default(), &[], &PageArgs::first(100)).await.unwrap();
    let ids: Vec<i64> = reports.rows.iter().map(|(_, report)| report.source_id).collect();
    let sources = store.sources_by_id(&ids).await.unwrap();
    let mut sources: Vec<_> =
        sources.values().map(|source| (source.name.clone(), source.media_type.clone(), source.url.clone())).collect();
    sources.sort();
    sources
}
