//! What can be typed instead of a mark.

use crate::diagnostic::nearest;

/// What a person wants instead of giving a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// The sample once more.
    Sample,
    /// The brief.
    Brief,
    /// What each level of the criterion looks like.
    Levels,
    /// The checks with this word; all if it is empty.
    Checks(String),
    /// Leave this one out.
    Skip,
    /// The mark before.
    Back,
    /// End the marking.
    Finish,
    /// The list of commands.
    Help,
    /// Be asked again: what was typed was a slip, which was answered.
    Again,
}

/// The commands, each with what it does.
pub(super) const COMMANDS: &[(&str, &str)] = &[
    (":sample", "the sample once more"),
    (":brief", "the brief of the case"),
    (":levels", "what each level of this criterion looks like"),
    (":checks", "all faults that can be named, with their numbers"),
    (":find WORD", "the faults with this word"),
    (":skip", "leave this one out"),
    (":back", "the mark before"),
    (":finish", "end here and compare"),
    (":help", "this list"),
];

/// The command of a line that begins with a colon; none if it does not.
///
/// # Errors
/// There is no such command; the words say what there is.
pub(super) fn command(line: &str) -> Result<Option<Wish>, String> {
    let Some(rest) = line.trim().strip_prefix(':') else { return Ok(None) };
    let (word, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Ok(Some(match word.to_ascii_lowercase().as_str() {
        "sample" => Wish::Sample,
        "brief" => Wish::Brief,
        "levels" | "hint" => Wish::Levels,
        "checks" | "list" => Wish::Checks(String::new()),
        "find" => Wish::Checks(argument.trim().to_lowercase()),
        "skip" => Wish::Skip,
        "back" => Wish::Back,
        "finish" | "quit" | "q" => Wish::Finish,
        "help" | "menu" | "h" => Wish::Help,
        other => {
            let names =
                COMMANDS.iter().filter_map(|(name, _)| name.trim_start_matches(':').split(' ').next());
            let way = nearest(other, names)
                .map_or_else(|| "`:help` lists them.".into(), |name| format!("Did you mean `:{name}`?"));
            return Err(format!("There is no command `:{other}`. {way}"));
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_in_the_list_is_known_and_slips_are_answered() {
        for (name, _) in COMMANDS {
            assert!(command(name).is_ok_and(|wish| wish.is_some()), "{name}");
        }
        assert_eq!(command("3.5"), Ok(None));
        assert_eq!(command(" :find Visual "), Ok(Some(Wish::Checks("visual".into()))));
        assert!(command(":sampel").is_err_and(|remark| remark.contains("`:sample`")));
        assert!(command(":").is_err_and(|remark| remark.contains(":help")));
    }
}
