//! `jargon`: several undefined technical terms in a passage.

use std::ops::Range;

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "jargon",
    severity: Severity::Low,
    basis: Basis::Guide,
    fix: "Explain each term in half a sentence where it first stands, or leave it out.",
    doc: Doc {
        looks_for: "\
        Holds when a passage strings together several terms that a product reader would have to look up, without \
         saying what they mean: terms of engineering or of consulting, and initials that stand in no bracket.",
        matters: "\
        A reader who has to look up four terms stops reading. The safety argument is in the part they did not \
         reach.",
        weak: "We use RAG on a vector DB with HNSW, LoRA adapters and DPO with a reward head.",
        stronger: "The assistant answers from a fixed set of pages, so that each sentence can be checked.",
        origin: "The guide; plain-language advice in general.",
    },
    run,
};

/// So many different terms in one passage are several.
const SEVERAL: usize = 4;

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut faults = Vec::new();
    for (number, block) in reading.document.blocks.iter().enumerate() {
        // Titles of sources are in the words of others.
        let source = ["source-talk", "citation-firm"].iter().any(|id| reading.touches(id, &block.tokens));
        if !reading.said[number] || block.kind == Kind::Footnote || source && block.tokens.len() < 60 {
            continue;
        }
        let mut terms: Vec<(u32, Range<usize>)> = Vec::new();
        let known = reading.within("jargon", &block.tokens).map(|hit| hit.tokens.clone());
        let initials =
            block.tokens.clone().filter(|at| is_unknown_initialism(sight, *at)).map(|at| at..at + 1);
        for tokens in known.chain(initials) {
            let word = reading.document.tokens[tokens.start].word;
            if terms.iter().all(|(known, _)| *known != word) {
                terms.push((word, tokens));
            }
        }
        let explained = reading.within("jargon-plain", &block.tokens).count() * 2 >= terms.len();
        if terms.len() >= SEVERAL && !explained {
            let count = |sentence: usize| reading.within("jargon", &reading.sentence(sentence)).count();
            let densest = block
                .sentences
                .clone()
                .max_by_key(|sentence| (count(*sentence), usize::MAX - sentence))
                .unwrap_or(0);
            let named: Vec<&str> = terms
                .iter()
                .take(NAMED)
                .filter_map(|(_, tokens)| reading.text.get(reading.document.bytes(tokens.clone())))
                .collect();
            let message = format!(
                "Explain or drop these terms: {} stand in one passage, among them {}.",
                terms.len(),
                named.join(", ")
            );
            faults.push(Fault::at(reading.document.sentence_bytes(densest), message));
        }
    }
    faults.truncate(2);
    faults
}

/// So many terms are named.
const NAMED: usize = 4;

/// Initials that a product manager reads without a pause.
const KNOWN: [&str; 60] = [
    "ai", "us", "uk", "eu", "un", "api", "pdf", "sms", "faq", "hr", "kpi", "kpis", "gdpr", "ccpa", "coppa",
    "hipaa", "ferpa", "who", "nhs", "fda", "ceo", "cto", "cfo", "pm", "pms", "id", "ids", "ok", "tv", "pc",
    "it", "url", "urls", "mb", "gb", "am", "nps", "csat", "llm", "llms", "ui", "ux", "qa", "vp", "cv", "cvs",
    "gp", "iso", "nist", "owasp", "usd", "eur", "gbp", "html", "csv", "app", "ap", "iban", "vat", "dob",
];

/// Whether a word is written in capitals alone, is not known to everybody and is nowhere told beside a bracket.
fn is_unknown_initialism(sight: &Sight<'_>, at: usize) -> bool {
    let reading = sight.reading;
    let token = &reading.document.tokens[at];
    let Some(word) = reading.text.get(token.start as usize..token.end as usize) else { return false };
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let capital =
        (2..=6).contains(&letters) && word.chars().all(|letter| letter.is_uppercase() || letter.is_numeric());
    if !capital || KNOWN.contains(&word.to_lowercase().as_str()) {
        return false;
    }
    !reading.text.contains(&format!("({word})")) && !reading.text.contains(&format!("{word} ("))
}
