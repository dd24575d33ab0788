//! Files and folders as people have them: what is imported, what is refused and why, and that nothing spoils the rest.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/archive.rs"]
mod archive;
#[path = "support/database.rs"]
mod database;
#[path = "support/site.rs"]
mod site;
#[path = "support/reference.rs"]
mod small_reference;
/// These tests need the places and the catalogue of the program.
mod reference {
    pub async fn prepared(scratch: &crate::database::Scratch) -> fazhi::store::Store {
        let store = scratch.connect().await;
        store.migrate().await.expect("migrated");
        let extractor = super::extractor();
        store.synchronise(extractor.places(), extractor.catalogue()).await.expect("synchronised");
        store
    }
}

use database::{Scratch, on_both_databases};
use encoding_rs::GB18030;
use extract::{Extractor, Hints};
use fazhi::{
    ingest::{Fetching, Ingest, IngestError, Outcome, Progress, Summary},
    store::{FigureFilter, PageArgs, ReportFilter, Saved, Store},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};
use tempfile::TempDir;

on_both_databases! {
    a_report_is_read_and_stored,
    the_same_report_in_any_charset_and_format_says_the_same,
    bad_documents_are_refused_and_nothing_is_stored,
    a_folder_is_read_by_name_and_a_bad_file_spoils_no_other,
    an_original_takes_the_place_of_its_digest,
    an_import_that_is_stopped_leaves_whole_reports,
    a_path_that_is_not_there_is_said_to_be_unreadable,
    each_document_of_an_archive_is_one_of_its_own,
    an_address_is_fetched_and_kept_with_the_report,
}

fn extractor() -> Arc<Extractor> {
    static EXTRACTOR: LazyLock<Arc<Extractor>> = LazyLock::new(|| Arc::new(Extractor::bundled().expect("an extractor")));
    EXTRACTOR.clone()
}

fn ingest(store: &Store) -> Ingest {
    fazhi::ingest::pdf_reader(env!("CARGO_BIN_EXE_fazhi").into());
    Ingest::new(store.clone(), extractor())
}

fn report(county: &str, year: i32) -> String {
    format!(
        "{county}{year}年法治政府建设情况报告\n\n一、主要工作\n（一）化解矛盾纠纷。全年共调解矛盾纠纷356件，调解成功率97％。\n\
         （二）办理行政复议案件12件，办结11件。\n二、存在问题\n执法力量还不足。\n\n{county}人民政府\n{}年1月20日\n",
        year + 1
    )
}

fn page(text: &str) -> String {
    let lines: String = text.lines().map(|line| format!("<p>{line}</p>")).collect();
    format!("<html><head><title>x</title></head><body><ul><li><a href=1>首页</a></li></ul><div>{lines}</div></body></html>")
}

async fn import(store: &Store, paths: &[&Path]) -> Summary {
    let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).to_owned()).collect();
    ingest(store).import_paths(&paths, &Hints::default(), &(), &AtomicBool::new(false)).await
}

async fn bytes(store: &Store, bytes: &[u8], name: &str) -> Result<Outcome, IngestError> {
    ingest(store).import_bytes(bytes.to_vec(), name, None, &Hints::default()).await
}

async fn values(store: &Store) -> Vec<f64> {
    let page = store.figures(&FigureFilter::default(), &[], &PageArgs::first(100)).await.unwrap();
    page.rows.into_iter().map(|(_, figure)| figure.value).collect()
}

async fn a_report_is_read_and_stored(_: &Scratch, store: Store) {
    let text = report("临猗县", 2021);
    let outcome = bytes(&store, text.as_bytes(), "linyi.txt").await.unwrap();
    assert!(matches!(outcome.saved, Saved::Created(_)));
    assert_eq!((outcome.county_code.as_str(), outcome.year, outcome.figures), ("140821", 2021, 4));
    assert!(outcome.recognised > 0 && outcome.recognised <= 4);
    assert_eq!(values(&store).await, [356.0, 97.0, 12.0, 11.0]);
    let row = store.reports(&ReportFilter::default(), &[], &PageArgs::default()).await.unwrap().rows.remove(0).1;
    let source = store.sources_by_id(&[row.source_id]).await.unwrap().remove(&row.source_id).unwrap();
    assert_eq!(
        (source.name.as_str(), source.media_type.as_str(), source.charset.as_deref()),
        ("linyi.txt", "text/plain", Some("UTF-8"))
    );
    assert_eq!(source.extractor, extractor().version());
    assert_eq!(store.texts_of_sources(&[source.id]).await.unwrap()[&source.id], text);
    let again = bytes(&store, text.as_bytes(), "another name.txt").await.unwrap();
    assert_eq!(again.saved, Saved::Unchanged(row.id));
}

