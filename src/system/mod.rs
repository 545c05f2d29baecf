//! The machine: clocks, randomness, environment, terminal facts, child processes, signals. With `store`, the only
//! impure room.
#![allow(clippy::disallowed_methods, reason = "this is the room that asks the machine")]

mod again;
mod browser;
mod child;
mod clock;
mod environment;
mod leash;
mod program;
mod signals;
mod timed;
mod worker;

pub use again::again;
pub use browser::{Browser, Places, PrintError};
pub use child::{ChildError, edit, open, page};
pub use clock::{BadNow, Clock};
pub use environment::{Environment, Facts};
pub use leash::Leash;
pub use program::{BadCommand, NoAnswer, Program, leash};
pub use signals::{Signal, Signals, watch};
pub use timed::{TimedError, run_self};
pub use worker::{Flush, Work, Worker};
