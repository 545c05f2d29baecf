//! Handing in: a submission becomes a report, and a report becomes text in one of several formats.
//!
//! Everything here is a pure function of its input. Nothing names the program, a score or a timing.

pub mod check;
pub mod diagram;
pub mod figures;
pub mod html;
pub mod json;
pub mod markdown;
pub mod pdf;
mod report;
mod tree;

use std::str::FromStr;

use thiserror::Error;

pub use report::{Annex, AnnexPart, Diagram, Heading, Meta, Report};

/// What an export can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The answer as it was written, without front matter and comments.
    Markdown,
    /// One self-contained page.
    Html,
    /// The page, printed by a browser.
    Pdf,
    /// The report model.
    Json,
}

/// The sheet that the page is printed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// A name that is none of those known.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown {what} `{given}`; it is one of {}", known.join(", "))]
pub struct UnknownName {
    /// What was to be named: `format` or `paper`.
    pub what: &'static str,
    /// What was given.
    pub given: String,
    /// The names that would do.
    pub known: &'static [&'static str],
}

impl Format {
    /// Every name that `from_str` takes.
    pub const NAMES: &[&str] = &["html", "pdf", "md", "json"];

    /// The name, which is the usual file extension too.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Pdf => "pdf",
            Format::Json => "json",
        }
    }

    /// The whole file; for a PDF, the page that a browser is to print. `paper` matters to those two.
    pub fn write(self, report: &Report, paper: Paper) -> String {
        match self {
            Format::Markdown => markdown::write(report),
            Format::Html | Format::Pdf => html::write(report, paper),
            Format::Json => json::write(report),
        }
    }
}

impl FromStr for Format {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "md" => Ok(Format::Markdown),
            "html" => Ok(Format::Html),
            "pdf" => Ok(Format::Pdf),
            "json" => Ok(Format::Json),
            _ => Err(UnknownName { what: "format", given: name.to_owned(), known: Self::NAMES }),
        }
    }
}

impl Paper {
    /// Every name that `from_str` takes.
    pub const NAMES: &[&str] = &["a4", "letter"];

    /// What CSS calls the size.
    pub(crate) fn css(self) -> &'static str {
        match self {
            Paper::A4 => "A4",
            Paper::Letter => "letter",
        }
    }
}

impl FromStr for Paper {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name.to_ascii_lowercase().as_str() {
            "a4" => Ok(Paper::A4),
            "letter" => Ok(Paper::Letter),
            _ => Err(UnknownName { what: "paper", given: name.to_owned(), known: Self::NAMES }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for name in Format::NAMES {
            assert_eq!(name.parse().map(Format::name), Ok(*name));
        }
        for name in Paper::NAMES {
            assert_eq!(name.parse().map(|paper: Paper| paper.css().to_lowercase()), Ok((*name).to_owned()));
        }
    }

    #[test]
    fn an_unknown_name_is_said_with_the_known_ones() {
        let error = "docx".parse::<Format>().expect_err("unknown");
        assert_eq!(error.to_string(), "unknown format `docx`; it is one of html, pdf, md, json");
        let error = "A5".parse::<Paper>().expect_err("unknown");
        assert_eq!(error.to_string(), "unknown paper `A5`; it is one of a4, letter");
    }
}
