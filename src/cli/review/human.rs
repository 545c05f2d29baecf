//! A review for people: a summary to take in at a glance, then the fixes with the lines they are about.

use super::quote::{clip, short, source};
use super::{score, second};
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::diagnostic::visible;
use crate::review::constraint::Met;
use crate::review::finding::Severity;
use crate::review::numbers::Ground;
use crate::review::parts::Part;
use crate::review::report::{ConstraintView, Evidence, Finding, Link, Quote, Review};
use crate::terminal::page::Page;

/// So many fixes are shown unless everything is asked for.
const TOP: usize = 3;

/// Draws a review.
pub(super) fn draw(shell: &Shell, text: &str, review: &Review, args: &super::Args) -> String {
    let all = args.all;
    let mut page = shell.page();
    let case = review.case.as_deref().map_or("own brief".to_owned(), |case| format!("case {case}"));
    page.heading(&format!("{} · {case}", super::shown(std::path::Path::new(&review.file))));
    if !review.assessed {
        let reason = review.reason.as_deref().unwrap_or("no reason");
        page.paragraph(&format!("Not assessed: {reason}."));
        return page.finish();
    }
    summary(&mut page, review, all);
    score::table(&mut page, review);
    let firm: Vec<&Finding> =
        review.findings.iter().filter(|finding| !finding.question && !finding.disputed).collect();
    let shown = if all { firm.len() } else { TOP.min(firm.len()) };
    if firm.is_empty() {
        page.paragraph("No fault was found. Whether the choices are right, only a person can say.");
    } else {
        page.heading(&if all {
            "Findings".to_owned()
        } else {
            format!("Fix first ({shown} of {})", firm.len())
        });
    }
    let picked = if all { firm.clone() } else { top(&firm) };
    for (number, finding) in picked.into_iter().take(shown).enumerate() {
        one(&mut page, shell, text, review, finding, number + 1);
    }
    if args.trace {
        score::trace(&mut page, review);
    }
    if all {
        score::reasons(&mut page, review);
        rest(&mut page, shell, text, review);
    } else if firm.len() > shown {
        page.aside(&format!(
            "`--all` shows all {} findings. `ssmr explain CHECK` shows a weak and a stronger passage.",
            firm.len()
        ));
    }
    second::draw(&mut page, shell, text, review);
    page.finish()
}

/// The most valuable fixes: one per check, the heaviest first.
fn top<'a>(findings: &[&'a Finding]) -> Vec<&'a Finding> {
    let mut picked: Vec<&Finding> = Vec::new();
    for finding in findings {
        if picked.iter().all(|known| known.check != finding.check) {
            picked.push(finding);
        }
    }
    picked
}

fn summary(page: &mut Page, review: &Review, all: bool) {
    let sections = review.sections.iter().fold(Vec::<(String, usize, usize)>::new(), |mut found, section| {
        let title = section.section.title();
        if found.iter().all(|(known, ..)| known != title) {
            found.push((title.to_owned(), section.line, section.words));
        }
        found
    });
    let parts: Vec<String> =
        sections.iter().map(|(title, line, words)| format!("{title} (line {line}, {words} words)")).collect();
    page.paragraph(&if parts.is_empty() {
        "No parts were recognized.".to_owned()
    } else {
        format!("Recognized: {}.", words::list(&parts))
    });
    let absent: Vec<String> = Part::ALL
        .into_iter()
        .filter(|part| !parts.is_empty() && sections.iter().all(|(title, ..)| title != part.title()))
        .map(|part| part.title().to_owned())
        .collect();
    if !absent.is_empty() {
        let list = words::list(&absent);
        page.paragraph(&format!(
            "{list}: no part of its own was recognized, so the whole answer was searched for it."
        ));
    }
    let of = |severity: Severity| {
        review
            .findings
            .iter()
            .filter(|finding| finding.severity == severity && !finding.question && !finding.disputed)
            .count()
    };
    let questions = review.findings.iter().filter(|finding| finding.question && !finding.disputed).count();
    let disputed = review.findings.iter().filter(|finding| finding.disputed && !finding.muted).count();
    let firm = of(Severity::High) + of(Severity::Medium) + of(Severity::Low);
    let mut line = format!(
        "{}: {} high, {} medium, {} low",
        words::count(firm, "finding"),
        of(Severity::High),
        of(Severity::Medium),
        of(Severity::Low)
    );
    if questions > 0 {
        line.push_str(&format!(" · {}", words::count(questions, "question")));
    }
    if disputed > 0 {
        line.push_str(&format!(" · {disputed} disputed"));
    }
    page.paragraph(&line);
    muted(page, review);
    if let Some(readability) = &review.readability {
        page.paragraph(&format!(
            "{} words, reading grade {} (the guide aims at 10\u{2013}12).",
            review.words, readability.whole
        ));
    }
    if !review.claims.is_empty() {
        page.paragraph(&format!(
            "The answer repeats {} of the guide; `ssmr guide claims` says what is known.",
            words::count(review.claims.len(), "claim")
        ));
    }
    if all && !review.not_assessed.is_empty() {
        page.aside(&format!(
            "Not assessed, because no case of the library is known: {}.",
            words::list(&review.not_assessed)
        ));
    }
}

