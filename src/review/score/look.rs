//! What signs look at, and questions that several of them ask.

use std::cell::OnceCell;
use std::ops::Range;

use super::units::{Unit, units};
use super::{contrary, sign};
use crate::review::check::Sight;
use crate::review::measures::{Measure, Role};
use crate::review::parts::Part;
use crate::review::weighing::Weighing;

/// What signs look at.
#[derive(Debug)]
pub struct View<'a> {
    /// What the checks share.
    pub sight: &'a Sight<'a>,
    /// Sentences and rows.
    pub units: Vec<Unit>,
    /// What each sign found, in the order of the signs; looked for when first wanted.
    found: Vec<OnceCell<Vec<Range<usize>>>>,
    /// How well the passages of each sign show it, as [`Self::told`] says.
    told: Vec<OnceCell<Option<Told>>>,
    /// The answer as the weighing reads it; read when first wanted.
    weighing: OnceCell<Weighing<'a, 'a>>,
}

/// How well the passages of a sign show it.
#[derive(Debug, Clone)]
pub struct Told {
    /// Of each passage, in logarithms of odds.
    pub shows: Vec<f32>,
    /// A passage that shows it better than this is one that readers would mark.
    pub near: f32,
}

impl<'a> View<'a> {
    /// Prepares the passages.
    pub fn new(sight: &'a Sight<'a>) -> Self {
        let found = vec![OnceCell::new(); sign::ALL.len()];
        let told = vec![OnceCell::new(); sign::ALL.len()];
        Self { sight, units: units(sight.reading), found, told, weighing: OnceCell::new() }
    }

    /// The answer as the weighing reads it.
    pub fn weighing(&self) -> &Weighing<'a, 'a> {
        self.weighing.get_or_init(|| Weighing::new(self.sight.reading, &self.sight.context.weights))
    }

    /// How much a passage says of what a check finds missing where it is missing; nothing if nobody learned it.
    fn shows(&self, check: &str, tokens: &Range<usize>) -> f32 {
        let weighing = self.weighing();
        let sentence = self.sight.reading.document.sentence_of(tokens.start);
        weighing
            .number(check)
            .zip(sentence)
            .map_or(0.0, |(number, sentence)| weighing.shown(sentence, number))
    }

    /// Whether a passage comes near to naming a harm; so does each where nobody learned what that looks like.
    pub fn may_be_harm(&self, tokens: &Range<usize>) -> bool {
        let near = self.near("no-failure-modes");
        near.is_none_or(|near| self.shows("no-failure-modes", tokens) > near)
    }

    /// From where on a passage comes near to what a check finds missing, if somebody learned what that looks like.
    fn near(&self, check: &str) -> Option<f32> {
        let fault = self.sight.context.weights.faults.iter().find(|fault| fault.check == check);
        fault.map(|fault| fault.near)
    }

    /// How well the passages of a sign show it, in the order of [`Self::shown`]; none where only phrases know the sign.
    /// Worked out once, however many criteria and scores ask.
    pub fn told(&self, id: &str) -> Option<&Told> {
        let place = sign::ALL.iter().position(|sign| sign.id == id)?;
        let told = || {
            let check = contrary::known_by(id)?;
            let all = self.shown(id).iter().map(|tokens| self.shows(check, tokens)).collect();
            Some(Told { shows: all, near: self.near(check).unwrap_or(f32::MIN) })
        };
        self.told[place].get_or_init(told).as_ref()
    }

    /// The passages that show a sign, none if there is no such sign.
    pub fn shown(&self, id: &str) -> &[Range<usize>] {
        let place = sign::ALL.iter().position(|sign| sign.id == id);
        place.map_or(&[], |place| self.found[place].get_or_init(|| (sign::ALL[place].find)(self)))
    }

    pub(super) fn all(&self, parts: &[Part], fits: impl Fn(&Unit) -> bool) -> Vec<Range<usize>> {
        let inside = |unit: &&Unit| parts.is_empty() || unit.part.is_some_and(|part| parts.contains(&part));
        self.units.iter().filter(inside).filter(|unit| fits(unit)).map(|unit| unit.tokens.clone()).collect()
    }

    pub(super) fn has(&self, id: &str, tokens: &Range<usize>) -> bool {
        self.sight.reading.states(id, tokens)
    }

    pub(super) fn number(&self, tokens: &Range<usize>) -> bool {
        self.sight.reading.has_number(tokens) || self.sight.reading.touches("amount", tokens)
    }

    pub(super) fn titled(&self, id: &str, unit: &Unit) -> bool {
        unit.titles.iter().any(|title| self.sight.reading.touches(id, title))
    }

