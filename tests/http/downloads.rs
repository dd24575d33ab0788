//! Downloads at the same time.

use fazhi::http::{PlaceLimits, Settings};
use reqwest::Method;
use std::time::Duration;

use crate::{
    ask::{ask, get},
    server::Server,
};

#[tokio::test]
async fn there_are_so_many_downloads_at_once_and_no_more() {
    let full = Server::set(Settings { downloads: PlaceLimits { all: 0, address: 1 }, ..Settings::default() }).await;
    let refused = get(&full, "/export/figures.csv", &[]).await;
    assert_eq!((refused.status, refused.code(), refused.header("retry-after")), (429, "RATE_LIMITED", "10"));
    assert_eq!(ask(&full, Method::HEAD, "/export/figures.csv", &[]).await.status, 200, "nothing is downloaded");
}

#[tokio::test]
async fn a_download_that_has_ended_makes_room_for_another() {
    let server = Server::set(Settings { downloads: PlaceLimits { all: 1, address: 1 }, ..Settings::default() }).await;
    for path in ["/export/figures.csv", "/export/figures.parquet", "/export/sections.jsonl"] {
        for tries in 0.. {
            if get(&server, path, &[]).await.status == 200 {
                break;
            }
            assert!(tries < 100, "the place is not given back");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
