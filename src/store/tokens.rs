//! Tokens: made, looked up, revoked.

use chrono::{DateTime, Duration, SubsecRound, Utc};
use entity::token;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, SqlErr,
    sea_query::{Order, Query},
};
use std::{fmt, str::FromStr};

use super::{
    Store,
    error::StoreError,
    page::select,
    secret::{self, Secret},
};

/// What a token allows. None of them contains another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// To import reports.
    Import,
    /// To review figures.
    Review,
    /// To delete reports.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 3] = [Self::Import, Self::Review, Self::Admin];

    /// The word used on the command line, in the database and in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Review => "review",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A word that is no scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no scope; scopes are import, review and admin")]
pub struct UnknownScope(String);

impl FromStr for Scope {
    type Err = UnknownScope;
    fn from_str(word: &str) -> Result<Self, UnknownScope> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word).ok_or_else(|| UnknownScope(word.to_owned()))
    }
}

/// Why a token is worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadToken {
    /// Nobody has made it.
    #[error("the token is unknown; fazhi token create makes one")]
    Unknown,
    /// Its time is over.
    #[error("the token expired at {}; fazhi token create makes another", written(.0))]
    Expired(DateTime<Utc>),
    /// It was revoked.
    #[error("the token was revoked at {}; fazhi token create makes another", written(.0))]
    Revoked(DateTime<Utc>),
}

fn written(at: &DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// The longest name of a token, in characters.
const LONGEST_NAME: usize = 100;

/// How exactly the last use of a token is known.
const USE_STEP: Duration = Duration::minutes(1);

impl Store {
    /// Makes a token and gives it whole, which nobody can do again: the database keeps a hash.
    ///
    /// # Errors
    /// A name that is no name, or that a token has that is not revoked; a database that refuses.
    pub async fn create_token(
        &self,
        name: &str,
        scopes: &[Scope],
        expires_at: Option<DateTime<Utc>>,
    ) -> Result<String, StoreError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(StoreError::BadTokenName { name: name.to_owned() });
        }
        let secret = Secret::new()?;
        let row = token::ActiveModel {
            id: Set(secret.id),
            name: Set(name.to_owned()),
            secret_sha256: Set(secret.sha256),
            scopes: Set(Scope::ALL.into_iter().filter(|scope| scopes.contains(scope)).map(Scope::as_str).collect()),
            created_at: Set(Utc::now().trunc_subsecs(0)),
            expires_at: Set(expires_at.map(|at| at.trunc_subsecs(0))),
            revoked_at: Set(None),
            last_used_at: Set(None),
        };
        let _turn = self.turn().await;
        let inserted = token::Entity::insert(row).exec_without_returning(&self.connection).await;
        inserted.map_err(|error| match taken(&error) {
            true => StoreError::TokenExists { name: name.to_owned() },
            false => error.into(),
        })?;
        Ok(secret.token)
    }

    /// Every token, the newest last.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn tokens(&self) -> Result<Vec<token::Model>, StoreError> {
        let mut all = select::<token::Entity>(None);
        all.order_by(token::Column::CreatedAt, Order::Asc).order_by(token::Column::Id, Order::Asc);
        self.rows(&all).await
    }

    /// Revokes the token of a name or of a public part; says which it was.
    ///
    /// # Errors
    /// No such token that is not revoked; a database that refuses.
    pub async fn revoke_token(&self, name_or_id: &str) -> Result<token::Model, StoreError> {
        let which = Condition::all()
            .add(token::Column::RevokedAt.is_null())
            .add(Condition::any().add(token::Column::Name.eq(name_or_id)).add(token::Column::Id.eq(name_or_id)));
        let _turn = self.turn().await;
        let found = self.rows::<token::Model>(select::<token::Entity>(None).cond_where(which)).await?.pop();
        let found = found.ok_or_else(|| StoreError::NoToken { name: name_or_id.to_owned() })?;
        let now = Utc::now().trunc_subsecs(0);
        let revoke = Query::update()
            .table(token::Entity)
            .value(token::Column::RevokedAt, now)
            .and_where(token::Column::Id.eq(found.id.as_str()))
            .take();
        self.connection.execute(&revoke).await?;
        Ok(token::Model { revoked_at: Some(now), ..found })
    }

    /// The row of a token that somebody shows, or why it is worth nothing.
    ///
    /// # Errors
    /// A database that refuses.
    pub async fn token(&self, shown: &str) -> Result<Result<token::Model, BadToken>, StoreError> {
        let Some((id, secret)) = secret::parts(shown) else { return Ok(Err(BadToken::Unknown)) };
        let by_id = select::<token::Entity>(None).and_where(token::Column::Id.eq(id)).take();
        let Some(row) = self.rows::<token::Model>(&by_id).await?.pop() else { return Ok(Err(BadToken::Unknown)) };
        if !secret::is_secret(secret, &row.secret_sha256) {
            return Ok(Err(BadToken::Unknown));
        }
        let now = Utc::now();
        if let Some(at) = row.revoked_at {
            return Ok(Err(BadToken::Revoked(at)));
        }
        if let Some(at) = row.expires_at.filter(|at| *at <= now) {
            return Ok(Err(BadToken::Expired(at)));
        }
        if row.last_used_at.is_none_or(|at| at + USE_STEP <= now) {
            self.note_use(row.id.clone(), now.trunc_subsecs(0));
        }
        Ok(Ok(row))
    }

    /// Writes down that a token was used. Nobody waits for it: on SQLite a long import may be writing.
    fn note_use(&self, id: String, now: DateTime<Utc>) {
        let store = self.clone();
        tokio::spawn(async move {
            let update = Query::update()
                .table(token::Entity)
                .value(token::Column::LastUsedAt, now)
                .and_where(token::Column::Id.eq(id))
                .take();
            let _turn = store.turn().await;
            if let Err(error) = store.connection.execute(&update).await {
                tracing::warn!("the last use of a token cannot be written down: {error}");
            }
        });
    }
}

/// Whether a name, or a public part, is there already.
fn taken(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}
