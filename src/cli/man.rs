//! `ssmr man`: the manual page, with every command in it.

use anyhow::Result;
use clap::{Arg, Command};
use clap_mangen::Man;

use crate::cli::shell::Shell;

/// Arguments of `ssmr man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  ssmr man > ~/.local/share/man/man1/ssmr.1")]
pub struct Args {}

/// Runs `ssmr man`.
///
/// # Errors
/// Standard output is gone.
pub fn run(shell: &Shell) -> Result<()> {
    shell.result(&manual()?)
}

/// The manual page in roff: the program, then one section for each command, in the order of the help.
///
/// # Errors
/// None in memory.
pub fn manual() -> Result<String> {
    let mut command = super::command();
    command.build();
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_subcommands_section(&mut page)?;
    man.render_options_section(&mut page)?;
    man.render_extra_section(&mut page)?;
    let mut text = String::from_utf8_lossy(&page).replace(".SH EXTRA", ".SH NOTES");
    for sub in command.get_subcommands() {
        // There is one page for everything, and no `ssmr-practice(1)`.
        text = text.replace(&format!("ssmr\\-{}(1)", sub.get_name()), &format!("ssmr {}", sub.get_name()));
    }
    for sub in commands(&command) {
        add(&mut text, "ssmr", sub)?;
    }
    // Every part comes with the same preamble; once is enough.
    let preamble: String = text.split_inclusive('\n').take(2).collect();
    Ok(format!("{preamble}{}", text.replace(&preamble, "")))
}

/// A command, and those below it.
fn add(text: &mut String, parent: &str, command: &Command) -> Result<()> {
    let name = format!("{parent} {}", command.get_name());
    // What every command takes stands at the top.
    let global = |arg: Arg| if arg.get_help_heading().is_some() { arg.hide(true) } else { arg };
    let man = Man::new(command.clone().mut_args(global));
    let mut section = Vec::new();
    man.render_description_section(&mut section)?;
    man.render_synopsis_section(&mut section)?;
    man.render_options_section(&mut section)?;
    if command.get_after_help().is_some() {
        man.render_extra_section(&mut section)?;
    }
    let section = String::from_utf8_lossy(&section).replace(".SH EXTRA", ".SH NOTES").replace(".SH ", ".SS ");
    text.push_str(&format!(".SH \"{}\"\n{section}", name.to_uppercase()));
    commands(command).try_for_each(|sub| add(text, &name, sub))
}

fn commands(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| sub.get_name() != "help")
}
