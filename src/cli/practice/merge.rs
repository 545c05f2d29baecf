//! A file that was edited while a session runs: what changed, compared with what the session knows.

use super::setup::Setup;
use crate::session::State;
use crate::submission::{Layout, fit, is_blank, layout};

/// Answers that read otherwise in the file than in the session.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Question id and the answer in the file.
    pub answers: Vec<(String, String)>,
}

/// Compares a file with the text that the session wrote last, and with the session's answers. Questions that the file
/// does not hold are no change, and neither are those that read as they were written, whatever was typed since.
pub fn changes(text: &str, written: &str, setup: &Setup, state: &State) -> Changes {
    let mut answers = Vec::new();
    let before = layout(written, &setup.framework);
    for block in layout(text, &setup.framework).blocks {
        let Some((_, question)) =
            state.plan.number_of(&block.question).and_then(|number| state.plan.question(number))
        else {
            continue;
        };
        let now = text[block.answer].replace("\r\n", "\n");
        if answer(&before, written, &block.question).is_some_and(|then| then == now) {
            continue;
        }
        let known = fit(state.answer(&question.id)).text;
        let both_blank = is_blank(question, &now) && is_blank(question, &known);
        if now != known && !both_blank {
            answers.push((block.question, now));
        }
    }
    Changes { answers }
}

/// The answer to a question as a text holds it.
fn answer(layout: &Layout, text: &str, question: &str) -> Option<String> {
    layout.block(question).map(|block| text[block.answer.clone()].replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;
    use crate::session::{Clock, Event, Moment};

    const NOW: Moment = Moment { wall_ms: 0, mono_ms: 0 };

    /// A session with answers, and the names of what changed between two texts.
    fn changed(answers: &[(&str, &str)], written: &str, text: &str) -> Vec<(String, String)> {
        let library = Library::new(SHIPPED);
        let framework = library.framework("ssmr").expect("shipped");
        let setup = Setup::new(&library, framework, None, &Clock::Untimed);
        let mut state = State::new(setup.plan(), NOW);
        for (question, text) in answers {
            state.step(&Event::Edited { question: (*question).into(), text: (*text).into() }, NOW);
        }
        changes(text, written, &setup, &state).answers
    }

    fn file(user: &str, situation: &str) -> String {
        format!("## Scope\n\n### Primary user\n\n{user}\n\n### Situation\n\n{situation}\n\n### Intent\n")
    }

    #[test]
    fn what_was_typed_since_is_no_edit_of_the_file() {
        let answers = [("primary-user", "Nadia."), ("situation", "At home, at night.")];
        let found = changed(&answers, &file("Nadia.", "At home."), &file("Omar.", "At home."));
        assert_eq!(found, [("primary-user".to_owned(), "Omar.".to_owned())]);
        assert_eq!(changed(&answers, &file("Nadia.", ""), &file("Nadia.", "")), []);
    }

    #[test]
    fn an_edit_of_what_was_typed_since_is_found() {
        let answers = [("situation", "At home, at night.")];
        let found = changed(&answers, &file("", "At home."), &file("", "On the bus."));
        assert_eq!(found, [("situation".to_owned(), "On the bus.".to_owned())]);
        // The same words in both are no change.
        assert_eq!(changed(&answers, &file("", "At home."), &file("", "At home, at night.")), []);
    }

    #[test]
    fn without_a_known_text_the_answers_decide() {
        let found = changed(&[("situation", "At home.")], "", &file("Omar.", "At home."));
        assert_eq!(found, [("primary-user".to_owned(), "Omar.".to_owned())]);
    }
}
