//! The checks that a rubric declares without code: each rule with samples that behave, and with samples that do not.

use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::pack::rubric::Rubric;
use ssmr_coach::pack::simple::SimpleCheck;
use ssmr_coach::review::simple::{AnyCheck, concepts, misfits};
use ssmr_coach::review::{Context, all_findings, lacks};
use ssmr_coach::yaml::{Decoder, parse};

/// A rubric with one check for each rule; every sample behaves.
const CHECKS: &str = "
- {id: says-magic, severity: low, basis: craft, rule: phrase, phrases: 'magic, magical', unless: 'magic link',
   looks_for: x, matters: x, fix: Say what it does., passes: [It sends a magic link.], fails: [It works like magic.,
   We will not call it magical; it is magic.]}
- {id: no-owner, severity: low, basis: craft, section: rollout, rule: absence, phrases: owner, looks_for: x, matters: x,
   fix: Name an owner., passes: [The owner decides.], fails: [There is no owner., Should there be an owner?]}
- {id: few-dates, severity: low, basis: craft, rule: count, phrases: 'deadline, date', least: 2, most: 3, looks_for: x,
   matters: x, fix: Two or three., passes: [The first date is near. The second date is far.], fails: [One date counts.,
   \"Date. Another date. A third date. A fourth date.\"]}
- {id: bare-budget, severity: low, basis: craft, rule: number-needed, phrases: budget, looks_for: x, matters: x,
   fix: Give a number., passes: [The budget is 20000 dollars., Money is short.], fails: [The budget is small.]}
";

fn rubric() -> (Rubric, Context) {
    let document = parse("rubric", CHECKS).expect("good YAML");
    let (simple_checks, problems): (Vec<SimpleCheck>, _) = Decoder::read(&document);
    assert!(problems.is_empty(), "{problems:?}");
    let rubric = Rubric { simple_checks, ..Decoder::read(&document).0 };
    let mut context = Context::of_concepts(&Library::new(SHIPPED).concepts());
    context.concepts.extend(&concepts(&rubric), &[]);
    (rubric, context)
}

#[test]
fn samples_of_every_rule_behave() {
    let (rubric, context) = rubric();
    assert_eq!(misfits(&rubric, &context), []);
}

#[test]
fn a_swapped_sample_is_named() {
    let (mut rubric, context) = rubric();
    let check = &mut rubric.simple_checks[3];
    std::mem::swap(&mut check.passes, &mut check.fails);
    let named: Vec<(bool, usize)> =
        misfits(&rubric, &context).iter().map(|misfit| (misfit.passes, misfit.sample)).collect();
    assert_eq!(named, [(true, 0), (false, 0), (false, 1)]);
}

#[test]
fn a_review_and_the_checklist_run_it() {
    let (rubric, mut context) = rubric();
    context.rubric = Some(rubric);
    let text = "## Rollout\n\nIt works like magic.\n";
    let found = all_findings(text, &context);
    let own = |id: &str| found.iter().find(|finding| finding.check == id).expect("a finding");
    assert!(
        matches!(&own("says-magic").evidence, ssmr_coach::review::report::Evidence::Quoted(quote) if quote.quote == "magic")
    );
    assert!(own("no-owner").section.is_some());
    assert!(lacks(text, &context).iter().any(|lack| lack.check == "no-owner"));
    assert_eq!(
        AnyCheck::find(context.rubric.as_ref(), "few-dates").map(|check| check.fix()),
        Some("Two or three.")
    );
}
