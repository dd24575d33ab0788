//! The GraphQL API: types, queries, the batches behind them, and the limits before them.
//!
//! A request comes in through [`Api::execute`]:
//! - `limits` weighs the document before anything else looks at it, `variables` what is missing for it
//! - `session` is what its resolvers share: the store, the tables in memory (`reference`), the batches
//! - `query` is where every document starts; `place`, `report`, `section`, `figure`, `check`,
//!   `indicator`, `series`, `ranking`, `search` with `excerpt`, `statistics` and `node` are what it reaches
//! - `paging` makes connections, `nested` those inside other objects, `filter` reads filters and orders
//! - `batch` and `rows` load for many objects at once: at most one statement for each level of a document
//! - `shape` puts the answer into the form of the specification, `answer` writes it, `error` gives every error its
//!   code

pub mod answer;
pub mod error;
pub mod limits;
pub mod period;

mod batch;
mod check;
mod excerpt;
mod figure;
mod filter;
mod id;
mod indicator;
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
mod root;
mod rows;
mod scalar;
mod search;
mod section;
mod series;
mod session;
mod shape;
mod statistics;
mod variables;
mod words;

use async_graphql::{
    EmptyMutation, EmptySubscription, Request, Response, Schema, parser::types::OperationType, registry::SDLExportOptions,
};
use extract::Extractor;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use self::{
    limits::Limits,
    query::Query,
    reference::Reference,
    session::Session,
    shape::{Types, operation_of},
};
use crate::store::{Store, StoreError};

/// The most errors of one answer: a long document can be wrong in thousands of places.
const MAX_ERRORS: usize = 20;

/// How long an answer whose statements have been stopped may take to come together.
const GRACE: Duration = Duration::from_millis(500);

type FazhiSchema = Schema<Query, EmptyMutation, EmptySubscription>;

/// The API over one database. Cloning is cheap.
#[derive(Clone)]
pub struct Api {
    schema: FazhiSchema,
    store: Store,
    reference: Arc<Reference>,
    limits: Limits,
    types: Arc<Types>,
}

impl Api {
    /// An API over a migrated database, with the places and the catalogue of an extractor.
    pub fn new(store: Store, extractor: Arc<Extractor>) -> Self {
        Api {
            schema: schema(),
            store,
            reference: Arc::new(Reference::new(extractor)),
            limits: Limits::default(),
            types: Arc::new(Types::of(&sdl())),
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

    /// Answers a request. Every error of the answer has a code in `extensions.code`. A request with `"cost": true` in its
    /// extensions gets what it costs in `extensions.cost` of the answer.
    pub async fn execute(&self, mut request: Request) -> Response {
        let end = Instant::now() + self.limits.time;
        let name = request.operation_name.clone();
        let (document, weight) = match self.limits.weigh(&request.query, &request.variables, name.as_deref()) {
            Ok(weighed) => weighed,
            Err(error) => return Response::from_errors(vec![error]),
        };
        let wants_cost = limits::asks_for_cost(&request.extensions);
        if let Some(operation) = operation_of(&document, name.as_deref())
            && let Err(errors) = variables::check(operation, &request.variables)
        {
            return Response::from_errors(errors);
        }
        request.set_parsed_query(document.clone());
        let session = Session::new(self.store.until(end), self.reference.clone(), self.limits);
        // The statements are stopped in time, and the fields that want them get an error; this is for all else.
        let executed = tokio::time::timeout(self.limits.time + GRACE, self.schema.execute(request.data(session))).await;
        let Ok(mut response) = executed else {
            return Response::from_errors(vec![error::request_error(error::TIMEOUT, error::OUT_OF_TIME)]);
        };
        shape::settle(&mut response, &self.types, &document, name.as_deref());
        response.errors.truncate(MAX_ERRORS);
        error::code_errors(&mut response);
        if wants_cost {
            response = response.extension("cost", limits::cost(&weight, &self.limits));
        }
        response
    }

    /// The kind of operation a request would run; none when it cannot be told, and the answer will say why.
    pub fn operation_of(&self, request: &Request) -> Option<OperationType> {
        let document = self.limits.parse(&request.query, &request.variables).ok()?;
        operation_of(&document, request.operation_name.as_deref()).map(|operation| operation.ty)
    }

    /// The version of the data: changes with every import.
    pub async fn data_version(&self) -> Result<String, StoreError> {
        self.store.data_version().await
    }
}

/// The schema as text, in the GraphQL schema language.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().prefer_single_line_descriptions().use_space_ident().include_specified_by();
    let mut sdl = schema().sdl_with_options(options).trim_end().to_owned();
    sdl.push('\n');
    sdl
}

fn schema() -> FazhiSchema {
    Schema::build(Query, EmptyMutation, EmptySubscription)
        // The limits have refused what nests deeper.
        .limit_recursive_depth(2 * limits::MAX_NESTING)
        .finish()
}
