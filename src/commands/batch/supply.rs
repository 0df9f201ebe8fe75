//! The keys of a batch. A set from the network is asked for again when a token names a key that it lacks, at most once a
//! minute however many there are.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::commands::keysource::{Aside, Keys};
use crate::text::Say;
use crate::time::Moment;

/// The keys that all threads share.
pub(super) struct Supply {
    first: Generation,
    /// From when on the set may be asked for again, in seconds since 1970.
    next_ask: AtomicI64,
    /// Held by the thread that asks. What it learned is said when the batch is over.
    asking: Mutex<Vec<Aside>>,
}

/// A set of keys, and the one that has come after it.
pub(super) struct Generation {
    pub(super) keys: Keys,
    newer: OnceLock<Box<Generation>>,
}

impl Generation {
    fn of(keys: Keys) -> Self {
        Self {
            keys,
            newer: OnceLock::new(),
        }
    }
}

impl Supply {
    pub(super) fn of(keys: Keys) -> Self {
        Self {
            next_ask: AtomicI64::new(keys.next_ask()),
            first: Generation::of(keys),
            asking: Mutex::default(),
        }
    }

    pub(super) fn first(&self) -> &Generation {
        &self.first
    }

    /// The keys that have come after those that lack a key of that id. They are asked for if it is time to.
    pub(super) fn after<'s>(
        &'s self,
        known: &'s Generation,
        kid: &str,
        now: Moment,
    ) -> Option<&'s Generation> {
        let now = now.seconds();
        let due = || now >= self.next_ask.load(Ordering::Relaxed);
        if known.newer.get().is_none() && due() && !known.keys.has_skipped(kid) {
            let mut notices = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
            // While this thread waited, another may have asked.
            if known.newer.get().is_none() && due() {
                let keys = known.keys.again(now, &mut notices);
                notices.dedup_by(|one, other| one.en() == other.en());
                let next_ask = keys.as_ref().map_or_else(|next| *next, Keys::next_ask);
                self.next_ask.store(next_ask, Ordering::Relaxed);
                if let Ok(keys) = keys
                    && !keys.set.same_keys(&known.keys.set)
                {
                    let _ = known.newer.set(Box::new(Generation::of(keys)));
                }
            }
        }
        known.newer.get().map(Box::as_ref)
    }

    /// What was learned, each once.
    pub(super) fn into_notices(self) -> Vec<Aside> {
        self.asking
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
