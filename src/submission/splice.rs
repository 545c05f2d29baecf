//! Putting answers into a submission without touching anything else.

use crate::pack::framework::{Framework, Question, Section};
use crate::submission::head::{Head, read_head, scalar, seconds_line};
use crate::submission::{COMMENT, is_blank, layout};
use crate::text::markdown::{closer, headings};
use crate::text::{front_matter, line_break};

/// An answer made fit to stand between other answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitted {
    /// The text as it goes into the file.
    pub text: String,
    /// What was changed and why, for the person who typed it.
    pub notes: Vec<&'static str>,
}

/// Makes an answer fit: whatever it leaves open is closed, and its headings stay below those of the submission.
/// Anything else is left exactly as typed. Fitting twice changes nothing more.
pub fn fit(answer: &str) -> Fitted {
    let mut text = without_outer_blanks(answer).to_owned();
    let mut notes = Vec::new();
    if text.contains(COMMENT) {
        text = text.replace(COMMENT, "<!-- (ssmr)");
        notes.push("a comment that looks like the coach's own was renamed");
    }
    let high: Vec<_> = headings(&text).into_iter().filter(|heading| heading.level < 4).collect();
    for heading in high.iter().rev() {
        let line = format!("#### {}\n", heading.text.trim());
        text.replace_range(heading.span.clone(), &line);
    }
    if !high.is_empty() {
        notes.push("a heading inside an answer was lowered to `####`, so that it starts no new section");
    }
    if let Some(end) = closer(&text) {
        text = format!("{}\n{end}", text.trim_end());
        notes.push(
            "a code fence, comment or HTML block that was never closed was closed at the end of the answer",
        );
    }
    Fitted { text: text.trim_end().to_owned(), notes }
}

/// The text without blank lines at both ends; an indent of its first line stays.
fn without_outer_blanks(text: &str) -> &str {
    let text = text.trim_end();
    let blank = &text[..text.len() - text.trim_start().len()];
    &text[blank.rfind('\n').map_or(0, |at| at + 1)..]
}

/// The text with the answer to a question in its place. The answer must be fitted. A question that the text does not
/// hold is added at the end of its section, and a section that is missing at the end of the text.
pub fn put(text: &str, framework: &Framework, question: &str, answer: &str) -> String {
    let found = layout(text, framework);
    let break_ = line_break(text);
    let answer = answer.replace("\r\n", "\n").replace('\n', break_);
    if let Some(block) = found.block(question) {
        let mut new = text.to_owned();
        if block.answer.is_empty() {
            if !answer.is_empty() {
                let before = gap(&text[..block.room.start], break_);
                let after = if block.room.end == text.len() { "" } else { break_ };
                new.replace_range(block.room.clone(), &format!("{before}{answer}{break_}{after}"));
            }
        } else {
            let start = line_start(text, block.answer.start);
            let after = &text[block.answer.end..block.room.end];
            // The words of an underlined heading would go on with the last line of the answer.
            let underlined = !text[block.room.end..].trim_start_matches(' ').starts_with('#');
            // HTML at the end goes on to the next blank line, over a heading as well.
            let marked = answer
                .lines()
                .rev()
                .take_while(|line| !line.trim().is_empty())
                .any(|line| line.trim_start().starts_with('<'));
            let open = underlined || marked;
            let close = block.room.end < text.len() && open && after.matches('\n').count() < 2;
            new.replace_range(
                start..block.answer.end,
                &format!("{answer}{}", if close { break_ } else { "" }),
            );
        }
        return new;
    }
    if answer.is_empty() {
        return text.to_owned();
    }
    let Some((section, asked)) = find(framework, question) else {
        return text.to_owned();
    };
    let block = format!(
        "### {}{break_}{break_}{COMMENT} {} -->{break_}{break_}{answer}{break_}",
        asked.heading, asked.id
    );
    if let Some((_, end)) = found.sections.iter().find(|(id, _)| *id == section.id) {
        let before = way_out(&text[..*end], break_);
        let after = if *end == text.len() { "" } else { break_ };
        format!("{}{before}{block}{after}{}", &text[..*end], &text[*end..])
    } else {
        let before = way_out(text, break_);
        format!("{text}{before}## {}{break_}{break_}{block}", section.title)
    }
}

/// Where the line of a byte starts, if there is only white space before it; an indent belongs to the answer.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text[..at].trim_end_matches([' ', '\t']);
    if before.ends_with('\n') { before.len() } else { at }
}

