//! Cross-checks: ids resolve, weights sum, budgets are positive, samples exist, facts have a source or a status.

mod cases;
mod frameworks;
mod names;
mod rubrics;
mod shelf;

use crate::diagnostic::Problem;
use crate::pack::FORMAT;
use crate::pack::load::{Loaded, PackFiles};
use crate::yaml::{PLACEHOLDER, Step};

pub use names::Names;

/// Checks a pack whose files were all read. `base` holds the names of the packs below it.
///
/// Returns every problem, in the order manifest, shelf, frameworks, rubrics, cases.
pub fn verify(pack: &PackFiles, base: &Names) -> Vec<Problem> {
    let names = base.with(pack);
    let mut report = Report { names: &names, problems: Vec::new() };
    manifest(pack, &mut report);
    shelf::verify(&pack.shelf, &mut report);
    frameworks::verify(&pack.frameworks, &mut report);
    rubrics::verify(&pack.rubrics, base, &mut report);
    cases::verify(pack, &mut report);
    report.problems
}

fn manifest(pack: &PackFiles, report: &mut Report<'_>) {
    match &pack.manifest {
        None if !pack.lost.iter().any(|path| path == "pack.yaml") => report.problems.push(
            Problem::error("no-manifest", "the pack has no `pack.yaml`")
                .hint("`pack.yaml` needs the keys format, id, title and version"),
        ),
        None => {}
        Some(manifest) => {
            report.format(manifest, manifest.value.format);
            report.kebab(manifest, &["id".into()], &manifest.value.id);
        }
    }
}

/// Collects problems and knows every name that may be pointed to.
struct Report<'a> {
    names: &'a Names,
    problems: Vec<Problem>,
}

impl Report<'_> {
    fn push<T>(&mut self, file: &Loaded<T>, path: &[Step<'_>], problem: Problem) {
        self.problems.push(problem.at(file.place(path)));
    }

    fn format<T>(&mut self, file: &Loaded<T>, format: u32) {
        if format != FORMAT {
            let problem = Problem::error("wrong-format", format!("format {format} is unknown"))
                .hint(format!("this release reads format {FORMAT}"));
            self.push(file, &["format".into()], problem);
        }
    }

    fn kebab<T>(&mut self, file: &Loaded<T>, path: &[Step<'_>], id: &str) {
        if id == PLACEHOLDER {
            return;
        }
        let good = !id.is_empty()
            && id.split('-').all(|part| !part.is_empty())
            && id
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
        if !good {
            let problem = Problem::error("bad-id", format!("`{id}` is not a kebab-case name"))
                .hint("use lower-case letters, digits and single hyphens, such as `tutoring-assistant`");
            self.push(file, path, problem);
        }
    }

    /// The id must be the name of the file.
    fn named_after_file<T>(&mut self, file: &Loaded<T>, id: &str, stem: &str) {
        self.kebab(file, &["id".into()], id);
        if id != stem && id != PLACEHOLDER {
            let problem = Problem::error(
                "id-not-file-name",
                format!("the id `{id}` differs from the file name `{stem}`"),
            )
            .hint(format!("rename the file to `{id}.yaml`, or the id to `{stem}`"));
            self.push(file, &["id".into()], problem);
        }
    }

    /// Ids of a list are kebab-case and stand once.
    fn unique<'i, T>(&mut self, file: &Loaded<T>, path: &[Step<'_>], ids: impl IntoIterator<Item = &'i str>) {
        let mut seen = Vec::new();
        for (index, id) in ids.into_iter().enumerate() {
            let at = [path, &[index.into(), "id".into()]].concat();
            self.kebab(file, &at, id);
            if seen.contains(&id) && id != PLACEHOLDER {
                let problem =
                    Problem::error("duplicate-id", format!("the id `{id}` is used twice in this list"));
                self.push(file, &at, problem);
            }
            seen.push(id);
        }
    }

    /// A name that must be known.
    fn resolves<T>(&mut self, file: &Loaded<T>, path: &[Step<'_>], kind: names::Kind, id: &str) {
        if let Some(problem) = self.names.unresolved(kind, id) {
            self.push(file, path, problem);
        }
    }

    /// Names of a list that must all be known.
    fn all_resolve<T>(&mut self, file: &Loaded<T>, path: &[Step<'_>], kind: names::Kind, ids: &[String]) {
        for (index, id) in ids.iter().enumerate() {
            self.resolves(file, &[path, &[index.into()]].concat(), kind, id);
        }
    }

    /// A list that must not be empty.
    fn filled<T>(&mut self, file: &Loaded<T>, key: &str, count: usize) {
        self.at_least(file, &[key.into()], key, count, 1);
    }

    /// A list that must hold so many entries.
    fn at_least<T>(&mut self, file: &Loaded<T>, path: &[Step<'_>], what: &str, count: usize, least: usize) {
        if count < least && !file.flawed {
            let problem = Problem::error("too-few", format!("`{what}` needs at least {least}, has {count}"));
            self.push(file, path, problem);
        }
    }

    /// A number that must be positive.
    fn positive<T>(&mut self, file: &Loaded<T>, path: &[Step<'_>], what: &str, value: u32) {
        if value == 0 {
            self.push(file, path, Problem::error("not-positive", format!("`{what}` must be more than 0")));
        }
    }
}
