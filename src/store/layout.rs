//! Brings the tables up to date.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};

use super::{Store, error::StoreError, search::index};

/// The number of the lock that nodes of one PostgreSQL database take before they change its layout: "fazhi" in ASCII.
const LOCK: i64 = 0x66_61_7a_68_69;

/// A migration, and whether the database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationState {
    /// Its name.
    pub name: String,
    /// Whether it has been applied.
    pub applied: bool,
}

impl Store {
    /// Applies the migrations that are missing, all or none, and gives their names. Nodes that start together wait for
    /// each other.
    ///
    /// # Errors
    /// A database of a newer version, or one that refuses.
    pub async fn migrate(&self) -> Result<Vec<String>, StoreError> {
        if let Ok(states) = self.migration_status().await
            && states.iter().all(|state| state.applied)
            && index::is_current(&self.connection).await?
        {
            return Ok(Vec::new());
        }
        let _turn = self.turn().await;
        let transaction = self.begin().await?;
        self.lock_layout(&transaction).await?;
        let pending = Migrator::get_pending_migrations(&transaction).await.map_err(too_new)?;
        let names = pending.iter().map(|migration| migration.name().to_owned()).collect();
        Migrator::up(&transaction, None).await.map_err(too_new)?;
        index::refresh(&transaction).await?;
        transaction.commit().await?;
        Ok(names)
    }

    /// Every migration, oldest first, and whether the database has it. Changes nothing.
    ///
    /// # Errors
    /// A database of a newer version, or one that refuses.
    pub async fn migration_status(&self) -> Result<Vec<MigrationState>, StoreError> {
        let migrations = Migrator::get_migration_with_status_read_only(&self.connection).await.map_err(too_new)?;
        let states = migrations.iter().map(|migration| MigrationState {
            name: migration.name().to_owned(),
            applied: migration.status() == migration::MigrationStatus::Applied,
        });
        Ok(states.collect())
    }

    /// Makes nodes that start together wait for each other; SQLite has one writer at a time anyway.
    pub(super) async fn lock_layout(&self, transaction: &DatabaseTransaction) -> Result<(), StoreError> {
        if transaction.get_database_backend() == DbBackend::Postgres {
            let lock = Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_advisory_xact_lock($1)", [LOCK.into()]);
            transaction.execute_raw(lock).await?;
        }
        Ok(())
    }
}

/// The migrator's own error for migrations that it does not know is a text without a kind.
fn too_new(error: sea_orm::DbErr) -> StoreError {
    match error {
        sea_orm::DbErr::Custom(reason) => StoreError::TooNew { reason },
        error => error.into(),
    }
}
