//! From an answer to its review.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::chain::chains;
use super::check::Sight;
use super::concepts::Hit;
use super::constraint::{Sighting, sightings};
use super::context::Context;
use super::dispute::disputes;
use super::finding::Severity;
use super::grade::{count, grades, range};
use super::idle::{Idle, Passage, idle, without};
use super::judging::{findings, worth};
use super::numbers::{Figure, counted, unit};
use super::parts::Part;
use super::place::Lines;
use super::reading::Reading;
use super::report::{
    Bar, ClaimMet, ConstraintView, CriterionView, FORMAT, Finding, LeftOut, Link, Number, Quote, Readability,
    Review, Section,
};
use super::score::look::View;
use super::score::{self, Held, Reasons};
use super::sense::sense;
use super::simple::AnyCheck;
use crate::pack::reference::Claim;

/// Checks that compare with a case of the library.
const NEED_CASE: [&str; 3] = ["missed-harm", "missed-constraint", "unsupported-number"];

/// So many passages that are left out are listed.
const MOST_LEFT_OUT: usize = 40;

/// Reviews an answer. The same text and context give the same review.
pub fn review(file: &str, text: &str, context: &Context) -> Review {
    let whole = Reading::new(text, &context.concepts);
    let lines = Lines::new(text);
    let left_out = idle(&whole, context.case.as_ref().map(|case| case.brief.as_str()));
    let clear = without(text, &left_out);
    let cleared = clear.as_deref().map(|clear| Reading::new(clear, &context.concepts));
    let reading = cleared.as_ref().unwrap_or(&whole);
    let reason = sense(reading, context);
    let mut review = frame(file, text, &whole, &lines, context);
    let shown = |(span, why): &Passage| LeftOut { why: *why, evidence: lines.quote(span.clone()) };
    review.left_out = left_out.iter().take(MOST_LEFT_OUT).map(shown).collect();
    if let Some(reason) = reason {
        review.assessed = false;
        review.reason = Some(reason);
        return review;
    }
    let sight = Sight::new(reading, context);
    let view = View::new(&sight);
    review.findings = findings(&view, &lines, &disputes(text), &mut review.excused);
    review.readability = readability(reading, &lines);
    review.claims = claims(&sight, &lines);
    review.constraints = constraints(&sight, &lines);
    let quote = |tokens: Range<usize>| lines.quote(reading.document.bytes(tokens));
    review.harm_chain = chains(&sight)
        .into_iter()
        .filter(|chain| view.may_be_harm(&chain.harm))
        .take(20)
        .map(|chain| Link {
            harm: quote(chain.harm),
            mitigation: chain.mitigation.map(quote),
            measure: chain.measure.map(quote),
            gate: chain.gate.map(quote),
            way_back: chain.way_back.map(quote),
        })
        .collect();
    review.numbers = numbers(&sight, &lines);
    scores(&mut review, &view, &lines);
    if left_out.iter().any(|(_, why)| *why == Idle::OffTopic) {
        hold_padded(&mut review, &View::new(&Sight::new(&whole, context)), &lines);
    }
    review
}

/// Holds each criterion of a padded answer at what it is with the padding, if that is lower: what is left out must not
/// take a fault with it.
fn hold_padded(review: &mut Review, whole: &View<'_>, lines: &Lines<'_>) {
    let Some(rubric) = whole.sight.context.rubric.as_ref().filter(|_| review.total.is_some()) else { return };
    let all = findings(whole, lines, &disputes(whole.sight.reading.text), &mut Vec::new());
    let scored = score::score(whole, lines, rubric, &all);
    for (view, scored) in review.criteria.iter_mut().zip(scored) {
        if view.score.is_some_and(|score| scored.score < score) {
            let why =
                "Text about something else was left out; read with it, this criterion is lower.".to_owned();
            view.score = Some(scored.score);
            view.reasons.held = Some(Held { by: "padded".to_owned(), at: scored.score, why, evidence: None });
        }
    }
    review.total = total(review);
}

/// The total of the criteria.
fn total(review: &Review) -> Option<f64> {
    score::total(review.criteria.iter().map(|view| (view.weight, view.score.unwrap_or_default())))
}