async fn the_same_report_in_any_charset_and_format_says_the_same(_: &Scratch, store: Store) {
    let text = report("临猗县", 2021);
    let page = page(&text);
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, content) in [
        ("a.txt", text.as_bytes().to_vec()),
        ("a.txt", GB18030.encode(&text).0.to_vec()),
        ("a.txt", utf16),
        ("a.md", text.replace("一、主要", "## 一、主要").into_bytes()),
        ("a.html", page.as_bytes().to_vec()),
        ("a.html", GB18030.encode(&page).0.to_vec()),
    ] {
        let outcome = bytes(&store, &content, name).await.unwrap();
        assert!(matches!(outcome.saved, Saved::Created(_) | Saved::Replaced(_)), "{name} {:?}", outcome.saved);
        assert_eq!(values(&store).await, [356.0, 97.0, 12.0, 11.0], "{name}");
    }
}

async fn bad_documents_are_refused_and_nothing_is_stored(_: &Scratch, store: Store) {
    let good = report("临猗县", 2021);
    let mut broken = good.clone().into_bytes();
    broken[100] = 0xFF;
    for (content, code, words) in [
        (Vec::new(), "EMPTY_FILE", "empty"),
        (b" \n\n ".to_vec(), "EMPTY_FILE", "empty"),
        (b"%PDF-1.5\n%\xE2\xE3".to_vec(), "DAMAGED_FILE", "a PDF document"),
        (b"PK\x03\x04".to_vec(), "UNSUPPORTED_FORMAT", "ZIP archive"),
        (b"\x89PNG\r\n\x1A\n\0".to_vec(), "BINARY_FILE", "a PNG image"),
        (vec![0, 1, 2, 3], "BINARY_FILE", "binary data"),
        (broken, "BROKEN_TEXT", "byte 100 "),
        (good.repeat(50 * 1024 * 1024 / good.len()).into_bytes(), "TOO_LARGE", "more than 32 MB"),
        (good.replace("临猗", "无名").into_bytes(), "NO_COUNTY", "--county"),
        (good.replace("临猗县", "鼓楼区").into_bytes(), "AMBIGUOUS_COUNTY", "--county"),
        (good.replace("2021年", "").replace("2022年1月20日", "").into_bytes(), "NO_YEAR", "--year"),
        ("今天天气很好，我们去公园散步。\n".into(), "NOT_A_REPORT", "no title"),
    ] {
        let error = bytes(&store, &content, "a.txt").await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.to_string().contains(words), "{error}");
    }
    let statistics = store.statistics().await.unwrap();
    assert_eq!((statistics.reports, statistics.figures), (0, 0));
}

async fn a_folder_is_read_by_name_and_a_bad_file_spoils_no_other(_: &Scratch, store: Store) {
    struct Names(Mutex<Vec<String>>);
    impl Progress for Names {
        fn begins(&self, files: usize) {
            self.0.lock().unwrap().push(format!("{files} files"));
        }
        fn done(&self, file: &Path, outcome: &Result<Outcome, IngestError>) {
            let name = file.file_name().unwrap().to_string_lossy();
            let word = outcome.as_ref().map_or_else(IngestError::code, |_| "stored");
            self.0.lock().unwrap().push(format!("{name} {word}"));
        }
    }
    let folder = TempDir::new().unwrap();
    let write = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    write("a/linyi.txt", report("临猗县", 2020).as_bytes());
    write("a/linyi.odt", b"PK");
    write("b.txt", b"");
    write("c.md", report("同心县", 2021).as_bytes());
    write("d.txt", &[0xFF, 0xFF, 0xC0]);
    write("e.html", page(&report("平遥县", 2021)).as_bytes());
    write(".hidden.txt", report("临猗县", 2019).as_bytes());
    write(".git/config.txt", report("临猗县", 2018).as_bytes());
    let names = Names(Mutex::default());
    let paths = [folder.path().to_owned(), folder.path().join("a/linyi.odt")];
    let summary = ingest(&store).import_paths(&paths, &Hints::default(), &names, &AtomicBool::new(false)).await;
    assert_eq!(
        *names.0.lock().unwrap(),
        [
            "6 files",
            "linyi.txt stored",
            "b.txt EMPTY_FILE",
            "c.md stored",
            "d.txt BROKEN_TEXT",
            "e.html stored",
            "linyi.odt UNSUPPORTED_FORMAT"
        ]
    );
    assert_eq!((summary.created, summary.replaced, summary.unchanged, summary.reports()), (3, 0, 0, 3));
    assert_eq!((summary.figures, summary.failures.len(), summary.stopped), (12, 3, false));
    assert_eq!(summary.skipped, [folder.path().join("a/linyi.odt")]);
    let again = import(&store, &[folder.path()]).await;
    assert_eq!((again.created, again.replaced, again.unchanged, again.figures), (0, 0, 3, 0));
    write("c.md", report("同心县", 2021).replace("12件", "13件").as_bytes());
    let changed = import(&store, &[folder.path()]).await;
    assert_eq!((changed.created, changed.replaced, changed.unchanged, changed.figures), (0, 1, 2, 4));
}

