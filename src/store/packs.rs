//! Packs on disk: which files they have, as named texts.

use std::fs;
use std::path::{Path, PathBuf};

use super::files::{ReadError, read_text};

/// No file of a pack is larger, in bytes.
const LARGEST: u64 = 2 * 1024 * 1024;
/// No pack has more files.
const MOST: usize = 2_000;

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedText {
    /// The path inside the pack, with `/`.
    pub name: String,
    /// The text.
    pub text: String,
}

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The files of the pack, sorted by name.
    pub files: Vec<NamedText>,
    /// YAML files that stand where no pack file can stand.
    pub strays: Vec<String>,
}

/// Reads the files of a pack. Other files in the folder are none of its business.
///
/// # Errors
/// Every file that cannot be read, all at once.
pub fn read_pack(folder: &Path) -> Result<Listing, Vec<ReadError>> {
    let mut names = Vec::new();
    collect(folder, "", 0, &mut names).map_err(|error| vec![error])?;
    names.sort();
    let mut listing = Listing::default();
    let mut errors = Vec::new();
    for name in names.into_iter().take(MOST) {
        if !belongs(&name) {
            if matches!(ending(&name), Some("yaml" | "yml")) {
                listing.strays.push(name);
            }
            continue;
        }
        match read_text(&folder.join(&name), LARGEST) {
            Ok(text) => listing.files.push(NamedText { name, text }),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(listing) } else { Err(errors) }
}

/// Folders of a pack, and how deep their files stand.
const ROOMS: [&str; 4] = ["frameworks", "prompts", "reference", "rubrics"];

fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending)
}

fn belongs(name: &str) -> bool {
    match name.split('/').collect::<Vec<_>>()[..] {
        ["pack.yaml"] => true,
        ["prompts", _, file] => matches!(ending(file), Some("yaml" | "md")),
        ["frameworks" | "reference" | "rubrics", file] => ending(file) == Some("yaml"),
        _ => false,
    }
}

fn collect(folder: &Path, inside: &str, depth: usize, names: &mut Vec<String>) -> Result<(), ReadError> {
    let fail = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ReadError::Missing { path: folder.into() },
        _ => ReadError::Io { path: folder.into(), error },
    };
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if name.starts_with('.') {
            continue;
        }
        let whole = format!("{inside}{name}");
        if !path.is_dir() {
            names.push(whole);
        } else if (depth > 0 || ROOMS.contains(&name.as_str())) && depth < 2 {
            collect(&path, &format!("{whole}/"), depth + 1, names)?;
        }
    }
    Ok(())
}

/// The packs in a folder of packs: every folder with a `pack.yaml`, sorted. A folder that is not there holds none.
pub fn list_pack_folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("pack.yaml").is_file()).collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, name: &str, bytes: &[u8]) {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    #[test]
    fn the_files_of_a_pack_are_found_and_strays_are_named() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for name in [
            "pack.yaml",
            "prompts/t/a.yaml",
            "prompts/t/a.weak.md",
            "reference/claims.yaml",
            "README.md",
            ".hidden.yaml",
        ] {
            write(dir.path(), name, b"x");
        }
        write(dir.path(), "prompts/loose.yaml", b"x");
        write(dir.path(), "src/other.yaml", b"x");
        let listing = read_pack(dir.path()).expect("read");
        let names: Vec<_> = listing.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["pack.yaml", "prompts/t/a.weak.md", "prompts/t/a.yaml", "reference/claims.yaml"]);
        assert_eq!(listing.strays, ["prompts/loose.yaml"]);
    }

    #[test]
    fn every_unreadable_file_is_told() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        write(dir.path(), "pack.yaml", b"\xff");
        write(dir.path(), "rubrics/a.yaml", &vec![b'x'; 3 * 1024 * 1024]);
        let errors = read_pack(dir.path()).expect_err("refused");
        assert!(matches!(errors[..], [ReadError::NotUtf8 { .. }, ReadError::TooLarge { .. }]), "{errors:?}");
        assert!(matches!(
            read_pack(&dir.path().join("no")).expect_err("refused")[..],
            [ReadError::Missing { .. }]
        ));
    }

    #[test]
    fn packs_are_listed_in_order() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for name in ["b/pack.yaml", "a/pack.yaml", "c/other.yaml"] {
            write(dir.path(), name, b"x");
        }
        assert_eq!(list_pack_folders(dir.path()), [dir.path().join("a"), dir.path().join("b")]);
        assert_eq!(list_pack_folders(&dir.path().join("no")), Vec::<PathBuf>::new());
    }
}
