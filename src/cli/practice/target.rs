//! What a rewind goes to: a section, a question, or the place where a finding sits.

use std::path::Path;

use anyhow::Result;

use super::passage::Passage;
use super::sections::named;
use crate::cli::errors::Failure;
use crate::cli::words;
use crate::pack::framework::{Framework, Question, Section};
use crate::review::Review;
use crate::review::report::{Evidence, Finding};
use crate::submission::layout;

/// So many findings are listed when a name fits none.
const LISTED: usize = 12;

/// What is written once more.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Target {
    /// Its section.
    pub section: Section,
    /// The question; the whole section if none.
    pub question: Option<Question>,
    /// The findings that led there.
    pub findings: Vec<Finding>,
    /// The passage, where no question of the framework stands above it.
    pub passage: Option<Passage>,
}

/// An answer, as far as a target needs it.
pub(super) struct Place<'a> {
    pub path: &'a Path,
    pub text: &'a str,
    pub framework: &'a Framework,
    pub case_type: Option<&'a str>,
    /// The checks that a review may run, by id.
    pub checks: &'a [String],
}

/// The target of a name: a section, a question, or a finding of the review, which is made only if it is needed.
///
/// # Errors
/// Nothing goes by this name, more than one thing does, or the finding sits under no question.
pub(super) fn find(place: &Place<'_>, name: &str, review: impl FnOnce() -> Result<Review>) -> Result<Target> {
    let Place { framework, case_type, .. } = *place;
    if let Some(section) = named(framework, name) {
        return Ok(Target { section: section.clone(), question: None, findings: Vec::new(), passage: None });
    }
    let mut questions = framework.questions_for(case_type);
    if let Some((section, question)) = questions.find(|(_, question)| question.id.eq_ignore_ascii_case(name))
    {
        let question = Some(question.clone());
        return Ok(Target { section: section.clone(), question, findings: Vec::new(), passage: None });
    }
    let check = name.split('.').next().unwrap_or(name).to_lowercase();
    if !place.checks.contains(&check) {
        return Err(unknown(place, name).into());
    }
    let review = review()?;
    if let Some(reason) = &review.reason {
        let what = format!("{} was not assessed, so it has no findings: {reason}", place.path.display());
        return Err(Failure::usage(what).hint("name a section, such as `--rewind scope`").into());
    }
    let found = review.named(&name.to_lowercase());
    if found.is_empty() {
        return Err(not_there(place, name, &review).into());
    }
    let targets = found.iter().map(|finding| of_finding(place, finding)).collect::<Result<Vec<_>>>()?;
    let same =
        |target: &Target| target.question == targets[0].question && target.section == targets[0].section;
    if !targets.iter().all(same) {
        return Err(several(place, name, &found).into());
    }
    Ok(Target { findings: found.into_iter().cloned().collect(), ..targets[0].clone() })
}

/// Where a finding sits; one of something missing sits where that would stand.
fn of_finding(place: &Place<'_>, finding: &Finding) -> Result<Target> {
    let Place { text, framework, case_type, path, .. } = *place;
    let target = |section: &Section, question: Option<&Question>| Target {
        section: section.clone(),
        question: question.cloned(),
        findings: vec![finding.clone()],
        passage: None,
    };
    let found = layout(text, framework);
    if let Evidence::Quoted(quote) = &finding.evidence {
        let around = |block: &&crate::submission::Block| {
            (block.heading.start..block.room.end.max(block.heading.end)).contains(&quote.offset)
        };
        let block = found.blocks.iter().find(around);
        let asked = block.and_then(|block| {
            framework.questions_for(case_type).find(|(_, question)| question.id == block.question)
        });
        if let Some((section, question)) = asked {
            return Ok(target(section, Some(question)));
        }
    }
    let part =
        finding.section.map(crate::review::part::Part::title).and_then(|title| named(framework, title));
    let nowhere = || {
        let what =
            format!("`{}` sits under no question of the framework in {}", finding.check, path.display());
        Failure::usage(what)
            .hint("change it in your editor, then see what it gained: `ssmr review NEW --compare OLD`")
    };
    if let Evidence::Quoted(quote) = &finding.evidence {
        let section = part.or(framework.sections.first());
        let passage = section.and_then(|section| Passage::around(text, quote.offset, framework, section));
        let passage = passage.ok_or_else(nowhere)?;
        let (section, question) = passage.place();
        return Ok(Target { passage: Some(passage.clone()), ..target(section, Some(question)) });
    }
    if let Some((section, question)) = framework.question_for(&finding.check, case_type) {
        return Ok(target(section, Some(question)));
    }
    Ok(part.map(|section| target(section, None)).ok_or_else(nowhere)?)
}

fn unknown(place: &Place<'_>, name: &str) -> Failure {
    let sections = place.framework.sections.iter().map(|section| section.id.as_str());
    let questions = place.framework.questions_for(place.case_type).map(|(_, question)| question.id.as_str());
    let known: Vec<&str> = sections.chain(questions).chain(place.checks.iter().map(String::as_str)).collect();
    let list = "`ssmr guide framework` lists sections and questions; `ssmr review FILE --all`";
    Failure::unknown("section, question or finding", name, known, list)
}

