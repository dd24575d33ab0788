//! The HTTP server: GraphQL over HTTP, the explorer, the playground, the schema and the health of the service.
//!
//! - `POST /graphql`, `GET /graphql`: the endpoint. `call` and `multipart` read a request, `bearer` finds out who asks,
//!   `negotiation` which form the answer has, `refusal` is what those are told who sent no GraphQL
//! - `GET /graphql` with `Upgrade: websocket`, or with `Accept: text/event-stream`: subscriptions (`websocket`,
//!   `event_stream`, `connections`)
//! - `/export/figures.csv` and others: downloads (`export`)
//! - `/`, the pages of the explorer and their files; `/graphiql`: the playground (`explorer`)
//! - `/schema.graphql`: the schema as text (`pages`)
//! - `/healthz`: whether the service can answer (`health`)
//!
//! What a server allows is in its `settings`; `service` holds every request against them: `documents` finds the document
//! it names, `rates` counts what it costs, by its `address` or its token. `origins` tells browsers which pages may ask,
//! `caching` what they may keep.

mod address;
mod bearer;
mod caching;
mod call;
mod compression;
mod connections;
mod documents;
mod endpoint;
mod event_stream;
mod explorer;
mod export;
mod health;
mod log;
mod multipart;
mod negotiation;
mod origins;
mod pages;
mod places;
mod rates;
mod refusal;
mod service;
mod settings;
mod values;
mod websocket;

use actix_web::{
    App, FromRequest, Handler, HttpServer, Resource, Responder,
    dev::{Server, ServerHandle},
    guard::{self, GuardContext},
    http::header,
    middleware::{Compress, NormalizePath, from_fn},
    web,
};
use std::{io, net::SocketAddr, time::Duration};

use self::{connections::Connections, service::Service};
use crate::{export::Export, graphql::Api};

pub use self::{
    address::{Proxies, ProxyHeader},
    connections::ConnectionLimits,
    documents::{BadDocuments, TrustedDocuments},
    origins::{NoOrigin, Origin, Origins},
    places::PlaceLimits,
    rates::RateLimits,
    settings::Settings,
};

/// How long a shutdown waits for the requests that are running.
const SHUTDOWN_SECONDS: u64 = 10;

/// What can go wrong with the server itself.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {cause}; give another address with --listen")]
    Listen {
        /// The address asked for.
        address: String,
        /// Why.
        cause: io::Error,
    },
    /// The server stopped by itself.
    #[error("the server stopped: {0}")]
    Stopped(#[from] io::Error),
}

/// A server that listens.
pub struct Listening {
    /// The addresses it listens on, with the port the system chose where 0 was asked for.
    pub addresses: Vec<SocketAddr>,
    server: Server,
    connections: Connections,
}

/// Stops a server from elsewhere. Cloning gives another handle to the same.
#[derive(Debug, Clone)]
pub struct Stop {
    server: ServerHandle,
    connections: Connections,
}

impl Stop {
    /// Stops it: subscriptions end at once; `graceful` lets the requests finish that are running.
    pub fn stop(&self, graceful: bool) -> impl Future<Output = ()> + use<> {
        self.connections.close();
        self.server.stop(graceful)
    }
}

impl Listening {
    /// Listens on an address (`127.0.0.1:8080`; port 0 lets the system choose) and answers from `api`, downloads from
    /// `export`.
    ///
    /// Must be called inside an actix runtime. Nothing is answered before [`Listening::serve`] runs.
    pub fn on(address: &str, api: Api, export: Export) -> Result<Self, HttpError> {
        Listening::with(address, api, export, Settings::default())
    }

    /// The same with settings of one's own.
    pub fn with(address: &str, api: Api, export: Export, settings: Settings) -> Result<Self, HttpError> {
        let service = Service::new(api, export, settings);
        let connections = service.connections.clone();
        let stall = service.settings.stall;
        let refused = |cause| HttpError::Listen { address: address.to_owned(), cause };
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(service.api.clone()))
                .app_data(web::Data::new(service.clone()))
                .wrap(Compress::default())
                .wrap(from_fn(compression::tidy))
                .wrap(service.settings.origins.cors())
                .wrap(from_fn(log::requests))
                .wrap(NormalizePath::trim())
                .configure(routes)
        })
        .client_request_timeout(stall)
        .keep_alive(Duration::from_secs(5))
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .disable_signals()
        .bind(address)
        .map_err(refused)?;
        let addresses = server.addrs();
        Ok(Listening { addresses, server: server.run(), connections })
    }

    /// Stops the server from elsewhere.
    pub fn handle(&self) -> Stop {
        Stop { server: self.server.handle(), connections: self.connections.clone() }
    }

    /// Answers until the handle stops the server.
    pub async fn serve(self) -> Result<(), HttpError> {
        Ok(self.server.await?)
    }
}

fn routes(app: &mut web::ServiceConfig) {
    app.service(
        web::resource("/graphql")
            .route(web::post().to(endpoint::post))
            .route(web::get().guard(guard::fn_guard(is_upgrade)).to(websocket::connect))
            .route(web::get().to(endpoint::get))
            .route(web::head().to(endpoint::get))
            .default_service(web::to(endpoint::method_not_allowed)),
    )
    .service(
        web::resource("/export/{file}")
            .route(web::get().to(export::file))
            .route(web::head().to(export::file))
            .default_service(web::to(export::method_not_allowed)),
    )
    .service(got("/export", export::list))
    .service(got("/graphiql", explorer::playground))
    .service(got("/schema.graphql", pages::schema))
    .service(got("/healthz", health::healthz))
    .default_service(web::to(explorer::page_or_file));
}

/// What can be got, and nothing else done with it.
fn got<F, A>(path: &str, handler: F) -> Resource
where
    F: Handler<A> + Copy,
    A: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::resource(path)
        .route(web::get().to(handler))
        .route(web::head().to(handler))
        .default_service(web::to(pages::method_not_allowed))
}

/// Whether a request wants to become a WebSocket.
fn is_upgrade(context: &GuardContext<'_>) -> bool {
    let upgrade = context.head().headers().get(header::UPGRADE).and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|value| value.eq_ignore_ascii_case("websocket"))
}