/// What has to stand between `before` and a new heading: the end of whatever was left open, and a blank line.
fn way_out(before: &str, break_: &str) -> String {
    // Marks in the front matter open nothing.
    let body = front_matter(before).map_or(0, |front| front.whole.end);
    let Some(end) = closer(&before[body..]) else { return gap(before, break_) };
    let own_line = if before.ends_with('\n') { "" } else { break_ };
    format!("{own_line}{end}{break_}{break_}")
}

/// The line breaks needed for a blank line after `before`.
fn gap(before: &str, break_: &str) -> String {
    if before.is_empty() {
        return String::new();
    }
    let tail = before.trim_end_matches([' ', '\t']);
    if !tail.ends_with('\n') {
        break_.repeat(2)
    } else if tail.len() < before.len() {
        // Spaces on a last line of their own would make code of a heading; with its end that line is the blank one.
        break_.to_owned()
    } else if tail.trim_end_matches(['\r', '\n']).len() + 2 * break_.len() <= tail.len() {
        String::new()
    } else {
        break_.to_owned()
    }
}

fn find<'a>(framework: &'a Framework, question: &str) -> Option<(&'a Section, &'a Question)> {
    framework.sections.iter().find_map(|section| {
        section.questions.iter().find(|known| known.id == question).map(|found| (section, found))
    })
}

/// The text with the seconds used in its front matter; unchanged if it has no `seconds` line there. A section without
/// seconds keeps those that the text has: it was written in another session.
pub fn set_seconds(text: &str, seconds: &[(String, u64)]) -> String {
    let known = read_head("", text).map(|head| head.seconds).unwrap_or_default();
    let before = |id: &str| known.iter().find(|(other, _)| other == id).map_or(0, |(_, seconds)| *seconds);
    let merged: Vec<(String, u64)> =
        seconds.iter().map(|(id, used)| (id.clone(), if *used == 0 { before(id) } else { *used })).collect();
    set_line(text, "seconds:", &seconds_line(&merged))
}

/// The text with what another session says in its front matter: the attempt, when it was started, its clock, its mode
/// and its seconds. A text without front matter stays as it is.
pub fn set_session(text: &str, head: &Head) -> String {
    let fields = [
        ("started", &head.started),
        ("timing", &head.timing),
        ("mode", &head.mode),
        ("attempt", &head.attempt),
        ("app", &head.app),
    ];
    let set = |text: String, (key, value): (&str, &Option<String>)| match value {
        Some(value) => set_or_add(&text, &format!("{key}:"), &format!("{key}: {}", scalar(value))),
        None => text,
    };
    let text = fields.into_iter().fold(text.to_owned(), set);
    set_or_add(&text, "seconds:", &seconds_line(&head.seconds))
}

/// Replaces the line of the front matter that starts with a key, or puts it last there.
fn set_or_add(text: &str, key: &str, line: &str) -> String {
    let Some(front) = front_matter(text) else { return text.to_owned() };
    if text[front.yaml.clone()].lines().any(|known| known.starts_with(key)) {
        return set_line(text, key, line);
    }
    let at = front.yaml.end;
    format!("{}{line}{}{}", &text[..at], line_break(text), &text[at..])
}

/// Replaces the line of the front matter that starts with a key.
fn set_line(text: &str, key: &str, line: &str) -> String {
    let Some(front) = front_matter(text) else {
        return text.to_owned();
    };
    let yaml = &text[front.yaml.clone()];
    let mut at = front.yaml.start;
    for old in yaml.split_inclusive('\n') {
        let content = old.trim_end_matches(['\r', '\n']);
        let whole = key != "seconds:" || content.ends_with('}');
        if content.starts_with(key) && whole {
            let mut new = text.to_owned();
            new.replace_range(at..at + content.len(), line);
            return new;
        }
        at += old.len();
    }
    text.to_owned()
}

/// The text without answers that are still as the template left them: empty tables and starter flowcharts.
pub fn without_untouched(text: &str, framework: &Framework) -> String {
    let mut new = text.to_owned();
    for block in layout(text, framework).blocks.iter().rev() {
        let untouched = find(framework, &block.question)
            .is_some_and(|(_, question)| is_blank(question, &text[block.answer.clone()]));
        if untouched {
            new.replace_range(block.answer.clone(), "");
        }
    }
    new
}
