//! Whether an answer is about its case, or could have been given to another one.

use std::collections::HashSet;

use crate::pack::prompt::Case;
use crate::review::concepts::Concepts;
use crate::review::context::Context;
use crate::review::harms::content;
use crate::review::reading::Reading;

/// An answer speaks of its case from here on: the share of its words that are the case's, plus half the share of the
/// brief's words that it takes up. Answers of the library reach 0.44 to 0.66 on their own case, at most 0.43 on others.
const LEAST: f64 = 0.46;

/// Or it sees this share of the case's harms and constraints.
const SEEN: f64 = 0.75;

/// Whether the answer is about the case. Without a case of the library nobody can tell, and it counts as such.
pub fn is_specific(reading: &Reading<'_>, context: &Context) -> bool {
    let Some(case) = &context.case else { return true };
    seen(reading, case) >= SEEN || closeness(reading, case) >= LEAST
}

fn seen(reading: &Reading<'_>, case: &Case) -> f64 {
    let harms = case.harms.iter().map(|harm| format!("case-harm-{}", harm.id));
    let limits = case.constraints.iter().map(|limit| format!("case-constraint-{}", limit.id));
    let all: Vec<String> = harms.chain(limits).collect();
    let known = |id: &&String| reading.concepts.number(id).is_some() && reading.hits(id).next().is_some();
    share(all.iter().filter(known).count(), all.len())
}

fn closeness(reading: &Reading<'_>, case: &Case) -> f64 {
    let brief = words(&case.brief);
    let mut whole = brief.clone();
    let limits =
        case.constraints.iter().flat_map(|limit| limit.signs.iter().chain(std::iter::once(&limit.what)));
    let harms = case.harms.iter().flat_map(|harm| harm.signs.iter().chain(std::iter::once(&harm.what)));
    let rest: Vec<&str> = case.facts.iter().chain(limits).chain(harms).map(String::as_str).collect();
    whole.extend(words(&rest.join("\n\n")));
    let said = reading.document.blocks.iter().enumerate().filter(|(number, _)| reading.said[*number]);
    let own: HashSet<String> = said.flat_map(|(_, block)| named(reading, &block.tokens)).collect();
    share(own.intersection(&whole).count(), own.len())
        + share(own.intersection(&brief).count(), brief.len()) / 2.0
}

fn named(reading: &Reading<'_>, tokens: &std::ops::Range<usize>) -> Vec<String> {
    let stems = reading.document.words.stems();
    content(reading, tokens).iter().map(|word| stems[*word as usize].to_string()).collect()
}

fn words(text: &str) -> HashSet<String> {
    let none = Concepts::default();
    let reading = Reading::new(text, &none);

    let all = 0..reading.document.tokens.len();
    named(&reading, &all).into_iter().collect()
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { number(part) / number(whole) }
}
