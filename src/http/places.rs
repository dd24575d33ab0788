//! Places that are taken for a time: so many in all, and so many for one address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// How many places there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceLimits {
    /// In all.
    pub all: usize,
    /// For one address; the machine the server runs on may take all.
    pub address: usize,
}

/// Places. Cloning gives another handle to the same.
#[derive(Debug, Clone)]
pub struct Places {
    limits: PlaceLimits,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// A place, until it is dropped.
#[derive(Debug)]
pub struct Place {
    address: Option<IpAddr>,
    taken: Arc<Mutex<Taken>>,
}

impl Places {
    /// All are free.
    pub fn new(limits: PlaceLimits) -> Self {
        Places { limits, taken: Arc::default() }
    }

    /// Takes one for an address; none where all are taken, or all of that address.
    pub fn take(&self, address: Option<IpAddr>) -> Option<Place> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let of_address = address.map_or(0, |address| taken.by_address.get(&address).copied().unwrap_or(0));
        if taken.all >= self.limits.all || (address.is_some() && of_address >= self.limits.address) {
            return None;
        }
        taken.all += 1;
        if let Some(address) = address {
            taken.by_address.insert(address, of_address + 1);
        }
        Some(Place { address, taken: self.taken.clone() })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all -= 1;
        let Some(address) = self.address else { return };
        match taken.by_address.get_mut(&address) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                taken.by_address.remove(&address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PlaceLimits, Places};

    #[test]
    fn a_place_is_taken_until_it_is_dropped() {
        let places = Places::new(PlaceLimits { all: 3, address: 2 });
        let (a, b) = (Some("203.0.113.7".parse().unwrap()), Some("203.0.113.8".parse().unwrap()));
        let (first, second) = (places.take(a), places.take(a));
        assert!(first.is_some() && second.is_some());
        assert!(places.take(a).is_none(), "more than one address may have");
        let third = places.take(b);
        assert!(third.is_some() && places.take(b).is_none() && places.take(None).is_none(), "more than there are");
        drop(first);
        assert!(places.take(a).is_some());
        drop((second, third));
        assert!([None; 3].map(|nobody| places.take(nobody)).iter().all(Option::is_some));
        assert!(places.taken.lock().unwrap().by_address.is_empty(), "nobody is remembered");
    }
}
