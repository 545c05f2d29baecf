//! What the odds decide of the findings of the checks: which passage is quoted, what is asked, what was missed.

use std::cell::LazyCell;

use super::check::{Check, Sight};
use super::context::Context;
use super::dispute::Dispute;
use super::finding::Fault;
use super::judging::{mark_dispute, missing};
use super::part::Part;
use super::place::Lines;
use super::reading::Reading;
use super::report::{Evidence, Finding};
use super::score::look::View;
use super::standing::Standing;
use super::weighing::{Weighed, Weighing};

/// Faults that are counted or read off: they are seen or they are not, whatever the odds. What was seen may be doubted.
const COUNTED: [&str; 5] =
    ["missing-section", "no-citation", "scope-over-150-words", "section-out-of-order", "unverified-figure"];

/// Faults of how many things are listed: whoever doubts one can count, so it is asked about rather than dropped.
const LISTED: [&str; 3] = ["fewer-than-three-red-team-scenarios", "too-many-kpis", "too-many-personas"];

/// Odds, as their natural logarithm, below which nothing is said, not even as a question: a little under one in two. Of
/// questions asked in spite of lower odds readers called nine in ten untrue.
const ASKED: f32 = -0.1;

/// Faults of which an answer has one at most: what is not there cannot be there badly.
const EITHER: [[&str; 2]; 5] = [
    ["no-failure-modes", "failure-mode-without-mitigation"],
    ["no-phased-rollout", "phase-without-size-or-duration"],
    ["no-red-team", "fewer-than-three-red-team-scenarios"],
    ["no-trade-off", "unquantified-trade-off"],
    ["too-few-kpis", "too-many-kpis"],
];

/// The fault that an answer cannot have beside this one.
fn rival(check: &str) -> Option<&'static str> {
    let pair = EITHER.iter().find(|pair| pair.contains(&check))?;
    pair.iter().find(|other| **other != check).copied()
}

/// Faults of what stands in a part: where one is quoted, the part is there, if not under its name.
const THERE: [(Part, &[&str]); 4] = [
    (Part::Scope, &["vague-persona", "too-many-personas"]),
    (Part::Safety, &["failure-mode-without-mitigation", "unquantified-trade-off"]),
    (Part::Metrics, &["metric-without-target", "engagement-as-goal", "too-many-kpis"]),
    (Part::Rollout, &["phase-without-size-or-duration", "fewer-than-three-red-team-scenarios"]),
];

/// Whether a finding quotes something that stands in a part.
fn quotes_from(finding: &Finding, part: Part) -> bool {
    let there = THERE.iter().any(|(own, checks)| *own == part && checks.contains(&&*finding.check));
    there && !finding.question && matches!(finding.evidence, Evidence::Quoted(_))
}

/// Lets the odds decide: findings quote the passage that shows them best, what was found against the odds becomes a
/// question or is dropped, and what they say was missed is handed back, by the id of its check.
pub(super) fn decide(
    view: &View<'_>,
    lines: &Lines<'_>,
    disputes: &[Dispute],
    standing: Standing,
    found: &mut Vec<Finding>,
) -> Vec<(&'static str, Fault)> {
    let (sight, weighing) = (view.sight, view.weighing());
    let weighed = weighing.weigh(standing);
    if weighed.is_empty() {
        // A review without weights shows what the checks say.
        return Vec::new();
    }
    // An answer without a word, read once for all that is missing.
    let nothing = LazyCell::new(|| Reading::new("", &sight.context.concepts));
    for weighed in &weighed {
        let check = weighed.fault.check.as_str();
        if !COUNTED.contains(&check) {
            requote(sight, lines, disputes, (weighing, weighed), found);
        }
        if weighed.against.is_none() && !weighed.is_plain() {
            unquote(sight, &nothing, check, found);
        }
        doubt(sight, lines, standing, weighed, found);
    }
    agree(view, found);
    missed(sight, &nothing, standing, &weighed, found)
}

