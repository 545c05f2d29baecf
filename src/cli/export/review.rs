//! `ssmr export --with-review`: the review as an annex.

use crate::export::{Annex, AnnexPart};
use crate::pack::library::Library;
use crate::pack::prompt::Case;
use crate::review::report::{Evidence, Finding};
use crate::review::{Context, review};

/// The rubric that an annex is made with.
const RUBRIC: &str = "anthropic-pm";

/// The review of an answer as plain tables. Disputed findings and questions stand apart from what is firm.
pub(super) fn annex(library: &Library, case: Option<Case>, name: &str, text: &str) -> Annex {
    let found = review(name, text, &Context::new(library, case, RUBRIC));
    let mut parts = Vec::new();
    if !found.assessed {
        let reason = found.reason.as_deref().unwrap_or("no reason is known");
        parts.push(AnnexPart::Paragraph(format!("Not assessed: {reason}.")));
    }
    let all = |wanted: fn(&Finding) -> bool| found.findings.iter().filter(move |finding| wanted(finding));
    let firm: Vec<_> = all(|finding| !finding.question && !finding.disputed).map(row).collect();
    if found.assessed && firm.is_empty() {
        parts.push(AnnexPart::Paragraph(
            "No fault was found. Whether the choices are right, only a person can say.".into(),
        ));
    }
    let groups = [
        ("Findings", firm),
        ("Questions", all(|finding| finding.question && !finding.disputed).map(row).collect()),
        ("Disputed", all(|finding| finding.disputed).map(disputed).collect()),
    ];
    for (title, rows) in groups.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        parts.push(AnnexPart::Heading(title.into()));
        parts.push(AnnexPart::Table {
            head: ["Weight", "What", "Where", "Fix"].map(String::from).into(),
            rows,
        });
    }
    Annex { title: "Review".into(), parts }
}

fn row(finding: &Finding) -> Vec<String> {
    let place = match &finding.evidence {
        Evidence::Quoted(quote) => format!("\u{201c}{}\u{201d}", quote.quote),
        Evidence::Missing { absent } => format!("looked for {} in {}", absent.looked_for, absent.place),
    };
    vec![finding.severity.word().to_owned(), finding.message.clone(), place, finding.fix.clone()]
}

fn disputed(finding: &Finding) -> Vec<String> {
    let mut cells = row(finding);
    if let (Some(reason), Some(last)) = (&finding.dispute_reason, cells.last_mut()) {
        *last = format!("disputed: {reason}");
    }
    cells
}
