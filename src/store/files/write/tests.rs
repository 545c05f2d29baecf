//! Every way to write a file, and every way in which it can be refused.

use std::fs;
use std::thread;

use tempfile::TempDir;

use super::*;

fn folder() -> TempDir {
    tempfile::tempdir().expect("folder")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("text")
}

/// Either of the two ways to write.
type Writer = fn(&Path, &[u8]) -> Result<(), WriteError>;

const WRITERS: [Writer; 2] = [write_new, replace];

#[test]
fn a_new_file_has_the_bytes_and_nothing_is_left_beside_it() {
    for write in WRITERS {
        let folder = folder();
        let path = folder.path().join("a.md");
        write(&path, b"one\r\n").expect("written");
        assert_eq!(text(&path), "one\r\n");
        assert_eq!(names(folder.path()), ["a.md"]);
    }
}

#[test]
fn write_new_leaves_what_is_there() {
    let folder = folder();
    let path = folder.path().join("a.md");
    fs::write(&path, "mine").expect("written");
    assert_eq!(write_new(&path, b"new"), Err(WriteError::Exists { path: path.clone() }));
    assert_eq!(text(&path), "mine");
}

#[test]
fn replace_puts_shorter_and_longer_texts() {
    let folder = folder();
    let path = folder.path().join("a.md");
    for content in ["first", "x", "a longer text than before", ""] {
        replace(&path, content.as_bytes()).expect("replaced");
        assert_eq!(text(&path), content);
        assert_eq!(names(folder.path()), ["a.md"]);
    }
}

#[test]
fn an_open_reader_keeps_the_old_text_whole() {
    use std::io::Read;
    let folder = folder();
    let path = folder.path().join("a.md");
    fs::write(&path, "the old text").expect("written");
    let mut reader = File::open(&path).expect("open");
    replace(&path, b"new").expect("replaced");
    let mut seen = String::new();
    reader.read_to_string(&mut seen).expect("read");
    assert_eq!((seen.as_str(), text(&path).as_str()), ("the old text", "new"));
}

#[test]
fn refusals_of_both_writers() {
    for write in WRITERS {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "mine").expect("written");
        let table = [
            (at("none/a.md"), WriteError::FolderMissing { path: at("none/a.md"), folder: at("none") }),
            (folder.path().to_owned(), WriteError::Folder { path: folder.path().to_owned() }),
            (at("new/"), WriteError::NoName { path: at("new/") }),
            (PathBuf::new(), WriteError::NoName { path: PathBuf::new() }),
            (PathBuf::from(".."), WriteError::Folder { path: PathBuf::from("..") }),
        ];
        for (path, expected) in table {
            assert_eq!(write(&path, b"new"), Err(expected));
        }
        assert_eq!(names(folder.path()), ["file"]);
        assert_eq!(text(&at("file")), "mine");
    }
}

#[cfg(unix)]
#[test]
fn a_file_as_a_folder_is_named() {
    for write in WRITERS {
        let folder = folder();
        let file = folder.path().join("file");
        fs::write(&file, "mine").expect("written");
        for path in [file.join("a.md"), file.join("deep/a.md")] {
            assert_eq!(write(&path, b"new"), Err(WriteError::NotAFolder { path, folder: file.clone() }));
        }
    }
}

#[test]
fn a_write_protected_file_stays() {
    let folder = folder();
    let path = folder.path().join("a.md");
    fs::write(&path, "mine").expect("written");
    let mut rights = fs::metadata(&path).expect("there").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).expect("set");
    assert_eq!(replace(&path, b"new"), Err(WriteError::Protected { path: path.clone() }));
    assert_eq!(text(&path), "mine");
    assert_eq!(names(folder.path()), ["a.md"]);
}

