//! `unranked-harms`: more than four harms without an order.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::review::parts::Part;

/// The check.
pub const CHECK: Check = Check {
    id: "unranked-harms",
    severity: Severity::Low,
    basis: Basis::Craft,
    fix: "Order the harms by likelihood and severity, and say which one decides.",
    doc: Doc {
        looks_for: "Holds when more than four harms are listed without likelihood, severity, rank or a chosen first one.",
        matters: "A list of equals gives the reader no reason for what the product does first.",
        weak: "(Seven risks, each with a mitigation, in no order.)",
        stronger: "\
        (The same risks with likelihood and severity from 1 to 5, and the sentence: the first one decides the \
         design.)",
        origin: "Risk matrices are common practice; the guide mentions one.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let listed: Vec<_> = sight.harms.iter().filter(|harm| harm.listed).collect();
    let ranked = reading.all("ranked").iter().any(|hit| reading.part(hit) == Some(Part::Safety));
    let Some(first) = listed.first().filter(|_| listed.len() > 4 && !ranked) else { return Vec::new() };
    let message =
        format!("Put the {} harms in an order, and say which one decides the design.", listed.len());
    vec![Fault::at(reading.document.bytes(first.name.clone()), message).part(Part::Safety)]
}
