//! What the program knows: the content that ships with it, and packs laid over it.
//!
//! The shipped content was decoded and checked when the program was built; here it is read from a compact form, one
//! document at a time, so that nothing is parsed at start-up that is not needed.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::pack::Id;
use crate::pack::concepts::ConceptSet;
use crate::pack::framework::Framework;
use crate::pack::load::{Manifest, PackFile, PackFiles};
use crate::pack::prompt::{Case, Difficulty, Origin};
use crate::pack::rubric::Rubric;
use crate::pack::shelf::Shelf;
use crate::pack::verify::Names;

/// The content that ships with the program, as `build.rs` wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Embedded {
    /// An [`Index`] in postcard form.
    pub index: &'static [u8],
    /// Name (`case/ID`, `framework/ID`, `rubric/ID`, `shelf`) and postcard form of each document.
    pub documents: &'static [(&'static str, &'static [u8])],
    /// Path and text of every file.
    pub files: &'static [(&'static str, &'static str)],
}

/// What is listed without reading a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// The manifest of the pack.
    pub manifest: Manifest,
    /// Cases in the order of the reference list of types, then of their files.
    pub cases: Vec<CaseEntry>,
    /// Framework ids.
    pub frameworks: Vec<Id>,
    /// Rubric ids.
    pub rubrics: Vec<Id>,
}

/// A case as lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CaseEntry {
    /// The id.
    pub id: Id,
    /// The title.
    pub title: String,
    /// The case type, by id.
    #[serde(rename = "type")]
    pub case_type: Id,
    /// How much hides behind the brief.
    pub difficulty: Difficulty,
    /// How long it takes in full, in minutes.
    pub minutes: u32,
    /// Where the question comes from.
    pub origin: Origin,
    /// The tension in one line.
    pub summary: String,
}

impl From<&Case> for CaseEntry {
    fn from(case: &Case) -> Self {
        Self {
            id: case.id.clone(),
            title: case.title.clone(),
            case_type: case.case_type.clone(),
            difficulty: case.difficulty,
            minutes: case.minutes,
            origin: case.origin,
            summary: case.summary.clone(),
        }
    }
}

/// A checked pack from disk.
#[derive(Debug)]
pub struct Overlay {
    /// Its files.
    pub files: PackFiles,
}

/// Everything that can be looked up by id. Later packs win. Clones share the packs.
#[derive(Debug, Clone)]
pub struct Library {
    embedded: Embedded,
    overlays: Vec<Arc<Overlay>>,
}

impl Library {
    /// The shipped content alone.
    pub fn new(embedded: Embedded) -> Self {
        Self { embedded, overlays: Vec::new() }
    }

    /// Lays a checked pack over the rest.
    pub fn lay(&mut self, files: PackFiles) {
        self.overlays.push(Arc::new(Overlay { files }));
    }

    /// The files of the shipped content, for a check of the program's own pack.
    pub fn shipped_files(&self) -> Vec<PackFile> {
        let file = |(path, text): &(&str, &str)| PackFile {
            path: (*path).to_owned(),
            shown: format!("(built in) {path}"),
            text: (*text).to_owned(),
        };
        self.embedded.files.iter().map(file).collect()
    }

    /// The manifests of all packs, the shipped one first.
    pub fn manifests(&self) -> Vec<Manifest> {
        let laid = self.overlays.iter().filter_map(|overlay| overlay.files.manifest.as_ref());
        std::iter::once(self.index().manifest).chain(laid.map(|file| file.value.clone())).collect()
    }

    /// Ids and versions of all packs, such as `ssmr 1.0.0, team 2`.
    pub fn versions(&self) -> String {
        let shown =
            self.manifests().into_iter().map(|manifest| format!("{} {}", manifest.id, manifest.version));
        shown.collect::<Vec<_>>().join(", ")
    }

    /// Every case, as lists show it.
    pub fn cases(&self) -> Vec<CaseEntry> {
        let mut cases = self.index().cases;
        for overlay in &self.overlays {
            for case in &overlay.files.cases {
                let entry = CaseEntry::from(&case.case.value);
                match cases.iter().position(|known| known.id == entry.id) {
                    Some(at) => cases[at] = entry,
                    None => cases.push(entry),
                }
            }
        }
        cases
    }