#[test]
fn taken_names_get_numbers() {
    let folder = folder();
    fs::create_dir(folder.path().join("case-2.md")).expect("folder");
    for expected in ["case.md", "case-3.md", "case-4.md"] {
        let path = free_name(folder.path(), "case", "md", expected.as_bytes()).expect("a name");
        assert_eq!(path, folder.path().join(expected));
        assert_eq!(text(&path), expected);
    }
    let missing = folder.path().join("none");
    assert_eq!(
        free_name(&missing, "case", "md", b""),
        Err(WriteError::FolderMissing { path: missing.join("case.md"), folder: missing })
    );
}

#[test]
fn processes_at_once_get_different_names() {
    let folder = folder();
    let take = |number: usize| {
        let text = number.to_string();
        let path = free_name(folder.path(), "case", "md", text.as_bytes()).expect("a name");
        (path, text)
    };
    let taken: Vec<(PathBuf, String)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|number| scope.spawn(move || take(number))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(names(folder.path()).len(), 8);
    for (path, expected) in taken {
        assert_eq!(text(&path), expected);
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").permissions().mode() & 0o7777
    }

    #[test]
    fn permissions_stay() {
        let folder = folder();
        let path = folder.path().join("a.md");
        fs::write(&path, "old").expect("written");
        for rights in [0o600, 0o640, 0o664, 0o755] {
            fs::set_permissions(&path, fs::Permissions::from_mode(rights)).expect("set");
            replace(&path, b"new").expect("replaced");
            assert_eq!(mode(&path), rights);
        }
    }

    #[test]
    fn a_new_file_gets_the_usual_permissions() {
        let folder = folder();
        let usual = folder.path().join("usual");
        fs::write(&usual, "").expect("written");
        for (write, name) in WRITERS.into_iter().zip(["a", "b"]) {
            let path = folder.path().join(name);
            write(&path, b"").expect("written");
            assert_eq!(mode(&path), mode(&usual));
        }
    }

    #[test]
    fn links_stay_links() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("deep")).expect("folder");
        fs::write(at("deep/real.md"), "old").expect("written");
        symlink("deep/real.md", at("first")).expect("link");
        symlink(at("first"), at("second")).expect("link");
        replace(&at("second"), b"new").expect("replaced");
        assert_eq!(text(&at("deep/real.md")), "new");
        assert!(fs::symlink_metadata(at("first")).expect("there").is_symlink());
        assert_eq!(names(folder.path()), ["deep", "first", "second"]);
        assert_eq!(names(&at("deep")), ["real.md"]);
    }

    #[test]
    fn a_link_to_nothing() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        symlink("later.md", at("link")).expect("link");
        assert_eq!(write_new(&at("link"), b"new"), Err(WriteError::Exists { path: at("link") }));
        replace(&at("link"), b"new").expect("replaced");
        assert_eq!(text(&at("later.md")), "new");

        symlink("gone/later.md", at("away")).expect("link");
        let expected = WriteError::FolderMissing { path: at("gone/later.md"), folder: at("gone") };
        assert_eq!(replace(&at("away"), b"new"), Err(expected));
    }

    #[test]
    fn a_circle_of_links_is_refused() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        symlink("b", at("a")).expect("link");
        symlink("a", at("b")).expect("link");
        for write in WRITERS {
            assert!(
                matches!(write(&at("a"), b"new"), Err(WriteError::Other { path, .. }) if path == at("a"))
            );
        }
    }

    #[test]
    fn a_socket_is_not_a_file() {
        let folder = folder();
        let path = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&path).expect("bound");
        for write in WRITERS {
            assert_eq!(write(&path, b"new"), Err(WriteError::Device { path: path.clone() }));
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_and_the_device_is_not_replaced() {
        let folder = folder();
        let full = Path::new("/dev/full");
        let link = folder.path().join("link");
        symlink(full, &link).expect("link");
        for write in WRITERS {
            for path in [full, &link] {
                assert_eq!(write(path, b"new"), Err(WriteError::DiskFull { path: path.to_owned() }));
            }
        }
        assert!(fs::symlink_metadata(full).expect("there").file_type().is_char_device());
    }
}
