//! Opens a database.

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, RuntimeErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::sync::MutexGuard;

use super::{Store, deadline, error::StoreError};

/// Connections to a SQLite file: one writes, the others read beside it.
const SQLITE_CONNECTIONS: u32 = 8;
/// Connections of one node to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a writer of another process may keep a SQLite file to itself before a statement gives up.
const BUSY: Duration = Duration::from_secs(60);
/// How long until a file that is locked is tried again.
const AGAIN: Duration = Duration::from_millis(20);
/// How long to wait for a free connection, or for a database to answer at all.
const ACQUIRE: Duration = Duration::from_secs(5);
/// A connection that has been idle this long may have been cut: it is tried before it is used. Not before every use, which
/// would cost a round trip each time.
const IDLE: Duration = Duration::from_secs(60);

/// How long a statement of the connection apart may take.
const APART: Duration = Duration::from_secs(2);

/// A statement that takes longer is worth a line in the log.
const SLOW: Duration = Duration::from_secs(1);

impl Store {
    /// Opens a database: `sqlite:FILE` (made when it is not there; `?mode=ro` to only read), `sqlite::memory:`, or
    /// `postgres://USER:PASSWORD@HOST/NAME`. The tables are left as they are.
    ///
    /// # Errors
    /// A URL that names no database, a database that does not open.
    pub async fn connect(url: &str) -> Result<Store, StoreError> {
        Store::open(url, None).await
    }

    /// The same for statements that take no longer than `time`, except where something is written: with a deadline near
    /// that time, PostgreSQL need not be told anew for each statement.
    ///
    /// # Errors
    /// A URL that names no database, a database that does not open.
    pub async fn connect_for(url: &str, time: Duration) -> Result<Store, StoreError> {
        Store::open(url, Some(time)).await
    }

    async fn open(url: &str, statement_time: Option<Duration>) -> Result<Store, StoreError> {
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false).acquire_timeout(ACQUIRE);
        match scheme(url) {
            Some(DbBackend::Sqlite) => sqlite(&mut options, url),
            Some(DbBackend::Postgres) => {
                options.max_connections(POSTGRES_CONNECTIONS).test_before_acquire(false).test_before_acquire_if_idle_for(IDLE);
                if let Some(time) = statement_time {
                    options.statement_timeout(time);
                }
            }
            _ => return Err(StoreError::UnknownUrl { url: without_password(url) }),
        }
        let cannot_open = |error| StoreError::CannotOpen { url: without_password(url), reason: reason(&error) };
        let connection = opened(options.clone()).await.map_err(cannot_open)?;
        // A database in memory is another one for another connection.
        let apart = if is_in_memory(url) { connection.clone() } else { one_more(options).await.map_err(cannot_open)? };
        Ok(Store { apart, ..Store::over(connection, statement_time) })
    }

    fn over(mut connection: DatabaseConnection, statement_time: Option<Duration>) -> Self {
        let statements = Arc::new(AtomicU64::new(0));
        let counted = statements.clone();
        connection.set_metric_callback(move |run| {
            tracing::trace!(target: "fazhi::sql", statement = %run.statement);
            if !deadline::is_setting(&run.statement.sql) {
                counted.fetch_add(1, Ordering::Relaxed);
            }
            if run.elapsed >= SLOW {
                tracing::warn!(milliseconds = run.elapsed.as_millis() as u64, sql = run.statement.sql, "a slow statement");
            }
        });
        Store {
            apart: connection.clone(),
            connection,
            statements,
            deadline: None,
            each: None,
            statement_time,
            writer: Arc::default(),
            events: Arc::default(),
            absence: Arc::default(),
        }
    }

    /// Closes the database; statements that run are waited for. Further statements are refused.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn close(self) -> Result<(), StoreError> {
        self.apart.close().await?;
        Ok(self.connection.close().await?)
    }

    /// A handle with a connection of its own, which is there when all others are busy; its statements have
    /// two seconds each.
    pub fn apart(&self) -> Store {
        Store { connection: self.apart.clone(), each: Some(APART), deadline: None, ..self.clone() }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.connection.ping().await?)
    }

    /// A writer's turn. PostgreSQL needs none: its locks are on rows.
    pub(super) async fn turn(&self) -> Option<MutexGuard<'_, ()>> {
        match self.connection.get_database_backend() {
            DbBackend::Sqlite => Some(self.writer.lock().await),
            _ => None,
        }
    }

    /// Begins to write. On SQLite at once: a transaction that begins by reading cannot wait for another that writes.
    pub(super) async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.connection.begin_with_options(options).await?;
        self.let_run(&transaction).await?;
        Ok(transaction)
    }

    /// Lets the statements of a transaction take their time, whatever the connection was told.
    async fn let_run(&self, transaction: &DatabaseTransaction) -> Result<(), StoreError> {
        if self.statement_time.is_some() && transaction.get_database_backend() == DbBackend::Postgres {
            deadline::lift(transaction).await?;
        }
        Ok(())
    }

    /// Begins to read: all statements see the database as the first one did.
    pub(super) async fn snapshot(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = match self.connection.get_database_backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            // A transaction of SQLite that only reads is a snapshot.
            _ => TransactionOptions::default(),
        };
        let transaction = self.connection.begin_with_options(options).await?;
        self.let_run(&transaction).await?;
        Ok(transaction)
    }
}

