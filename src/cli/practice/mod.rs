//! `ssmr practice`: a case against the clock.

mod choose;
mod keeper;
mod merge;
mod session;
mod setup;
mod show;
mod start;

use std::io::{BufReader, stderr, stdin};
use std::path::PathBuf;

use anyhow::Result;

use crate::cli::shell::Shell;
use crate::terminal::dialog::Dialog;
use crate::terminal::lines::Lines;
use crate::terminal::prompts::Prompts;

pub use keeper::journal;
pub use setup::Setup;

/// Arguments of `ssmr practice`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
While you answer, a line `.` ends an answer, and these lines are commands:
  :skip :back :go N :list :brief :hint :edit :pause :add N :finish :help

Without a terminal, or with --plain, everything is plain lines: readable by a screen reader, and scriptable.
The end of the input ends the session. The path of the answer is printed to standard output.

Keys of the prompts: Ctrl-C stops, and everything is saved; `ssmr practice --resume` goes on.")]
pub struct Args {
    /// The case, by id, or an answer file to go on with; without it, you choose
    case: Option<String>,

    /// Take the brief from this file instead; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["case", "random"])]
    brief: Option<PathBuf>,

    /// A case picked at random
    #[arg(long, conflicts_with = "case")]
    random: bool,

    /// Go on where a session stopped; the newest one, or the one named
    #[arg(long, value_name = "ATTEMPT", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["case", "brief", "random"])]
    resume: Option<String>,

    /// The clock: a timing of the framework, such as take-home, live or sprint
    #[arg(long, value_name = "ID")]
    timing: Option<String>,

    /// A clock of this many minutes, shared among the sections like the first timing
    #[arg(long, value_name = "N", conflicts_with = "timing", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,

    /// No limit; the time is kept all the same
    #[arg(long, conflicts_with_all = ["timing", "minutes"])]
    untimed: bool,

    /// Plain lines: no lists to move in, no color
    #[arg(long)]
    plain: bool,

    /// The framework to answer in
    #[arg(long, value_name = "ID", default_value = "ssmr")]
    framework: String,

    /// Your name, for the title block
    #[arg(long, value_name = "NAME")]
    candidate: Option<String>,

    /// Write the answer to this file instead of CASE-DATE.md
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

/// Runs `ssmr practice`.
///
/// # Errors
/// An unknown case or timing, a file or journal that cannot be written, or Ctrl-C; what was typed is kept.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let facts = shell.environment.facts;
    let capable = facts.stdin && facts.stderr && !facts.dumb && !args.plain;
    let mut dialog: Box<dyn Dialog> = if capable {
        Box::new(Prompts::new(stderr(), shell.err.is_colored(), facts.width))
    } else {
        let lines = Lines::new(BufReader::new(stdin()), stderr(), facts.stdin);
        if facts.stderr { Box::new(lines.wrapped(facts.width)) } else { Box::new(lines) }
    };
    let started = start::start(shell, args, dialog.as_mut())?;
    session::run(shell, started, dialog.as_mut())
}
