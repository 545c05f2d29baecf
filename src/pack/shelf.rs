//! The shelf: every reference list together.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Problem;
use crate::pack::load::{Loaded, read};
use crate::pack::reference::{
    Advice, AdviceEntry, CaseType, CaseTypes, Category, Claim, Claims, Directive, Harms, Impact, Measure,
    Measures, Mitigation, Mitigations, Principles, Process, Published, Source, Sources, Stage,
};

/// Puts the entries of `new` into `old`: same id replaces, new id adds.
fn lay<T>(old: &mut Vec<T>, new: Vec<T>, id: impl Fn(&T) -> &str) {
    for entry in new {
        match old.iter().position(|known| id(known) == id(&entry)) {
            Some(at) => old[at] = entry,
            None => old.push(entry),
        }
    }
}

/// A reference list that another pack can add to.
trait Layer {
    /// Adds the entries of another list of this kind, or replaces those of the same id.
    fn layer(&mut self, over: Self);
}

macro_rules! layer {
    ($type:ident { $($entries:ident: $entry:ident),+ } $($text:ident)?) => {
        impl Layer for $type {
            fn layer(&mut self, over: Self) {
                $(lay(&mut self.$entries, over.$entries, |entry: &$entry| &entry.id);)+
                $(self.$text = over.$text.or(self.$text.take());)?
            }
        }
    };
}

layer!(Harms { impacts: Impact, categories: Category } relation);
layer!(Principles { published: Published, directives: Directive } note);
layer!(CaseTypes { types: CaseType });
layer!(Process { stages: Stage } note);
layer!(Advice { entries: AdviceEntry } note);
layer!(Mitigations { entries: Mitigation });
layer!(Measures { entries: Measure });
layer!(Sources { sources: Source } note);
layer!(Claims { claims: Claim } note);

/// Declares the lists of the shelf, each with the name of its file in `reference/`.
macro_rules! shelf {
    ($($(#[$doc:meta])* $list:ident: $type:ident = $file:literal),+ $(,)?) => {
        /// Every reference list.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        pub struct Shelf {
            $($(#[$doc])* pub $list: $type),+
        }

        /// The reference lists of one pack, with their places; a pack may carry any of them.
        #[derive(Debug, Default)]
        pub struct ShelfFiles {
            $($(#[$doc])* pub $list: Option<Loaded<$type>>),+
        }

        impl Shelf {
            /// The files of the shelf, without folder and ending.
            pub const FILES: &'static [&'static str] = &[$($file),+];

            /// Lays another shelf over this one: same id replaces, new id adds.
            pub fn layer(&mut self, over: Shelf) {
                $(self.$list.layer(over.$list);)+
            }
        }

        impl ShelfFiles {
            /// Reads a file of `reference/`; false if no list goes by this name.
            pub(crate) fn read(&mut self, list: &str, name: &str, text: &str, problems: &mut Vec<Problem>) -> bool {
                match list {
                    $($file => self.$list = read(name, text, problems),)+
                    _ => return false,
                }
                true
            }

            /// The lists without their places.
            pub fn values(&self) -> Shelf {
                Shelf { $($list: self.$list.as_ref().map(|file| file.value.clone()).unwrap_or_default()),+ }
            }
        }
    };
}

shelf! {
    /// Two vocabularies for harm.
    harms: Harms = "harms",
    /// Published principles and the guide's directives.
    principles: Principles = "principles",
    /// The kinds of case.
    case_types: CaseTypes = "case-types",
    /// The stages of the interview.
    process: Process = "process",
    /// Steps of preparation.
    checklist: Advice = "checklist",
    /// Mistakes to avoid.
    mistakes: Advice = "mistakes",
    /// Rules for common questions.
    questions: Advice = "questions",
    /// Ways to hold harms off.
    mitigations: Mitigations = "mitigations",
    /// What can be measured.
    measures: Measures = "measures",
    /// Real texts to cite.
    sources: Sources = "sources",
    /// What the guide claims.
    claims: Claims = "claims",
}

impl Shelf {
    /// The claim of this id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.claims.iter().find(|claim| claim.id == id)
    }

    /// The source of this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.sources.iter().find(|source| source.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case_type(id: &str, title: &str) -> CaseType {
        CaseType { id: id.into(), title: title.into(), asks: "x".into(), share: None, claim: None }
    }

    #[test]
    fn a_layer_replaces_by_id_and_adds_the_rest() {
        let mut shelf = Shelf::default();
        shelf.case_types.types = vec![case_type("a", "old"), case_type("b", "kept")];
        let mut over = Shelf::default();
        over.case_types.types = vec![case_type("c", "new"), case_type("a", "replaced")];
        shelf.layer(over);
        let titles: Vec<_> = shelf.case_types.types.iter().map(|kind| kind.title.as_str()).collect();
        assert_eq!(titles, ["replaced", "kept", "new"]);
    }

    #[test]
    fn a_layer_without_a_note_keeps_the_note() {
        let mut shelf = Shelf::default();
        shelf.process.note = Some("kept".into());
        shelf.layer(Shelf::default());
        assert_eq!(shelf.process.note.as_deref(), Some("kept"));
    }
}
