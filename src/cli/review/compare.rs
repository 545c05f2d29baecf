//! `ssmr review --compare OLD`: what is fixed, new and unchanged between two versions of an answer, and which way the
//! scores went.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::{Args, Format, score};
use crate::cli::errors::Failure;
use crate::cli::input;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::review::difference::{Shift, Verdict};
use crate::review::{Context, Difference, Review, review};
use crate::terminal::page::Page;

/// The difference of two reviews, with the names of their files.
#[derive(Serialize)]
struct Comparison<'a> {
    old: &'a str,
    new: &'a str,
    #[serde(flatten)]
    difference: Difference<'a>,
}

/// Reviews the old version and shows the difference.
///
/// # Errors
/// The old version cannot be read, standard output is gone, or the new version reaches `--fail-on`.
pub(super) fn run(shell: &Shell, args: &Args, context: &Context, new: Review, old: &Path) -> Result<()> {
    let text = input::text(old)?;
    let name = old.display().to_string();
    let shown = |review: Review| if args.no_scores { score::hidden(review) } else { review };
    let (before, new) = (shown(review(&name, &text, context)), shown(new));
    let found = Comparison { old: &name, new: &new.file, difference: Difference::of(&before, &new) };
    match args.format {
        Format::Human => shell.show(&page(shell, &before, &new, &found.difference))?,
        Format::Json => shell.json(&found)?,
        Format::Jsonl => shell.result(&format!("{}\n", serde_json::to_string(&found)?))?,
    }
    match args.fail_on {
        Some(limit) if limit.fails(&new) => Err(Failure::Findings.into()),
        _ => Ok(()),
    }
}

fn page(shell: &Shell, old: &Review, new: &Review, found: &Difference<'_>) -> String {
    let mut page = shell.page();
    page.heading(&format!("{} compared with {}", new.file, old.file));
    for review in [old, new] {
        if let Some(reason) = &review.reason {
            page.paragraph(&format!("{} was not assessed: {reason}.", review.file));
        }
    }
    draw(&mut page, found, true);
    page.finish()
}

/// Draws a difference; `all` names what is unchanged too.
pub(in crate::cli) fn draw(page: &mut Page, found: &Difference<'_>, all: bool) {
    let groups = [("Fixed", &found.fixed), ("New", &found.added), ("Unchanged", &found.unchanged)];
    let counts: Vec<String> =
        groups.iter().map(|(name, list)| format!("{} {}", list.len(), name.to_lowercase())).collect();
    page.paragraph(&format!("{}.", words::list(&counts)));
    scores(page, found);
    for (name, list) in groups {
        if list.is_empty() || (name == "Unchanged" && !all) {
            continue;
        }
        page.heading(name);
        for finding in list {
            page.item(&format!("{} ({}): {}", finding.check, finding.severity.word(), finding.message));
        }
    }
}

fn scores(page: &mut Page, found: &Difference<'_>) {
    let Some(total) = &found.total else { return };
    page.heading("Scores");
    let width = found.criteria.iter().map(|one| one.title.chars().count()).max().unwrap_or(0);
    for one in &found.criteria {
        page.raw(&format!(
            "  {:width$}  {:.1} \u{2192} {:.1}    {}",
            one.title,
            one.shift.old,
            one.shift.new,
            told(&one.shift)
        ));
    }
    page.raw(&format!("  {:width$}  {:.2} \u{2192} {:.2}  {}", "Total", total.old, total.new, told(total)));
    page.aside(
        "A change of under a quarter of a point is no real difference: the scores are not as sharp as that.",
    );
}

/// A change in words, with the points gained.
fn told(shift: &Shift) -> String {
    match shift.verdict {
        Verdict::NoRealDifference => "no real difference".to_owned(),
        Verdict::Better => format!("better, {:.2} points gained", shift.gained),
        Verdict::Worse => format!("worse, {:.2} points lost", -shift.gained),
    }
}
