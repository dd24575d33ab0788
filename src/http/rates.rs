//! How much may be asked for in a minute, in points of cost.
//!
//! Points come back evenly. Who has used none for a minute has all of them; a request that costs more than all of them is
//! let through when none has been used.

use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::HashMapStateStore,
};
use std::{
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// Askers that are remembered; more share what one has.
const MOST_ASKERS: usize = 200_000;
/// Askers from which on those are forgotten who have all their points again.
const MANY_ASKERS: usize = 10_000;
/// How often that is done at most.
const SWEEP_SECONDS: u64 = 5;

/// Points in a minute; zero for as many as anyone likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimits {
    /// Of all requests without a token from one address, or from one network of IPv6 (/64).
    pub address: u32,
    /// Of all requests with one token.
    pub token: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        RateLimits { address: 2_000_000, token: 20_000_000 }
    }
}

/// Who pays for a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Payer {
    /// Somebody without a token.
    Address(IpAddr),
    /// A token, by its name.
    Token(String),
    /// All who came when there were too many.
    Others,
}

/// What is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Points in a minute.
    pub limit: u32,
    /// Points that are left.
    pub remaining: u32,
}

impl Allowance {
    /// Seconds until all points are there again.
    pub fn reset(self) -> u64 {
        let used = u64::from(self.limit - self.remaining.min(self.limit));
        (used * 60).div_ceil(u64::from(self.limit.max(1)))
    }
}

/// Too much was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMuch {
    /// Points in a minute.
    pub limit: u32,
    /// How long until there are points enough.
    pub wait: Duration,
}

/// Counts what is asked for.
#[derive(Debug)]
pub struct Rates {
    addresses: Option<Meter>,
    tokens: Option<Meter>,
}

impl Rates {
    /// Nobody has asked for anything yet.
    pub fn new(limits: RateLimits) -> Self {
        Rates { addresses: Meter::new(limits.address), tokens: Meter::new(limits.token) }
    }

    /// Takes points from somebody, and says what is left; nothing where nobody counts.
    ///
    /// # Errors
    /// Somebody who does not have so many.
    pub fn charge(&self, payer: &Payer, points: u64) -> Result<Option<Allowance>, TooMuch> {
        let meter = match payer {
            Payer::Token(_) => &self.tokens,
            Payer::Address(_) | Payer::Others => &self.addresses,
        };
        meter.as_ref().map(|meter| meter.charge(payer, points)).transpose()
    }
}

/// Counts for all who may ask for as much.
#[derive(Debug)]
struct Meter {
    limiter: RateLimiter<Payer, HashMapStateStore<Payer>, DefaultClock, StateInformationMiddleware>,
    limit: NonZeroU32,
    /// When it began, and the second since then in which it was swept last.
    began: Instant,
    swept: AtomicU64,
}

impl Meter {
    fn new(points: u32) -> Option<Self> {
        let limit = NonZeroU32::new(points)?;
        let limiter = RateLimiter::hashmap(Quota::per_minute(limit)).with_middleware();
        Some(Meter { limiter, limit, began: Instant::now(), swept: AtomicU64::new(0) })
    }

    fn charge(&self, payer: &Payer, points: u64) -> Result<Allowance, TooMuch> {
        let limit = self.limit.get();
        let points = u32::try_from(points).unwrap_or(u32::MAX).clamp(1, limit);
        let points = NonZeroU32::new(points).unwrap_or(NonZeroU32::MIN);
        let askers = self.limiter.len();
        if askers > MANY_ASKERS {
            self.sweep();
        }
        let payer = if askers > MOST_ASKERS { &Payer::Others } else { payer };
        match self.limiter.check_key_n(payer, points) {
            Ok(Ok(state)) => Ok(Allowance { limit, remaining: state.remaining_burst_capacity() }),
            Ok(Err(not_yet)) => Err(TooMuch { limit, wait: not_yet.wait_time_from(self.limiter.clock().now()) }),
            // Not for so few points.
            Err(_) => Err(TooMuch { limit, wait: Duration::from_secs(60) }),
        }
    }

    /// Forgets those who have all their points again.
    fn sweep(&self) {
        let now = self.began.elapsed().as_secs();
        let last = self.swept.load(Ordering::Relaxed);
        let is_time = now >= last + SWEEP_SECONDS;
        if is_time && self.swept.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            self.limiter.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowance, Payer, RateLimits, Rates};
    use std::net::{IpAddr, Ipv4Addr};

    fn somebody(number: u32) -> Payer {
        Payer::Address(IpAddr::V4(Ipv4Addr::from_bits(number)))
    }

    #[test]
    fn points_are_taken_until_there_are_no_more() {
        let rates = Rates::new(RateLimits { address: 60, token: 0 });
        assert_eq!(rates.charge(&somebody(1), 40), Ok(Some(Allowance { limit: 60, remaining: 20 })));
        let refused = rates.charge(&somebody(1), 40).unwrap_err();
        assert!(refused.limit == 60 && (15.0..=20.0).contains(&refused.wait.as_secs_f64()), "{refused:?}");
        assert!(rates.charge(&somebody(1), 20).is_ok(), "what was refused is not taken");
        assert!(rates.charge(&somebody(2), 1_000_000).is_ok(), "more than all is all");
        assert!(rates.charge(&somebody(2), 1).is_err());
        assert_eq!(rates.charge(&Payer::Token("t".to_owned()), 1_000), Ok(None));
    }

    #[test]
    fn what_is_left_says_when_all_is_there_again() {
        for (limit, remaining, reset) in [(60, 60, 0), (60, 59, 1), (60, 0, 60), (2_000_000, 1_999_999, 1)] {
            assert_eq!(Allowance { limit, remaining }.reset(), reset, "{limit} {remaining}");
        }
    }

    #[test]
    fn not_more_are_remembered_than_there_is_room_for() {
        let rates = Rates::new(RateLimits { address: 1, token: 0 });
        for number in 0..250_000 {
            let _ = rates.charge(&somebody(number), 1);
        }
        let remembered = rates.addresses.as_ref().map(|meter| meter.limiter.len()).unwrap_or_default();
        assert!(remembered <= super::MOST_ASKERS + 2, "{remembered}");
    }
}
