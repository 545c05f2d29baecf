//! A person's own judgment beside that of the review: marks for a sample, guesses of one's own score, and how both
//! change over time. Pure: what was judged comes in as plain values.

mod beside;
mod choice;
mod drift;
mod faults;

pub use beside::{Beside, mean_size, read_score, total};
pub use choice::{Quality, Sample, choose};
pub use drift::{Lean, Trend, lean, trend};
pub use faults::{Agreed, Compared, Pointed, compare, read_fault};
