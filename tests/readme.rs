//! What the README and the pages in `docs` tell a reader to do works: the tour runs, every command parses, every link
//! leads somewhere.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]

mod support;

use std::fs;
use std::path::Path;

use clap::error::ErrorKind;
use support::Place;

/// Typed into a session of the tour; commands that ask nothing do not read it.
const TYPED: &str = "Dana, 16, takes AP Biology after a shift at the store.\n.\n:finish\n";

fn readme() -> String {
    fs::read_to_string("README.md").expect("the README is there")
}

/// The lines of the shell blocks of a text.
fn shell_lines(text: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            _ if inside => found.push(line),
            _ => {}
        }
    }
    found
}

/// A section of the README, without its heading.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let start = text.find(&format!("\n## {heading}\n")).expect("the section is there");
    let body = &text[start + heading.len() + 5..];
    body.find("\n## ").map_or(body, |end| &body[..end])
}

/// Pieces of code inside a line of prose.
fn code_spans(text: &str) -> Vec<&str> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

/// Whether the program knows a command that a text mentions; a mention may leave out what follows the name.
fn parses(command: &str) -> Result<(), String> {
    use ErrorKind::{
        DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion, MissingRequiredArgument,
    };
    let placeholders = command.split(' ').any(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
    let words = shell_words::split(command).map_err(|error| format!("`{command}`: {error}"))?;
    match ssmr_coach::cli::command().try_get_matches_from(words).map_err(|error| error.kind()) {
        Ok(_)
        | Err(
            DisplayHelp | DisplayVersion | MissingRequiredArgument | DisplayHelpOnMissingArgumentOrSubcommand,
        ) => Ok(()),
        Err(ErrorKind::InvalidValue) if placeholders => Ok(()),
        Err(kind) => Err(format!("`{command}`: {kind}")),
    }
}

/// Pages that people write by hand.
fn pages() -> Vec<(String, String)> {
    let mut pages = vec![("README.md".to_owned(), readme())];
    for entry in fs::read_dir("docs").expect("the folder is there") {
        let path = entry.expect("readable").path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push((path.display().to_string(), fs::read_to_string(&path).expect("readable")));
        }
    }
    pages
}

#[test]
fn the_tour_runs_from_top_to_bottom() {
    let readme = readme();
    let place = Place::new();
    let mut ran = 0;
    for line in shell_lines(section(&readme, "Five minutes")) {
        let arguments: Vec<&str> =
            line.strip_prefix("ssmr").expect("the tour is of ssmr").split_whitespace().collect();
        let said = place.run(&arguments, TYPED);
        assert!(said.ends_with("--- exit 0\n"), "{line}\n{said}");
        ran += 1;
    }
    assert!(ran >= 8, "the tour has only {ran} commands");
    let page = place.read("answer.html");
    assert!(page.contains("Dana, 16, takes AP Biology"), "the tour exports what was typed: {page}");
}

#[test]
fn every_command_in_the_text_parses() {
    let mut broken = Vec::new();
    for (name, text) in pages() {
        let spans = code_spans(&text).into_iter().chain(shell_lines(&text));
        for span in spans.filter(|span| *span == "ssmr" || span.starts_with("ssmr ")) {
            if let Err(error) = parses(span) {
                broken.push(format!("{name}: {error}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    parses("ssmr practise").expect_err("the test can fail");
}

#[test]
fn the_two_commands_stand_where_the_gate_looks_for_them() {
    let readme = readme();
    assert!(shell_lines(&readme).contains(&"cargo run --release -- practice"));
    let (_, after) = readme.split_once("<!-- test command -->\n").expect("the marker is there");
    assert!(after.starts_with("```sh\ncargo test\n```\n"), "{after}");
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for (name, text) in pages() {
        let folder = Path::new(&name).parent().expect("a file is in a folder");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or(link);
            if !link.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                broken.push(format!("{name}: {link}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