async fn an_original_takes_the_place_of_its_digest(_: &Scratch, store: Store) {
    let digest = format!("【DIGEST】本文是一份报告的摘编。\n\n{}", report("临猗县", 2021));
    let original = report("临猗县", 2021).replace("356", "357");
    for (text, edition, saved) in [
        (&digest, "DIGEST", Saved::Created as fn(i64) -> Saved),
        (&original, "ORIGINAL", Saved::Replaced),
        (&digest, "ORIGINAL", Saved::Superseded),
    ] {
        let outcome = bytes(&store, text.as_bytes(), "a.txt").await.unwrap();
        assert_eq!(outcome.saved, saved(outcome.saved.report_id()));
        let reports = store.reports(&ReportFilter::default(), &[], &PageArgs::default()).await.unwrap();
        assert_eq!((reports.rows.len(), reports.rows[0].1.edition.as_str()), (1, edition));
    }
    assert_eq!(values(&store).await[0], 357.0);
}

async fn an_import_that_is_stopped_leaves_whole_reports(_: &Scratch, store: Store) {
    struct StopAfter(usize, AtomicBool, Mutex<usize>);
    impl Progress for StopAfter {
        fn done(&self, _: &Path, _: &Result<Outcome, IngestError>) {
            let mut done = self.2.lock().unwrap();
            *done += 1;
            self.1.store(*done >= self.0, Ordering::Relaxed);
        }
    }
    let folder = TempDir::new().unwrap();
    for year in 2010..2022 {
        fs::write(folder.path().join(format!("{year}.txt")), report("临猗县", year)).unwrap();
    }
    let progress = StopAfter(3, AtomicBool::new(false), Mutex::new(0));
    let paths = [folder.path().to_owned()];
    let summary = ingest(&store).import_paths(&paths, &Hints::default(), &progress, &progress.1).await;
    assert_eq!((summary.created, summary.stopped), (3, true));
    let statistics = store.statistics().await.unwrap();
    assert_eq!((statistics.reports, statistics.figures, statistics.last_year), (3, 12, Some(2012)));
}

async fn a_path_that_is_not_there_is_said_to_be_unreadable(_: &Scratch, store: Store) {
    let summary = import(&store, &[Path::new("/no/such/report.txt")]).await;
    assert_eq!(summary.reports(), 0);
    let (path, error) = &summary.failures[0];
    assert_eq!((path.as_path(), error.code()), (Path::new("/no/such/report.txt"), "UNREADABLE"));
}

