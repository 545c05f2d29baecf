//! Signals and suspension, for a session that must not lose a word.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How often the heart beats.
const BEAT: Duration = Duration::from_secs(1);
/// A beat later than this means that the process was stopped. The monotonic clock goes on then, and stands still
/// while the machine sleeps, so the two cannot be mixed up.
const STOPPED: Duration = Duration::from_secs(4);

/// What has happened to the process since the last look.
#[derive(Debug, Clone, Default)]
pub struct Signals {
    suspended_ms: Arc<AtomicU64>,
}

impl Signals {
    /// Listens for interrupt, termination and hang-up, and notices when the process was stopped.
    ///
    /// `on_end` runs on the signal thread when the process is asked to end; the thread then ends the process with the
    /// usual code, 128 and the signal's number. The main thread blocks while it reads a line, so nobody else could.
    ///
    /// # Errors
    /// The handlers or threads could not be made.
    pub fn listen(on_end: impl Fn() + Send + 'static) -> io::Result<Self> {
        let signals = Self::default();
        end_on_signal(on_end)?;
        let suspended = Arc::clone(&signals.suspended_ms);
        std::thread::Builder::new().name("heartbeat".into()).spawn(move || heartbeat(&suspended))?;
        Ok(signals)
    }

    /// Milliseconds that the process was stopped since the last look.
    pub fn take_suspended_ms(&self) -> u64 {
        self.suspended_ms.swap(0, Ordering::SeqCst)
    }
}

fn heartbeat(suspended_ms: &AtomicU64) {
    let mut last = Instant::now();
    loop {
        std::thread::sleep(BEAT);
        let since = last.elapsed();
        last = Instant::now();
        if since > STOPPED {
            let away = u64::try_from(since.saturating_sub(BEAT).as_millis()).unwrap_or(u64::MAX);
            suspended_ms.fetch_add(away, Ordering::SeqCst);
        }
    }
}

#[cfg(unix)]
pub(super) fn end_on_signal(on_end: impl Fn() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut incoming = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        if let Some(signal) = incoming.forever().next() {
            on_end();
            signal_hook::low_level::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// The console's own interrupt ends the process on this platform; every line is kept before the next is read.
#[cfg(not(unix))]
pub(super) fn end_on_signal(_on_end: impl Fn() + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// A signal that a full-screen session has to hear about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// End: interrupt, termination or hang-up. When the watcher returns, the process ends with this code.
    End(i32),
    /// The process is about to be stopped; it is when the watcher returns.
    Stop,
    /// The process goes on after a stop.
    Continue,
}

/// Watches signals on a thread of its own, which blocks. A terminal that is gone keeps the main thread inside its
/// library for good, so this thread has to save and to end the process by itself.
///
/// # Errors
/// The handlers or the thread could not be made.
#[cfg(unix)]
pub fn watch(mut on: impl FnMut(Signal) + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::low_level::{emulate_default_handler, exit, raise};
    let mut incoming = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT])?;
    std::thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in incoming.forever() {
            match signal {
                SIGTSTP => {
                    on(Signal::Stop);
                    // If it cannot be stopped, it goes on.
                    let _ = emulate_default_handler(SIGTSTP);
                }
                SIGCONT => {
                    on(Signal::Continue);
                    // The main thread waits for input; a change of the window's size wakes it.
                    let _ = raise(SIGWINCH);
                }
                other => {
                    on(Signal::End(128 + other));
                    exit(128 + other);
                }
            }
        }
    })?;
    Ok(())
}

/// This platform has none of these signals.
///
/// # Errors
/// Never here.
#[cfg(not(unix))]
pub fn watch(_on: impl FnMut(Signal) + Send + 'static) -> io::Result<()> {
    Ok(())
}
