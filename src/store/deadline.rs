//! Statements that are stopped in the database when the time of their caller is over.
//!
//! Who stops waiting for an answer does not stop the database: it would work on for nobody. SQLite asks a handler from time
//! to time whether to go on; PostgreSQL has `statement_timeout`.

use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, Statement, TransactionTrait,
    sqlx::{self, sqlite::SqliteConnection},
};
use std::time::{Duration, Instant};

use super::{Store, error::StoreError};

/// Steps of SQLite's machine between two looks at the clock: a fraction of a millisecond.
const STEPS: i32 = 10_000;

tokio::task_local! {
    /// The deadline of the statement that a connection is taken for.
    static DEADLINE: Instant;
}

impl Store {
    /// A handle whose statements that read are stopped at this moment, with [`StoreError::OutOfTime`].
    pub fn until(&self, deadline: Instant) -> Store {
        Store { deadline: Some(deadline), ..self.clone() }
    }

    /// A handle that lives on and on, each of whose statements that read is stopped after this time, with
    /// [`StoreError::OutOfTime`].
    pub fn each_within(&self, time: Duration) -> Store {
        Store { each: Some(time), ..self.clone() }
    }

    /// The rows of a statement, in time.
    pub(super) async fn run(&self, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        let deadline = self.deadline.or_else(|| Some(Instant::now() + self.each?));
        let Some(deadline) = deadline else { return Ok(self.connection.query_all_raw(statement).await?) };
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(StoreError::OutOfTime);
        }
        let rows = match self.connection.get_database_backend() {
            DbBackend::Postgres if self.statement_time.is_none_or(|usual| left * 10 < usual * 9) => {
                self.run_for(left, statement).await?
            }
            DbBackend::Postgres => self.connection.query_all_raw(statement).await?,
            _ => DEADLINE.scope(deadline, self.connection.query_all_raw(statement)).await?,
        };
        Ok(rows)
    }

    /// The rows of a statement of PostgreSQL that has a time of its own.
    async fn run_for(&self, time: Duration, statement: Statement) -> Result<Vec<QueryResult>, StoreError> {
        let transaction = self.connection.begin().await?;
        set(&transaction, time.as_millis().max(1)).await?;
        let rows = transaction.query_all_raw(statement).await?;
        transaction.commit().await?;
        Ok(rows)
    }
}

/// Lets the statements of a transaction of PostgreSQL take their time.
pub(super) async fn lift(transaction: &DatabaseTransaction) -> Result<(), StoreError> {
    set(transaction, 0).await
}

const SET: &str = "SET LOCAL statement_timeout";

async fn set(transaction: &DatabaseTransaction, milliseconds: u128) -> Result<(), StoreError> {
    transaction.execute_unprepared(&format!("{SET} = {milliseconds}")).await?;
    Ok(())
}

/// Whether a statement does nothing but this.
pub(super) fn is_setting(sql: &str) -> bool {
    sql.starts_with(SET)
}

/// Makes the connections to a SQLite file look at the deadline of whoever takes them.
pub(super) fn watch_sqlite(options: &mut ConnectOptions) {
    options.map_sqlx_sqlite_pool_opts(|pool| pool.after_connect(|connection, _| Box::pin(watch(connection))));
    options.map_sqlx_sqlite_before_acquire(|connection, _| {
        Box::pin(async move {
            watch(connection).await?;
            Ok(true)
        })
    });
}

async fn watch(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let deadline = DEADLINE.try_with(|deadline| *deadline).ok();
    let mut handle = connection.lock_handle().await?;
    match deadline {
        Some(deadline) => handle.set_progress_handler(STEPS, move || Instant::now() < deadline),
        None => handle.remove_progress_handler(),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Store, StoreError};
    use sea_orm::Statement;
    use std::time::{Duration, Instant};

    /// Counts up to ten thousand millions, which takes minutes.
    const ENDLESS: &str = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10000000000)
                           SELECT COUNT(*) AS count FROM numbers";

    async fn is_stopped(store: Store) {
        let statement = |sql: &str| Statement::from_string(store.connection.get_database_backend(), sql);
        let started = Instant::now();
        let stopped = store.until(started + Duration::from_millis(200)).run(statement(ENDLESS)).await;
        assert!(matches!(stopped, Err(StoreError::OutOfTime)), "{stopped:?}");
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
        let each = store.each_within(Duration::from_millis(200));
        assert!(matches!(each.run(statement(ENDLESS)).await, Err(StoreError::OutOfTime)));
        assert_eq!(each.run(statement("SELECT 1")).await.map(|rows| rows.len()).ok(), Some(1));
        let late = store.until(started).run(statement("SELECT 1")).await;
        assert!(matches!(late, Err(StoreError::OutOfTime)), "{late:?}");
        // Connections work as before, with a deadline and without.
        for _ in 0..20 {
            assert_eq!(store.run(statement("SELECT 1")).await.map(|rows| rows.len()).ok(), Some(1));
            let later = store.until(Instant::now() + Duration::from_secs(60));
            assert_eq!(later.run(statement("SELECT 1")).await.map(|rows| rows.len()).ok(), Some(1));
        }
        // What runs without a deadline is not stopped by an earlier one.
        let long = ENDLESS.replace("10000000000", "2000000");
        assert_eq!(store.run(statement(&long)).await.map(|rows| rows.len()).ok(), Some(1));
    }

    #[tokio::test]
    async fn statements_of_sqlite_are_stopped() {
        if let Ok(store) = Store::connect("sqlite::memory:").await {
            is_stopped(store).await;
        }
    }

    #[tokio::test]
    async fn statements_of_postgres_are_stopped() {
        let Ok(url) = std::env::var("FAZHI_TEST_POSTGRES_URL") else {
            eprintln!("SKIPPED: no PostgreSQL (FAZHI_TEST_POSTGRES_URL is not set)");
            return;
        };
        if let Ok(store) = Store::connect(&url).await {
            is_stopped(store).await;
        }
        // Where the time of the connections is near enough, the statement is not told again.
        if let Ok(store) = Store::connect_for(&url, Duration::from_millis(210)).await {
            let statement = Statement::from_string(store.connection.get_database_backend(), ENDLESS);
            let started = Instant::now();
            let stopped = store.until(started + Duration::from_millis(200)).run(statement).await;
            assert!(matches!(stopped, Err(StoreError::OutOfTime)), "{stopped:?}");
            assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
        }
    }
}
