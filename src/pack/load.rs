//! Named texts to models that remember their places.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Place, Problem};
use crate::pack::concepts::ConceptFile;
use crate::pack::framework::Framework;
use crate::pack::prompt::Case;
use crate::pack::rubric::Rubric;
use crate::pack::shelf::{Shelf, ShelfFiles};
use crate::pack::{FORMAT, Id};
use crate::yaml::{Decode, Decoder, Document, Node, Step, Value, parse, record};

/// A file of a pack: its path inside the pack, with `/`, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// The path inside the pack, such as `frameworks/ssmr.yaml`.
    pub path: String,
    /// How people know the file, for messages.
    pub shown: String,
    /// The text.
    pub text: String,
}

/// `pack.yaml`: what a pack is called.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the file formats; this release reads 1.
    pub format: u32,
    /// Kebab-case name, unique among packs.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Its version; kept with every attempt and review.
    pub version: String,
}
record!(Manifest { format, id, title, version });

/// A model with the document it was read from.
#[derive(Debug)]
pub struct Loaded<T> {
    /// The tree, for places.
    pub document: Document,
    /// The model.
    pub value: T,
    /// Whether parts of the model are placeholders, because they could not be read.
    pub flawed: bool,
}

impl<T> Loaded<T> {
    /// The place of the node at a path.
    pub fn place(&self, path: &[Step<'_>]) -> Place {
        self.document.place(path)
    }
}

/// A case with its sample answers.
#[derive(Debug)]
pub struct LoadedCase {
    /// The case.
    pub case: Loaded<Case>,
    /// The folder it stands in, under `prompts/`.
    pub folder: String,
    /// Its file name without the ending.
    pub stem: String,
}

/// Everything that one pack holds, with places.
#[derive(Debug, Default)]
pub struct PackFiles {
    /// `pack.yaml`.
    pub manifest: Option<Loaded<Manifest>>,
    /// `frameworks/`, with the file names.
    pub frameworks: Vec<(String, Loaded<Framework>)>,
    /// `prompts/`.
    pub cases: Vec<LoadedCase>,
    /// Sample answers: folder, file name without `.md`, text.
    pub samples: Vec<Sample>,
    /// `rubrics/`, with the file names.
    pub rubrics: Vec<(String, Loaded<Rubric>)>,
    /// `reference/`.
    pub shelf: ShelfFiles,
    /// `reference/concepts/`, with the file names.
    pub concepts: Vec<(String, Loaded<ConceptFile>)>,
    /// Files of which nothing could be read, by path. What they would have named cannot be missed.
    pub lost: Vec<String>,
}

/// A sample answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The folder under `prompts/`.
    pub folder: String,
    /// `ID.strong` or `ID.weak`.
    pub stem: String,
    /// How people know the file.
    pub shown: String,
    /// The text.
    pub text: String,
}

/// Reads every file of a pack; all problems of all files come back together.
pub fn load(files: &[PackFile]) -> (PackFiles, Vec<Problem>) {
    let mut pack = PackFiles::default();
    let mut problems = Vec::new();
    for file in files {
        let before = problems.len();
        place_file(&mut pack, file, &mut problems);
        let lost = |problem: &Problem| matches!(problem.code, "yaml-syntax" | "empty-file" | "newer-format");
        if problems[before..].iter().any(lost) {
            pack.lost.push(file.path.clone());
        }
    }
    (pack, problems)
}

