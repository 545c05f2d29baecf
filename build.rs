//! Decodes and checks the YAML content once, when the program is built, and writes it in a form that needs no parsing.
//!
//! A problem in the content stops the build with the same message that `ssmr pack check` gives.

#![allow(clippy::disallowed_methods, reason = "a build script reads the content and writes its output")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a build script talks to cargo")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

#[allow(dead_code, unused_imports)]
#[path = "src/diagnostic.rs"]
mod diagnostic;
#[allow(dead_code, unused_imports)]
#[path = "src/review/concepts/lexicon.rs"]
mod lexicon;
#[allow(dead_code, unused_imports)]
#[path = "src/pack/mod.rs"]
mod pack;
#[allow(dead_code, unused_imports)]
#[path = "src/review/concepts/phrase.rs"]
mod phrase;
#[allow(dead_code, unused_imports)]
#[path = "src/review/concepts/pool.rs"]
mod pool;
#[path = "src/text/stem.rs"]
pub mod stem;
#[allow(dead_code, unused_imports)]
#[path = "src/review/weighing/table.rs"]
mod table;
mod text {
    pub use super::stem;
}
#[allow(dead_code, unused_imports)]
#[path = "src/yaml/mod.rs"]
mod yaml;

use pack::library::{CaseEntry, Index};
use pack::load::{PackFile, PackFiles, load};
use pack::verify::{Names, verify};
use serde::Serialize;

const WEIGHTS: &str = "src/review/weighing/weights.tsv";

const FOLDERS: [&str; 4] = ["frameworks", "prompts", "reference", "rubrics"];

fn main() {
    println!("cargo::rerun-if-changed={WEIGHTS}");
    println!("cargo::rerun-if-changed=pack.yaml");
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets the manifest folder"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets the output folder"));
    let files = content_files(&root);
    let (pack, mut problems) = load(&files);
    problems.extend(verify(&pack, &Names::default()));
    if problems.iter().any(|problem| problem.severity == diagnostic::Severity::Error) {
        eprintln!("{}", diagnostic::draw_all(&problems, false, 100));
        process::exit(1);
    }
    write_content(&out, &root, &files, &pack);
}

fn content_files(root: &Path) -> Vec<PackFile> {
    let mut paths = vec![root.join("pack.yaml")];
    for folder in FOLDERS {
        collect(&root.join(folder), &mut paths);
    }
    paths.sort();
    let file = |path: &PathBuf| {
        let inside = path.strip_prefix(root).expect("the path was found below the root");
        let name =
            inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        PackFile { path: name.clone(), shown: name, text }
    };
    paths.iter().map(file).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "md") {
            paths.push(path);
        }
    }
}

fn write_content(out: &Path, root: &Path, files: &[PackFile], pack: &PackFiles) {
    let shelf = pack.shelf.values();
    let mut cases: Vec<_> = pack.cases.iter().map(|loaded| &loaded.case.value).collect();
    let rank = |id: &str| shelf.case_types.types.iter().position(|kind| kind.id == id);
    cases.sort_by_key(|case| (rank(&case.case_type), case.id.clone()));
    let index = Index {
        manifest: pack.manifest.as_ref().map(|file| file.value.clone()).unwrap_or_default(),
        cases: cases.iter().map(|case| CaseEntry::from(*case)).collect(),
        frameworks: pack.frameworks.iter().map(|(_, file)| file.value.id.clone()).collect(),
        rubrics: pack.rubrics.iter().map(|(_, file)| file.value.id.clone()).collect(),
    };
    let mut documents = Documents { out, listed: String::new() };
    documents.write("index", &index);
    documents.list("shelf", &shelf);
    let mut concepts = pack::concepts::ConceptSet::default();
    pack.concepts.iter().for_each(|(_, file)| concepts.add(&file.value));
    documents.list("concepts", &concepts);
    documents.list("lexicon", &lexicon::Concepts::new(&concepts));
    documents.list("weights", &table::Table::parse(&weights(root)));
    for case in cases {
        documents.list(&format!("case/{}", case.id), case);
    }
    for (_, file) in &pack.frameworks {
        documents.list(&format!("framework/{}", file.value.id), &file.value);
    }
    for (_, file) in &pack.rubrics {
        documents.list(&format!("rubric/{}", file.value.id), &file.value);
    }
    let mut texts = String::new();
    for file in files {
        let path = root.join(&file.path).display().to_string();
        writeln!(texts, "        ({:?}, include_str!({path:?})),", file.path).expect("a string takes text");
    }
    let listed = documents.listed;
    let code = format!(
        "/// The shipped content.\npub static SHIPPED: Embedded = Embedded {{\n    index: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/index.bin\")),\n    \
         documents: &[\n{listed}    ],\n    files: &[\n{texts}    ],\n}};\n"
    );
    fs::write(out.join("content.rs"), code).expect("the output folder is writable");
}

fn weights(root: &Path) -> String {
    fs::read_to_string(root.join(WEIGHTS)).expect("the table of weights lies in the tree")
}

struct Documents<'a> {
    out: &'a Path,
    listed: String,
}

impl Documents<'_> {
    fn write<T: Serialize>(&self, name: &str, value: &T) -> String {
        let file = format!("{}.bin", name.replace('/', "-"));
        let bytes = postcard::to_allocvec(value).expect("plain models serialize");
        fs::write(self.out.join(&file), bytes).expect("the output folder is writable");
        file
    }

    fn list<T: Serialize>(&mut self, name: &str, value: &T) {
        let file = self.write(name, value);
        writeln!(self.listed, "        ({name:?}, include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"))),")
            .expect("a string takes text");
    }
}