/// Drops what was found against the odds, or makes it a question where they hardly speak against it or it can be counted.
fn doubt(
    sight: &Sight<'_>,
    lines: &Lines<'_>,
    standing: Standing,
    weighed: &Weighed<'_>,
    found: &mut Vec<Finding>,
) {
    let check = weighed.fault.check.as_str();
    let certain =
        sight.context.declares(check) == Some(true) || COUNTED.contains(&check) || LISTED.contains(&check);
    let with = weighed.odds + weighed.fault.found[standing as usize];
    let doubted = firm(found, check) && !weighed.holds(true, standing);
    found.retain(|finding| {
        let odds = if finding.question { weighed.odds } else { with };
        let kept = finding.disputed || certain || finding.check != check || odds > ASKED;
        kept || !(finding.question || doubted && is_open(finding, weighed))
    });
    if doubted {
        let own = found.iter_mut().filter(|finding| finding.check == check);
        own.filter(|finding| is_open(finding, weighed))
            .for_each(|finding| ask(sight, lines, finding, weighed));
    }
}

/// Lets the findings agree: a broken chain wants a harm, and a part of which something is quoted is not missing.
fn agree(view: &View<'_>, found: &mut Vec<Finding>) {
    let sight = view.sight;
    let is_harm = |finding: &Finding| match &finding.evidence {
        Evidence::Quoted(quote) => {
            let sentence = sight.reading.document.sentence_at(quote.offset);
            let tokens = sentence.map_or(0..0, |sentence| sight.reading.sentence(sentence));
            view.may_be_harm(&tokens)
        }
        Evidence::Missing { .. } => true,
    };
    found.retain(|finding| finding.check != "broken-harm-chain" || finding.disputed || is_harm(finding));
    let quoted: Vec<Part> =
        Part::ALL.into_iter().filter(|part| found.iter().any(|one| quotes_from(one, *part))).collect();
    let there = |finding: &Finding| finding.section.is_some_and(|part| quoted.contains(&part));
    found.retain(|finding| finding.check != "missing-section" || finding.disputed || !there(finding));
}

fn firm(found: &[Finding], check: &str) -> bool {
    found.iter().any(|finding| finding.check == check && !finding.question)
}

/// What the odds say the checks missed.
fn missed<'r>(
    sight: &Sight<'_>,
    nothing: &LazyCell<Reading<'r>, impl FnOnce() -> Reading<'r>>,
    standing: Standing,
    weighed: &[Weighed<'_>],
    found: &[Finding],
) -> Vec<(&'static str, Fault)> {
    let missed = weighed.iter().filter_map(|weighed| {
        let check = super::checks::find(&weighed.fault.check)?;
        let seen = found.iter().any(|finding| finding.check == check.id);
        let declared = sight.context.declares(check.id) != Some(false);
        let counted = COUNTED.contains(&check.id);
        let excluded = rival(check.id).is_some_and(|rival| firm(found, rival));
        let wanted = !seen && declared && !counted && !excluded && weighed.holds(false, standing);
        wanted.then(|| (check.id, weighed.odds, shown(sight, nothing, check, weighed)))
    });
    let mut missed: Vec<_> = missed.collect();
    // Of two that exclude each other the likelier one stays.
    let odds: Vec<(&str, f32)> = missed.iter().map(|(id, odds, _)| (*id, *odds)).collect();
    missed.retain(|(id, own, _)| {
        rival(id).is_none_or(|rival| odds.iter().all(|(other, odds)| *other != rival || odds <= own))
    });
    missed.into_iter().map(|(id, _, fault)| (id, fault)).collect()
}

