//! `ssmr` alone: where you stand and what to do next.

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::practice::{journal, standing};
use crate::cli::shell::Shell;
use crate::session::{View, clock_text};

/// Runs `ssmr` without a command.
///
/// # Errors
/// A broken pack, a journal that cannot be read, or standard output is gone.
pub fn run(shell: &Shell) -> Result<()> {
    let library = shell.library()?;
    let known = shell.home().is_ok_and(|home| home.join("journal.sqlite").exists());
    let journal = if known { Some(journal(shell)?) } else { None };
    let (attempts, markings) = match &journal {
        Some(journal) => (journal.all().map_err(Failure::from)?, journal.markings().map_err(Failure::from)?),
        None => (Vec::new(), Vec::new()),
    };
    let mut page = shell.page();
    let (unfinished, finished): (Vec<_>, Vec<_>) =
        attempts.iter().partition(|attempt| attempt.finished_ms.is_none());
    if attempts.is_empty() {
        page.paragraph("ssmr coaches you for AI-safety product case studies: practice against the clock, then hand in a clean document.");
        page.aside("Use it to prepare. Do not use it during a real exercise unless the employer allows it.");
    }
    let left = markings.iter().rfind(|marking| marking.finished_ms.is_none());
    if !unfinished.is_empty() || left.is_some() {
        page.heading("Unfinished").gap();
        for attempt in &unfinished {
            page.entry(&format!("ssmr practice --resume {}", attempt.id), &attempt.case_title);
            if let Some(view) = journal.as_ref().and_then(|journal| standing(journal, &attempt.id)) {
                page.note(&where_it_stands(&view));
            }
            page.note(&attempt.file.display().to_string());
        }
        if let Some(case) = left.and_then(|marking| library.case(&marking.begun.case_id)) {
            page.entry("ssmr mark", &format!("{}: the sample answer that you began to mark", case.title));
        }
    }
    if !finished.is_empty() {
        page.heading("Finished").gap();
        let mut shown: Vec<&std::path::Path> = Vec::new();
        // Sections that were practiced one by one share a file.
        for attempt in &finished {
            if shown.len() == 5 || shown.contains(&attempt.file.as_path()) {
                continue;
            }
            shown.push(&attempt.file);
            page.entry(&attempt.file.display().to_string(), &attempt.case_title);
        }
    }
    let practiced = |id: &str| attempts.iter().any(|attempt| attempt.case_id.as_deref() == Some(id));
    // Whoever marked a sample of a case has read an answer to it.
    let read = |id: &str| markings.iter().any(|marking| marking.begun.case_id == id);
    let mut cases = library.cases();
    cases.sort_by_key(|case| (practiced(&case.id), read(&case.id), case.difficulty));
    page.heading("Next").gap();
    if attempts.is_empty() && markings.is_empty() {
        page.entry(
            "ssmr mark",
            "A good first evening: mark somebody else's answer in ten minutes, then see how well you read.",
        );
    }
    if let Some(case) = cases.first() {
        page.entry(&format!("ssmr practice {}", case.id), &case.summary);
    }
    page.entry("ssmr cases", "all cases");
    page.entry("ssmr guide", "the framework, the rubric and the reference shelf");
    shell.show(&page.finish())
}

/// The section at hand with its clock, and the clock of the whole: `Safety, 18:20 left; 1:42:00 left in all`.
fn where_it_stands(view: &View) -> String {
    let whole = clock_text(view.used, view.budget);
    match view.segments.get(view.segment) {
        Some(section) => {
            format!("{}, {}; {whole} in all", section.title, clock_text(section.used, section.budget))
        }
        None => format!("{whole} in all"),
    }
}
