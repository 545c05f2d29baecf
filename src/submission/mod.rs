//! A submission: one Markdown file that anybody can open in any editor at any time.
//!
//! The program only ever splices answers into the places it knows; every byte that it did not write stays as it is.
//! The format is described in `docs/submission.md`.

mod answer;
mod blank;
mod head;
mod layout;
mod splice;
mod whole;

pub use answer::{cells, from_lines, read_ticks, row_remarks, rows, table, ticks};
pub use blank::{Blank, blank, is_blank, opening, starter};
pub use head::{Head, read_head};
pub use layout::{Block, Layout, layout};
pub use splice::{Fitted, fit, put, set_seconds, set_session, without_untouched};
pub use whole::{Part, parts, split_notes, whole};

/// The version of the submission format.
pub const FORMAT: u32 = 1;

/// How every comment of the coach starts.
pub const COMMENT: &str = "<!-- ssmr";

#[cfg(test)]
mod tests;
