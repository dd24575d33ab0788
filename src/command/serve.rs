//! `fazhi serve`: the explorer, the playground and the GraphQL API.

use clap::Args;
use std::{
    io::{self, Write},
    net::SocketAddr,
    sync::Arc,
};

use super::{
    catalogue::CatalogueFile,
    database::{Database, block_on, closing},
    exit::Failure,
    limits::LimitFlags,
    samples,
    settings::HttpFlags,
};
use crate::{
    export::Export,
    graphql::Api,
    http::{Listening, Stop},
};

/// The arguments of `fazhi serve`.
#[derive(Args)]
pub struct Serve {
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDR:PORT", env = "FAZHI_LISTEN", default_value = "127.0.0.1:8080")]
    listen: String,
    /// Leave the sample reports out
    #[arg(long)]
    no_samples: bool,
    #[command(flatten)]
    catalogue: CatalogueFile,
    #[command(flatten)]
    limits: LimitFlags,
    #[command(flatten)]
    http: HttpFlags,
    #[command(flatten)]
    database: Database,
}

impl Serve {
    /// Serves until Ctrl-C or SIGTERM.
    pub fn run(self) -> Result<(), Failure> {
        let settings = self.http.settings()?;
        let extractor = Arc::new(self.catalogue.extractor()?);
        block_on(async {
            let limits = self.limits.limits();
            closing(self.database.open_for(&extractor, limits.time).await?, async |store| {
                if !self.no_samples {
                    samples::import(&store, &extractor).await?;
                }
                let export = Export::new(store.clone(), extractor.clone());
                let api = Api::new(store, extractor.clone()).with_limits(limits);
                let listening = Listening::with(&self.listen, api.clone(), export, settings).map_err(Failure::new)?;
                announce(&listening.addresses)?;
                actix_web::rt::spawn(stop_on_signal(listening.handle()));
                tokio::select! {
                    served = listening.serve() => served.map_err(Failure::new),
                    // It works as long as the server serves.
                    () = api.work() => Ok(()),
                }
            })
            .await
        })
    }
}

fn announce(addresses: &[SocketAddr]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for address in addresses {
        writeln!(out, "Fazhi is at http://{address}")?;
        writeln!(out, "  playground  http://{address}/graphiql")?;
        writeln!(out, "  endpoint    http://{address}/graphql")?;
        writeln!(out, "  schema      http://{address}/schema.graphql")?;
    }
    writeln!(out, "Ctrl-C stops it.")?;
    Ok(out.flush()?)
}

/// The first signal lets running requests finish, a second one does not.
async fn stop_on_signal(server: Stop) {
    stop_signal().await;
    tracing::info!("stopping: running requests are finished first");
    let again = server.clone();
    actix_web::rt::spawn(async move {
        stop_signal().await;
        again.stop(false).await;
    });
    server.stop(true).await;
}

#[cfg(unix)]
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(error) => {
            tracing::warn!("SIGTERM cannot be listened for: {error}");
            let _ = interrupted.await;
        }
    }
}

#[cfg(not(unix))]
async fn stop_signal() {
    let _ = tokio::signal::ctrl_c().await;
}
