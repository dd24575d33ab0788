//! The GraphQL API: types, queries, the batches behind them, and the limits before them.
//!
//! A request comes in through [`Api::prepare`], then [`Api::run`] or [`Api::run_stream`] (`execute`):
//! - `limits` weighs the document before anything else looks at it, `variables` what is missing for it
//! - `session` is what its resolvers share: the store, the tables in memory (`reference`), the batches
//! - `query` is where every document starts; `place`, `report`, `section`, `figure`, `check`,
//!   `indicator`, `series`, `ranking`, `search` with `excerpt`, `statistics` and `node` are what it reaches
//! - `mutation` is what can be changed (`import`, `job`, `reviewing`, `upload`, `user_error`) and `caller` who may;
//!   `subscription` is what can be listened to
//! - `paging` makes connections, `nested` those inside other objects, `filter` reads filters and orders
//! - `batch` and `rows` load for many objects at once: at most one statement for each level of a document
//! - `shape` puts the answer into the form of the specification, `answer` writes it, `error` gives every error its
//!   code

pub mod answer;
pub mod error;
pub mod limits;
pub mod period;

mod batch;
mod caller;
mod check;
mod excerpt;
mod execute;
mod fictional;
mod figure;
mod filter;
mod id;
mod import;
mod indicator;
mod job;
mod mutation;
mod nested;
mod node;
mod outline;
mod paging;
mod place;
mod province_page;
mod query;
mod ranking;
mod reference;
mod report;
mod reviewing;
mod root;
mod rows;
mod scalar;
mod search;
mod section;
mod series;
mod session;
mod shape;
mod statistics;
mod subscription;
mod upload;
mod user_error;
mod variables;
mod words;

use async_graphql::{Schema, registry::SDLExportOptions};
use extract::Extractor;
use std::{
    sync::{Arc, LazyLock},
    time::Instant,
};

use self::{limits::Limits, mutation::Mutation, query::Query, reference::Reference, shape::Types, subscription::Subscription};
use crate::{
    ingest::Ingest,
    store::{BadToken, Store, StoreError},
};

pub use caller::Caller;
pub use execute::Prepared;
pub use upload::{Uploaded, Uploads};

type FazhiSchema = Schema<Query, Mutation, Subscription>;

/// The API over one database. Cloning is cheap.
#[derive(Clone)]
pub struct Api {
    schema: FazhiSchema,
    store: Store,
    ingest: Ingest,
    reference: Arc<Reference>,
    limits: Limits,
    types: Arc<Types>,
}

impl Api {
    /// An API over a migrated database, with the places and the catalogue of an extractor.
    pub fn new(store: Store, extractor: Arc<Extractor>) -> Self {
        Api {
            schema: schema(),
            ingest: Ingest::new(store.clone(), extractor.clone()),
            store,
            reference: Arc::new(Reference::new(extractor)),
            limits: Limits::default(),
            types: Arc::new(Types::of(sdl())),
        }
    }

    /// The same API under other limits.
    pub fn with_limits(self, limits: Limits) -> Self {
        Api { limits, ..self }
    }

    /// How much one request may ask for.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Who has shown this token, or why it is worth nothing.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn caller(&self, token: &str) -> Result<Result<Caller, BadToken>, StoreError> {
        let row = self.store.token(token).await?;
        Ok(row.map(|row| Caller { scopes: row.scopes.0.iter().filter_map(|word| word.parse().ok()).collect(), name: row.name }))
    }

    /// Does the imports that nobody waits for, one after the other, as long as it is polled.
    pub async fn work(&self) {
        self.ingest.work(&format!("pid {}", std::process::id())).await;
    }

    /// The version of the data: changes with every import.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn data_version(&self) -> Result<String, StoreError> {
        self.store.until(Instant::now() + self.limits.time).data_version().await
    }

    /// The same, however busy the database's other connections are; for whoever wants to know whether it is there.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn health(&self) -> Result<String, StoreError> {
        self.store.apart().data_version().await
    }
}

/// The schema as text, in the GraphQL schema language.
pub fn sdl() -> &'static str {
    static SDL: LazyLock<String> = LazyLock::new(print);
    &SDL
}

fn print() -> String {
    let options = SDLExportOptions::new().prefer_single_line_descriptions().use_space_ident().include_specified_by();
    let mut sdl = schema().sdl_with_options(options).trim_end().to_owned();
    sdl.push('\n');
    sdl
}

fn schema() -> FazhiSchema {
    Schema::build(Query, Mutation, Subscription)
        // The limits have refused what nests deeper.
        .limit_recursive_depth(2 * limits::MAX_NESTING)
        .finish()
}
