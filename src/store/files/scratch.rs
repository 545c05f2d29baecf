//! Folders that are there for a while.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

/// A folder that goes, with all that is in it, when this value does.
#[derive(Debug)]
pub struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// A folder where temporary files belong, or inside a folder.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(inside: Option<&Path>) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        let builder = builder.prefix("ssmr-");
        let folder = match inside {
            Some(inside) => builder.tempdir_in(std::path::absolute(inside)?)?,
            None => builder.tempdir()?,
        };
        Ok(Self { folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file in it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::write(self.path().join(name), bytes)
    }

    /// Reads a file in it.
    ///
    /// # Errors
    /// It is not there or cannot be read.
    pub fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(self.path().join(name))
    }

    /// Whether the superuser made it, which is then who runs this program.
    pub fn is_root(&self) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            fs::metadata(self.path()).is_ok_and(|metadata| metadata.uid() == 0)
        }
        #[cfg(not(unix))]
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_with_all_that_is_in_it() {
        let place = tempfile::tempdir().expect("a temporary folder");
        let scratch = Scratch::new(Some(place.path())).expect("made");
        scratch.write("a", b"text").expect("written");
        assert_eq!(scratch.read("a").expect("read"), b"text");
        let path = scratch.path().to_owned();
        assert!(path.starts_with(place.path()));
        drop(scratch);
        assert!(!path.exists());
    }
}
