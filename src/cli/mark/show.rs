//! The end of a marking: one's own marks beside those of the review and the author, and how that changed.

use anyhow::Result;

use super::ask::MINUTES;
use super::paper::Paper;
use super::{Outcome, beside};
use crate::cli::errors::Failure;
use crate::cli::judged::{over_time, table};
use crate::cli::review::UNSEEN;
use crate::cli::shell::Shell;
use crate::cli::words;
use crate::judgment::{Agreed, Beside, Quality, mean_size, total};
use crate::pack::library::Library;
use crate::pack::rubric::Rubric;
use crate::review::checks;
use crate::review::report::{Evidence, Finding};
use crate::store::journal::{Journal, Marking, MarkingFault};
use crate::terminal::page::Page;

/// So many missed faults are explained.
const EXPLAINED: usize = 3;

/// So many markings are listed.
const LISTED: usize = 5;

/// The page at the end of a marking.
///
/// # Errors
/// The journal cannot be read.
pub(super) fn outcome(
    shell: &Shell,
    library: &Library,
    rubric: &Rubric,
    outcome: &Outcome,
    paper: &Paper,
    journal: &Journal,
) -> Result<String> {
    let mut page = shell.page();
    page.heading(&format!("{}: the {} sample", paper.case.title, paper.quality.word()));
    let mut scores = beside(rubric, &outcome.marking.scores);
    // The review has a score for what was left out, too.
    for (one, view) in scores.iter_mut().zip(&outcome.review.criteria) {
        one.reviewed = view.score;
    }
    table(&mut page, &scores, "you");
    if let Some(error) = error(&scores) {
        page.paragraph(&format!("Your marking error: {error}."));
    }
    page.aside(&format!(
        "The review is no judge either: on answers it had not seen, its total lay {UNSEEN} from a careful reader's on \
         average. Half a point between you and it means little; the author's faults are the firmer measure."
    ));
    faults(&mut page, outcome, paper);
    page.paragraph(&time(outcome.marking.seconds));
    let past = ended(journal)?;
    if past.len() > 1 {
        markings(&mut page, shell, rubric, &past);
    }
    next(&mut page, library, paper, journal)?;
    Ok(page.finish())
}

/// `ssmr mark --history`.
///
/// # Errors
/// The journal cannot be read, or standard output is gone.
pub(super) fn history(shell: &Shell, rubric: &Rubric, journal: &Journal) -> Result<()> {
    let past = ended(journal)?;
    let mut page = shell.page();
    if past.is_empty() {
        page.paragraph("You have marked no sample yet. `ssmr mark` begins.");
    } else {
        markings(&mut page, shell, rubric, &past);
    }
    shell.show(&page.finish())
}

fn ended(journal: &Journal) -> Result<Vec<Marking>> {
    let all = journal.markings().map_err(Failure::from)?.into_iter();
    Ok(all.filter(|marking| marking.finished_ms.is_some()).collect())
}

/// How far one's own scores lie from those of the review.
fn error(scores: &[Beside]) -> Option<String> {
    let size = mean_size(scores)?;
    let whole = total(scores)
        .map_or(String::new(), |(own, reviewed)| format!(", {:.1} in total", (own - reviewed).abs()));
    Some(format!("{size:.1} per criterion{whole}"))
}

fn faults(page: &mut Page, outcome: &Outcome, paper: &Paper) {
    let found = &outcome.faults;
    page.heading("Faults");
    let meant = if paper.quality == Quality::Weak { paper.case.weak_draws.len() } else { 0 };
    page.paragraph(&match meant {
        0 => format!("The author means this sample to have no firm fault. You named {}.", found.named.len()),
        meant => format!(
            "The author put {} into this sample. You named {}: {} hit, {} false. {} missed; three can be named.",
            words::count(meant, "fault"),
            found.named.len(),
            found.hit(),
            found.wrong(),
            found.missed.len()
        ),
    });
    page.gap();
    for (fault, agreed) in &found.named {
        let line = fault.line.map_or(String::new(), |line| format!(", line {line}"));
        page.item(&match agreed {
            Agreed::Author => format!("hit: {}{line}. {}", fault.check, seen(outcome, paper, &fault.check)),
            Agreed::Review => format!(
                "hit: {}{line}. The author did not mean it, and the review finds it too. {}",
                fault.check,
                seen(outcome, paper, &fault.check)
            ),
            Agreed::Nobody => {
                format!("false: {}{line}. Neither the author nor the review has it.", fault.check)
            }
        });
    }
    unnamed(page, outcome, paper, "Missed", &found.missed);
    unnamed(page, outcome, paper, "Found by the review alone", &found.beyond);
    if meant == 0 && found.beyond.is_empty() {
        page.paragraph("The review finds no firm fault in it.");
    } else {
        page.aside("`ssmr explain CHECK` shows a weak and a stronger passage.");
    }
}

