//! `too-many-personas`: more than two primary users.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "too-many-personas",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Keep one primary user, two at most, and call everybody else a stakeholder.",
    doc: Doc {
        looks_for: "\
        Holds when more than two primary users are named, in a list or in words. Stakeholders and secondary \
         readers do not count.",
        matters: "Three users have three intents and three ways to be harmed. The answer grows wide and stays thin.",
        weak: "We serve students, teachers, parents, principals and lifelong learners.",
        stronger: "\
        The primary user is a first-year teacher. Parents and principals are stakeholders: they read the weekly \
         report.",
        origin: "\
        The preparation guide limits the answer to one or two primary users; unverified as a rule of any hiring \
         team.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let message = "Choose one primary user, two at most. Each further one brings an intent and a harm of its own that the answer has no room for.";
    let said = reading.stated("many-users").find(|hit| {
        !reading.touches("secondary", &reading.sentence(hit.sentence))
            && reading.part(hit).is_none_or(|part| part == Part::Scope)
    });
    if let Some(hit) = said {
        return vec![Fault::at(reading.document.sentence_bytes(hit.sentence), message).part(Part::Scope)];
    }
    for tokens in reading.user_passages() {
        let addressed = reading.touches("user-address", &tokens) && !reading.touches("secondary", &tokens);
        if addressed && listed(sight, &tokens) >= 3 {
            return vec![Fault::at(reading.document.bytes(tokens), message).part(Part::Scope)];
        }
    }
    personas(sight).map(|span| Fault::at(span, message).part(Part::Scope)).into_iter().collect()
}

/// How many different groups of people stand in one enumeration.
fn listed(sight: &Sight<'_>, tokens: &Range<usize>) -> usize {
    let reading = sight.reading;
    let document = &reading.document;
    let mut groups: Vec<u32> = Vec::new();
    let mut most = 0;
    let mut last = None;
    for hit in reading.within("people-noun", tokens) {
        let at = hit.tokens.start;
        let near = last.is_none_or(|last: usize| at - last <= 5);
        let joined = last.is_none_or(|last: usize| {
            (last + 1..=at).any(|place| {
                document.tokens[place].has(Token::COMMA)
                    || matches!(document.stem(&document.tokens[place]), "and" | "or")
            }) && !(last + 1..=at).any(|place| {
                document.tokens[place].has(Token::CLAUSE)
                    || matches!(document.stem(&document.tokens[place]), "that" | "for" | "from" | "by")
            })
        });
        if !near || !joined {
            groups.clear();
        }
        if !groups.contains(&document.tokens[at].word) {
            groups.push(document.tokens[at].word);
        }
        most = most.max(groups.len());
        last = Some(hit.tokens.end - 1);
    }
    most
}

/// Three or more items in the Scope part that each begin with a group of people, below a line about users.
fn personas(sight: &Sight<'_>) -> Option<Range<usize>> {
    let reading = sight.reading;
    let document = &reading.document;
    let mut count = 0;
    let mut first = None;
    let mut list = None;
    for (number, block) in reading.blocks(Part::Scope) {
        let Some(place) = block.item.filter(|place| place.depth == 1) else { continue };
        if list != Some(place.list) {
            (count, list) = (0, Some(place.list));
        }
        let label = block.tokens.start..block.tokens.start + block.label;
        let person = block.label > 0
            && reading.touches("people-noun", &label)
            && block.label <= 5
            && !reading.touches("secondary", &block.tokens)
            && !reading.touches("boundary", &label)
            && !reading.touches("primary-user", &label);
        let intro = number.checked_sub(1).map(|before| document.blocks[before].tokens.clone());
        if person {
            count += 1;
            if first.is_none() {
                first = intro
                    .filter(|tokens| reading.touches("user-address", tokens))
                    .map(|_| block.span.clone());
            }
        }
        if count >= 3 && first.is_some() {
            return first;
        }
    }
    None
}
