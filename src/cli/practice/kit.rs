//! What the room is furnished with.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use anyhow::Result;

use super::end::next;
use super::judge::RUBRIC;
use super::setup::Setup;
use super::start::Started;
use super::{Args, Ground};
use crate::cli::review::muted;
use crate::cli::shell::Shell;
use crate::pack::framework::Framework;
use crate::pack::library::Library;
use crate::pack::shelf::Shelf;
use crate::review::{Context, lacks as lacks_of};
use crate::session::{Lack, State};
use crate::submission::{fit, put};
use crate::terminal::field::{Offers, Pick};
use crate::terminal::room::look::Theme;
use crate::terminal::room::shelf::items;
use crate::terminal::room::{Kit, Lacks};

/// Furnishes the room for a session.
///
/// # Errors
/// A pack cannot be read.
pub fn kit(shell: &Shell, args: &Args, started: &Started) -> Result<Kit> {
    let library = shell.library()?;
    let shelf = library.shelf();
    let setup = &started.setup;
    Ok(Kit {
        title: started.title.clone(),
        brief: started.brief.clone(),
        mode: mode(setup),
        offers: offers(setup, &shelf),
        shelf: items(&shelf),
        criteria: criteria_of(&library, setup),
        earlier: setup.aside.clone(),
        file: started.keeper.path().display().to_string(),
        next: next(setup, started.keeper.path()),
        theme: theme(shell, args.ground),
        lacks: lacks(library, started, muted(shell)),
        whole: args.blank,
        fresh: !started.resumed,
    })
}

/// The criteria that are guessed at the end of a session, id and title; none for a part of an answer.
pub fn criteria(shell: &Shell, setup: &Setup) -> Vec<(String, String)> {
    shell.library().map(|library| criteria_of(&library, setup)).unwrap_or_default()
}

fn criteria_of(library: &Library, setup: &Setup) -> Vec<(String, String)> {
    let rubric = library.rubric(RUBRIC).filter(|_| !setup.warm_up && setup.section.is_none());
    let criteria = rubric.into_iter().flat_map(|rubric| rubric.criteria);
    criteria.map(|criterion| (criterion.id, criterion.title)).collect()
}

/// What the review finds missing, for the checklist, but for what is muted. A warm-up and an exam have none.
fn lacks(library: Library, started: &Started, muted: Vec<String>) -> Option<Lacks> {
    let setup = &started.setup;
    if setup.warm_up || setup.exam {
        return None;
    }
    let case = started.case.clone();
    let mended = Mended::of(started);
    // Made when somebody first wants to know, not while the room opens.
    let context = OnceLock::new();
    Some(Box::new(move |state, segment| {
        let made = || {
            let case = case.as_deref().and_then(|id| library.case(id));
            Context { muted: muted.clone(), ..Context::new(&library, case, RUBRIC) }
        };
        let context = context.get_or_init(made);
        mended
            .as_ref()
            .map_or_else(|| missing(state, segment, context), |mended| mended.missing(state, context))
    }))
}

/// What a segment lacks by the review. A section without any answer lacks its answers first, which the session says.
fn missing(state: &State, segment: usize, context: &Context) -> Vec<Lack> {
    let begun = |section: &str| {
        let at = state.plan.segments.iter().position(|known| known.id == section);
        at.is_some_and(|at| state.questions_of(at).any(|question| state.is_answered(question)))
    };
    let wanted = state.plan.segments.get(segment).map(|known| known.id.clone()).unwrap_or_default();
    let all = lacks_of(&state.whole(), context).into_iter().map(lack);
    all.filter(|lack| begun(&lack.section) && (lack.section == wanted || wanted == "polish")).collect()
}

fn lack(found: crate::review::Lack) -> Lack {
    Lack {
        section: found.section.title().to_lowercase(),
        criterion: found.criterion,
        text: found.text.trim_end_matches('.').to_owned(),
        points: found.points,
        minutes: 3,
    }
}

/// One question that is written once more: what it lacks shows in the whole answer.
struct Mended {
    text: String,
    framework: Framework,
    question: String,
    checks: Vec<String>,
}

impl Mended {
    fn of(started: &Started) -> Option<Self> {
        let setup = &started.setup;
        let id = setup.question.clone()?;
        let questions = setup.framework.questions_for(setup.case_type.as_deref());
        let own = questions.into_iter().find(|(_, question)| question.id == id)?.1.checks.clone();
        let led = setup.before.as_ref().and_then(|before| before.check.clone());
        let text = started.keeper.text().to_owned();
        let checks = own.into_iter().chain(led).collect();
        Some(Self { text, framework: setup.framework.clone(), question: id, checks })
    }

    fn missing(&self, state: &State, context: &Context) -> Vec<Lack> {
        let text = put(&self.text, &self.framework, &self.question, &fit(state.text(&self.question)).text);
        let ours = |found: &crate::review::Lack| self.checks.contains(&found.check);
        lacks_of(&text, context).into_iter().filter(ours).map(lack).collect()
    }
}

fn mode(setup: &Setup) -> String {
    let asked = setup.question.as_deref().and_then(|id| {
        let mut all = setup.framework.sections.iter().flat_map(|section| &section.questions);
        all.find(|question| question.id == id)
    });
    if let Some(question) = asked {
        return format!("{} once more", question.heading);
    }
    let section = setup.section.as_deref().and_then(|id| {
        setup.framework.sections.iter().find(|section| section.id == id).map(|section| &section.title)
    });
    match section {
        Some(title) if setup.before.is_some() => format!("{title} once more"),
        Some(title) => format!("only {title}"),
        None => setup.mode().word().to_owned(),
    }
}

fn offers(setup: &Setup, shelf: &Shelf) -> BTreeMap<String, Offers> {
    let mut offers: BTreeMap<String, Offers> = BTreeMap::new();
    for (name, choices) in &setup.options {
        let (question, column) =
            name.split_once('/').map_or((name.as_str(), None), |(one, two)| (one, Some(two)));
        let offer = offers.entry(question.to_owned()).or_default();
        if let Some(column) = column {
            let labels = choices.iter().map(|(_, label)| label.clone()).collect();
            offer.columns.insert(column.to_owned(), labels);
        } else {
            let pick =
                |(id, label): &(String, String)| Pick { label: label.clone(), note: meaning(shelf, id) };
            offer.picks = choices.iter().map(pick).collect();
        }
    }
    offers
}

/// What an entry of the reference lists means; empty if it is not there.
fn meaning(shelf: &Shelf, id: &str) -> String {
    let impacts = shelf.harms.impacts.iter().map(|entry| (&entry.id, &entry.means));
    let categories = shelf.harms.categories.iter().map(|entry| (&entry.id, &entry.means));
    let published = shelf.principles.published.iter().map(|entry| (&entry.id, &entry.means));
    let mut all = impacts.chain(categories).chain(published);
    all.find(|(known, _)| *known == id).map_or(String::new(), |(_, means)| means.clone())
}

fn theme(shell: &Shell, ground: Ground) -> Theme {
    match ground {
        _ if !shell.err.is_colored() => Theme::Plain,
        Ground::Dark => Theme::Dark,
        Ground::Light => Theme::Light,
        Ground::Auto => match shell.environment.dark_ground {
            Some(true) => Theme::Dark,
            Some(false) => Theme::Light,
            None => Theme::Either,
        },
    }
}
