//! The sample answers of the library: a strong one draws no finding that counts, a weak one draws what its case says. Of
//! what a weak one draws the odds may turn one in ten into a question, and nothing is lost.

use ssmr_coach::content::SHIPPED;
use ssmr_coach::pack::library::Library;
use ssmr_coach::review::{Context, review};

/// The text of a sample, `strong` or `weak`.
fn sample(case: &str, quality: &str) -> String {
    let files = Library::new(SHIPPED).shipped_files();
    let ending = format!("/{case}.{quality}.md");
    files.into_iter().find(|file| file.path.ends_with(&ending)).map(|file| file.text).expect("a sample")
}

/// The checks that find something in a sample, firm findings or questions.
fn found(case: &str, quality: &str, question: bool) -> Vec<String> {
    let library = Library::new(SHIPPED);
    let context = Context::new(&library, library.case(case), "anthropic-pm");
    let found = review(case, &sample(case, quality), &context);
    let mut ids: Vec<String> = found
        .findings
        .into_iter()
        .filter(|finding| finding.question == question)
        .map(|finding| finding.check)
        .collect();
    ids.dedup();
    ids
}

#[test]
fn strong_samples_draw_nothing_and_weak_ones_what_their_case_names() {
    let library = Library::new(SHIPPED);
    let mut wrong = Vec::new();
    let (mut named, mut doubted) = (0, 0);
    for case in library.cases() {
        let drawn = found(&case.id, "strong", false);
        if !drawn.is_empty() {
            wrong.push(format!("{} strong draws {}", case.id, drawn.join(", ")));
        }
        let drawn = found(&case.id, "weak", false);
        let asked = found(&case.id, "weak", true);
        let case = library.case(&case.id).expect("it was listed");
        let missing: Vec<&str> =
            case.weak_draws.iter().filter(|id| !drawn.contains(id)).map(String::as_str).collect();
        named += case.weak_draws.len();
        doubted += missing.iter().filter(|id| asked.iter().any(|asked| asked == *id)).count();
        let missing: Vec<&str> =
            missing.into_iter().filter(|id| !asked.iter().any(|asked| asked == id)).collect();
        if !missing.is_empty() {
            wrong.push(format!("{} weak does not draw {}", case.id, missing.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(doubted * 10 <= named, "{doubted} of {named} are only asked about");
}
