//! Checks that a person has muted, for all attempts of this journal.

use rusqlite::{OptionalExtension, params};

use super::{Journal, JournalError};

impl Journal {
    /// Mutes a check, or lets it speak again. Which of the two it was is remembered, so that nobody is asked twice.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn mute(&mut self, check: &str, muted: bool, wall_ms: i64) -> Result<(), JournalError> {
        let sql = "INSERT OR REPLACE INTO mutes (check_id, muted, wall_ms) VALUES (?1, ?2, ?3)";
        let done = self.db.execute(sql, params![check, muted, wall_ms]);
        done.map(|_| ()).map_err(|error| self.fault(&error))
    }

    /// The muted checks, by id.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn muted(&self) -> Result<Vec<String>, JournalError> {
        self.rows("SELECT check_id FROM mutes WHERE muted ORDER BY check_id", [], |row| row.get(0))
    }

    /// Whether the person has decided about muting a check, either way.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn knows_mute(&self, check: &str) -> Result<bool, JournalError> {
        let sql = "SELECT 1 FROM mutes WHERE check_id = ?1";
        let found = self.db.query_row(sql, [check], |_| Ok(())).optional();
        found.map(|row| row.is_some()).map_err(|error| self.fault(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::super::support::journal;

    #[test]
    fn a_check_is_muted_until_it_may_speak_again() {
        let mut journal = journal(&[]);
        assert!(!journal.knows_mute("no-visual").expect("read"));
        journal.mute("no-visual", true, 1).expect("kept");
        journal.mute("jargon", true, 2).expect("kept");
        assert_eq!(journal.muted().expect("read"), ["jargon", "no-visual"]);
        journal.mute("no-visual", false, 3).expect("kept");
        assert_eq!(journal.muted().expect("read"), ["jargon"]);
        assert!(journal.knows_mute("no-visual").expect("read"));
    }
}
