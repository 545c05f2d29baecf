//! Reading what people name on the command line: files, standard input, briefs.

use std::path::Path;

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::store::files;

/// No answer or brief is larger than this, in bytes.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// Reads a text file; `-` is standard input.
///
/// # Errors
/// The file is missing, a folder, too large, or not UTF-8.
pub fn text(path: &Path) -> Result<String> {
    let read = if path == Path::new("-") {
        files::read_stream("standard input", &mut std::io::stdin().lock(), LARGEST)
    } else {
        files::read_text(path, LARGEST)
    };
    Ok(read.map_err(Failure::from)?.content)
}

/// An own brief: its title and text. The title is the first heading or line; the brief is the rest, or the line itself.
///
/// # Errors
/// The file cannot be read or says nothing.
pub fn brief(path: &Path) -> Result<(String, String)> {
    let text = text(path)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(Failure::input(format!("the brief in {} is empty", path.display())).into());
    }
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim().strip_prefix('#') {
        Some(heading) => Ok((heading.trim_start_matches('#').trim().to_owned(), rest.trim().to_owned())),
        None => Ok(("Case study".to_owned(), text.to_owned())),
    }
}
