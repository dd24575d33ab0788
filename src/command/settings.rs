//! What a server allows over HTTP, as flags and in the environment.

use clap::{Args, ValueEnum};
use std::{fs, path::PathBuf, time::Duration};

use super::exit::{self, Failure};
use crate::http::{ConnectionLimits, Origin, Origins, PlaceLimits, Proxies, ProxyHeader, RateLimits, Settings, TrustedDocuments};

/// What a server allows.
#[derive(Args)]
#[command(next_help_heading = "HTTP")]
pub struct HttpFlags {
    /// Let pages of this origin ask (`https://example.org`), and no others but the server's own; may be given several times,
    /// or with commas; any origin where none is given, or *
    #[arg(long = "cors-origin", value_name = "ORIGIN", env = "FAZHI_CORS_ORIGIN", value_delimiter = ',')]
    cors_origins: Vec<String>,
    /// Run the documents of this file and no others: persisted-documents.json of graphql-codegen, or Apollo's manifest; may
    /// be given several times, or with commas
    #[arg(long, value_name = "FILE", env = "FAZHI_TRUSTED_DOCUMENTS", value_delimiter = ',')]
    trusted_documents: Vec<PathBuf>,
    /// Seconds in which an answer to GET may be used again without asking whether it is still right
    #[arg(long, value_name = "SECONDS", env = "FAZHI_CACHE_SECONDS", default_value_t = Settings::default().fresh.as_secs())]
    cache_seconds: u64,
    /// Points of cost that an address may use in a minute, without a token; 0 does not count. Nothing is counted for the
    /// machine the server runs on
    #[arg(long, value_name = "POINTS", env = "FAZHI_POINTS_PER_ADDRESS", default_value_t = RateLimits::default().address)]
    points_per_address: u32,
    /// Points of cost that a token may use in a minute; 0 does not count
    #[arg(long, value_name = "POINTS", env = "FAZHI_POINTS_PER_TOKEN", default_value_t = RateLimits::default().token)]
    points_per_token: u32,
    /// Believe the proxy in front: take the address of a client from this header
    #[arg(long, value_name = "HEADER", env = "FAZHI_TRUST_PROXY", value_enum)]
    trust_proxy: Option<Header>,
    /// How many proxies stand one behind the other, each of which adds to that header
    #[arg(long, value_name = "N", env = "FAZHI_PROXIES", default_value_t = 1, requires = "trust_proxy",
          value_parser = clap::value_parser!(u8).range(1..))]
    proxies: u8,
    /// Bytes of a request without files
    #[arg(long, value_name = "BYTES", env = "FAZHI_MAX_BODY_BYTES", default_value_t = Settings::default().body)]
    max_body_bytes: usize,
    /// Seconds in which a client may send nothing in the middle of a request; the whole may take twelve times that
    #[arg(long, value_name = "SECONDS", env = "FAZHI_STALL_SECONDS", default_value_t = Settings::default().stall.as_secs(),
          value_parser = clap::value_parser!(u64).range(1..=3_600))]
    stall_seconds: u64,
    /// Downloads at the same time
    #[arg(long, value_name = "N", env = "FAZHI_MAX_DOWNLOADS", default_value_t = Settings::default().downloads.all)]
    max_downloads: usize,
    /// Downloads of one address at the same time
    #[arg(long, value_name = "N", env = "FAZHI_DOWNLOADS_PER_ADDRESS", default_value_t = Settings::default().downloads.address)]
    downloads_per_address: usize,
    /// WebSockets and event streams at the same time
    #[arg(long, value_name = "N", env = "FAZHI_MAX_SUBSCRIPTIONS", default_value_t = ConnectionLimits::default().connections)]
    max_subscriptions: usize,
    /// WebSockets and event streams of one address at the same time
    #[arg(long, value_name = "N", env = "FAZHI_SUBSCRIPTIONS_PER_ADDRESS",
          default_value_t = ConnectionLimits::default().of_address)]
    subscriptions_per_address: usize,
    /// Operations of one WebSocket at the same time
    #[arg(long, value_name = "N", env = "FAZHI_MAX_OPERATIONS", default_value_t = ConnectionLimits::default().operations)]
    max_operations: usize,
}

/// A header in which proxies say for whom they ask.
#[derive(Clone, Copy, ValueEnum)]
enum Header {
    /// X-Forwarded-For: 203.0.113.7
    XForwardedFor,
    /// Forwarded: for=203.0.113.7 (RFC 7239)
    Forwarded,
}

impl HttpFlags {
    /// The settings.
    ///
    /// # Errors
    /// A file of documents that cannot be read.
    pub fn settings(&self) -> Result<Settings, Failure> {
        let header = self.trust_proxy.map(|header| match header {
            Header::XForwardedFor => ProxyHeader::XForwardedFor,
            Header::Forwarded => ProxyHeader::Forwarded,
        });
        Ok(Settings {
            origins: self.origins()?,
            documents: self.documents()?,
            fresh: Duration::from_secs(self.cache_seconds),
            rates: RateLimits { address: self.points_per_address, token: self.points_per_token },
            proxies: Proxies { header, count: usize::from(self.proxies) },
            body: self.max_body_bytes,
            stall: Duration::from_secs(self.stall_seconds),
            downloads: PlaceLimits { all: self.max_downloads, address: self.downloads_per_address },
            connections: ConnectionLimits {
                connections: self.max_subscriptions,
                of_address: self.subscriptions_per_address,
                operations: self.max_operations,
                ..ConnectionLimits::default()
            },
        })
    }

    fn origins(&self) -> Result<Origins, Failure> {
        let named: Vec<&str> = self.cors_origins.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
        if named.is_empty() || named.contains(&"*") {
            return Ok(Origins::Any);
        }
        let origins: Result<Vec<Origin>, _> = named.into_iter().map(str::parse).collect();
        origins.map(Origins::These).map_err(|error| Failure::with_code(exit::USAGE, format!("--cors-origin: {error}")))
    }

    fn documents(&self) -> Result<Option<TrustedDocuments>, Failure> {
        let mut documents = None;
        for file in self.trusted_documents.iter().filter(|file| !file.as_os_str().is_empty()) {
            let failed = |code: &str, reason: &dyn std::fmt::Display| {
                Failure::with_code(exit::of_code(code), format!("trusted documents: {}: {reason}", file.display()))
            };
            let json = fs::read_to_string(file).map_err(|error| failed("UNREADABLE", &error))?;
            let more = documents.take().unwrap_or_else(TrustedDocuments::default);
            documents = Some(more.read(&json).map_err(|error| failed("BAD_DOCUMENTS", &error))?);
        }
        if let Some(documents) = &documents {
            tracing::info!("{} trusted documents; nothing else is run", documents.count());
        }
        Ok(documents)
    }
}
