//! `ssmr cases`: the practice cases, to list, filter and show.

use anyhow::Result;
use clap::Subcommand;
use serde::Serialize;

use crate::cli::errors::Failure;
use crate::cli::model;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::pack::library::{CaseEntry, Library};
use crate::pack::prompt::{Case, Difficulty, Origin};
use crate::pack::shelf::Shelf;
use crate::terminal::passage::passage;
use crate::text::front_matter;
use crate::text::plain::plain_lines;
use crate::text::words::without_comments;

/// Arguments of `ssmr cases`.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    filter: Filter,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the cases
    List(Filter),
    /// Show a case: its brief and what was invented for it
    Show(Show),
    /// Show a case picked at random
    Random(Filter),
}

#[derive(Debug, clap::Args)]
struct Filter {
    /// Only cases of this type; part of its name is enough
    #[arg(long = "type", value_name = "TYPE")]
    case_type: Option<String>,

    /// Only cases of this difficulty: easy, medium or hard
    #[arg(long, value_name = "LEVEL", value_parser = difficulty)]
    difficulty: Option<Difficulty>,

    /// Only cases with this word in id, title or summary
    #[arg(long, value_name = "WORD")]
    find: Option<String>,

    /// Show one of them, picked at random
    #[arg(long)]
    random: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Show {
    /// The case, by id
    case: String,

    /// Also show what hides behind the brief; this spoils the case
    #[arg(long)]
    notes: bool,

    /// Print a strong answer to it, once you have finished an attempt of your own
    #[arg(long, conflicts_with_all = ["notes", "json"])]
    answer: bool,

    /// Print the answer though no attempt is finished
    #[arg(long, requires = "answer")]
    spoil: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

fn difficulty(word: &str) -> Result<Difficulty, String> {
    let known = Difficulty::ALL.iter().find(|(name, _)| *name == word);
    known.map(|(_, level)| *level).ok_or_else(|| "choose easy, medium or hard".to_owned())
}

/// Runs `ssmr cases`.
///
/// # Errors
/// An unknown case or type, a broken pack, or standard output is gone.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let library = shell.library()?;
    match &args.action {
        Some(Action::Show(show)) => show_case(shell, &library, show),
        Some(Action::Random(filter)) => random(shell, &library, filter),
        Some(Action::List(filter)) => list_or_random(shell, &library, filter),
        None => list_or_random(shell, &library, &args.filter),
    }
}

fn list_or_random(shell: &Shell, library: &Library, filter: &Filter) -> Result<()> {
    if filter.random {
        return random(shell, library, filter);
    }
    let shelf = library.shelf();
    let found = matching(library, &shelf, filter)?;
    if filter.json {
        return shell.json(&found);
    }
    shell.show(&list_page(shell, &shelf, &found))
}

/// The case of an id.
///
/// # Errors
/// Nothing goes by this id; the nearest one is named.
pub fn find_case(library: &Library, id: &str) -> Result<Case> {
    if let Some(case) = library.case(id) {
        return Ok(case);
    }
    let cases = library.cases();
    Err(Failure::unknown("case", id, cases.iter().map(|case| case.id.as_str()), "`ssmr cases`").into())
}

/// One of these cases, by the seed.
pub fn pick<'a>(shell: &Shell, cases: &'a [CaseEntry]) -> Option<&'a CaseEntry> {
    let count = u64::try_from(cases.len()).ok().filter(|count| *count > 0)?;
    cases.get(usize::try_from(shell.clock.seed() % count).ok()?)
}

fn random(shell: &Shell, library: &Library, filter: &Filter) -> Result<()> {
    let found = matching(library, &library.shelf(), filter)?;
    let Some(entry) = pick(shell, &found) else {
        return Err(Failure::usage("no case matches").hint("leave out a filter").into());
    };
    show_case(
        shell,
        library,
        &Show { case: entry.id.clone(), notes: false, answer: false, spoil: false, json: filter.json },
    )
}

fn matching(library: &Library, shelf: &Shelf, filter: &Filter) -> Result<Vec<CaseEntry>> {
    let types: Vec<&str> = shelf.case_types.types.iter().map(|kind| kind.id.as_str()).collect();
    if let Some(wanted) = &filter.case_type
        && !types.iter().any(|kind| kind.contains(wanted.as_str()))
    {
        return Err(Failure::unknown("case type", wanted, types, "`ssmr guide case-types`").into());
    }
    let fits = |case: &CaseEntry| {
        filter.case_type.as_ref().is_none_or(|wanted| case.case_type.contains(wanted.as_str()))
            && filter.difficulty.is_none_or(|wanted| case.difficulty == wanted)
            && filter.find.as_ref().is_none_or(|word| mentions(case, word))
    };
    Ok(library.cases().into_iter().filter(fits).collect())
}

fn mentions(case: &CaseEntry, word: &str) -> bool {
    let word = word.to_lowercase();
    [&case.id, &case.title, &case.summary].iter().any(|text| text.to_lowercase().contains(&word))
}