/// Fills in the scores, if there is a rubric and every check was run.
fn scores(review: &mut Review, view: &View<'_>, lines: &Lines<'_>) {
    let sight = view.sight;
    let Some(rubric) = &sight.context.rubric else { return };
    if !sight.context.only.is_empty() || !sight.context.ignore.is_empty() {
        return;
    }
    let scored = score::score(view, lines, rubric, &review.findings);
    for finding in review.findings.iter_mut().filter(|finding| !finding.question && !finding.disputed) {
        let shares = rubric.criteria.iter().zip(&scored).map(|(criterion, scored)| {
            f64::from(criterion.weight) / 100.0 * scored.gains.get(&finding.check).copied().unwrap_or(0.0)
        });
        finding.gain = Some((shares.sum::<f64>() * 100.0).round() / 100.0);
    }
    for (view, scored) in review.criteria.iter_mut().zip(scored) {
        view.score = Some(scored.score);
        view.reasons = scored.reasons;
    }
    review.total = total(review);
    let scale = rubric.scale.clone().unwrap_or_default();
    review.bar = scale.bar.map(|total| Bar { total, status: bar_status(sight, scale.bar_claim.as_deref()) });
}

/// What the ledger knows of the bar; what it does not hold is claimed.
fn bar_status(sight: &Sight<'_>, claim: Option<&str>) -> String {
    let claims = &sight.context.shelf.claims.claims;
    let known = claims.iter().find(|known| Some(known.id.as_str()) == claim);
    known.map_or("claimed", |known| known.status.shown()).to_owned()
}

/// Something that a section still lacks, for the list beside the editor.
#[derive(Debug, Clone, PartialEq)]
pub struct Lack {
    /// The part.
    pub section: Part,
    /// The criterion, by id.
    pub criterion: Option<String>,
    /// The check, by id.
    pub check: String,
    /// What to do, in one sentence.
    pub text: String,
    /// What it is worth, on the scale of the rubric's weights.
    pub points: f64,
}

/// What an answer still lacks, the most valuable first. Fast enough for every pause in typing.
pub fn lacks(text: &str, context: &Context) -> Vec<Lack> {
    let reading = Reading::new(text, &context.concepts);
    let sight = Sight::new(&reading, context);
    let mut found = Vec::new();
    let wanted = |check: &AnyCheck<'_>| context.excuse(check.id()).is_none() && !context.mutes(check.id());
    for check in AnyCheck::every(context.rubric.as_ref()).filter(wanted) {
        let faults = check.run(&sight);
        let Some(fault) = faults.iter().find(|fault| !fault.question) else { continue };
        let Some(section) = fault.part else { continue };
        let (criterion, points) = worth(context, check.id());
        let (check, text) = (check.id().to_owned(), check.fix().to_owned());
        found.push(Lack { section, criterion, check, text, points });
    }
    found.sort_by(|one, other| other.points.total_cmp(&one.points).then(one.check.cmp(&other.check)));
    found
}

/// The findings of every check, without a look at whether the text makes sense: for tests of single checks.
pub fn all_findings(text: &str, context: &Context) -> Vec<Finding> {
    let reading = Reading::new(text, &context.concepts);
    let sight = Sight::new(&reading, context);
    findings(&View::new(&sight), &Lines::new(text), &disputes(text), &mut Vec::new())
}

fn frame(file: &str, text: &str, reading: &Reading<'_>, lines: &Lines<'_>, context: &Context) -> Review {
    let section = |(part, block, recognized): &(Part, usize, _)| Section {
        section: *part,
        line: lines.line(reading.document.blocks[*block].span.start),
        words: if *part == Part::Scope { reading.scope_words() } else { reading.words(Some(*part)) },
        recognized: *recognized,
    };
    let rubric = context.rubric.as_ref();
    let criterion = |criterion: &crate::pack::rubric::Criterion| CriterionView {
        id: criterion.id.clone(),
        title: criterion.title.clone(),
        weight: criterion.weight,
        score: None,
        reasons: Reasons::default(),
    };
    let unknown = context.case.is_none();
    Review {
        format: FORMAT,
        file: file.to_owned(),
        sha256: Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
        app: env!("CARGO_PKG_VERSION").to_owned(),
        packs: context.packs.clone(),
        case: context.case.as_ref().map(|case| case.id.clone()),
        rubric: rubric.map(|rubric| rubric.id.clone()),
        assessed: true,
        reason: None,
        words: reading.words(None),
        sections: reading.parts.begins.iter().map(section).collect(),
        findings: Vec::new(),
        criteria: rubric.into_iter().flat_map(|rubric| rubric.criteria.iter().map(criterion)).collect(),
        total: None,
        bar: None,
        readability: None,
        claims: Vec::new(),
        constraints: Vec::new(),
        harm_chain: Vec::new(),
        numbers: Vec::new(),
        excused: Vec::new(),
        left_out: Vec::new(),
        not_assessed: NEED_CASE.iter().filter(|_| unknown).map(|id| (*id).to_owned()).collect(),
        second_opinion: None,
    }
}

