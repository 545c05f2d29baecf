//! `ssmr mark`: mark a sample as an interviewer would, then see how the review and its author judge it.

mod ask;
mod choose;
mod command;
mod fault;
mod paper;
mod show;

use std::io::Write;

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::practice::journal;
use crate::cli::shell::Shell;
use crate::judgment::{Agreed, Compared, Pointed, Quality, compare};
use crate::pack::library::Library;
use crate::pack::rubric::Rubric;
use crate::review::{Context, Review, review};
use crate::store::journal::{Marking, MarkingFault, MarkingScore};
use crate::system::Signals;
use crate::terminal::prompts;

/// The rubric that is marked by.
const RUBRIC: &str = "anthropic-pm";

/// Arguments of `ssmr mark`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
You read an answer without knowing whether it is a strong or a weak one, score five criteria from 1 to 5 in halves, \
and point at up to three faults. Ten minutes are the aim; nothing stops you after them.

Every mark is kept when it is given. Ctrl-C leaves, and `ssmr mark` goes on.

With --plain, or without a terminal, everything is plain lines: a score such as `3.5` for each criterion, then up to \
three faults such as `no-visual 12` (a check and a line of the sample), an empty line for no more. Commands:
  :sample :brief :levels :checks :find WORD :skip :back :finish :help
The end of the input ends the marking; what was judged by then is kept and compared.")]
pub struct Args {
    /// The case, by id; without it, a sample that you marked least often is picked
    case: Option<String>,

    /// Which of its samples; without it, you find out at the end
    #[arg(long, value_name = "WHICH", value_enum)]
    sample: Option<Which>,

    /// Show your markings so far and stop
    #[arg(long, conflicts_with_all = ["case", "sample"])]
    history: bool,

    /// Plain lines: no lists to move in, no color; for screen readers and scripts
    #[arg(long)]
    plain: bool,
}

/// A sample of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Which {
    /// The one without a firm fault
    Strong,
    /// The one with the faults that its case names
    Weak,
}

impl From<Which> for Quality {
    fn from(which: Which) -> Self {
        match which {
            Which::Strong => Quality::Strong,
            Which::Weak => Quality::Weak,
        }
    }
}

/// Runs `ssmr mark`.
///
/// # Errors
/// An unknown case, a broken pack, a journal that cannot be written, or Ctrl-C; what was judged is kept.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let library = shell.library()?;
    let rubric = library.rubric(RUBRIC).ok_or_else(|| Failure::input("the rubric is missing"))?;
    let mut journal = journal(shell)?;
    if args.history {
        return show::history(shell, &rubric, &journal);
    }
    let begun = choose::begin(shell, args, &library, &mut journal)?;
    let _signals = Signals::listen(|| {
        prompts::give_back();
        // A hang-up leaves nobody to tell; every mark is kept all the same.
        let _ = writeln!(std::io::stderr(), "\n{LEFT}");
    })?;
    let capable = shell.is_capable(args.plain);
    let mut dialog = shell.dialog(args.plain);
    let mut desk = ask::Desk::new(shell, dialog.as_mut(), &rubric, journal, begun, capable);
    let end = desk.run()?;
    let ask::Done { mut journal, marking, paper } = desk.done();
    match end {
        ask::End::Left => Err(Failure::Interrupted(LEFT.into()).into()),
        ask::End::Finished if marking.scores.is_empty() && marking.faults.is_empty() => {
            journal.discard_marking(marking.number).map_err(Failure::from)?;
            shell.status("Nothing was judged, so nothing is kept.");
            Ok(())
        }
        ask::End::Finished => {
            let outcome = Outcome::new(shell, &library, marking, &paper);
            journal.finish_marking(&outcome.marking).map_err(Failure::from)?;
            let page = show::outcome(shell, &library, &rubric, &outcome, &paper, &journal)?;
            if capable { shell.show(&page) } else { shell.result(&page) }
        }
    }
}

/// What is said to somebody who leaves.
const LEFT: &str = "Your marks are kept. `ssmr mark` goes on with this sample.";

/// A marking that is over, with what it is compared with.
struct Outcome {
    marking: Marking,
    review: Review,
    faults: Compared,
}

impl Outcome {
    fn new(shell: &Shell, library: &Library, marking: Marking, paper: &paper::Paper) -> Self {
        let context = Context::new(library, Some(paper.case.clone()), RUBRIC);
        let review = review(&paper.case.id, &paper.text, &context);
        // The author of a strong sample means no fault.
        let author = if paper.quality == Quality::Weak { paper.case.weak_draws.as_slice() } else { &[] };
        let firm = review.findings.iter().filter(|finding| !finding.question);
        let firm: Vec<String> = firm.map(|finding| finding.check.clone()).collect();
        let faults = compare(&pointed(&marking), author, &firm);
        let marking = ended(marking, &review, &faults, shell.clock.now().wall_ms);
        Self { marking, review, faults }
    }
}

/// The faults of a marking as values to compare.
fn pointed(marking: &Marking) -> Vec<Pointed> {
    let one = |fault: &MarkingFault| Pointed {
        check: fault.check.clone(),
        line: fault.line.and_then(|line| usize::try_from(line).ok()),
    };
    marking.faults.iter().map(one).collect()
}

/// The marking with what the review and the author say.
fn ended(mut marking: Marking, review: &Review, faults: &Compared, now_ms: i64) -> Marking {
    for score in &mut marking.scores {
        let view = review.criteria.iter().find(|view| view.id == score.criterion);
        score.review = view.and_then(|view| view.score);
    }
    for fault in &mut marking.faults {
        let agreed = faults.named.iter().find(|(known, _)| known.check == fault.check);
        fault.seen_by = Some(agreed.map_or(Agreed::Nobody, |(_, agreed)| *agreed).word().to_owned());
    }
    Marking { finished_ms: Some(now_ms), missed: faults.missed.clone(), ..marking }
}

/// The scores of a marking in the order of the rubric, as they were when it ended.
fn beside(rubric: &Rubric, scores: &[MarkingScore]) -> Vec<crate::judgment::Beside> {
    let one = |criterion: &crate::pack::rubric::Criterion| {
        let known = scores.iter().find(|score| score.criterion == criterion.id);
        crate::judgment::Beside {
            id: criterion.id.clone(),
            title: criterion.title.clone(),
            weight: criterion.weight,
            own: known.map(|score| score.own),
            reviewed: known.and_then(|score| score.review),
        }
    };
    rubric.criteria.iter().map(one).collect()
}
