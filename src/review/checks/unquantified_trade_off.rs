//! `unquantified-trade-off`: a tension is named without a number.

use super::no_trade_off::{tensions, told};
use crate::review::check::{Check, Doc, Sight};
use crate::review::concepts::Hit;
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;
use crate::text::document::Kind;
use crate::text::scan::Token;

/// The check.
pub const CHECK: Check = Check {
    id: "unquantified-trade-off",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Put a number on at least one side of the trade-off, with where it comes from.",
    doc: Doc {
        looks_for: "Holds when a tension is named and neither side has a number, in the sentence or next to it.",
        matters: "Some friction can be anything. A number shows how much one would pay, and lets a reader disagree.",
        weak: "Hints will frustrate some students, but we consider that acceptable.",
        stronger: "\
        Hints will cost about 12% of finished sets (assumed from last year's pilot), and we accept that for 40% \
         fewer copied answers.",
        origin: "The guide asks to quantify; sound craft as well.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let tensions = tensions(sight);
    let numbered = |sentence: &usize| {
        let block = reading.document.sentences[*sentence].block as usize;
        if !reading.said[block] {
            return under(sight, block);
        }
        if let Kind::Cell { table, row: 0, .. } = reading.document.blocks[block].kind {
            let last = reading.document.tables[table].rows.len() - 1;
            return weighed(sight, &(reading.row(table, 0).start..reading.row(table, last).end));
        }
        let near = reading.around(*sentence, 1);
        let block = &reading.document.blocks[block];
        weighed(sight, &near)
            || (weighed(sight, &block.tokens) && reading.within("trade-off", &block.tokens).count() > 1)
    };
    // A cost that is told with its number answers for a tension that is named elsewhere without one.
    let costs = |hit: &Hit| {
        let tokens = reading.sentence(hit.sentence);
        let document = &reading.document;
        let heads = |at: usize| {
            let token = &document.tokens[at];
            let people = reading.touches("people-noun", &(at + 1..(at + 3).min(tokens.end)));
            token.has(Token::PERCENT) || token.has(Token::SPELLED) && token.value > 10.0 && people
        };
        let told = |at: usize| heads(at) || is_share(sight, at);
        reading.part(hit) == Some(Part::Safety) && tokens.clone().any(told)
    };
    // Where the tension is named as such, a number of another passage is not of it.
    let named = |sentence: &&usize| reading.touches("trade-off-named", &reading.around(**sentence, 1));
    let explicit: Vec<usize> = tensions.iter().filter(named).copied().collect();
    let judged = if explicit.is_empty() { &tensions } else { &explicit };
    let weighs = judged.iter().any(numbered) || explicit.is_empty() && told(reading).any(costs);
    let Some(first) = judged.first().filter(|_| !weighs) else { return Vec::new() };
    let message = "Say how much: put a number on what is lost or gained, and where it comes from.";
    vec![Fault::at(reading.document.sentence_bytes(*first), message).part(Part::Safety)]
}

/// Whether a number that could weigh something stands among these tokens: no date, no number of a version or phase.
pub(super) fn weighed(sight: &Sight<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let reading = sight.reading;
    let names = |at: usize| {
        let stem = |at: usize| reading.document.stem(&reading.document.tokens[at]);
        let before = at > tokens.start && NAMED.contains(&stem(at - 1));
        let behind = at + 1 < tokens.end && MONTHS.contains(&stem(at + 1));
        let clock = at + 1 < tokens.end && matches!(stem(at + 1), "am" | "pm" | "clock" | "year");
        let age = at > tokens.start + 1
            && stem(at - 1) == "of"
            && (reading.touches("people-noun", &(at - 2..at - 1))
                || matches!(stem(at - 2), "somebodi" | "someon"));
        before || behind || clock || age
    };
    reading.touches("amount", tokens)
        || tokens.clone().any(|at| {
            let token = &reading.document.tokens[at];
            let counts = token.has(Token::DIGITS) || is_share(sight, at);
            counts && token.is_quantity() && !names(at)
        })
}

/// Whether a spelled number is a share of another one: "eleven from a hundred".
fn is_share(sight: &Sight<'_>, at: usize) -> bool {
    let document = &sight.reading.document;
    let of = |at: usize| matches!(document.stem(&document.tokens[at]), "in" | "of" | "from" | "out");
    let spelled = |at: &usize| document.tokens.get(*at).is_some_and(|token| token.has(Token::SPELLED));
    spelled(&at) && (at + 1..at + 5).find(spelled).is_some_and(|other| (at + 1..other).any(of))
}

/// Stems before a number that tells which one, not how many.
const NAMED: [&str; 16] = [
    "version", "phase", "step", "stage", "section", "articl", "wave", "releas", "option", "table", "figur",
    "level", "item", "v", "march", "june",
];

/// Stems of months behind a day.
const MONTHS: [&str; 12] = [
    "januari", "februari", "march", "april", "may", "june", "juli", "august", "septemb", "octob", "novemb",
    "decemb",
];

/// Whether the passage under a heading about the tension holds a number.
fn under(sight: &Sight<'_>, heading: usize) -> bool {
    let blocks = &sight.reading.document.blocks;
    blocks[heading + 1..]
        .iter()
        .take_while(|block| block.kind != Kind::Heading)
        .take(24)
        .any(|block| weighed(sight, &block.tokens))
}
