//! Programs of the person's choice: editor and pager.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// A program could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum ChildError {
    /// No editor is set, and none of the usual ones is there.
    #[error("no editor was found; set EDITOR to the one you use, such as `export EDITOR=nano`")]
    NoEditor,
    /// It could not be started.
    #[error("`{program}` could not be started: {error}; set EDITOR to another editor")]
    Start {
        /// The program as configured.
        program: String,
        /// Why.
        error: io::Error,
    },
    /// It ended with a failure.
    #[error("`{program}` ended with {status}; your text is as it was")]
    Failed {
        /// The program as configured.
        program: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
}

/// Opens a file in the person's editor and waits until it is closed.
///
/// # Errors
/// No editor, or one that does not start or ends with a failure.
pub fn edit(editor: Option<&str>, file: &Path) -> Result<(), ChildError> {
    let candidates: Vec<String> = match editor {
        Some(editor) => vec![editor.to_owned()],
        None => usual_editors(),
    };
    for program in candidates {
        let status = match shell_words(&program, file).status() {
            Ok(status) => status,
            Err(error) if editor.is_none() && error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(ChildError::Start { program, error }),
        };
        return if status.success() { Ok(()) } else { Err(ChildError::Failed { program, status }) };
    }
    Err(ChildError::NoEditor)
}

fn usual_editors() -> Vec<String> {
    let names: &[&str] = if cfg!(windows) { &["notepad"] } else { &["nano", "vim", "vi"] };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The editor's words, such as `code --wait`, with the file behind them. The standard streams are the person's.
fn shell_words(program: &str, file: &Path) -> Command {
    let mut words = program.split_whitespace().map(OsString::from);
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).arg(file);
    command
}

/// Shows a long text in the pager. False if there is none; the caller then prints the text.
pub fn page(pager: Option<&str>, text: &str) -> bool {
    let program = pager.unwrap_or(if cfg!(windows) { "more" } else { "less" });
    let mut words = program.split_whitespace();
    let Some(name) = words.next() else { return false };
    let mut command = Command::new(name);
    command.args(words).stdin(Stdio::piped());
    if pager.is_none() && !cfg!(windows) {
        command.args(["-R", "-F", "-X"]);
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        // A pager that is closed early breaks the pipe; that is how people leave it.
        let _ = stdin.write_all(text.as_bytes());
    }
    child.wait().is_ok_and(|status| status.success() || status.code() != Some(127))
}

/// Opens a file with the program that the desktop keeps for it, and does not wait. False if there is none.
pub fn open(file: &Path) -> bool {
    let words: &[&str] = if cfg!(windows) {
        &["cmd", "/C", "start", ""]
    } else if cfg!(target_os = "macos") {
        &["open"]
    } else {
        &["xdg-open"]
    };
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}