/// Lets a check's findings quote the passage that shows the fault best, where that is another one; of several quotations
/// only those that show it stay.
fn requote(
    sight: &Sight<'_>,
    lines: &Lines<'_>,
    disputes: &[Dispute],
    (weighing, weighed): (&Weighing<'_, '_>, &Weighed<'_>),
    found: &mut Vec<Finding>,
) {
    let document = &sight.reading.document;
    let own = |finding: &Finding| finding.check == weighed.fault.check && !finding.question;
    // Where each finding quotes, and how much that says; what quotes nothing says least.
    let told = |finding: &Finding| match &finding.evidence {
        Evidence::Quoted(quote) => document.sentence_at(quote.offset),
        Evidence::Missing { .. } => None,
    };
    let all = found.iter().enumerate().filter(|(_, finding)| own(finding));
    let all: Vec<(usize, Option<usize>, f32)> = all
        .map(|(at, finding)| {
            let sentence = told(finding);
            let said = sentence.map_or(f32::MIN, |sentence| weighing.told(sentence, weighed.number));
            (at, sentence, said)
        })
        .collect();
    let best = all.iter().max_by(|one, other| one.2.total_cmp(&other.2).then(other.0.cmp(&one.0)));
    let Some(&(at, quoted, said)) = best else { return };
    let better = quoted != Some(weighed.passage) && weighed.told > said + weighed.fault.quoted;
    if better && weighed.is_plain() {
        let check = super::checks::find(&weighed.fault.check);
        let quote = lines.quote(document.sentence_bytes(weighed.passage));
        let finding = &mut found[at];
        finding.section = sight.reading.part_at(sight.reading.sentence(weighed.passage).start);
        finding.evidence = Evidence::Quoted(quote);
        mark_dispute(finding, sight.context, disputes);
        if let Some(check) = check {
            check.fix.clone_into(&mut finding.message);
            check.fix.clone_into(&mut finding.fix);
        }
    }
    let is_weak = |at: usize| {
        all.iter().any(|(own, quoted, said)| *own == at && quoted.is_some() && *said <= weighed.fault.plain)
    };
    let mut number = 0..;
    found.retain(|_| number.next().is_none_or(|own| own == at || !is_weak(own)));
}

/// Says that a thing is missing, where a check took a passage for a refusal of it that is none and nothing comes near it.
fn unquote<'r>(
    sight: &Sight<'_>,
    nothing: &LazyCell<Reading<'r>, impl FnOnce() -> Reading<'r>>,
    check: &str,
    found: &mut Vec<Finding>,
) {
    let quoted = |finding: &Finding| {
        let plain =
            finding.question || finding.disputed || matches!(finding.evidence, Evidence::Missing { .. });
        finding.check == check && !plain
    };
    let Some(first) = found.iter().position(quoted) else { return };
    let lack = super::checks::find(check).and_then(|check| looked_for(check, nothing, sight.context));
    let Some(lack) = lack else { return };
    let own = &mut found[first];
    own.message = lack.message;
    own.section = lack.part;
    own.evidence = missing(lack.part, lack.looked_for);
    let mut number = 0..;
    found.retain(|finding| number.next() == Some(first) || !quoted(finding));
}

/// Whether a finding can be doubted: something missing that the answer comes near, or a quotation that nothing in its
/// words bears out. Where nothing comes near it is missing, however well the answer stands.
fn is_open(finding: &Finding, weighed: &Weighed<'_>) -> bool {
    match &finding.evidence {
        Evidence::Missing { .. } => weighed.against.is_some(),
        Evidence::Quoted(_) if finding.check == "unverified-figure" => false,
        // No single passage bears out a count.
        Evidence::Quoted(_) => !weighed.is_plain() || COUNTED.contains(&finding.check.as_str()),
    }
}

/// Makes a finding a question, worth no points; of something missing it shows the passage that comes near. What a person
/// disputes stays as it is.
fn ask(sight: &Sight<'_>, lines: &Lines<'_>, finding: &mut Finding, weighed: &Weighed<'_>) {
    if finding.question || finding.disputed {
        return;
    }
    let lead = match (&finding.evidence, weighed.against) {
        (Evidence::Missing { .. }, Some(sentence)) => {
            finding.evidence = Evidence::Quoted(lines.quote(sight.reading.document.sentence_bytes(sentence)));
            "This comes near. If it is not meant so"
        }
        _ => "Worth a second look",
    };
    finding.question = true;
    finding.points = 0.0;
    finding.message = format!("{lead}: {}", lower(&finding.message));
}

/// A fault that the odds saw, at the passage that shows it, or as what is absent.
fn shown(sight: &Sight<'_>, nothing: &Reading<'_>, check: &'static Check, weighed: &Weighed<'_>) -> Fault {
    let absent = if weighed.is_plain() { None } else { looked_for(check, nothing, sight.context) };
    if let Some(fault) = absent {
        return Fault { message: check.fix.to_owned(), ..fault };
    }
    let document = &sight.reading.document;
    let part = sight.reading.part_at(sight.reading.sentence(weighed.passage).start);
    Fault { part, ..Fault::at(document.sentence_bytes(weighed.passage), check.fix) }
}

/// What a check says of an answer without a word: what it looks for.
fn looked_for(check: &Check, nothing: &Reading<'_>, context: &Context) -> Option<Fault> {
    (check.run)(&Sight::new(nothing, context)).into_iter().find(|fault| fault.span.is_none())
}

/// A message as it goes on behind a colon.
fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
