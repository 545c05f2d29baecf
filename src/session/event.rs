//! What happens to a session, and what the session asks of its shell.

use serde::{Deserialize, Serialize};

/// A reading of both clocks. Only `system` makes real ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970, by the wall clock; it can be set, and goes on while the machine sleeps.
    pub wall_ms: i64,
    /// Milliseconds since some point, by the monotonic clock; it cannot be set.
    pub mono_ms: u64,
}

impl Moment {
    /// The same moment, later on both clocks.
    #[must_use]
    pub fn after(self, ms: u64) -> Self {
        Self { wall_ms: self.wall_ms.saturating_add_unsigned(ms), mono_ms: self.mono_ms + ms }
    }
}

/// Something that happened. Everything that a session knows follows from its plan and its events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// Time passed.
    Tick,
    /// An answer is being written: the text as it is now. The journal keeps it as a draft, not as an event.
    Write {
        /// The question, by id.
        question: String,
        /// The text so far.
        #[serde(skip)]
        text: String,
    },
    /// The question at hand was answered.
    Answer {
        /// The answer. The journal keeps it as a revision, not in the event.
        #[serde(skip)]
        text: String,
    },
    /// The question at hand was left for later.
    Skip,
    /// Back to the question before.
    Back,
    /// To a question by its number, from 0.
    Go(usize),
    /// An answer was set without going on: it was left for another question, or changed in the file by other means.
    Edited {
        /// The question, by id.
        question: String,
        /// The answer as it is now.
        #[serde(skip)]
        text: String,
    },
    /// The clock is stopped on purpose.
    Pause,
    /// The clock goes on.
    Resume,
    /// The process was stopped and goes on; the time between does not count.
    Suspended {
        /// How long by the monotonic clock, in milliseconds.
        ms: u64,
    },
    /// A process that ended was taken up by another one; the time between does not count.
    Reopened,
    /// The whole clock gets more minutes, on the section at hand.
    AddMinutes(u32),
    /// The session is over.
    Finish,
}

/// What the shell has to do after an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keep this answer and replace the submission file.
    Commit {
        /// The question, by id.
        question: String,
    },
    /// Keep this text as what is being written.
    Draft {
        /// The question, by id.
        question: String,
    },
    /// Tell the person about the time.
    Warn(Warning),
    /// The time for writing is used; what is left is kept for polishing.
    PolishDue,
    /// An exam's clock is at zero: from now on nothing can be written.
    TimeUp,
    /// The rules of this session do not allow that.
    Refused(Refusal),
    /// The two clocks went apart (sleep, or a clock that was set); the session has paused itself.
    Jumped {
        /// By how many seconds.
        seconds: u64,
    },
    /// All questions were seen; what is left is polishing.
    Polish,
    /// The session is over.
    Finished,
}

/// Why something was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// An exam's clock is not paused.
    NoPause,
    /// An exam's clock gets no more minutes.
    NoMinutes,
    /// The time of the exam is over.
    Closed,
}

/// A refusal in words.
pub fn refused(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NoPause => "An exam's clock is not paused.",
        Refusal::NoMinutes => "An exam gets no more minutes.",
        Refusal::Closed => "The time of the exam is over. Nothing more is taken.",
    }
}

/// A point on a clock that people want to hear about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WarningAt {
    /// Half of the time is used.
    Half,
    /// Five minutes are left.
    FiveMinutes,
    /// No time is left.
    Zero,
}

/// A warning about a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The segment by its number; `None` for the whole session.
    pub segment: Option<usize>,
    /// How far the clock is.
    pub at: WarningAt,
}
