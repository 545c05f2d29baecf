use super::*;
use crate::content::SHIPPED;
use crate::pack::framework::Framework;
use crate::pack::library::Library;
use proptest::prelude::*;

fn framework() -> Framework {
    Library::new(SHIPPED).framework("ssmr").expect("shipped")
}

fn template(starters: bool) -> String {
    let framework = framework();
    blank(&Blank {
        head: Head { framework: Some("ssmr".into()), seconds: vec![("scope".into(), 0)], ..Head::default() },
        title: "A title",
        brief: "One.\n\nTwo --> three.",
        framework: &framework,
        case_type: None,
        options: [("harm-types".into(), vec!["Economic".into()])].into(),
        starters,
    })
}

fn answer_of(text: &str, question: &str) -> String {
    let found = layout(text, &framework());
    found.block(question).map(|block| text[block.answer.clone()].to_owned()).unwrap_or_default()
}

#[test]
fn every_question_of_a_template_is_found_again() {
    let text = template(true);
    let found = layout(&text, &framework());
    let asked: Vec<String> =
        framework().questions_for(None).map(|(_, question)| question.id.clone()).collect();
    assert_eq!(found.blocks.iter().map(|block| block.question.clone()).collect::<Vec<_>>(), asked);
    assert_eq!(found.sections.len(), 4);
}

#[test]
fn a_template_is_blank_and_its_starters_can_be_taken_out() {
    let framework = framework();
    let text = template(true);
    for (_, question) in framework.questions_for(None) {
        assert!(is_blank(question, &answer_of(&text, &question.id)), "{}", question.id);
    }
    let bare = without_untouched(&text, &framework);
    assert!(bare.len() < text.len() && !bare.contains("flowchart"), "{bare}");
}

#[test]
fn an_answer_goes_to_its_place_and_comes_back() {
    let framework = framework();
    let text = put(&template(false), &framework, "intent", "Passing the exam.\n\n- soon");
    assert_eq!(answer_of(&text, "intent"), "Passing the exam.\n\n- soon");
    let again = put(&text, &framework, "intent", "Something else.");
    assert_eq!(answer_of(&again, "intent"), "Something else.");
    assert_eq!(put(&again, &framework, "intent", "Passing the exam.\n\n- soon"), text);
}

#[test]
fn a_deleted_comment_is_no_loss() {
    let framework = framework();
    let text = put(&template(false), &framework, "intent", "Here.");
    let bare: String =
        text.lines().filter(|line| !line.starts_with(COMMENT)).map(|line| format!("{line}\n")).collect();
    assert_eq!(answer_of(&bare, "intent"), "Here.");
    let renumbered = bare.replace("### Intent", "### 3. INTENT:");
    assert_eq!(answer_of(&renumbered, "intent"), "Here.");
}

#[test]
fn a_missing_question_or_section_is_added() {
    let framework = framework();
    let text = put("# T\n\n## Scope\n\nMine.\n\n## Appendix\n\nStays.\n", &framework, "intent", "Here.");
    assert_eq!(answer_of(&text, "intent"), "Here.");
    assert!(text.find("Here.") < text.find("## Appendix"), "{text}");
    let bare = put("Only prose, no line break", &framework, "phases", "Two.");
    assert!(bare.starts_with("Only prose, no line break\n\n## Rollout\n\n### Phases\n"), "{bare}");
    assert_eq!(answer_of(&bare, "phases"), "Two.");
}

#[test]
fn what_somebody_added_by_hand_stays() {
    let framework = framework();
    let text =
        template(false).replace("\n## Metrics", "\n## My own part\n\nUntouched  \n\ttext.\n\n## Metrics");
    let last_of_safety = framework.sections[1].questions.last().expect("questions").id.clone();
    let changed = put(&text, &framework, &last_of_safety, "The words.");
    assert!(changed.contains("\n## My own part\n\nUntouched  \n\ttext.\n\n## Metrics"));
    assert_eq!(changed.replace("\nThe words.\n", ""), text);
}

#[test]
fn carriage_returns_and_a_byte_order_mark_are_kept() {
    let framework = framework();
    let text = format!("\u{feff}{}", template(false).replace('\n', "\r\n"));
    let changed = put(&text, &framework, "intent", "One\ntwo");
    assert!(changed.starts_with('\u{feff}'));
    assert!(!changed.replace("\r\n", "").contains('\n'));
    assert_eq!(answer_of(&changed, "intent"), "One\r\ntwo");
}

