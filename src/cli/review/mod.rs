//! `ssmr review`: what a careful reader would notice in an answer, with evidence.

mod beside;
mod calibration;
pub(in crate::cli) mod compare;
mod human;
mod keep;
mod many;
mod mute;
mod quote;
mod score;
mod second;

pub(super) use mute::muted;

use std::ffi::OsStr;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args as _, FromArgMatches};

use crate::cli::cases::find_case;
use crate::cli::errors::Failure;
use crate::cli::input;
use crate::cli::practice::after;
use crate::cli::shell::Shell;
use crate::pack::library::Library;
use crate::review::finding::Severity;
use crate::review::part::Part;
use crate::review::simple::AnyCheck;
use crate::review::{Context, Review, review, worst};
use crate::submission::read_head;

pub use score::UNSEEN;

/// Arguments of `ssmr review`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The review shows the three most valuable fixes; `--all` shows everything.
A finding that does not fit is disputed in the file with `<!-- ssmr-ignore CHECK: reason -->`, or with --dispute,
which leaves the file as it is. Disputed findings stay listed and count for nothing.
A muted check still runs on the answers of your own attempts; what it finds is named in one line and counts for nothing.
Files of other people are always reviewed in full.

Without --reviewer nothing leaves this machine. With it, the program CMD gets the rubric, the brief and the answer on
standard input and prints JSON; docs/review.md has the shape. Its opinion is shown beside the review and changes no
score. No shell runs CMD, unless you write one: --reviewer \"sh -c '...'\".")]
pub struct Args {
    /// The answers: any Markdown files; `-` is standard input
    #[arg(required_unless_present_any = ["mute", "unmute"], value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The case that the answers belong to, by id; the front matter's own is the default
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// The rubric, by id
    #[arg(long, value_name = "RUBRIC", default_value = "anthropic-pm")]
    rubric: String,

    /// How to print it
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human")]
    format: Format,

    /// Show every finding, the parts, the harm chain and the numbers
    #[arg(long)]
    all: bool,

    /// Hide the scores; the history keeps them
    #[arg(long)]
    no_scores: bool,

    /// Show which sentences carry which points
    #[arg(long, conflicts_with = "no_scores")]
    trace: bool,

    /// Exit with 1 if something this severe is found: low, medium or high
    #[arg(long, value_name = "SEVERITY", value_enum)]
    fail_on: Option<Limit>,

    /// Run these checks only
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    only: Vec<String>,

    /// Leave these checks out
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    ignore: Vec<String>,

    /// Dispute this finding; kept in the history, the file stays as it is
    #[arg(long, value_name = "CHECK")]
    dispute: Option<String>,

    /// Why the finding is disputed
    #[arg(long, value_name = "TEXT", requires = "dispute")]
    reason: Option<String>,

    /// Compare with an older version of the answer: what is fixed, new and unchanged, and which scores moved
    #[arg(long, value_name = "OLD", conflicts_with = "dispute")]
    compare: Option<PathBuf>,

    /// Mute these checks in all your attempts, from now on; works without a file too
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    mute: Vec<String>,

    /// Hear these checks again
    #[arg(long, value_name = "CHECK", value_delimiter = ',', conflicts_with = "mute")]
    unmute: Vec<String>,

    /// Show this section of the answer beside that of the sample: scope, safety, metrics or rollout
    #[arg(long, value_name = "SECTION", value_parser = beside::part, conflicts_with_all = ["compare", "dispute", "format"])]
    beside: Option<Part>,

    /// Open the sample though no attempt at its case is finished
    #[arg(long, requires = "beside")]
    spoil: bool,

    /// Ask this program for a second opinion, such as 'claude -p'; the brief and the answer go to it
    #[arg(long, value_name = "CMD", conflicts_with = "compare")]
    reviewer: Option<String>,

    /// How long the reviewer may take for one reply
    #[arg(long, value_name = "SECONDS", default_value_t = 120, requires = "reviewer", value_parser = clap::value_parser!(u64).range(1..=3600))]
    reviewer_timeout: u64,

    /// Keep no history of this review
    #[arg(long)]
    no_record: bool,
}

/// How a review is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One JSON document; with several files one per line
    Json,
    /// One line of JSON per file
    Jsonl,
}

/// From which severity on a finding fails the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Limit {
    /// Any finding
    Low,
    /// Medium or high
    Medium,
    /// High alone
    High,
}

impl Limit {
    fn severity(self) -> Severity {
        match self {
            Limit::Low => Severity::Low,
            Limit::Medium => Severity::Medium,
            Limit::High => Severity::High,
        }
    }

