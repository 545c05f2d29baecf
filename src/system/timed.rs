//! Child processes that must end within a time.

use std::io::{Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::leash::{LOOK, Leash, Streams};

/// So much of the end of what a child complains about is kept, in bytes.
const TAIL: usize = 2_000;
/// How long the complaints of a child are waited for when it has ended.
const LAST_WORDS: Duration = Duration::from_millis(500);

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

/// How far a child may go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// How long it may take.
    pub(super) time: Duration,
    /// How many bytes it may say.
    pub(super) most: usize,
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
    let bounds = Bounds { time: Duration::from_secs(seconds), most };
    answer_of(command, input, bounds, &Leash::default(), &mut || {}).map_err(|(error, _)| error)
}

/// Gives a child its input and takes its answer. An error comes with the end of what the child complained about.
pub(super) fn answer_of(
    command: Command,
    input: &[u8],
    bounds: Bounds,
    leash: &Leash,
    tick: &mut dyn FnMut(),
) -> Result<Vec<u8>, (TimedError, Vec<u8>)> {
    let started = Instant::now();
    let streams = leash.start(command).map_err(|error| (error, Vec::new()))?;
    let talk = match Talk::with(streams, input, bounds.most) {
        Ok(talk) => talk,
        Err(error) => {
            leash.end();
            return Err((TimedError::Start(error), Vec::new()));
        }
    };
    let outcome = outcome(&talk, started, bounds, leash, tick);
    outcome.map_err(|error| (error, talk.complaints.recv_timeout(LAST_WORDS).unwrap_or_default()))
}

fn outcome(
    talk: &Talk,
    started: Instant,
    bounds: Bounds,
    leash: &Leash,
    tick: &mut dyn FnMut(),
) -> Result<Vec<u8>, TimedError> {
    let too_slow = || TimedError::TooSlow(bounds.time.as_secs());
    let bytes = loop {
        match talk.answer.recv_timeout(LOOK) {
            Ok(bytes) => break bytes,
            Err(RecvTimeoutError::Timeout) if started.elapsed() < bounds.time => tick(),
            Err(_) => {
                leash.end();
                return Err(too_slow());
            }
        }
    };
    if bytes.len() > bounds.most {
        leash.end();
        return Err(TimedError::TooMuch(bounds.most));
    }
    match leash.wait(bounds.time.saturating_sub(started.elapsed()), tick)? {
        Some(status) if status.success() => Ok(bytes),
        Some(status) => Err(TimedError::Failed(status)),
        None => Err(too_slow()),
    }
}

/// A talk with a child: each pipe has a thread of its own, so that a child may answer before it has heard everything.
struct Talk {
    answer: Receiver<Vec<u8>>,
    complaints: Receiver<Vec<u8>>,
}

impl Talk {
    fn with(streams: Streams, input: &[u8], most: usize) -> std::io::Result<Self> {
        let Streams { stdin, stdout, stderr } = streams;
        let input = input.to_owned();
        thread(move || {
            if let Some(mut stdin) = stdin {
                // A child that does not listen breaks the pipe; its status tells the rest.
                let _ = stdin.write_all(&input);
            }
        })?;
        let (send, answer) = channel();
        thread(move || {
            let mut bytes = Vec::new();
            if let Some(stdout) = stdout {
                let _ = stdout.take(most as u64 + 1).read_to_end(&mut bytes);
            }
            let _ = send.send(bytes);
        })?;
        let (send, complaints) = channel();
        thread(move || {
            let _ = send.send(stderr.map(tail).unwrap_or_default());
        })?;
        Ok(Self { answer, complaints })
    }
}

fn thread(work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    std::thread::Builder::new().name("child".into()).spawn(work).map(drop)
}

/// The end of what comes out of a pipe. All of it is read: a full pipe would stop the child.
fn tail(mut pipe: impl Read) -> Vec<u8> {
    let mut kept: Vec<u8> = Vec::new();
    let mut piece = [0; 4_096];
    while let Ok(read @ 1..) = pipe.read(&mut piece) {
        kept.extend_from_slice(&piece[..read]);
        kept.drain(..kept.len().saturating_sub(TAIL));
    }
    kept
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(command: Command, input: &[u8], time: Duration) -> Result<Vec<u8>, (TimedError, Vec<u8>)> {
        answer_of(command, input, Bounds { time, most: 10 }, &Leash::of_group(), &mut || {})
    }

    #[test]
    fn a_child_answers_fails_says_too_much_or_is_ended() {
        let long = Duration::from_mins(1);
        assert_eq!(run(shell("cat"), b"text", long).expect("an answer"), b"text");
        assert!(matches!(run(shell("exit 3"), b"", long), Err((TimedError::Failed(_), _))));
        assert!(matches!(run(shell("yes"), b"", long), Err((TimedError::TooMuch(10), _))));
        let none = Duration::from_millis(1);
        assert!(matches!(run(shell("exec sleep 60"), b"", none), Err((TimedError::TooSlow(0), _))));
        assert!(matches!(run(shell("exec sleep 60 >&-"), b"", none), Err((TimedError::TooSlow(0), _))));
        assert!(matches!(run(Command::new("no-such-program"), b"", long), Err((TimedError::Start(_), _))));
    }

    #[test]
    fn the_end_of_its_complaints_is_kept() {
        let script =
            "i=0; while [ $i -lt 2000 ]; do echo noise >&2; i=$((i+1)); done; echo the end >&2; exit 1";
        let (_, complaints) = run(shell(script), b"", Duration::from_mins(1)).expect_err("a failure");
        assert!(complaints.ends_with(b"noise\nthe end\n") && complaints.len() == TAIL);
    }

    #[test]
    fn a_child_may_answer_before_it_has_heard_everything() {
        let much = vec![b'x'; 1 << 20];
        let bounds = Bounds { time: Duration::from_mins(1), most: much.len() };
        let heard = answer_of(shell("cat"), &much, bounds, &Leash::default(), &mut || {});
        assert!(heard.expect("an answer") == much);
    }

    #[test]
    fn what_a_child_started_ends_with_it() {
        // The grandchild holds this pipe until it is gone.
        let (mut reader, writer) = std::io::pipe().expect("a pipe");
        let mut command = shell("sleep 600 & wait");
        command.stderr(writer);
        assert!(matches!(run(command, b"", Duration::from_millis(300)), Err((TimedError::TooSlow(0), _))));
        assert_eq!(reader.read_to_end(&mut Vec::new()).expect("closed"), 0);
    }
}
