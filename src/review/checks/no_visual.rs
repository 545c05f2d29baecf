//! `no-visual`: no table, diagram or image.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::text::document::{Block, Kind};

/// The check.
pub const CHECK: Check = Check {
    id: "no-visual",
    severity: Severity::Low,
    basis: Basis::Guide,
    fix: "Add a table of harms and mitigations, or a small diagram of the checks.",
    doc: Doc {
        looks_for: "Holds when there is no table (Markdown or HTML), diagram or image.",
        matters: "A table lets a busy reader see at a glance whether every harm has an answer.",
        weak: "(Four pages of paragraphs.)",
        stronger: "(One table: harm, mitigation, measure, gate, way back.)",
        origin: "The guide; opinion.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let document = &sight.reading.document;
    let drawn = |block: &Block| match &block.kind {
        Kind::Diagram => true,
        Kind::Code(language) => {
            let source = &sight.reading.text[block.span.clone()];
            matches!(language.as_str(), "dot" | "graphviz" | "plantuml" | "puml" | "d2" | "ascii")
                || ["-->", "->", "──", "+--", "=>", "▼", "→"].iter().any(|sign| source.contains(sign))
        }
        _ => false,
    };
    let image = sight.reading.text.contains("<img") || sight.reading.text.contains("<svg");
    if document.images > 0 || !document.tables.is_empty() || image || document.blocks.iter().any(drawn) {
        return Vec::new();
    }
    vec![Fault::absent(
        "a table, diagram or image",
        "Add one table or diagram that carries the argument, such as harms with their mitigations.",
    )]
}
