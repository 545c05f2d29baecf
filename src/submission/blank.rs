//! A blank submission: brief, sections, questions as prompts, tables ready to fill.

use std::collections::BTreeMap;

use crate::pack::framework::{Framework, Question, QuestionKind};
use crate::submission::{COMMENT, Head};
use crate::text::front_matter;
use crate::text::words::without_comments;

/// What a blank submission is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Blank<'a> {
    /// The front matter.
    pub head: Head,
    /// The title.
    pub title: &'a str,
    /// The brief, as Markdown.
    pub brief: &'a str,
    /// The framework.
    pub framework: &'a Framework,
    /// The case type, for the questions that depend on it.
    pub case_type: Option<&'a str>,
    /// What each `choice` question offers, by question id.
    pub options: BTreeMap<String, Vec<String>>,
    /// Whether tables and flowcharts stand ready to fill; a practice session writes them itself.
    pub starters: bool,
}

/// The text of a blank submission.
pub fn blank(form: &Blank<'_>) -> String {
    let mut text = form.head.to_yaml();
    text.push_str(&format!("\n# {}\n", one_line(form.title)));
    if !form.brief.trim().is_empty() {
        text.push('\n');
        text.push_str(&quoted(form.brief));
    }
    for section in &form.framework.sections {
        text.push_str(&format!("\n## {}\n\n{COMMENT} section: {}", section.title, one_line(&section.goal)));
        if let Some(words) = section.words {
            text.push_str(&format!(" At most {words} words."));
        }
        text.push_str(" -->\n");
        for question in section.questions_for(form.case_type) {
            text.push_str(&block(question, form));
        }
    }
    text
}

fn block(question: &Question, form: &Blank<'_>) -> String {
    let mut prompt = comment_text(&question.ask);
    if question.kind == QuestionKind::Choice {
        prompt.push_str(&format!(
            " Choose from: {}.",
            form.options.get(&question.id).map(|names| names.join(", ")).unwrap_or_default()
        ));
    }
    let mut text = format!("\n### {}\n\n{COMMENT} {}: {prompt} -->\n", question.heading, question.id);
    if form.starters {
        let starter = starter(question);
        if !starter.is_empty() {
            text.push_str(&format!("\n{starter}\n"));
        }
    }
    text
}

/// What stands ready to fill under a question: an empty table, a flowchart, or nothing.
pub fn starter(question: &Question) -> String {
    if let Some(starter) = &question.starter {
        return starter.trim_end().to_owned();
    }
    if question.kind != QuestionKind::Table {
        return String::new();
    }
    let titles: Vec<&str> = question.columns.iter().map(|column| column.title.as_str()).collect();
    let empty = format!("|{}", "  |".repeat(titles.len()));
    let mut lines = vec![format!("| {} |", titles.join(" | ")), format!("|{}", "---|".repeat(titles.len()))];
    lines.extend(std::iter::repeat_n(empty, question.rows.unwrap_or(3) as usize));
    lines.join("\n")
}

/// Whether an answer says nothing yet: empty, only comments, or the starter as it was.
pub fn is_blank(question: &Question, answer: &str) -> bool {
    let said = without_comments(answer);
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let said = squeeze(&said);
    said.is_empty()
        || said == squeeze(&starter(question))
        || said.chars().all(|letter| "|-:".contains(letter))
}

/// A brief as a block quote.
fn quoted(brief: &str) -> String {
    let line = |line: &str| {
        if line.trim().is_empty() { ">\n".to_owned() } else { format!("> {}\n", line.trim_end()) }
    };
    brief.trim_end().lines().map(line).collect()
}

/// The title and the brief with which a submission opens: its first heading, and what is quoted above its sections.
pub fn opening(text: &str) -> (Option<String>, String) {
    let body = front_matter(text).map_or(0, |front| front.whole.end);
    let lines = || text[body..].lines().take_while(|line| !line.starts_with("## "));
    let title = lines().find_map(|line| line.strip_prefix("# ")).map(|title| title.trim().to_owned());
    let said = lines().filter_map(|line| line.strip_prefix('>'));
    let said: Vec<&str> = said.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    (title, said.join("\n"))
}

fn one_line(text: &str) -> String {
    comment_text(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text that cannot end the comment it stands in.
fn comment_text(text: &str) -> String {
    text.replace("--", "- -").replace('\n', " ")
}
