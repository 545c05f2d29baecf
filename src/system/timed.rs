//! Child processes that must end within a time.

use std::io::{Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How often a child is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// Why a child gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum TimedError {
    /// It could not be started.
    #[error("it could not be started: {0}")]
    Start(std::io::Error),
    /// It did not end in time and was ended.
    #[error("it took longer than {0} s")]
    TooSlow(u64),
    /// It ended with a failure.
    #[error("it ended with {0}")]
    Failed(ExitStatus),
    /// It said more than it may.
    #[error("it gave more than {0} bytes")]
    TooMuch(usize),
}

/// Runs this very program again, gives it `input` and takes what it writes to standard output: at most `most` bytes,
/// and at most `seconds` long. What it is asked to do may hang or break; this process does not.
///
/// # Errors
/// See [`TimedError`].
pub fn run_self(argument: &str, input: &[u8], seconds: u64, most: usize) -> Result<Vec<u8>, TimedError> {
    let program = std::env::current_exe().map_err(TimedError::Start)?;
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    answer_of(command, input, Duration::from_secs(seconds), most)
}

fn answer_of(
    mut command: Command,
    input: &[u8],
    limit: Duration,
    most: usize,
) -> Result<Vec<u8>, TimedError> {
    let started = Instant::now();
    let mut child = command.spawn().map_err(TimedError::Start)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (send, receive) = mpsc::channel();
    let input = input.to_owned();
    let threads = std::thread::Builder::new().name("child".into()).spawn(move || {
        if let Some(mut stdin) = stdin {
            // A child that does not listen breaks the pipe; its status tells the rest.
            let _ = stdin.write_all(&input);
        }
        let mut bytes = Vec::new();
        if let Some(stdout) = stdout {
            let _ = stdout.take(most as u64 + 1).read_to_end(&mut bytes);
        }
        let _ = send.send(bytes);
    });
    if let Err(error) = threads {
        end(&mut child);
        return Err(TimedError::Start(error));
    }
    let bytes = receive.recv_timeout(limit);
    let Ok(bytes) = bytes else {
        end(&mut child);
        return Err(TimedError::TooSlow(limit.as_secs()));
    };
    if bytes.len() > most {
        end(&mut child);
        return Err(TimedError::TooMuch(most));
    }
    match wait(&mut child, limit.saturating_sub(started.elapsed()), &mut || {})? {
        Some(status) if status.success() => Ok(bytes),
        Some(status) => Err(TimedError::Failed(status)),
        None => Err(TimedError::TooSlow(limit.as_secs())),
    }
}

/// Waits for a child; none if it had to be ended. `tick` is called again and again meanwhile.
pub(super) fn wait(
    child: &mut Child,
    limit: Duration,
    tick: &mut dyn FnMut(),
) -> Result<Option<ExitStatus>, TimedError> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(Some(status)),
            Ok(None) if started.elapsed() < limit => {
                tick();
                std::thread::sleep(LOOK);
            }
            Ok(None) => {
                end(child);
                return Ok(None);
            }
            Err(error) => return Err(TimedError::Start(error)),
        }
    }
}

fn end(child: &mut Child) {
    // It may have ended by itself just now.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    #[test]
    fn a_child_answers_fails_says_too_much_or_is_ended() {
        let long = Duration::from_mins(1);
        assert_eq!(answer_of(shell("cat"), b"text", long, 10).expect("an answer"), b"text");
        assert!(matches!(answer_of(shell("exit 3"), b"", long, 10), Err(TimedError::Failed(_))));
        assert!(matches!(answer_of(shell("yes"), b"", long, 10), Err(TimedError::TooMuch(10))));
        let none = Duration::from_millis(1);
        assert!(matches!(answer_of(shell("exec sleep 60"), b"", none, 10), Err(TimedError::TooSlow(0))));
        assert!(matches!(answer_of(shell("exec sleep 60 >&-"), b"", none, 10), Err(TimedError::TooSlow(0))));
        assert!(matches!(
            answer_of(Command::new("no-such-program"), b"", long, 10),
            Err(TimedError::Start(_))
        ));
    }
}
