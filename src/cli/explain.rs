//! `ssmr explain`: what a check looks for, why, a weak and a stronger passage.

use anyhow::Result;
use serde::Serialize;

use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::pack::library::Library;
use crate::pack::rubric::Rubric;
use crate::review::checks;
use crate::review::simple::AnyCheck;

/// The rubric that goes first.
const RUBRIC: &str = "anthropic-pm";

/// Arguments of `ssmr explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The check, by id, or one of its findings; without one, all are listed
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

fn page<'a>(check: &AnyCheck<'a>, rubric: Option<&'a Rubric>) -> Page<'a> {
    let [looks_for, matters, weak, stronger, fix, origin] = parts(check).map(|(_, body)| body);
    Page {
        id: check.id(),
        criterion: rubric.and_then(|rubric| criterion(rubric, check.id())),
        severity: check.severity().word(),
        basis: check.basis().word(),
        fix,
        looks_for,
        matters,
        weak,
        stronger,
        origin,
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
    let rubrics = rubrics(&library);
    let Some(name) = &args.check else { return list(shell, &rubrics, args.json) };
    // A finding is named like its check, with four letters behind a point.
    let id = name.split('.').next().unwrap_or(name);
    let found = rubrics.iter().find_map(|rubric| Some((AnyCheck::find(Some(rubric), id)?, rubric)));
    let Some((check, rubric)) = found else {
        let every = rubrics.iter().flat_map(|rubric| AnyCheck::every(Some(rubric)));
        let known: Vec<&str> = every.map(|check| check.id()).collect();
        return Err(Failure::unknown("check", id, known, "`ssmr explain`").into());
    };
    let shown = page(&check, Some(rubric));
    if args.json {
        return shell.json(&shown);
    }
    let mut text = shell.page();
    text.heading(check.id());
    let criterion = shown.criterion.map(|title| format!(" · {title}")).unwrap_or_default();
    text.raw(&format!("{} · basis: {}{criterion}", shown.severity, shown.basis));
    for (title, body) in parts(&check) {
        text.heading(title).paragraph(body);
    }
    text.aside(&format!(
        "If it does not fit your answer: `<!-- ssmr-ignore {}: your reason -->` in the file.",
        check.id()
    ));
    shell.show(&text.finish())
}

/// The rubrics of the library, the default one first.
fn rubrics(library: &Library) -> Vec<Rubric> {
    let mut ids = library.rubrics();
    ids.sort_by_key(|id| id != RUBRIC);
    ids.iter().filter_map(|id| library.rubric(id)).collect()
}

/// The parts of a page, under their fixed headings.
pub fn parts<'a>(check: &AnyCheck<'a>) -> [(&'static str, &'a str); 6] {
    const HEADS: [&str; 6] = [
        "What it looks for",
        "Why it matters in a case",
        "A weak passage",
        "A stronger passage",
        "What to do",
        "Where the idea comes from",
    ];
    let first = |samples: &'a [String]| samples.first().map_or("", String::as_str);
    let bodies: [&'a str; 6] = match check {
        AnyCheck::Built(check) => {
            let doc = &check.doc;
            [doc.looks_for, doc.matters, doc.weak, doc.stronger, check.fix, doc.origin]
        }
        AnyCheck::Simple(check) => [
            &check.looks_for,
            &check.matters,
            first(&check.fails),
            first(&check.passes),
            &check.fix,
            "The rubric of a pack declares this check.",
        ],
    };
    std::array::from_fn(|at| (HEADS[at], bodies[at]))
}

fn list(shell: &Shell, rubrics: &[Rubric], json: bool) -> Result<()> {
    let mut shown: Vec<(AnyCheck<'_>, Option<&Rubric>)> = Vec::new();
    for rubric in rubrics {
        for check in AnyCheck::every(Some(rubric)) {
            if shown.iter().all(|(known, _)| known.id() != check.id()) {
                shown.push((check, Some(rubric)));
            }
        }
    }
    if json {
        return shell.json(&shown.iter().map(|(check, rubric)| page(check, *rubric)).collect::<Vec<_>>());
    }
    let mut text = shell.page();
    for criterion in rubrics.first().into_iter().flat_map(|rubric| &rubric.criteria) {
        text.heading(&criterion.title).gap();
        let own = |check: &AnyCheck<'_>| criterion.checks.iter().any(|points| points.check == check.id());
        for (check, _) in shown.iter().filter(|(check, _)| own(check)) {
            text.entry(check.id(), check.fix());
        }
    }
    let further: Vec<_> = shown.iter().filter(|(check, _)| matches!(check, AnyCheck::Simple(_))).collect();
    let listed = rubrics.first().map_or(0, |rubric| rubric.simple_checks.len());
    if further.len() > listed {
        text.heading("Of other rubrics").gap();
        for (check, _) in further.into_iter().skip(listed) {
            text.entry(check.id(), check.fix());
        }
    }
    text.aside("`ssmr explain CHECK` shows one with a weak and a stronger passage.");
    shell.show(&text.finish())
}

/// `docs/checks.md`: every check of the program with the same text.
pub fn catalogue(rubric: Option<&Rubric>) -> String {
    let mut text = String::from(
        "# The checks\n\nGenerated from the program; `cargo test --test docs` fails when it is stale. `ssmr explain CHECK` prints\nthe same text.\n",
    );
    for check in checks::ALL.iter().map(AnyCheck::Built) {
        let shown = page(&check, rubric);
        let criterion = shown.criterion.unwrap_or("no criterion");
        text.push_str(&format!(
            "\n## `{}`\n\n{} · basis: {} · {criterion}\n",
            check.id(),
            shown.severity,
            shown.basis
        ));
        for (title, body) in parts(&check) {
            text.push_str(&format!("\n### {title}\n\n{body}\n"));
        }
    }
    text
}
