//! Many files at once: reviewed on all cores, printed in the order in which they were named.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::{collections::BTreeMap, thread};

use anyhow::Result;

use super::{Args, Format, context, human, score};
use crate::cli::errors::Failure;
use crate::cli::input;
use crate::cli::shell::Shell;
use crate::pack::library::Library;
use crate::review::{Context, Review, review};
use crate::submission::read_head;

/// So many files per core are read before the next ones are begun; memory stays small at any number of files.
const AHEAD: usize = 8;

/// Contexts by case; files of the same case share one.
type Contexts = Mutex<BTreeMap<Option<String>, Arc<Context>>>;

/// What became of a file.
enum Outcome {
    Reviewed(Box<Review>, String),
    Failed(anyhow::Error),
}

/// Reviews every file. A file that cannot be read is named on standard error, and the others go on.
///
/// # Errors
/// Standard output is gone, a file could not be read, or something reaches `--fail-on`.
pub(super) fn run(shell: &Shell, args: &Args, library: &Library) -> Result<()> {
    if args.compare.is_some() || args.dispute.is_some() || args.reviewer.is_some() {
        return Err(Failure::usage("--compare, --dispute and --reviewer take one file").into());
    }
    let contexts = Contexts::default();
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (mut failed, mut reached) = (0_usize, false);
    for chunk in args.files.chunks(cores * AHEAD) {
        for outcome in together(chunk, cores, |file| one(library, args, &contexts, file)) {
            match outcome {
                Outcome::Reviewed(found, text) => {
                    reached |= args.fail_on.is_some_and(|limit| limit.fails(&found));
                    match args.format {
                        Format::Human => {
                            shell.result(&format!("{}\n", human::draw(shell, &text, &found, args)))?;
                        }
                        _ => shell.result(&format!("{}\n", serde_json::to_string(&found)?))?,
                    }
                }
                Outcome::Failed(error) => {
                    failed += 1;
                    shell.warning(&format!("{error:#}"));
                }
            }
        }
    }
    if failed > 0 {
        let summary = format!("{failed} of {} files could not be reviewed", args.files.len());
        return Err(Failure::input(summary).hint("the messages above say why").into());
    }
    if reached { Err(Failure::Findings.into()) } else { Ok(()) }
}

/// Does the work for each file on so many threads; the outcomes come in the order of the files.
fn together(
    files: &[std::path::PathBuf],
    cores: usize,
    work: impl Fn(&Path) -> Outcome + Sync,
) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let outcomes: Mutex<BTreeMap<usize, Outcome>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..cores.min(files.len()) {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let at = files.iter().position(|known| std::ptr::eq(known, file)).unwrap_or(0);
                    let outcome = work(file);
                    if let Ok(mut all) = outcomes.lock() {
                        all.insert(at, outcome);
                    }
                }
            });
        }
    });
    outcomes.into_inner().map(|all| all.into_values().collect()).unwrap_or_default()
}

fn one(library: &Library, args: &Args, contexts: &Contexts, file: &Path) -> Outcome {
    match read(library, args, contexts, file) {
        Ok((found, text)) => Outcome::Reviewed(Box::new(found), text),
        Err(error) => Outcome::Failed(error),
    }
}

fn read(library: &Library, args: &Args, contexts: &Contexts, file: &Path) -> Result<(Review, String)> {
    let text = input::text(file)?;
    let name = file.display().to_string();
    let head = read_head(&name, &text).unwrap_or_default();
    let own = head.case.filter(|id| args.case.is_none() && library.case(id).is_some());
    let known = contexts.lock().ok().and_then(|all| all.get(&own).cloned());
    let context = if let Some(context) = known {
        context
    } else {
        let made = Arc::new(context(library, args, own.as_deref())?);
        if let Ok(mut all) = contexts.lock() {
            all.insert(own, Arc::clone(&made));
        }
        made
    };
    let found = review(&name, &text, &context);
    let found = if args.no_scores { score::hidden(found) } else { found };
    let kept = if args.format == Format::Human { text } else { String::new() };
    Ok((found, kept))
}