/// The highest severity among findings that count.
pub fn worst(review: &Review) -> Option<Severity> {
    review
        .findings
        .iter()
        .filter(|finding| !finding.disputed && !finding.question)
        .map(|finding| finding.severity)
        .max()
}

fn readability(reading: &Reading<'_>, lines: &Lines<'_>) -> Option<Readability> {
    let grades = grades(reading);
    let whole = grades.whole?;
    let mut hard: Vec<(f64, usize)> = Vec::new();
    for (number, sentence) in reading.document.sentences.iter().enumerate() {
        let counts = count(reading, number);
        let block = sentence.block as usize;
        let grade = counts.grade().filter(|grade| counts.words >= 28 && *grade >= 16.0);
        hard.extend(grade.filter(|_| reading.said[block]).map(|grade| (grade, number)));
    }
    hard.sort_by(|one, other| other.0.total_cmp(&one.0));
    let quote =
        |(_, sentence): &(f64, usize)| -> Quote { lines.quote(reading.document.sentence_bytes(*sentence)) };
    let mut hard: Vec<Quote> = hard.iter().take(3).map(quote).collect();
    hard.sort_by_key(|quote| quote.offset);
    Some(Readability { whole: range(whole), prose: grades.prose.map(range), hard })
}

fn claims(sight: &Sight<'_>, lines: &Lines<'_>) -> Vec<ClaimMet> {
    let reading = sight.reading;
    let mut met: Vec<(&Claim, &Hit)> = sight.claims().collect();
    met.dedup_by_key(|(claim, _)| &claim.id);
    let view = |(claim, hit): (&Claim, &Hit)| ClaimMet {
        id: claim.id.clone(),
        status: claim.status.shown().to_owned(),
        note: claim.note.clone(),
        evidence: lines.quote(reading.bytes(hit)),
    };
    met.into_iter().map(view).collect()
}

/// So many numbers are listed.
const MOST_NUMBERS: usize = 200;

/// The numbers, with what each counts and rests on, held against the ledger.
fn numbers(sight: &Sight<'_>, lines: &Lines<'_>) -> Vec<Number> {
    let reading = sight.reading;
    let quote = |tokens: Range<usize>| lines.quote(reading.document.bytes(tokens));
    let claims: Vec<(&Claim, &Hit)> = sight.claims().collect();
    let number = |figure: &Figure| Number {
        evidence: quote(figure.token..figure.token + 1),
        value: figure.value,
        unit: unit(reading, figure),
        counts: quote(counted(reading, figure)).quote,
        ground: figure.ground,
        claim: claims
            .iter()
            .find(|(_, hit)| hit.sentence == figure.sentence)
            .map(|(claim, _)| claim.id.clone()),
    };
    sight.figures.iter().take(MOST_NUMBERS).map(number).collect()
}

fn constraints(sight: &Sight<'_>, lines: &Lines<'_>) -> Vec<ConstraintView> {
    let quote = |tokens: &Range<usize>| lines.quote(sight.reading.document.bytes(tokens.clone()));
    let view = |sighting: &Sighting<'_>| ConstraintView {
        id: sighting.constraint.id.clone(),
        what: sighting.constraint.what.clone(),
        met: sighting.met(),
        seen: sighting.named.map(|hit| quote(&hit.tokens)),
        effect: sighting.effect.as_ref().map(quote),
    };
    sightings(sight).iter().map(view).collect()
}