    /// Whether a review fails: a finding at or above the limit, or a text that could not be assessed.
    fn fails(self, review: &Review) -> bool {
        !review.assessed || worst(review).is_some_and(|severity| severity >= self.severity())
    }
}

/// Runs `ssmr review`.
///
/// # Errors
/// An answer cannot be read, a name is unknown, standard output is gone, or something reaches `--fail-on`.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let library = shell.library()?;
    known_names(&library, args)?;
    let reviewer = args.reviewer.as_deref();
    let reviewer =
        reviewer.map(|command| second::Reviewer::new(command, args.reviewer_timeout)).transpose()?;
    if args.files.len() > 1 {
        return many::run(shell, args, &library);
    }
    mute::keep(shell, args)?;
    let Some(file) = args.files.first() else { return mute::tell(shell) };
    let text = input::text(file)?;
    let name = file.display().to_string();
    let head = read_head(&name, &text).unwrap_or_default();
    // The process ends behind this; taking the lexicon apart would only take time.
    let mut context = ManuallyDrop::new(context(&library, args, head.case.as_deref())?);
    let attempt = head.attempt.filter(|_| !args.no_record || args.dispute.is_some());
    let mut keeper = keep::Keeper::open(shell, attempt);
    if let Some(check) = &args.dispute {
        keeper.dispute(shell, check, args.reason.as_deref())?;
    }
    context.disputed = keeper.disputes();
    context.muted = keeper.muted();
    let mut found = review(&name, &text, &context);
    if let Some(old) = &args.compare {
        return compare::run(shell, args, &context, found, old);
    }
    if !args.no_record {
        keeper.keep(shell, &found);
    }
    if let Some(part) = args.beside {
        return beside::run(shell, args, &library, &context, &text, &found, part);
    }
    let failure = match &reviewer {
        Some(reviewer) => reviewer.ask(shell, &context, &text, &mut found)?,
        None => None,
    };
    let expected = if args.no_scores { String::new() } else { calibration::page(shell, &keeper, &found) };
    let found = if args.no_scores { score::hidden(found) } else { found };
    match args.format {
        Format::Human => shell.show(&format!("{}{expected}", human::draw(shell, &text, &found, args)))?,
        Format::Json => shell.json(&found)?,
        Format::Jsonl => shell.result(&format!("{}\n", serde_json::to_string(&found)?))?,
    }
    keeper.offers(shell, &found);
    if args.format == Format::Human && keeper.knows_attempt() {
        again(shell, file, &found);
    }
    if let Some(failure) = failure {
        return Err(failure.into());
    }
    match args.fail_on {
        Some(limit) if limit.fails(&found) => Err(Failure::Findings.into()),
        _ => Ok(()),
    }
}

/// Reviews one file as `ssmr review FILE` does, for the end of a session.
///
/// # Errors
/// As [`run`].
pub fn one(shell: &Shell, file: &Path) -> Result<()> {
    let words = [OsStr::new("review"), OsStr::new("--"), file.as_os_str()];
    let matches = Args::augment_args(clap::Command::new("review")).try_get_matches_from(words)?;
    run(shell, &Args::from_arg_matches(&matches)?)
}

/// Names the finding whose fix gains most, and the command that goes straight to it.
fn again(shell: &Shell, file: &Path, found: &Review) {
    if let Some(finding) = found.worth_most() {
        let command = after::command(file, found.name(finding));
        shell.hint(&format!("`{}` is worth most; to write just that anew: {command}", finding.check));
    }
}

fn known_names(library: &Library, args: &Args) -> Result<()> {
    if library.rubric(&args.rubric).is_none() {
        let known = library.rubrics();
        let known = known.iter().map(String::as_str);
        return Err(Failure::unknown("rubric", &args.rubric, known, "`ssmr guide rubric`").into());
    }
    let rubric = library.rubric(&args.rubric);
    let named = args.only.iter().chain(&args.ignore).chain(&args.dispute).chain(&args.mute);
    for id in named {
        if AnyCheck::find(rubric.as_ref(), id).is_none() {
            let known: Vec<&str> = AnyCheck::every(rubric.as_ref()).map(|check| check.id()).collect();
            return Err(Failure::unknown("check", id, known, "`ssmr explain`").into());
        }
    }
    Ok(())
}

/// The context of a file: the case that was named, or the one of its front matter if the library has it.
fn context(library: &Library, args: &Args, own: Option<&str>) -> Result<Context> {
    let case = match &args.case {
        Some(id) => Some(find_case(library, id)?),
        None => own.and_then(|id| library.case(id)),
    };
    let mut context = Context::new(library, case, &args.rubric);
    context.only.clone_from(&args.only);
    context.ignore.clone_from(&args.ignore);
    Ok(context)
}

/// How a file is named in messages.
fn shown(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}
