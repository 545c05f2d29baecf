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
fn a_table_of_harms_is_read_under_other_headers() {
    for (first, second, rows) in [
        ("What could happen", "Answer", ["Torn quilts", "Sour milk"]),
        ("Scene", "Answer", ["Torn quilts", "Sour milk"]),
        ("Bad thing", "What we do about it", ["Torn quilts", "Sour milk"]),
        ("Threat", "Control", ["Torn quilts", "Sour milk"]),
        ("On some nights", "Answer", ["It invents a citation", "It leaks a password"]),
    ] {
        let table = format!(
            "| {first} | {second} |\n|---|---|\n| {} | Patterns are checked |\n| {} | Labels are shown |",
            rows[0], rows[1]
        );
        let all = followed(&answer(&table, "- Tasks finished: 80%", PILOT));
        assert_eq!(all, rows.map(|row| format!("{row} => - / - / -")), "{first}");
    }
}

/// Two harms, one counted by a guardrail and one by nothing.
const TWO: &str = "| Harm | Mitigation |\n|---|---|\n| Torn quilts | Patterns are checked |\n\
                   | Sour milk | Labels are shown |";
const ONE_COUNTED: &str = "- Tasks finished: 80%\n- Guardrail: torn quilts per month under 2%";

/// What waits for each harm and what goes back, as `gate / way back`.
fn reached(harms: &str, metrics: &str, rollout: &str) -> Vec<String> {
    let all = followed(&answer(harms, metrics, rollout));
    all.iter().map(|line| line.split_once(" / ").expect("three parts").1.to_owned()).collect()
}

#[test]
fn a_gate_may_be_for_a_group_of_harms() {
    let every = "A pilot with 40 nurses. We widen only once all five harms have held for two weeks.";
    let gate = "We widen only once all five harms have held for two weeks / -";
    assert_eq!(reached(TWO, ONE_COUNTED, every), [gate, gate]);
    let guards = "A pilot with 40 nurses. No expansion while any guardrail is red.";
    assert_eq!(
        reached(TWO, ONE_COUNTED, guards),
        ["No expansion while any guardrail is red / -", "- / -"],
        "a harm without a measure has no guardrail"
    );
    let cells = "| Phase | Size | Gate |\n|---|---|---|\n| 1 | 40 nurses | Tripwires quiet for 14 days |\n\
                 | 2 | 400 nurses | Counsel signs |";
    assert_eq!(reached(TWO, ONE_COUNTED, cells), ["Tripwires quiet for 14 days / -", "- / -"]);
}

#[test]
fn a_way_back_may_be_for_a_group_of_harms() {
    let limits = "A pilot with 40 nurses. If one of the limits is crossed, we revert within an hour.";
    assert_eq!(
        reached(TWO, ONE_COUNTED, limits),
        ["- / If one of the limits is crossed, we revert within an hour", "- / -"]
    );
    let table = "| If this happens | Then |\n|---|---|\n| Two quilts torn in a day | The loom stops |";
    assert_eq!(
        reached(TWO, ONE_COUNTED, table),
        ["- / Two quilts torn in a day | The loom stops", "- / -"],
        "a row says what for"
    );
    let after = "*Way back.* Everything reverts within an hour. Two torn quilts in a day are enough.";
    assert_eq!(reached(TWO, ONE_COUNTED, after)[0], "- / Two torn quilts in a day are enough");
}

#[test]
fn a_harm_is_reached_through_what_counts_it() {
    let metrics = "1. Tasks finished: 80%\n2. Guardrail: sour milk per month under 1%\n\
                   3. Guardrail: seams that open, seen in torn quilts, under 2%";
    let rollout = "Between two steps: lines 2 and 3 held for two weeks. If line 3 is broken, we revert.";
    assert_eq!(
        reached(TWO, metrics, rollout),
        [
            "Between two steps: lines 2 and 3 held for two weeks / If line 3 is broken, we revert",
            "Between two steps: lines 2 and 3 held for two weeks / -",
        ]
    );
    let beside = "| Measure | Target | Stop if |\n|---|---|---|\n| Torn quilts per month | under 2% | over 4% |\n\
                  | Tasks finished | 80% | |";
    assert_eq!(reached(TWO, beside, PILOT), ["- / over 4", "- / -"]);
}

#[test]
fn an_attack_or_a_way_back_is_no_gate() {
    let attack =
        "Before launch a red team tries torn quilts, if they get past the gatekeeper, for two weeks.";
    assert_eq!(reached(TWO, ONE_COUNTED, attack)[0], "- / -");
    let back = "If torn quilts pass 4% in a week, we roll back.";
    assert_eq!(reached(TWO, ONE_COUNTED, back)[0], "- / If torn quilts pass 4% in a week, we roll back");
}

#[test]
fn what_is_done_stands_beside_the_harm_and_not_in_the_scope() {
    let scope = "## Scope\n\nFor nurses at night. We refuse torn quilts and other torn cloth.";
    let ranks = "| Rank | Harm | Likelihood |\n|---|---|---|\n| 1 | Torn quilts | 4 |\n| 2 | Sour milk | 3 |";
    let failures =
        "| Failure mode | Mitigation |\n|---|---|\n| Torn quilts on a wet day | Patterns are checked |";
    let text = format!("{scope}\n\n## Safety\n\n{ranks}\n\n{failures}\n\n## Metrics\n\n{ONE_COUNTED}\n");
    let context = Context::new(&Library::new(SHIPPED), None, "anthropic-pm");
    let reading = Reading::new(&text, &context.concepts);
    let chains = chain::chains(&Sight::new(&reading, &context));
    let done = |chain: &chain::Chain| {
        chain.mitigation.clone().map(|tokens| text[reading.document.bytes(tokens)].to_owned())
    };
    assert_eq!(chains.iter().map(done).collect::<Vec<_>>(), [Some("Patterns are checked".to_owned()), None]);
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
