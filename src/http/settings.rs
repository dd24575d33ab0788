//! What a server allows over HTTP, beside the limits of each request.

use std::time::Duration;

use super::{
    address::Proxies, connections::ConnectionLimits, documents::TrustedDocuments, origins::Origins, places::PlaceLimits,
    rates::RateLimits,
};

/// What a server allows.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which pages may ask.
    pub origins: Origins,
    /// The only documents that are run; none runs every document.
    pub documents: Option<TrustedDocuments>,
    /// How long an answer to GET may be used again without asking whether it is still right.
    pub fresh: Duration,
    /// How much may be asked for in a minute.
    pub rates: RateLimits,
    /// What stands between the server and its clients.
    pub proxies: Proxies,
    /// Bytes of a request without files.
    pub body: usize,
    /// How long a client may send nothing in the middle of a request.
    pub stall: Duration,
    /// Downloads at the same time.
    pub downloads: PlaceLimits,
    /// What subscriptions may take.
    pub connections: ConnectionLimits,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            origins: Origins::Any,
            documents: None,
            fresh: Duration::ZERO,
            rates: RateLimits::default(),
            proxies: Proxies::default(),
            body: 1_000_000,
            stall: Duration::from_secs(10),
            downloads: PlaceLimits { all: 16, address: 4 },
            connections: ConnectionLimits::default(),
        }
    }
}
