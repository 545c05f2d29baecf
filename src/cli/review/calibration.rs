//! What somebody expected to score, beside the first review after it, and how that changed over attempts.

use super::keep::Keeper;
use crate::cli::judged::{over_time, table};
use crate::cli::shell::Shell;
use crate::judgment::{Beside, mean_size};
use crate::review::Review;
use crate::store::journal::Guessed;

/// The page about the guess of this attempt; empty if there was none before its review.
pub(super) fn page(shell: &Shell, keeper: &Keeper, review: &Review) -> String {
    let (guesses, attempt) = keeper.guesses();
    let Some(at) = guesses.iter().position(|guess| guess.attempt == attempt) else { return String::new() };
    let judgments: Vec<Vec<Beside>> = guesses[..=at].iter().map(|guess| beside(guess, review)).collect();
    let Some(size) = judgments.last().and_then(|newest| mean_size(newest)) else { return String::new() };
    let mut page = shell.page();
    page.gap().heading("What you expected");
    if let Some(newest) = judgments.last() {
        table(&mut page, newest, "expected");
    }
    page.paragraph(&format!("Your guesses lie {size:.1} from the review per criterion on average."));
    if guesses[at].sha256 != review.sha256 {
        page.aside(
            "These are the scores of the first review after your guess; the answer has changed since.",
        );
    }
    over_time(&mut page, &judgments, "expect");
    format!("\n{}", page.finish())
}

/// A guess beside the scores of its review; titles and weights are those of the review at hand.
fn beside(guess: &Guessed, now: &Review) -> Vec<Beside> {
    let kept: serde_json::Value = serde_json::from_str(&guess.review).unwrap_or_default();
    let reviewed = |id: &str| {
        let criteria = kept.get("criteria")?.as_array()?;
        let known = criteria.iter().find(|known| known.get("id").and_then(|id| id.as_str()) == Some(id))?;
        known.get("score")?.as_f64()
    };
    let one = |view: &crate::review::report::CriterionView| Beside {
        id: view.id.clone(),
        title: view.title.clone(),
        weight: view.weight,
        own: guess.scores.iter().find(|(id, _)| *id == view.id).map(|(_, score)| *score),
        reviewed: reviewed(&view.id),
    };
    now.criteria.iter().map(one).collect()
}
