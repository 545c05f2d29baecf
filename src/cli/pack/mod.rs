//! `ssmr pack`: check, write and list packs of content.

mod prove;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Subcommand;

use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::content::SHIPPED;
use crate::diagnostic::{Problem, Severity, draw_all};
use crate::pack::library::Library;
use crate::pack::load::{PackFile, PackFiles, load};
use crate::pack::verify::verify;
use crate::store::files::{self, WriteError};

/// Problems of phrases and simple checks, beside those that [`verify`] finds.
pub use prove::prove;

/// Arguments of `ssmr pack`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Check every file of a pack and show all problems at once
    Check {
        /// The folder of the pack; without it, the shipped content is checked
        dir: Option<PathBuf>,

        /// Print the problems as JSON
        #[arg(long)]
        json: bool,
    },
    /// Write a small commented pack to start from
    New {
        /// The folder to make
        dir: PathBuf,
    },
    /// List the packs in use and what they hold
    List,
    /// Print the folder in which packs are found without `--pack`
    Path,
}

/// Runs `ssmr pack`.
///
/// # Errors
/// The pack has problems, a folder cannot be read or written, or standard output is gone.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    match &args.action {
        Action::Check { dir, json } => check(shell, dir.as_deref(), *json),
        Action::New { dir } => new(shell, dir),
        Action::List => list(shell),
        Action::Path => shell.result(&format!("{}\n", shell.home()?.join("packs").display())),
    }
}

fn check(shell: &Shell, dir: Option<&Path>, json: bool) -> Result<()> {
    let shipped = Library::new(SHIPPED);
    let files = match dir {
        Some(dir) => shell.pack_files(dir)?,
        None => shipped.shipped_files(),
    };
    // The shipped pack stands on its own; any other one may point to what the shipped pack holds.
    let own = dir.is_none() || is_shipped(&shipped, &files);
    let (base, concepts) = if own { Default::default() } else { (shipped.names(), shipped.concepts()) };
    let (pack, mut problems) = load(&files);
    problems.extend(verify(&pack, &base));
    problems.extend(prove(&pack, concepts));
    if json {
        shell.json(&problems)?;
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors > 0 {
        let problems = if json { Vec::new() } else { problems };
        return Err(Failure::Problems { problems, summary: summary(errors, files.len()) }.into());
    }
    if !json {
        warn(shell, &problems);
        shell.result(&passed(&pack, files.len()))?;
    }
    Ok(())
}

/// Whether these are the files of the shipped pack, as its authors check them.
fn is_shipped(shipped: &Library, files: &[PackFile]) -> bool {
    let manifest = |file: &&PackFile| file.path == "pack.yaml";
    let own = files.iter().find(manifest).map(|file| load(std::slice::from_ref(file)).0);
    let id = own.and_then(|pack| pack.manifest).map(|manifest| manifest.value.id);
    shipped.manifests().first().is_some_and(|manifest| Some(&manifest.id) == id.as_ref())
}

fn summary(errors: usize, files: usize) -> String {
    format!("{} in {}", words::count(errors, "problem"), words::count(files, "file"))
}

fn warn(shell: &Shell, problems: &[Problem]) {
    if !problems.is_empty() {
        let drawn = draw_all(problems, shell.err.is_colored(), shell.environment.facts.width);
        // There is nobody to tell when standard error is gone.
        let _ = writeln!(io::stderr(), "{drawn}");
    }
}

fn passed(pack: &PackFiles, files: usize) -> String {
    let held = [
        (pack.frameworks.len(), "framework"),
        (pack.cases.len(), "case"),
        (pack.samples.len(), "sample"),
        (pack.rubrics.len(), "rubric"),
    ];
    let held: Vec<String> = held
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, one)| words::count(*number, one))
        .collect();
    let shown = if held.is_empty() { "reference lists only".to_owned() } else { words::list(&held) };
    format!("{} checked, no problems: {shown}\n", words::count(files, "file"))
}

/// The files of a new pack: path and text.
const EXAMPLE: &[(&str, &str)] = &[
    ("pack.yaml", include_str!("example/pack.yaml")),
    ("prompts/safety-feature-design/recipe-helper.yaml", include_str!("example/recipe-helper.yaml")),
    (
        "prompts/safety-feature-design/recipe-helper.strong.md",
        include_str!("example/recipe-helper.strong.md"),
    ),
    ("prompts/safety-feature-design/recipe-helper.weak.md", include_str!("example/recipe-helper.weak.md")),
    ("reference/mitigations.yaml", include_str!("example/mitigations.yaml")),
];

/// A rubric to start from: the shipped one under another name, with a simple check.
fn example_rubric(library: &Library) -> Option<String> {
    let files = library.shipped_files();
    let shipped = files.into_iter().find(|file| file.path == "rubrics/anthropic-pm.yaml")?.text;
    let renamed = shipped.replacen("id: anthropic-pm", "id: my-rubric", 1);
    let simple = concat!(include_str!("example/simple-checks.yaml"), "criteria:\n");
    let added = renamed.replacen("criteria:\n", simple, 1);
    let (before, rollout) = added.split_once("  - id: rollout-strategy\n")?;
    let listed = "    checks:\n      - check: no-owner-named\n        points: 1\n";
    let rollout = rollout.replacen("    checks:\n", listed, 1);
    Some(format!("{before}  - id: rollout-strategy\n{rollout}"))
}

fn new(shell: &Shell, dir: &Path) -> Result<()> {
    let empty = files::new_folder(dir).map_err(|error| match error {
        WriteError::Exists { .. } => {
            Failure::input(format!("`{}` is a file", dir.display())).hint("name a new folder")
        }
        other => Failure::from(other),
    });
    if !empty? {
        let failure = Failure::input(format!("the folder {} is not empty", dir.display()));
        return Err(failure.hint("name a new folder; nothing is ever written over").into());
    }
    let rubric = example_rubric(&Library::new(SHIPPED));
    let files = EXAMPLE.iter().map(|(path, text)| (*path, *text));
    for (path, text) in files.chain(rubric.as_deref().map(|text| ("rubrics/my-rubric.yaml", text))) {
        let target = dir.join(path);
        if let Some(folder) = target.parent() {
            files::make_folders(folder).map_err(Failure::from)?;
        }
        files::write_new(&target, text.as_bytes()).map_err(Failure::from)?;
    }
    shell.result(&format!("{}\n", dir.display()))?;
    shell.hint(&format!(
        "check it with `ssmr pack check {0}`, use it with `ssmr --pack {0} cases`",
        dir.display()
    ));
    Ok(())
}

fn list(shell: &Shell) -> Result<()> {
    let library = shell.library()?;
    let mut page = shell.page();
    let folders = shell.pack_folders()?;
    let places =
        std::iter::once("built in".to_owned()).chain(folders.iter().map(|dir| dir.display().to_string()));
    for (manifest, place) in library.manifests().iter().zip(places) {
        page.entry(&format!("{} {}", manifest.id, manifest.version), &format!("{}, {place}", manifest.title));
    }
    page.gap();
    let held = [
        format!(
            "{}: {}",
            words::count(library.frameworks().len(), "framework"),
            library.frameworks().join(", ")
        ),
        words::count(library.cases().len(), "case"),
        format!("{}: {}", words::count(library.rubrics().len(), "rubric"), library.rubrics().join(", ")),
    ];
    held.iter().for_each(|line| {
        page.item(line);
    });
    shell.show(&page.finish())
}
