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
use crate::review::report::Finding;
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
    draw(&mut page, found);
    page.finish()
}

fn draw(page: &mut Page, found: &Difference<'_>) {
    let groups = [("Fixed", &found.fixed), ("New", &found.added), ("Unchanged", &found.unchanged)];
    let counts: Vec<String> =
        groups.iter().map(|(name, list)| format!("{} {}", list.len(), name.to_lowercase())).collect();
    page.paragraph(&format!("{}.", words::list(&counts)));
    if found.total.is_some() {
        page.heading("Scores");
        scores(page, found, |_| true);
        page.aside(
            "A change of under a quarter of a point is no real difference: the scores are not as sharp as that.",
        );
    }
    for (name, list) in groups.into_iter().filter(|(_, list)| !list.is_empty()) {
        page.heading(name);
        for finding in list {
            page.item(&format!("{} ({}): {}", finding.check, finding.severity.word(), finding.message));
        }
    }
}

/// A difference in a few lines: the names of what is fixed and new, and the scores that really moved.
pub(in crate::cli) fn outline(page: &mut Page, found: &Difference<'_>) {
    let names = |list: &[&Finding]| {
        let names: Vec<String> = list.iter().map(|finding| finding.check.clone()).collect();
        if names.is_empty() { "none".to_owned() } else { words::list(&names) }
    };
    page.paragraph(&format!(
        "Fixed: {}. New: {}. Unchanged: {}.",
        names(&found.fixed),
        names(&found.added),
        found.unchanged.len()
    ));
    if found.total.is_none() {
        return;
    }
    let moved = |shift: &Shift| shift.verdict != Verdict::NoRealDifference;
    page.gap();
    scores(page, found, moved);
    let still = found.criteria.iter().filter(|one| !moved(&one.shift)).count();
    if still > 0 {
        let which = if still == found.criteria.len() {
            "any criterion".to_owned()
        } else {
            format!("{still} of the criteria")
        };
        page.raw(&format!("  No real difference in {which}."));
    }
}

/// The total and the criteria that are wanted.
fn scores(page: &mut Page, found: &Difference<'_>, wanted: impl Fn(&Shift) -> bool) {
    let shown: Vec<_> = found.criteria.iter().filter(|one| wanted(&one.shift)).collect();
    let width = shown.iter().map(|one| one.title.chars().count()).max().unwrap_or(0).max("Total".len());
    for one in shown {
        let (old, new) = (one.shift.old, one.shift.new);
        page.raw(&format!("  {:width$}  {old:.1} \u{2192} {new:.1}    {}", one.title, told(&one.shift, 1)));
    }
    if let Some(total) = &found.total {
        let (old, new) = (total.old, total.new);
        page.raw(&format!("  {:width$}  {old:.2} \u{2192} {new:.2}  {}", "Total", told(total, 2)));
    }
}

/// A change in words, with the points gained.
fn told(shift: &Shift, digits: usize) -> String {
    match shift.verdict {
        Verdict::NoRealDifference => "no real difference".to_owned(),
        Verdict::Better => format!("better, {:.digits$} points gained", shift.gained),
        Verdict::Worse => format!("worse, {:.digits$} points lost", -shift.gained),
    }
}
