//! `ssmr export --check`: a last look before handing in.

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::export::check::{About, Remark};

/// So many remarks of one kind are shown; the rest is counted.
const MOST: usize = 12;

/// Prints what is to be looked at.
///
/// # Errors
/// There is something to look at, which ends the program with 1; or standard output is gone.
pub(super) fn show(shell: &Shell, remarks: &[Remark]) -> Result<()> {
    if remarks.is_empty() {
        return shell.result("Nothing is left over; it can be handed in.\n");
    }
    let mut page = shell.page();
    for about in About::ALL {
        let of_this: Vec<&Remark> = remarks.iter().filter(|remark| remark.about == about).collect();
        if of_this.is_empty() {
            continue;
        }
        page.heading(about.title());
        for remark in of_this.iter().take(MOST) {
            let line = if remark.line == 0 { String::new() } else { format!("line {}: ", remark.line) };
            page.item(&format!("{line}{}", remark.what));
        }
        if of_this.len() > MOST {
            page.item(&format!("and {} more", of_this.len() - MOST));
        }
        page.gap();
    }
    shell.show(&page.finish())?;
    shell.status(&format!("{} to look at before handing in", words::count(remarks.len(), "thing")));
    Err(Failure::Findings.into())
}
