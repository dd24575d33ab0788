//! How files come: headers, methods, versions, compression, broken connections.

use crate::{
    report::report,
    server::Server,
    world::{self, TONGXIN},
};
use reqwest::{Client, Method, Response};
use std::time::Duration;

async fn ask(server: &Server, method: Method, file: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Client::new().request(method, format!("{}/export/{file}", server.url));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_file_says_what_it_is() {
    let server = Server::with_world().await;
    for (file, content_type, ascii, named) in [
        ("figures.csv", "text/csv; charset=utf-8; header=present", "fazhi-figures.csv", "fazhi-figures.csv"),
        (
            "figures.jsonl?county=140821&year.gte=2019&year.lte=2022",
            "application/jsonl; charset=utf-8",
            "fazhi-figures-140821-2019-2022.jsonl",
            "fazhi-figures-临猗县-2019-2022.jsonl",
        ),
        (
            "series.parquet?province=140000&topic=MEDIATION&from=2020&pivot=year",
            "application/vnd.apache.parquet",
            "fazhi-series-mediation-140000-from-2020-by-year.parquet",
            "fazhi-series-mediation-山西省-from-2020-by-year.parquet",
        ),
        (
            "reports.csv?county=110101&county=110102&county=110105&county=110106&year.lte=2020",
            "text/csv; charset=utf-8; header=present",
            "fazhi-reports-4-counties-until-2020.csv",
            "fazhi-reports-4-counties-until-2020.csv",
        ),
        (
            "figures.csv?indicator=reconsideration.outcome.revoked&year=2021",
            "text/csv; charset=utf-8; header=present",
            "fazhi-figures-reconsideration.outcome.revoked-2021.csv",
            "fazhi-figures-撤销-责令重做--2021.csv",
        ),
    ] {
        let response = ask(&server, Method::GET, file, &[]).await;
        assert_eq!(header(&response, "content-type"), content_type, "{file}");
        let disposition = header(&response, "content-disposition");
        let (plain, extended) = disposition.split_once("; filename*=UTF-8''").unwrap_or_else(|| panic!("{file}: {disposition}"));
        assert_eq!(plain, format!("attachment; filename=\"{ascii}\""), "{file}");
        assert_eq!(decoded(extended), named, "{file}");
        assert_eq!(response.headers().get("content-length"), None, "{file}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{file}");
    }
}

/// Percent-encoding taken away.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn head_has_the_headers_alone() {
    let server = Server::with_world().await;
    for format in ["csv", "jsonl", "parquet"] {
        let file = format!("figures.{format}?county=140821");
        let before = server.store.statements();
        let head = ask(&server, Method::HEAD, &file, &[]).await;
        assert_eq!(server.store.statements() - before, 1, "{file}: the version of the data and nothing else");
        let get = ask(&server, Method::GET, &file, &[]).await;
        assert_eq!(head.status(), 200, "{file}");
        for name in ["content-type", "content-disposition", "etag", "cache-control", "content-length"] {
            assert_eq!(header(&head, name), header(&get, name), "{file}: {name}");
        }
        assert!(head.bytes().await.unwrap().is_empty(), "{file}");
    }
    assert_eq!(ask(&server, Method::HEAD, "figures.csv?x=1", &[]).await.status(), 400);
}

#[tokio::test]
async fn only_get_and_head() {
    let server = Server::empty().await;
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let response = ask(&server, method.clone(), "figures.csv", &[]).await;
        assert_eq!((response.status().as_u16(), header(&response, "allow")), (405, "GET, HEAD"), "{method}");
    }
}

