//! Which numbers are classed, and how.

use super::*;
use crate::content::SHIPPED;
use crate::pack::library::Library;
use crate::review::measures::measures;

/// Each number of an answer with its class.
fn classed(text: &str, case: Option<&str>) -> Vec<(f64, Ground)> {
    let library = Library::new(SHIPPED);
    let context = Context::new(&library, case.and_then(|id| library.case(id)), "anthropic-pm");
    let reading = Reading::new(text, &context.concepts);
    let all = figures(&reading, &context, &measures(&reading));
    all.into_iter().map(|figure| (figure.value, figure.ground)).collect()
}

#[test]
fn what_only_names_something_has_no_class() {
    for text in [
        "Amina, 38, writes at night.",
        "Her father is 71 years old.",
        "Article 22 and Local Law 144 forbid it.",
        "See arXiv:2506.10922 for the test.",
        "It began on June 14 in the clinic.",
        "Phase 12 follows line 31.",
    ] {
        assert_eq!(classed(&format!("## Scope\n\n{text}\n"), None), [], "{text}");
    }
}

#[test]
fn a_target_is_a_bar_in_a_measure() {
    let metrics =
        "## Metrics\n\n| Measure | Baseline | Target |\n|---|---|---|\n| Wrong answers | 11% | under 4% |\n";
    assert_eq!(classed(metrics, None), [(11.0, Ground::Assumed), (4.0, Ground::Target)]);
    let list = "## Metrics\n\n- Wrong answers in a weekly audit of 300 drafts: fewer than 12\n";
    assert_eq!(classed(list, None).last(), Some(&(12.0, Ground::Target)));
    let rollout = "## Rollout\n\nThe pilot has 40 nurses for two weeks.\n";
    assert_eq!(classed(rollout, None), [(40.0, Ground::Chosen)]);
}

#[test]
fn given_is_a_number_of_the_same_kind() {
    let text = "## Safety\n\nBanks traced 31 campaigns. We expect 31% of them again.\n";
    let grounds: Vec<Ground> = classed(text, Some("phishing-emails")).into_iter().map(|it| it.1).collect();
    assert_eq!(grounds[0], Ground::Given);
    assert_ne!(grounds[1], Ground::Given, "a percentage is no count");
}

#[test]
fn what_a_number_counts_is_said_beside_it() {
    let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
    let text = "## Rollout\n\nThe pilot has 40 nurses, and then two hundred doctors.\n";
    let reading = Reading::new(text, &context.concepts);
    let all = figures(&reading, &context, &[]);
    let shown = |figure: &Figure| &text[reading.document.bytes(counted(&reading, figure))];
    assert_eq!(all.iter().map(shown).collect::<Vec<_>>(), ["nurses", "doctors"]);
}
