//! The command line: one file per command, and what they share.
//!
//! Results go to standard output, commentary to standard error.

pub mod cases;
pub mod completions;
pub mod draw;
pub mod errors;
pub mod explain;
pub mod export;
pub mod guide;
pub mod input;
pub mod judged;
pub mod man;
pub mod mark;
pub mod model;
pub mod pack;
pub mod practice;
pub mod review;
pub mod schema;
pub mod shell;
pub mod standing;
pub mod template;
pub mod words;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

use crate::cli::errors::report;
use crate::cli::shell::{ColorChoice, Shell};
use crate::system::Environment;
use crate::terminal::paint::Paint;

/// A coach for AI-safety product case studies: practice against the clock, then hand in a clean document.
///
/// Use it to prepare. Do not use it during a real exercise unless the employer allows it.
#[derive(Debug, Parser)]
#[command(name = "ssmr", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    /// Lay the pack in this folder over the shipped content; may be given more than once
    #[arg(long = "pack", value_name = "DIR", global = true, help_heading = "Global options")]
    packs: Vec<PathBuf>,

    /// When to use color
    #[arg(
        long,
        value_name = "WHEN",
        value_enum,
        default_value_t,
        global = true,
        help_heading = "Global options"
    )]
    color: ColorChoice,

    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER_HELP: &str = "\
Start here:
  ssmr mark                           mark an answer, see how well you read
  ssmr cases                          see what there is to practice
  ssmr practice tutoring-assistant    answer a case against the clock
  ssmr review FILE                    read what is weak in it, and what to do
  ssmr export FILE --to html          turn the answer into a page to hand in

Exit codes: 0 fine, 1 something was found, 2 wrong command line, 3 bad input or pack, 70 a defect of ssmr, 130 interrupted.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Practice a case against the clock
    Practice(practice::Args),
    /// Write a blank answer template
    Template(template::Args),
    /// Mark a sample as an interviewer would, then see how the review and its author judge it
    Mark(mark::Args),
    /// Read an answer as a careful reader would: what is weak, where, and what to do
    Review(review::Args),
    /// Show what a check looks for, with a weak and a stronger passage
    Explain(explain::Args),
    /// Turn an answer into a document to hand in
    Export(export::Args),
    /// Draw the diagram on standard input, as JSON; `ssmr export` runs this
    #[command(hide = true)]
    DrawDiagram(draw::Args),
    /// List and show the practice cases
    Cases(cases::Args),
    /// Read the framework, the rubric and the reference shelf
    Guide(guide::Args),
    /// Check, write and list packs of your own content
    Pack(pack::Args),
    /// Print the JSON Schema of a content file
    Schema(schema::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}

/// Runs the program. A panic has said what happened by then; it ends with the code of a defect.
pub fn main() -> ExitCode {
    std::panic::catch_unwind(run_and_report).unwrap_or_else(|_| {
        let words = "This is a defect of ssmr. What you typed in a session is in its journal: `ssmr practice --resume`.\n";
        // There is nobody to tell when standard error is gone.
        let _ = std::io::stderr().write_all(words.as_bytes());
        ExitCode::from(errors::code::BUG)
    })
}

fn run_and_report() -> ExitCode {
    let cli = Cli::parse();
    let environment = Environment::read();
    let width = environment.facts.width;
    let (result, paint) = match Shell::new(environment, cli.packs, cli.color) {
        Ok(shell) => (run(&shell, cli.command), shell.err),
        Err(error) => (Err(error), Paint::new(false)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let (words, code) = report(&error, paint, width);
            let _ = std::io::stderr().write_all(words.as_bytes());
            ExitCode::from(code)
        }
    }
}

fn run(shell: &Shell, command: Option<Command>) -> Result<()> {
    match command {
        None => standing::run(shell),
        Some(Command::Practice(args)) => practice::run(shell, &args),
        Some(Command::Template(args)) => template::run(shell, &args),
        Some(Command::Mark(args)) => mark::run(shell, &args),
        Some(Command::Review(args)) => review::run(shell, &args),
        Some(Command::Explain(args)) => explain::run(shell, &args),
        Some(Command::Export(args)) => export::run(shell, &args),
        Some(Command::DrawDiagram(_)) => draw::run(shell),
        Some(Command::Cases(args)) => cases::run(shell, &args),
        Some(Command::Guide(args)) => guide::run(shell, &args),
        Some(Command::Pack(args)) => pack::run(shell, &args),
        Some(Command::Schema(args)) => schema::run(shell, &args),
        Some(Command::Completions(args)) => completions::run(shell, &args),
        Some(Command::Man(_)) => man::run(shell),
    }
}

/// The command line as clap knows it, for help, manual and completions.
pub fn command() -> clap::Command {
    Cli::command()
}
