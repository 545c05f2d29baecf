//! A file that was edited while a session runs: what changed, compared with what the session knows.

use super::setup::Setup;
use crate::session::State;
use crate::submission::{fit, is_blank, layout};

/// Answers that read otherwise in the file than in the session.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Question id and the answer in the file.
    pub answers: Vec<(String, String)>,
}

/// Compares a file with the session's answers. Questions that the file does not hold are no change.
pub fn changes(text: &str, setup: &Setup, state: &State) -> Changes {
    let mut answers = Vec::new();
    for block in layout(text, &setup.framework).blocks {
        let Some((_, question)) =
            state.plan.number_of(&block.question).and_then(|number| state.plan.question(number))
        else {
            continue;
        };
        let now = text[block.answer].replace("\r\n", "\n");
        let known = fit(state.answer(&question.id)).text;
        let both_blank = is_blank(question, &now) && is_blank(question, &known);
        if now != known && !both_blank {
            answers.push((block.question, now));
        }
    }
    Changes { answers }
}
