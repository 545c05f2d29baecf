//! `vague-persona`: no primary user whom a reader could picture.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "vague-persona",
    severity: Severity::Medium,
    basis: Basis::Craft,
    fix: "Name one user with a segment, a situation and a want, in words that fit nobody else.",
    doc: Doc {
        looks_for: "\
        Holds when no primary user has all three: who they are (a segment, not `students` or `busy \
         professionals`), how they behave or in what situation they meet the product, and what they want. Ages, \
         places, devices, times, habits and worries count as detail.",
        matters: "\
        Every later choice rests on the user. A group that could be anybody lets two readers imagine two \
         products.",
        weak: "Our users are busy professionals who want to save time.",
        stronger: "\
        A ward nurse of 35 who opens the app on her phone in a fifteen-minute break, has two patients waiting, \
         and wants to know which form the insurer needs.",
        origin: "Craft of product work; the preparation guide asks for the same.",
    },
    run,
};

/// So many kinds of detail make a person out of a group.
const ENOUGH: usize = 5;

/// Signs that a user is a person in a situation and not a group.
const SIGNS: [&str; 6] =
    ["persona-age", "persona-device", "persona-time", "persona-place", "persona-behaviour", "persona-pain"];

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let passages = reading.user_passages();
    // "Users: insurers, brokers, repair shops, banks": where a label announces the users, only what stands near it counts.
    let announced = passages.iter().position(|tokens| announces(sight, tokens));
    let near = announced.map_or(0..passages.len(), |at| at..at + 1);
    let reach = |at: usize| match passages.get(at + 1) {
        Some(next) if announced.is_some() => at + 1 + usize::from(next.start == passages[at].end),
        _ => (at + 3).min(passages.len()),
    };
    let best = near.map(|at| signs(sight, &passages[at..reach(at)])).max().unwrap_or(0);
    let wide = passages.iter().take(4).any(|tokens| reading.touches("anyone", tokens))
        && !passages
            .iter()
            .any(|tokens| reading.touches("persona-age", tokens) || sight.reading.has_age(tokens));
    if best >= ENOUGH && !wide {
        return Vec::new();
    }
    let message = "Describe one person: who they are, when and where they meet the product, and what they want. A group such as this leaves the reader to guess.";
    let generic = passages
        .iter()
        .filter(|tokens| reading.touches("people-noun", tokens))
        .min_by_key(|tokens| !reading.touches("primary-user", tokens));
    match generic {
        Some(tokens) => vec![Fault::at(reading.document.bytes(tokens.clone()), message).part(Part::Scope)],
        None => {
            vec![Fault::absent("a user with a segment, a situation and a want", message).part(Part::Scope)]
        }
    }
}

/// How many kinds of detail stand in passages beside each other, if they are about people.
fn signs(sight: &Sight<'_>, window: &[Range<usize>]) -> usize {
    let reading = sight.reading;
    let any = |id: &str| window.iter().any(|tokens| reading.touches(id, tokens));
    let named = usize::from(window.iter().any(|tokens| proper(sight, tokens)));
    let counted = usize::from(window.iter().any(|tokens| reading.has_number(tokens)));
    let listed = window.iter().any(|tokens| reading.touches("many-users", tokens));
    let placed = usize::from(window.iter().any(|tokens| placed(sight, tokens)));
    let aged = if window.iter().any(|tokens| sight.reading.has_age(tokens)) { 2 } else { 0 };
    let told = usize::from(window.iter().any(|tokens| acts(sight, tokens)));
    let goes_on = usize::from(window.iter().skip(1).any(|tokens| goes_on(sight, tokens)));
    let wants = usize::from(any("user-intent"));
    let found =
        SIGNS.iter().filter(|id| any(id)).count() + named + counted + aged + told + goes_on + wants + placed;
    // Several groups are vague together, unless each is told by what it does.
    let each = window.iter().any(|tokens| doings(sight, tokens) >= 2);
    if listed && !each { found.saturating_sub(3) } else { found }
}

/// Whether a label announces users and nothing but a list of groups follows.
fn announces(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let reading = sight.reading;
    let document = &reading.document;
    let block = document.blocks.iter().find(|block| block.tokens.start == tokens.start && block.label > 0);
    block.is_some_and(|block| {
        let label = tokens.start..tokens.start + block.label;
        let commas = tokens.clone().filter(|at| document.tokens[*at].has(Token::COMMA)).count();
        block.label <= 4
            && reading.touches("user-address", &label)
            && commas >= 2
            && tokens.len() <= 10 * (commas + 1)
            && doings(sight, tokens) == 0
            && !reading.has_number(tokens)
            && !reading.touches("persona-age", tokens)
    })
}

/// How many groups are told by what they do: "who" behind one of them.
fn doings(sight: &Sight<'_>, tokens: &Range<usize>) -> usize {
    let document = &sight.reading.document;
    tokens.clone().skip(1).filter(|at| matches!(document.stem(&document.tokens[*at]), "who" | "whos")).count()
}

/// Whether somebody is told by where they are: "a technical artist at a game studio".
fn placed(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let reading = sight.reading;
    let document = &reading.document;
    reading.within("people-noun", tokens).any(|hit| {
        let next = document.tokens.get(hit.tokens.end).filter(|_| hit.tokens.end < tokens.end);
        let joins = next.is_some_and(|token| matches!(document.stem(token), "at" | "in" | "on" | "from"));
        joins && !reading.touches("generic-group", &hit.tokens)
    })
}

/// Whether somebody is told by what they do: "import clerks who retype bills of lading".
fn acts(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let reading = sight.reading;
    let document = &reading.document;
    reading.within("people-noun", tokens).any(|hit| {
        let behind = hit.tokens.end..(hit.tokens.end + 15).min(tokens.end);
        let generic = reading.touches("generic-group", &hit.tokens);
        !generic && behind.into_iter().any(|at| matches!(document.stem(&document.tokens[at]), "who" | "whos"))
    })
}

/// Whether a sentence goes on about them: "They skip meals for it."
fn goes_on(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let document = &sight.reading.document;
    let first = tokens.clone().next().map(|at| document.stem(&document.tokens[at]));
    matches!(first, Some("they" | "she" | "he" | "her" | "his" | "their"))
}

/// Whether a name stands in the passage: a capital letter inside a sentence.
fn proper(sight: &Sight<'_>, tokens: &Range<usize>) -> bool {
    let known = ["i", "ai", "claud", "anthropic", "english"];
    let inside = tokens.start + 1..tokens.end.max(tokens.start + 1);
    sight.reading.document.tokens[inside]
        .iter()
        .any(|token| token.has(Token::CAPITAL) && !known.contains(&sight.reading.document.stem(token)))
}
