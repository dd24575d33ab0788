//! A real server on a port of its own, over a database of its own, asked through HTTP.

// Every test that includes this file uses a part of it.
#![allow(dead_code, unused_imports, unused_macros)]

use fazhi::{
    export::Export,
    graphql::{Api, limits::Limits},
    http::{ConnectionLimits, Listening, Settings, Stop},
    store::Store,
};
use serde_json::{Value, json};
use std::{sync::mpsc, thread};

use crate::{database::Scratch, world};

/// A server that runs until it is dropped.
pub struct Server {
    pub url: String,
    pub store: Store,
    /// The URL of the database.
    pub database: String,
    stop: Option<(Stop, thread::JoinHandle<()>)>,
    scratch: Option<Scratch>,
}

impl Server {
    /// A server over a SQLite file with the small world.
    pub async fn with_world() -> Server {
        let server = Server::over(Scratch::sqlite()).await;
        world::fill(&server.store).await;
        server
    }

    /// A server over a SQLite file with places and catalogue, without reports.
    pub async fn empty() -> Server {
        Server::over(Scratch::sqlite()).await
    }

    /// A server over a SQLite file with the small world, under other limits.
    pub async fn limited(limits: Limits) -> Server {
        let server = Server::with(Scratch::sqlite(), limits, Settings::default()).await;
        world::fill(&server.store).await;
        server
    }

    /// A server over a database that gets places and catalogue.
    pub async fn over(scratch: Scratch) -> Server {
        Server::with(scratch, Limits::default(), Settings::default()).await
    }

    /// The same, with limits for what stays open.
    pub async fn with_limits(scratch: Scratch, limits: ConnectionLimits) -> Server {
        Server::with(scratch, Limits::default(), Settings { connections: limits, ..Settings::default() }).await
    }

    /// A server over a SQLite file with the small world, with settings of its own.
    pub async fn set(settings: Settings) -> Server {
        let server = Server::with(Scratch::sqlite(), Limits::default(), settings).await;
        world::fill(&server.store).await;
        server
    }

    async fn with(scratch: Scratch, limits: Limits, settings: Settings) -> Server {
        let store = scratch.connect().await;
        world::prepare(&store).await;
        let (send, receive) = mpsc::channel();
        let served = store.clone();
        let thread = thread::spawn(move || {
            actix_web::rt::System::new().block_on(async {
                let api = Api::new(served.clone(), world::extractor()).with_limits(limits);
                let export = Export::new(served, world::extractor());
                let listening = Listening::with("127.0.0.1:0", api, export, settings).expect("listen");
                send.send((listening.addresses[0], listening.handle())).expect("announce");
                listening.serve().await.expect("serve");
            });
        });
        let (address, handle) = receive.recv().expect("a server");
        let database = scratch.url.clone();
        Server { url: format!("http://{address}"), store, database, stop: Some((handle, thread)), scratch: Some(scratch) }
    }

    /// Runs a statement that the store has no function for.
    pub async fn execute(&self, sql: &str) {
        let scratch = self.scratch.as_ref().expect("a database");
        crate::database::execute(&scratch.url, sql).await;
    }

    /// The whole answer to a query.
    pub async fn query(&self, query: &str) -> Value {
        self.query_with(query, json!({})).await
    }

    /// The whole answer to a query with variables.
    pub async fn query_with(&self, query: &str, variables: Value) -> Value {
        let answer = reqwest::Client::new()
            .post(format!("{}/graphql", self.url))
            .json(&json!({ "query": query, "variables": variables }))
            .send()
            .await
            .expect("an answer");
        answer.json().await.expect("JSON")
    }

    /// The data of an answer that has no errors.
    pub async fn data(&self, query: &str) -> Value {
        let mut answer = self.query(query).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    /// Code and argument of the errors of an answer, which all say the same.
    pub async fn error(&self, query: &str) -> (String, String) {
        let answer = self.query(query).await;
        let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("no errors: {answer:#}"));
        let extension = |error: &Value, name: &str| error["extensions"][name].as_str().unwrap_or_default().to_owned();
        let found = |error| (extension(error, "code"), extension(error, "argument"));
        assert!(errors.iter().all(|error| found(error) == found(&errors[0])), "{answer:#}");
        found(&errors[0])
    }

    /// How many statements a query takes.
    pub async fn statements(&self, query: &str) -> u64 {
        // Whether there are fictional counties is asked now and then, not for each query.
        self.data("{ provinces { code } }").await;
        let before = self.store.statements();
        self.data(query).await;
        self.store.statements() - before
    }
}

impl Server {
    /// Stops, and removes the database.
    pub async fn end(mut self) {
        self.stop();
        if let Some(scratch) = self.scratch.take() {
            scratch.remove().await;
        }
    }

    /// Stops, and lets running requests finish; returns when nothing runs any more.
    pub fn stop_gracefully(mut self) {
        if let Some((handle, thread)) = self.stop.take() {
            drop(handle.stop(true));
            let _ = thread.join();
        }
    }

    fn stop(&mut self) {
        if let Some((handle, thread)) = self.stop.take() {
            drop(handle.stop(false));
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Makes two tests of each function `async fn(&Server)`, `sqlite::name` and `postgres::name`, each with a server and a database
/// of its own: places and catalogue, no reports.
macro_rules! on_both_databases {
    ($($name:ident,)+) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name(&crate::server::Server::empty().await).await;
            })+
        }

        mod postgres {
            use futures::FutureExt;
            use std::panic::{AssertUnwindSafe, resume_unwind};

            $(#[tokio::test]
            async fn $name() {
                let Some(scratch) = crate::database::Scratch::postgres().await else { return };
                let server = crate::server::Server::over(scratch).await;
                let ended = AssertUnwindSafe(super::$name(&server)).catch_unwind().await;
                server.end().await;
                if let Err(panic) = ended {
                    resume_unwind(panic);
                }
            })+
        }
    };
}
pub(crate) use on_both_databases;
