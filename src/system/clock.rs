//! Time and randomness. `SSMR_NOW` freezes both clocks and `SSMR_SEED` fixes the seed, for tests.

use std::hash::{BuildHasher, RandomState};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use crate::session::Moment;

/// `SSMR_NOW` could not be read as a time.
#[derive(Debug, thiserror::Error)]
#[error("SSMR_NOW is `{0}`, which is no time such as 2026-11-24T09:00:00Z")]
pub struct BadNow(String);

/// Both clocks, and the seed.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    started: Instant,
    frozen: Option<Timestamp>,
    seed: u64,
}

impl Clock {
    /// The clocks of this machine, or frozen ones.
    ///
    /// # Errors
    /// `now` is given and is not an RFC 3339 time.
    pub fn new(now: Option<&str>, seed: Option<&str>) -> Result<Self, BadNow> {
        let frozen = match now {
            Some(text) => Some(text.parse().map_err(|_| BadNow(text.to_owned()))?),
            None => None,
        };
        let seed = seed.map_or_else(|| RandomState::new().hash_one(Instant::now()), fixed_seed);
        Ok(Self { started: Instant::now(), frozen, seed })
    }

    /// A reading of both clocks.
    pub fn now(&self) -> Moment {
        match self.frozen {
            Some(frozen) => Moment { wall_ms: frozen.as_millisecond(), mono_ms: 0 },
            None => Moment {
                wall_ms: since_epoch_ms(),
                mono_ms: u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX),
            },
        }
    }

    /// The date and time where the person is; in UTC if the clock is frozen.
    pub fn local(&self) -> ZonedDateTime {
        match self.frozen {
            Some(frozen) => ZonedDateTime::new(frozen, TimeZone::UTC),
            None => ZonedDateTime::now(),
        }
    }

    /// The date of a moment where the person is, such as `2026-11-24`; in UTC if the clock is frozen.
    pub fn date_of(&self, wall_ms: i64) -> String {
        let zone = if self.frozen.is_some() { TimeZone::UTC } else { TimeZone::system() };
        // A moment that no calendar knows can only come from a damaged clock.
        let moment = Timestamp::from_millisecond(wall_ms).unwrap_or_default();
        ZonedDateTime::new(moment, zone).strftime("%Y-%m-%d").to_string()
    }

    /// The seed of every random choice.
    pub fn seed(&self) -> u64 {
        self.seed
    }
}

fn since_epoch_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// A number is taken as it is; any other text gives a number of its own.
fn fixed_seed(text: &str) -> u64 {
    text.trim().parse().unwrap_or_else(|_| {
        text.bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    })
}