fn one(page: &mut Page, shell: &Shell, text: &str, review: &Review, finding: &Finding, number: usize) {
    page.gap();
    let section = finding.section.map(|part| format!(" · {}", part.title())).unwrap_or_default();
    let head = format!("{number}. {}", review.name(finding));
    // A question weighs nothing.
    let weight = if finding.question { String::new() } else { format!(" · {}", finding.severity.word()) };
    page.raw(&format!("{}{weight}{section}", shell.out.name(&head)));
    page.note(&finding.message);
    match &finding.evidence {
        Evidence::Quoted(quote) => source(page, shell, text, quote),
        Evidence::Missing { absent } => {
            page.note(&format!("Looked for: {}. Not found in {}.", absent.looked_for, absent.place));
        }
    }
}

/// The checks that found something and are muted, in one line.
fn muted(page: &mut Page, review: &Review) {
    let mut ids: Vec<&str> = Vec::new();
    for finding in review.findings.iter().filter(|finding| finding.muted) {
        if !ids.contains(&finding.check.as_str()) {
            ids.push(&finding.check);
        }
    }
    if let Some(first) = ids.first() {
        let all = ids.join(", ");
        page.paragraph(&format!("muted: {all} (`ssmr review --unmute {first}` brings it back)"));
    }
}

/// What `--all` shows beside the findings.
fn rest(page: &mut Page, shell: &Shell, text: &str, review: &Review) {
    let questions: Vec<&Finding> =
        review.findings.iter().filter(|finding| finding.question && !finding.disputed).collect();
    if !questions.is_empty() {
        page.heading("Questions, worth no points");
        questions
            .iter()
            .enumerate()
            .for_each(|(number, finding)| one(page, shell, text, review, finding, number + 1));
    }
    let disputed: Vec<&Finding> =
        review.findings.iter().filter(|finding| finding.disputed && !finding.muted).collect();
    if !disputed.is_empty() {
        page.heading("Disputed by you");
        for finding in disputed {
            let reason = finding.dispute_reason.as_deref().unwrap_or("no reason given");
            page.item(&format!("{}: {reason}", finding.check));
        }
    }
    if !review.harm_chain.is_empty() {
        page.heading("Harm chain");
        review.harm_chain.iter().for_each(|link| chain(page, link));
    }
    numbers(page, review);
    if !review.constraints.is_empty() {
        page.heading("Silent constraints of this case");
        review.constraints.iter().for_each(|limit| constraint(page, limit));
    }
    if !review.claims.is_empty() {
        page.heading("Claims of the guide in this answer");
        for claim in &review.claims {
            page.item(&format!(
                "line {}: {} ({})",
                claim.evidence.line,
                short(&claim.evidence),
                claim.status
            ));
        }
    }
    if let Some(readability) = review.readability.as_ref().filter(|readability| !readability.hard.is_empty())
    {
        page.heading("Sentences that are hard to read");
        readability.hard.iter().for_each(|quote| {
            page.item(&format!("line {}: {}", quote.line, short(quote)));
        });
    }
    if !review.left_out.is_empty() {
        page.heading("Not counted");
        review.left_out.iter().for_each(|passage| {
            let quote = &passage.evidence;
            page.item(&format!("line {}, {}: {}", quote.line, passage.why.word(), short(quote)));
        });
    }
    if !review.excused.is_empty() {
        page.heading("Excused by this case");
        review.excused.iter().for_each(|excused| {
            page.item(&format!("{}: {}", excused.check, excused.why));
        });
    }
}

