//! In which order: keys and directions, made total by a tie-break.
//!
//! A row without a value comes before all others, or behind them with DESC.

use entity::{county, figure, indicator, report, section};
use sea_orm::{ColumnTrait, EntityTrait, IdenStatic};

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// The smallest first.
    #[default]
    Asc,
    /// The greatest first.
    Desc,
}

impl Direction {
    pub(super) fn reversed(self) -> Self {
        match self {
            Direction::Asc => Direction::Desc,
            Direction::Desc => Direction::Asc,
        }
    }
}

/// One key to order by. Lists of them apply in the order given, then the table's own order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Order<F> {
    /// The key.
    pub field: F,
    /// Its direction.
    pub direction: Direction,
}

/// A key that rows of a table can be ordered by.
pub(super) trait OrderField: Copy {
    /// The table.
    type Entity: Listed;
    /// The columns, most significant first.
    fn columns(self) -> &'static [<Self::Entity as EntityTrait>::Column];
}

/// A table that is read in pages.
pub(super) trait Listed: EntityTrait {
    /// The table's own order: columns that together are different in every row. They survive a re-import, ids do not.
    const OWN_ORDER: &'static [Self::Column];

    /// The column that identifies a row.
    const ID: Self::Column;
}

/// A column with its direction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<C> {
    pub column: C,
    pub direction: Direction,
}

/// A total order of a table.
#[derive(Debug, Clone)]
pub(super) struct Keys<E: EntityTrait>(pub Vec<Key<E::Column>>);

impl<E: Listed> Keys<E> {
    /// The orders asked for, then the table's own order.
    pub fn of<F: OrderField<Entity = E>>(orders: &[Order<F>]) -> Self {
        let mut keys: Vec<Key<E::Column>> = Vec::new();
        let asked = orders.iter().flat_map(|order| order.field.columns().iter().map(|&column| (column, order.direction)));
        let own = E::OWN_ORDER.iter().map(|&column| (column, Direction::Asc));
        for (column, direction) in asked.chain(own) {
            // A column that was there already decides nothing any more.
            if keys.iter().all(|key| key.column.as_str() != column.as_str()) {
                keys.push(Key { column, direction });
            }
        }
        Keys(keys)
    }

    /// The table's own order.
    pub fn own() -> Self {
        Keys(E::OWN_ORDER.iter().map(|&column| Key { column, direction: Direction::Asc }).collect())
    }

    pub fn reversed(&self) -> Self {
        Keys(self.0.iter().map(|key| Key { direction: key.direction.reversed(), ..*key }).collect())
    }
}

impl<C: ColumnTrait> Key<C> {
    pub fn nullable(&self) -> bool {
        self.column.def().is_null()
    }
}

macro_rules! orders {
    ($(#[$doc:meta])* $field:ident, $order:ident of $table:ident, id $id:ident, own [$($own:ident),+] {
        $($(#[$vdoc:meta])* $variant:ident => [$($column:ident),+],)+
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $field { $($(#[$vdoc])* $variant,)+ }

        #[doc = concat!("A [`", stringify!($field), "`] with its direction.")]
        pub type $order = Order<$field>;

        impl OrderField for $field {
            type Entity = $table::Entity;
            fn columns(self) -> &'static [$table::Column] {
                match self { $($field::$variant => &[$($table::Column::$column),+],)+ }
            }
        }

        impl Listed for $table::Entity {
            const OWN_ORDER: &'static [$table::Column] = &[$($table::Column::$own),+];
            const ID: $table::Column = $table::Column::$id;
        }
    };
}

orders! {
    /// What counties can be ordered by.
    CountyOrderField, CountyOrder of county, id Code, own [Code] {
        /// The code.
        Code => [Code],
        /// The Chinese name, by code point.
        Name => [Name],
        /// How many reports there are.
        ReportCount => [ReportCount],
    }
}

orders! {
    /// What reports can be ordered by.
    ReportOrderField, ReportOrder of report, id Id, own [CountyCode, Year] {
        /// The year reported on.
        Year => [Year],
        /// The code of the county.
        CountyCode => [CountyCode],
        /// The date at the foot.
        SignedOn => [SignedOn],
        /// When it was imported.
        ImportedAt => [ImportedAt],
        /// How many figures it has.
        FigureCount => [FigureCount],
    }
}

orders! {
    /// What sections can be ordered by.
    SectionOrderField, SectionOrder of section, id Id, own [ReportId, Ordinal] {
        /// The place in the report; reports in the order they first came in.
        Position => [ReportId, Ordinal],
    }
}

orders! {
    /// What indicators can be ordered by.
    IndicatorOrderField, IndicatorOrder of indicator, id Code, own [Ordinal, Code] {
        /// The place in the catalogue.
        Position => [Ordinal],
    }
}

orders! {
    /// What figures can be ordered by.
    FigureOrderField, FigureOrder of figure, id Id, own [ReportId, Ordinal] {
        /// The place in the report; reports in the order they first came in.
        Position => [ReportId, Ordinal],
        /// The year of the report.
        Year => [Year],
        /// The value, scaled; of a range, its low end.
        Value => [Value],
        /// Confidence of the indicator match.
        Confidence => [Confidence],
        /// The code of the county.
        CountyCode => [CountyCode],
        /// The code of the indicator.
        IndicatorCode => [IndicatorCode],
    }
}
