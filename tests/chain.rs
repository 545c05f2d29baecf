//! The harm chain: what reaches a harm by words, families, numbers, and along its own row; when a broken one is a fault.

use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::check::Sight;
use ssmr_coach::review::reading::Reading;
use ssmr_coach::review::{Context, all_findings, chain};

/// Each harm with the texts that count it, wait for it, and go back because of it; `-` for none.
fn followed(text: &str) -> Vec<String> {
    let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
    let reading = Reading::new(text, &context.concepts);
    let sight = Sight::new(&reading, &context);
    let shown = |tokens: &Option<std::ops::Range<usize>>| {
        tokens.as_ref().map_or("-", |tokens| &text[reading.document.bytes(tokens.clone())])
    };
    let line = |chain: &chain::Chain| {
        let harm = &text[reading.document.bytes(chain.harm.clone())];
        format!("{harm} => {} / {} / {}", shown(&chain.measure), shown(&chain.gate), shown(&chain.way_back))
    };
    chain::chains(&sight).iter().map(line).collect()
}

/// An answer with two harms in a table and these metrics and rollout.
fn answer(harms: &str, metrics: &str, rollout: &str) -> String {
    format!("## Safety\n\n{harms}\n\n## Metrics\n\n{metrics}\n\n## Rollout\n\n{rollout}\n")
}

const PILOT: &str = "A pilot with 40 nurses for two weeks.";

#[test]
fn a_harm_is_counted_in_other_words() {
    let harms = "| Harm | Mitigation |\n|---|---|\n| Invented citation | Links are checked |\n\
                 | False accept at the door | A second proof is required |";
    let metrics = "- Hallucination rate in a weekly audit: under 1%\n- Impersonation attempts that succeed: at most 2 in 100";
    assert_eq!(
        followed(&answer(harms, metrics, PILOT)),
        [
            "Invented citation => Hallucination rate in a weekly audit: under 1 / - / -",
            "False accept at the door => Impersonation attempts that succeed: at most 2 in 100 / - / -",
        ]
    );
}

#[test]
fn what_is_done_about_a_harm_does_not_say_what_it_is() {
    let harms = "| Harm | Mitigation |\n|---|---|\n| Lonely evenings | Calls to scammers are blocked |\n\
                 | Invented citation | Links are checked |";
    let metrics = "- Phishing reported per month: under 3%\n- Hallucination rate: under 1%";
    assert_eq!(
        followed(&answer(harms, metrics, PILOT)),
        ["Lonely evenings => - / - / -", "Invented citation => Hallucination rate: under 1 / - / -"]
    );
}

#[test]
fn a_harm_is_called_by_its_number() {
    let harms = "| Id | Harm | Mitigation |\n|---|---|---|\n| H1 | Grandmother's quilts | Patterns are checked |\n\
                 | H2 | Sour milk | Labels are shown |";
    let metrics = "- H1 in a weekly audit: under 1%\n- Tasks finished: 80%";
    let rollout = "We stop and revert within an hour if risk H2 is seen twice.";
    assert_eq!(
        followed(&answer(harms, metrics, rollout)),
        [
            "Grandmother's quilts => H1 in a weekly audit: under 1 / - / -",
            "Sour milk => - / - / We stop and revert within an hour if risk H2 is seen twice",
        ]
    );
    let listed = "1. Risk of torn quilts; patterns are checked\n2. Risk of sour milk; labels are shown";
    let metrics = "- Cases of risk 2 found in the audit: under 1%\n- Version 1 downloads: 80%";
    assert_eq!(
        followed(&answer(listed, metrics, PILOT)),
        [
            "Risk of torn quilts; patterns are checked => - / - / -",
            "Risk of sour milk; labels are shown => Cases of risk 2 found in the audit: under 1 / - / -",
        ]
    );
}

#[test]
fn the_row_of_a_harm_holds_its_own_measure_gate_and_way_back() {
    let harms = "| Harm | Mitigation | Measure | Gate | Rollback trigger |\n|---|---|---|---|---|\n\
                 | Torn quilts | Patterns are checked | Seams under 2% | 50 quilts held | |\n\
                 | Sour milk | Labels are shown | | none | Two reports in a day |";
    assert_eq!(
        followed(&answer(harms, "- Tasks finished: 80%\n- Calls answered: 90%", PILOT)),
        ["Torn quilts => Seams under 2 / 50 quilts held / -", "Sour milk => - / - / Two reports in a day",]
    );
}

#[test]
fn a_lesser_harm_left_behind_is_a_question() {
    let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
    let question = |rows: &str| -> Vec<bool> {
        let harms = format!("| Harm | Mitigation |\n|---|---|\n{rows}");
        let metrics = "- Torn quilts per month: under 2%\n- Sour milk per month: under 1%";
        let found = all_findings(&answer(&harms, metrics, PILOT), &context);
        let own = found.iter().filter(|finding| finding.check == "broken-harm-chain");
        own.map(|finding| finding.question).collect()
    };
    let (quilts, milk) = ("| Torn quilts | Patterns are checked |\n", "| Sour milk | Labels are shown |\n");
    let lost = "| Lost umbrellas | Racks are locked |\n";
    assert_eq!(question(&format!("{quilts}{milk}")), [] as [bool; 0]);
    assert_eq!(question(&format!("{quilts}{milk}{lost}")), [true], "the first two are followed");
    assert_eq!(question(&format!("{lost}{quilts}{milk}")), [false], "the first is left behind");
    assert_eq!(question(&format!("{quilts}{lost}")), [false], "one alone is followed");
}
