//! From a request to its answer, or its answers.

use async_graphql::{
    Request, Response,
    parser::types::{ExecutableDocument, OperationType},
};
use futures::{StreamExt, stream, stream::BoxStream};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    Api,
    error::{self, BAD_USER_INPUT, GRAPHQL_VALIDATION_FAILED, OUT_OF_TIME, TIMEOUT, request_error},
    limits::cost,
    session::Session,
    shape::{self, Types, operation_of},
    subscription, variables,
};

/// The most errors of one answer: a long document can be wrong in thousands of places.
const MAX_ERRORS: usize = 20;

/// How long an answer whose statements have been stopped may take to come together.
const GRACE: Duration = Duration::from_millis(500);

/// A request that keeps to the limits and has what it needs.
pub struct Prepared {
    request: Request,
    operation: Option<OperationType>,
    settler: Settler,
    points: u64,
    /// What it costs, where it asks for that.
    cost: Option<async_graphql::Value>,
}

impl Prepared {
    /// The kind of operation; none when it cannot be told, and the answer will say why.
    pub fn operation(&self) -> Option<OperationType> {
        self.operation
    }

    /// The text of its document.
    pub fn document(&self) -> &str {
        &self.request.query
    }

    /// What it costs, in the points that are counted by the minute.
    pub fn points(&self) -> u64 {
        self.points
    }
}

/// Puts the answers to a document into form.
struct Settler {
    types: Arc<Types>,
    document: ExecutableDocument,
    name: Option<String>,
}

impl Settler {
    fn settle(&self, mut response: Response) -> Response {
        shape::settle(&mut response, &self.types, &self.document, self.name.as_deref());
        response.errors.truncate(MAX_ERRORS);
        error::code_errors(&mut response);
        response
    }
}

fn refused(code: &'static str, message: &str) -> Response {
    Response::from_errors(vec![request_error(code, message)])
}

impl Api {
    /// Answers a query or a mutation: [`Api::prepare`] and [`Api::run`] at once.
    pub async fn execute(&self, request: Request) -> Response {
        match self.prepare(request) {
            Ok(prepared) => self.run(prepared).await,
            Err(response) => *response,
        }
    }

    /// Everything that comes before validation: the limits, missing variables, the form of a subscription. The request's
    /// data may hold the [`super::Caller`], without whom nothing can be changed, and the [`super::Uploads`].
    ///
    /// # Errors
    /// An answer that says what is wrong with the request.
    pub fn prepare(&self, mut request: Request) -> Result<Prepared, Box<Response>> {
        let refusal = |errors| Box::new(Response::from_errors(errors));
        let name = request.operation_name.clone();
        let weighed = self.limits.weigh(&request.query, &request.variables, name.as_deref());
        let (document, weight) = weighed.map_err(|error| refusal(vec![error]))?;
        let operation = operation_of(&document, name.as_deref());
        if let Some(operation) = operation {
            variables::check(operation, &request.variables).map_err(refusal)?;
            if operation.ty == OperationType::Subscription
                && subscription::root_fields(&operation.selection_set.node, &document.fragments) != 1
            {
                let message = "a subscription asks for exactly one field at its root; subscribe once for each";
                return Err(Box::new(refused(GRAPHQL_VALIDATION_FAILED, message)));
            }
        }
        let operation = operation.map(|operation| operation.ty);
        let cost = cost::is_asked_for(&request.extensions).then(|| cost::of(&weight, &self.limits));
        request.set_parsed_query(document.clone());
        let settler = Settler { types: self.types.clone(), document, name };
        Ok(Prepared { request, operation, settler, points: cost::points(&weight), cost })
    }

    /// Answers a query or a mutation. Every error of the answer has a code in `extensions.code`. A request with `"cost": true`
    /// in its extensions gets what it costs in `extensions.cost` of the answer.
    pub async fn run(&self, prepared: Prepared) -> Response {
        let Prepared { request, operation, settler, cost, .. } = prepared;
        if operation == Some(OperationType::Subscription) {
            return refused(
                BAD_USER_INPUT,
                "subscriptions are served over WebSocket (graphql-transport-ws) and as text/event-stream",
            );
        }
        let time = self.limits.time;
        // A query ends in time; a mutation that has begun is told to its end, and its caller has a token.
        let (store, most) = match operation {
            Some(OperationType::Mutation) => (self.store.each_within(time), None),
            _ => (self.store.until(Instant::now() + time), Some(time + GRACE)),
        };
        let only_reads = operation != Some(OperationType::Mutation);
        let session = Session::new(store, self.ingest.clone(), self.reference.clone(), self.limits, only_reads);
        let execute = self.schema.execute(request.data(session));
        // The statements are stopped in time, and the fields that want them get an error; this is for all else.
        let executed = match most {
            Some(most) => tokio::time::timeout(most, execute).await.ok(),
            None => Some(execute.await),
        };
        let Some(response) = executed else { return refused(TIMEOUT, OUT_OF_TIME) };
        let response = settler.settle(response);
        match cost {
            Some(cost) => response.extension("cost", cost),
            None => response,
        }
    }

    /// Answers any operation with a stream: one answer to a query or a mutation, one for each event to a subscription.
    pub fn run_stream(&self, prepared: Prepared) -> BoxStream<'static, Response> {
        if prepared.operation != Some(OperationType::Subscription) {
            let api = self.clone();
            return stream::once(async move { api.run(prepared).await }).boxed();
        }
        let Prepared { request, settler, .. } = prepared;
        // Waiting takes as long as it takes; what is read for an event does not.
        let store = self.store.each_within(self.limits.time);
        let session = Session::new(store, self.ingest.clone(), self.reference.clone(), self.limits, false);
        self.schema.execute_stream(request.data(session)).map(move |response| settler.settle(response)).boxed()
    }
}
