//! How a clock is shared among the sections.

use crate::pack::framework::{Framework, Timing};

/// The clock of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// No limit; time used is kept all the same.
    Untimed,
    /// A limit for the whole, in minutes, of which the last ones are for polishing.
    Timed {
        /// The whole, in minutes.
        minutes: u32,
        /// The part kept for polishing, in minutes.
        polish: u32,
    },
}

impl Clock {
    /// The clock of a timing.
    pub fn of(timing: &Timing) -> Self {
        Clock::Timed { minutes: timing.minutes, polish: timing.polish_minutes }
    }

    /// The clock of one section practiced by itself: its share of a timing, and nothing for polishing.
    pub fn of_section(framework: &Framework, timing: &Clock, section: &str) -> Self {
        let at = framework.sections.iter().position(|known| known.id == section);
        let share = at.and_then(|at| shares(framework, timing).sections.get(at).copied().flatten());
        match share {
            Some(seconds) => {
                let minutes = u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX).max(1);
                Clock::Timed { minutes, polish: 0 }
            }
            None => Clock::Untimed,
        }
    }

    /// A clock of any length; polishing keeps the share that the framework's first timing gives it.
    pub fn minutes(framework: &Framework, minutes: u32) -> Self {
        let polish = framework.timings.first().map_or(0, |timing| {
            u64::from(minutes) * u64::from(timing.polish_minutes) / u64::from(timing.minutes.max(1))
        });
        Clock::Timed { minutes, polish: u32::try_from(polish).unwrap_or(0) }
    }
}

/// Seconds for each section and for polishing; `None` without a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Seconds for each section, in order.
    pub sections: Vec<Option<u64>>,
    /// Seconds for polishing.
    pub polish: Option<u64>,
}

/// Shares a clock among the sections in proportion to their minutes. The shares sum to the whole exactly.
pub fn shares(framework: &Framework, clock: &Clock) -> Budget {
    let weights: Vec<u64> = framework.sections.iter().map(|section| u64::from(section.minutes)).collect();
    shares_of(&weights, clock)
}

/// Shares a clock in proportion to these weights. The shares sum to the whole exactly.
pub(super) fn shares_of(weights: &[u64], clock: &Clock) -> Budget {
    match clock {
        Clock::Untimed => Budget { sections: vec![None; weights.len()], polish: None },
        Clock::Timed { minutes, polish } => {
            let writing = u64::from(minutes.saturating_sub(*polish)) * 60;
            let sum: u64 = weights.iter().sum::<u64>().max(1);
            let mut before = 0;
            let mut given = 0;
            let sections = weights.iter().map(|weight| {
                before += weight;
                let until = writing * before / sum;
                let share = until - given;
                given = until;
                Some(share)
            });
            Budget { sections: sections.collect(), polish: Some(u64::from(*polish) * 60) }
        }
    }
}
