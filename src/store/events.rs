//! What happens in the database, told to whoever listens, on every node.
//!
//! On PostgreSQL a writer says it with NOTIFY inside its transaction, so that it is heard on every node when, and only when,
//! the transaction is there to be read. A SQLite file belongs to one process, which tells itself.

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, Statement,
    sqlx::{self, postgres::PgListener},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::{OnceCell, broadcast};

use super::{ReportKey, Store, error::StoreError};

/// Events that a slow listener may be behind.
const WAITING: usize = 1_024;
/// The channel of NOTIFY.
const CHANNEL: &str = "fazhi";
/// How long until a PostgreSQL that does not answer is tried again.
const AGAIN: Duration = Duration::from_secs(1);

/// Something that has happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A report was stored: a new one, or a new reading.
    ReportSaved {
        /// Which.
        report: ReportKey,
        /// Code of the province of its county.
        province: String,
    },
    /// An import has come further.
    JobChanged {
        /// Its key.
        key: String,
    },
    /// Some events were not heard: PostgreSQL was away.
    Missed,
}

impl Event {
    /// The event as a word of NOTIFY.
    fn written(&self) -> String {
        match self {
            Self::ReportSaved { report, province } => format!("report {} {} {province}", report.county, report.year),
            Self::JobChanged { key } => format!("job {key}"),
            Self::Missed => "missed".to_owned(),
        }
    }

    /// The event of a word; none of one that a newer node says.
    fn read(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        match words.as_slice() {
            ["report", county, year, province] => {
                let report = ReportKey { county: (*county).to_owned(), year: year.parse().ok()? };
                Some(Self::ReportSaved { report, province: (*province).to_owned() })
            }
            ["job", key] => Some(Self::JobChanged { key: (*key).to_owned() }),
            ["missed"] => Some(Self::Missed),
            _ => None,
        }
    }
}

/// Where the events of a store come out.
#[derive(Debug)]
pub(super) struct Events {
    heard: broadcast::Sender<Event>,
    /// Whether this process listens to PostgreSQL.
    listening: OnceCell<()>,
}

impl Default for Events {
    fn default() -> Self {
        Events { heard: broadcast::Sender::new(WAITING), listening: OnceCell::new() }
    }
}

impl Store {
    /// Everything that happens from now on, on every node. A listener that falls behind by more than a thousand events is
    /// told so by the channel.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn events(&self) -> Result<broadcast::Receiver<Event>, StoreError> {
        let receiver = self.events.heard.subscribe();
        if self.connection.get_database_backend() == DbBackend::Postgres {
            self.events.listening.get_or_try_init(|| self.listen()).await?;
        }
        Ok(receiver)
    }

    async fn listen(&self) -> Result<(), StoreError> {
        let refused = |error: sqlx::Error| StoreError::NoEvents { reason: error.to_string() };
        let pool = self.connection.get_postgres_connection_pool();
        let mut listener = PgListener::connect_with(pool).await.map_err(refused)?;
        listener.listen(CHANNEL).await.map_err(refused)?;
        let events: Arc<Events> = self.events.clone();
        tokio::spawn(async move {
            loop {
                let event = match listener.try_recv().await {
                    Ok(Some(notification)) => Event::read(notification.payload()),
                    // The connection was lost; the listener makes another one when it is asked again.
                    Ok(None) => Some(Event::Missed),
                    Err(sqlx::Error::PoolClosed) => break,
                    Err(error) => {
                        tracing::warn!("events are not heard until PostgreSQL answers again: {error}");
                        tokio::time::sleep(AGAIN).await;
                        Some(Event::Missed)
                    }
                };
                if let Some(event) = event {
                    // Nobody may be listening at the moment.
                    let _ = events.heard.send(event);
                }
            }
        });
        Ok(())
    }

    /// Commits, and tells every node what has happened.
    pub(super) async fn commit_and_tell(&self, transaction: DatabaseTransaction, event: Event) -> Result<(), StoreError> {
        if transaction.get_database_backend() == DbBackend::Postgres {
            let values = [CHANNEL.into(), event.written().into()];
            let notify = Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", values);
            transaction.execute_raw(notify).await?;
            return Ok(transaction.commit().await?);
        }
        transaction.commit().await?;
        let _ = self.events.heard.send(event);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, ReportKey};

    #[test]
    fn an_event_comes_back_as_it_was_said() {
        let report = ReportKey { county: "140821".into(), year: 2021 };
        for event in
            [Event::ReportSaved { report, province: "140000".into() }, Event::JobChanged { key: "0a1b".into() }, Event::Missed]
        {
            assert_eq!(Event::read(&event.written()), Some(event));
        }
    }

    #[test]
    fn what_is_not_understood_is_not_heard() {
        for text in ["", "report", "report 140821 x 140000", "job", "job a b", "something new"] {
            assert_eq!(Event::read(text), None, "{text}");
        }
    }
}
