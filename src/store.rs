//! Every SQL statement of the program: connect, write, read. Nothing else speaks SQL.
//!
//! | room | does |
//! |---|---|
//! | `connect`, `layout` | opens a database, brings its tables up to date |
//! | `deadline` | stops statements in time |
//! | `reference` | puts places and catalogue into their tables |
//! | `fictional` | counties that do not exist, for the reports that nobody issued |
//! | `save`, `edition`, `derive`, `blob` | stores a report: the source, and what was derived from it, in one transaction |
//! | `reread`, `stored` | puts another reading of a source in the place of the one there is |
//! | `delete`, `reviews` | takes a report away; puts people's words over what was read |
//! | `jobs`, `events` | imports on their way; what happens, told on every node |
//! | `filter`, `condition`, `order`, `cursor`, `page` | which rows, in which order, from where on: a page, in one statement |
//! | `nested` | a page for each of many parents, in one statement |
//! | `lists` | the pages and totals that there are, table by table |
//! | `rows`, `sections`, `checks` | single rows by their keys, for many keys in one statement |
//! | `bulk` | long lists in chunks, each in a snapshot |
//! | `series`, `chosen` | figures over the years; the figure that stands for each county and year, ranked and summed up |
//! | `search` | full text of sections |
//! | `tokens`, `secret` | who may write |
//! | `statistics` | how much there is |
//!
//! A function that reads runs one statement, whatever the number of its keys (up to [`MOST_VALUES`]).

mod blob;
mod bulk;
mod checks;
mod chosen;
mod condition;
mod connect;
mod cursor;
mod deadline;
mod delete;
mod derive;
mod edition;
mod error;
mod events;
mod fictional;
mod filter;
mod jobs;
mod layout;
mod lists;
mod nested;
mod order;
mod page;
mod reference;
mod reread;
mod reviews;
mod rows;
mod save;
mod search;
mod secret;
mod sections;
pub mod series;
mod statistics;
mod stored;
mod tokens;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, FromQueryResult, QueryResult, Statement, StatementBuilder};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

pub use bulk::{Chunk, CountySeries, SeriesPlace};
pub use chosen::{Group, Ranked, RankingQuery, SummaryQuery, SummaryRow};
pub use cursor::Cursor;
pub use edition::{Edition, UnknownEdition};
pub use error::StoreError;
pub use events::Event;
pub use filter::{Between, CountyFilter, FigureFilter, IndicatorFilter, ReportFilter, SectionFilter};
pub use jobs::{JobProgress, JobStatus, NewJob, SILENCE};
pub use layout::MigrationState;
pub use order::{
    CountyOrder, CountyOrderField, Direction, FigureOrder, FigureOrderField, IndicatorOrder, IndicatorOrderField, Order,
    ReportOrder, ReportOrderField, SectionOrder, SectionOrderField,
};
pub use page::{DEFAULT_PAGE, MAX_PAGE, Page, PageArgs};
pub use reread::{CurrentSource, Reread};
pub use reviews::{Changes, Decision, NewReview};
pub use rows::{FigureKey, ReportKey, SectionKey, global_id};
pub use save::{NewReport, NewSource, Saved};
pub use search::{Hit, SearchFilter, Terms};
pub use series::SeriesQuery;
pub use statistics::{Coverage, Statistics};
pub use tokens::{BadToken, Scope, UnknownScope};

/// The most values of one statement: SQLite takes 32,766 parameters, PostgreSQL 65,535.
pub const MOST_VALUES: usize = 32_000;

/// A database. Cloning is cheap and gives another handle to the same connections.
#[derive(Clone, Debug)]
pub struct Store {
    connection: DatabaseConnection,
    /// One more connection, for what must not wait for the others.
    apart: DatabaseConnection,
    statements: Arc<AtomicU64>,
    /// When the statements of this handle are stopped; none lets them run.
    deadline: Option<Instant>,
    /// After what time each statement of this handle is stopped; none lets it run.
    each: Option<Duration>,
    /// After what time PostgreSQL stops every statement of these connections anyway.
    statement_time: Option<Duration>,
    /// SQLite has one writer at a time: those of this process wait here, in order, those of others in the database.
    writer: Arc<tokio::sync::Mutex<()>>,
    events: Arc<events::Events>,
    absence: Arc<fictional::Absence>,
}

impl Store {
    /// How many statements this database was given since it was opened, by all handles together; BEGIN and COMMIT are
    /// not counted.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The rows of a statement.
    async fn rows<M: FromQueryResult>(&self, select: &impl StatementBuilder) -> Result<Vec<M>, StoreError> {
        let rows = self.run(built(self.connection.get_database_backend(), select)?).await?;
        read(&rows)
    }
}

/// The rows of a statement, on a connection or in a transaction.
async fn rows_of<M: FromQueryResult>(
    connection: &impl ConnectionTrait,
    select: &impl StatementBuilder,
) -> Result<Vec<M>, StoreError> {
    read(&connection.query_all_raw(built(connection.get_database_backend(), select)?).await?)
}

/// A statement that the database can take.
fn built(backend: DbBackend, select: &impl StatementBuilder) -> Result<Statement, StoreError> {
    let statement = backend.build(select);
    match statement.values.as_ref().map_or(0, |values| values.0.len()) {
        values if values > MOST_VALUES => Err(StoreError::TooManyValues { values }),
        _ => Ok(statement),
    }
}

fn read<M: FromQueryResult>(rows: &[QueryResult]) -> Result<Vec<M>, StoreError> {
    rows.iter().map(|row| M::from_query_result(row, "").map_err(StoreError::from)).collect()
}
