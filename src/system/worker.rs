//! A thread that does jobs one after another, for work that must not make anybody wait.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// What a worker does.
pub trait Work: Send + 'static {
    /// What it is given.
    type Job: Send + 'static;

    /// Does a job. A number of milliseconds asks for [`Work::later`] after that time without another job.
    fn job(&mut self, job: Self::Job) -> Option<u64>;

    /// What was put off is done now; the number is that of [`Work::job`].
    fn later(&mut self) -> Option<u64>;
}

/// A running worker. It blocks while there is nothing to do.
#[derive(Debug)]
pub struct Worker<W: Work> {
    jobs: Sender<Request<W::Job>>,
    thread: JoinHandle<W>,
}

#[derive(Debug)]
enum Request<J> {
    Job(J),
    /// Do what was put off, then answer.
    Flush(Sender<()>),
    /// Do what was put off, and stop.
    End,
}

/// A way to have everything done that was put off, from another thread.
#[derive(Debug)]
pub struct Flush<J>(Sender<Request<J>>);

impl<J> Flush<J> {
    /// Waits until everything so far is done, at most this many milliseconds. False if it was not.
    pub fn wait(&self, ms: u64) -> bool {
        let (done, when) = channel();
        self.0.send(Request::Flush(done)).is_ok() && when.recv_timeout(Duration::from_millis(ms)).is_ok()
    }
}

impl<W: Work> Worker<W> {
    /// Starts a worker.
    ///
    /// # Errors
    /// The system has no thread left.
    pub fn start(name: &str, mut work: W) -> io::Result<Self> {
        let (jobs, incoming) = channel();
        let thread = std::thread::Builder::new().name(name.into()).spawn(move || {
            run(&mut work, &incoming);
            work
        })?;
        Ok(Self { jobs, thread })
    }

    /// Gives it a job.
    pub fn give(&self, job: W::Job) {
        // A worker that is gone has panicked; the end of the session says so.
        let _ = self.jobs.send(Request::Job(job));
    }

    /// A way to flush it from another thread.
    pub fn flush(&self) -> Flush<W::Job> {
        Flush(self.jobs.clone())
    }

    /// Lets it finish and hands the work back; none if it panicked.
    pub fn end(self) -> Option<W> {
        // Other threads may hold a sender, so the end is asked for.
        let _ = self.jobs.send(Request::End);
        drop(self.jobs);
        self.thread.join().ok()
    }
}

fn run<W: Work>(work: &mut W, incoming: &Receiver<Request<W::Job>>) {
    let mut wait: Option<u64> = None;
    loop {
        let request = match wait {
            Some(ms) => incoming.recv_timeout(Duration::from_millis(ms)),
            None => incoming.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        wait = match request {
            Ok(Request::Job(job)) => work.job(job),
            Ok(Request::Flush(done)) => {
                let wait = work.later();
                // Whoever asked may have given up waiting.
                let _ = done.send(());
                wait
            }
            Err(RecvTimeoutError::Timeout) => work.later(),
            Ok(Request::End) | Err(RecvTimeoutError::Disconnected) => {
                work.later();
                return;
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds numbers up, but only later.
    #[derive(Default)]
    struct Sum {
        waiting: Vec<u32>,
        sum: u32,
    }

    impl Work for Sum {
        type Job = u32;

        fn job(&mut self, job: u32) -> Option<u64> {
            self.waiting.push(job);
            Some(3_600_000)
        }

        fn later(&mut self) -> Option<u64> {
            self.sum += self.waiting.drain(..).sum::<u32>();
            None
        }
    }

    #[test]
    fn what_was_put_off_is_done_by_the_end() {
        let worker = Worker::start("sum", Sum::default()).expect("a thread");
        let other = worker.flush();
        worker.give(1);
        worker.give(2);
        assert!(other.wait(60_000));
        worker.give(3);
        let sum = worker.end().expect("it did not panic");
        assert_eq!((sum.sum, sum.waiting.len()), (6, 0));
        assert!(!other.wait(10), "the worker is gone");
    }
}
