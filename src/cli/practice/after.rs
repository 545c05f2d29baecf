//! What the review says when a session is over: what a rewind gained, and what to rewind next.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Args;
use super::judge::Judge;
use super::setup::Setup;
use crate::cli::input::LARGEST;
use crate::cli::review::compare::outline;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::review::report::Finding;
use crate::review::{Difference, Review};
use crate::store::files;
use crate::system;
use crate::terminal::dialog::{Dialog, Reply};

/// What comes after a session.
#[derive(Default)]
pub(super) struct After {
    /// What to print, for people.
    pub(super) page: String,
    /// Whether it tells what a rewind changed.
    changed: bool,
    next: Option<Next>,
}

/// The rewind that gains most.
struct Next {
    file: PathBuf,
    finding: String,
}

impl After {
    /// Prints it. Where the whole review was shown, that has named what to rewind next.
    pub(super) fn show(&self, shell: &Shell, reviewed: bool) {
        if !reviewed || self.changed {
            shell.aside(&self.page);
        }
    }
}

/// Looks at the answer of a finished session, if its file holds all of it. What cannot be reviewed gets no words: the
/// session is over and kept.
pub(super) fn after(shell: &Shell, setup: &Setup, file: &Path, is_saved: bool) -> After {
    if setup.warm_up || !is_saved {
        return After::default();
    }
    let (Some(text), Ok(library)) = (read(file), shell.library()) else { return After::default() };
    let judge = Judge::new(shell, &library, &text);
    let now = judge.review(&file.display().to_string(), &text);
    let mut page = shell.side_page();
    if let Some(before) = &setup.before
        && let Some(old) = read(&before.file)
    {
        let then = Judge::new(shell, &library, &old).review(&before.file.display().to_string(), &old);
        page.heading("What the rewind changed");
        match then.reason.as_ref().or(now.reason.as_ref()) {
            Some(reason) => drop(page.paragraph(&format!("Not assessed: {reason}."))),
            None => outline(&mut page, &Difference::of(&then, &now)),
        }
    }
    let next = worth_most(setup, &now).map(|finding| {
        let name = now.name(finding).to_owned();
        page.paragraph(&format!("Worth most now: {name}. {}{}", finding.message, gain(&now, finding)));
        page.raw("To write just that anew against a short clock:");
        page.raw(&format!("  {}", command(file, &name)));
        Next { file: file.to_owned(), finding: name }
    });
    let page = page.finish();
    let page = if page.is_empty() { page } else { format!("\n{page}\n") };
    After { page, changed: setup.before.is_some(), next }
}

/// The finding to go for. A session of one section is judged by that section alone.
fn worth_most<'a>(setup: &Setup, review: &'a Review) -> Option<&'a Finding> {
    if setup.section.is_none() || setup.before.is_some() {
        return review.worth_most();
    }
    let section = setup.section.as_deref();
    let here =
        |finding: &&Finding| finding.section.map(|part| part.title().to_lowercase()).as_deref() == section;
    review.firm().find(here)
}

/// What a finding is worth, in words.
fn gain(review: &Review, finding: &Finding) -> String {
    let Some(gain) = finding.gain.filter(|gain| *gain >= 0.01) else { return String::new() };
    match review.count(&finding.check) {
        1 => format!(" It is worth about {gain:.2} points of the total."),
        many => format!(" It and the {} like it are worth about {gain:.2} points of the total.", many - 1),
    }
}

/// The command that rewinds to a finding.
pub(in crate::cli) fn command(file: &Path, finding: &str) -> String {
    format!("ssmr practice {} --rewind {finding}", words::argument(&file.display().to_string()))
}

fn read(file: &Path) -> Option<String> {
    files::read_text(file, LARGEST).ok().map(|text| text.content)
}

impl After {
    /// Asks whether to go on with the rewind, where there is somebody to ask. If so, this program becomes the next
    /// session.
    ///
    /// # Errors
    /// The next session cannot be started.
    pub(super) fn offer(&self, shell: &Shell, args: &Again, dialog: &mut dyn Dialog) -> Result<()> {
        let Some(next) = &self.next else { return Ok(()) };
        let facts = shell.environment.facts;
        if !(facts.stdin && facts.stderr) {
            return Ok(());
        }
        let said = dialog.line("Write it anew now? (y/N)");
        if !matches!(said, Ok(Reply::Said(said)) if matches!(said.trim().to_lowercase().as_str(), "y" | "yes"))
        {
            return Ok(());
        }
        let mut arguments = shell.global_arguments();
        arguments.extend([
            "practice".into(),
            next.file.as_os_str().to_owned(),
            "--rewind".into(),
            next.finding.clone().into(),
        ]);
        arguments.extend(args.0.iter().cloned());
        Ok(system::again(&arguments)?)
    }
}

/// How the next session is to look: as this one.
#[derive(Debug, Clone, Default)]
pub(super) struct Again(Vec<OsString>);

impl Again {
    /// From the arguments of this session.
    pub(super) fn of(args: &Args) -> Self {
        use super::Ground;
        let mut again: Vec<OsString> = Vec::new();
        for (given, flag) in [(args.plain, "--plain"), (args.prompts, "--prompts")] {
            if given {
                again.push(flag.into());
            }
        }
        match args.ground {
            Ground::Auto => {}
            Ground::Dark => again.extend(["--ground".into(), "dark".into()]),
            Ground::Light => again.extend(["--ground".into(), "light".into()]),
        }
        Self(again)
    }
}
