//! Documents that repeat code are generated, and a stale one fails here. `SSMR_BLESS=1 cargo test --test docs` writes
//! them anew.
#![allow(clippy::disallowed_methods, reason = "tests look at the tree")]

use std::fmt::Write;
use std::fs;

use clap::ValueEnum;
use ssmr_coach::cli;

fn fresh(path: &str, text: &str) {
    if std::env::var_os("SSMR_BLESS").is_some() {
        fs::write(path, text).expect("the folder is writable");
        return;
    }
    let stored = fs::read_to_string(path).unwrap_or_default();
    assert!(stored == text, "{path} is stale; `SSMR_BLESS=1 cargo test --test docs` writes it anew");
}

#[test]
fn the_command_reference_is_fresh() {
    let mut text = String::from(
        "# Commands\n\nGenerated from the program; `cargo test --test docs` fails when it is stale.\n\n",
    );
    let mut command = cli::command();
    command.build();
    add_help(&mut text, &mut command, "ssmr");
    fresh("docs/cli.md", &text);
}

#[test]
fn the_catalogue_of_checks_is_fresh() {
    let library = ssmr_coach::pack::library::Library::new(ssmr_coach::content::SHIPPED);
    let rubric = library.rubric("anthropic-pm");
    fresh("docs/checks.md", &cli::explain::catalogue(rubric.as_ref()));
}

fn add_help(text: &mut String, command: &mut clap::Command, name: &str) {
    let help = command.clone().term_width(80).render_long_help().to_string();
    let help = help.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    writeln!(text, "## `{name}`\n\n```text\n{}\n```\n", help.trim_end()).expect("text");
    let shown = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    let names: Vec<String> = shown.map(|sub| sub.get_name().to_owned()).collect();
    for sub in names.iter().filter(|sub| *sub != "help") {
        let nested = command.find_subcommand_mut(sub).expect("it was listed");
        add_help(text, nested, &format!("{name} {sub}"));
    }
}

/// Every command with the words that lead to it, and its flags.
fn commands(command: &clap::Command, name: &str, found: &mut Vec<(String, Vec<String>)>) {
    let flags = command.get_arguments().filter_map(|argument| argument.get_long()).map(str::to_owned);
    found.push((name.to_owned(), flags.collect()));
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        commands(sub, &format!("{name} {}", sub.get_name()), found);
    }
}

#[test]
fn the_manual_and_the_completions_know_every_command_and_flag() {
    let mut found = Vec::new();
    commands(&cli::command(), "ssmr", &mut found);
    assert!(found.len() > 10);
    let manual = cli::man::manual().expect("text").replace("\\-", "-");
    assert!(!manual.contains("(1)"), "it names a page that does not exist");
    for shell in clap_complete::Shell::value_variants() {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut cli::command(), "ssmr", &mut script);
        let script = String::from_utf8(script).expect("text");
        for (name, flags) in &found {
            let last = name.rsplit(' ').next().expect("a name");
            assert!(script.contains(last), "{shell} does not know `{name}`");
            let missing: Vec<_> = flags.iter().filter(|flag| !script.contains(flag.as_str())).collect();
            assert!(missing.is_empty(), "{shell} does not know {missing:?} of `{name}`");
        }
    }
    for (name, flags) in &found {
        let heading =
            if name == "ssmr" { ".SH NAME".to_owned() } else { format!(".SH \"{}\"\n", name.to_uppercase()) };
        let (_, section) = manual.split_once(&heading).unwrap_or_else(|| panic!("no section for `{name}`"));
        let section = section.split(".SH \"SSMR").next().unwrap_or(section);
        let missing: Vec<_> = flags.iter().filter(|flag| !section.contains(&format!("--{flag}"))).collect();
        assert!(missing.is_empty(), "the manual of `{name}` has no {missing:?}");
    }
}

#[test]
fn the_pack_format_is_fresh() {
    let mut text = String::from(
        "# Pack files, key by key\n\nGenerated from the program; `cargo test --test docs` fails when it is stale. \
         `ssmr schema FILE` prints the same as JSON Schema, for editors.\n\nHow packs are found and laid over each \
         other is told in [packs.md](packs.md).\n",
    );
    let files = cli::schema::File::value_variants().iter();
    for kind in files.filter(|kind| **kind != cli::schema::File::Review) {
        let value = kind.to_possible_value().expect("every kind has a name");
        let schema = serde_json::to_value(kind.schema()).expect("plain data");
        let about = value.get_help().map(ToString::to_string).unwrap_or_default();
        writeln!(text, "\n## {about}\n").expect("text");
        add_object(&mut text, &schema);
        let parts = schema.get("$defs").and_then(|defs| defs.as_object()).into_iter().flatten();
        for (name, part) in parts {
            writeln!(text, "\n### {name}\n").expect("text");
            add_object(&mut text, part);
        }
    }
    fresh("docs/pack-format.md", &text);
}

fn add_object(text: &mut String, schema: &serde_json::Value) {
    if let Some(about) = schema.get("description").and_then(|about| about.as_str()) {
        writeln!(text, "{}\n", about.replace('\n', " ")).expect("text");
    }
    let words = schema.get("oneOf").and_then(|list| list.as_array());
    for word in words.into_iter().flatten() {
        let about = word.get("description").and_then(|about| about.as_str()).unwrap_or("");
        let name = word.get("const").and_then(|name| name.as_str()).unwrap_or("");
        writeln!(text, "- `{name}`: {about}").expect("text");
    }
    let required: Vec<&str> = schema
        .get("required")
        .and_then(|list| list.as_array())
        .into_iter()
        .flatten()
        .filter_map(|key| key.as_str())
        .collect();
    let Some(keys) = schema.get("properties").and_then(|keys| keys.as_object()) else { return };
    writeln!(text, "| key | kind | |\n|---|---|---|").expect("text");
    for (key, value) in keys {
        let about =
            value.get("description").and_then(|about| about.as_str()).unwrap_or("").replace('\n', " ");
        let needed = if required.contains(&key.as_str()) { "" } else { ", optional" };
        writeln!(text, "| `{key}` | {}{needed} | {} |", kind(value), about.replace('|', "\\|"))
            .expect("text");
    }
}

fn kind(value: &serde_json::Value) -> String {
    if let Some(name) = value.get("$ref").and_then(|name| name.as_str()) {
        return name.rsplit('/').next().unwrap_or(name).to_owned();
    }
    if let Some(one) = value.get("anyOf").and_then(|list| list.as_array()).and_then(|list| list.first()) {
        return kind(one);
    }
    let name = match value.get("type") {
        Some(serde_json::Value::String(name)) => name.clone(),
        Some(serde_json::Value::Array(names)) => {
            names.first().and_then(|name| name.as_str()).unwrap_or("").to_owned()
        }
        _ => String::new(),
    };
    match name.as_str() {
        "array" => format!("list of {}", value.get("items").map(kind).unwrap_or_default()),
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "true or false".to_owned(),
        other => other.to_owned(),
    }
}