fn list_page(shell: &Shell, shelf: &Shelf, cases: &[CaseEntry]) -> String {
    let mut page = shell.page();
    if cases.is_empty() {
        page.paragraph("No case matches. Leave out a filter, or look at all of them with `ssmr cases`.");
        return page.finish();
    }
    let types = shelf.case_types.types.iter().map(|kind| (kind.id.as_str(), kind.title.as_str()));
    for (id, title) in types {
        let mut of_type = cases.iter().filter(|case| case.case_type == id).peekable();
        if of_type.peek().is_some() {
            page.heading(title).gap();
        }
        for case in of_type {
            let mark = if case.origin == Origin::Guide { " ★" } else { "" };
            page.entry(&format!("{}{mark}", case.id), &case.summary);
            page.note(&format!("{} · {}", case.difficulty.word(), words::minutes(case.minutes)));
        }
    }
    page.gap();
    if cases.iter().any(|case| case.origin == Origin::Guide) {
        page.aside("★ The preparation guide quotes or describes this question. Whether it was ever asked is unverified.");
    }
    page.aside(&format!(
        "{}, all fiction. `ssmr cases show ID` shows a brief, `ssmr practice ID` starts the clock.",
        words::count(cases.len(), "case")
    ));
    page.finish()
}

/// What a candidate may see before answering.
#[derive(Serialize)]
struct Brief<'a> {
    #[serde(flatten)]
    entry: CaseEntry,
    brief: &'a str,
    facts: &'a [String],
    short_brief: &'a str,
}

fn show_case(shell: &Shell, library: &Library, show: &Show) -> Result<()> {
    let case = find_case(library, &show.case)?;
    if show.answer {
        return show_answer(shell, library, &case, show.spoil);
    }
    if show.json {
        return if show.notes {
            shell.json(&case)
        } else {
            let entry = CaseEntry::from(&case);
            shell.json(&Brief {
                entry,
                brief: &case.brief,
                facts: &case.facts,
                short_brief: &case.short.brief,
            })
        };
    }
    let shelf = library.shelf();
    let mut page = shell.page();
    let kind = shelf.case_types.types.iter().find(|kind| kind.id == case.case_type);
    page.heading(&case.title);
    let title = kind.map_or(case.case_type.as_str(), |kind| kind.title.as_str());
    page.raw(&format!("{title} · {} · {}", case.difficulty.word(), words::minutes(case.minutes)));
    page.quote(&case.brief);
    page.heading("Invented for this case");
    for fact in &case.facts {
        page.item(fact);
    }
    if show.notes {
        notes(&mut page, &case);
    }
    page.aside(&format!("This case is fiction. `ssmr practice {}` starts the clock.", case.id));
    shell.show(&page.finish())
}

/// The strong sample: to read on a terminal, as it is into a file or pipe.
fn show_answer(shell: &Shell, library: &Library, case: &Case, spoil: bool) -> Result<()> {
    let text = model::answer(shell, library, case, spoil)?;
    let facts = shell.environment.facts;
    if facts.stdout {
        let mut page = shell.page();
        page.raw(passage(&plain_lines(&text), facts.width).trim_end());
        page.aside(model::ONE_OF_MANY);
        return shell.show(&page.finish());
    }
    let start = front_matter(&text).map_or(0, |found| found.whole.end);
    shell.result(&format!("{}\n", without_comments(&text[start..]).trim()))?;
    shell.status(model::ONE_OF_MANY);
    Ok(())
}

fn notes(page: &mut crate::terminal::page::Page, case: &Case) {
    page.heading("What has to be decided");
    case.decide.iter().for_each(|text| {
        page.item(text);
    });
    page.heading("Silent constraints");
    case.constraints.iter().for_each(|entry| {
        page.item(&format!("{} {}", entry.what, entry.why));
    });
    page.heading("Harms to expect");
    case.harms.iter().for_each(|harm| {
        page.item(&format!("{} ({}, {}) {}", harm.what, harm.impact, harm.category, harm.why));
    });
    page.heading("Principles in tension");
    case.tensions.iter().for_each(|tension| {
        page.item(&format!("{} and {}: {}", tension.between, tension.and, tension.how));
    });
    page.heading("Strong moves");
    case.strong_moves.iter().for_each(|entry| {
        page.item(&format!("{} {}", entry.what, entry.why));
    });
    page.heading("Traps");
    case.traps.iter().for_each(|trap| {
        page.item(&format!("{} {} Instead: {}", trap.what, trap.why, trap.instead));
    });
    page.heading("Attacks to try");
    case.red_team.iter().for_each(|attack| {
        page.item(&format!(
            "{} Signal: {} If it fails: {}",
            attack.attack, attack.signal, attack.if_it_fails
        ));
    });
    page.heading("Questions of a live review");
    case.probes.iter().for_each(|probe| {
        page.item(&probe.ask);
    });
}
