//! `missing-section`: one of the four parts is absent in content.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::measures::Measure;
use crate::review::parts::{Part, Recognized};
use crate::review::reading::Reading;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "missing-section",
    severity: Severity::High,
    basis: Basis::Guide,
    fix: "Write the missing part, even if it is short.",
    doc: Doc {
        looks_for: "\
        Holds when one of scope, safety, metrics and rollout is absent in what is said, whatever the headings \
         say. Content under other headings counts.",
        matters: "\
        Each part answers a question that the others cannot: for whom, what could hurt, how we know, how it gets \
         there.",
        weak: "(An answer that goes from the risks to the launch and never says what is counted.)",
        stronger: "(The same answer with two success measures and two guardrails, each with a number.)",
        origin: "The guide's framework; the four questions are ordinary product craft.",
    },
    run,
};

/// What shows a part, how many hits are enough, and what it says in plain words.
const SHOWS: [(Part, &[&str], usize, &str); 4] = [
    (
        Part::Scope,
        &["user-intent", "primary-user", "people-noun"],
        2,
        "for whom it is, what they want, and what it will not do",
    ),
    (
        Part::Safety,
        &["failure", "mitigation", "principle-named", "harm-category", "harm"],
        3,
        "what can go wrong, and what is done about it",
    ),
    (
        Part::Metrics,
        &["measure-word", "measure", "engagement", "safety-measure"],
        4,
        "what is counted, and the number to reach",
    ),
    (
        Part::Rollout,
        &["phase", "rollback", "red-team", "big-bang", "launch-word"],
        2,
        "in which steps it is launched, and when it is taken back",
    ),
];

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut faults = Vec::new();
    for (part, concepts, enough, says) in SHOWS {
        let headed = reading.parts.begins.iter().any(|(known, block, how)| {
            *known == part
                && (*how == Recognized::Content || reading.words(Some(part)) >= 12)
                && *block < usize::MAX
        });
        if part == Part::Metrics && !headed_by_title(reading, part) && !counts(sight) {
            faults.push(lacking(reading, part, says));
            continue;
        }
        let hits: usize = concepts.iter().map(|id| reading.hits(id).count()).sum();
        let counted = part == Part::Metrics && !sight.measures.is_empty();
        if !headed && hits < enough && !counted {
            faults.push(lacking(reading, part, says));
        }
    }
    faults
}

fn lacking(reading: &Reading<'_>, part: Part, says: &str) -> Fault {
    let message = format!(
        "Add a part on {}, or give what you have of it a heading of its own.",
        part.title().to_lowercase()
    );
    let fault = Fault::absent(says, message).part(part);
    // Where headings do not tell the parts apart, one of them may be there in other words.
    let meant = Part::ALL.into_iter().filter(|part| reading.parts.meant.contains(&Some(*part))).count();
    if meant >= TOLD { fault } else { fault.asked() }
}

/// With so many parts under headings that name them, the others would have one as well.
const TOLD: usize = 2;

/// Whether a heading or label says that a part begins.
fn headed_by_title(reading: &Reading<'_>, part: Part) -> bool {
    reading.parts.begins.iter().any(|(known, _, how)| *known == part && *how != Recognized::Content)
}

/// Whether anything is counted: two measures with a target or in a list, talk of measuring that is no refusal of it, or two
/// sentences that aim at a share.
fn counts(sight: &Sight<'_>) -> bool {
    let reading = sight.reading;
    let real = |measure: &Measure| measure.target || measure.listed || measure.labelled;
    let aims = |sentence: &usize| {
        let tokens = reading.sentence(*sentence);
        let share = |at: usize| reading.document.tokens[at].has(Token::PERCENT | Token::BOUND);
        tokens.clone().any(share) && reading.touches("figure-aim", &tokens)
    };
    sight.measures.iter().filter(|measure| real(measure)).take(2).count() == 2
        || reading.stated("measure-word").next().is_some()
        || (0..reading.document.sentences.len()).filter(aims).take(2).count() == 2
}