#[test]
fn seconds_are_replaced_in_place() {
    let text = template(false);
    let changed = set_seconds(&text, &[("scope".into(), 90), ("polish".into(), 1)]);
    assert_eq!(changed.replace("seconds: {scope: 90, polish: 1}", "seconds: {scope: 0}"), text);
    assert_eq!(set_seconds("no front matter", &[]), "no front matter");
}

#[test]
fn an_answer_is_made_fit_only_where_it_must_be() {
    let cases = [
        ("plain\n\ntext", "plain\n\ntext", 0),
        ("#### low enough", "#### low enough", 0),
        ("## Metrics\n\nx", "#### Metrics\n\nx", 1),
        ("Metrics\n---\nx", "#### Metrics\nx", 1),
        ("```\nopen", "```\nopen\n```", 1),
        ("<!-- b", "<!-- b\n-->", 1),
        ("<!-- ssmr intent -->", "<!-- (ssmr) intent -->", 1),
        ("```\n# code\n```", "```\n# code\n```", 0),
    ];
    for (typed, fitted, notes) in cases {
        let done = fit(typed);
        assert_eq!((done.text.as_str(), done.notes.len()), (fitted, notes), "{typed:?}");
    }
}

#[test]
fn typed_lines_become_markdown() {
    let framework = framework();
    let question = |id: &str| {
        framework
            .questions_for(None)
            .find(|(_, known)| known.id == id)
            .map(|(_, known)| known.clone())
            .expect("shipped")
    };
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        from_lines(&question("boundaries"), &lines(&["one", "", "- two", "3. three"])),
        "- one\n- two\n3. three"
    );
    assert_eq!(from_lines(&question("harm-types"), &lines(&["A; B", "because"])), "- A\n- B\n\nbecause");
    let table = from_lines(&question("trade-off"), &lines(&["a | b \\| c", "| d | e | f | g | h |"]));
    let rows: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(rows, ["| a | b \\| c |  |  |", "| d | e | f | g / h |"]);
}

#[test]
fn ticks_are_read_back() {
    let known = ["Economic", "Physical"];
    let cases: &[(&str, &[&str], &str)] = &[
        ("- Economic\n- physical\n\nBecause.\n\nAnd so.", &["Economic", "Physical"], "Because.\n\nAnd so."),
        ("* Economic\n+ My own\nbecause", &["Economic", "My own"], "because"),
        ("- no\n- names", &[], "- no\n- names"),
        ("Because.\n- Economic", &[], "Because.\n- Economic"),
        ("\n- ECONOMIC\r\n\r\nWhy.\r\n", &["Economic"], "Why."),
        ("- Economic\n- ", &["Economic"], "-"),
        ("", &[], ""),
    ];
    for (markdown, names, why) in cases {
        let (found, said) = read_ticks(markdown, &known);
        assert_eq!(
            (found.as_slice(), said.as_str()),
            (&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()[..], *why),
            "{markdown:?}"
        );
    }
    assert_eq!(ticks(&["A", "B"], "\nwhy\n"), "- A\n- B\n\nwhy");
    assert_eq!((ticks(&[], "why"), ticks(&["A"], " \n")), ("why".into(), "- A".into()));
}

#[test]
fn a_bar_in_a_cell_comes_back_whatever_stands_before_it() {
    for cell in ["a|b", "a\\|b", "a\\\\|b", "|", "\\|", "\\"] {
        let line = format!("| {} | x |", cell.replace('|', "\\|"));
        assert_eq!(cells(&line), [cell, "x"], "{line}");
    }
}

