//! Numbers in their spellings: `1,200`, `1.2`, `1,2`, `10k`, `16th`, `five`, `three quarters`.

/// A number as it stands at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadNumber {
    /// How many bytes it takes.
    pub length: usize,
    /// Its value.
    pub value: f64,
    /// `1st`, `2nd`, …
    pub ordinal: bool,
    /// Four digits from 1900 to 2099 without any sign of a quantity.
    pub year: bool,
}

/// Reads the digits at the beginning of a text; there is at least one.
pub fn read_number(text: &str) -> ReadNumber {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut length = 0;
    while length < bytes.len() && length < 40 {
        let thousands = group_space(&text[length..]);
        let joins = matches!(bytes[length], b',' | b'.' | b'\'') && digit(length + 1);
        if joins || bytes[length].is_ascii_digit() {
            length += 1;
        } else if let Some(space) = thousands {
            length += space;
        } else {
            break;
        }
    }
    let shown = &text[..length];
    let mut value = value_of(shown);
    let year = shown.len() == 4 && (1900.0..2100.0).contains(&value);
    let rest = &text[length..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let suffix = rest[..letters].to_ascii_lowercase();
    let ordinal = matches!(suffix.as_str(), "st" | "nd" | "rd" | "th");
    let scale = match suffix.as_str() {
        "k" => 1_000.0,
        "m" | "mn" | "mio" => 1_000_000.0,
        "bn" | "b" => 1_000_000_000.0,
        _ => 1.0,
    };
    if ordinal || scale > 1.0 {
        length += letters;
    }
    value *= scale;
    ReadNumber { length, value, ordinal, year: year && letters == 0 }
}

/// The bytes of a space inside a number, such as `10 000`.
fn group_space(text: &str) -> Option<usize> {
    let space = text.chars().next()?;
    let size = space.len_utf8();
    let three = text.as_bytes().get(size..size + 3)?;
    let group = three.iter().all(u8::is_ascii_digit)
        && !text.as_bytes().get(size + 3).is_some_and(u8::is_ascii_digit);
    let narrow = matches!(space, '\u{a0}' | '\u{202f}' | '\u{2009}');
    (group && (narrow || (space == ' ' && three == b"000"))).then_some(size)
}

/// The value of digits with commas, full stops and spaces: groups of three are thousands, the rest is a fraction.
fn value_of(shown: &str) -> f64 {
    let plain: String =
        shown.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.')).collect();
    let last = plain.rfind([',', '.']);
    let groups = |mark: char| {
        let parts: Vec<&str> = plain.split(mark).collect();
        parts.len() > 1 && parts[1..].iter().all(|part| part.len() == 3) && parts[0].len() <= 3
    };
    let text = match last {
        None => plain,
        Some(at) => {
            let mark = if plain[at..].starts_with(',') { ',' } else { '.' };
            let other = if mark == ',' { '.' } else { ',' };
            let thousands = mark == ',' && groups(',') || mark == '.' && plain.matches('.').count() > 1;
            if thousands {
                plain.replace([',', '.'], "")
            } else {
                plain.replace(other, "").replace(mark, ".")
            }
        }
    };
    text.parse().unwrap_or(0.0)
}

/// What a word says about numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NumberWord {
    /// A number of its own.
    Value(f64),
    /// Multiplies the number before it.
    Scale(f64),
    /// Makes the number before it a percentage.
    Percent,
}

/// The meaning of a word in lower case. `one` is none: it is a pronoun more often than a number.
pub fn number_word(word: &str) -> Option<NumberWord> {
    use NumberWord::{Percent, Scale, Value};
    Some(match word {
        "zero" => Value(0.0),
        "two" => Value(2.0),
        "three" => Value(3.0),
        "four" => Value(4.0),
        "five" => Value(5.0),
        "six" => Value(6.0),
        "seven" => Value(7.0),
        "eight" => Value(8.0),
        "nine" => Value(9.0),
        "ten" => Value(10.0),
        "eleven" => Value(11.0),
        "twelve" => Value(12.0),
        "thirteen" => Value(13.0),
        "fourteen" => Value(14.0),
        "fifteen" => Value(15.0),
        "sixteen" => Value(16.0),
        "seventeen" => Value(17.0),
        "eighteen" => Value(18.0),
        "nineteen" => Value(19.0),
        "twenty" => Value(20.0),
        "thirty" => Value(30.0),
        "forty" | "fourty" => Value(40.0),
        "fifty" => Value(50.0),
        "sixty" => Value(60.0),
        "seventy" => Value(70.0),
        "eighty" => Value(80.0),
        "ninety" => Value(90.0),
        "dozen" => Value(12.0),
        "half" | "halve" | "halved" | "halves" => Value(0.5),
        "hundred" => Scale(100.0),
        "thousand" => Scale(1_000.0),
        "million" => Scale(1_000_000.0),
        "percent" | "pct" => Percent,
        "cent" => Percent,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_in_their_spellings() {
        let cases = [
            ("5%", 5.0, 1),
            ("1,200 users", 1200.0, 5),
            ("1.2 s", 1.2, 3),
            ("1,2 s", 1.2, 3),
            ("10k users", 10_000.0, 3),
            ("10 000 users", 10_000.0, 6),
            ("10 500 users", 10.0, 2),
            ("1.000.000", 1_000_000.0, 9),
            ("0.93 or", 0.93, 4),
            ("12,345.67", 12_345.67, 9),
            ("200ms", 200.0, 3),
            ("95th", 95.0, 4),
            ("3.", 3.0, 1),
        ];
        for (text, value, length) in cases {
            let read = read_number(text);
            assert!((read.value - value).abs() < 1e-9 && read.length == length, "{text}: {read:?}");
        }
    }

    #[test]
    fn a_year_is_a_year_only_without_a_unit() {
        assert!(read_number("2024)").year);
        assert!(!read_number("2024k").year);
        assert!(!read_number("1,999").year);
    }
}
