//! `ssmr export`: an answer as a document to hand in.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::input;
use crate::cli::shell::Shell;
use crate::cli::template::save;
use crate::export::{Format, Meta, Paper, Report, html, json, markdown};
use crate::submission::{read_head, without_untouched};

/// Arguments of `ssmr export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What is handed in holds no comment of the coach, no score and no timing.
To make a PDF, open the HTML page in a browser and print it to a file.")]
pub struct Args {
    /// The answer: any Markdown file; `-` is standard input
    file: PathBuf,

    /// What to make: html, md or json
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    to: Format,

    /// Write to this file; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The paper for printing: a4 or letter
    #[arg(long, value_name = "SIZE", default_value = "a4")]
    paper: Paper,

    /// Your name, for the title block; the answer's own is the default
    #[arg(long, value_name = "NAME")]
    candidate: Option<String>,

    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

/// Runs `ssmr export`.
///
/// # Errors
/// The answer cannot be read, or the document cannot be written.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let text = input::text(&args.file)?;
    let name = args.file.display().to_string();
    let head = match read_head(&name, &text) {
        Ok(head) => head,
        Err(problem) => {
            shell.warning(&format!("the front matter is not YAML and is left out: {}", problem.message));
            crate::submission::Head::default()
        }
    };
    let library = shell.library()?;
    let case = head.case.as_deref().and_then(|id| library.case(id));
    let framework = library.framework(head.framework.as_deref().unwrap_or("ssmr"));
    let text = framework.map_or_else(|| text.clone(), |framework| without_untouched(&text, &framework));
    if markdown::clean(&text).trim().is_empty() {
        shell.warning(&format!("`{name}` has no text"));
    }
    let meta = Meta {
        case_title: case.map(|case| case.title),
        candidate: args.candidate.clone().or(head.candidate),
        date: head.started.as_deref().and_then(|started| started.get(..10)).map(str::to_owned),
        lang: "en".into(),
    };
    let document = match args.to {
        Format::Markdown => markdown::clean(&text),
        Format::Html => html::write(&Report::assemble(&text, meta), args.paper),
        Format::Json => json::write(&Report::assemble(&text, meta)),
    };
    match output(args)? {
        None => shell.document(&document),
        Some(path) => {
            save(&path, document.as_bytes(), args.force)?;
            shell.result(&format!("{}\n", path.display()))
        }
    }
}

/// Where the document goes; none for standard output.
fn output(args: &Args) -> Result<Option<PathBuf>> {
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
        Format::Html => file.with_extension("html"),
        Format::Json => file.with_extension("json"),
        Format::Markdown => {
            let stem = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            file.with_file_name(format!("{stem}-final.md"))
        }
    }
}
