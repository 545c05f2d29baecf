//! Rewinds: from a finding straight to its question, and what they gained.
#![allow(clippy::disallowed_methods, reason = "tests look at the files that the program wrote")]

mod support;

use support::Place;

const FILE: &str = "tutoring-assistant-2026-11-24.md";

const EVENING: &str = "\
Nadia, 16, a junior at a public school in Las Cruces, does algebra at 23:00 on a school Chromebook and fears the quiz.
.
She photographs problem 7 at 23:40, tired, with twenty minutes to the deadline.
.
She wants to hand in on time and to understand enough for Friday's quiz.
.
Harm here is a student who hands in good work and learns nothing, or who believes a wrong step.
.
No essay writing: teachers grade those by hand.
.
:go decision
We launch hints first and show the full solution after two honest tries, if quiz scores hold. Hints can never harm anybody.
.
:finish
";

const MEASURE: &str = "\
share of answers with a wrong step | 6 % in a sample of 200 | below 2 % | teachers' reports in spring | two teachers read 200 a week; above 4 % we switch to hints

:finish
";

/// A place in which the case was practiced once.
fn place() -> (Place, String) {
    let place = Place::new();
    let said = place.run(&["practice", "tutoring-assistant", "--untimed"], EVENING);
    (place, said)
}

fn rewind(place: &Place, what: &str, input: &str) -> String {
    place.run(&["practice", "--rewind", what], input)
}

#[test]
fn the_end_of_a_session_names_the_finding_that_gains_most_and_its_command() {
    let (place, said) = place();
    assert!(said.contains("Worth most now: no-safety-metric. Add a measure of harm"), "{said}");
    assert!(said.contains(&format!("  ssmr practice [DIR]/{FILE} --rewind no-safety-metric\n")), "{said}");
    assert!(!said.contains("(y/N)"), "nobody is there to ask");
    let review = place.run(&["review", FILE], "");
    let hint = format!(
        "hint: `no-safety-metric` is worth most; to write just that anew: ssmr practice {FILE} --rewind no-safety-metric\n"
    );
    assert!(review.contains(&hint), "{review}");
    let json = place.run(&["review", FILE, "--format", "json"], "");
    assert!(!json.contains("worth most"), "{json}");
}

#[test]
fn an_absent_finding_leads_to_the_question_that_would_hold_it() {
    let (place, _) = place();
    let before = place.read(FILE);
    let said = rewind(&place, "no-safety-metric", MEASURE);
    insta::assert_snapshot!(said.split("Measure | ").nth(1).expect("the question"));
    assert!(
        said.contains("[1/1] Metrics > Safety measures") && said.contains("  Metrics    10 min\n"),
        "{said}"
    );
    assert!(
        said.contains("Safety measures before the rewind:\n\nThe review: Add a measure of harm"),
        "{said}"
    );
    assert_eq!(place.read(FILE), before, "the old version is as it was");
    let after = place.read("tutoring-assistant-2026-11-24.safety-measures.md");
    assert!(after.contains("share of answers with a wrong step") && after.contains("Nadia, 16"), "{after}");
}

#[test]
fn a_quoted_finding_leads_to_its_question_with_the_answer_in_place() {
    let (place, _) = place();
    let decision = rewind(&place, "absolute-claim", ":finish\n");
    assert!(decision.contains("[1/1] Safety > Decision"), "{decision}");
    assert!(
        decision.contains("Your answer so far") && decision.contains("We launch hints first"),
        "{decision}"
    );
    // Nothing was changed, so nothing was gained and nothing lost.
    assert!(
        decision.contains("Fixed: none. New: none. Unchanged: ")
            && decision.contains("No real difference in any criterion."),
        "{decision}"
    );
    assert!(!decision.contains("gained") && !decision.contains("better"), "{decision}");
    assert!(place.read("tutoring-assistant-2026-11-24.decision.md").contains("We launch hints first"));
}