fn not_there(place: &Place<'_>, name: &str, review: &Review) -> Failure {
    let mut there: Vec<&str> = Vec::new();
    for finding in review.firm() {
        if !there.contains(&finding.check.as_str()) {
            there.push(&finding.check);
        }
    }
    let mut listed: Vec<String> = there.iter().take(LISTED).map(|check| format!("`{check}`")).collect();
    if there.len() > LISTED {
        listed.push("more".to_owned());
    }
    let failure = Failure::usage(format!("the review has no finding `{name}` in {}", place.path.display()));
    if listed.is_empty() { failure } else { failure.hint(format!("it has {}", words::list(&listed))) }
}

fn several(place: &Place<'_>, name: &str, found: &[&Finding]) -> Failure {
    let what = format!("`{name}` names {} findings in {}; name one", found.len(), place.path.display());
    found.iter().fold(Failure::usage(what), |failure, finding| {
        let at = match &finding.evidence {
            Evidence::Quoted(quote) => format!("line {}: {}", quote.line, start(&quote.quote)),
            Evidence::Missing { absent } => format!("not found: {}", start(&absent.looked_for)),
        };
        failure.hint(format!("`{}`, {at}", finding.id))
    })
}

/// The beginning of a text in one line.
fn start(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(50).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;
    use crate::review::{Context, checks, review};

    fn known() -> Vec<String> {
        checks::ALL.iter().map(|check| check.id.to_owned()).collect()
    }

    /// Checks that look at the whole answer: no question holds what they find.
    const WHOLE: [&str; 2] = ["readability-out-of-range", "uneven-sections"];

    #[test]
    fn every_finding_of_the_samples_leads_to_a_question_that_holds_its_words() {
        let library = Library::new(SHIPPED);
        let framework = library.framework("ssmr").expect("shipped");
        let (mut quoted, mut absent) = (0, 0);
        for entry in library.cases() {
            let case = library.case(&entry.id).expect("listed");
            let text = library.sample(&case, "weak").expect("a sample");
            let case_type = Some(case.case_type.clone());
            let found = review("a.md", &text, &Context::new(&library, Some(case), "anthropic-pm"));
            let place = Place {
                path: Path::new("a.md"),
                text: &text,
                framework: &framework,
                case_type: case_type.as_deref(),
                checks: &known(),
            };
            for finding in found.findings.iter().filter(|finding| !WHOLE.contains(&finding.check.as_str())) {
                let name = &finding.id;
                let target = find(&place, name, || Ok(found.clone()))
                    .unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(target.findings, std::slice::from_ref(finding), "{name}");
                match (&finding.evidence, &target.question) {
                    (Evidence::Quoted(quote), Some(question)) => {
                        let (text, framework) = match &target.passage {
                            Some(passage) => (&passage.text, &passage.framework),
                            None => (&text, &framework),
                        };
                        let found = layout(text, framework);
                        let block = found.block(&question.id).expect("its block");
                        assert!(text[block.heading.start..block.room.end].contains(&quote.quote), "{name}");
                        quoted += 1;
                    }
                    (Evidence::Missing { .. }, Some(question)) => {
                        assert!(question.checks.contains(&finding.check), "{name}: {}", question.id);
                        absent += 1;
                    }
                    (_, None) => {}
                }
            }
        }
        assert!(quoted > 20 && absent > 20, "{quoted} quoted, {absent} absent");
    }

    #[test]
    fn every_check_of_something_missing_has_its_question() {
        let framework = Library::new(SHIPPED).framework("ssmr").expect("shipped");
        for check in
            checks::ALL.iter().filter(|check| check.id.starts_with("no-") || check.id.starts_with("missed-"))
        {
            let found = framework.question_for(check.id, None);
            assert!(found.is_some(), "{}", check.id);
        }
    }

    #[test]
    fn names_go_to_sections_first_then_to_questions() {
        let framework = Library::new(SHIPPED).framework("ssmr").expect("shipped");
        let place = Place {
            path: Path::new("a.md"),
            text: "",
            framework: &framework,
            case_type: None,
            checks: &known(),
        };
        let no_review = || -> Result<Review> { panic!("no review is needed") };
        let found = |name: &str| find(&place, name, no_review).expect("a target");
        assert_eq!((found("Safety").section.id, found("Safety").question), ("safety".to_owned(), None));
        assert_eq!(found("red-team").question.map(|question| question.id), Some("red-team".to_owned()));
        let typo = find(&place, "red-teem", no_review).expect_err("no such name").to_string();
        assert!(typo.contains("no section, question or finding is called `red-teem`"), "{typo}");
        // A question that is not asked for this type of case is none here.
        assert!(find(&place, "attacker", no_review).is_err());
    }
}
