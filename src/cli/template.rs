//! `ssmr template`: a blank answer.

use std::path::PathBuf;

use anyhow::Result;

use crate::cli::cases::find_case;
use crate::cli::errors::Failure;
use crate::cli::guide::framework;
use crate::cli::input;
use crate::cli::shell::Shell;
use crate::pack::framework::{Framework, OptionList, Question, QuestionKind};
use crate::pack::shelf::Shelf;
use crate::store::files;
use crate::submission::{Blank, Head, blank};
use crate::terminal::dialog::Choice;

/// Arguments of `ssmr template`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The case, by id; without it, the template fits any case
    case: Option<String>,

    /// Take the brief from this file instead; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "case")]
    brief: Option<PathBuf>,

    /// The framework to answer in
    #[arg(long, value_name = "ID", default_value = "ssmr")]
    framework: String,

    /// Your name, for the title block
    #[arg(long, value_name = "NAME")]
    candidate: Option<String>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file if it exists
    #[arg(long)]
    force: bool,
}

/// A case, or a brief of one's own.
#[derive(Debug, Clone, Default)]
pub struct Task {
    /// The case, by id; none for an own brief.
    pub case: Option<String>,
    /// The case type, by id.
    pub case_type: Option<String>,
    /// The title.
    pub title: String,
    /// The brief.
    pub brief: String,
}

/// Runs `ssmr template`.
///
/// # Errors
/// An unknown case or framework, an unreadable brief, or a file that cannot be written.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let library = shell.library()?;
    let framework = framework(&library, &args.framework)?;
    let task = match (&args.case, &args.brief) {
        (Some(id), _) => {
            let case = find_case(&library, id)?;
            Task {
                case: Some(case.id),
                case_type: Some(case.case_type),
                title: case.title,
                brief: case.brief,
            }
        }
        (None, Some(path)) => {
            let (title, brief) = input::brief(path)?;
            Task { title, brief, ..Task::default() }
        }
        (None, None) => Task { title: "Case study".into(), ..Task::default() },
    };
    let head = Head {
        case: task.case.clone(),
        framework: Some(framework.id.clone()),
        candidate: args.candidate.clone(),
        app: Some(env!("CARGO_PKG_VERSION").into()),
        ..Head::default()
    };
    let text = write(&task, &framework, &library.shelf(), head, true);
    match &args.output {
        None => shell.document(&text),
        Some(path) if path.as_os_str() == "-" => shell.document(&text),
        Some(path) => {
            save(path, text.as_bytes(), args.force)?;
            shell.result(&format!("{}\n", path.display()))
        }
    }
}

/// The text of a blank submission.
pub fn write(task: &Task, framework: &Framework, shelf: &Shelf, head: Head, starters: bool) -> String {
    let offered = |question: &Question| {
        (question.id.clone(), options(question, shelf).into_iter().map(|choice| choice.label).collect())
    };
    let questions = framework.sections.iter().flat_map(|section| &section.questions);
    let choices = questions.filter(|question| question.kind == QuestionKind::Choice);
    blank(&Blank {
        head,
        title: &task.title,
        brief: &task.brief,
        framework,
        case_type: task.case_type.as_deref(),
        options: choices.map(offered).collect(),
        starters,
    })
}

/// What a `choice` question offers, published terms first.
pub fn options(question: &Question, shelf: &Shelf) -> Vec<Choice> {
    listed(&question.options, shelf)
}

/// The entries of reference lists, published terms first.
pub fn listed(lists: &[OptionList], shelf: &Shelf) -> Vec<Choice> {
    let choice = |id: &str, title: &str| Choice { id: id.to_owned(), label: title.to_owned() };
    let list = |list: &OptionList| -> Vec<Choice> {
        match list {
            OptionList::Impacts => {
                shelf.harms.impacts.iter().map(|entry| choice(&entry.id, &entry.title)).collect()
            }
            OptionList::Categories => {
                shelf.harms.categories.iter().map(|entry| choice(&entry.id, &entry.title)).collect()
            }
            OptionList::Principles => {
                let published =
                    shelf.principles.published.iter().map(|entry| choice(&entry.id, &entry.title));
                published
                    .chain(shelf.principles.directives.iter().map(|entry| choice(&entry.id, &entry.title)))
                    .collect()
            }
        }
    };
    lists.iter().flat_map(list).collect()
}

/// Writes a file; an existing one only with `--force`.
///
/// # Errors
/// The file exists, its folder does not, or it cannot be written.
pub fn save(path: &std::path::Path, bytes: &[u8], force: bool) -> Result<()> {
    let written = if force { files::replace(path, bytes) } else { files::write_new(path, bytes) };
    Ok(written.map_err(Failure::from)?)
}
