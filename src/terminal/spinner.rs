//! A sign that something is being worked at.

use std::io::{self, Write};

/// How many looks one frame lasts.
const SLOWNESS: usize = 4;
const FRAMES: [char; 4] = ['|', '/', '-', '\\'];

/// A turning bar with a text, on standard error. On anything but a terminal it says its text once.
#[derive(Debug)]
pub struct Spinner {
    text: String,
    turns: bool,
    looks: usize,
}

impl Spinner {
    /// Starts it. `turns` says whether standard error is a terminal that can take a line back.
    pub fn new(text: &str, turns: bool) -> Self {
        if !turns {
            let _ = writeln!(io::stderr(), "{text}");
        }
        Self { text: text.to_owned(), turns, looks: 0 }
    }

    /// Turns it on; to be called about fifty times a second.
    pub fn tick(&mut self) {
        if self.turns && self.looks.is_multiple_of(SLOWNESS) {
            let _ = write!(io::stderr(), "\r{} {} ", FRAMES[self.looks / SLOWNESS % FRAMES.len()], self.text);
        }
        self.looks += 1;
    }
}

impl Drop for Spinner {
    fn drop(&mut self) {
        if self.turns && self.looks > 0 {
            let _ = write!(io::stderr(), "\r{}\r", " ".repeat(self.text.chars().count() + 3));
        }
    }
}
