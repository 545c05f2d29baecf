//! `readability-out-of-range`: the reading grade is outside 8 to 14.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::grade::{grades, range};

/// The check.
pub const CHECK: Check = Check {
    id: "readability-out-of-range",
    severity: Severity::Low,
    basis: Basis::Guide,
    fix: "Vary the sentences: cut the longest ones, and join the choppy ones where a reason is missing.",
    doc: Doc {
        looks_for: "\
        Holds when the Flesch-Kincaid grade is outside 8 to 14 for the whole text and for its prose alone. The \
         guide aims at 10 to 12.",
        matters: "Very short sentences often leave the reasons out; very long ones hide them.",
        weak: "(Grade 5: Phishing is bad. We block it. Users are safe.)",
        stronger: "(Grade 11: one reason per sentence, joined where one follows from the other.)",
        origin: "The guide's target; the formula is Kincaid et al., 1975.",
    },
    run,
};

/// The band in which nothing is said, in school grades.
const BAND: std::ops::RangeInclusive<f64> = 8.0..=14.0;

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let grades = grades(sight.reading);
    let (Some(whole), Some(prose)) = (grades.whole, grades.prose.or(grades.whole)) else { return Vec::new() };
    let outside = |grade: f64| !BAND.contains(&grade);
    let same = (whole < *BAND.start()) == (prose < *BAND.start());
    if !(outside(whole) && outside(prose) && same) {
        return Vec::new();
    }
    let advice = if whole < *BAND.start() {
        "Join short sentences where one gives the reason of the other"
    } else {
        "Split the longest sentences"
    };
    let message = format!("{advice}: the text reads at about school grade {}.", range(whole));
    vec![Fault::absent("school grade 8 to 14 by Flesch and Kincaid", message)]
}