/// Pieces of answers as people leave them: known and unknown headings, comments kept or lost, things left open.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "## Scope\n",
        "### Primary user\n\n",
        "<!-- ssmr primary-user: Who? -->\n",
        "### Intent\n",
        "## Safety\n",
        "### Harms ranked\n",
        "<!-- ssmr harms: Which? -->\n",
        "| Rank | Harm |\n|---|---|\n| 1 | x |\n",
        "## Metrics\n",
        "## Rollout\n\n",
        "# A title\n\n",
        "> The brief.\n",
        "## Appendix\n",
        "text",
        "\n",
        "\n\n",
        "  ",
        "---\n",
        "ssmr: 1\n",
        "```\n",
        "<!-- mine -->\n",
        "<!-- open\n",
        "Scope\n===\n",
        "1. one\n",
        "\tx\n",
        "\u{202e}é",
    ];
    prop::sample::select(known.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn bytes_that_are_not_ours_survive_any_answer(
        answer in "[a-z#|`~<!?/>\\-=+*0-9. \n\t]{0,80}",
        extra in "[A-Za-zé* \n]{0,80}",
        at in 0_usize..20,
    ) {
        let framework = framework();
        let questions: Vec<String> = framework.questions_for(None).map(|(_, known)| known.id.clone()).collect();
        let question = &questions[at % questions.len()];
        let own = format!("## Mine\n\n{extra}\n");
        let text = format!("{}\n{own}", template(false));
        let fitted = fit(&answer).text;
        let changed = put(&text, &framework, question, &fitted);
        prop_assert!(changed.ends_with(&own), "{changed}");
        prop_assert_eq!(fit(&fitted).text, fitted.clone());
        let back = answer_of(&changed, question);
        prop_assert_eq!(back.trim(), fitted.trim());
        for other in questions.iter().filter(|other| *other != question) {
            prop_assert_eq!(answer_of(&changed, other), answer_of(&text, other));
        }
    }

    #[test]
    fn only_the_room_of_an_answer_changes(
        pieces in prop::collection::vec(piece(), 0..30),
        answer in "[a-z|`~<!>\\-=*0-9. \n]{1,60}",
        at in 0_usize..21,
        crlf: bool,
        mark: bool,
    ) {
        let framework = framework();
        let body = pieces.concat();
        let body = if crlf { body.replace('\n', "\r\n") } else { body };
        let text = format!("{}{body}", if mark { "\u{feff}" } else { "" });
        let (_, question) = framework.questions_for(None).nth(at).expect("21 questions");
        let answer = fit(&answer).text;
        prop_assume!(!answer.is_empty());
        // Behind a list item an indented heading belongs to the item, for every reader of Markdown.
        prop_assume!(body.lines().all(|line| !line.starts_with(' ') || !line.trim_start().starts_with('#')));
        let changed = put(&text, &framework, &question.id, &answer);
        let (before, after) = match layout(&text, &framework).block(&question.id) {
            Some(block) if block.answer.is_empty() => (&text[..block.room.start], &text[block.room.end..]),
            Some(block) => (&text[..splice::line_start(&text, block.answer.start)], &text[block.answer.end..]),
            // A new block goes in somewhere between two pieces of the old text.
            None => {
                let cut = text.bytes().zip(changed.bytes()).take_while(|(one, other)| one == other).count();
                let kept = text.bytes().rev().zip(changed.bytes().rev()).take_while(|(one, other)| one == other).count();
                prop_assert!(cut + kept >= text.len(), "{:?} became {:?}", text, changed);
                ("", "")
            }
        };
        prop_assert!(changed.starts_with(before) && changed.ends_with(after), "{:?} became {:?}", text, changed);
        prop_assert_eq!(put(&changed, &framework, &question.id, &answer), changed);
    }

    #[test]
    fn no_text_breaks_the_layout(text in "(?s).{0,400}") {
        let framework = framework();
        let found = layout(&text, &framework);
        prop_assert!(found.blocks.iter().all(|block| text.get(block.answer.clone()).is_some()));
        prop_assert!(put(&text, &framework, "intent", "Here.").contains("Here."));
        let _ = read_head("a.md", &text);
    }
}

#[test]
fn a_submission_gives_back_its_title_and_brief() {
    let framework = framework();
    let brief = "My employer asks:\n\nDesign a thing.\n\n## Fine print\n\n- be nice";
    let form = Blank {
        head: Head::default(),
        title: "Own case",
        brief,
        framework: &framework,
        case_type: None,
        options: [].into(),
        starters: false,
    };
    assert_eq!(opening(&blank(&form)), (Some("Own case".into()), brief.to_owned()));
    assert_eq!(opening("## Scope\n\n> a quote in an answer\n"), (None, String::new()));
}
