//! What can be undone in a table: rows that took the place of others.

/// How many steps are kept.
const MAX_STEPS: usize = 5000;

/// A cell and the byte in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    pub row: usize,
    pub column: usize,
    pub byte: usize,
}

/// From `at` on, the rows `before` gave way to the rows `after`.
#[derive(Debug, Clone)]
pub struct Step {
    pub at: usize,
    pub before: Vec<Vec<String>>,
    pub after: Vec<Vec<String>>,
    /// Where the cursor was.
    pub from: Place,
    /// Where it is now.
    pub to: Place,
}

/// The steps of one table.
#[derive(Debug, Clone, Default)]
pub struct Steps {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The step of the cell's own history that the last step holds, if it may grow.
    open: Option<u64>,
    /// Where the cursor was before the key at hand.
    pub from: Place,
}

impl Steps {
    /// Keeps a change of whole rows.
    pub fn push(
        &mut self,
        at: usize,
        before: Vec<Vec<String>>,
        after: Vec<Vec<String>>,
        from: Place,
        to: Place,
    ) {
        self.undone.clear();
        self.open = None;
        self.done.push(Step { at, before, after, from, to });
        if self.done.len() > MAX_STEPS {
            self.done.remove(0);
        }
    }

    /// Keeps a change of one cell. `step` numbers the steps of the cell's own history, which knows words and pauses.
    pub fn edit(&mut self, step: u64, to: Place, before: Vec<String>, after: Vec<String>) {
        let grows = self.open == Some(step);
        match self.done.last_mut().filter(|_| grows) {
            Some(last) => {
                last.after = vec![after];
                last.to = to;
                self.undone.clear();
            }
            None => self.push(to.row, vec![before], vec![after], self.from, to),
        }
        self.open = Some(step);
    }

    /// The next change is a step of its own.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// The step to take back.
    pub fn undo(&mut self) -> Option<Step> {
        self.open = None;
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step to do again.
    pub fn redo(&mut self) -> Option<Step> {
        self.open = None;
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }
}
