//! `ssmr schema`: the JSON Schema of a content file, for editors.

use anyhow::Result;
use schemars::{Schema, schema_for};

use crate::cli::shell::Shell;
use crate::pack::concepts::ConceptFile;
use crate::pack::load::Manifest;
use crate::pack::{framework, prompt, reference, rubric};
use crate::review::Review;

/// Arguments of `ssmr schema`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which file
    #[arg(value_enum)]
    file: File,
}

/// The kinds of content file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum File {
    /// pack.yaml
    Pack,
    /// frameworks/ID.yaml
    Framework,
    /// prompts/TYPE/ID.yaml
    Case,
    /// rubrics/ID.yaml
    Rubric,
    /// reference/harms.yaml
    Harms,
    /// reference/principles.yaml
    Principles,
    /// reference/case-types.yaml
    CaseTypes,
    /// reference/process.yaml
    Process,
    /// reference/checklist.yaml, mistakes.yaml and questions.yaml
    Advice,
    /// reference/mitigations.yaml
    Mitigations,
    /// reference/measures.yaml
    Measures,
    /// reference/sources.yaml
    Sources,
    /// reference/claims.yaml
    Claims,
    /// reference/concepts/NAME.yaml
    Concepts,
    /// What `ssmr review --format json` prints
    Review,
}

impl File {
    /// The JSON Schema of this kind of file.
    pub fn schema(self) -> Schema {
        match self {
            File::Pack => schema_for!(Manifest),
            File::Framework => schema_for!(framework::Framework),
            File::Case => schema_for!(prompt::Case),
            File::Rubric => schema_for!(rubric::Rubric),
            File::Harms => schema_for!(reference::Harms),
            File::Principles => schema_for!(reference::Principles),
            File::CaseTypes => schema_for!(reference::CaseTypes),
            File::Process => schema_for!(reference::Process),
            File::Advice => schema_for!(reference::Advice),
            File::Mitigations => schema_for!(reference::Mitigations),
            File::Measures => schema_for!(reference::Measures),
            File::Sources => schema_for!(reference::Sources),
            File::Claims => schema_for!(reference::Claims),
            File::Concepts => schema_for!(ConceptFile),
            File::Review => schema_for!(Review),
        }
    }
}

/// Runs `ssmr schema`.
///
/// # Errors
/// Standard output is gone.
pub fn run(shell: &Shell, args: &Args) -> Result<()> {
    shell.json(&args.file.schema())
}
