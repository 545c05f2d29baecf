//! The framework and the rubric as pages.

use super::Writer;
use crate::cli::words;
use crate::pack::framework::{Framework, Question, QuestionKind};
use crate::pack::rubric::Rubric;

pub(super) fn framework(writer: &mut Writer<'_>, framework: &Framework) {
    writer.page.heading(&framework.title).paragraph(&framework.summary).gap();
    writer.claims(&framework.claims);
    writer.page.heading("Clocks").gap();
    for timing in &framework.timings {
        let polish = match timing.polish_minutes {
            0 => String::new(),
            minutes => format!(", the last {} to polish", words::minutes(minutes)),
        };
        let about = format!("{}{polish}. {}", words::minutes(timing.minutes), timing.note);
        writer.page.entry(&timing.id, &about);
    }
    for section in &framework.sections {
        let asked: Vec<&Question> = section
            .questions
            .iter()
            .filter(|known| writer.wants(&[&known.id, &known.heading, &known.ask]))
            .collect();
        if asked.is_empty() {
            continue;
        }
        let cap = section.words.map(|words| format!(", at most {words} words")).unwrap_or_default();
        writer.page.heading(&format!("{} ({}{cap})", section.title, words::minutes(section.minutes)));
        writer.page.raw("").paragraph(&section.goal).gap();
        asked.into_iter().for_each(|question| self::question(writer, question));
    }
}

fn question(writer: &mut Writer<'_>, question: &Question) {
    let when = question.when.as_ref().map(|kind| format!(" (for {kind} cases)")).unwrap_or_default();
    writer.page.entry(&format!("{}{when}", question.heading), &question.ask);
    if question.kind == QuestionKind::Table {
        let titles: Vec<&str> = question.columns.iter().map(|column| column.title.as_str()).collect();
        writer.page.detail(&format!("Columns: {}", titles.join(", ")));
    }
    writer.page.note(&format!("Why: {}", question.why));
}

pub(super) fn rubric(writer: &mut Writer<'_>, rubric: &Rubric) {
    writer.page.heading(&rubric.title).paragraph(&rubric.summary).gap();
    writer.claims(&rubric.claims);
    for criterion in &rubric.criteria {
        let seen = criterion.levels.iter().flat_map(|level| &level.seen);
        let asked = seen.chain(&criterion.self_assessment).map(String::as_str);
        let checks = criterion.checks.iter().map(|points| points.check.as_str());
        let texts = [criterion.title.as_str(), criterion.looks_at.as_str()];
        if !writer.wants(&texts.into_iter().chain(asked).chain(checks).collect::<Vec<_>>()) {
            continue;
        }
        writer.page.heading(&format!("{}, {} %", criterion.title, criterion.weight));
        writer.page.paragraph(&criterion.looks_at).gap();
        let mut levels: Vec<_> = criterion.levels.iter().collect();
        levels.sort_by_key(|level| std::cmp::Reverse(level.level));
        for level in levels {
            writer.page.entry(&format!("{} {}", level.level, level.title), "");
            level.seen.iter().for_each(|seen| {
                writer.page.detail(seen);
            });
        }
        writer.page.gap().raw("  Ask yourself:");
        criterion.self_assessment.iter().for_each(|question| {
            writer.page.item(question);
        });
        let checks: Vec<String> =
            criterion.checks.iter().map(|points| format!("{} ({})", points.check, points.points)).collect();
        writer.page.gap().note(&format!("Checks and their points: {}", checks.join(", ")));
    }
}
