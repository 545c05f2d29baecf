//! Programs that a person names on the command line: a text in, a text out.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::leash::Leash;
use super::signals::end_on_signal;
use super::timed::{Bounds, TimedError, answer_of};

/// A program with its arguments, split as a shell would split them. No shell runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    name: String,
    arguments: Vec<String>,
}

/// A command line that names no program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCommand {
    /// It has no word.
    #[error("it names no program")]
    Empty,
    /// A quote in it is never closed.
    #[error("a quote in it is never closed")]
    OpenQuote,
}

/// Why a program gave no answer.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct NoAnswer {
    /// What happened.
    pub why: TimedError,
    /// The end of what it wrote to standard error.
    pub complaints: String,
}

impl Program {
    /// Reads a command line.
    ///
    /// # Errors
    /// See [`BadCommand`].
    pub fn new(line: &str) -> Result<Self, BadCommand> {
        let mut words = shell_words::split(line).map_err(|_| BadCommand::OpenQuote)?.into_iter();
        let name = words.next().filter(|name| !name.is_empty()).ok_or(BadCommand::Empty)?;
        Ok(Self { name, arguments: words.collect() })
    }

    /// Gives the program a text and takes what it writes to standard output: at most `most` bytes, at most `seconds`
    /// long. `tick` is called again and again meanwhile.
    ///
    /// # Errors
    /// It cannot be started, fails, takes too long or says too much. In the last two cases it is ended, with everything
    /// that it started.
    pub fn ask(
        &self,
        input: &str,
        seconds: u64,
        most: usize,
        leash: &Leash,
        tick: &mut dyn FnMut(),
    ) -> Result<String, NoAnswer> {
        let mut command = Command::new(&self.name);
        command.args(&self.arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let bounds = Bounds { time: Duration::from_secs(seconds), most };
        let lossy = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        answer_of(command, input.as_bytes(), bounds, leash, tick)
            .map(lossy)
            .map_err(|(why, complaints)| NoAnswer { why, complaints: lossy(complaints) })
    }
}

/// A leash for programs, which Ctrl-C and its like pull: the program is ended, then `on_end` runs, then this process
/// ends with the usual code.
///
/// # Errors
/// The handlers or the thread could not be made.
pub fn leash(on_end: impl Fn() + Send + 'static) -> std::io::Result<Leash> {
    let leash = Leash::of_group();
    let held = leash.clone();
    end_on_signal(move || {
        held.end_for_good();
        on_end();
    })?;
    Ok(leash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_is_split_as_a_shell_would() {
        let words = |line: &str| Program::new(line).map(|program| (program.name, program.arguments));
        let told = ("sh".to_owned(), vec!["-c".to_owned(), "model --fast | tail -1".to_owned()]);
        assert_eq!(words("sh -c 'model --fast | tail -1'"), Ok(told));
        assert_eq!(words("model $HOME;x"), Ok(("model".to_owned(), vec!["$HOME;x".to_owned()])));
        for (line, wanted) in [
            ("", BadCommand::Empty),
            ("  ", BadCommand::Empty),
            ("''", BadCommand::Empty),
            ("a 'b", BadCommand::OpenQuote),
        ] {
            assert_eq!(words(line), Err(wanted), "{line:?}");
        }
    }
}
