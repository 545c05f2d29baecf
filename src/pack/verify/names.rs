//! Every name that content may point to.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Problem, nearest};
use crate::pack::framework::Framework;
use crate::pack::load::PackFiles;
use crate::pack::rubric::Rubric;
use crate::pack::shelf::Shelf;
use crate::yaml::PLACEHOLDER;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A case type.
    CaseType,
    /// A harm category of the guide.
    Category,
    /// A published impact dimension.
    Impact,
    /// A published principle or a directive of the guide.
    Principle,
    /// A published principle.
    Published,
    /// A source.
    Source,
    /// A claim of the ledger.
    Claim,
    /// A check, as a rubric lists it.
    Check,
    /// A question of a framework.
    Question,
}

impl Kind {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::CaseType => ("case type", "`ssmr guide case-types` lists them"),
            Kind::Category => ("harm category", "`ssmr guide harms` lists them"),
            Kind::Impact => ("impact dimension", "`ssmr guide harms` lists them"),
            Kind::Principle | Kind::Published => ("principle", "`ssmr guide principles` lists them"),
            Kind::Source => ("source", "`ssmr guide sources` lists them"),
            Kind::Claim => ("claim", "`ssmr guide claims` lists them"),
            Kind::Check => ("check", "`ssmr guide rubric` lists them"),
            Kind::Question => ("question", "`ssmr guide framework` lists them"),
        }
    }
}

/// The kinds of name that a file of a pack defines.
fn defined_by(path: &str) -> &'static [Kind] {
    match path {
        "reference/case-types.yaml" => &[Kind::CaseType],
        "reference/harms.yaml" => &[Kind::Category, Kind::Impact],
        "reference/principles.yaml" => &[Kind::Principle, Kind::Published],
        "reference/sources.yaml" => &[Kind::Source],
        "reference/claims.yaml" => &[Kind::Claim],
        path if path.starts_with("frameworks/") => &[Kind::Question],
        path if path.starts_with("rubrics/") => &[Kind::Check],
        _ => &[],
    }
}

/// The names of one or more packs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    names: BTreeMap<Kind, BTreeSet<String>>,
    /// Kinds of which a file could not be read; nothing of them can be missed.
    open: BTreeSet<Kind>,
}

impl Names {
    /// The names of finished models.
    pub fn of<'a>(
        shelf: &Shelf,
        frameworks: impl IntoIterator<Item = &'a Framework>,
        rubrics: impl IntoIterator<Item = &'a Rubric>,
    ) -> Self {
        let mut names = Names::default();
        names.add_shelf(shelf);
        for framework in frameworks {
            let questions = framework.sections.iter().flat_map(|section| &section.questions);
            names.add(Kind::Question, questions.map(|question| &question.id));
        }
        for rubric in rubrics {
            names.add(Kind::Check, rubric.checks().map(|(_, points)| &points.check));
        }
        names
    }

    /// These names and those of a pack.
    #[must_use]
    pub fn with(&self, pack: &PackFiles) -> Self {
        let frameworks = pack.frameworks.iter().map(|(_, file)| &file.value);
        let rubrics = pack.rubrics.iter().map(|(_, file)| &file.value);
        let mut all = Names::of(&pack.shelf.values(), frameworks, rubrics);
        all.open = pack.lost.iter().flat_map(|path| defined_by(path)).copied().collect();
        for (kind, names) in &self.names {
            all.names.entry(*kind).or_default().extend(names.iter().cloned());
        }
        all
    }

    fn add_shelf(&mut self, shelf: &Shelf) {
        self.add(Kind::CaseType, shelf.case_types.types.iter().map(|entry| &entry.id));
        self.add(Kind::Category, shelf.harms.categories.iter().map(|entry| &entry.id));
        self.add(Kind::Impact, shelf.harms.impacts.iter().map(|entry| &entry.id));
        self.add(Kind::Principle, shelf.principles.published.iter().map(|entry| &entry.id));
        self.add(Kind::Principle, shelf.principles.directives.iter().map(|entry| &entry.id));
        self.add(Kind::Published, shelf.principles.published.iter().map(|entry| &entry.id));
        self.add(Kind::Source, shelf.sources.sources.iter().map(|entry| &entry.id));
        self.add(Kind::Claim, shelf.claims.claims.iter().map(|entry| &entry.id));
    }

    fn add<'a>(&mut self, kind: Kind, ids: impl Iterator<Item = &'a String>) {
        self.names.entry(kind).or_default().extend(ids.cloned());
    }

    /// Whether these names hold any of a kind.
    pub fn any(&self, kind: Kind) -> bool {
        self.names.get(&kind).is_some_and(|names| !names.is_empty())
    }

    /// A problem without a place if nothing goes by this name.
    pub fn unresolved(&self, kind: Kind, id: &str) -> Option<Problem> {
        let known = self.names.get(&kind);
        if id == PLACEHOLDER || self.open.contains(&kind) || known.is_some_and(|names| names.contains(id)) {
            return None;
        }
        let (what, hint) = kind.words();
        let mut problem = Problem::error("unknown-id", format!("no {what} is called `{id}`"));
        if let Some(name) = nearest(id, known.into_iter().flatten().map(String::as_str)) {
            problem = problem.label(format!("did you mean `{name}`?"));
        }
        Some(problem.hint(hint))
    }
}
