//! Checks that a person has muted, in all their attempts.

use anyhow::Result;

use super::Args;
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::store::journal::Journal;

/// Keeps what is muted and what is not any more.
///
/// # Errors
/// A check is to be heard again that is not muted, or the journal cannot be written.
pub(super) fn keep(shell: &Shell, args: &Args) -> Result<()> {
    if args.mute.is_empty() && args.unmute.is_empty() {
        return Ok(());
    }
    let mut journal = open(shell)?;
    let known = journal.muted().map_err(Failure::from)?;
    if let Some(check) = args.unmute.iter().find(|check| !known.contains(check)) {
        return Err(Failure::usage(format!("`{check}` is not muted")).hint(said(&known)).into());
    }
    let now = shell.clock.now().wall_ms;
    let all = args.mute.iter().map(|check| (check, true));
    for (check, muted) in all.chain(args.unmute.iter().map(|check| (check, false))) {
        journal.mute(check, muted, now).map_err(Failure::from)?;
    }
    Ok(())
}

/// Says what is muted now.
///
/// # Errors
/// The journal cannot be read, or standard output is gone.
pub(super) fn tell(shell: &Shell) -> Result<()> {
    let muted = open(shell)?.muted().map_err(Failure::from)?;
    shell.result(&format!("{}\n", said(&muted)))
}

/// The checks that the person has muted; none if there is no journal.
pub(in crate::cli) fn muted(shell: &Shell) -> Vec<String> {
    let path = shell.home().ok().map(|home| home.join("journal.sqlite")).filter(|path| path.exists());
    path.and_then(|path| Journal::open(&path).ok()?.muted().ok()).unwrap_or_default()
}

fn said(muted: &[String]) -> String {
    if muted.is_empty() {
        "no check is muted".to_owned()
    } else {
        format!("muted in your attempts: {}", words::list(muted))
    }
}

fn open(shell: &Shell) -> Result<Journal> {
    Ok(Journal::open(&shell.home()?.join("journal.sqlite")).map_err(Failure::from)?)
}
