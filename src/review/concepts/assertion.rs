//! Whether a hit is meant: scopes of negation, delay, supposition and of other people's words in one sentence.

use std::ops::Range;

use super::lexicon::Concepts;
use super::matcher::State;
use crate::text::scan::Token;

/// How far a negation reaches, in words.
const REACH: usize = 9;

/// No trigger with its reach covers more words.
const FAR: usize = 32;

/// The scopes of a sentence.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    denied: Vec<Scope>,
    vague: Vec<Scope>,
    asks: bool,
}

#[derive(Debug)]
struct Scope {
    trigger: Range<usize>,
    reach: Range<usize>,
}

/// A concept of triggers: its id, whether its scope runs forward, whether it denies.
const TRIGGERS: [(&str, bool, bool); 6] = [
    ("negation-before", true, true),
    ("negation-behind", false, true),
    ("delay-before", true, false),
    ("delay-behind", false, false),
    ("others-before", true, false),
    ("others-behind", false, false),
];

impl Scopes {
    /// The scopes that the triggers among `raw` open.
    pub(super) fn new(
        concepts: &Concepts,
        raw: &[(u16, bool, usize, usize)],
        tokens: &[Token],
        asks: bool,
    ) -> Self {
        let mut scopes = Self { asks, ..Self::default() };
        let of = |id: &str| {
            let number = concepts.number(id);
            raw.iter().filter(move |hit| Some(hit.0) == number && !hit.1).map(|hit| hit.2..hit.3)
        };
        let shams: Vec<Range<usize>> = of("negation-sham").collect();
        // Raw hits are in the order of their places, so both lists are sorted.
        let ends: Vec<usize> = of("scope-end").map(|range| range.start).collect();
        for (id, forward, denies) in TRIGGERS {
            for trigger in of(id) {
                if is_sham(&shams, &trigger) {
                    continue;
                }
                let reach =
                    if forward { ahead(&trigger, tokens, &ends) } else { back(&trigger, tokens, &ends) };
                let list = if denies { &mut scopes.denied } else { &mut scopes.vague };
                list.push(Scope { trigger, reach });
            }
        }
        scopes.denied.sort_by_key(|scope| scope.trigger.start);
        scopes.vague.sort_by_key(|scope| scope.trigger.start);
        scopes
    }

    /// The state of a hit at these tokens.
    pub(super) fn state(&self, hit: Range<usize>, negated: bool, open: bool) -> State {
        let inside = |scope: &Scope| {
            let apart = scope.trigger.end <= hit.start || hit.end <= scope.trigger.start;
            apart && scope.reach.start <= hit.start && hit.start < scope.reach.end
        };
        if !negated && near(&self.denied, &hit).any(inside) {
            return State::Denied;
        }
        if !open && (self.asks || near(&self.vague, &hit).any(inside)) {
            return State::Vague;
        }
        State::Stated
    }
}

/// The scopes whose triggers stand near enough to reach a hit.
fn near<'s>(scopes: &'s [Scope], hit: &Range<usize>) -> impl Iterator<Item = &'s Scope> {
    let least = hit.start.saturating_sub(FAR);
    let most = hit.end + FAR;
    let from = scopes.partition_point(|scope| scope.trigger.start < least);
    scopes[from..].iter().take_while(move |scope| scope.trigger.start <= most)
}

/// Whether a trigger is part of a phrase that only looks like one.
fn is_sham(shams: &[Range<usize>], trigger: &Range<usize>) -> bool {
    let from = shams.partition_point(|sham| sham.start + FAR < trigger.start);
    let reachable = shams[from..].iter().take_while(|sham| sham.start <= trigger.start);
    reachable.into_iter().any(|sham| trigger.end <= sham.end)
}

/// From behind a trigger to the next break.
fn ahead(trigger: &Range<usize>, tokens: &[Token], ends: &[usize]) -> Range<usize> {
    let most = (trigger.end + REACH).min(tokens.len());
    let stop = (trigger.end..most)
        .find(|at| tokens[*at].has(Token::CLAUSE) || ends.binary_search(at).is_ok())
        .unwrap_or(most);
    trigger.end..stop
}

/// From the break before a trigger to it.
fn back(trigger: &Range<usize>, tokens: &[Token], ends: &[usize]) -> Range<usize> {
    let least = trigger.start.saturating_sub(REACH);
    let stop = (least..=trigger.start)
        .rev()
        .find(|at| {
            *at < trigger.start && ends.binary_search(at).is_ok()
                || tokens.get(*at).is_some_and(|token| token.has(Token::CLAUSE))
        })
        .unwrap_or(least);
    stop..trigger.start
}
