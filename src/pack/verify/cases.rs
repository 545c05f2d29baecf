//! Checks of cases and of their samples.

use super::Report;
use super::names::Kind;
use crate::diagnostic::{Problem, Source};
use crate::pack::load::{Loaded, LoadedCase, PackFiles, Sample};
use crate::pack::prompt::{CardKind, Case};
use crate::yaml::{PLACEHOLDER, Step};

/// What a brief should hold, in words.
const BRIEF_WORDS: std::ops::RangeInclusive<usize> = 80..=200;

pub(super) fn verify(pack: &PackFiles, report: &mut Report<'_>) {
    let mut ids: Vec<&str> = Vec::new();
    let mut cards: Vec<&str> = Vec::new();
    for loaded in &pack.cases {
        let file = &loaded.case;
        let case = &file.value;
        report.format(file, case.format);
        report.named_after_file(file, &case.id, &loaded.stem);
        if ids.contains(&case.id.as_str()) && case.id != PLACEHOLDER {
            let problem = Problem::error("duplicate-id", format!("another case is called `{}`", case.id));
            report.push(file, &["id".into()], problem);
        }
        ids.push(&case.id);
        folder(loaded, report);
        counts(file, report);
        links(file, report);
        lists(file, report);
        self::cards(file, &mut cards, report);
        samples(loaded, &pack.samples, report);
    }
    strays(pack, report);
}

fn folder(loaded: &LoadedCase, report: &mut Report<'_>) {
    let file = &loaded.case;
    let case_type = &file.value.case_type;
    report.resolves(file, &["type".into()], Kind::CaseType, case_type);
    if *case_type != loaded.folder && *case_type != PLACEHOLDER {
        let problem = Problem::error(
            "type-not-folder",
            format!("the type `{case_type}` differs from the folder `{}`", loaded.folder),
        )
        .hint(format!("move the case to `prompts/{case_type}/`, or change its type"));
        report.push(file, &["type".into()], problem);
    }
}

fn counts(file: &Loaded<Case>, report: &mut Report<'_>) {
    let case = &file.value;
    report.positive(file, &["minutes".into()], "minutes", case.minutes);
    let words = case.brief.split_whitespace().count();
    if !BRIEF_WORDS.contains(&words) && case.brief != PLACEHOLDER {
        let problem = Problem::error("brief-length", format!("the brief has {words} words")).hint(format!(
            "a brief has {} to {} words",
            BRIEF_WORDS.start(),
            BRIEF_WORDS.end()
        ));
        report.push(file, &["brief".into()], problem);
    }
    let lists = [
        ("facts", case.facts.len()),
        ("decide", case.decide.len()),
        ("constraints", case.constraints.len()),
        ("harms", case.harms.len()),
        ("tensions", case.tensions.len()),
        ("strong_moves", case.strong_moves.len()),
        ("traps", case.traps.len()),
        ("probes", case.probes.len()),
        ("twists", case.twists.len()),
        ("red_team", case.red_team.len()),
        ("sources", case.sources.len()),
        ("cards", case.cards.len()),
        ("weak_draws", case.weak_draws.len()),
    ];
    for (key, count) in lists {
        report.filled(file, key, count);
    }
    for (index, constraint) in case.constraints.iter().enumerate() {
        let path = ["constraints".into(), index.into(), "signs".into()];
        report.at_least(file, &path, "signs", constraint.signs.len(), 2);
    }
    for (index, harm) in case.harms.iter().enumerate() {
        report.at_least(file, &["harms".into(), index.into(), "signs".into()], "signs", harm.signs.len(), 2);
    }
}

