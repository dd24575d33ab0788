//! What can go wrong with the database, and what to do about it.

use sea_orm::{DbErr, RuntimeErr};

/// Why the store could not do what was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The URL names no kind of database that is known.
    #[error("{url:?} names no database; give sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME")]
    UnknownUrl {
        /// The URL, without password.
        url: String,
    },
    /// The database does not open.
    #[error("cannot open the database {url}: {reason}")]
    CannotOpen {
        /// The URL, without password.
        url: String,
        /// Why, and what to do.
        reason: String,
    },
    /// The tables are not there, or not all of them.
    #[error("the database is not up to date; run fazhi migrate")]
    NotMigrated,
    /// A newer version of the program has been here.
    #[error("the database was made by a newer version of fazhi; use that version: {reason}")]
    TooNew {
        /// Which migrations are unknown.
        reason: String,
    },
    /// A cursor that cannot be used for this page.
    #[error("{argument} is no cursor of this connection: {reason}")]
    BadCursor {
        /// `after` or `before`.
        argument: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Page arguments that contradict each other or go too far.
    #[error("{argument}: {reason}")]
    BadPage {
        /// `first` or `last`.
        argument: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// A query of the full-text search that has nothing to search for, or too much.
    #[error("the query cannot be searched for: {reason}")]
    BadQuery {
        /// What is wrong with it, and what to do.
        reason: String,
    },
    /// The time that a caller had for its statements is over.
    #[error("the database was stopped: the time for this question is over; ask for less at a time")]
    OutOfTime,
    /// More values than a statement can have.
    #[error("the lists of the filter have {values} values together; ask with at most {} at a time", super::MOST_VALUES)]
    TooManyValues {
        /// How many there are.
        values: usize,
    },
    /// A report of a county that is not among the places.
    #[error("county {code} is not among the places of this database; run fazhi migrate to bring them up to date")]
    UnknownCounty {
        /// Its code.
        code: String,
    },
    /// A document that contradicts itself.
    #[error("the document cannot be stored: {reason}")]
    BadDocument {
        /// What is wrong with it.
        reason: String,
    },
    /// A stored text that cannot be read back.
    #[error("source {sha256} is damaged in the database: {reason}; import its file again")]
    Damaged {
        /// Which source.
        sha256: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A token whose name is none.
    #[error("{name:?} is no name for a token; give 1 to 100 characters that can be printed")]
    BadTokenName {
        /// The name.
        name: String,
    },
    /// A token that has the name already.
    #[error("there is a token {name:?} already; revoke it first (fazhi token revoke), or give another name")]
    TokenExists {
        /// The name.
        name: String,
    },
    /// No token to revoke.
    #[error("no token {name:?} is in force; fazhi token list shows those there are")]
    NoToken {
        /// Name or public part.
        name: String,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {reason}")]
    NoRandomness {
        /// Why.
        reason: String,
    },
    /// Nothing is heard of other nodes.
    #[error("PostgreSQL does not let this node listen to the others: {reason}")]
    NoEvents {
        /// Why.
        reason: String,
    },
    /// The database refused a statement.
    #[error("the database refused: {0}")]
    Database(DbErr),
}

impl StoreError {
    /// Stable name of the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownUrl { .. } => "UNKNOWN_DATABASE",
            Self::CannotOpen { .. } => "CANNOT_OPEN_DATABASE",
            Self::NotMigrated => "NOT_MIGRATED",
            Self::TooNew { .. } => "DATABASE_TOO_NEW",
            Self::BadCursor { .. } | Self::BadPage { .. } | Self::BadQuery { .. } | Self::TooManyValues { .. } => {
                "BAD_USER_INPUT"
            }
            Self::OutOfTime => "TIMEOUT",
            Self::UnknownCounty { .. } => "UNKNOWN_COUNTY",
            Self::BadDocument { .. } => "BAD_DOCUMENT",
            Self::Damaged { .. } => "DAMAGED_SOURCE",
            Self::BadTokenName { .. } => "BAD_TOKEN_NAME",
            Self::TokenExists { .. } => "TOKEN_EXISTS",
            Self::NoToken { .. } => "NO_TOKEN",
            Self::NoRandomness { .. } => "NO_RANDOMNESS",
            Self::NoEvents { .. } => "NO_EVENTS",
            Self::Database(_) => "DATABASE",
        }
    }

    /// The argument that is wrong, where the caller gave it.
    pub fn argument(&self) -> Option<&'static str> {
        match self {
            Self::BadCursor { argument, .. } | Self::BadPage { argument, .. } => Some(argument),
            Self::BadQuery { .. } => Some("query"),
            Self::TooManyValues { .. } => Some("filter"),
            _ => None,
        }
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error {
            error if lacks_a_table(&error) => StoreError::NotMigrated,
            error if was_stopped(&error) => StoreError::OutOfTime,
            error => StoreError::Database(error),
        }
    }
}

/// SQLite has no code of its own for a table that is not there; PostgreSQL's is 42P01 (undefined_table).
fn lacks_a_table(error: &DbErr) -> bool {
    of_the_database(error, |code, message| code == "42P01" || message.starts_with("no such table"))
}

/// SQLITE_INTERRUPT is 9, PostgreSQL's query_canceled 57014.
fn was_stopped(error: &DbErr) -> bool {
    of_the_database(error, |code, _| code == "57014" || code == "9")
}

fn of_the_database(error: &DbErr, is: impl Fn(&str, &str) -> bool) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error else {
        return false;
    };
    let cause = cause.as_database_error();
    cause.is_some_and(|cause| is(cause.code().as_deref().unwrap_or_default(), cause.message()))
}
