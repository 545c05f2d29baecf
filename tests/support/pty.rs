//! A real pseudo-terminal with a screen that can be read.
#![allow(dead_code, reason = "each test file uses what it needs")]

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use rexpect::process::{PtyProcess, Signal, WaitStatus};

use super::Place;

/// The longest that anything may take; a machine under load is slow.
const PATIENCE: Duration = Duration::from_mins(1);

/// What the terminal shows, and whether the program has closed it.
struct Shown {
    parser: vt100::Parser,
    closed: bool,
}

/// A program in a pseudo-terminal.
pub struct Pty {
    process: PtyProcess,
    pid_file: PathBuf,
    input: File,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

/// The program's own command, in this place, with nothing inherited.
pub fn command(place: &Place, arguments: &[&str]) -> Command {
    // `stty` gives the terminal its size before the program looks.
    let mut command = Command::new("sh");
    place.terminal(&mut command);
    command
        .args([
            "-c",
            "echo $$ > \"$PID_FILE\"; stty rows \"$ROWS\" cols \"$COLS\"; stty -a > \"$PID_FILE.settings\"; exec \"$0\" \"$@\"",
            env!("CARGO_BIN_EXE_ssmr"),
        ])
        .args(arguments)
        .env("PID_FILE", place.path().join("pid.txt"))
        .env("ROWS", "24")
        .env("COLS", "80");
    command
}

impl Pty {
    /// Starts the program in a window of 80 columns and 24 lines.
    pub fn start(place: &Place, arguments: &[&str]) -> Self {
        Self::of(command(place, arguments))
    }

    /// Starts a command.
    pub fn of(command: Command) -> Self {
        let pid_file = command.get_current_dir().expect("a place").join("pid.txt");
        let process = PtyProcess::new(command).expect("a pseudo-terminal");
        let input = process.get_file_handle().expect("its handle");
        let mut output = process.get_file_handle().expect("its handle");
        let shown = Shown { parser: vt100::Parser::new(lines(24), lines(80), 0), closed: false };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let seen = Arc::clone(&shown);
        std::thread::Builder::new()
            .name("pty".into())
            .spawn(move || {
                let mut bytes = vec![0; 65_536];
                loop {
                    let read = output.read(&mut bytes).unwrap_or(0);
                    let mut shown = seen.0.lock().expect("not poisoned");
                    shown.parser.process(&bytes[..read]);
                    shown.closed = read == 0;
                    seen.1.notify_all();
                    if read == 0 {
                        return;
                    }
                }
            })
            .expect("a thread");
        Self { process, pid_file, input, shown }
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.shown.0.lock().expect("not poisoned").parser.screen().contents()
    }

    fn until(&self, what: &str, holds: impl Fn(&Shown) -> bool) {
        let shown = self.shown.0.lock().expect("not poisoned");
        let (shown, waited) =
            self.shown.1.wait_timeout_while(shown, PATIENCE, |shown| !holds(shown)).expect("not poisoned");
        assert!(!waited.timed_out(), "no {what} on the screen:\n{}", shown.parser.screen().contents());
    }

    /// Waits until the screen shows a text.
    pub fn wait(&mut self, text: &str) -> &mut Self {
        self.until(text, |shown| shown.parser.screen().contents().contains(text));
        self
    }

    /// Waits until the screen does not show a text any more.
    pub fn wait_gone(&mut self, text: &str) -> &mut Self {
        self.until(&format!("screen without {text}"), |shown| {
            !shown.parser.screen().contents().contains(text)
        });
        self
    }

    /// Waits until what was typed is on the disk. Type and wait for the text first: the room says `saving` in the same
    /// frame.
    pub fn wait_saved(&mut self) -> &mut Self {
        self.until("`saved`", |shown| {
            let screen = shown.parser.screen().contents();
            screen.lines().any(|line| line.contains("words") && line.trim_end().ends_with("saved"))
        });
        self
    }

    /// Types.
    pub fn send(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).expect("it reads");
        self.input.flush().expect("it reads");
        self
    }

    /// Sends a signal to the program.
    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        self.process.signal(signal).expect("it runs");
        self
    }

    /// Kills the program on the spot.
    pub fn kill(&mut self) {
        self.process.signal(Signal::SIGKILL).expect("it runs");
        self.process.wait().expect("it ended");
    }

    /// Waits for the end: the exit code, and the screen.
    pub fn end(&mut self) -> (i32, String) {
        self.until("end", |shown| shown.closed);
        let code = match self.process.wait().expect("it ended") {
            WaitStatus::Exited(_, code) => code,
            other => panic!("it ended with {other:?}"),
        };
        (code, self.screen())
    }

    /// The process; known once it has shown something.
    fn pid(&self) -> String {
        std::fs::read_to_string(&self.pid_file).expect("written at the start").trim().to_owned()
    }

    /// The device of the terminal.
    pub fn device(&self) -> PathBuf {
        let pid = self.pid();
        std::fs::read_link(format!("/proc/{pid}/fd/0")).expect("its standard input")
    }

    /// Gives the window another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.shown.0.lock().expect("not poisoned").parser.screen_mut().set_size(lines(rows), lines(columns));
        let device = self.device();
        let (rows, columns) = (rows.to_string(), columns.to_string());
        let status = Command::new("stty")
            .arg("-F")
            .arg(device)
            .args(["rows", &rows, "cols", &columns])
            .status()
            .expect("stty runs");
        assert!(status.success());
    }

    /// Whether the program is stopped.
    pub fn wait_stopped(&self) {
        let pid = self.pid();
        let mut state = String::new();
        // The kernel says so within moments; yielding lets it.
        for _ in 0..5_000_000 {
            state = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("it is there");
            if state.contains(") T ") {
                return;
            }
            std::thread::yield_now();
        }
        panic!("it was not stopped: {state}");
    }
}

fn lines(number: u16) -> NonZero<u16> {
    NonZero::new(number).expect("a size")
}

impl Place {
    /// The settings of the terminal before the program began.
    pub fn settings_before(&self) -> String {
        self.read("pid.txt.settings")
    }
}

/// The settings of a terminal, as `stty` tells them.
pub fn settings(device: &std::path::Path) -> String {
    let output = Command::new("stty").arg("-F").arg(device).arg("-a").output().expect("stty runs");
    String::from_utf8(output.stdout).expect("text")
}
