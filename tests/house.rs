//! The rules of the house: who may import whom, file sizes, registries, generated docs, the README.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms a room may use. A room that is not named here may be used by nobody but `cli`.
const RULES: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("text", &[]),
    ("yaml", &["diagnostic"]),
    ("pack", &["yaml", "diagnostic"]),
    ("content", &["pack"]),
    ("submission", &["yaml", "pack", "text", "diagnostic"]),
    ("session", &["pack", "submission", "text"]),
    ("review", &["pack", "submission", "text", "diagnostic"]),
    ("judgment", &["review", "diagnostic"]),
    ("export", &["submission", "pack", "text", "diagnostic"]),
    ("store", &[]),
    ("system", &["session"]),
    ("terminal", &["session", "diagnostic", "pack", "submission", "text"]),
    (
        "cli",
        &[
            "diagnostic",
            "text",
            "yaml",
            "pack",
            "content",
            "submission",
            "session",
            "review",
            "judgment",
            "export",
            "store",
            "system",
            "terminal",
        ],
    ),
];

/// Crates and parts of the standard library that only some rooms may name.
const DOORS: &[(&str, &[&str])] = &[
    ("std::fs", &["store"]),
    ("std::env", &["system", "store"]),
    ("std::process", &["system", "store", "cli", "main"]),
    // Stretches of time are plain values; clippy.toml keeps the clocks.
    ("std::time", &["system", "store", "terminal"]),
    ("rusqlite", &["store"]),
    ("tempfile", &["store"]),
    ("sha2", &["store", "review"]),
    ("jiff", &["system", "export"]),
    ("etcetera", &["system"]),
    ("signal_hook", &["system"]),
    ("rustix", &["system"]),
    ("shell_words", &["system"]),
    ("terminal_size", &["system"]),
    ("inquire", &["terminal"]),
    ("colored", &["terminal"]),
    ("textwrap", &["terminal"]),
    ("ratatui", &["terminal"]),
    ("crossterm", &["terminal"]),
    ("clap", &["cli", "system"]),
    ("anyhow", &["cli"]),
    ("comrak", &["export"]),
    ("pulldown_cmark", &["text", "export"]),
    ("serde_saphyr", &["yaml"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    collect(Path::new("src"), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("readable");
            found.push((path, text));
        }
    }
}

/// The first folder or file below `src`.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("below src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The part of a file before its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests.rs" | "tests")))
}

/// Rooms that a file names after `crate::`, wherever that stands.
fn named_rooms(text: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for line in code(text).lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            if at > 0 && line[..at].ends_with('$') {
                continue;
            }
            let rest = &line[at + "crate::".len()..];
            let names = match rest.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or("").split(',').map(str::trim).collect(),
                None => vec![rest],
            };
            for name in names {
                let name: String =
                    name.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
                rooms.push(name);
            }
        }
    }
    rooms
}

#[test]
fn rooms_use_only_the_rooms_they_may() {
    let rules: BTreeMap<&str, &[&str]> = RULES.iter().copied().collect();
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        if room == "lib" || room == "main" || is_test(&path) {
            continue;
        }
        let Some(allowed) = rules.get(room.as_str()) else {
            broken.push(format!("{} is in a room without a rule", path.display()));
            continue;
        };
        for used in named_rooms(&text) {
            if used != room && !allowed.contains(&used.as_str()) {
                broken.push(format!("{}: `{room}` may not use `{used}`", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn doors_to_the_machine_are_used_by_their_rooms_only() {
    let mut broken = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let room = room(path);
        for (door, rooms) in DOORS {
            let named = code(text).lines().any(|line| {
                let line = line.trim_start();
                !line.starts_with("//") && line.contains(&format!("{door}::"))
            });
            if named && !rooms.contains(&room.as_str()) {
                broken.push(format!("{}: `{room}` may not use `{door}`", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_file_has_more_than_400_lines() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|(_, text)| text.lines().count() > 400)
        .map(|(path, text)| format!("{} has {} lines", path.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_unfinished_work_is_left() {
    let words = ["todo!", "unimplemented!", "FIXME", "XXX", "dbg!"];
    let left: Vec<String> = sources()
        .iter()
        .filter(|(_, text)| words.iter().any(|word| text.contains(word)))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_map_names_every_room() {
    let map = fs::read_to_string("src/lib.rs").expect("readable");
    for (room, _) in RULES {
        assert!(map.contains(&format!("pub mod {room};")), "src/lib.rs has no `{room}`");
        assert!(map.contains(&format!("`{room}`")), "the map does not say what `{room}` is for");
    }
}

#[test]
fn every_command_has_a_test_file() {
    for command in ssmr_coach::cli::command().get_subcommands() {
        let file = format!("tests/cli/{}.trycmd", command.get_name());
        assert!(Path::new(&file).exists(), "{file} is missing");
        assert!(command.get_about().is_some(), "{} has no help", command.get_name());
    }
}

#[test]
fn the_program_names_no_number_for_a_category() {
    for (path, text) in content_files() {
        let ledger = path.ends_with("reference/claims.yaml");
        assert!(ledger || !numbered_category(&text), "{} numbers a harm category", path.display());
    }
}

fn numbered_category(text: &str) -> bool {
    text.match_indices("Category ")
        .any(|(at, word)| text[at + word.len()..].starts_with(|c: char| c.is_ascii_digit()))
}

fn content_files() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["frameworks", "prompts", "reference", "rubrics"].map(PathBuf::from).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("readable");
                paths.push((path, text));
            }
        }
    }
    paths
}
