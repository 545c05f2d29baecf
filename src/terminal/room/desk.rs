//! The desk: the session's state, the answer that is being written, and what is open beside it.

use ratatui::crossterm::event::KeyEventKind;

use crate::session::{Event, Lack, Moment, State};
use crate::terminal::room::answer::Answer;
use crate::terminal::room::look::Look;
use crate::terminal::room::panel::Panel;
use crate::terminal::room::shelf::Insert;
use crate::terminal::room::{Input, Kit, Order, Saved};

/// How long a notice is shown, in milliseconds.
const NOTICE_MS: u64 = 8_000;
/// In the whole document, what was written is handed to the session after this pause, in milliseconds.
const PAUSE_MS: u64 = 250;
/// After this pause in typing, the checklist looks again, in milliseconds.
const LOOK_MS: u64 = 400;
/// In the last two minutes of a section the checklist is shown by itself, in seconds.
const SHORT: u64 = 120;
/// While nothing else happens, the time used is kept this often, in milliseconds.
const BEAT_MS: u64 = 15_000;

/// The desk.
#[derive(Debug)]
pub struct Desk {
    pub(super) kit: Kit,
    pub(super) state: State,
    pub(super) answer: Answer,
    pub(super) panel: Option<Panel>,
    pub(super) look: Look,
    pub(super) saved: Saved,
    /// Whether the hint is shown.
    pub(super) hint: bool,
    /// Whether the checklist is shown.
    pub(super) checklist: bool,
    /// Whether the clocks are hidden.
    pub(super) hidden: bool,
    /// Something to tell, until this moment.
    pub(super) notice: Option<(String, u64)>,
    /// The moment of the last input.
    pub(super) now: Moment,
    /// The question of a whole document in which the cursor stands.
    pub(super) here: Option<String>,
    /// When the whole document has to be handed to the session.
    due: Option<u64>,
    /// What is known further of what a segment lacks: the segment, and the list as of the last pause in typing.
    pub(super) known: Option<(usize, Vec<Lack>)>,
    /// When that list has to be made anew.
    pub(super) known_due: Option<u64>,
    /// When the journal heard of the time last.
    pub(super) kept_ms: u64,
    pub(super) orders: Vec<Order>,
}

/// An answer that was begun and not committed: question, text and cursor.
pub type Begun = (String, String, usize);

impl Desk {
    /// A desk for a session, with what was begun before.
    pub fn new(kit: Kit, mut state: State, begun: &[Begun], now: Moment) -> Self {
        for (question, text, _) in begun {
            state.step(&Event::Write { question: question.clone(), text: text.clone() }, now);
        }
        let look = Look::of(kit.theme);
        let whole = kit.whole || state.polishing();
        let mut answer = open(&state, &kit, whole);
        if let Some((_, _, cursor)) =
            begun.iter().find(|(question, ..)| Some(question) == answer.question.as_ref())
        {
            answer.field.set_cursor(*cursor);
        }
        let brief = kit.fresh && !kit.brief.trim().is_empty();
        let mut desk = Self {
            kit,
            state,
            answer,
            panel: brief.then_some(Panel::Brief(0)),
            look,
            saved: Saved::default(),
            hint: false,
            checklist: false,
            hidden: false,
            notice: None,
            now,
            here: None,
            due: None,
            known: None,
            known_due: None,
            kept_ms: now.mono_ms,
            orders: Vec::new(),
        };
        desk.look_where();
        desk
    }

    /// The session.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Says what is known about saving.
    pub fn set_saved(&mut self, saved: Saved) {
        self.saved = saved;
    }

    /// Shows a line for a while.
    pub fn notify(&mut self, text: impl Into<String>) {
        self.notice = Some((text.into(), self.now.mono_ms + NOTICE_MS));
    }

    /// When the desk wants a tick, by the monotonic clock in milliseconds; none if a second from now is soon enough.
    pub fn due(&self) -> Option<u64> {
        let known = self.known_due.filter(|_| self.wants_lacks());
        self.due.into_iter().chain(known).min()
    }

    /// Takes an input; what has to be done outside comes back.
    pub fn input(&mut self, input: Input, now: Moment) -> Vec<Order> {
        self.now = now;
        match input {
            Input::Tick => self.tick(),
            Input::Key(key) if key.kind == KeyEventKind::Release => {}
            Input::Key(key) => self.key(&key),
            Input::Paste(text) => self.paste(&text),
        }
        std::mem::take(&mut self.orders)
    }