async fn each_document_of_an_archive_is_one_of_its_own(_: &Scratch, store: Store) {
    let folder = TempDir::new().unwrap();
    let gbk = |name: &str| GB18030.encode(name).0.into_owned();
    let members = [
        (gbk("报告/临猗县.txt"), report("临猗县", 2021).into_bytes()),
        ("../out.txt".into(), report("临猗县", 2020).into_bytes()),
        ("empty.txt".into(), Vec::new()),
        ("inner.zip".into(), archive::zip(&[(b"a.txt".to_vec(), report("临猗县", 2019).into_bytes())])),
        ("photo.jpg".into(), b"x".to_vec()),
        ("同心县.html".into(), page(&report("同心县", 2021)).into_bytes()),
    ];
    let path = folder.path().join("all.zip");
    fs::write(&path, archive::zip(&members)).unwrap();
    for _ in 0..2 {
        let summary = import(&store, &[folder.path()]).await;
        assert_eq!(summary.reports(), 2, "{summary:?}");
        let failures: Vec<_> = summary
            .failures
            .iter()
            .map(|(place, error)| (place.strip_prefix(&path).unwrap().to_string_lossy().into_owned(), error.code()))
            .collect();
        assert_eq!(
            failures,
            [
                ("../out.txt".to_owned(), "UNSAFE_NAME"),
                ("inner.zip".to_owned(), "UNSUPPORTED_FORMAT"),
                ("empty.txt".to_owned(), "EMPTY_FILE")
            ]
        );
        assert_eq!(summary.skipped, [path.join("photo.jpg")]);
    }
    assert_eq!(values(&store).await.len(), 8);
    let names: Vec<String> = site::sources(&store).await.into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names, ["临猗县.txt", "同心县.html"]);
}

async fn an_address_is_fetched_and_kept_with_the_report(_: &Scratch, store: Store) {
    let site = site::Site::start();
    let text = report("临猗县", 2021);
    let other = archive::zip(&[(b"a.txt".to_vec(), report("平遥县", 2021).into_bytes())]);
    site.answer("/art/1.html", "text/html; charset=utf-8", GB18030.encode(&page(&text)).0.to_vec());
    site.answer("/get.jsp", "text/plain", report("同心县", 2021).into_bytes());
    site.answer("/all", "application/zip", other);
    let addresses = [site.url("/moved/art/1.html"), site.url("/get.jsp?id=3"), site.url("/all")];
    let paths: Vec<PathBuf> = addresses.iter().map(PathBuf::from).collect();
    let summary = ingest(&store).import_paths(&paths, &Hints::default(), &(), &AtomicBool::new(false)).await;
    assert_eq!((summary.created, summary.failures.len()), (3, 0), "{summary:?}");
    assert_eq!(
        site::sources(&store).await,
        [
            ("1.html".to_owned(), "text/html".to_owned(), Some(site.url("/art/1.html"))),
            ("a.txt".to_owned(), "text/plain".to_owned(), None),
            ("get.jsp".to_owned(), "text/plain".to_owned(), Some(site.url("/get.jsp?id=3"))),
        ]
    );
}

#[tokio::test]
async fn an_address_that_gives_no_report_says_why() {
    let scratch = Scratch::sqlite();
    let store = reference::prepared(&scratch).await;
    let site = site::Site::start();
    site.answer("/long.txt", "text/plain", vec![b'x'; 200_000]);
    site.answer("/photo", "image/png", b"\x89PNG\r\n\x1A\n\0".to_vec());
    let limits = Fetching { timeout: std::time::Duration::from_millis(700), largest: 100_000 };
    let refused = format!("http://127.0.0.1:{}/", site::free_port());
    for (address, code, words) in [
        (site.url("/gone.html"), "HTTP_STATUS", "404 Not Found"),
        (site.url("/long.txt"), "TOO_LARGE", "100000 bytes"),
        (site.url("/endless"), "TOO_LARGE", "100000 bytes"),
        (site.url("/slow"), "TIMEOUT", "0.7 seconds"),
        (site.url("/stuck"), "TIMEOUT", "--timeout"),
        (site.url("/loop"), "TOO_MANY_REDIRECTS", "5 times"),
        (site.url("/elsewhere"), "UNREACHABLE", "reached"),
        (site.url("/photo"), "BINARY_FILE", "a PNG image"),
        (refused, "UNREACHABLE", "refused"),
        ("ftp://127.0.0.1/a.txt".to_owned(), "NOT_HTTP", "ftp://"),
        ("file:///etc/hostname".to_owned(), "NOT_HTTP", "http://"),
        ("http://".to_owned(), "NOT_HTTP", "host"),
    ] {
        let paths = [PathBuf::from(&address)];
        let ingest = ingest(&store).fetching(limits);
        let summary = ingest.import_paths(&paths, &Hints::default(), &(), &AtomicBool::new(false)).await;
        let (_, error) = &summary.failures[0];
        assert_eq!(error.code(), code, "{address}: {error}");
        assert!(error.to_string().contains(words), "{address}: {error}");
    }
    assert_eq!(store.statistics().await.unwrap().reports, 0);
}
