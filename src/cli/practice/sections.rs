//! One section by itself: practiced on another evening, or once more against a fresh clock.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::setup::{Before, Setup};
use super::target::Target;
use crate::cli::errors::Failure;
use crate::cli::input::LARGEST;
use crate::cli::template::Task;
use crate::pack::framework::{Framework, Section};
use crate::pack::library::Library;
use crate::pack::prompt::Case;
use crate::store::files;
use crate::store::journal::{Attempt, Journal};
use crate::submission::{is_blank, layout, put, read_head};
use crate::text::words;

/// The section of this name, if there is one.
pub fn named<'a>(framework: &'a Framework, id: &str) -> Option<&'a Section> {
    framework.sections.iter().find(|section| section.id.eq_ignore_ascii_case(id))
}

/// The section of this name.
///
/// # Errors
/// There is none; the nearest name is suggested.
pub fn find<'a>(framework: &'a Framework, id: &str) -> Result<&'a Section> {
    let known = || framework.sections.iter().map(|section| section.id.as_str());
    Ok(named(framework, id)
        .ok_or_else(|| Failure::unknown("section", id, known(), "`ssmr guide framework`"))?)
}

/// The answers of a section in a text, as Markdown with a heading for each; empty if there are none.
pub fn written(text: &str, framework: &Framework, section: &Section) -> String {
    let mut shown = String::new();
    for block in layout(text, framework).blocks {
        let Some(question) = section.questions.iter().find(|question| question.id == block.question) else {
            continue;
        };
        let answer = &text[block.answer];
        if !is_blank(question, answer) {
            shown.push_str(&format!("{}\n\n{answer}\n\n", question.heading));
        }
    }
    shown.trim_end().to_owned()
}

/// What a section builds on: one's own first section if it is written, else that of the strong sample.
pub fn prepared(
    library: &Library,
    case: Option<&Case>,
    framework: &Framework,
    section: &Section,
    file: Option<&str>,
) -> Option<(String, String)> {
    let first = framework.sections.first().filter(|first| first.id != section.id)?;
    let own = file.map(|text| written(text, framework, first)).filter(|text| !text.is_empty());
    if let Some(own) = own {
        return Some((format!("Your {}", first.title), own));
    }
    let sample = library.sample(case?, "strong")?;
    let text = written(&sample, framework, first);
    let title = format!("A prepared {}, from the sample answer", first.title);
    (!text.is_empty()).then_some((title, text))
}

/// The file in which sections of this case were practiced before, with its text.
pub fn joined(journal: &Journal, task: &Task, framework: &Framework) -> Result<Option<(PathBuf, String)>> {
    for summary in journal.all().map_err(Failure::from)? {
        if summary.case_id != task.case || summary.case_id.is_none() || summary.framework_id != framework.id {
            continue;
        }
        let Some(attempt) = journal.attempt(&summary.id).map_err(Failure::from)? else { continue };
        let by_section =
            setup_of(&attempt).is_some_and(|setup| setup.section.is_some() && setup.before.is_none());
        if let Some(text) = by_section.then(|| read(&attempt.begun.file)).flatten() {
            return Ok(Some((attempt.begun.file, text)));
        }
    }
    Ok(None)
}

/// What an attempt was set up with, if this version can read it.
pub fn setup_of(attempt: &Attempt) -> Option<Setup> {
    serde_json::from_str(&attempt.begun.setup).ok()
}

fn read(file: &Path) -> Option<String> {
    files::read_text(file, LARGEST).ok().map(|text| text.content)
}

/// An answer of which a part is written once more.
pub(super) struct Rewound {
    /// The file as it was.
    pub file: PathBuf,
    /// The text; the answers of a whole section are taken out.
    pub text: String,
    /// What the part was like.
    pub before: Before,
    /// The part as it was, for F9.
    pub aside: (String, String),
}

/// The answer to rewind: the file named, else the newest attempt at the case named, else the newest attempt.
///
/// # Errors
/// There is no such answer, or its section was never written.
pub fn file_to_rewind(journal: &Journal, wanted: Option<&str>) -> Result<PathBuf> {
    let attempts = journal.all().map_err(Failure::from)?;
    let is_wanted = |case: Option<&str>| wanted.is_none_or(|wanted| case == Some(wanted));
    let found = attempts
        .into_iter()
        .filter(|summary| is_wanted(summary.case_id.as_deref()))
        .find(|summary| read(&summary.file).is_some());
    Ok(found.map(|summary| summary.file).ok_or_else(|| {
        Failure::usage("there is no answer to rewind")
            .hint("name its file: `ssmr practice FILE --rewind safety`")
    })?)
}

/// Makes an answer ready for writing a part of it again. The answers of a whole section are taken out.
///
/// # Errors
/// A whole section was named that says nothing yet.
pub(super) fn rewound(file: &Path, text: &str, framework: &Framework, target: &Target) -> Result<Rewound> {
    let Target { section, question, findings, .. } = target;
    let part = match question {
        Some(question) => Section { questions: vec![question.clone()], ..section.clone() },
        None => section.clone(),
    };
    let old = written(text, framework, &part);
    if old.is_empty() && question.is_none() && findings.is_empty() {
        return Err(Failure::usage(format!("`{}` has no answers in {}", section.title, file.display()))
            .hint(format!("`ssmr practice --section {}` practices it", section.id))
            .into());
    }
    let head = read_head(&file.display().to_string(), text).unwrap_or_default();
    let seconds = head.seconds.iter().find(|(id, _)| *id == section.id && question.is_none());
    let words = part.questions.iter().map(|question| {
        let found = layout(text, framework);
        found.block(&question.id).map_or(0, |block| words::count(&text[block.answer.clone()]))
    });
    let before = Before {
        file: files::absolute(file),
        words: words.sum(),
        seconds: seconds.map(|(_, seconds)| *seconds),
        check: findings.first().map(|finding| finding.check.clone()),
    };
    let mut emptied = text.to_owned();
    for question in section.questions.iter().filter(|_| question.is_none()) {
        emptied = put(&emptied, framework, &question.id, "");
    }
    let title = question.as_ref().map_or(&section.title, |question| &question.heading);
    let found: String =
        findings.iter().map(|finding| format!("The review: {}\n\n", finding.message)).collect();
    let aside = (format!("{title} before the rewind"), found + &old);
    Ok(Rewound { file: file.to_owned(), text: emptied, before, aside })
}
