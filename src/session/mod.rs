//! A timed session as a pure state machine: an event and a moment in, new state and effects out.
//!
//! ```text
//! keys, lines, ticks --> Event + Moment --> State::step --> effects for the shell
//!                                              |
//!                                            View, for drawing
//! ```
//!
//! The clock never counts ticks: it adds what the monotonic clock says has passed, so a test feeds two hours in a
//! millisecond, and a slow machine loses no time.

mod budget;
mod event;
mod lacks;
mod state;
mod step;
mod view;

pub use budget::{Budget, Clock, shares};
pub use event::{Effect, Event, Moment, Refusal, Warning, WarningAt, refused};
pub use lacks::{Lack, most_per_minute, worth_most};
pub use state::{Plan, Planned, Segment, State};
pub use view::{QuestionView, SegmentView, View, clock_text};

#[cfg(test)]
mod tests;
