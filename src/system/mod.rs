//! The machine: clocks, randomness, environment, terminal facts, child processes, signals. With `store`, the only
//! impure room.
#![allow(clippy::disallowed_methods, reason = "this is the room that asks the machine")]

mod child;
mod clock;
mod environment;
mod signals;
mod worker;

pub use child::{ChildError, edit, page};
pub use clock::{BadNow, Clock};
pub use environment::{Environment, Facts};
pub use signals::{Signal, Signals, watch};
pub use worker::{Flush, Work, Worker};
