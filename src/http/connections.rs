//! Connections that stay open: how many there may be, how long anything may take on them, and their end.

use std::{net::IpAddr, time::Duration};
use tokio::sync::watch;

use super::places::{Place, PlaceLimits, Places};

/// What subscriptions may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Connections of this process that are open at the same time, WebSockets and event streams together.
    pub connections: usize,
    /// Those of one address.
    pub of_address: usize,
    /// Operations of one WebSocket that run at the same time.
    pub operations: usize,
    /// How long a WebSocket may be silent before it says connection_init.
    pub init_wait: Duration,
    /// How often a quiet connection is tried; one that has not answered twice is cut.
    pub ping: Duration,
    /// How long a client may take to read; a slower one is cut.
    pub send_wait: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        ConnectionLimits {
            connections: 1_000,
            of_address: 100,
            operations: 20,
            init_wait: Duration::from_secs(10),
            ping: Duration::from_secs(20),
            send_wait: Duration::from_secs(10),
        }
    }
}

/// The connections that are open. Cloning gives another handle to the same.
#[derive(Debug, Clone)]
pub struct Connections {
    /// What they may take.
    pub limits: ConnectionLimits,
    places: Places,
    closing: watch::Sender<bool>,
}

/// A connection that counts as open until this is dropped.
#[derive(Debug)]
pub struct Slot {
    _place: Place,
    closing: watch::Receiver<bool>,
}

impl Connections {
    /// None yet.
    pub fn new(limits: ConnectionLimits) -> Self {
        let places = Places::new(PlaceLimits { all: limits.connections, address: limits.of_address });
        Connections { limits, places, closing: watch::Sender::new(false) }
    }

    /// One more from an address; none where there are too many.
    pub fn open(&self, address: Option<IpAddr>) -> Option<Slot> {
        Some(Slot { _place: self.places.take(address)?, closing: self.closing.subscribe() })
    }

    /// Ends all of them.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }
}

impl Slot {
    /// Waits until the server stops.
    pub async fn closing(&mut self) {
        // A sender that is gone has stopped too.
        let _ = self.closing.wait_for(|closing| *closing).await;
    }
}
