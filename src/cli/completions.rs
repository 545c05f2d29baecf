//! `ssmr completions`: a completion script for a shell.

use anyhow::Result;
use clap_complete::Shell as Target;

use crate::cli::shell::Shell;

/// Arguments of `ssmr completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ssmr completions bash > ~/.local/share/bash-completion/completions/ssmr
  ssmr completions zsh > ~/.zfunc/_ssmr
  ssmr completions fish > ~/.config/fish/completions/ssmr.fish")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Target,
}

/// Runs `ssmr completions`.
///
/// # Errors
/// Standard output is gone.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "ssmr", &mut script);
    shell.result(&String::from_utf8_lossy(&script))
}
