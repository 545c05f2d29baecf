//! `ssmr practice`: a case against the clock.

pub(super) mod after;
mod choose;
mod end;
mod guess;
mod judge;
mod keeper;
mod kit;
mod merge;
mod passage;
mod past;
mod rewind;
mod room;
mod saver;
mod sections;
mod session;
mod setup;
mod show;
mod start;
mod target;

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::shell::Shell;

use after::Again;

pub use keeper::journal;
pub use past::standing;
pub use setup::{Setup, terminal_gone};

/// Arguments of `ssmr practice`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
In a terminal, a full-screen room opens; F1 there shows its keys, and so does `ssmr practice --keys`.
Ctrl-C leaves, everything is saved, and `ssmr practice --resume` goes on.

With --plain, or without a terminal, everything is plain lines: readable by a screen reader, and scriptable.
There, a line `.` ends an answer, and these lines are commands:
  :skip :back :go N :list :brief :hint :edit :pause :add N :finish :help

Short evenings:
  ssmr practice CASE --warm-up         twelve minutes, not scored
  ssmr practice CASE --section safety  one section; sections join in one file
  ssmr practice --rewind safety        once more; both versions are kept
  ssmr practice --rewind no-red-team   the question where that finding sits

The end of the input ends the session. The path of the answer is printed to standard output.")]
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

    /// As an exam: one clock, no help, no pause, and nothing is taken after zero
    #[arg(long, conflicts_with_all = ["untimed", "warm_up"])]
    exam: bool,

    /// Twelve minutes to begin with: one harm, one measure, one gate; not scored
    #[arg(long, conflicts_with_all = ["timing", "minutes", "untimed", "section", "rewind", "resume"])]
    warm_up: bool,

    /// Practice one section on its own clock, such as scope, safety, metrics or rollout
    #[arg(long, value_name = "ID", conflicts_with_all = ["rewind", "resume"])]
    section: Option<String>,

    /// Write something once more against a fresh clock, in a new file: a section, a question, or where a finding of
    /// the review sits; of the newest answer, or of the case or file named
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["brief", "random", "resume"])]
    rewind: Option<String>,

    /// Start with the whole document instead of question by question
    #[arg(long, conflicts_with = "plain")]
    blank: bool,

    /// Plain lines: no full screen, no color; for screen readers and scripts
    #[arg(long)]
    plain: bool,

    /// Prompts question by question, without the full screen
    #[arg(long, conflicts_with_all = ["plain", "blank"])]
    prompts: bool,

    /// List the keys of the full screen and stop
    #[arg(long, exclusive = true)]
    keys: bool,

    /// The ground of your terminal, for colors that can be read on it
    #[arg(long, value_name = "GROUND", value_enum, default_value_t)]
    ground: Ground,

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

/// What the ground of the terminal is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Ground {
    /// As the terminal says, else colors that can be read on both.
    #[default]
    Auto,
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
}

/// Runs `ssmr practice`.
///
/// # Errors
/// An unknown case or timing, a file or journal that cannot be written, or Ctrl-C; what was typed is kept.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    if args.keys {
        return keys(shell);
    }
    let capable = shell.is_capable(args.plain);
    let mut dialog = shell.dialog(args.plain);
    let started = start::start(shell, args, dialog.as_mut())?;
    if !capable || args.prompts {
        return session::run(shell, started, dialog.as_mut(), &Again::of(args));
    }
    drop(dialog);
    if !started.resumed {
        shell.status("A full screen opens. With a screen reader, use `ssmr practice --plain` instead.");
    }
    let kit = kit::kit(shell, args, &started)?;
    room::run(shell, started, kit, &Again::of(args))
}

/// Prints the keys of the room.
fn keys(shell: &Shell) -> Result<()> {
    let mut page = shell.page();
    for (title, keys) in crate::terminal::room::keys::listed() {
        page.heading(title).gap();
        for (key, does) in keys {
            page.entry(key, does);
        }
    }
    shell.show(&page.finish())
}
