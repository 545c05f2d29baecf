//! `ssmr export`: an answer as a document to hand in.

mod check;
mod pdf;
mod place;
mod review;

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::cli::template::save;
use crate::cli::{draw, input};
use crate::export::check::{About, Remark, check};
use crate::export::{Diagram, Format, Meta, Paper, Report, markdown};
use crate::pack::framework::Framework;
use crate::submission::{Head, read_head, without_untouched};
use crate::system::open;

/// Arguments of `ssmr export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What is handed in holds no comment of the coach, no score and no timing.
A PDF is printed by the Chromium, Chrome, Brave or Edge of this machine; SSMR_BROWSER names another.")]
pub struct Args {
    /// The answer: any Markdown file; `-` is standard input
    file: PathBuf,

    /// What to make: html, pdf, md or json
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

    /// Leave out your name and the date
    #[arg(long, conflicts_with = "candidate")]
    anonymous: bool,

    /// Add figures made from the answer's own tables: risk matrix, harm chain, measures, rollout
    #[arg(long)]
    figures: bool,

    /// Append the review of the answer as an annex
    #[arg(long)]
    with_review: bool,

    /// Write nothing; say what is unanswered, left over, unsourced, too long or hard to read
    #[arg(long, conflicts_with_all = ["output", "open", "figures", "anonymous", "with_review"])]
    check: bool,

    /// Open the document when it is written
    #[arg(long)]
    open: bool,

    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

/// Runs `ssmr export`.
///
/// # Errors
/// The answer cannot be read, the document cannot be written, or `--check` has something to say.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let written = input::text(&args.file)?;
    let place = place::output(args)?;
    if place.is_none() && args.open {
        return Err(Failure::usage("standard output cannot be opened")
            .hint("leave out `-o -` or `--open`")
            .into());
    }
    let head = head(shell, args, &written);
    let library = shell.library()?;
    let case = head.case.as_deref().and_then(|id| library.case(id));
    let framework = library.framework(head.framework.as_deref().unwrap_or("ssmr"));
    if args.check {
        let case_type = case.as_ref().map(|case| case.case_type.as_str());
        return check::show(shell, &look(&written, framework.as_ref(), case_type));
    }
    let text = framework.map_or_else(|| written.clone(), |framework| without_untouched(&written, &framework));
    if markdown::clean(&text).trim().is_empty() {
        shell.warning(&format!("`{}` has no text", args.file.display()));
    }
    if args.anonymous {
        warn_of_name(shell, &head, &text);
    }
    if args.to == Format::Markdown {
        return finish(shell, args, place, markdown::clean(&text).as_bytes());
    }
    let mut report = Report::assemble(&text, meta(args, head, case.as_ref().map(|case| case.title.clone())));
    if args.with_review {
        report.annex = Some(review::annex(&library, case, &args.file.display().to_string(), &written));
    }
    if args.figures {
        report.add_figures();
        if report.figures.is_empty() {
            shell.warning("no table was found that a figure can be made from");
        }
    }
    if args.to == Format::Json {
        return finish(shell, args, place, Format::Json.write(&report, args.paper).as_bytes());
    }
    draw::draw_all(shell, &mut report);
    let page = args.to.write(&report, args.paper);
    if args.to == Format::Pdf {
        let pdf = pdf::print(shell, args, place.as_deref(), &page)?;
        return finish(shell, args, place, &pdf);
    }
    finish(shell, args, place, page.as_bytes())
}

/// What there is to look at. Diagrams are drawn for it: one that cannot be is left over too.
fn look(text: &str, framework: Option<&Framework>, case_type: Option<&str>) -> Vec<Remark> {
    let mut report = Report::assemble(text, Meta::default());
    draw::draw_quietly(&mut report);
    let mut remarks = check(text, framework, case_type);
    for Diagram { source, drawn } in &report.diagrams {
        if let Some(Err(fault)) = drawn {
            let line = text.find(source.as_str()).map_or(0, |at| text[..at].matches('\n').count() + 1);
            let what = format!("a diagram that cannot be drawn: {fault}");
            remarks.push(Remark { about: About::LeftOver, line, what });
        }
    }
    remarks.sort_by_key(|remark| (remark.about, remark.line));
    remarks
}

fn head(shell: &Shell, args: &Args, text: &str) -> Head {
    read_head(&args.file.display().to_string(), text).unwrap_or_else(|problem| {
        shell.warning(&format!("the front matter is not YAML and is left out: {}", problem.message));
        Head::default()
    })
}

fn meta(args: &Args, head: Head, case_title: Option<String>) -> Meta {
    let named = !args.anonymous;
    Meta {
        case_title,
        candidate: args.candidate.clone().or(head.candidate).filter(|_| named),
        date: head
            .started
            .as_deref()
            .and_then(|started| started.get(..10))
            .map(str::to_owned)
            .filter(|_| named),
        lang: "en".into(),
    }
}

/// A name that stands in the text itself is not ours to take out.
fn warn_of_name(shell: &Shell, head: &Head, text: &str) {
    let Some(name) = head.candidate.as_deref().map(str::trim).filter(|name| !name.is_empty()) else { return };
    let body = markdown::clean(text).to_lowercase();
    if body.contains(&name.to_lowercase()) {
        shell.warning(&format!("the answer itself names {name}; that stays as it is"));
    }
}

/// Writes the document, and opens it if wanted.
fn finish(shell: &Shell, args: &Args, place: Option<PathBuf>, bytes: &[u8]) -> Result<()> {
    let Some(path) = place else {
        return match std::str::from_utf8(bytes) {
            Ok(text) if args.to != Format::Pdf => shell.document(text),
            _ => shell.bytes(bytes),
        };
    };
    save(&path, bytes, args.force)?;
    shell.result(&format!("{}\n", path.display()))?;
    if args.open && !open(&path) {
        shell.warning("no program was found that opens it; open it in a browser");
    }
    Ok(())
}