    /// The process was stopped and goes on; the time between does not count.
    pub fn suspended(&mut self, ms: u64, now: Moment) -> Vec<Order> {
        self.now = now;
        self.happen(&Event::Suspended { ms });
        self.notify(format!("Stopped for {} s; that time does not count.", ms / 1_000));
        std::mem::take(&mut self.orders)
    }

    /// The person's editor was closed; the clock ran on. None: it failed, and the reason was told.
    pub fn brought_back(&mut self, text: Option<&str>, now: Moment) -> Vec<Order> {
        self.now = now;
        self.happen(&Event::Tick);
        if let Some(text) = text.filter(|text| text.trim_end() != self.answer.field.text().trim_end())
            && !self.state.closed
        {
            self.replace(text.trim_end());
            self.hand_over();
            self.notify("Brought back from the editor.");
        }
        std::mem::take(&mut self.orders)
    }

    fn replace(&mut self, text: &str) {
        let question = self.state.current().map(|(_, question)| question.clone());
        let question = question.filter(|_| !self.is_whole());
        let offers = question.as_ref().and_then(|known| self.kit.offers.get(&known.id)).cloned();
        self.answer.replace(text, question.as_ref(), &offers.unwrap_or_default());
    }

    /// An answer was changed in the file by other means, and the journal knows.
    pub fn edited_outside(&mut self, question: &str, text: &str, now: Moment) {
        self.now = now;
        self.state.step(&Event::Edited { question: question.to_owned(), text: text.to_owned() }, now);
        let heading = self.heading(question);
        if self.answer.question.is_none() || self.answer.question.as_deref() == Some(question) {
            self.reopen();
        }
        self.notify(format!("`{heading}` was edited in the file; that text counts now."));
    }

    fn heading(&self, question: &str) -> String {
        let number = self.state.plan.number_of(question);
        let known = number.and_then(|number| self.state.plan.question(number));
        known.map_or_else(|| question.to_owned(), |(_, question)| question.heading.clone())
    }

    /// Whether the whole document is open.
    pub(super) fn is_whole(&self) -> bool {
        self.answer.question.is_none()
    }

    pub(super) fn tick(&mut self) {
        // An exam takes nothing after zero, so what was written must be known before the clock is looked at.
        if self.due.is_some_and(|due| due <= self.now.mono_ms || self.state.plan.exam) {
            self.hand_over();
        }
        if self.known_due.is_none_or(|due| due <= self.now.mono_ms) {
            self.look_for_lacks();
        }
        if self.notice.as_ref().is_some_and(|(_, until)| *until <= self.now.mono_ms) {
            self.notice = None;
        }
        let effects = self.state.step(&Event::Tick, self.now);
        let beat = self.now.mono_ms.saturating_sub(self.kept_ms) >= BEAT_MS;
        if !effects.is_empty() || (beat && !self.state.paused && !self.state.finished) {
            self.keep(Event::Tick);
        }
        self.tell(&effects);
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(panel) = &mut self.panel {
            // Whoever pastes while reading means the answer.
            if !panel.is_page() {
                return panel.paste(text);
            }
            self.panel = None;
        }
        self.answer.field.paste(text);
        self.wrote();
    }

    pub(super) fn insert(&mut self, insert: &Insert) {
        match insert {
            Insert::Term(term) => drop(self.answer.field.insert_term(term)),
            Insert::Footnote { mark, definition } => self.answer.cite(mark, definition),
        }
        self.hand_over();
    }

    pub(super) fn find(&mut self, forward: bool) {
        if let Some(Panel::Find(needle, missed)) = &mut self.panel {
            *missed = !needle.is_empty()
                && !self.answer.field.prose().is_some_and(|field| field.find(needle, forward));
        }
    }

    pub(super) fn edit(&mut self) {
        if self.state.closed {
            return self.notify("The time of the exam is over.");
        }
        self.hand_over();
        let name = self.answer.question.clone().unwrap_or_else(|| "answer".into());
        self.orders.push(Order::Edit { name, text: self.answer.field.text() });
    }

    /// Something was written.
    pub(super) fn wrote(&mut self) {
        if self.is_whole() { self.soon() } else { self.hand_over() }
    }

    pub(super) fn soon(&mut self) {
        self.due.get_or_insert(self.now.mono_ms + PAUSE_MS);
    }

    /// Tells the session what was written.
    pub(super) fn hand_over(&mut self) {
        self.due = None;
        if self.answer.is_new() {
            for (question, text) in self.answer.take(&self.state) {
                self.happen(&Event::Write { question, text });
            }
            self.known_due = Some(self.now.mono_ms + LOOK_MS);
        }
        self.look_where();
    }