fn constraint(page: &mut Page, limit: &ConstraintView) {
    page.item(&limit.what);
    let at = |quote: &Option<Quote>| {
        quote.as_ref().map_or(String::new(), |quote| format!("line {}: {}", quote.line, short(quote)))
    };
    let shown = match limit.met {
        Met::Seen => format!("seen, {}", at(&limit.seen)),
        Met::SeenWithoutEffect => format!("seen without effect, {}", at(&limit.seen)),
        Met::NotSeen => "not seen".to_owned(),
    };
    page.detail(&shown);
    if limit.effect.is_some() {
        page.detail(&format!("changes something, {}", at(&limit.effect)));
    }
}

fn chain(page: &mut Page, link: &Link) {
    page.item(&format!("line {}: {}", link.harm.line, short(&link.harm)));
    let parts = [
        ("mitigation", &link.mitigation),
        ("measure", &link.measure),
        ("gate", &link.gate),
        ("way back", &link.way_back),
    ];
    let seen = parts
        .iter()
        .filter_map(|(name, quote)| quote.as_ref().map(|quote| format!("{name}: line {}", quote.line)));
    let unseen: Vec<&str> =
        parts.iter().filter(|(_, quote)| quote.is_none()).map(|(name, _)| *name).collect();
    let unseen = (!unseen.is_empty()).then(|| format!("not recognized: {}", unseen.join(", ")));
    page.detail(&seen.chain(unseen).collect::<Vec<_>>().join(" · "));
}

/// How many numbers rest on what; one in a line those that rest on nothing or that the ledger knows.
fn numbers(page: &mut Page, review: &Review) {
    if review.numbers.is_empty() {
        return;
    }
    page.heading("Numbers, and what they rest on");
    let grounds = Ground::ALL.into_iter().filter_map(|ground| {
        let count = review.numbers.iter().filter(|number| number.ground == ground).count();
        // Without a case nobody knows what the brief gives, so nothing is called unsupported.
        let word = match ground {
            Ground::Unsupported if review.case.is_none() => "with nothing beside them",
            ground => ground.word(),
        };
        (count > 0).then(|| format!("{count} {word}"))
    });
    page.paragraph(&format!("{}. `--format json` lists each.", words::list(&grounds.collect::<Vec<_>>())));
    let open = review.numbers.iter().filter(|number| {
        number.claim.is_some() || number.ground == Ground::Unsupported && review.case.is_some()
    });
    for number in open {
        let unit = number.unit.as_deref().map_or(String::new(), |unit| match unit {
            "%" | "money" => format!(" {unit}"),
            time if (number.value - 1.0).abs() < f64::EPSILON => format!(" {time}"),
            time => format!(" {time}s"),
        });
        let claim = number.claim.as_deref().map_or(String::new(), |id| {
            let status = review.claims.iter().find(|claim| claim.id == id).map_or("", |claim| &claim.status);
            format!(" · ledger: {status}")
        });
        let counts = number.counts.split_whitespace().collect::<Vec<_>>().join(" ");
        let counts = visible(&counts).to_string();
        let cut = clip(&counts, 36);
        let whole = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
        let counts = if cut.len() < counts.len() { format!("{whole}…") } else { counts };
        let line = number.evidence.line;
        page.item(&format!(
            "line {line}: {}{unit} · {counts} · {}{claim}",
            number.value,
            number.ground.word()
        ));
    }
}