#[test]
fn a_rewind_is_a_session_of_its_own() {
    let (place, _) = place();
    let later = |arguments: &[&str]| {
        let mut program = place.program();
        program
            .env("SSMR_NOW", "2026-11-25T20:00:00Z")
            .args(arguments)
            .write_stdin(MEASURE)
            .assert()
            .success();
    };
    later(&["practice", FILE, "--rewind", "safety-measures", "--minutes", "4"]);
    let text = place.read("tutoring-assistant-2026-11-24.safety-measures.md");
    let head = text.split("---\n").nth(1).expect("front matter");
    assert!(
        head.contains("started: \"2026-11-25T20:00:00+00:00\"") && head.contains("timing: 4\n"),
        "{head}"
    );
    assert!(head.contains("attempt: 20261125-tutoring-assistant-"), "{head}");
    // Of a rewind that is rewound, the name does not grow.
    later(&["practice", "--rewind", "no-feedback-loop"]);
    assert!(place.has("tutoring-assistant-2026-11-24.feedback-loop.md"));
    assert_eq!(place.read("tutoring-assistant-2026-11-24.safety-measures.md"), text);
}

#[test]
fn a_file_without_our_front_matter_can_be_rewound_too() {
    let place = Place::new();
    let sections = "## Scope\n\n### Primary user\n\nUsers are everybody, and they want to learn things.\n\n\
                    ## Safety\n\nThe model may be wrong, and students may believe a wrong step. We accept that.\n\n\
                    ## Metrics\n\nWe count daily active users and time spent in the app, and look at both of them each week.\n";
    place.write("own.md", &format!("# T\n\n{sections}"));
    place.write("other.md", &format!("---\ncase: tutoring-assistant\n---\n\n# T\n\n{sections}"));
    let own = place.run(&["practice", "own.md", "--rewind", "vague-persona"], "Nadia, 16.\n.\n:finish\n");
    assert!(own.contains("[1/1] Scope > Primary user") && place.has("own.primary-user.md"), "{own}");
    assert!(place.read("own.primary-user.md").starts_with("# T\n"));
    // The passage stands under no question, so the text below its heading is one.
    let loose = place.run(
        &["practice", "own.md", "--rewind", "engagement-as-goal"],
        "We count problems solved alone.\n.\n:finish\n",
    );
    assert!(
        loose.contains("[1/1] Metrics > Metrics") && loose.contains("We count daily active users"),
        "{loose}"
    );
    let text = place.read("own.passage.md");
    assert!(text.contains("We count problems solved alone.") && !text.contains("daily active"), "{text}");
    assert!(text.contains("We accept that."), "{text}");
    let none = "Users are everybody, and they want to learn things. We count daily active users and time spent in it. \
                The model may be wrong, and students may believe a wrong step. We accept that, and launch to all of them.\n";
    place.write("none.md", none);
    let none = place.run(&["practice", "none.md", "--rewind", "engagement-as-goal"], "");
    assert!(none.contains("sits under no question of the framework in none.md"), "{none}");
    assert!(none.contains("--compare OLD") && none.ends_with("--- exit 2\n"), "{none}");
    place.run(&["practice", "other.md", "--rewind", "intent"], "To learn.\n.\n:finish\n");
    let head = place.read("other.intent.md");
    assert!(head.contains("attempt: 20261124-tutoring-assistant-0007"), "{head}");
}

#[test]
fn a_name_that_fits_nothing_or_too_much_is_told_what_there_is() {
    let (place, _) = place();
    let unknown = rewind(&place, "no-safety-metrics", "");
    assert!(
        unknown.contains("did you mean `no-safety-metric`?") && unknown.ends_with("exit 2\n"),
        "{unknown}"
    );
    let fixed = rewind(&place, "too-many-personas", "");
    assert!(fixed.contains("the review has no finding `too-many-personas`"), "{fixed}");
    assert!(fixed.contains("it has `no-safety-metric`, "), "{fixed}");
    // Two findings of one check at two places are listed; one of them by its id is enough.
    let hits = "Wrong steps never happen, we guarantee it.\n.\n:go decision\nStudents are always safe here, 100 %, guaranteed.\n.\n:finish\n";
    place.run(&["practice", FILE, "-o", "unused.md"], hits);
    let several = place.run(&["practice", FILE, "--rewind", "absolute-claim"], "");
    assert!(several.contains("`absolute-claim` names ") && several.ends_with("exit 2\n"), "{several}");
    let id = several.split('`').find(|piece| piece.starts_with("absolute-claim.")).expect("an id");
    let one = place.run(&["practice", FILE, "--rewind", id], ":finish\n");
    assert!(one.contains("[1/1] ") && one.contains("The review: "), "{one}");
}

