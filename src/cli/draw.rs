//! `ssmr draw-diagram`: the hidden command that draws one diagram, in a process that can be ended.

use std::io::Read;

use anyhow::Result;

use crate::cli::shell::Shell;
use crate::export::diagram::{self, Drawn};
use crate::export::{Diagram, Report};
use crate::system::{TimedError, run_self};

/// The name of the command.
const NAME: &str = "draw-diagram";
/// How long a drawing may take, in seconds.
const SECONDS: u64 = 2;

/// Arguments of `ssmr draw-diagram`.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs `ssmr draw-diagram`: source on standard input, the drawing or its fault as JSON on standard output.
///
/// # Errors
/// A stream cannot be read or written.
pub fn run(shell: &Shell) -> Result<()> {
    let mut source = Vec::new();
    std::io::stdin().take(diagram::LONGEST_SOURCE as u64 + 1).read_to_end(&mut source)?;
    let drawn = diagram::draw(&String::from_utf8_lossy(&source));
    shell.result(&serde_json::to_string(&drawn)?)
}

/// Draws every diagram of a report and says nothing of those that could not be drawn.
pub fn draw_quietly(report: &mut Report) {
    report.draw(in_a_child);
}

/// Draws every diagram of a report, each in a process of its own, and warns of those that could not be drawn.
pub fn draw_all(shell: &Shell, report: &mut Report) {
    report.draw(in_a_child);
    for Diagram { source, drawn } in &report.diagrams {
        if let Some(Err(fault)) = drawn {
            let first = source.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
            shell.warning(&format!("the diagram `{first}` is shown as code: {fault}"));
        }
    }
}

fn in_a_child(source: &str) -> Drawn {
    if !cfg!(feature = "diagrams") {
        return diagram::draw(source);
    }
    let most = 3 * diagram::LARGEST_DRAWING;
    let answer = run_self(NAME, source.as_bytes(), SECONDS, most).map_err(|error| match error {
        TimedError::TooSlow(_) => format!("drawing it took longer than {SECONDS} seconds"),
        error => format!("the drawing failed: {error}"),
    })?;
    serde_json::from_slice(&answer).unwrap_or_else(|_| Err("the drawing cannot be read".into()))
}