fn place_file(pack: &mut PackFiles, file: &PackFile, problems: &mut Vec<Problem>) {
    let parts: Vec<&str> = file.path.split('/').collect();
    let (name, text) = (file.shown.as_str(), file.text.as_str());
    match parts[..] {
        ["pack.yaml"] => pack.manifest = read(name, text, problems),
        ["frameworks", file] if is_yaml(file) => {
            pack.frameworks.extend(read(name, text, problems).map(|read| (stem(file), read)));
        }
        ["rubrics", file] if is_yaml(file) => {
            pack.rubrics.extend(read(name, text, problems).map(|read| (stem(file), read)));
        }
        ["reference", "concepts", file] if is_yaml(file) => {
            pack.concepts.extend(read(name, text, problems).map(|read| (stem(file), read)));
        }
        ["reference", file] if is_yaml(file) && !pack.shelf.read(&stem(file), name, text, problems) => {
            let known = Shelf::FILES.join(", ");
            problems.push(
                Problem::error("unknown-list", format!("`{name}` is no list of the reference shelf"))
                    .hint(format!("known lists: {known}")),
            );
        }
        ["prompts", folder, file] if is_yaml(file) => {
            let case = read(name, text, problems);
            pack.cases.extend(case.map(|case| LoadedCase { case, folder: folder.into(), stem: stem(file) }));
        }
        ["prompts", folder, file] if ending(file) == Some("md") => pack.samples.push(Sample {
            folder: folder.into(),
            stem: file.trim_end_matches(".md").into(),
            shown: name.into(),
            text: text.into(),
        }),
        _ => {}
    }
}

fn is_yaml(file: &str) -> bool {
    ending(file) == Some("yaml")
}

fn ending(file: &str) -> Option<&str> {
    file.rsplit_once('.').map(|(_, ending)| ending)
}

fn stem(file: &str) -> String {
    file.trim_end_matches(".yaml").to_owned()
}

/// Reads one file into its model.
pub(crate) fn read<T: Decode>(name: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Loaded<T>> {
    let document = match parse(name, text) {
        Ok(document) => document,
        Err(problem) => {
            problems.push(*problem);
            return None;
        }
    };
    if let Some(problem) = unreadable(&document) {
        problems.push(problem);
        return None;
    }
    let (value, found) = Decoder::read(&document);
    let flawed = found.iter().any(|problem| {
        matches!(problem.code, "missing-key" | "missing-value" | "wrong-type" | "unknown-word" | "empty-text")
    });
    problems.extend(found);
    Some(Loaded { document, value, flawed })
}

/// An empty file, or one of a format that this release cannot know.
fn unreadable(document: &Document) -> Option<Problem> {
    if document.root.value == Value::Null {
        let problem = Problem::error("empty-file", "the file is empty").at(document.place(&[]));
        return Some(problem.hint("`ssmr pack new DIR` writes an example of every kind of file"));
    }
    match document.root.step(Step::Key("format")) {
        Some(Node { value: Value::Scalar { text, bare: true }, .. }) => {
            let newer = text.parse::<u32>().is_ok_and(|format| format > FORMAT);
            newer.then(|| {
                Problem::error("newer-format", format!("format {text} is newer than this ssmr reads"))
                    .at(document.place(&["format".into()]))
                    .hint(format!("this release reads format {FORMAT}; a newer ssmr may read this file"))
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> PackFile {
        PackFile { path: path.into(), shown: path.into(), text: text.into() }
    }

    #[test]
    fn problems_of_all_files_come_together() {
        let files = [
            file("pack.yaml", "format: 1\nid: x\n"),
            file("frameworks/a.yaml", "format: [\n"),
            file("reference/nonsense.yaml", "format: 1\n"),
            file("rubrics/empty.yaml", ""),
            file("rubrics/new.yaml", "format: 9\nanything: true\n"),
        ];
        let (_, problems) = load(&files);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["missing-key", "yaml-syntax", "unknown-list", "empty-file", "newer-format"]);
    }

    #[test]
    fn a_manifest_is_read_with_its_places() {
        let (pack, problems) = load(&[file("pack.yaml", "format: 1\nid: x\ntitle: X\nversion: 1.0\n")]);
        assert_eq!(problems, []);
        let manifest = pack.manifest.expect("read");
        assert_eq!(manifest.value.version, "1.0");
        assert_eq!(manifest.place(&["title".into()]).line, 3);
    }
}
