//! Checks of the reference shelf.

use super::Report;
use super::names::Kind;
use crate::diagnostic::Problem;
use crate::pack::load::Loaded;
use crate::pack::reference::{Advice, Claims, Harms, Principles, Sources, Status};
use crate::pack::shelf::ShelfFiles;

pub(super) fn verify(shelf: &ShelfFiles, report: &mut Report<'_>) {
    shelf.harms.iter().for_each(|file| harms(file, report));
    shelf.principles.iter().for_each(|file| principles(file, report));
    if let Some(file) = &shelf.case_types {
        report.format(file, file.value.format);
        report.unique(file, &["types".into()], file.value.types.iter().map(|entry| entry.id.as_str()));
        for (index, entry) in file.value.types.iter().enumerate() {
            let claim = entry.claim.as_ref();
            if let Some(id) = claim {
                report.resolves(file, &["types".into(), index.into(), "claim".into()], Kind::Claim, id);
            }
            if entry.share.is_some() && claim.is_none() {
                let problem = Problem::error("fact-without-status", "a share needs the claim it comes from")
                    .hint("add `claim:` with an id of the ledger");
                report.push(file, &["types".into(), index.into(), "share".into()], problem);
            }
        }
    }
    if let Some(file) = &shelf.process {
        report.format(file, file.value.format);
        report.unique(file, &["stages".into()], file.value.stages.iter().map(|entry| entry.id.as_str()));
        for (index, stage) in file.value.stages.iter().enumerate() {
            let path = ["stages".into(), index.into(), "claims".into()];
            report.all_resolve(file, &path, Kind::Claim, &stage.claims);
            report.at_least(file, &path, "claims", stage.claims.len(), 1);
        }
    }
    for file in [&shelf.checklist, &shelf.mistakes, &shelf.questions].into_iter().flatten() {
        advice(file, report);
    }
    tools(shelf, report);
    shelf.sources.iter().for_each(|file| sources(file, report));
    shelf.claims.iter().for_each(|file| claims(file, report));
}

fn harms(file: &Loaded<Harms>, report: &mut Report<'_>) {
    report.format(file, file.value.format);
    report.unique(file, &["impacts".into()], file.value.impacts.iter().map(|entry| entry.id.as_str()));
    report.unique(file, &["categories".into()], file.value.categories.iter().map(|entry| entry.id.as_str()));
    for (index, impact) in file.value.impacts.iter().enumerate() {
        report.all_resolve(
            file,
            &["impacts".into(), index.into(), "sources".into()],
            Kind::Source,
            &impact.sources,
        );
    }
    for (index, category) in file.value.categories.iter().enumerate() {
        let at = |key| ["categories".into(), index.into(), key];
        report.all_resolve(file, &at("impacts".into()), Kind::Impact, &category.impacts);
        report.resolves(file, &at("claim".into()), Kind::Claim, &category.claim);
        report.all_resolve(file, &at("sources".into()), Kind::Source, &category.sources);
    }
}

fn principles(file: &Loaded<Principles>, report: &mut Report<'_>) {
    report.format(file, file.value.format);
    report.unique(file, &["published".into()], file.value.published.iter().map(|entry| entry.id.as_str()));
    report.unique(file, &["directives".into()], file.value.directives.iter().map(|entry| entry.id.as_str()));
    for (index, entry) in file.value.published.iter().enumerate() {
        let path = ["published".into(), index.into(), "sources".into()];
        report.all_resolve(file, &path, Kind::Source, &entry.sources);
        report.at_least(file, &path, "sources", entry.sources.len(), 1);
    }
    for (index, entry) in file.value.directives.iter().enumerate() {
        let at = |key| ["directives".into(), index.into(), key];
        report.resolves(file, &at("claim".into()), Kind::Claim, &entry.claim);
        report.all_resolve(file, &at("nearest".into()), Kind::Published, &entry.nearest);
        report.all_resolve(file, &at("sources".into()), Kind::Source, &entry.sources);
    }
}

fn advice(file: &Loaded<Advice>, report: &mut Report<'_>) {
    report.format(file, file.value.format);
    report.unique(file, &["entries".into()], file.value.entries.iter().map(|entry| entry.id.as_str()));
    for (index, entry) in file.value.entries.iter().enumerate() {
        let at = |key| ["entries".into(), index.into(), key];
        report.all_resolve(file, &at("checks".into()), Kind::Check, &entry.checks);
        report.all_resolve(file, &at("claims".into()), Kind::Claim, &entry.claims);
        report.all_resolve(file, &at("sources".into()), Kind::Source, &entry.sources);
    }
}

fn tools(shelf: &ShelfFiles, report: &mut Report<'_>) {
    if let Some(file) = &shelf.mitigations {
        report.format(file, file.value.format);
        report.unique(file, &["entries".into()], file.value.entries.iter().map(|entry| entry.id.as_str()));
        for (index, entry) in file.value.entries.iter().enumerate() {
            let at = |key| ["entries".into(), index.into(), key];
            report.all_resolve(file, &at("against".into()), Kind::Category, &entry.against);
            report.all_resolve(file, &at("sources".into()), Kind::Source, &entry.sources);
        }
    }
    if let Some(file) = &shelf.measures {
        report.format(file, file.value.format);
        report.unique(file, &["entries".into()], file.value.entries.iter().map(|entry| entry.id.as_str()));
        for (index, entry) in file.value.entries.iter().enumerate() {
            report.all_resolve(
                file,
                &["entries".into(), index.into(), "sources".into()],
                Kind::Source,
                &entry.sources,
            );
        }
    }
}

fn sources(file: &Loaded<Sources>, report: &mut Report<'_>) {
    report.format(file, file.value.format);
    report.unique(file, &["sources".into()], file.value.sources.iter().map(|entry| entry.id.as_str()));
    for (index, source) in file.value.sources.iter().enumerate() {
        if !source.url.starts_with("https://") {
            let problem = Problem::error("bad-url", format!("`{}` does not start with https://", source.url));
            report.push(file, &["sources".into(), index.into(), "url".into()], problem);
        }
    }
}

fn claims(file: &Loaded<Claims>, report: &mut Report<'_>) {
    report.format(file, file.value.format);
    report.unique(file, &["claims".into()], file.value.claims.iter().map(|entry| entry.id.as_str()));
    for (index, claim) in file.value.claims.iter().enumerate() {
        report.all_resolve(
            file,
            &["claims".into(), index.into(), "sources".into()],
            Kind::Source,
            &claim.sources,
        );
        if claim.status == Status::Verified && claim.sources.is_empty() {
            let problem = Problem::error("fact-without-source", "a verified claim needs a source")
                .hint("add the source that supports it, or set `status: unverified`");
            report.push(file, &["claims".into(), index.into(), "status".into()], problem);
        }
    }
}
