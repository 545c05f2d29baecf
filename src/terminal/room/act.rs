//! What keys do at the desk: panels, commands, and everything else goes to the answer.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::session::Event;
use crate::terminal::field::Outcome;
use crate::terminal::room::desk::Desk;
use crate::terminal::room::keys::{Action, action};
use crate::terminal::room::panel::{Deed, Panel, Surroundings};
use crate::terminal::room::{End, Order};

impl Desk {
    pub(super) fn key(&mut self, key: &KeyEvent) {
        if let Some(mut panel) = self.panel.take() {
            let deed = self.in_panel(&mut panel, key);
            // What the deed opened stays; else the panel stays where it was, unless it was closed.
            if self.panel.is_none() && !closes(&deed) {
                self.panel = Some(panel.clone());
            }
            if deed == Deed::Pass {
                return self.key(key);
            }
            self.carry_out(deed, panel);
            return;
        }
        if let Some(action) = action(key) {
            return self.act(action);
        }
        if key.code == KeyCode::Esc {
            self.panel = Some(Panel::Menu);
            return;
        }
        match self.answer.field.key(*key, self.now.mono_ms) {
            Outcome::Changed => self.wrote(),
            Outcome::Moved if self.is_whole() => self.soon(),
            _ => {}
        }
    }

    fn in_panel(&self, panel: &mut Panel, key: &KeyEvent) -> Deed {
        // Ctrl-C asks in every panel but the one that asks; at the end there is nothing left to ask.
        if action(key) == Some(Action::Leave) {
            return match panel {
                _ if self.state.finished => Deed::Done,
                Panel::Leave => Deed::Leave,
                _ => Deed::Act(Action::Leave),
            };
        }
        if let Some(deed) = action(key).and_then(|action| through(panel, key, action)) {
            return deed;
        }
        let sections: Vec<usize> = (0..self.state.plan.segments.len())
            .filter_map(|segment| self.state.plan.first_of(segment))
            .collect();
        let around = Surroundings {
            questions: self.state.plan.questions.len(),
            sections: &sections,
            shelf: &self.kit.shelf,
        };
        panel.key(key, around)
    }

    fn carry_out(&mut self, deed: Deed, panel: Panel) {
        match deed {
            Deed::Stay | Deed::Pass => {}
            Deed::Close => self.closed(&panel),
            Deed::Act(action) => {
                self.stop_find(&panel);
                self.panel = None;
                self.act(action);
            }
            Deed::Go(number) => self.go(number),
            Deed::Insert(insert) => self.insert(&insert),
            Deed::Add => {
                self.happen(&Event::AddMinutes(5));
                if !self.state.plan.exam {
                    self.notify("Five minutes added to this section.");
                }
            }
            Deed::Pause => {
                self.happen(&Event::Pause);
                self.panel = self.state.paused.then(|| Panel::Paused("You paused the clock.".into()));
            }
            Deed::Resume => self.happen(&Event::Resume),
            Deed::Hide => self.hidden = !self.hidden,
            Deed::Find(forward) => self.find(forward),
            Deed::Leave => {
                self.commit_all();
                self.keep(Event::Tick);
                self.orders.push(Order::Save);
                self.orders.push(Order::Close(End::Left));
            }
            Deed::Finish => self.finish(),
            Deed::Predict => {
                if let Panel::Predict(_, scores) = panel {
                    let ids = self.kit.criteria.iter().map(|(id, _)| id.clone());
                    let made: Vec<(String, f64)> =
                        ids.zip(scores).filter_map(|(id, score)| Some((id, score?))).collect();
                    if !made.is_empty() {
                        self.orders.push(Order::Predict(made));
                    }
                    self.panel = Some(Panel::Summary(0));
                }
            }
            Deed::Done => self.orders.push(Order::Close(End::Finished)),
        }
    }

    /// What comes after a panel that was closed.
    fn closed(&mut self, panel: &Panel) {
        self.stop_find(panel);
        if let Panel::Predict(..) = panel {
            self.panel = Some(Panel::Summary(0));
        } else if self.state.paused {
            self.panel = Some(Panel::Paused("It was paused before.".into()));
        }
    }

    fn stop_find(&mut self, panel: &Panel) {
        if let Panel::Find(..) = panel
            && let Some(field) = self.answer.field.prose()
        {
            field.stop_find();
        }
    }

    fn act(&mut self, action: Action) {
        let help_is_off = self.state.plan.exam;
        match action {
            Action::Next => self.go(self.state.at + 1),
            Action::Previous => self.go(self.state.at.saturating_sub(1)),
            Action::Jump => self.panel = Some(Panel::Jump(self.state.at, String::new())),
            Action::Help => self.panel = Some(Panel::Help(0)),
            Action::Brief => self.panel = Some(Panel::Brief(0)),
            Action::Hint | Action::Checklist if help_is_off => self.notify("An exam gives no help."),
            Action::Hint => self.hint = !self.hint,
            Action::Checklist => {
                self.checklist = !self.checklist;
                self.look_for_lacks();
            }
            // The real exercise is open book, so an exam is too.
            Action::Shelf => self.panel = Some(Panel::Shelf(String::new(), 0)),
            Action::Timer => self.panel = Some(Panel::Timer),
            Action::View => self.turn(),
            Action::Editor => self.edit(),
            Action::Earlier if self.kit.earlier.is_some() => self.panel = Some(Panel::Earlier(0)),
            Action::Earlier => self.notify("There is no earlier answer here: F9 shows one after a rewind."),
            Action::Finish => {
                self.hand_over();
                // What is worth the time left is asked of the whole answer.
                if !help_is_off {
                    self.look_at(self.state.plan.segments.len() - 1);
                }
                self.panel = Some(Panel::Finish);
            }
            Action::Save => {
                self.commit_all();
                self.orders.push(Order::Save);
            }
            Action::Find => self.panel = Some(Panel::Find(String::new(), false)),
            Action::Leave => self.panel = Some(Panel::Leave),
            Action::Redraw => self.orders.push(Order::Redraw),
        }
    }
}

/// In a panel that asks nothing, the keys of the room do what they do without it, and the key that opened it closes it.
/// Where something is typed or chosen, that holds for function keys: Ctrl-N and Ctrl-P would not mean a question there.
fn through(panel: &Panel, key: &KeyEvent, action: Action) -> Option<Deed> {
    let opener = match panel {
        Panel::Help(_) => Some(Action::Help),
        Panel::Brief(_) => Some(Action::Brief),
        Panel::Earlier(_) => Some(Action::Earlier),
        Panel::Timer => Some(Action::Timer),
        Panel::Jump(..) => Some(Action::Jump),
        Panel::Shelf(..) => Some(Action::Shelf),
        Panel::Find(..) => Some(Action::Find),
        Panel::Menu => None,
        Panel::Leave | Panel::Finish | Panel::Paused(_) | Panel::Predict(..) | Panel::Summary(_) => {
            return None;
        }
    };
    if opener == Some(action) {
        return Some(Deed::Close);
    }
    let acts = panel.is_page() || matches!(key.code, KeyCode::F(_));
    acts.then_some(Deed::Act(action))
}

/// Whether a panel is closed by what was done in it.
fn closes(deed: &Deed) -> bool {
    !matches!(deed, Deed::Stay | Deed::Hide | Deed::Find(_) | Deed::Predict | Deed::Done)
}
