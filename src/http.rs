//! The HTTP server: GraphQL over HTTP, the playground, the schema and the health of the service.
//!
//! - `POST /graphql`, `GET /graphql`: the endpoint (`endpoint`, `negotiation`)
//! - `/export/figures.csv` and others: downloads (`export`)
//! - `/graphiql`: the playground; `/`: where to go; `/schema.graphql`: the schema as text (`pages`)
//! - `/healthz`: whether the service can answer (`health`)
//!
//! Any origin may read: the data is public and no request carries credentials.

mod compression;
mod endpoint;
mod export;
mod health;
mod log;
mod negotiation;
mod pages;

use actix_cors::Cors;
use actix_web::{
    App, HttpServer,
    dev::{Server, ServerHandle},
    http::header,
    middleware::{Compress, NormalizePath, from_fn},
    web,
};
use std::{io, net::SocketAddr, time::Duration};

use crate::{export::Export, graphql::Api};

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
}

impl Listening {
    /// Listens on an address (`127.0.0.1:8080`; port 0 lets the system choose) and answers from `api`, downloads from
    /// `export`.
    ///
    /// Must be called inside an actix runtime. Nothing is answered before [`Listening::serve`] runs.
    pub fn on(address: &str, api: Api, export: Export) -> Result<Self, HttpError> {
        let refused = |cause| HttpError::Listen { address: address.to_owned(), cause };
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(api.clone()))
                .app_data(web::Data::new(export.clone()))
                .wrap(Compress::default())
                .wrap(from_fn(compression::unnamed_identity))
                .wrap(cors())
                .wrap(from_fn(log::requests))
                .wrap(NormalizePath::trim())
                .configure(routes)
        })
        .keep_alive(Duration::from_secs(5))
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .disable_signals()
        .bind(address)
        .map_err(refused)?;
        let addresses = server.addrs();
        Ok(Listening { addresses, server: server.run() })
    }

    /// Stops the server from elsewhere.
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
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
            .route(web::get().to(endpoint::get))
            .default_service(web::to(endpoint::method_not_allowed)),
    )
    .service(
        web::resource("/export/{file}")
            .route(web::get().to(export::file))
            .route(web::head().to(export::file))
            .default_service(web::to(export::method_not_allowed)),
    )
    .route("/export", web::get().to(export::list))
    .route("/graphiql", web::get().to(pages::playground))
    .route("/schema.graphql", web::get().to(pages::schema))
    .route("/healthz", web::get().to(health::healthz))
    .route("/", web::get().to(pages::landing))
    .default_service(web::to(pages::not_found));
}

/// Public data, no credentials: any page may ask.
fn cors() -> Cors {
    Cors::default()
        .allow_any_origin()
        .send_wildcard()
        .allowed_methods(["GET", "HEAD", "POST"])
        .allowed_headers([header::ACCEPT, header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([header::CONTENT_DISPOSITION, header::ETAG])
        .max_age(86_400)
}
