//! The six kinds of evidence of which a high score needs three.

use super::look::View;
use super::sign::{ALL, Sign};

/// Kinds that one sentence shows too easily: a reason beside a number, a limit beside a consequence.
const TWICE: [&str; 2] = ["derived-number", "constraint-in-design"];

/// The kinds that an answer shows: by one passage, or by two where one would say little.
pub(super) fn shown(view: &View<'_>) -> Vec<&'static Sign> {
    let enough = |sign: &Sign| if TWICE.contains(&sign.id) { 2 } else { 1 };
    ALL.iter().filter(|sign| sign.kind && view.shown(sign.id).len() >= enough(sign)).collect()
}
