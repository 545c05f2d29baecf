//! `ssmr review --compare OLD`: what is fixed, new and unchanged between two versions of an answer.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::{Args, Format};
use crate::cli::errors::Failure;
use crate::cli::input;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::review::report::{Finding, Review};
use crate::review::{Context, review};

/// The difference of two reviews.
#[derive(Serialize)]
struct Comparison<'a> {
    old: &'a str,
    new: &'a str,
    fixed: Vec<&'a Finding>,
    added: Vec<&'a Finding>,
    unchanged: Vec<&'a Finding>,
}

/// Reviews the old version and shows the difference.
///
/// # Errors
/// The old version cannot be read, standard output is gone, or the new version reaches `--fail-on`.
pub(super) fn run(shell: &Shell, args: &Args, context: &Context, new: &Review, old: &Path) -> Result<()> {
    let text = input::text(old)?;
    let name = old.display().to_string();
    let before = review(&name, &text, context);
    let found = compare(&before, new);
    match args.format {
        Format::Human => shell.show(&draw(shell, &before, new, &found))?,
        Format::Json => shell.json(&found)?,
        Format::Jsonl => shell.result(&format!("{}\n", serde_json::to_string(&found)?))?,
    }
    match args.fail_on {
        Some(limit) if limit.fails(new) => Err(Failure::Findings.into()),
        _ => Ok(()),
    }
}

/// Findings are matched by check: as many as both have are unchanged, in order.
fn compare<'a>(old: &'a Review, new: &'a Review) -> Comparison<'a> {
    let firm =
        |review: &'a Review| review.findings.iter().filter(|finding| !finding.question).collect::<Vec<_>>();
    let mut left = firm(old);
    let (mut added, mut unchanged) = (Vec::new(), Vec::new());
    for finding in firm(new) {
        match left.iter().position(|known| known.check == finding.check) {
            Some(at) => {
                left.remove(at);
                unchanged.push(finding);
            }
            None => added.push(finding),
        }
    }
    Comparison { old: &old.file, new: &new.file, fixed: left, added, unchanged }
}

fn draw(shell: &Shell, old: &Review, new: &Review, found: &Comparison<'_>) -> String {
    let mut page = shell.page();
    page.heading(&format!("{} compared with {}", new.file, old.file));
    for (name, review) in [(&old.file, old), (&new.file, new)] {
        if let Some(reason) = &review.reason {
            page.paragraph(&format!("{name} was not assessed: {reason}."));
        }
    }
    let groups = [("Fixed", &found.fixed), ("New", &found.added), ("Unchanged", &found.unchanged)];
    let counts: Vec<String> =
        groups.iter().map(|(name, list)| format!("{} {}", list.len(), name.to_lowercase())).collect();
    page.paragraph(&format!("{}.", words::list(&counts)));
    for (name, list) in groups {
        if list.is_empty() {
            continue;
        }
        page.heading(name);
        for finding in list {
            page.item(&format!("{} ({}): {}", finding.check, finding.severity.word(), finding.message));
        }
    }
    page.finish()
}
