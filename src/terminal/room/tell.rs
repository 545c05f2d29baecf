//! What the session has to say: its effects become notices, panels and orders.

use crate::session::{Effect, Event, WarningAt, refused};
use crate::terminal::room::Order;
use crate::terminal::room::desk::Desk;
use crate::terminal::room::panel::Panel;

impl Desk {
    pub(super) fn keep(&mut self, event: Event) {
        self.kept_ms = self.now.mono_ms;
        self.orders.push(Order::Keep(event));
    }

    pub(super) fn happen(&mut self, event: &Event) {
        let effects = self.state.step(event, self.now);
        if !matches!(event, Event::Write { .. }) {
            self.keep(event.clone());
        }
        self.tell(&effects);
    }

    pub(super) fn tell(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                // At the end of an exam it is committed already.
                Effect::Draft { question } if !self.state.drafts.contains_key(question) => {}
                Effect::Draft { question } => self.orders.push(Order::Draft {
                    question: question.clone(),
                    text: self.state.text(question).to_owned(),
                    cursor: self.answer.field.cursor(),
                }),
                Effect::Warn(warning) => {
                    let text = self.warning(warning.segment, warning.at);
                    self.orders.push(Order::Title(text.clone()));
                    if warning.at != WarningAt::Half {
                        self.orders.push(Order::Bell);
                    }
                    self.notify(text);
                }
                Effect::PolishDue => self.notify(
                    "The rest of the time is for polishing: Ctrl-G, then End and Enter, opens the whole document.",
                ),
                Effect::Jumped { seconds } => {
                    let away = format!("The computer was away for {}: that time does not count.", away(*seconds));
                    if self.state.paused {
                        self.panel = Some(Panel::Paused(away));
                    } else {
                        self.notify(away);
                    }
                }
                Effect::TimeUp => {
                    self.commit_all();
                    self.guard();
                    self.orders.push(Order::Bell);
                    self.notify("Time is up. You can read and finish (F10), and nothing more is written.");
                }
                Effect::Refused(refusal) => self.notify(refused(*refusal)),
                Effect::Commit { .. } | Effect::Polish | Effect::Finished => {}
            }
        }
    }

    fn warning(&self, segment: Option<usize>, at: WarningAt) -> String {
        let clock =
            segment.map_or("the whole session", |segment| self.state.plan.segments[segment].title.as_str());
        match at {
            WarningAt::Half => format!("Half of the time for {clock} is used."),
            WarningAt::FiveMinutes => format!("Five minutes are left for {clock}."),
            WarningAt::Zero if self.state.plan.exam => format!("The time for {clock} is up."),
            WarningAt::Zero => format!("The time for {clock} is up. You may go over; it is noted."),
        }
    }
}

/// A stretch of time as people say it.
fn away(seconds: u64) -> String {
    match seconds {
        0..=90 => format!("{seconds} seconds"),
        91..=5_400 => format!("{} minutes", seconds.div_ceil(60)),
        _ => format!("{} h {} min", seconds / 3_600, seconds / 60 % 60),
    }
}
