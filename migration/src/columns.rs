//! Columns as every table has them.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Makes the columns of a table for one kind of database.
#[derive(Clone, Copy)]
pub(crate) struct Columns(DbBackend);

impl Columns {
    pub fn of(manager: &SchemaManager<'_>) -> Self {
        Columns(manager.get_database_backend())
    }

    /// Text in code point order on both databases: PostgreSQL would order by the locale it was made with, and a page
    /// would not be the same page. Never char(n): a text parameter does not use its index.
    pub fn text(self, name: &'static str) -> ColumnDef {
        let mut column = self.text_null(name);
        column.not_null();
        column
    }

    pub fn text_null(self, name: &'static str) -> ColumnDef {
        let mut column = ColumnDef::new(name);
        column.text();
        if self.0 == DbBackend::Postgres {
            column.extra("COLLATE \"C\"");
        }
        column
    }

    /// Text that is the identity of its row.
    pub fn code(self, name: &'static str) -> ColumnDef {
        let mut column = self.text(name);
        column.primary_key();
        column
    }

    /// A number that the database gives.
    pub fn id(self) -> ColumnDef {
        let mut column = ColumnDef::new("id");
        column.big_integer().not_null().auto_increment().primary_key();
        column
    }

    pub fn reference(self, name: &'static str) -> ColumnDef {
        let mut column = ColumnDef::new(name);
        column.big_integer().not_null();
        column
    }

    pub fn integer(self, name: &'static str) -> ColumnDef {
        let mut column = ColumnDef::new(name);
        column.integer().not_null();
        column
    }

    pub fn number(self, name: &'static str) -> ColumnDef {
        let mut column = self.number_null(name);
        column.not_null();
        column
    }

    pub fn number_null(self, name: &'static str) -> ColumnDef {
        let mut column = ColumnDef::new(name);
        column.double();
        column
    }

    pub fn date(self, name: &'static str) -> ColumnDef {
        let mut column = self.date_null(name);
        column.not_null();
        column
    }

    pub fn date_null(self, name: &'static str) -> ColumnDef {
        let mut column = ColumnDef::new(name);
        column.date();
        column
    }

    pub fn moment(self, name: &'static str) -> ColumnDef {
        let mut column = self.moment_null(name);
        column.not_null();
        column
    }

    pub fn moment_null(self, name: &'static str) -> ColumnDef {
        let mut column = ColumnDef::new(name);
        column.timestamp_with_time_zone();
        column
    }
}

/// A column that names a row of another table.
pub(crate) fn names(
    from: &'static str,
    table: &'static str,
    to: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.from_col(from).to(table, to).on_delete(on_delete);
    key
}

/// An index over columns of a table, named after both.
pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_by_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// Takes the index over these columns away.
pub(crate) fn drop_index(table: &'static str, columns: &[&'static str]) -> IndexDropStatement {
    let mut index = Index::drop();
    index.name(format!("{table}_by_{}", columns.join("_"))).table(table);
    index
}

/// The same, and no two rows agree in all of them.
pub(crate) fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = index(table, columns);
    index.unique();
    index
}
