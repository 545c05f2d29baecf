//! Model answers: the strong sample of a case, for somebody who has finished an answer of their own.

use anyhow::Result;

use crate::cli::errors::Failure;
use crate::cli::practice::journal;
use crate::cli::shell::Shell;
use crate::pack::library::Library;
use crate::pack::prompt::Case;
use crate::store::journal::Mode;

/// What is said beside every model answer.
pub const ONE_OF_MANY: &str = "This is one good answer. Another good answer could differ in its user, its harms and its \
    numbers; what counts is that its parts hold together.";

/// The strong sample of a case, if an attempt at the case is finished, or if it may be spoiled.
///
/// # Errors
/// No attempt is finished, the case has no sample, or the journal cannot be read.
pub fn answer(shell: &Shell, library: &Library, case: &Case, spoil: bool) -> Result<String> {
    if !spoil && !is_finished(shell, &case.id)? {
        return Err(Failure::usage(format!(
            "no attempt at `{}` is finished yet, so its sample answer stays closed",
            case.id
        ))
        .hint(format!("an answer of your own comes first: `ssmr practice {}`", case.id))
        .hint("`--spoil` opens it all the same")
        .into());
    }
    let sample = library.sample(case, "strong");
    Ok(sample.ok_or_else(|| Failure::input(format!("the case `{}` has no sample answer", case.id)))?)
}

/// Whether an attempt at a case is finished that has an answer. A warm-up is none.
fn is_finished(shell: &Shell, case: &str) -> Result<bool> {
    if !shell.home().is_ok_and(|home| home.join("journal.sqlite").exists()) {
        return Ok(false);
    }
    let attempts = journal(shell)?.all().map_err(Failure::from)?;
    Ok(attempts.iter().any(|attempt| {
        attempt.case_id.as_deref() == Some(case)
            && attempt.finished_ms.is_some()
            && attempt.mode != Mode::WarmUp
            && attempt.answered > 0
    }))
}
