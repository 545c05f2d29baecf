//! One step: an event at a moment changes the state and tells the shell what to do.

use crate::session::event::{Effect, Event, Moment, Refusal, Warning, WarningAt};
use crate::session::state::State;

/// Two clocks that go apart by more than this have been slept through or set, in milliseconds.
const JUMP_MS: i64 = 5_000;
/// The five-minute warning is for clocks longer than this, in seconds; on shorter ones it would come with half.
const LONG_CLOCK: u64 = 10 * 60;

impl State {
    /// Takes an event that happened at a moment.
    pub fn step(&mut self, event: &Event, now: Moment) -> Vec<Effect> {
        if self.finished {
            return Vec::new();
        }
        // What comes with the last tick was written before it.
        let refusal = self.refusal(event);
        let mut effects = self.advance(event, now);
        if let Some(refusal) = refusal {
            effects.push(Effect::Refused(refusal));
            return effects;
        }
        match event {
            Event::Tick | Event::Suspended { .. } | Event::Reopened => {}
            Event::Write { question, text } => self.write(question, text, &mut effects),
            Event::Answer { text } => self.commit(text, &mut effects),
            Event::Skip => self.go(self.at + 1, &mut effects),
            Event::Back => self.go(self.at.saturating_sub(1), &mut effects),
            Event::Go(number) => self.go(*number, &mut effects),
            Event::Edited { question, text } => {
                self.drafts.remove(question);
                self.answers.insert(question.clone(), text.clone());
            }
            Event::Pause => self.paused = true,
            Event::Resume => self.paused = false,
            Event::AddMinutes(minutes) => {
                let segment = self.segment();
                self.added[segment] += u64::from(*minutes) * 60;
                self.forget_warnings(segment);
            }
            Event::Finish => {
                self.finished = true;
                effects.push(Effect::Finished);
            }
        }
        effects
    }

    /// What the rules of an exam do not allow. `Edited` commits what was written before zero, so it always passes.
    fn refusal(&self, event: &Event) -> Option<Refusal> {
        if !self.plan.exam {
            return None;
        }
        match event {
            Event::Pause => Some(Refusal::NoPause),
            Event::AddMinutes(_) => Some(Refusal::NoMinutes),
            Event::Write { .. } | Event::Answer { .. } if self.closed => Some(Refusal::Closed),
            _ => None,
        }
    }

    fn write(&mut self, question: &str, text: &str, effects: &mut Vec<Effect>) {
        if self.text(question) == text {
            return;
        }
        self.drafts.insert(question.to_owned(), text.to_owned());
        effects.push(Effect::Draft { question: question.to_owned() });
    }

    /// A session rebuilt from what happened to it.
    #[must_use]
    pub fn replay(mut self, events: impl IntoIterator<Item = (Event, Moment)>) -> Self {
        for (event, moment) in events {
            self.step(&event, moment);
        }
        self
    }

    /// Adds the time since the last event, and looks at the clocks.
    fn advance(&mut self, event: &Event, now: Moment) -> Vec<Effect> {
        let passed = now.mono_ms.saturating_sub(self.last.mono_ms);
        let by_wall = now.wall_ms.saturating_sub(self.last.wall_ms);
        let before = std::mem::replace(&mut self.last, now);
        let counted = match event {
            Event::Reopened => return Vec::new(),
            Event::Suspended { ms } => passed.saturating_sub(*ms),
            _ => passed,
        };
        let mut effects = Vec::new();
        let apart = by_wall.saturating_sub_unsigned(passed);
        if !self.paused {
            let segment = self.segment();
            self.used_ms[segment] += counted;
            if before != now && apart.abs() > JUMP_MS && !matches!(event, Event::Suspended { .. }) {
                // An exam's clock is never paused; the time asleep does not count by itself.
                self.paused = !self.plan.exam;
                effects.push(Effect::Jumped { seconds: apart.unsigned_abs() / 1_000 });
            }
            self.warn(Some(segment), &mut effects);
            self.warn(None, &mut effects);
            self.look_at_the_whole(&mut effects);
        }
        effects
    }

    /// The ends of the writing time and of an exam.
    fn look_at_the_whole(&mut self, effects: &mut Vec<Effect>) {
        let Some(budget) = self.whole_budget() else { return };
        let used = self.whole_used_ms();
        let writing_ends = budget.saturating_sub(self.plan.polish) * 1_000;
        if self.plan.polish > 0 && used >= writing_ends && !self.polish_due {
            self.polish_due = true;
            if !self.polishing() {
                effects.push(Effect::PolishDue);
            }
        }
        if self.plan.exam && used >= budget * 1_000 && !self.closed {
            self.closed = true;
            effects.push(Effect::TimeUp);
        }
    }

    /// Gives the newest warning of a clock that was not given yet.
    fn warn(&mut self, segment: Option<usize>, effects: &mut Vec<Effect>) {
        let (used_ms, budget) = match segment {
            Some(segment) => (self.used_ms[segment], self.budget(segment)),
            None => (self.whole_used_ms(), self.whole_budget()),
        };
        let Some(budget) = budget.filter(|seconds| *seconds > 0) else { return };
        let reached = reached(used_ms, budget);
        let slot = segment.unwrap_or(self.plan.segments.len());
        if reached > self.warned[slot] {
            self.warned[slot] = reached;
            effects.extend(reached.map(|at| Effect::Warn(Warning { segment, at })));
        }
    }

    /// After time was added, a warning may come again.
    fn forget_warnings(&mut self, segment: usize) {
        let whole = self.plan.segments.len();
        let now = |used_ms, budget: Option<u64>| budget.and_then(|seconds| reached(used_ms, seconds));
        self.warned[segment] = now(self.used_ms[segment], self.budget(segment));
        self.warned[whole] = now(self.whole_used_ms(), self.whole_budget());
        self.polish_due = false;
    }

    fn commit(&mut self, text: &str, effects: &mut Vec<Effect>) {
        let Some((_, question)) = self.current() else { return };
        let question = question.id.clone();
        self.drafts.remove(&question);
        self.answers.insert(question.clone(), text.to_owned());
        effects.push(Effect::Commit { question });
        self.go(self.at + 1, effects);
    }

    fn go(&mut self, number: usize, effects: &mut Vec<Effect>) {
        let last = self.plan.questions.len();
        let was_polishing = self.polishing();
        self.at = number.min(last);
        if self.polishing() && !was_polishing {
            effects.push(Effect::Polish);
        }
    }
}

/// How far a clock is.
fn reached(used_ms: u64, budget: u64) -> Option<WarningAt> {
    let left_ms = (budget * 1_000).saturating_sub(used_ms);
    if left_ms == 0 {
        Some(WarningAt::Zero)
    } else if left_ms <= 5 * 60_000 && budget > LONG_CLOCK {
        Some(WarningAt::FiveMinutes)
    } else if used_ms * 2 >= budget * 1_000 {
        Some(WarningAt::Half)
    } else {
        None
    }
}