#[test]
fn a_comparison_says_which_scores_really_moved_and_which_way() {
    let (place, _) = place();
    rewind(&place, "no-safety-metric", MEASURE);
    let new = "tutoring-assistant-2026-11-24.safety-measures.md";
    let compare = |new: &str, old: &str, more: &[&str]| {
        place.run(&[&["review", new, "--compare", old], more].concat(), "")
    };
    let better = compare(new, FILE, &[]);
    for line in [
        "  Problem scoping        3.0 → 3.0    no real difference\n",
        "  Metric selection       1.0 → 3.0    better, 2.0 points gained\n",
        "  Total                  1.40 → 1.80  better, 0.40 points gained\n",
    ] {
        assert!(better.contains(line), "{better}");
    }
    assert!(
        compare(FILE, new, &[]).contains("Total                  1.80 → 1.40  worse, 0.40 points lost\n")
    );
    let json = compare(new, FILE, &["--format", "json"]);
    let wanted = "\"total\": {\n    \"old\": 1.4,\n    \"new\": 1.8,\n    \"gained\": 0.4,\n    \"verdict\": \"better\"\n  }";
    assert!(json.contains(wanted) && json.contains("\"verdict\": \"no-real-difference\""), "{json}");
    let hidden = compare(new, FILE, &["--no-scores"]);
    assert!(!hidden.contains("→") && hidden.contains("3 fixed, 0 new"), "{hidden}");
}

#[test]
fn a_warm_up_and_a_few_words_get_no_verdict() {
    let place = Place::new();
    let warm = place.run(&["practice", "tutoring-assistant", "--warm-up"], "A wrong dose.\n.\n:finish\n");
    let few = place.run(&["practice", "tutoring-assistant"], "Nadia.\n.\n:finish\n");
    assert!(!warm.contains("Worth most") && !few.contains("Worth most"), "{warm}{few}");
}

#[cfg(target_os = "linux")]
#[test]
fn from_a_finding_to_its_question_and_on_to_the_next_in_a_terminal() {
    use support::pty::Pty;
    let (place, _) = place();
    let before = place.read(FILE);
    let mut session = Pty::start(&place, &["practice", FILE, "--rewind", "no-feedback-loop"]);
    session.wait("Quillmere").send("\r").wait("Feedback loop once more");
    session.send("Teachers report a wrong step with one tap. A person reads each report within hours.");
    session.wait("each report within").send("\x1b[21~").wait("Finish?");
    session.send("\r").wait("Your answer is in").send("\r");
    session
        .wait("What the rewind changed")
        .wait("Fixed: missing-section and no-feedback-loop.")
        .wait("Write it anew now? (y/N)");
    let asked = session.screen();
    assert!(asked.contains("Worth most now: no-safety-metric"), "{asked}");
    session.send("y\r").wait("Quillmere").send("\r").wait("Safety measures once more");
    session.send("\x03").wait("Leave?").send("\r");
    let (code, screen) = session.end();
    assert_eq!(code, 130, "{screen}");
    assert_eq!(place.read(FILE), before);
    assert!(
        place.read("tutoring-assistant-2026-11-24.feedback-loop.md").contains("each report within hours.")
    );
    assert!(place.has("tutoring-assistant-2026-11-24.safety-measures.md"));
}

#[cfg(target_os = "linux")]
#[test]
fn control_c_at_the_question_ends_a_session_that_is_over() {
    use support::pty::Pty;
    let (place, _) = place();
    for more in ["--plain", "--prompts"] {
        let mut session = Pty::start(&place, &["practice", FILE, "--rewind", "decision", more]);
        session.wait("Your answer so far").send(":finish\r").wait("(y/N)").send("\x03");
        let (_, screen) = session.end();
        assert!(!screen.contains("--resume"), "{screen}");
    }
}
