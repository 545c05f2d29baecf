//! An attempt as the journal knows it: everything that happened to it, once more.

use std::collections::BTreeMap;

use anyhow::Result;

use super::setup::Setup;
use crate::cli::errors::Failure;
use crate::session::{Event, Moment, State, View};
use crate::store::journal::{Attempt, Journal};

/// The state of an attempt.
///
/// # Errors
/// The journal cannot be read.
pub fn state(journal: &Journal, setup: &Setup, attempt: &Attempt) -> Result<State> {
    let id = &attempt.begun.id;
    let stored = journal.events(id).map_err(Failure::from)?;
    // The monotonic clock of the first moment belongs to another process.
    let mono_ms = stored.first().map_or(0, |event| event.mono_ms);
    let mut state = State::new(setup.plan(), Moment { wall_ms: attempt.begun.started_ms, mono_ms });
    let mut revisions: BTreeMap<String, std::vec::IntoIter<String>> = BTreeMap::new();
    for event in stored {
        let Ok(mut happened) = serde_json::from_str::<Event>(&event.payload) else { continue };
        let question = match &happened {
            Event::Answer { .. } => state.current().map(|(_, question)| question.id.clone()),
            Event::Edited { question, .. } => Some(question.clone()),
            _ => None,
        };
        if let (Some(question), Event::Answer { text } | Event::Edited { text, .. }) =
            (question, &mut happened)
        {
            if !revisions.contains_key(&question) {
                let texts = journal.revisions(id, &question).map_err(Failure::from)?;
                let texts: Vec<String> = texts.into_iter().map(|answer| answer.text).collect();
                revisions.insert(question.clone(), texts.into_iter());
            }
            *text = revisions.get_mut(&question).and_then(Iterator::next).unwrap_or_default();
        }
        state.step(&happened, Moment { wall_ms: event.wall_ms, mono_ms: event.mono_ms });
    }
    Ok(state)
}

/// How an unfinished attempt stands; none if it cannot be told, such as for one of another version.
pub fn standing(journal: &Journal, id: &str) -> Option<View> {
    let attempt = journal.attempt(id).ok()??;
    let setup: Setup = serde_json::from_str(&attempt.begun.setup).ok()?;
    Some(state(journal, &setup, &attempt).ok()?.view())
}
