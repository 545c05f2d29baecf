//! Lines that serve as headings, labels and numbers, told by how they look.

use std::ops::Range;

use super::document::{ItemPlace, Kind};
use super::reader::Open;
use super::scan::{BlockText, Scanned, Token};

/// The level of a block that is a heading or serves as one.
pub(super) fn title_level(
    kind: &Kind,
    open: &Open,
    text: &str,
    strong: bool,
    quoted: bool,
    item: Option<ItemPlace>,
) -> Option<usize> {
    if *kind == Kind::Heading {
        return (!quoted).then_some(open.level.max(1));
    }
    let words = text.split_whitespace().count();
    let outer = *kind == Kind::Paragraph || (*kind == Kind::Item && item.is_some_and(|item| item.depth == 1));
    if quoted || !outer || words == 0 || words > 14 {
        return None;
    }
    let ends = text.ends_with(['.', '!', ';', ',']);
    if (*kind == Kind::Paragraph && strong && !ends) || (is_capital(text) && words > 0 && !ends) {
        return Some(7);
    }
    let plain = words <= 10 && !ends && (!text.contains(". ") || numbered(text));
    plain.then_some(8)
}

/// Whether a line is in capitals: at least four letters, none of them small.
pub(super) fn is_capital(line: &str) -> bool {
    let letters = line.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 4 && !line.chars().any(char::is_lowercase)
}

/// The first few characters of a text.
pub(super) fn window(text: &str) -> &str {
    let end = text.char_indices().nth(8).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether a line begins like an item that Markdown does not take for one.
pub(super) fn starts_numbered(line: &str) -> bool {
    let line = line.trim_start();
    let mark = line.split_whitespace().next().unwrap_or("");
    let letter = mark.len() <= 4 && mark.ends_with([')', '.']) && mark.len() >= 2;
    let inside = mark.trim_start_matches('(').trim_end_matches([')', '.']);
    (letter
        && (inside.chars().all(|c| c.is_ascii_digit())
            || inside.len() == 1 && (mark.ends_with(')') || inside.chars().all(|c| c.is_ascii_lowercase()))))
        || self::mark(line) == Some(Mark::Sign)
        || self::mark(line) == Some(Mark::Roman)
        || self::mark(line) == Some(Mark::Capital) && mark.ends_with('.')
}

/// How an item is marked that Markdown does not take for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `A.` or `IV.`
    Capital,
    /// `a.`, `b)` or `(c)`
    Letter,
    /// `ii)` or `(iii)`
    Roman,
    /// A sign such as a bullet, a dash or an arrow.
    Sign,
}

/// The mark at the beginning of a line.
pub(super) fn mark(line: &str) -> Option<Mark> {
    let line = line.trim_start();
    let mark = line.split_whitespace().next()?;
    if line[mark.len()..].trim().is_empty() {
        return None;
    }
    let mut letters = mark.chars();
    let first = letters.next()?;
    if letters.as_str().is_empty() {
        return "•◦▪▫■□●○‣⁃·–—→➔➤✓✔✗✘".contains(first).then_some(Mark::Sign);
    }
    if mark.len() > 6 || !mark.ends_with(['.', ')']) {
        return None;
    }
    let inside = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    let roman = !inside.is_empty() && inside.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'));
    let capital = !inside.is_empty() && inside.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    match inside.chars().next()? {
        // One letter before a full stop may be the initial of a name; a list goes on in small letters or in order.
        letter if inside.len() == 1 && letter.is_ascii_lowercase() && letter != 'i' => Some(Mark::Letter),
        _ if roman => Some(Mark::Roman),
        letter if inside.len() == 1 && letter.is_ascii_uppercase() => Some(Mark::Capital),
        _ if capital => Some(Mark::Capital),
        _ => None,
    }
}

/// Words behind a number that counts something and is not the number of a section.
const UNITS: [&str; 16] = [
    "times", "seconds", "second", "minutes", "hours", "days", "weeks", "points", "point", "percent",
    "million", "billion", "per", "in", "of", "out",
];

/// Whether a text begins with the number of a section, such as `2.4`, or of a paragraph, such as `3)`.
pub(super) fn numbered(text: &str) -> bool {
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b')')).count();
    let mark = &text[..digits];
    let section = mark.trim_end_matches(['.', ')']).contains('.') && text[digits..].starts_with([' ', '\t']);
    // "1.7 times" and "1.2 seconds" count something.
    let unit = text[digits..].split_whitespace().next().is_some_and(|word| UNITS.contains(&word));
    digits > 0
        && mark.len() <= 7
        && (!unit || mark.ends_with(['.', ')']))
        && (section || (mark.ends_with(['.', ')']) && text[digits..].starts_with(' ')))
        && text[digits..]
            .trim_start()
            .starts_with(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '%' | 's'))
}

/// How many tokens at the beginning are the label of a block: its bold run, or a few words before a colon or dash.
pub(super) fn label_length(open: &Open, scanned: &Scanned, tokens: &Range<usize>) -> usize {
    let all = &scanned.tokens[tokens.clone()];
    let bold = open.bold;
    if bold > 0 && bold < open.text.text.trim_end().len() {
        let mut hint = 0;
        let end = place(&open.text, bold, &mut hint);
        let count = all.iter().take_while(|token| (token.start as usize) < end).count();
        if count <= 12 {
            return count;
        }
    }
    let colon = all.iter().take(9).skip(1).position(|token| token.has(Token::COLON));
    if let Some(at) = colon {
        return at + 1;
    }
    let dash = all.iter().take(6).skip(1).position(|token| token.has(Token::CLAUSE));
    dash.map_or(0, |at| at + 1)
}

fn place(text: &BlockText, offset: usize, hint: &mut usize) -> usize {
    while *hint + 1 < text.pieces.len() && text.pieces[*hint + 1].0 < offset {
        *hint += 1;
    }
    let (from, at) = text.pieces.get(*hint).copied().unwrap_or((0, 0));
    at + offset.saturating_sub(from)
}
