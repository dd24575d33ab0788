//! What many objects of one answer need, loaded for all of them in one statement.

use async_graphql::{
    Error, Pos,
    dataloader::{DataLoader, HashMapCache, Loader},
};
use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
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
pub struct Batch {
    loader: DataLoader<Batches, HashMapCache>,
    /// How often it was asked for something.
    asked: Arc<AtomicUsize>,
}

/// The statements behind the batches.
pub struct Batches {
    pub(super) store: Store,
}

impl Batch {
    /// The batches of one request; `keeps` what was loaded until the request is answered, or loads it again.
    pub fn new(store: Store, keeps: bool) -> Self {
        let asked = Arc::new(AtomicUsize::new(0));
        let heard = asked.clone();
        let spawn = move |batch| {
            let asked = heard.clone();
            tokio::spawn(async move {
                until_quiet(&asked).await;
                batch.await;
            })
        };
        let loader = DataLoader::with_cache(Batches { store }, spawn, HashMapCache::default());
        loader.enable_all_cache(keeps);
        Batch { loader: loader.delay(Duration::ZERO).max_batch_size(MAX_KEYS), asked }
    }

    /// The value of a key; none where there is none.
    pub async fn load_one<K>(&self, key: K) -> Result<Option<<Batches as Loader<K>>::Value>, Error>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Batches: Loader<K, Error = Error>,
    {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.loader.load_one(key).await
    }

    /// The values of keys; keys without value are absent.
    pub async fn load_many<K>(&self, keys: Vec<K>) -> Result<HashMap<K, <Batches as Loader<K>>::Value>, Error>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Batches: Loader<K, Error = Error>,
    {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.loader.load_many(keys).await
    }
}

/// How many turns without a question make sure that none is to come.
const QUIET_TURNS: usize = 16;

/// Waits until every resolver that can run has asked. The resolvers of an answer are one task, which gives way to others
/// again and again while it still has objects to resolve; a batch taken then would be taken too early.
async fn until_quiet(asked: &AtomicUsize) {
    let (mut seen, mut quiet) = (asked.load(Ordering::Relaxed), 0);
    while quiet < QUIET_TURNS {
        tokio::task::yield_now().await;
        let now = asked.load(Ordering::Relaxed);
        quiet = if now == seen { quiet + 1 } else { 0 };
        seen = now;
    }
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
