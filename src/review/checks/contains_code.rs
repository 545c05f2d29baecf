//! `contains-code`: program code.

use crate::review::check::{Check, Doc, Sight};
use crate::review::finding::{Basis, Fault, Severity};
use crate::text::document::Kind;

/// The check.
pub const CHECK: Check = Check {
    id: "contains-code",
    severity: Severity::Medium,
    basis: Basis::Guide,
    fix: "Say in words what the code would do, and for whom.",
    doc: Doc {
        looks_for: "Holds for program code. A fenced notice to users, a table, a diagram or the name of an API is not code.",
        matters: "The exercise asks for judgment about people. Code moves the eye away from it.",
        weak: "(A Python function that calls a model and strips a sentence.)",
        stronger: "Statements without a source are removed before the draft is shown.",
        origin: "The guide; opinion.",
    },
    run,
};

fn run(sight: &Sight<'_>) -> Vec<Fault> {
    let reading = sight.reading;
    let mut faults = Vec::new();
    for block in &reading.document.blocks {
        let Kind::Code(language) = &block.kind else { continue };
        let source = &reading.text[block.span.clone()];
        if is_program(language, source) {
            let message = "Say in words what this code would do; the exercise is about judgment.";
            faults.push(Fault::at(block.span.start..block.span.end.min(block.span.start + 400), message));
        }
    }
    faults
}

/// Languages of code blocks that hold programs or their settings.
const LANGUAGES: &[&str] = &[
    "python",
    "py",
    "js",
    "javascript",
    "ts",
    "typescript",
    "java",
    "c",
    "cpp",
    "c++",
    "csharp",
    "go",
    "rust",
    "ruby",
    "php",
    "sql",
    "bash",
    "sh",
    "shell",
    "yaml",
    "yml",
    "json",
    "xml",
    "html",
    "css",
    "kotlin",
    "swift",
    "scala",
    "r",
    "toml",
    "pseudo",
    "pseudocode",
    "jsx",
    "tsx",
    "graphql",
];

/// Whether a code block is a program: by its language, or by signs that prose does not have.
fn is_program(language: &str, source: &str) -> bool {
    if LANGUAGES.contains(&language) {
        return true;
    }
    if !language.is_empty() && !matches!(language, "text" | "txt" | "plain" | "code") {
        return false;
    }
    let signs = [
        "def ",
        "return ",
        "import ",
        "function ",
        "=> ",
        "();",
        "){",
        ") {",
        "SELECT ",
        "if (",
        "else:",
        "elif ",
        "for (",
        " == ",
        " != ",
        "&&",
        "||",
        "const ",
        "let ",
        "var ",
        "class ",
        "self.",
        "print(",
        "</",
        "};",
    ];
    signs.iter().filter(|sign| source.contains(*sign)).count() >= 2
}