    /// Asks what else the section lacks; at every pause in typing while somebody wants to know.
    pub(super) fn look_for_lacks(&mut self) {
        let segment = self.state.segment();
        let is_known = self.known.as_ref().is_some_and(|(known, _)| *known == segment);
        if self.wants_lacks() && (!is_known || self.known_due.is_some()) {
            self.look_at(segment);
        }
    }

    /// Asks what else a segment lacks; for polishing, the whole answer.
    pub(super) fn look_at(&mut self, segment: usize) {
        self.known_due = None;
        let more = self.kit.lacks.as_ref().map(|lacks| lacks(&self.state, segment));
        self.known = Some((segment, more.unwrap_or_default()));
    }

    /// Whether the checklist is shown: asked for, or because time is short. Never in an exam.
    fn wants_lacks(&self) -> bool {
        !self.state.plan.exam && (self.checklist || self.short_of_time().is_some())
    }

    /// The seconds left for the section at hand, if they are few.
    pub(super) fn short_of_time(&self) -> Option<u64> {
        let segment = self.state.segment();
        let budget = self.state.budget(segment).filter(|budget| *budget > 0)?;
        let left = budget.saturating_sub(self.state.used_ms[segment] / 1_000);
        (left <= SHORT).then_some(left)
    }

    /// In a whole document, the clock is that of the section in which the cursor stands.
    pub(super) fn look_where(&mut self) {
        if !self.is_whole() {
            self.here = None;
            return;
        }
        self.here = self.answer.question_at_cursor(&self.state);
        let number = self.here.as_deref().and_then(|question| self.state.plan.number_of(question));
        if let Some(number) = number.filter(|number| *number != self.state.at && !self.state.polishing()) {
            self.happen(&Event::Go(number));
        }
    }

    /// Commits whatever was written since the last commit.
    pub(super) fn commit_all(&mut self) {
        self.hand_over();
        for (question, text) in self.state.drafts.clone() {
            self.state.step(&Event::Edited { question: question.clone(), text: text.clone() }, self.now);
            self.orders.push(Order::Commit { question, text });
        }
    }

    pub(super) fn go(&mut self, number: usize) {
        self.commit_all();
        let number = number.min(self.state.plan.questions.len());
        if number != self.state.at {
            self.happen(&Event::Go(number));
        }
        self.hint = false;
        let stays_whole = self.is_whole() && !self.state.polishing() && self.kit.whole;
        self.open(stays_whole || self.state.polishing());
        self.look_where();
        self.guard();
    }

    /// Question by question, or the whole document.
    pub(super) fn turn(&mut self) {
        self.commit_all();
        let to_whole = !self.is_whole();
        self.kit.whole = to_whole;
        if !to_whole && self.state.polishing() {
            let number = self.here.as_deref().and_then(|question| self.state.plan.number_of(question));
            self.happen(&Event::Go(number.unwrap_or(0)));
        }
        self.open(to_whole);
        self.look_where();
        self.guard();
    }

    pub(super) fn reopen(&mut self) {
        let cursor = self.answer.field.cursor();
        self.open(self.is_whole());
        self.answer.field.set_cursor(cursor);
        self.guard();
    }

    /// Opens what the session is at; what was cut or copied comes along.
    fn open(&mut self, whole: bool) {
        let clip = self.answer.field.clip().to_owned();
        self.answer = open(&self.state, &self.kit, whole);
        self.answer.field.set_clip(&clip);
    }

    /// After an exam's time nothing is written.
    pub(super) fn guard(&mut self) {
        self.answer.field.set_read_only(self.state.closed);
    }

    pub(super) fn finish(&mut self) {
        self.commit_all();
        self.happen(&Event::Finish);
        // The foot now says how the end goes on.
        self.notice = None;
        self.orders.push(Order::Finish);
        self.answer.field.set_read_only(true);
        self.panel = Some(if self.kit.criteria.is_empty() {
            Panel::Summary(0)
        } else {
            Panel::Predict(0, vec![None; self.kit.criteria.len()])
        });
    }
}

/// Opens what the session is at.
fn open(state: &State, kit: &Kit, whole: bool) -> Answer {
    match state.current() {
        Some((_, question)) if !whole => Answer::of_question(question, state.text(&question.id), &kit.offers),
        other => Answer::of_whole(state, other.map(|(_, question)| question.id.as_str())),
    }
}
