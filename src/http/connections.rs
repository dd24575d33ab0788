//! Connections that stay open: how many there may be, how long anything may take on them, and their end.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::watch;

/// What subscriptions may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Connections of this process that are open at the same time, WebSockets and event streams together.
    pub connections: usize,
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
    open: Arc<AtomicUsize>,
    closing: watch::Sender<bool>,
}

/// A connection that counts as open until this is dropped.
#[derive(Debug)]
pub struct Slot {
    open: Arc<AtomicUsize>,
    closing: watch::Receiver<bool>,
}

impl Connections {
    /// None yet.
    pub fn new(limits: ConnectionLimits) -> Self {
        Connections { limits, open: Arc::default(), closing: watch::Sender::new(false) }
    }

    /// One more; none where there are too many.
    pub fn open(&self) -> Option<Slot> {
        let more = |open: usize| (open < self.limits.connections).then_some(open + 1);
        self.open.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).ok()?;
        Some(Slot { open: self.open.clone(), closing: self.closing.subscribe() })
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

impl Drop for Slot {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::{ConnectionLimits, Connections};

    #[test]
    fn a_connection_counts_until_it_is_dropped() {
        let connections = Connections::new(ConnectionLimits { connections: 1, ..ConnectionLimits::default() });
        let first = connections.open();
        assert!(first.is_some() && connections.open().is_none());
        drop(first);
        assert!(connections.open().is_some());
    }
}