    /// The case of this id.
    pub fn case(&self, id: &str) -> Option<Case> {
        let laid = self.overlays.iter().rev().flat_map(|overlay| &overlay.files.cases);
        let found = laid.map(|case| &case.case.value).find(|case| case.id == id);
        found.cloned().or_else(|| self.document(&format!("case/{id}")))
    }

    /// A sample answer of a case: `strong` or `weak`.
    pub fn sample(&self, case: &Case, kind: &str) -> Option<String> {
        let stem = format!("{}.{kind}", case.id);
        let laid = self.overlays.iter().rev().flat_map(|overlay| &overlay.files.samples);
        let found = laid.filter(|sample| sample.stem == stem).map(|sample| sample.text.clone()).next();
        let path = format!("prompts/{}/{stem}.md", case.case_type);
        let shipped = self.embedded.files.iter().find(|(known, _)| *known == path);
        found.or_else(|| shipped.map(|(_, text)| (*text).to_owned()))
    }

    /// The ids of all frameworks.
    pub fn frameworks(&self) -> Vec<Id> {
        let laid = self.overlays.iter().flat_map(|overlay| &overlay.files.frameworks);
        with_laid(self.index().frameworks, laid.map(|(_, file)| &file.value.id))
    }

    /// The framework of this id.
    pub fn framework(&self, id: &str) -> Option<Framework> {
        let laid = self.overlays.iter().rev().flat_map(|overlay| &overlay.files.frameworks);
        let found = laid.map(|(_, file)| &file.value).find(|framework| framework.id == id);
        found.cloned().or_else(|| self.document(&format!("framework/{id}")))
    }

    /// The ids of all rubrics.
    pub fn rubrics(&self) -> Vec<Id> {
        let laid = self.overlays.iter().flat_map(|overlay| &overlay.files.rubrics);
        with_laid(self.index().rubrics, laid.map(|(_, file)| &file.value.id))
    }

    /// The rubric of this id.
    pub fn rubric(&self, id: &str) -> Option<Rubric> {
        let laid = self.overlays.iter().rev().flat_map(|overlay| &overlay.files.rubrics);
        let found = laid.map(|(_, file)| &file.value).find(|rubric| rubric.id == id);
        found.cloned().or_else(|| self.document(&format!("rubric/{id}")))
    }

    /// The reference lists of all packs together.
    pub fn shelf(&self) -> Shelf {
        let mut shelf: Shelf = self.document("shelf").unwrap_or_default();
        for overlay in &self.overlays {
            shelf.layer(overlay.files.shelf.values());
        }
        shelf
    }

    /// The concepts of all packs together.
    pub fn concepts(&self) -> ConceptSet {
        let mut set: ConceptSet = self.document("concepts").unwrap_or_default();
        for overlay in &self.overlays {
            overlay.files.concepts.iter().for_each(|(_, file)| set.add(&file.value));
        }
        set
    }

    /// The concepts as the review uses them, made ready when the program was built; none if a pack adds to them.
    pub fn lexicon<T: DeserializeOwned>(&self) -> Option<T> {
        let laid = self.overlays.iter().any(|overlay| !overlay.files.concepts.is_empty());
        if laid { None } else { self.document("lexicon") }
    }

    /// What words say for and against each fault, as the review weighs it.
    pub fn weights<T: DeserializeOwned>(&self) -> Option<T> {
        self.document("weights")
    }

    /// Every name that a further pack may point to.
    pub fn names(&self) -> Names {
        let frameworks: Vec<_> = self.frameworks().iter().filter_map(|id| self.framework(id)).collect();
        let rubrics: Vec<_> = self.rubrics().iter().filter_map(|id| self.rubric(id)).collect();
        Names::of(&self.shelf(), &frameworks, &rubrics)
    }

    fn index(&self) -> Index {
        postcard::from_bytes(self.embedded.index).unwrap_or_default()
    }

    fn document<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let (_, bytes) = self.embedded.documents.iter().find(|(known, _)| *known == name)?;
        postcard::from_bytes(bytes).ok()
    }
}

fn with_laid<'a>(mut ids: Vec<Id>, laid: impl Iterator<Item = &'a Id>) -> Vec<Id> {
    for id in laid {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}
