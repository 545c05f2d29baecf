//! `ssmr review --beside SECTION`: a section of the answer beside that of the sample.

use anyhow::Result;

use super::{Args, shown};
use crate::cli::errors::Failure;
use crate::cli::model;
use crate::cli::shell::Shell;
use crate::pack::library::Library;
use crate::review::part::Part;
use crate::review::{Context, Review, review};
use crate::terminal::passage::{column_width, columns, passage};
use crate::text::plain::{Kind, PlainLine, plain_lines};

/// From this width on, two columns can be read.
const WIDE: usize = 100;

/// The part that a word names.
///
/// # Errors
/// There is no such part.
pub(super) fn part(word: &str) -> Result<Part, String> {
    let known = Part::ALL.into_iter().find(|part| part.title().eq_ignore_ascii_case(word));
    known.ok_or_else(|| "choose scope, safety, metrics or rollout".to_owned())
}

/// Shows a section of the answer beside that of the sample.
///
/// # Errors
/// No case is known, no attempt at it is finished, or standard output is gone.
pub(super) fn run(
    shell: &Shell,
    args: &Args,
    library: &Library,
    context: &Context,
    text: &str,
    found: &Review,
    part: Part,
) -> Result<()> {
    let Some(case) = &context.case else {
        return Err(Failure::usage("no case of the library is known for this file, so there is no sample")
            .hint("name the case: `--case CASE`")
            .into());
    };
    let sample = model::answer(shell, library, case, args.spoil)?;
    let known = review(&case.id, &sample, context);
    let (own, model) = (section(text, found, part), section(&sample, &known, part));
    let facts = shell.environment.facts;
    let mut page = shell.page();
    page.heading(&format!("{} of {} beside the sample", part.title(), shown(&args.files[0])));
    if own.is_empty() {
        page.paragraph(&format!("No part {} was recognized in your answer.", part.title()));
    }
    if facts.stdout && facts.width >= WIDE && !own.is_empty() {
        let width = column_width(facts.width).min(WIDEST);
        let titled = |title: &str, lines: &[PlainLine]| format!("{title}\n\n{}", passage(lines, width));
        page.gap().raw(columns(&titled("Yours", &own), &titled("The sample", &model), width).trim_end());
    } else {
        for (title, lines) in [("Yours", &own), ("The sample", &model)] {
            if !lines.is_empty() {
                page.heading(title).gap().raw(passage(lines, facts.width).trim_end());
            }
        }
    }
    page.aside(model::ONE_OF_MANY);
    shell.show(&page.finish())
}

/// Columns wider than this are hard to read.
const WIDEST: usize = 72;

/// The lines of a part, wherever in the text they stand. Footnotes belong to no part.
fn section(text: &str, review: &Review, part: Part) -> Vec<PlainLine> {
    let mut begins: Vec<(usize, Part)> =
        review.sections.iter().map(|section| (section.line, section.section)).collect();
    begins.sort_by_key(|(line, _)| *line);
    let belongs = |line: &PlainLine| {
        let last = begins.iter().rfind(|(begin, _)| *begin <= line.last);
        line.kind != Kind::Note && last.is_some_and(|(_, owner)| *owner == part)
    };
    plain_lines(text).into_iter().filter(belongs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;

    #[test]
    fn a_section_is_found_with_all_its_lines_and_nothing_of_the_others() {
        let library = Library::new(SHIPPED);
        let case = library.case("tutoring-assistant").expect("it ships");
        let text = library.sample(&case, "strong").expect("it ships");
        let context = Context::new(&library, Some(case), "anthropic-pm");
        let review = review("a.md", &text, &context);
        let all: usize = Part::ALL.iter().map(|part| section(&text, &review, *part).len()).sum();
        let behind = plain_lines(&text).into_iter().skip_while(|line| line.text != "Scope");
        let parts = behind.filter(|line| line.kind != Kind::Note).count();
        assert_eq!(all, parts, "every line behind the brief belongs to one part");
        let metrics = section(&text, &review, Part::Metrics);
        assert_eq!(metrics.first().map(|line| line.text.as_str()), Some("Metrics"));
        assert!(metrics.iter().all(|line| line.text != "Rollout"));
    }

    #[test]
    fn a_part_is_named_in_any_case_and_nothing_else_is_one() {
        assert_eq!(part("Safety"), Ok(Part::Safety));
        assert!(part("polish").is_err_and(|remark| remark.contains("scope, safety, metrics or rollout")));
    }
}
