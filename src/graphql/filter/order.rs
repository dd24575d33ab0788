//! Orders: a key and its direction. Lists of orders apply in the order given, then by id.

use async_graphql::{Enum, InputObject, Result};

use crate::{
    graphql::{error::bad_input, words::SortDirection},
    store,
};

/// One key to order counties by.
#[derive(InputObject, Debug, Clone, Copy)]
pub struct CountyOrder {
    /// The key.
    pub field: CountyOrderField,
    /// Its direction.
    #[graphql(default_with = "SortDirection::Asc")]
    pub direction: SortDirection,
}

/// The keys counties can be ordered by.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountyOrderField {
    /// The code (GB/T 2260), which runs from north to south by province.
    Code,
    /// The Chinese name, by code point.
    Name,
    /// How many reports the county has.
    ReportCount,
}

/// One key to order reports by.
#[derive(InputObject, Debug, Clone, Copy)]
pub struct ReportOrder {
    /// The key.
    pub field: ReportOrderField,
    /// Its direction.
    #[graphql(default_with = "SortDirection::Asc")]
    pub direction: SortDirection,
}

/// The keys reports can be ordered by.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportOrderField {
    /// The year reported on.
    Year,
    /// The code of the county.
    CountyCode,
    /// The date at the foot; reports without one come first, or last with DESC.
    SignedOn,
    /// When the report was imported.
    ImportedAt,
    /// How many figures the report has.
    FigureCount,
}

/// One key to order figures by.
#[derive(InputObject, Debug, Clone, Copy)]
pub struct FigureOrder {
    /// The key.
    pub field: FigureOrderField,
    /// Its direction.
    #[graphql(default_with = "SortDirection::Asc")]
    pub direction: SortDirection,
}

/// The keys figures can be ordered by.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureOrderField {
    /// Where the figure stands in its report.
    Position,
    /// The year of the report.
    Year,
    /// The value, scaled; of a range, its low end.
    Value,
    /// Confidence of the indicator match.
    Confidence,
    /// The code of the county.
    CountyCode,
    /// The code of the indicator; figures without one come first, or last with DESC.
    IndicatorCode,
}

/// An order that the store has as well.
pub trait Order: Send + Sync + 'static {
    /// The store's.
    type Store: Send + Sync + 'static;

    /// As the store wants it.
    fn convert(self) -> Self::Store;

    /// As the store wants them; none is the store's own order.
    fn to_store(orders: Option<Vec<Self>>) -> Result<Vec<Self::Store>>
    where
        Self: Sized,
    {
        let orders = orders.unwrap_or_default();
        if orders.len() > MAX_ORDERS {
            let message = format!("{} orders; at most {MAX_ORDERS} decide anything", orders.len());
            return Err(bad_input("orderBy", message));
        }
        Ok(orders.into_iter().map(Order::convert).collect())
    }
}

/// More orders than any table has keys.
const MAX_ORDERS: usize = 10;

impl From<SortDirection> for store::Direction {
    fn from(direction: SortDirection) -> Self {
        match direction {
            SortDirection::Asc => Self::Asc,
            SortDirection::Desc => Self::Desc,
        }
    }
}

macro_rules! orders {
    ($($order:ident by $field:ident { $($variant:ident),+ })+) => {$(
        impl Order for $order {
            type Store = store::$order;

            fn convert(self) -> store::$order {
                let field = match self.field { $($field::$variant => store::$field::$variant),+ };
                store::Order { field, direction: self.direction.into() }
            }
        }
    )+};
}

orders! {
    CountyOrder by CountyOrderField { Code, Name, ReportCount }
    ReportOrder by ReportOrderField { Year, CountyCode, SignedOn, ImportedAt, FigureCount }
    FigureOrder by FigureOrderField { Position, Year, Value, Confidence, CountyCode, IndicatorCode }
}

/// Sections cannot be ordered: they keep the order of the document.
pub enum NoOrder {}

impl Order for NoOrder {
    type Store = store::SectionOrder;

    fn convert(self) -> store::SectionOrder {
        match self {}
    }
}
