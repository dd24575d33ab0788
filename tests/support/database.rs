//! A database of its own for each test: a SQLite file, or a database of the PostgreSQL server that FAZHI_TEST_POSTGRES_URL
//! names (`tests/with-postgres` starts one).

// Every test that includes this file uses a part of it.
#![allow(dead_code, unused_imports, unused_macros)]

use fazhi::store::Store;
use sea_orm::{ConnectionTrait, Database};
use std::{
    env, process,
    sync::atomic::{AtomicU32, Ordering},
};

/// A new database, empty. One of PostgreSQL has to be removed.
pub struct Scratch {
    pub url: String,
    /// The server's URL and the name of the database on it.
    postgres: Option<(String, String)>,
    /// Where the file is; gone when this is dropped.
    _folder: Option<tempfile::TempDir>,
}

impl Scratch {
    /// A SQLite file.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("fazhi.db").display());
        Scratch { url, postgres: None, _folder: Some(folder) }
    }

    /// A database of PostgreSQL; none where there is no server, which only CI takes for a failure.
    pub async fn postgres() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let Ok(server) = env::var("FAZHI_TEST_POSTGRES_URL") else {
            let missing = "no PostgreSQL (FAZHI_TEST_POSTGRES_URL is not set)";
            assert!(env::var_os("CI").is_none(), "{missing}");
            eprintln!("SKIPPED: {missing}");
            return None;
        };
        let name = format!("fazhi_test_{}_{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        execute(&server, &format!("CREATE DATABASE \"{name}\"")).await;
        let (start, _) = server.rsplit_once('/').expect("a URL with the name of a database");
        Some(Scratch { url: format!("{start}/{name}"), postgres: Some((server, name)), _folder: None })
    }

    /// A store over it.
    pub async fn connect(&self) -> Store {
        Store::connect(&self.url).await.expect("a connection")
    }

    /// Removes it, whoever is still connected.
    pub async fn remove(self) {
        if let Some((server, name)) = &self.postgres {
            execute(server, &format!("DROP DATABASE \"{name}\" WITH (FORCE)")).await;
        }
    }
}

/// Runs a statement that the store has no function for.
pub async fn execute(url: &str, sql: &str) {
    let connection = Database::connect(url).await.expect("a connection");
    connection.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    connection.close().await.expect("closed");
}

/// Makes two tests of each function `async fn(&Scratch, Store)`, `sqlite::name` and `postgres::name`, each with a database of
/// its own that has tables, places and catalogue.
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                let scratch = crate::database::Scratch::sqlite();
                let store = crate::reference::prepared(&scratch).await;
                super::$name(&scratch, store).await;
            })+
        }

        mod postgres {
            use futures::FutureExt;
            use std::panic::{AssertUnwindSafe, resume_unwind};

            $(#[tokio::test]
            async fn $name() {
                let Some(scratch) = crate::database::Scratch::postgres().await else { return };
                let store = crate::reference::prepared(&scratch).await;
                let ended = AssertUnwindSafe(super::$name(&scratch, store)).catch_unwind().await;
                scratch.remove().await;
                if let Err(panic) = ended {
                    resume_unwind(panic);
                }
            })+
        }
    };
}
pub(crate) use on_both_databases;
