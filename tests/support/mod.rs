//! A place of its own for every test: folder, journal, clock, seed; nothing is inherited.
#![allow(clippy::disallowed_methods, reason = "tests look at the files that the program wrote")]
#![allow(dead_code, reason = "each test file uses what it needs")]

pub mod labels;
pub mod logistic;
#[cfg(target_os = "linux")]
pub mod pty;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder with its own journal.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// An empty folder on the morning of 24 November 2026.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// The folder.
    pub fn path(&self) -> PathBuf {
        // Some systems hand out a link; the program prints what it leads to.
        fs::canonicalize(self.folder.path()).expect("it is there")
    }

    /// The program, ready to run here.
    pub fn program(&self) -> Command {
        let mut command = Command::cargo_bin("ssmr").expect("cargo built it");
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("SSMR_HOME", self.path().join("home"))
            .env("SSMR_NOW", "2026-11-24T09:00:00Z")
            .env("SSMR_SEED", "7")
            .env("COLUMNS", "80")
            .current_dir(self.path());
        command
    }

    /// The environment of a program in a terminal here: nothing is inherited but the path.
    pub fn terminal(&self, command: &mut std::process::Command) {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("SSMR_HOME", self.path().join("home"))
            .env("SSMR_SEED", "7")
            .env("TERM", "xterm-256color")
            .env("NO_COLOR", "1")
            .env("EDITOR", "true")
            .current_dir(self.path());
    }

    /// Runs the program; what it said and how it ended, as one text.
    pub fn run(&self, arguments: &[&str], input: &str) -> String {
        let output = self.program().args(arguments).write_stdin(input).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
        let status = output.status.code().map_or("a signal".to_owned(), |code| code.to_string());
        let all = format!(
            "--- stdout\n{}--- stderr\n{}--- exit {status}\n",
            text(&output.stdout),
            text(&output.stderr)
        );
        all.replace(&self.path().display().to_string(), "[DIR]")
    }

    /// A file of the folder.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("readable")
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect("writable");
    }

    /// Whether a file is there.
    pub fn has(&self, name: &str) -> bool {
        Path::new(&self.path().join(name)).exists()
    }
}