/// Opens the connections, and waits where another process keeps a SQLite file to itself.
///
/// SQLite does not let its busy handler wait for every lock: two that turn a new file to WAL at once would wait for each
/// other, so it tells one of them to give up at once, whatever the time-out (SQLite, "Result codes", SQLITE_BUSY).
async fn opened(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let since = Instant::now();
    loop {
        match Database::connect(options.clone()).await {
            Err(error) if is_locked(&error) && since.elapsed() < BUSY => tokio::time::sleep(AGAIN).await,
            done => return done,
        }
    }
}

/// A connection of its own, opened when it is first used.
async fn one_more(mut options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    options.min_connections(0).max_connections(1).acquire_timeout(APART).connect_lazy(true);
    Database::connect(options).await
}

/// Whether the only reason is another process that is at it.
fn is_locked(error: &DbErr) -> bool {
    matches!(error, DbErr::Conn(RuntimeErr::SqlxError(cause)) if cause.to_string().contains("database is locked"))
}

fn scheme(url: &str) -> Option<DbBackend> {
    match url.split_once(':')?.0 {
        "sqlite" => Some(DbBackend::Sqlite),
        "postgres" | "postgresql" => Some(DbBackend::Postgres),
        _ => None,
    }
}

fn is_in_memory(url: &str) -> bool {
    url.contains(":memory:") || url.contains("mode=memory")
}

fn sqlite(options: &mut ConnectOptions, url: &str) {
    let in_memory = is_in_memory(url);
    let mode_given = url.contains("mode=");
    let only_to_read = url.contains("mode=ro") || url.contains("immutable=");
    // A database in memory is gone with its only connection.
    options.max_connections(if in_memory { 1 } else { SQLITE_CONNECTIONS }).test_before_acquire(false);
    options.idle_timeout(None::<Duration>).max_lifetime(None::<Duration>);
    deadline::watch_sqlite(options);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite.foreign_keys(true).busy_timeout(BUSY).synchronous(SqliteSynchronous::Normal);
        let sqlite = if mode_given { sqlite } else { sqlite.create_if_missing(true) };
        if only_to_read || in_memory { sqlite } else { sqlite.journal_mode(SqliteJournalMode::Wal) }
    });
}

/// Why a database does not open, in words that help.
fn reason(error: &DbErr) -> String {
    let cause = match error {
        DbErr::Conn(RuntimeErr::SqlxError(cause)) => cause.to_string(),
        DbErr::ConnectionAcquire(_) => "it does not answer; is it running, and is the address right?".to_owned(),
        other => other.to_string(),
    };
    match cause.as_str() {
        text if text.contains("unable to open database file") => {
            "the file is not there and cannot be made; is the folder there, and may you write in it?".to_owned()
        }
        text if text.contains("file is not a database") => "the file is something else than a SQLite database".to_owned(),
        _ => cause,
    }
}

/// A URL for messages and logs.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let authority_end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(authority_end);
    match authority.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split_once(':').map_or(user, |(user, _)| user);
            format!("{scheme}://{user}@{host}{}", without_parameters(path))
        }
        None => format!("{scheme}://{authority}{}", without_parameters(path)),
    }
}

/// Parameters can hold a password too.
fn without_parameters(path: &str) -> &str {
    path.split_once('?').map_or(path, |(path, _)| path)
}

#[cfg(test)]
mod tests {
    use super::{SQLITE_CONNECTIONS, Store, without_password};
    use std::time::Duration;

    #[tokio::test]
    async fn a_connection_apart_is_there_when_all_others_are_busy() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::connect(&format!("sqlite:{}", folder.path().join("a.db").display())).await.unwrap();
        store.migrate().await.unwrap();
        let mut busy = Vec::new();
        for _ in 0..SQLITE_CONNECTIONS {
            busy.push(store.snapshot().await.unwrap());
        }
        let soon = Duration::from_millis(200);
        assert!(tokio::time::timeout(soon, store.data_version()).await.is_err(), "a connection is left");
        assert!(store.apart().data_version().await.is_ok());
        drop(busy);
        store.clone().close().await.unwrap();
        assert!(store.apart().data_version().await.is_err());
    }

    #[test]
    fn messages_have_no_password() {
        for (url, shown) in [
            ("sqlite:fazhi.db", "sqlite:fazhi.db"),
            ("postgres://me:secret@host:5432/fazhi", "postgres://me@host:5432/fazhi"),
            ("postgres://me:se@cret@host/fazhi?password=secret", "postgres://me@host/fazhi"),
            ("postgres://host/fazhi", "postgres://host/fazhi"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(without_password(url), shown, "{url}");
        }
    }
}
