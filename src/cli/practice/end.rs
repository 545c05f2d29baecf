//! What is said when a session is finished.

use std::path::Path;

use anyhow::Result;

use super::setup::Setup;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::session::{State, View};
use crate::store::files;

/// Words and time of each section, and what comes next.
pub fn summary(setup: &Setup, state: &State) -> Vec<String> {
    let view = state.view();
    let answered = view.questions - view.unanswered.len();
    let mut lines =
        vec![format!("Done: {answered} of {} answered.", words::count(view.questions, "question"))];
    for segment in &view.segments {
        let plan = segment.budget.filter(|budget| *budget > 0);
        let plan = plan.map(|budget| format!(" of {}", minutes(budget))).unwrap_or_default();
        if segment.used > 0 || segment.words > 0 {
            let noun = words::count(segment.words, "word");
            lines.push(format!("  {:<10} {}{plan}, {noun}", segment.title, minutes(segment.used)));
        }
    }
    lines.extend(compared(setup, &view));
    lines
}

/// A rewound part beside what it was before.
fn compared(setup: &Setup, view: &View) -> Vec<String> {
    let Some(before) = &setup.before else { return Vec::new() };
    let now: usize = view.segments.iter().map(|segment| segment.words).sum();
    let time =
        before.seconds.filter(|seconds| *seconds > 0).map(|seconds| format!(" in {}", minutes(seconds)));
    vec![
        format!(
            "Before: {}{}. Now: {} in {}.",
            words::count(before.words, "word"),
            time.unwrap_or_default(),
            words::count(now, "word"),
            minutes(view.used)
        ),
        format!("The version before is still in {}", before.file.display()),
    ]
}

/// What to do next.
pub fn next(setup: &Setup, file: &Path) -> Vec<String> {
    if setup.warm_up {
        return vec!["A good next evening:".into(), "  ssmr practice CASE --section scope".into()];
    }
    let file = words::argument(&file.display().to_string());
    vec![
        "To hear what a careful reader would notice, and to make a page to hand in:".into(),
        format!("  ssmr review {file}"),
        format!("  ssmr export {file}"),
    ]
}

fn minutes(seconds: u64) -> String {
    words::minutes(u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX))
}

/// Prints where the answer is. A text that could not be written to its file goes elsewhere, or is printed.
///
/// # Errors
/// Standard output cannot be written to.
pub fn hand_over(shell: &Shell, path: &str, unsaved: Option<String>) -> Result<()> {
    let Some(text) = unsaved else {
        return shell.result(&format!("{path}\n"));
    };
    if let Ok(elsewhere) = files::write_elsewhere("ssmr-answer", "md", text.as_bytes()) {
        shell.warning("the answer file could not be written; the text is elsewhere");
        return shell.result(&format!("{}\n", elsewhere.display()));
    }
    shell.warning("the answer file could not be written; here is the text");
    shell.document(&text)
}