    pub(super) fn measures(&self, role: Role) -> impl Iterator<Item = &Measure> {
        self.sight.measures.iter().filter(move |measure| measure.role == role && measure.target)
    }
}

impl View<'_> {
    /// The passages that name a source: a title, a link or a note, or a publisher with its year. "Districts report"
    /// names none.
    pub(super) fn cited(&self) -> Vec<Range<usize>> {
        let reading = self.sight.reading;
        let document = &reading.document;
        let dated = |tokens: &Range<usize>| document.tokens[tokens.clone()].iter().any(is_year);
        let firm = reading.all("citation-firm").iter().map(|hit| (hit, true));
        let hits = firm.chain(reading.all("citation").iter().map(|hit| (hit, false)));
        let said = hits.filter(|(hit, _)| document.is_said(reading.block(hit)));
        let mut found: Vec<Range<usize>> = said
            .map(|(hit, firm)| (reading.sentence(hit.sentence), firm))
            .filter(|(tokens, firm)| tokens.len() >= 3 && (*firm || dated(tokens)))
            .map(|(tokens, _)| tokens)
            // The address alone, behind its note.
            .filter(|tokens| !reading.text[document.bytes(tokens.clone())].starts_with("http"))
            .collect();
        found.sort_by_key(|tokens| tokens.start);
        found.dedup_by_key(|tokens| tokens.start);
        found
    }

    /// The passages that decide: those that say so, else looser ones.
    pub(super) fn decided(&self) -> Vec<Range<usize>> {
        let deciding = |id: &str| {
            self.all(&[], |unit| {
                self.has(id, &unit.tokens)
                    && unit.tokens.len() >= 4
                    && !self.has("depends", &unit.tokens)
                    && !unit.row
            })
        };
        let firm = deciding("decision-firm");
        if firm.is_empty() { deciding("plain-decision") } else { firm }
    }
}

/// Whether a token is a year in which something could have been published.
fn is_year(token: &crate::text::scan::Token) -> bool {
    (1950.0..2040.0).contains(&token.value) && token.value.fract() == 0.0
}

/// Whether a passage tells what attackers or testers do.
pub(super) fn attacked(view: &View<'_>, unit: &Unit) -> bool {
    view.sight.reading.touches("attack", &unit.tokens)
        || ["attack-header", "red-team", "scenario-word"].iter().any(|id| view.titled(id, unit))
}

/// Whether something goes wrong and is taken back around this passage.
pub(super) fn goes_back(view: &View<'_>, unit: &Unit) -> bool {
    ["rollback", "stop-action"].iter().any(|id| view.has(id, &unit.near))
        || ["rollback", "stop-action"].iter().any(|id| view.titled(id, unit))
}

/// Whether something is taken back in this passage.
pub(super) fn goes_back_here(view: &View<'_>, unit: &Unit) -> bool {
    view.has("rollback", &unit.tokens) || view.has("stop-action", &unit.tokens)
}

pub(super) fn doubtful(view: &View<'_>, unit: &Unit) -> bool {
    view.sight.reading.touches("trade-off-denied", &unit.tokens)
        || view.sight.reading.touches("challenge", &unit.tokens)
}

pub(super) fn own_constraint(view: &View<'_>, tokens: &Range<usize>) -> bool {
    let case = view.sight.context.case.iter().flat_map(|case| &case.constraints);
    case.filter(|limit| {
        view.sight.reading.concepts.number(&format!("case-constraint-{}", limit.id)).is_some()
    })
    .any(|limit| view.sight.reading.touches(&format!("case-constraint-{}", limit.id), tokens))
}

/// Whether something is counted here in figures: a number that is no mere date or small count in words.
pub(super) fn counted(view: &View<'_>, tokens: &Range<usize>) -> bool {
    use crate::text::scan::Token;
    let all = &view.sight.reading.document.tokens[tokens.clone()];
    all.iter().any(|token| token.is_quantity() && (token.has(Token::DIGITS | Token::PERCENT)))
        || view.sight.reading.touches("amount", tokens)
}

/// Whether a passage speaks of what an answer measures, fears or does: a number in any other passage proves nothing.
pub(super) fn about(view: &View<'_>, tokens: &Range<usize>) -> bool {
    const TERMS: [&str; 13] = [
        "measure",
        "safety-measure",
        "engagement",
        "failure",
        "harm",
        "mitigation",
        "gate",
        "phase",
        "rollback",
        "red-team",
        "over-blocking",
        "latency",
        "trade-off",
    ];
    TERMS.iter().any(|id| view.sight.reading.touches(id, tokens))
}

pub(super) fn numbers(view: &View<'_>, tokens: &Range<usize>) -> usize {
    let all = &view.sight.reading.document.tokens[tokens.clone()];
    all.iter().filter(|token| token.is_quantity()).count()
}