/// Where the review sees a fault.
fn seen(outcome: &Outcome, paper: &Paper, check: &str) -> String {
    match finding(outcome, check).map(|finding| &finding.evidence) {
        None => "The review does not find it.".to_owned(),
        Some(Evidence::Missing { absent }) => format!("The review looked for: {}.", absent.looked_for),
        Some(Evidence::Quoted(quote)) => match paper.number_of(quote.line) {
            Some(line) => format!("The review sees it in line {line}."),
            None => "The review sees it in the answer as a whole.".to_owned(),
        },
    }
}

fn finding<'a>(outcome: &'a Outcome, check: &str) -> Option<&'a Finding> {
    outcome.review.findings.iter().find(|finding| finding.check == check && !finding.question)
}

/// Faults that were not named; the heaviest ones are explained.
fn unnamed(page: &mut Page, outcome: &Outcome, paper: &Paper, title: &str, checks: &[String]) {
    if checks.is_empty() {
        return;
    }
    page.heading(title).gap();
    let weight = |check: &String| finding(outcome, check).map(|found| (found.severity, found.points));
    let mut ordered: Vec<&String> = checks.iter().collect();
    ordered
        .sort_by(|one, other| weight(other).partial_cmp(&weight(one)).unwrap_or(std::cmp::Ordering::Equal));
    for check in ordered.iter().take(EXPLAINED) {
        let message = finding(outcome, check).map(|found| found.message.clone());
        let advice = || checks::find(check).map_or("", |known| known.fix).to_owned();
        page.item(&format!("{check}. {} {}", seen(outcome, paper, check), message.unwrap_or_else(advice)));
    }
    let rest: Vec<String> = ordered.iter().skip(EXPLAINED).map(|check| (*check).clone()).collect();
    if !rest.is_empty() {
        page.item(&format!("also {}", words::list(&rest)));
    }
}

fn time(seconds: u32) -> String {
    let used = if seconds < 60 {
        words::count(usize::try_from(seconds).unwrap_or(usize::MAX), "second")
    } else {
        words::minutes(seconds / 60)
    };
    let over = u64::from(seconds) > MINUTES * 60;
    format!(
        "You took {used}; {MINUTES} min are the aim{}.",
        if over { ", and nothing is lost by more" } else { "" }
    )
}

/// The last markings and how they changed.
fn markings(page: &mut Page, shell: &Shell, rubric: &Rubric, past: &[Marking]) {
    page.heading(&format!("Your markings ({})", past.len())).gap();
    let judgments: Vec<Vec<Beside>> = past.iter().map(|marking| beside(rubric, &marking.scores)).collect();
    let from = past.len().saturating_sub(LISTED);
    for (marking, scores) in past.iter().zip(&judgments).skip(from) {
        let error = error(scores).unwrap_or_else(|| "no score".to_owned());
        let count = |wrong: bool| {
            let nobody =
                |fault: &&MarkingFault| (fault.seen_by.as_deref() == Some(Agreed::Nobody.word())) == wrong;
            marking.faults.iter().filter(nobody).count()
        };
        page.item(&format!(
            "{} {}, {}: {error}; {} hit, {} false, {} missed",
            shell.clock.date_of(marking.begun.started_ms),
            marking.begun.case_id,
            marking.begun.sample,
            count(false),
            count(true),
            marking.missed.len()
        ));
    }
    over_time(page, &judgments, "score");
}

/// What to do next: a case whose samples were not read.
fn next(page: &mut Page, library: &Library, paper: &Paper, journal: &Journal) -> Result<()> {
    let read = journal.markings().map_err(Failure::from)?;
    let fresh = |id: &str| read.iter().all(|marking| marking.begun.case_id != id);
    let mut cases = library.cases();
    cases.sort_by_key(|case| case.difficulty);
    page.heading("Next").gap();
    page.entry("ssmr mark", "another sample");
    if let Some(case) = cases.iter().find(|case| fresh(&case.id)) {
        page.entry(
            &format!("ssmr practice {}", case.id),
            "an answer of your own, to a case whose samples you have not read",
        );
    } else {
        page.entry(&format!("ssmr practice {}", paper.case.id), "an answer of your own");
    }
    Ok(())
}
