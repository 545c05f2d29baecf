//! Whole files: read with a limit, written once, or replaced in one step.

mod places;
mod read;
mod refusal;
mod scratch;
mod write;

pub use places::{absolute, edit_copy, make_folders, new_folder, write_elsewhere};
pub use read::{ReadError, Text, decode, read_stream, read_text};
pub use refusal::WriteError;
pub use scratch::Scratch;
pub use write::{free_name, probe, replace, write_new};

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, as 64 small hexadecimal digits.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn hashes_are_the_published_ones() {
        let table: [(&[u8], &str); 2] = [
            (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ];
        for (bytes, expected) in table {
            assert_eq!(hash(bytes), expected);
        }
    }
}