#[tokio::test]
async fn the_same_version_is_sent_once() {
    let server = Server::with_world().await;
    let file = "figures.csv?county=140821&year=2021";
    let first = ask(&server, Method::GET, file, &[]).await;
    let tag = header(&first, "etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    for known in [tag.clone(), format!("\"other\", {tag}"), "*".to_owned(), tag.trim_start_matches("W/").to_owned()] {
        let again = ask(&server, Method::GET, file, &[("if-none-match", &known)]).await;
        assert_eq!((again.status().as_u16(), header(&again, "etag")), (304, tag.as_str()), "{known}");
        assert!(again.bytes().await.unwrap().is_empty(), "{known}");
    }
    // Parameters in another order are the same request, others are not.
    let turned = ask(&server, Method::GET, "figures.csv?year=2021&county=140821", &[]).await;
    assert_eq!(header(&turned, "etag"), tag);
    for other in ["figures.csv?county=140821&year=2022", "figures.csv?county=140821", "figures.jsonl?county=140821&year=2021"] {
        assert_ne!(header(&ask(&server, Method::GET, other, &[]).await, "etag"), tag, "{other}");
    }
    // New data makes it another file.
    world::save(
        &server.store,
        "new.txt",
        crate::written::Written::new(TONGXIN, 2023, "同心县报告").done(),
        fazhi::store::Edition::Original,
    )
    .await;
    let later = ask(&server, Method::GET, file, &[("if-none-match", &tag)]).await;
    assert_eq!(later.status(), 200);
    assert_ne!(header(&later, "etag"), tag);
}

#[tokio::test]
async fn text_is_compressed_on_the_way_and_parquet_is_not() {
    let server = Server::with_world().await;
    for (file, encoding) in [("figures.csv", "br"), ("figures.jsonl", "zstd"), ("figures.csv", "gzip"), ("figures.parquet", "br")]
    {
        let response = ask(&server, Method::GET, file, &[("accept-encoding", encoding)]).await;
        let expected = if file.ends_with("parquet") { "" } else { encoding };
        assert_eq!(header(&response, "content-encoding"), expected, "{file}");
        assert_eq!(response.headers().get("content-length"), None, "{file}");
        let start = response.bytes().await.unwrap();
        assert_eq!(start.starts_with(b"PAR1"), file.ends_with("parquet"), "{file}");
    }
}

#[tokio::test]
async fn another_page_may_read_the_name_and_the_version() {
    let server = Server::with_world().await;
    let response = ask(&server, Method::GET, "reports.csv", &[("origin", "https://example.org")]).await;
    assert_eq!(header(&response, "access-control-allow-origin"), "*");
    let exposed = header(&response, "access-control-expose-headers").to_lowercase();
    assert!(exposed.contains("content-disposition") && exposed.contains("etag"), "{exposed}");
}

#[tokio::test]
async fn a_database_that_is_gone_is_told_without_its_words() {
    let server = Server::empty().await;
    server.store.clone().close().await.unwrap();
    let response = ask(&server, Method::GET, "figures.csv", &[]).await;
    assert_eq!(response.status(), 500);
    let answer: serde_json::Value = response.json().await.unwrap();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "INTERNAL_SERVER_ERROR");
    assert!(answer["errors"][0]["extensions"]["errorId"].is_string());
}

/// Sections of 48 MB together, in several chunks of 8 MB.
async fn long(server: &Server) {
    for year in 1961..2021 {
        let mut written = report("640324", year).text(&format!("long {year}"));
        for path in 1..=50 {
            written = written.section(&path.to_string(), "工作").with_section(|section| section.text = "字".repeat(5_300));
        }
        server.store.save_report(&written.new_report()).await.unwrap();
    }
}

#[tokio::test]
async fn nothing_is_read_for_a_client_that_has_gone() {
    let server = Server::empty().await;
    long(&server).await;
    let before = server.store.statements();
    let whole = ask(&server, Method::GET, "sections.jsonl", &[]).await.bytes().await.unwrap();
    let all = server.store.statements() - before;
    assert!(whole.len() > 40_000_000);
    let before = server.store.statements();
    let mut broken = ask(&server, Method::GET, "sections.jsonl", &[]).await;
    assert!(broken.chunk().await.unwrap().is_some());
    drop(broken);
    let mut read = 0;
    // Until nothing more is read.
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let now = server.store.statements() - before;
        if now == read {
            break;
        }
        read = now;
    }
    assert!(read <= all / 2, "{read} of {all} statements");
}

#[tokio::test]
async fn a_file_that_breaks_off_is_no_whole_file() {
    let server = Server::empty().await;
    long(&server).await;
    let mut response = ask(&server, Method::GET, "sections.csv", &[]).await;
    assert!(response.chunk().await.unwrap().is_some());
    server.store.clone().close().await.unwrap();
    let rest = loop {
        match response.chunk().await {
            Ok(Some(_)) => {}
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    assert!(rest.is_err(), "the end is missing, and the client is not told");
}
