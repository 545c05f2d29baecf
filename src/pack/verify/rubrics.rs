//! Checks of rubrics.

use super::Report;
use super::names::{Kind, Names};
use crate::diagnostic::Problem;
use crate::pack::load::Loaded;
use crate::pack::rubric::{Criterion, Rubric};
use crate::pack::simple::Rule;
use crate::yaml::PLACEHOLDER;

/// `base` tells which checks exist below this pack; the first rubric of all defines them.
pub(super) fn verify(files: &[(String, Loaded<Rubric>)], base: &Names, report: &mut Report<'_>) {
    for (stem, file) in files {
        let rubric = &file.value;
        report.format(file, rubric.format);
        report.named_after_file(file, &rubric.id, stem);
        report.all_resolve(file, &["claims".into()], Kind::Claim, &rubric.claims);
        report.unique(
            file,
            &["criteria".into()],
            rubric.criteria.iter().map(|criterion| criterion.id.as_str()),
        );
        let sum: u32 = rubric.criteria.iter().map(|criterion| criterion.weight).sum();
        if sum != 100 && !file.flawed {
            let problem =
                Problem::error("weights-do-not-sum", format!("the weights sum to {sum}, not to 100"));
            report.push(file, &["criteria".into()], problem);
        }
        for (index, criterion) in rubric.criteria.iter().enumerate() {
            self::criterion(file, index, criterion, report);
        }
        simple_checks(file, base, report);
        checks(file, base, report);
    }
}

/// The checks that a rubric declares by itself.
fn simple_checks(file: &Loaded<Rubric>, base: &Names, report: &mut Report<'_>) {
    let own = &file.value.simple_checks;
    report.unique(file, &["simple_checks".into()], own.iter().map(|check| check.id.as_str()));
    for (index, check) in own.iter().enumerate() {
        let at = |key| ["simple_checks".into(), index.into(), key];
        if check.id == PLACEHOLDER {
            continue;
        }
        if base.any(Kind::Check) && base.unresolved(Kind::Check, &check.id).is_none() {
            let problem = Problem::error("taken-id", format!("`{}` is a check of the program", check.id))
                .hint("give it a name of its own; `ssmr explain` lists the taken ones");
            report.push(file, &at("id".into()), problem);
        }
        if file.value.checks().all(|(_, listed)| listed.check != check.id) {
            let problem =
                Problem::error("unlisted-check", format!("no criterion lists the check `{}`", check.id))
                    .hint("add it under `checks:` of a criterion, with its points");
            report.push(file, &at("id".into()), problem);
        }
        if check.rule == Rule::Count && check.least.is_none() && check.most.is_none() {
            let problem = Problem::error("no-bound", "the rule `count` needs `least`, `most` or both");
            report.push(file, &at("rule".into()), problem);
        }
        report.at_least(file, &at("passes".into()), "passes", check.passes.len(), 1);
        report.at_least(file, &at("fails".into()), "fails", check.fails.len(), 1);
    }
}

fn criterion(file: &Loaded<Rubric>, index: usize, criterion: &Criterion, report: &mut Report<'_>) {
    let at = |key| ["criteria".into(), index.into(), key];
    report.positive(file, &at("weight".into()), "weight", criterion.weight);
    report.at_least(
        file,
        &at("self_assessment".into()),
        "self_assessment",
        criterion.self_assessment.len(),
        1,
    );
    let levels: Vec<u32> = criterion.levels.iter().map(|level| level.level).collect();
    let mut sorted = levels.clone();
    sorted.sort_unstable();
    if sorted != [1, 2, 3, 4, 5] && !file.flawed {
        let problem = Problem::error(
            "bad-levels",
            format!("the levels are {levels:?}; every one from 1 to 5 is needed once"),
        );
        report.push(file, &at("levels".into()), problem);
    }
    for (number, level) in criterion.levels.iter().enumerate() {
        let path = ["criteria".into(), index.into(), "levels".into(), number.into(), "seen".into()];
        report.at_least(file, &path, "seen", level.seen.len(), 1);
    }
}

fn checks(file: &Loaded<Rubric>, base: &Names, report: &mut Report<'_>) {
    let mut seen: Vec<&str> = Vec::new();
    for (index, criterion) in file.value.criteria.iter().enumerate() {
        for (number, points) in criterion.checks.iter().enumerate() {
            let at = |key| ["criteria".into(), index.into(), "checks".into(), number.into(), key];
            let path = at("check".into());
            report.kebab(file, &path, &points.check);
            let own = file.value.simple_checks.iter().any(|check| check.id == points.check);
            if !own
                && base.any(Kind::Check)
                && let Some(problem) = base.unresolved(Kind::Check, &points.check)
            {
                report.push(file, &path, problem);
            }
            if seen.contains(&points.check.as_str()) && points.check != PLACEHOLDER {
                let problem = Problem::error(
                    "duplicate-check",
                    format!("the check `{}` is listed twice", points.check),
                );
                report.push(file, &path, problem);
            }
            if points.points <= 0.0 {
                let problem = Problem::error("not-positive", "`points` must be more than 0");
                report.push(file, &at("points".into()), problem);
            }
            seen.push(&points.check);
        }
    }
}
