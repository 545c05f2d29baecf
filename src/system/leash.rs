//! A running child that two threads can end: the one that waits for it, and the one that hears the signals.

use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::timed::TimedError;

/// How often a child is looked at.
pub(super) const LOOK: Duration = Duration::from_millis(20);

/// Holds one child at a time. Clones hold the same one.
#[derive(Debug, Clone, Default)]
pub struct Leash {
    child: Arc<Mutex<Option<Child>>>,
    /// Whether the child leads a group of its own, which ends with it.
    group: bool,
}

impl Leash {
    /// For a child that may start others: they all end together, and Ctrl-C in the terminal reaches none of them by
    /// itself.
    pub fn of_group() -> Self {
        Self { group: true, ..Self::default() }
    }

    /// Starts a child.
    pub(super) fn start(&self, mut command: Command) -> Result<Streams, TimedError> {
        #[cfg(unix)]
        if self.group {
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
        }
        let mut child = command.spawn().map_err(TimedError::Start)?;
        let streams =
            Streams { stdin: child.stdin.take(), stdout: child.stdout.take(), stderr: child.stderr.take() };
        *self.lock() = Some(child);
        Ok(streams)
    }

    /// Waits for the child; none if it had to be ended. `tick` is called again and again meanwhile.
    pub(super) fn wait(
        &self,
        limit: Duration,
        tick: &mut dyn FnMut(),
    ) -> Result<Option<ExitStatus>, TimedError> {
        let started = Instant::now();
        loop {
            let mut held = self.lock();
            let Some(child) = held.as_mut() else { return Ok(None) };
            match child.try_wait() {
                Ok(Some(status)) => {
                    *held = None;
                    return Ok(Some(status));
                }
                Ok(None) if started.elapsed() < limit => {
                    drop(held);
                    tick();
                    std::thread::sleep(LOOK);
                }
                Ok(None) => {
                    drop(held);
                    self.end();
                    return Ok(None);
                }
                Err(error) => return Err(TimedError::Start(error)),
            }
        }
    }

    /// Ends the child, if there is one.
    pub(super) fn end(&self) {
        if let Some(child) = self.lock().take() {
            self.kill(child);
        }
    }

    /// Ends the child for the last thing that this process does: whoever waits for it waits until the process is gone.
    pub fn end_for_good(&self) {
        let mut held = self.lock();
        if let Some(child) = held.take() {
            self.kill(child);
        }
        std::mem::forget(held);
    }

    fn kill(&self, mut child: Child) {
        // The child was not waited for yet, so its number still belongs to it and to its group.
        #[cfg(unix)]
        if self.group
            && let Some(leader) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw)
        {
            // It may have ended by itself just now.
            let _ = rustix::process::kill_process_group(leader, rustix::process::Signal::KILL);
        }
        let _ = child.kill();
        let _ = child.wait();
    }

    fn lock(&self) -> MutexGuard<'_, Option<Child>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The pipes of a child, as far as it has them.
pub(super) struct Streams {
    pub(super) stdin: Option<std::process::ChildStdin>,
    pub(super) stdout: Option<std::process::ChildStdout>,
    pub(super) stderr: Option<std::process::ChildStderr>,
}
