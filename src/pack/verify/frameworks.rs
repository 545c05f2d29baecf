//! Checks of frameworks.

use super::Report;
use super::names::Kind;
use crate::diagnostic::Problem;
use crate::pack::framework::{ColumnKind, Framework, Question, QuestionKind, Section};
use crate::pack::load::Loaded;
use crate::yaml::{PLACEHOLDER, Step};

pub(super) fn verify(files: &[(String, Loaded<Framework>)], report: &mut Report<'_>) {
    for (stem, file) in files {
        let framework = &file.value;
        report.format(file, framework.format);
        report.named_after_file(file, &framework.id, stem);
        report.all_resolve(file, &["claims".into()], Kind::Claim, &framework.claims);
        timings(file, report);
        sections(file, report);
        warm_up(file, report);
    }
}

fn timings(file: &Loaded<Framework>, report: &mut Report<'_>) {
    let timings = &file.value.timings;
    report.filled(file, "timings", timings.len());
    report.unique(file, &["timings".into()], timings.iter().map(|timing| timing.id.as_str()));
    for (index, timing) in timings.iter().enumerate() {
        let at = |key| ["timings".into(), index.into(), key];
        report.positive(file, &at("minutes".into()), "minutes", timing.minutes);
        if timing.polish_minutes >= timing.minutes.max(1) {
            let problem = Problem::error("no-time-to-write", "polishing takes the whole clock")
                .hint("`polish_minutes` must be less than `minutes`");
            report.push(file, &at("polish_minutes".into()), problem);
        }
    }
}

fn sections(file: &Loaded<Framework>, report: &mut Report<'_>) {
    let sections = &file.value.sections;
    report.filled(file, "sections", sections.len());
    report.unique(file, &["sections".into()], sections.iter().map(|section| section.id.as_str()));
    let mut ids: Vec<&str> = Vec::new();
    for (index, known) in sections.iter().enumerate() {
        section(file, &["sections".into(), index.into()], known, &mut ids, report);
    }
}

fn warm_up(file: &Loaded<Framework>, report: &mut Report<'_>) {
    let Some(warm_up) = &file.value.warm_up else { return };
    report.positive(file, &["warm_up".into(), "minutes".into()], "minutes", warm_up.minutes);
    section(file, &["warm_up".into(), "section".into()], &warm_up.section, &mut Vec::new(), report);
}

/// One section; `ids` are those of the questions before it.
fn section<'a>(
    file: &'a Loaded<Framework>,
    base: &[Step<'_>],
    section: &'a Section,
    ids: &mut Vec<&'a str>,
    report: &mut Report<'_>,
) {
    let at = |key: &'static str| [base, &[key.into()]].concat();
    report.positive(file, &at("minutes"), "minutes", section.minutes);
    if let Some(words) = section.words {
        report.positive(file, &at("words"), "words", words);
    }
    report.at_least(file, base, "questions", section.questions.len(), 1);
    let mut headings: Vec<String> = Vec::new();
    for (number, question) in section.questions.iter().enumerate() {
        let path = [base, &["questions".into(), number.into()]].concat();
        self::question(file, &path, question, report);
        if ids.contains(&question.id.as_str()) && question.id != PLACEHOLDER {
            let problem =
                Problem::error("duplicate-id", format!("the question `{}` exists already", question.id))
                    .hint("question ids are unique in the whole framework");
            report.push(file, &[path.as_slice(), &["id".into()]].concat(), problem);
        }
        let heading = question.heading.to_lowercase();
        if headings.contains(&heading) && heading != PLACEHOLDER {
            let problem = Problem::error(
                "duplicate-heading",
                format!("the heading `{}` exists already in this section", question.heading),
            )
            .hint("answers are found again by their headings");
            report.push(file, &[path.as_slice(), &["heading".into()]].concat(), problem);
        }
        ids.push(&question.id);
        headings.push(heading);
    }
}

fn question(file: &Loaded<Framework>, path: &[Step<'_>], question: &Question, report: &mut Report<'_>) {
    let at = |key: &'static str| [path, &[key.into()]].concat();
    report.kebab(file, &at("id"), &question.id);
    if let Some(case_type) = &question.when {
        report.resolves(file, &at("when"), Kind::CaseType, case_type);
    }
    report.all_resolve(file, &at("checks"), Kind::Check, &question.checks);
    let wants_columns = question.kind == QuestionKind::Table;
    if wants_columns && question.columns.is_empty() && !file.flawed {
        let problem = Problem::error("table-without-columns", "a table question needs `columns`");
        report.push(file, &at("kind"), problem);
    }
    if !wants_columns && !question.columns.is_empty() && !file.flawed {
        report.push(
            file,
            &at("columns"),
            Problem::error("stray-columns", "only a table question has columns"),
        );
    }
    let wants_options = question.kind == QuestionKind::Choice;
    if wants_options && question.options.is_empty() && !file.flawed {
        let problem = Problem::error("choice-without-options", "a choice question needs `options`");
        report.push(file, &at("kind"), problem);
    }
    if !wants_options && !question.options.is_empty() && !file.flawed {
        report.push(
            file,
            &at("options"),
            Problem::error("stray-options", "only a choice question has options"),
        );
    }
    report.unique(file, &at("columns"), question.columns.iter().map(|column| column.id.as_str()));
    for (index, column) in question.columns.iter().enumerate() {
        if (column.kind == ColumnKind::Choice) == column.options.is_empty() && !file.flawed {
            let problem =
                Problem::error("column-options", "`options` belongs to a choice column, and to no other");
            report.push(file, &[path, &["columns".into(), index.into(), "kind".into()]].concat(), problem);
        }
    }
}
