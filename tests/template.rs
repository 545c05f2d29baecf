//! Blank templates: whole texts, and that nothing of a blank one survives an export.

mod support;

use insta::assert_snapshot;
use support::Place;

#[test]
fn a_template_asks_what_its_case_type_asks() {
    let place = Place::new();
    assert_snapshot!("trade_off_template", place.run(&["template", "medical-advice-89"], ""));
    let said = place.run(&["template", "phishing-emails"], "");
    assert!(said.contains("### The attacker") && !said.contains("### The bar"), "{said}");
}

#[test]
fn a_brief_from_standard_input_becomes_the_case() {
    let place = Place::new();
    let said = place.run(&["template", "--brief", "-"], "An airline --> asks.\n");
    assert!(said.contains("# Case study\n\n> An airline --> asks.\n"), "{said}");
}

#[test]
fn a_blank_template_exports_to_its_title_and_brief() {
    let place = Place::new();
    place.run(&["template", "tutoring-assistant", "-o", "a.md"], "");
    assert_snapshot!(place.run(&["export", "a.md", "--to", "md", "-o", "-"], ""));
}
