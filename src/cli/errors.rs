//! What can go wrong in a command: kinds, wording, exit codes.

use std::io;

use crate::diagnostic::{Problem, Severity, draw_all, nearest, visible};
use crate::store::files::{ReadError, WriteError};
use crate::store::journal::JournalError;
use crate::terminal::paint::Paint;

/// Exit codes, as the manual lists them.
pub mod code {
    /// Fine.
    pub const FINE: u8 = 0;
    /// A review found something at or above `--fail-on`.
    pub const FINDINGS: u8 = 1;
    /// The command line is wrong.
    pub const USAGE: u8 = 2;
    /// An input, a pack or the machine is not as it has to be.
    pub const INPUT: u8 = 3;
    /// A defect of this program.
    pub const BUG: u8 = 70;
    /// Ctrl-C.
    pub const INTERRUPTED: u8 = 130;
}

/// A command that cannot go on, in words for the person who typed it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command line is wrong.
    #[error("{what}")]
    Usage {
        /// What happened, in one sentence without a full stop.
        what: String,
        /// What to do.
        hints: Vec<String>,
    },
    /// An input, a pack or the machine is not as it has to be.
    #[error("{what}")]
    Input {
        /// What happened, in one sentence without a full stop.
        what: String,
        /// What to do.
        hints: Vec<String>,
    },
    /// Files with problems that have places.
    #[error("{summary}")]
    Problems {
        /// Every problem.
        problems: Vec<Problem>,
        /// One line that sums them up.
        summary: String,
    },
    /// Ctrl-C; everything is saved.
    #[error("{0}")]
    Interrupted(String),
    /// A review found something at or above `--fail-on`; it was printed.
    #[error("findings at or above the limit")]
    Findings,
}

impl Failure {
    /// A wrong command line.
    pub fn usage(what: impl Into<String>) -> Self {
        Self::Usage { what: what.into(), hints: Vec::new() }
    }

    /// An input that cannot be used.
    pub fn input(what: impl Into<String>) -> Self {
        Self::Input { what: what.into(), hints: Vec::new() }
    }

    /// A name that nothing goes by, with the nearest known one.
    pub fn unknown<'a>(
        kind: &str,
        typed: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
        list: &str,
    ) -> Self {
        let failure = Self::usage(format!("no {kind} is called `{typed}`"));
        match nearest(typed, known) {
            Some(name) => failure.hint(format!("did you mean `{name}`?")),
            None => failure,
        }
        .hint(format!("{list} lists them"))
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Self::Usage { hints, .. } | Self::Input { hints, .. } = &mut self {
            hints.push(hint.into());
        }
        self
    }

    fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } => code::USAGE,
            Self::Input { .. } | Self::Problems { .. } => code::INPUT,
            Self::Interrupted(_) => code::INTERRUPTED,
            Self::Findings => code::FINDINGS,
        }
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Self::input(error.to_string())
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::input(error.to_string())
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::input(error.to_string())
    }
}

/// The words for an error and its exit code; no words for a reader that went away.
pub fn report(error: &anyhow::Error, paint: Paint, width: usize) -> (String, u8) {
    if error.chain().any(is_broken_pipe) {
        return (String::new(), code::FINE);
    }
    match error.downcast_ref::<Failure>() {
        Some(Failure::Findings) => (String::new(), code::FINDINGS),
        Some(Failure::Interrupted(text)) => (format!("{text}\n"), code::INTERRUPTED),
        Some(Failure::Problems { problems, summary }) => {
            let errors = problems.iter().any(|problem| problem.severity == Severity::Error);
            let mark = if errors { paint.error("error:") } else { paint.warning("warning:") };
            let drawn = draw_all(problems, paint.is_colored(), width);
            (format!("{drawn}\n{mark} {summary}\n"), code::INPUT)
        }
        Some(failure @ (Failure::Usage { hints, .. } | Failure::Input { hints, .. })) => {
            let mut words = format!("{} {}\n", paint.error("error:"), visible(&failure.to_string()));
            for hint in hints {
                words.push_str(&format!("  {} {}\n", paint.name("hint:"), visible(hint)));
            }
            (words, failure.exit_code())
        }
        None => {
            let words = format!(
                "{} {}\n  {} this is a defect of ssmr; what you typed in a session is in its journal\n",
                paint.error("internal error:"),
                visible(&format!("{error:#}")),
                paint.name("hint:"),
            );
            (words, code::BUG)
        }
    }
}

fn is_broken_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
