//! Limits that a brief implies: response time, personal data, languages and regions. Their checks differ in words only.

use super::check::Sight;
use super::concepts::{Hit, State};
use super::finding::Fault;
use super::parts::Part;

/// What one check knows of its limit.
pub struct Limit {
    /// The check, by id.
    pub check: &'static str,
    /// The concept that speaks of the limit.
    pub concept: &'static str,
    /// The concept that waves it away.
    pub waved: &'static str,
    /// The recommendation.
    pub message: &'static str,
    /// What was looked for.
    pub looked_for: &'static str,
    /// Whether a hit of the concept is meant as this limit.
    pub meant: fn(&Sight<'_>, &Hit) -> bool,
}

impl Limit {
    /// The fault of an answer that does not meet the limit: firm where it is waved away, or where the case declares it or
    /// no case is known; else a question.
    pub fn faults(&self, sight: &Sight<'_>) -> Vec<Fault> {
        let reading = sight.reading;
        let stated =
            |hit: &&Hit| hit.state == State::Stated && (self.meant)(sight, hit) && !reading.put_off(hit);
        if reading.all(self.concept).iter().any(|hit| stated(&hit)) {
            return Vec::new();
        }
        let waved = reading.hits(self.waved).next().or_else(|| {
            reading.hits(self.concept).find(|hit| hit.state != State::Stated && (self.meant)(sight, hit))
        });
        let fault = match waved {
            Some(hit) => Fault::at(reading.document.sentence_bytes(hit.sentence), self.message),
            None => Fault::absent(self.looked_for, self.message),
        };
        let asked = waved.is_none() && sight.context.declares(self.check) == Some(false);
        let fault = fault.part(Part::Rollout);
        vec![if asked { fault.asked() } else { fault }]
    }
}
