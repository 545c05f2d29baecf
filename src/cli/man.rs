//! `ssmr man`: the manual page, with every command in it.

use anyhow::Result;

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

/// The manual page in roff: the program, then one section for each command.
///
/// # Errors
/// None in memory.
pub fn manual() -> Result<String> {
    let mut command = super::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let name = format!("ssmr {}", sub.get_name());
        let mut section = Vec::new();
        let man = clap_mangen::Man::new(sub.clone());
        man.render_description_section(&mut section)?;
        man.render_synopsis_section(&mut section)?;
        man.render_options_section(&mut section)?;
        let text = String::from_utf8_lossy(&section).replace(".SH ", ".SS ");
        page.extend(format!(".SH \"{}\"\n{text}", name.to_uppercase()).into_bytes());
    }
    Ok(String::from_utf8_lossy(&page).into_owned())
}
