//! `ssmr explain`: what a check looks for, why, a weak and a stronger passage.

use anyhow::Result;
use serde::Serialize;

use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::pack::rubric::Rubric;
use crate::review::check::Check;
use crate::review::checks;

/// Arguments of `ssmr explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The check, by id; without one, all are listed
    check: Option<String>,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A check as a script sees it.
#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    criterion: Option<&'a str>,
    severity: &'a str,
    basis: &'a str,
    fix: &'a str,
    looks_for: &'a str,
    matters: &'a str,
    weak: &'a str,
    stronger: &'a str,
    origin: &'a str,
}

fn page<'a>(check: &'a Check, rubric: Option<&'a Rubric>) -> Page<'a> {
    Page {
        id: check.id,
        criterion: rubric.and_then(|rubric| criterion(rubric, check.id)),
        severity: check.severity.word(),
        basis: check.basis.word(),
        fix: check.fix,
        looks_for: check.doc.looks_for,
        matters: check.doc.matters,
        weak: check.doc.weak,
        stronger: check.doc.stronger,
        origin: check.doc.origin,
    }
}

fn criterion<'a>(rubric: &'a Rubric, check: &str) -> Option<&'a str> {
    rubric.checks().find(|(_, points)| points.check == check).map(|(criterion, _)| criterion.title.as_str())
}

/// Runs `ssmr explain`.
///
/// # Errors
/// An unknown check, a broken pack, or standard output is gone.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let library = shell.library()?;
    let rubric = library.rubric("anthropic-pm");
    let Some(id) = &args.check else { return list(shell, rubric.as_ref(), args.json) };
    let Some(check) = checks::find(id) else {
        let known = checks::ALL.iter().map(|check| check.id);
        return Err(Failure::unknown("check", id, known, "`ssmr explain`").into());
    };
    let shown = page(check, rubric.as_ref());
    if args.json {
        return shell.json(&shown);
    }
    let mut text = shell.page();
    text.heading(check.id);
    let criterion = shown.criterion.map(|title| format!(" · {title}")).unwrap_or_default();
    text.raw(&format!("{} · basis: {}{criterion}", shown.severity, shown.basis));
    for (title, body) in parts(check) {
        text.heading(title).paragraph(body);
    }
    text.aside(&format!(
        "If it does not fit your answer: `<!-- ssmr-ignore {}: your reason -->` in the file.",
        check.id
    ));
    shell.show(&text.finish())
}

/// The parts of a page, under their fixed headings.
pub fn parts(check: &Check) -> [(&'static str, &'static str); 6] {
    [
        ("What it looks for", check.doc.looks_for),
        ("Why it matters in a case", check.doc.matters),
        ("A weak passage", check.doc.weak),
        ("A stronger passage", check.doc.stronger),
        ("What to do", check.fix),
        ("Where the idea comes from", check.doc.origin),
    ]
}

fn list(shell: &Shell, rubric: Option<&Rubric>, json: bool) -> Result<()> {
    if json {
        return shell.json(&checks::ALL.iter().map(|check| page(check, rubric)).collect::<Vec<_>>());
    }
    let mut text = shell.page();
    for criterion in rubric.into_iter().flat_map(|rubric| &rubric.criteria) {
        text.heading(&criterion.title).gap();
        let own =
            checks::ALL.iter().filter(|check| criterion.checks.iter().any(|points| points.check == check.id));
        for check in own {
            text.entry(check.id, check.fix);
        }
    }
    text.aside("`ssmr explain CHECK` shows one with a weak and a stronger passage.");
    shell.show(&text.finish())
}

/// `docs/checks.md`: every check with the same text.
pub fn catalogue(rubric: Option<&Rubric>) -> String {
    let mut text = String::from(
        "# The checks\n\nGenerated from the program; `cargo test --test docs` fails when it is stale. `ssmr explain CHECK` prints\nthe same text.\n",
    );
    for check in checks::ALL {
        let shown = page(check, rubric);
        let criterion = shown.criterion.unwrap_or("no criterion");
        text.push_str(&format!(
            "\n## `{}`\n\n{} · basis: {} · {criterion}\n",
            check.id, shown.severity, shown.basis
        ));
        for (title, body) in parts(check) {
            text.push_str(&format!("\n### {title}\n\n{body}\n"));
        }
    }
    text
}
