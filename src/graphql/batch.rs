//! What many objects of one answer need, loaded for all of them in one statement.

use async_graphql::{
    Error, Pos,
    dataloader::{DataLoader, HashMapCache, Loader},
};
use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::Arc,
    time::Duration,
};

use super::{
    error::store_error,
    nested::{Nested, Wanted},
};
use crate::store::{Page, Store};

/// The most keys of one statement; databases bound the parameters of a statement.
const MAX_KEYS: usize = 20_000;

/// Loads in batches; one for each request, so that no answer is older than its request.
pub type Batch = DataLoader<Batches, HashMapCache>;

/// The statements behind the batches.
pub struct Batches {
    pub(super) store: Store,
}

/// The batches of one request. Delay zero: a batch is taken as soon as every resolver that can run has asked, because
/// a request is resolved by one task and the batch is another on the same thread.
pub fn batch(store: Store) -> Batch {
    DataLoader::with_cache(Batches { store }, tokio::spawn, HashMapCache::default())
        .delay(Duration::ZERO)
        .max_batch_size(MAX_KEYS)
}

/// A connection of one parent, at one place of the document.
///
/// Fields at the same place have the same arguments, variables included, so place and parent tell connections apart.
pub struct Connected<N: Nested> {
    /// The place of the field in the document.
    pub place: Pos,
    /// Whose.
    pub parent: N::Parent,
    /// What was asked for.
    pub wanted: Arc<Wanted<N>>,
}

impl<N: Nested> Clone for Connected<N> {
    fn clone(&self) -> Self {
        Connected { place: self.place, parent: self.parent.clone(), wanted: self.wanted.clone() }
    }
}

impl<N: Nested> PartialEq for Connected<N> {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && self.parent == other.parent
    }
}

impl<N: Nested> Eq for Connected<N> {}

impl<N: Nested> Hash for Connected<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.place.hash(state);
        self.parent.hash(state);
    }
}

/// Asks for the page of a connection.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PageOf<C>(pub C);

/// Asks for the total of a connection.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TotalOf<C>(pub C);

/// Connections by their place: one statement each.
fn by_place<'a, N: Nested>(keys: impl Iterator<Item = &'a Connected<N>>) -> HashMap<Pos, Vec<&'a Connected<N>>> {
    let mut places: HashMap<Pos, Vec<_>> = HashMap::new();
    for key in keys {
        places.entry(key.place).or_default().push(key);
    }
    places
}

impl<N: Nested> Loader<PageOf<Connected<N>>> for Batches {
    type Value = Arc<Page<Arc<N::Row>>>;
    type Error = Error;

    async fn load(&self, keys: &[PageOf<Connected<N>>]) -> Result<HashMap<PageOf<Connected<N>>, Self::Value>, Error> {
        let mut loaded = HashMap::with_capacity(keys.len());
        for connections in by_place(keys.iter().map(|key| &key.0)).into_values() {
            let Some(first) = connections.first() else { continue };
            let parents: Vec<N::Parent> = connections.iter().map(|it| it.parent.clone()).collect();
            let mut pages = N::pages(&self.store, &parents, &first.wanted).await.map_err(store_error)?;
            for connection in connections {
                let page = pages.remove(&connection.parent).unwrap_or_default();
                loaded.insert(PageOf(connection.clone()), Arc::new(page.map(Arc::new)));
            }
        }
        Ok(loaded)
    }
}

impl<N: Nested> Loader<TotalOf<Connected<N>>> for Batches {
    type Value = u64;
    type Error = Error;

    async fn load(&self, keys: &[TotalOf<Connected<N>>]) -> Result<HashMap<TotalOf<Connected<N>>, u64>, Error> {
        let mut loaded = HashMap::with_capacity(keys.len());
        for connections in by_place(keys.iter().map(|key| &key.0)).into_values() {
            let Some(first) = connections.first() else { continue };
            let parents: Vec<N::Parent> = connections.iter().map(|it| it.parent.clone()).collect();
            let totals = N::totals(&self.store, &parents, &first.wanted.filter).await.map_err(store_error)?;
            for connection in connections {
                let total = totals.get(&connection.parent).copied().unwrap_or(0);
                loaded.insert(TotalOf(connection.clone()), total);
            }
        }
        Ok(loaded)
    }
}
