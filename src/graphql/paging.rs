//! Pages as clients ask for them and get them: Relay connections whose total is counted only when it is asked for.

use async_graphql::{Context, Result, SimpleObject};
use futures::future::BoxFuture;
use std::sync::Arc;

use super::error::{bad_input, store_error};
pub use crate::store::DEFAULT_PAGE;
use crate::store::{Cursor, PageArgs};

/// The four arguments of every connection.
#[derive(Debug, Clone, Default)]
pub struct PageInput {
    /// Entries from the start.
    pub first: Option<i32>,
    /// Only entries behind this cursor.
    pub after: Option<String>,
    /// Entries from the end.
    pub last: Option<i32>,
    /// Only entries before this cursor.
    pub before: Option<String>,
}

impl PageInput {
    /// `first` and `last`, or an error that names the wrong one; `most` entries are allowed.
    pub fn sizes(&self, most: u32) -> Result<(Option<u32>, Option<u32>)> {
        if self.first.is_some() && self.last.is_some() {
            return Err(bad_input("last", "first and last exclude each other; give one of them"));
        }
        let size = |argument: &str, value: Option<i32>| match value {
            None => Ok(None),
            Some(value) => match u32::try_from(value) {
                Ok(size) if size <= most => Ok(Some(size)),
                _ => {
                    let message = format!("{argument} is {value}; a page has 0 to {most} entries");
                    Err(bad_input(argument, message))
                }
            },
        };
        Ok((size("first", self.first)?, size("last", self.last)?))
    }

    /// The arguments for the store, or an error that names the wrong one; `most` entries are allowed.
    pub fn check(&self, most: u32) -> Result<PageArgs> {
        let (first, last) = self.sizes(most)?;
        let cursor = |argument, text: &Option<String>| {
            text.as_deref().map(|text| Cursor::decode(argument, text)).transpose().map_err(store_error)
        };
        Ok(PageArgs { first, after: cursor("after", &self.after)?, last, before: cursor("before", &self.before)? })
    }
}

/// Where a page lies in its connection.
#[derive(SimpleObject, Debug, Clone)]
pub struct PageInfo {
    /// Whether there are entries behind this page.
    pub has_next_page: bool,
    /// Whether there are entries before this page.
    pub has_previous_page: bool,
    /// Cursor of the first entry; null on an empty page.
    pub start_cursor: Option<String>,
    /// Cursor of the last entry, to be given as `after` for the next page; null on an empty page.
    pub end_cursor: Option<String>,
}

/// Counts the entries of a connection, pages aside.
#[derive(Clone)]
pub struct Total(Arc<dyn Fn() -> BoxFuture<'static, Result<u64>> + Send + Sync>);

impl Total {
    /// A total that is counted when it is asked for.
    pub fn counted<F>(count: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<u64>> + Send + 'static,
    {
        Total(Arc::new(move || Box::pin(count())))
    }

    /// A total that is known already.
    pub fn known(count: usize) -> Self {
        Total::counted(move || async move { Ok(count as u64) })
    }

    /// The number of entries.
    pub async fn count(&self) -> Result<u64> {
        (self.0)().await
    }
}

/// Whether a connection is asked for nothing but its total: then its page need not be read.
pub fn only_total(ctx: &Context<'_>) -> bool {
    let asked = ctx.look_ahead();
    !["nodes", "edges", "pageInfo"].into_iter().any(|field| asked.field(field).exists())
}

/// Makes the connection and the edge of a type: `connection!(CountyConnection, CountyEdge, County, "county", "counties")`.
macro_rules! connection {
    ($connection:ident, $edge:ident, $node:ty, $one:literal, $many:literal) => {
        #[doc = concat!("One ", $one, " of a page, with its place.")]
        #[derive(async_graphql::SimpleObject)]
        pub struct $edge {
            /// The place of this entry, to be given as `after` or `before`; valid as long as the order stays the same.
            pub cursor: String,
            #[doc = concat!("The ", $one, ".")]
            pub node: $node,
        }

        #[doc = concat!("A page of ", $many, ".")]
        pub struct $connection {
            edges: Vec<$edge>,
            has_next: bool,
            has_previous: bool,
            total: $crate::graphql::paging::Total,
        }

        impl $connection {
            /// A page of these entries.
            pub fn of(edges: Vec<$edge>, has_next: bool, has_previous: bool, total: $crate::graphql::paging::Total) -> Self {
                $connection { edges, has_next, has_previous, total }
            }

            /// A page of the store, each row made a node.
            pub fn new<R>(
                page: &$crate::store::Page<R>,
                total: $crate::graphql::paging::Total,
                node: impl Fn(&R) -> async_graphql::Result<$node>,
            ) -> async_graphql::Result<Self> {
                let edge = |(cursor, row): &($crate::store::Cursor, R)| Ok($edge { cursor: cursor.encode(), node: node(row)? });
                let edges = page.rows.iter().map(edge).collect::<async_graphql::Result<_>>()?;
                Ok(Self::of(edges, page.has_next, page.has_previous, total))
            }
        }

        #[doc = concat!("A page of ", $many, ".")]
        #[async_graphql::Object]
        impl $connection {
            #[doc = concat!("The ", $many, " of the page with their cursors, in order.")]
            async fn edges(&self) -> &[$edge] {
                &self.edges
            }

            #[doc = concat!("The ", $many, " of the page, in order.")]
            async fn nodes(&self) -> Vec<&$node> {
                self.edges.iter().map(|edge| &edge.node).collect()
            }

            /// Where this page lies in the connection.
            async fn page_info(&self) -> $crate::graphql::paging::PageInfo {
                $crate::graphql::paging::PageInfo {
                    has_next_page: self.has_next,
                    has_previous_page: self.has_previous,
                    start_cursor: self.edges.first().map(|edge| edge.cursor.clone()),
                    end_cursor: self.edges.last().map(|edge| edge.cursor.clone()),
                }
            }

            #[doc = concat!("How many ", $many, " there are on all pages; counted only when selected.")]
            async fn total_count(&self) -> async_graphql::Result<u64> {
                self.total.count().await
            }
        }
    };
}
pub(crate) use connection;
