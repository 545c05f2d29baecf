//! The reference shelf as pages.

use super::{Writer, marked};
use crate::pack::reference::{Advice, Checked, MeasureKind};

pub(super) fn harms(writer: &mut Writer<'_>) {
    let shelf = writer.shelf;
    writer.page.heading("Published impact dimensions").gap();
    for impact in &shelf.harms.impacts {
        if writer.wants(&[&impact.id, &impact.title, &impact.means, &impact.example]) {
            writer.page.entry(&impact.title, &impact.means).detail(&impact.example);
            writer.sources(&impact.sources);
        }
    }
    writer.page.heading("Categories of the guide").gap();
    for category in &shelf.harms.categories {
        if writer.wants(&[&category.id, &category.title, &category.means, &category.example]) {
            writer
                .page
                .entry(&category.title, &category.means)
                .detail(&category.example)
                .detail(&category.how);
            writer.claims(std::slice::from_ref(&category.claim));
            writer.sources(&category.sources);
        }
    }
    if let Some(relation) = &shelf.harms.relation {
        writer.page.heading("How they relate").paragraph(relation);
    }
}

pub(super) fn principles(writer: &mut Writer<'_>) {
    let shelf = writer.shelf;
    if let Some(note) = &shelf.principles.note {
        writer.page.paragraph(note);
    }
    writer.page.heading("Published principles").gap();
    for principle in &shelf.principles.published {
        if writer.wants(&[&principle.id, &principle.title, &principle.means, &principle.in_a_case]) {
            writer
                .page
                .entry(&principle.title, &principle.means)
                .detail(&format!("In a case: {}", principle.in_a_case));
            writer.sources(&principle.sources);
        }
    }
    writer.page.heading("Directives that the guide quotes").gap();
    for directive in &shelf.principles.directives {
        if writer.wants(&[&directive.id, &directive.title, &directive.published]) {
            let status = shelf.claim(&directive.claim).map(|claim| marked(claim.status)).unwrap_or_default();
            writer.page.entry(
                &format!("{} {status}", directive.title),
                &format!("Published: {}", directive.published),
            );
            writer.sources(&directive.sources);
        }
    }
}

pub(super) fn case_types(writer: &mut Writer<'_>) {
    let shelf = writer.shelf;
    writer.page.heading("Kinds of case").gap();
    for kind in &shelf.case_types.types {
        if writer.wants(&[&kind.id, &kind.title, &kind.asks]) {
            writer.page.entry(&format!("{} ({})", kind.title, kind.id), &kind.asks);
            if let Some(share) = kind.share {
                let status =
                    kind.claim.as_ref().and_then(|id| shelf.claim(id)).map(|claim| marked(claim.status));
                writer.page.note(&format!("{share} % of cases {}", status.unwrap_or_default()));
            }
        }
    }
    let mut claims: Vec<String> =
        shelf.case_types.types.iter().filter_map(|kind| kind.claim.clone()).collect();
    claims.dedup();
    writer.page.gap();
    writer.claims(&claims);
}

pub(super) fn process(writer: &mut Writer<'_>) {
    let shelf = writer.shelf;
    writer.page.heading("The stages of the interview, as the guide tells them");
    if let Some(note) = &shelf.process.note {
        writer.page.paragraph(note);
    }
    writer.page.gap();
    for (index, stage) in shelf.process.stages.iter().enumerate() {
        if writer.wants(&[&stage.id, &stage.title, &stage.what, &stage.prepare]) {
            writer.page.entry(&format!("{}. {}, {}", index + 1, stage.title, stage.duration), &stage.what);
            writer.page.detail(&stage.prepare);
            writer.claims(&stage.claims);
        }
    }
}

pub(super) fn advice(writer: &mut Writer<'_>, title: &str, list: &Advice) {
    writer.page.heading(title);
    if let Some(note) = &list.note {
        writer.page.paragraph(note);
    }
    writer.page.gap();
    for (index, entry) in list.entries.iter().enumerate() {
        let published = entry.published.as_deref().unwrap_or("");
        if writer.wants(&[&entry.id, &entry.title, &entry.advice, published]) {
            writer.page.entry(&format!("{}. {}", index + 1, entry.title), &entry.advice);
            if !published.is_empty() {
                writer.page.detail(&format!("Published: {published}"));
            }
            writer.claims(&entry.claims);
            writer.sources(&entry.sources);
        }
    }
}

pub(super) fn mitigations(writer: &mut Writer<'_>) {
    let shelf = writer.shelf;
    writer.page.heading("Ways to hold harms off").gap();
    for entry in &shelf.mitigations.entries {
        if writer.wants(&[&entry.id, &entry.title, &entry.does, &entry.costs, &entry.against.join(" ")]) {
            writer
                .page
                .entry(&entry.title, &entry.does)
                .detail(&format!("Costs honest users: {}", entry.costs));
            writer.page.note(&format!("Against: {}", entry.against.join(", ")));
            writer.sources(&entry.sources);
        }
    }
}

pub(super) fn measures(writer: &mut Writer<'_>) {
    let shelf = writer.shelf;
    let kinds = [
        (MeasureKind::Success, "The product does its job"),
        (MeasureKind::Safety, "The product does harm"),
        (MeasureKind::HonestUse, "Protection gets in the way of honest people"),
    ];
    for (kind, title) in kinds {
        writer.page.heading(title).gap();
        for entry in shelf.measures.entries.iter().filter(|entry| entry.kind == kind) {
            if writer.wants(&[&entry.id, &entry.title, &entry.definition, &entry.pitfall]) {
                writer.page.entry(&entry.title, &entry.definition);
                writer
                    .page
                    .detail(&format!("How: {}", entry.how))
                    .detail(&format!("Pitfall: {}", entry.pitfall));
                writer.sources(&entry.sources);
            }
        }
    }
}

pub(super) fn sources(writer: &mut Writer<'_>) {
    let shelf = writer.shelf;
    writer.page.heading("Real texts to cite");
    if let Some(note) = &shelf.sources.note {
        writer.page.paragraph(note);
    }
    writer.page.gap();
    for source in &shelf.sources.sources {
        if writer.wants(&[
            &source.id,
            &source.title,
            &source.authors,
            &source.topics.join(" "),
            &source.key_facts.join(" "),
        ]) {
            writer.page.entry(&source.id, &format!("{}, {} ({})", source.authors, source.title, source.year));
            writer.page.note(&source.url);
            source.key_facts.iter().for_each(|fact| {
                writer.page.detail(fact);
            });
            if source.checked == Checked::TitleOnly {
                writer
                    .page
                    .note("Only the title and the address were checked; the facts come from texts about it.");
            }
        }
    }
}

pub(super) fn claims(writer: &mut Writer<'_>) {
    let shelf = writer.shelf;
    writer.page.heading("What the guide claims");
    if let Some(note) = &shelf.claims.note {
        writer.page.paragraph(note);
    }
    writer.page.gap();
    for claim in &shelf.claims.claims {
        if writer.wants(&[&claim.id, &claim.text, &claim.topic, &claim.note, claim.status.shown()]) {
            writer
                .page
                .entry(&format!("{} {}", claim.id, marked(claim.status)), &claim.text)
                .detail(&claim.note);
            writer.sources(&claim.sources);
        }
    }
}
