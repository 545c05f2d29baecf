//! `no-failure-modes`: nothing says how this product could go wrong.

use crate::review::answering::{may_belong, supposes};
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "no-failure-modes",
    severity: Severity::High,
    basis: Basis::Craft,
    fix: "Name three ways in which this product would hurt somebody, each as a scene.",
    doc: Doc {
        looks_for: "\
        Holds when nothing says how this product could concretely go wrong. General words such as safety is \
         important do not count. Excludes `failure-mode-without-mitigation`.",
        matters: "What is not imagined is not prevented. Reviewers ask for the failure first.",
        weak: "Safety is important to us, and the safety team will take care of it.",
        stronger: "\
        A student pastes an exam question and hands in the answer; a wrong enzyme name is stated with \
         confidence; a pasted page carries hidden instructions.",
        origin: "Failure mode analysis, common in engineering; the guide asks for it too.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    if has_failures(sight) {
        return Vec::new();
    }
    let message = "Say how this product could go wrong: who is hurt, and what happened a minute before.";
    let open = reading.hits("harm").find(|hit| reading.part(hit) == Some(Part::Safety));
    let mut fault = Fault::absent(
        "a concrete way to go wrong, such as invented facts, misuse, over-reliance or a leak",
        message,
    );
    if let Some(hit) = open {
        fault = Fault::at(reading.document.sentence_bytes(hit.sentence), message);
    }
    vec![fault.part(Part::Safety)]
}

/// Whether the answer names any failure of this product.
pub fn has_failures(sight: &Sight<'_>) -> bool {
    let reading = sight.reading;
    let known = reading.parts.of_block.contains(&Some(Part::Safety));
    let fits =
        |part: Option<Part>| if known { part == Some(Part::Safety) } else { part != Some(Part::Metrics) };
    let waved = |hit: &&Hit| {
        // Categories are recited in one sentence and dismissed in the next.
        let reach = usize::from(reading.touches("harm-category", &hit.tokens));
        reading.touches("category-dismissed", &reading.around(hit.sentence, reach))
            || reading.touches("analysis-planned", &reading.sentence(hit.sentence))
    };
    let told =
        reading.stated("failure-told").any(|hit| may_belong(reading, hit, Part::Safety) && !waved(&hit));
    let named = reading.stated("failure").filter(|hit| fits(reading.part(hit)) && !waved(hit)).count();
    let sorted = reading.stated("harm-category");
    let sorted = sorted.filter(|hit| fits(reading.part(hit)) && !waved(hit)).count();
    let listed = sight.harms.iter().any(|harm| {
        harm.listed
            && !reading.touches("category-dismissed", &harm.whole)
            && reading.states("failure", &harm.whole)
    });
    let supposed = (0..reading.document.sentences.len()).any(|sentence| {
        let tokens = reading.sentence(sentence);
        supposes(reading, sentence) && tokens.len() >= 6 && fits(reading.part_at(tokens.start))
    });
    supposed || listed || told || named >= 1 || sorted >= 2
}
