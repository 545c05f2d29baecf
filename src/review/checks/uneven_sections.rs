//! `uneven-sections`: one part gets under a tenth of the words.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "uneven-sections",
    severity: Severity::Low,
    basis: Basis::Craft,
    fix: "Give the thin part what it lacks before polishing the others.",
    doc: Doc {
        looks_for: "Holds when at least three of the four parts are recognized, and one of them has under a tenth of the words.",
        matters: "Readers take length for care. The thinnest part is the one they ask about.",
        weak: "(Six hundred words on safety, and two lines on metrics.)",
        stronger: "(A table of four measures with baseline, target and how each is measured.)",
        origin: "Craft of writing.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let words: Vec<(Part, usize)> =
        Part::ALL.into_iter().map(|part| (part, reading.words(Some(part)))).filter(|it| it.1 > 0).collect();
    // Where the fourth part was not recognized, its words are among those that belong to none.
    // Where parts are known by their words alone, their lengths are a guess.
    if words.iter().any(|(part, _)| !reading.parts.meant.contains(&Some(*part))) {
        return Vec::new();
    }
    let total = match words.len() {
        4 => words.iter().map(|(_, count)| count).sum(),
        3 => reading.words(None),
        _ => return Vec::new(),
    };
    if total < 150 {
        return Vec::new();
    }
    // Padding fills no part: one that is a little longer is thin where the words that are surely about the answer are.
    let sure: usize = words.iter().map(|(part, _)| reading.sure_words(*part)).sum();
    let thin = words.into_iter().filter(|(part, count)| {
        count * 10 < total || (count * 7 < total && reading.sure_words(*part) * 10 < sure)
    });
    let fault = |(part, count): (Part, usize)| {
        let message =
            format!("Give {} more room: it has {count} of {total} words.", part.title().to_lowercase());
        let first =
            reading.blocks(part).next().map(|(_, block)| reading.document.bytes(block.tokens.clone()));
        let fault = match first {
            Some(span) => Fault::at(span, message),
            None => Fault::absent(format!("text on {}", part.title().to_lowercase()), message),
        };
        fault.part(part)
    };
    thin.map(fault).collect()
}
