//! Many files at once: reviewed on all cores, printed in the order in which they were named.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::{collections::BTreeMap, thread};

use anyhow::Result;

use super::{Args, Format, context, human, score};
use crate::cli::errors::Failure;
use crate::cli::input;
use crate::cli::shell::Shell;
use crate::pack::library::Library;
use crate::review::{Context, review};
use crate::submission::read_head;

/// So many files per core may wait for an earlier one to be printed; memory stays small at any number of files.
const AHEAD: usize = 4;

/// Contexts by case; files of the same case share one.
type Contexts = Mutex<BTreeMap<Option<String>, Arc<Context>>>;

/// What became of a file: what to print, whether it reaches `--fail-on`.
type Outcome = Result<(String, bool)>;

/// Reviews every file. A file that cannot be read is named on standard error, and the others go on.
///
/// # Errors
/// Standard output is gone, a file could not be read, or something reaches `--fail-on`.
pub(super) fn run(shell: &Shell, args: &Args, library: &Library) -> Result<()> {
    let alone =
        args.compare.is_some() || args.dispute.is_some() || args.beside.is_some() || args.reviewer.is_some();
    if alone || !args.mute.is_empty() || !args.unmute.is_empty() {
        return Err(Failure::usage(
            "--beside, --compare, --dispute, --mute, --reviewer and --unmute take one file",
        )
        .into());
    }
    let contexts = Contexts::default();
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (mut failed, mut reached) = (0_usize, false);
    in_order(
        args.files.len(),
        cores,
        |at| read(shell, library, args, &contexts, &args.files[at]),
        |outcome| match outcome {
            Ok((text, reaches)) => {
                reached |= reaches;
                shell.result(&text)
            }
            Err(error) => {
                failed += 1;
                shell.warning(&format!("{error:#}"));
                Ok(())
            }
        },
    )?;
    if failed > 0 {
        let summary = format!("{failed} of {} files could not be reviewed", args.files.len());
        return Err(Failure::input(summary).hint("the messages above say why").into());
    }
    if reached { Err(Failure::Findings.into()) } else { Ok(()) }
}

/// What is done and waits to be taken in its turn.
#[derive(Default)]
struct Waiting {
    done: BTreeMap<usize, Outcome>,
    taken: usize,
    stopped: bool,
}

/// Does the work for each number on so many threads and takes the outcomes in order, as soon as each is there. Workers
/// wait when they are too far ahead.
///
/// # Errors
/// The first error of `take`; what is not begun by then is left.
fn in_order(
    count: usize,
    cores: usize,
    work: impl Fn(usize) -> Outcome + Sync,
    mut take: impl FnMut(Outcome) -> Result<()>,
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let waiting = Mutex::new(Waiting::default());
    let (ready, room) = (Condvar::new(), Condvar::new());
    let worker = || {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let far = |state: &mut Waiting| !state.stopped && at >= state.taken + cores * AHEAD;
            let state = room.wait_while(lock(&waiting), far).unwrap_or_else(PoisonError::into_inner);
            if at >= count || state.stopped {
                return;
            }
            drop(state);
            let outcome = work(at);
            lock(&waiting).done.insert(at, outcome);
            ready.notify_one();
        }
    };
    thread::scope(|scope| {
        (0..cores.min(count)).for_each(|_| drop(scope.spawn(worker)));
        for at in 0..count {
            let missing = |state: &mut Waiting| !state.done.contains_key(&at);
            let mut state = ready.wait_while(lock(&waiting), missing).unwrap_or_else(PoisonError::into_inner);
            let outcome = state.done.remove(&at);
            drop(state);
            let taken = outcome.map_or(Ok(()), &mut take);
            let mut state = lock(&waiting);
            state.taken = at + 1;
            state.stopped = taken.is_err();
            drop(state);
            room.notify_all();
            taken?;
        }
        Ok(())
    })
}

/// A worker that died has left nothing half done in here.
fn lock(waiting: &Mutex<Waiting>) -> MutexGuard<'_, Waiting> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(shell: &Shell, library: &Library, args: &Args, contexts: &Contexts, file: &Path) -> Outcome {
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
    let reaches = args.fail_on.is_some_and(|limit| limit.fails(&found));
    let shown = match args.format {
        Format::Human => human::draw(shell, &text, &found, args),
        _ => serde_json::to_string(&found)?,
    };
    Ok((format!("{shown}\n"), reaches))
}