fn links(file: &Loaded<Case>, report: &mut Report<'_>) {
    let case = &file.value;
    let at = |list: &'static str, index: usize, key: &'static str| -> [Step<'static>; 3] {
        [list.into(), index.into(), key.into()]
    };
    for (index, constraint) in case.constraints.iter().enumerate() {
        if let Some(check) = &constraint.check {
            report.resolves(file, &at("constraints", index, "check"), Kind::Check, check);
        }
    }
    for (index, excuse) in case.not_a_fault.iter().enumerate() {
        report.resolves(file, &at("not_a_fault", index, "check"), Kind::Check, &excuse.check);
    }
    for (index, harm) in case.harms.iter().enumerate() {
        report.resolves(file, &at("harms", index, "category"), Kind::Category, &harm.category);
        report.resolves(file, &at("harms", index, "impact"), Kind::Impact, &harm.impact);
    }
    for (index, tension) in case.tensions.iter().enumerate() {
        report.resolves(file, &at("tensions", index, "between"), Kind::Principle, &tension.between);
        report.resolves(file, &at("tensions", index, "and"), Kind::Principle, &tension.and);
    }
    for (index, probe) in case.probes.iter().enumerate() {
        report.all_resolve(file, &at("probes", index, "sharper_after"), Kind::Check, &probe.sharper_after);
        report.at_least(file, &at("probes", index, "good"), "good", probe.good.len(), 1);
    }
    report.all_resolve(file, &["short".into(), "questions".into()], Kind::Question, &case.short.questions);
    report.at_least(file, &["short".into(), "questions".into()], "questions", case.short.questions.len(), 1);
    report.all_resolve(file, &["incidents".into()], Kind::Source, &case.incidents);
    report.all_resolve(file, &["sources".into()], Kind::Source, &case.sources);
    report.all_resolve(file, &["weak_draws".into()], Kind::Check, &case.weak_draws);
}

fn lists(file: &Loaded<Case>, report: &mut Report<'_>) {
    let case = &file.value;
    report.unique(file, &["constraints".into()], case.constraints.iter().map(|entry| entry.id.as_str()));
    report.unique(file, &["harms".into()], case.harms.iter().map(|entry| entry.id.as_str()));
    report.unique(file, &["probes".into()], case.probes.iter().map(|entry| entry.id.as_str()));
    report.unique(file, &["twists".into()], case.twists.iter().map(|entry| entry.id.as_str()));
    report.unique(file, &["red_team".into()], case.red_team.iter().map(|entry| entry.id.as_str()));
}

fn cards<'a>(file: &'a Loaded<Case>, seen: &mut Vec<&'a str>, report: &mut Report<'_>) {
    for (index, card) in file.value.cards.iter().enumerate() {
        let at = |key| ["cards".into(), index.into(), key];
        report.kebab(file, &at("id".into()), &card.id);
        if seen.contains(&card.id.as_str()) && card.id != PLACEHOLDER {
            let problem = Problem::error("duplicate-id", format!("another card is called `{}`", card.id))
                .hint("card ids are unique in the whole pack");
            report.push(file, &at("id".into()), problem);
        }
        seen.push(&card.id);
        match &card.source {
            Some(source) => report.resolves(file, &at("source".into()), Kind::Source, source),
            None if card.kind == CardKind::Fact && !file.flawed => {
                let problem =
                    Problem::error("fact-without-source", "a card that states a fact needs a source")
                        .hint("add `source:` with an id, or choose another kind");
                report.push(file, &at("kind".into()), problem);
            }
            None => {}
        }
    }
}

fn samples(loaded: &LoadedCase, samples: &[Sample], report: &mut Report<'_>) {
    let id = &loaded.stem;
    for quality in ["strong", "weak"] {
        let stem = format!("{id}.{quality}");
        let Some(sample) =
            samples.iter().find(|sample| sample.folder == loaded.folder && sample.stem == stem)
        else {
            let problem = Problem::error("missing-sample", format!("the {quality} sample is missing"))
                .hint(format!("write a {quality} answer to `prompts/{}/{stem}.md`", loaded.folder));
            report.push(&loaded.case, &["id".into()], problem);
            continue;
        };
        if sample.text.trim().is_empty() {
            let source = Source::new(&sample.shown, &sample.text);
            report
                .problems
                .push(Problem::error("empty-sample", "the sample is empty").at(source.place(0..0)));
        }
    }
}

/// Samples that belong to no case. A case that could not be read has told its own problems already.
fn strays(pack: &PackFiles, report: &mut Report<'_>) {
    for sample in &pack.samples {
        let owned = pack.cases.iter().any(|case| {
            case.folder == sample.folder
                && ["strong", "weak"].iter().any(|quality| sample.stem == format!("{}.{quality}", case.stem))
        });
        if !owned {
            let problem = Problem::warning(
                "stray-sample",
                format!("`{}` belongs to no case that could be read", sample.shown),
            )
            .hint("a sample is called `ID.strong.md` or `ID.weak.md` and stands beside `ID.yaml`");
            report.problems.push(problem);
        }
    }
}
