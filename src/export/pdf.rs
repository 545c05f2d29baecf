//! What is mended in a PDF that a browser printed.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The keys whose values are times.
const TIMES: [&[u8]; 2] = [b"/CreationDate (D:", b"/ModDate (D:"];
/// Year, month, day, hour, minute and second.
const DIGITS: usize = 14;

/// Whether a PDF was written to its end.
pub fn is_whole(pdf: &[u8]) -> bool {
    pdf.starts_with(b"%PDF-") && pdf[pdf.len().saturating_sub(32)..].windows(5).any(|part| part == b"%%EOF")
}

/// Sets the times in a PDF, which say when it was printed, to `seconds` after 1970. Nothing moves, because as many
/// digits as before are written.
pub fn set_times(pdf: &mut [u8], seconds: i64) {
    let Ok(moment) = Timestamp::from_second(seconds) else { return };
    let digits = TimeZone::UTC.to_datetime(moment).strftime("%Y%m%d%H%M%S").to_string();
    if digits.len() != DIGITS {
        return;
    }
    for key in TIMES {
        let mut at = 0;
        while let Some(found) = pdf[at..].windows(key.len()).position(|part| part == key) {
            let start = at + found + key.len();
            if let Some(old) = pdf.get_mut(start..start + DIGITS)
                && old.iter().all(u8::is_ascii_digit)
            {
                old.copy_from_slice(digits.as_bytes());
            }
            at = start;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_set_and_nothing_else_moves() {
        let mut pdf = b"%PDF x /CreationDate (D:20261125013000+00'00')\n/ModDate (D:20261125013000+00'00') D:20261125013000".to_vec();
        set_times(&mut pdf, 1_577_934_245);
        let expected: &[u8] = b"%PDF x /CreationDate (D:20200102030405+00'00')\n/ModDate (D:20200102030405+00'00') D:20261125013000";
        assert_eq!(pdf, expected);
        set_times(&mut pdf, i64::MAX);
        assert_eq!(pdf, expected);
        let mut short = b"/ModDate (D:2026".to_vec();
        set_times(&mut short, 0);
        assert_eq!(short, b"/ModDate (D:2026");
    }

    #[test]
    fn a_pdf_is_whole_from_its_first_mark_to_its_last() {
        assert!(is_whole(b"%PDF-1.4\n...\n%%EOF\n"));
        for part in ["", "%PDF-1.4\n...", "<html>%%EOF"] {
            assert!(!is_whole(part.as_bytes()), "{part}");
        }
    }
}
