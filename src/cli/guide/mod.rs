//! `ssmr guide`: the framework, the rubric and the reference shelf, to read.

mod shelf;
mod structure;

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::pack::library::Library;
use crate::pack::reference::Status;
use crate::pack::shelf::Shelf;
use crate::terminal::page::Page;

/// Arguments of `ssmr guide`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to read; without it, the topics are listed
    topic: Option<String>,

    /// Only entries with this word
    #[arg(long, value_name = "WORD", conflicts_with = "json", requires = "topic")]
    find: Option<String>,

    /// Which framework, for the topic `framework`
    #[arg(long, value_name = "ID", default_value = "ssmr")]
    framework: String,

    /// Which rubric, for the topic `rubric`
    #[arg(long, value_name = "ID", default_value = "anthropic-pm")]
    rubric: String,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What a topic is written with.
struct Writer<'a> {
    page: Page,
    shelf: &'a Shelf,
    find: Option<String>,
    /// How many entries were written.
    entries: usize,
}

impl Writer<'_> {
    /// Whether an entry mentions the word looked for.
    fn wants(&mut self, texts: &[&str]) -> bool {
        let wanted =
            self.find.as_ref().is_none_or(|word| texts.iter().any(|text| text.to_lowercase().contains(word)));
        self.entries += usize::from(wanted);
        wanted
    }

    /// How well the claims of an entry are known, one line each.
    fn claims(&mut self, ids: &[String]) {
        for claim in ids.iter().filter_map(|id| self.shelf.claim(id)) {
            let note =
                format!("[{}] {}. {}", claim.status.shown(), claim.text.trim_end_matches('.'), claim.note);
            self.page.note(&note);
        }
    }

    /// Where to read more.
    fn sources(&mut self, ids: &[String]) {
        for source in ids.iter().filter_map(|id| self.shelf.source(id)) {
            self.page.note(&format!("{} ({}): {}", source.title, source.year, source.url));
        }
    }
}

/// The topics, each with a line about it.
const TOPICS: &[(&str, &str)] = &[
    ("framework", "the sections and questions of an answer, with their time"),
    ("rubric", "the criteria, their weights, and what each level looks like"),
    ("harms", "two vocabularies for harm and how they relate"),
    ("principles", "published principles, and what the guide quotes"),
    ("case-types", "the kinds of case"),
    ("process", "the stages of the interview, as claimed"),
    ("checklist", "ten steps of preparation"),
    ("mistakes", "three mistakes to avoid"),
    ("questions", "rules for common questions"),
    ("mitigations", "ways to hold harms off, and what they cost"),
    ("measures", "what can be measured, and how it misleads"),
    ("sources", "real texts to cite, with facts in them"),
    ("claims", "what the guide claims, held against what is published"),
];

/// Runs `ssmr guide`.
///
/// # Errors
/// An unknown topic, framework or rubric, a broken pack, or standard output is gone.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    let Some(topic) = &args.topic else {
        return topics(shell, args.json);
    };
    let library = shell.library()?;
    let shelf = library.shelf();
    if args.json {
        return json(shell, args, topic, &library, &shelf);
    }
    let find = args.find.as_ref().map(|word| word.to_lowercase());
    let mut writer = Writer { page: shell.page(), shelf: &shelf, find, entries: 0 };
    match topic.as_str() {
        "framework" => structure::framework(&mut writer, &framework(&library, &args.framework)?),
        "rubric" => structure::rubric(&mut writer, &rubric(&library, &args.rubric)?),
        "harms" => shelf::harms(&mut writer),
        "principles" => shelf::principles(&mut writer),
        "case-types" => shelf::case_types(&mut writer),
        "process" => shelf::process(&mut writer),
        "checklist" => shelf::advice(&mut writer, "Ten steps of preparation", &shelf.checklist),
        "mistakes" => shelf::advice(&mut writer, "Mistakes to avoid", &shelf.mistakes),
        "questions" => shelf::advice(&mut writer, "Rules for common questions", &shelf.questions),
        "mitigations" => shelf::mitigations(&mut writer),
        "measures" => shelf::measures(&mut writer),
        "sources" => shelf::sources(&mut writer),
        "claims" => shelf::claims(&mut writer),
        _ => return Err(unknown_topic(topic)),
    }
    if let (Some(word), 0) = (&args.find, writer.entries) {
        let mut page = shell.page();
        page.paragraph(&format!("No entry of `{topic}` mentions `{word}`."));
        return shell.show(&page.finish());
    }
    shell.show(&writer.page.finish())
}

fn unknown_topic(topic: &str) -> anyhow::Error {
    Failure::unknown("topic", topic, TOPICS.iter().map(|(name, _)| *name), "`ssmr guide`").into()
}

fn topics(shell: &Shell, json: bool) -> Result<()> {
    if json {
        let list: Vec<_> =
            TOPICS.iter().map(|(name, about)| serde_json::json!({"topic": name, "about": about})).collect();
        return shell.json(&list);
    }
    let mut page = shell.page();
    page.heading("Topics of `ssmr guide TOPIC`").gap();
    for (name, about) in TOPICS {
        page.raw(&format!("  {} {about}", shell.out.name(&format!("{name:<12}"))));
    }
    page.aside(
        "The shelf holds two kinds of statement: what is published, with its source, and what a preparation guide \
         claims. A claim is marked as one wherever it shows. Do not quote a claim as a fact to people who would know.",
    );
    shell.show(&page.finish())
}

fn json(shell: &Shell, args: &Args, topic: &str, library: &Library, shelf: &Shelf) -> Result<()> {
    match topic {
        "framework" => shell.json(&framework(library, &args.framework)?),
        "rubric" => shell.json(&rubric(library, &args.rubric)?),
        _ => {
            let lists = serde_json::to_value(shelf)?;
            match lists.get(topic.replace('-', "_")) {
                Some(list) => shell.json(list),
                None => Err(unknown_topic(topic)),
            }
        }
    }
}

/// The framework of an id.
///
/// # Errors
/// Nothing goes by this id; the nearest one is named.
pub fn framework(library: &Library, id: &str) -> Result<crate::pack::framework::Framework> {
    let known = library.frameworks();
    library.framework(id).ok_or_else(|| {
        Failure::unknown("framework", id, known.iter().map(String::as_str), "`ssmr pack list`").into()
    })
}

fn rubric(library: &Library, id: &str) -> Result<crate::pack::rubric::Rubric> {
    let known = library.rubrics();
    library.rubric(id).ok_or_else(|| {
        Failure::unknown("rubric", id, known.iter().map(String::as_str), "`ssmr pack list`").into()
    })
}

/// A status in the words people read.
fn marked(status: Status) -> String {
    format!("[{}]", status.shown())
}
