//! Where the document goes.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Args;
use crate::cli::errors::Failure;
use crate::export::Format;

/// The file to write; none for standard output.
pub(super) fn output(args: &Args) -> Result<Option<PathBuf>> {
    let path = match &args.output {
        Some(path) if path.as_os_str() == "-" => return Ok(None),
        Some(path) => path.clone(),
        None if args.file.as_os_str() == "-" => return Ok(None),
        None => beside(&args.file, args.to),
    };
    if path == args.file {
        let failure = Failure::usage("the document would replace the answer it is made from");
        return Err(failure.hint("name another file with `-o FILE`").into());
    }
    Ok(Some(path))
}

fn beside(file: &Path, format: Format) -> PathBuf {
    match format {
        Format::Html | Format::Pdf | Format::Json => file.with_extension(format.name()),
        Format::Markdown => {
            let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            file.with_file_name(format!("{stem}-final.md"))
        }
    }
}
