//! This program once more, in place of itself.

use std::ffi::OsString;
use std::io;
use std::process::Command;

/// Runs this program again with other arguments. Where the system can, the new one takes the place of this one and
/// nothing comes back but an error; elsewhere it is waited for.
///
/// # Errors
/// It cannot be started.
pub fn again(arguments: &[OsString]) -> io::Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(arguments);
    replace(command)
}

#[cfg(unix)]
fn replace(mut command: Command) -> io::Result<()> {
    Err(std::os::unix::process::CommandExt::exec(&mut command))
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> io::Result<()> {
    command.status().map(drop)
}
