//! A PDF, printed by a browser of this machine.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Args;
use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::export::pdf;
use crate::store::files::{self, Scratch};
use crate::system::Browser;
use crate::terminal::spinner::Spinner;

/// The PDF of a page. Without one the page itself is written, so that it can be printed by hand.
pub(super) fn print(shell: &Shell, args: &Args, place: Option<&Path>, page: &str) -> Result<Vec<u8>> {
    if place.is_none() && shell.environment.facts.stdout {
        return Err(Failure::usage("a PDF on a terminal is noise").hint("name a file with `-o FILE`").into());
    }
    if let Some(place) = place.filter(|place| place.exists() && !args.force) {
        // Printing takes seconds; what would fail after it fails before.
        return Err(Failure::input(format!(
            "`{}` exists; use `--force` to replace it, or choose another name",
            place.display()
        ))
        .into());
    }
    let Some(browser) = Browser::find(&shell.environment.browsers, Path::is_file) else {
        let failure = Failure::input("no browser was found that can print a PDF");
        let failure = failure.hint("install Chromium, Chrome, Brave or Edge, or name one with SSMR_BROWSER");
        return Err(by_hand(args, place, page, failure).into());
    };
    let mut spinner = Spinner::new(&format!("printing with {}", browser.name()), shell.err_moves());
    let mut made = attempt(&browser, None, page, &mut spinner);
    if let (Err(_), Some(place)) = (&made, place) {
        // A browser from a snap or a flatpak has temporary folders of its own, but sees where people keep their files.
        made = attempt(&browser, Some(folder_of(place)), page, &mut spinner).or(made);
    }
    drop(spinner);
    let mut bytes = match made {
        Ok(bytes) => bytes,
        Err(why) => return Err(by_hand(args, place, page, Failure::input(why)).into()),
    };
    let seconds = shell.environment.source_date.or_else(|| args.anonymous.then_some(0));
    if let Some(seconds) = seconds {
        pdf::set_times(&mut bytes, seconds);
    }
    Ok(bytes)
}

fn attempt(
    browser: &Browser,
    inside: Option<&Path>,
    page: &str,
    spinner: &mut Spinner,
) -> Result<Vec<u8>, String> {
    let scratch =
        Scratch::new(inside).map_err(|error| format!("no folder for printing could be made: {error}"))?;
    scratch
        .write("page.html", page.as_bytes())
        .map_err(|error| format!("the page could not be written: {error}"))?;
    let printed = || scratch.read("page.pdf").is_ok_and(|bytes| pdf::is_whole(&bytes));
    browser
        .print(scratch.path(), scratch.is_root(), &printed, &mut || spinner.tick())
        .map_err(|error| error.to_string())?;
    scratch.read("page.pdf").map_err(|error| format!("the PDF cannot be read: {error}"))
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes the page, and says how a person prints it.
fn by_hand(args: &Args, place: Option<&Path>, page: &str, failure: Failure) -> Failure {
    let target = place.map_or_else(|| args.file.clone(), Path::to_owned);
    match write_page(&target, page, args.force) {
        Ok(path) => failure.hint(format!(
            "the page is in {}; open it in a browser, choose Print, save as PDF, and turn off headers and footers",
            path.display()
        )),
        Err(why) => failure.hint(why),
    }
}

fn write_page(target: &Path, page: &str, force: bool) -> Result<PathBuf, String> {
    let stem = target.file_stem().map_or_else(|| "answer".into(), |stem| stem.to_string_lossy().into_owned());
    let stem = if stem == "-" { "answer".to_owned() } else { stem };
    let written = if force {
        let path = folder_of(target).join(format!("{stem}.html"));
        files::replace(&path, page.as_bytes()).map(|()| path)
    } else {
        files::free_name(folder_of(target), &stem, "html", page.as_bytes())
    };
    written
        .map_err(|error| error.to_string())
        .map(|path| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path))
}
