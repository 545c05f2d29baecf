//! What the environment says: folders, programs, terminals.

use std::env;
use std::io::{IsTerminal, stderr, stdin, stdout};
use std::path::PathBuf;

use etcetera::BaseStrategy;

use crate::system::Places;

/// Facts about the terminals this process is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Standard input is a terminal.
    pub stdin: bool,
    /// Standard output is a terminal.
    pub stdout: bool,
    /// Standard error is a terminal.
    pub stderr: bool,
    /// The width in columns; 80 without a terminal.
    pub width: usize,
    /// The height in lines, if there is a terminal.
    pub height: Option<usize>,
    /// The terminal cannot move its cursor.
    pub dumb: bool,
}

/// What the environment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// The folder for the journal and for packs, if one can be named.
    pub home: Option<PathBuf>,
    /// `SSMR_NOW`.
    pub now: Option<String>,
    /// `SSMR_SEED`.
    pub seed: Option<String>,
    /// `VISUAL`, else `EDITOR`.
    pub editor: Option<String>,
    /// `PAGER`.
    pub pager: Option<String>,
    /// Where browsers are looked for.
    pub browsers: Places,
    /// `SOURCE_DATE_EPOCH`: the time, in seconds since 1970, that files are to bear.
    pub source_date: Option<i64>,
    /// `NO_COLOR` is set, or `CLICOLOR` is 0.
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set.
    pub force_color: bool,
    /// Whether the ground of the terminal is dark, if `COLORFGBG` says so.
    pub dark_ground: Option<bool>,
    /// Facts about the terminals.
    pub facts: Facts,
}

impl Environment {
    /// Reads the environment once.
    pub fn read() -> Self {
        let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            home: home(),
            now: set("SSMR_NOW"),
            seed: set("SSMR_SEED"),
            editor: set("VISUAL").or_else(|| set("EDITOR")),
            pager: set("PAGER"),
            browsers: browsers(set("SSMR_BROWSER")),
            source_date: set("SOURCE_DATE_EPOCH").and_then(|seconds| seconds.trim().parse().ok()),
            no_color: set("NO_COLOR").is_some() || set("CLICOLOR").is_some_and(|value| value == "0"),
            force_color: set("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            dark_ground: set("COLORFGBG").and_then(|value| dark_ground(&value)),
            facts: facts(set("COLUMNS"), set("TERM").is_some_and(|term| term == "dumb")),
        }
    }
}

/// `SSMR_HOME`, else the data folder of the platform.
fn home() -> Option<PathBuf> {
    if let Some(home) = env::var_os("SSMR_HOME").filter(|home| !home.is_empty()) {
        return Some(PathBuf::from(home));
    }
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.data_dir().join("ssmr"))
}

/// `COLORFGBG` ends in the number of the ground's color, of 16; rxvt and its followers set it. 7 and 9 to 15 are light.
fn dark_ground(value: &str) -> Option<bool> {
    let ground: u8 = value.rsplit(';').next()?.parse().ok()?;
    (ground < 16).then_some(ground < 7 || ground == 8)
}

fn browsers(chosen: Option<String>) -> Places {
    let path = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let mut programs: Vec<PathBuf> = vec!["/Applications".into()];
    let folder = |name: &str, below: &str| env::var_os(name).map(|folder| PathBuf::from(folder).join(below));
    programs.extend(folder("HOME", "Applications"));
    let windows = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"];
    programs.extend(windows.into_iter().filter_map(|name| folder(name, "")));
    Places { chosen, path, programs }
}

fn facts(columns: Option<String>, dumb: bool) -> Facts {
    let size = terminal_size::terminal_size();
    let width = size.map(|(width, _)| usize::from(width.0)).or_else(|| columns?.parse().ok());
    Facts {
        stdin: stdin().is_terminal(),
        stdout: stdout().is_terminal(),
        stderr: stderr().is_terminal(),
        width: width.unwrap_or(80).clamp(20, 400),
        height: size.map(|(_, height)| usize::from(height.0)),
        dumb,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_read_from_the_last_number() {
        let cases = [
            ("15;0", Some(true)),
            ("0;15", Some(false)),
            ("0;default;7", Some(false)),
            ("x", None),
            ("1;99", None),
        ];
        for (value, wanted) in cases {
            assert_eq!(dark_ground(value), wanted, "{value}");
        }
    }
}
