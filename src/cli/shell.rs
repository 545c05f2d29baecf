//! What every command works with: named doors to the streams, the clock, the library.

use std::ffi::OsString;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::words;
use crate::content::SHIPPED;
use crate::diagnostic::{Severity, visible};
use crate::pack::library::Library;
use crate::pack::load::{PackFile, load};
use crate::pack::verify::verify;
use crate::store::packs::{NamedText, list_pack_folders, read_pack};
use crate::system::{Clock, Environment, page};
use crate::terminal::dialog::Dialog;
use crate::terminal::lines::Lines;
use crate::terminal::page::Page;
use crate::terminal::paint::Paint;
use crate::terminal::prompts::Prompts;

/// When to use color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColorChoice {
    /// When the stream is a terminal and `NO_COLOR` is not set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The shell around a command.
#[derive(Debug)]
pub struct Shell {
    /// What the environment says.
    pub environment: Environment,
    /// Both clocks and the seed.
    pub clock: Clock,
    /// Marks for standard output.
    pub out: Paint,
    /// Marks for standard error.
    pub err: Paint,
    packs: Vec<PathBuf>,
    color: ColorChoice,
    /// The library, once it was wanted: packs on disk are read and checked once.
    library: OnceLock<Library>,
}

impl Shell {
    /// A shell for these choices.
    ///
    /// # Errors
    /// `SSMR_NOW` is no time.
    pub fn new(environment: Environment, packs: Vec<PathBuf>, color: ColorChoice) -> Result<Self> {
        let facts = environment.facts;
        let colored = |terminal: bool| match color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                environment.force_color || (terminal && !environment.no_color && !facts.dumb)
            }
        };
        let (out, err) = (Paint::new(colored(facts.stdout)), Paint::new(colored(facts.stderr)));
        let clock = Clock::new(environment.now.as_deref(), environment.seed.as_deref())
            .map_err(|error| Failure::usage(error.to_string()))?;
        Ok(Self { environment, clock, out, err, packs, color, library: OnceLock::new() })
    }

    /// An empty page for standard output.
    pub fn page(&self) -> Page {
        Page::new(self.environment.facts.width, self.out)
    }

    /// Whether there is a terminal that lists can be moved in, and plain lines are not wanted.
    pub fn is_capable(&self, plain: bool) -> bool {
        let facts = self.environment.facts;
        facts.stdin && facts.stderr && !facts.dumb && !plain
    }

    /// A conversation on standard input and standard error: prompts in a capable terminal, else plain lines.
    pub fn dialog(&self, plain: bool) -> Box<dyn Dialog> {
        let facts = self.environment.facts;
        if self.is_capable(plain) {
            return Box::new(Prompts::new(io::stderr(), self.err.is_colored(), facts.width));
        }
        let lines = Lines::new(BufReader::new(io::stdin()), io::stderr(), facts.stdin);
        if facts.stderr { Box::new(lines.wrapped(facts.width)) } else { Box::new(lines) }
    }

    /// An empty page for standard error.
    pub fn side_page(&self) -> Page {
        Page::new(self.environment.facts.width, self.err)
    }

    /// The options in front of every command, as this process was given them.
    pub fn global_arguments(&self) -> Vec<OsString> {
        let color = match self.color {
            ColorChoice::Auto => None,
            ColorChoice::Always => Some("always"),
            ColorChoice::Never => Some("never"),
        };
        let packs = self.packs.iter().flat_map(|pack| ["--pack".into(), pack.as_os_str().to_owned()]);
        packs.chain(color.into_iter().flat_map(|color| ["--color".into(), color.into()])).collect()
    }

    /// Prints a result as it is.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn result(&self, text: &str) -> Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes())?;
        stdout.flush()?;
        Ok(())
    }

    /// Writes bytes to standard output as they are.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn bytes(&self, bytes: &[u8]) -> Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        stdout.flush()?;
        Ok(())
    }

    /// Whether standard error is a terminal on which a line can be taken back.
    pub fn err_moves(&self) -> bool {
        self.environment.facts.stderr && !self.environment.facts.dumb
    }

    /// Prints a document that holds somebody's text: as it is into a file or pipe, made visible on a terminal.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn document(&self, text: &str) -> Result<()> {
        if self.environment.facts.stdout { self.result(&visible(text)) } else { self.result(text) }
    }

    /// Prints a page, through the pager if it is longer than the window.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn show(&self, page_text: &str) -> Result<()> {
        let facts = self.environment.facts;
        let long = facts.height.is_some_and(|height| page_text.lines().count() >= height);
        if facts.stdout
            && facts.stdin
            && long
            && !facts.dumb
            && page(self.environment.pager.as_deref(), page_text)
        {
            return Ok(());
        }
        self.result(page_text)
    }

    /// Prints a value as JSON.
    ///
    /// # Errors
    /// Standard output cannot be written to.
    pub fn json<T: serde::Serialize>(&self, value: &T) -> Result<()> {
        let text = serde_json::to_string_pretty(value)?;
        self.result(&format!("{text}\n"))
    }

    /// Says something about the work to standard error.
    pub fn status(&self, text: &str) {
        // There is nobody to tell when standard error is gone.
        let _ = writeln!(io::stderr(), "{}", visible(text));
    }

    /// Prints a page to standard error.
    pub fn aside(&self, page_text: &str) {
        let _ = io::stderr().write_all(page_text.as_bytes());
    }

    /// Says something to do to standard error.
    pub fn hint(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{} {}", self.err.name("hint:"), visible(text));
    }

    /// Warns on standard error.
    pub fn warning(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{} {}", self.err.warning("warning:"), visible(text));
    }

    /// The folder for the journal and packs.
    ///
    /// # Errors
    /// The platform names no home folder and `SSMR_HOME` is not set.
    pub fn home(&self) -> Result<&Path> {
        let home = self.environment.home.as_deref();
        Ok(home.ok_or_else(|| {
            Failure::input("no folder for the journal could be found")
                .hint("set SSMR_HOME to a folder that you can write to")
        })?)
    }

    /// The packs to lay over the shipped content: the packs folder, then every `--pack`.
    ///
    /// # Errors
    /// The packs folder is there and cannot be listed.
    pub fn pack_folders(&self) -> Result<Vec<PathBuf>> {
        let own = match &self.environment.home {
            Some(home) => list_pack_folders(&home.join("packs")).map_err(Failure::from)?,
            None => Vec::new(),
        };
        Ok(own.into_iter().chain(self.packs.iter().cloned()).collect())
    }

    /// Everything that can be looked up.
    ///
    /// # Errors
    /// A pack cannot be read or has problems; all of them come together.
    pub fn library(&self) -> Result<Library> {
        if let Some(known) = self.library.get() {
            return Ok(known.clone());
        }
        let mut library = Library::new(SHIPPED);
        for folder in self.pack_folders()? {
            let files = self.pack_files(&folder)?;
            let (pack, mut problems) = load(&files);
            problems.extend(verify(&pack, &library.names()));
            problems.retain(|problem| problem.severity == Severity::Error);
            if !problems.is_empty() {
                let summary = format!(
                    "{} in the pack {}; mend them, or leave the pack out",
                    words::count(problems.len(), "problem"),
                    folder.display()
                );
                return Err(Failure::Problems { problems, summary }.into());
            }
            library.lay(pack);
        }
        Ok(self.library.get_or_init(|| library).clone())
    }

    /// The files of a pack on disk.
    ///
    /// # Errors
    /// The folder or a file cannot be read.
    pub fn pack_files(&self, folder: &Path) -> Result<Vec<PackFile>> {
        let found = read_pack(folder).map_err(Failure::from)?;
        if !found.problems.is_empty() {
            return Err(unreadable(&found.problems).into());
        }
        for stray in found.strays.iter().filter(|stray| is_content(stray)) {
            self.warning(&format!("{} is no file of a pack and is left out", folder.join(stray).display()));
        }
        let file = |file: NamedText| PackFile {
            shown: file.path.display().to_string(),
            path: file.name,
            text: file.content,
        };
        Ok(found.texts.into_iter().map(file).collect())
    }
}

/// Whether a file that belongs nowhere looks as if it was meant for the pack. Other folders beside a pack are none of
/// its business.
fn is_content(stray: &str) -> bool {
    stray.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "yaml" | "yml"))
}

fn unreadable(errors: &[crate::store::files::ReadError]) -> Failure {
    let failure = Failure::input(errors.first().map_or_else(String::new, ToString::to_string));
    errors.iter().skip(1).fold(failure, |failure, error| failure.hint(format!("also: {error}")))
}
