//! A piece of text to words, numbers and sentences, with the bytes they stand in.

use super::intern::Words;
use super::number::{NumberWord, number_word, read_number};

/// A word or number of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    /// Its first byte in the file.
    pub start: u32,
    /// The byte behind it.
    pub end: u32,
    /// Its stem, as an index of [`Words`].
    pub word: u32,
    /// What stands around it and what it is; see the `Token::` flags.
    pub flags: u16,
    /// The value of a number, else NaN.
    pub value: f64,
}

impl Token {
    /// A comma stands before it.
    pub const COMMA: u16 = 1;
    /// A stronger break stands before it: semicolon, colon, dash, bracket.
    pub const CLAUSE: u16 = 2;
    /// It stands inside quotation marks.
    pub const QUOTED: u16 = 4;
    /// It begins with a capital letter.
    pub const CAPITAL: u16 = 8;
    /// A percentage.
    pub const PERCENT: u16 = 16;
    /// An amount of money.
    pub const MONEY: u16 = 32;
    /// A number after a sign of comparison, such as `<` or `≥`.
    pub const BOUND: u16 = 64;
    /// A number in digits.
    pub const DIGITS: u16 = 128;
    /// A number written as a word.
    pub const SPELLED: u16 = 256;
    /// An ordinal, such as `2nd`, or a year from 1900 to 2099.
    pub const LABEL: u16 = 512;
    /// A colon stands before it.
    pub const COLON: u16 = 1024;

    /// Whether a flag is set.
    pub fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// Whether it is a number that counts something: not a year, not an ordinal.
    pub fn is_quantity(&self) -> bool {
        self.flags & (Self::DIGITS | Self::SPELLED) != 0 && self.flags & Self::LABEL == 0
    }
}

/// A sentence: a range of tokens that ends at a full stop, question mark, exclamation mark or the end of its block.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// First token.
    pub first: u32,
    /// The token behind the last.
    pub last: u32,
    /// The block it stands in.
    pub block: u32,
    /// Whether it ends with a question mark.
    pub asks: bool,
}

/// What [`scan`] adds to.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Tokens of all blocks so far.
    pub tokens: Vec<Token>,
    /// Sentences of all blocks so far.
    pub sentences: Vec<Sentence>,
    /// Stems.
    pub words: Words,
}

/// The text of a block and where its pieces stand in the file.
#[derive(Debug, Default)]
pub struct BlockText {
    /// The text without markup.
    pub text: String,
    /// Where a piece begins: in `text`, and in the file.
    pub pieces: Vec<(usize, usize)>,
}

impl BlockText {
    /// Adds a piece that stands at a byte of the file.
    pub fn push(&mut self, piece: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(piece);
    }

    fn place(&self, offset: usize, hint: &mut usize) -> u32 {
        while *hint + 1 < self.pieces.len() && self.pieces[*hint + 1].0 <= offset {
            *hint += 1;
        }
        let (from, at) = self.pieces.get(*hint).copied().unwrap_or((0, 0));
        u32::try_from(at + offset.saturating_sub(from)).unwrap_or(u32::MAX)
    }
}

/// Words after which a full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "art", "cf", "ch", "co", "corp", "dept", "dr", "eg", "e.g", "eq", "esp", "est", "et", "fig",
    "figs", "i.e", "ie", "inc", "incl", "jr", "ltd", "max", "min", "mr", "mrs", "ms", "no", "p", "pp",
    "prof", "resp", "sec", "sr", "st", "tbd.", "u.k", "u.s", "u.s.a", "vol", "vs", "al", "a.m", "p.m", "nr",
    "ca",
];

/// No abbreviation is longer, in bytes.
const LONGEST_ABBREVIATION: usize = 24;

/// A sentence that goes on for more words is cut, so that the work on one sentence is bounded.
const LONGEST_SENTENCE: usize = 300;

/// Splits the text of a block into tokens and sentences.
pub fn scan(block: &BlockText, number: u32, out: &mut Scanned) {
    let mut scanner = Scanner {
        block,
        text: &block.text,
        number,
        out,
        at: 0,
        flags: 0,
        quoted: false,
        place: 0,
        first: 0,
        lower: String::new(),
    };
    scanner.first = scanner.out.tokens.len();
    scanner.run();
}

struct Scanner<'a> {
    block: &'a BlockText,
    text: &'a str,
    number: u32,
    out: &'a mut Scanned,
    at: usize,
    /// Flags for the next token.
    flags: u16,
    quoted: bool,
    place: usize,
    first: usize,
    lower: String,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(letter) = self.peek() {
            if letter.is_ascii_digit() {
                self.number_token();
            } else if matches!(letter, '\'' | '’') && self.is_possessive(letter) {
                self.at += letter.len_utf8() + 1;
            } else if letter.is_alphanumeric() {
                self.word_token();
            } else {
                self.punctuation(letter);
            }
        }
        self.end_sentence(false);
    }

    /// Whether an `'s` stands here behind a number.
    fn is_possessive(&self, mark: char) -> bool {
        let rest = &self.text[self.at + mark.len_utf8()..];
        let behind = self.before().is_some_and(|letter| letter.is_ascii_digit());
        behind && rest.starts_with('s') && !rest[1..].starts_with(char::is_alphanumeric)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    fn punctuation(&mut self, letter: char) {
        let rest = &self.text[self.at + letter.len_utf8()..];
        match letter {
            ',' => self.flags |= Token::COMMA,
            ':' => self.flags |= Token::CLAUSE | Token::COLON,
            ';' | '(' | ')' | '[' | ']' | '—' | '→' | '•' => self.flags |= Token::CLAUSE,
            '-' | '–'
                if self.before().is_none_or(char::is_whitespace) && rest.starts_with(char::is_whitespace) =>
            {
                self.flags |= Token::CLAUSE;
            }
            '<' | '>' | '≤' | '≥' | '=' | '~' | '≈' | '±' | '+' => self.flags |= Token::BOUND,
            '$' | '€' | '£' | '₹' => self.flags |= Token::MONEY,
            '“' | '«' | '„' => self.quoted = true,
            '”' | '»' => self.quoted = false,
            '"' => self.quoted = !self.quoted,
            '%' => self.percent(),
            '.' | '!' | '?' | '…' => self.stop(letter),
            _ => {}
        }
        self.at += letter.len_utf8();
    }

    fn percent(&mut self) {
        if let Some(last) = self.out.tokens[self.first..].last_mut()
            && last.has(Token::DIGITS | Token::SPELLED)
        {
            last.flags |= Token::PERCENT;
        }
    }

    /// A mark that may end the sentence.
    fn stop(&mut self, mark: char) {
        let rest = window(&self.text[self.at + mark.len_utf8()..])
            .trim_start_matches(['"', '”', '»', ')', '\'', '’', '*', '.']);
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        if !spaced {
            return;
        }
        let next = rest.trim_start().trim_start_matches(['"', '“', '«', '(', '\'', '‘', '[']).chars().next();
        let opens = next.is_none_or(|letter| !letter.is_lowercase());
        let ends = if mark == '.' { opens && !self.abbreviated(next) } else { opens || mark == '?' };
        if ends {
            self.end_sentence(mark == '?');
        }
    }

    /// Whether the full stop here belongs to the word before it.
    fn abbreviated(&self, next: Option<char>) -> bool {
        let mut start = self.at.saturating_sub(LONGEST_ABBREVIATION);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let head = &self.text[start..self.at];
        let from = head.rfind(|letter: char| letter.is_whitespace() || letter == '(').map_or(0, |at| at + 1);
        let Some(word) = head.get(from..) else { return false };
        let word = word.to_lowercase();
        let initial = word.chars().count() == 1 && head.ends_with(char::is_uppercase);
        let numbered = matches!(
            word.as_str(),
            "no" | "art" | "p" | "st" | "max" | "min" | "co" | "ms" | "sec" | "est" | "ch"
        ) && !next.is_some_and(|letter| letter.is_ascii_digit());
        (ABBREVIATIONS.contains(&word.as_str()) && !numbered) || initial
    }

    fn end_sentence(&mut self, asks: bool) {
        let last = self.out.tokens.len();
        if last > self.first {
            let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            self.out.sentences.push(Sentence {
                first: number(self.first),
                last: number(last),
                block: self.number,
                asks,
            });
        }
        self.first = last;
        self.flags &= !(Token::COMMA | Token::CLAUSE | Token::COLON);
    }

    fn push(&mut self, from: usize, to: usize, form: &str, flags: u16, value: f64) {
        let start = self.block.place(from, &mut self.place);
        let end = self.block.place(to.saturating_sub(1).max(from), &mut self.place) + 1;
        let word = self.out.words.intern(form);
        let mut flags = flags | self.flags;
        if self.quoted {
            flags |= Token::QUOTED;
        }
        self.flags = 0;
        if self.out.tokens.len() - self.first >= LONGEST_SENTENCE {
            self.end_sentence(false);
        }
        self.out.tokens.push(Token { start, end, word, flags, value });
    }

    fn number_token(&mut self) {
        let from = self.at;
        let read = read_number(&self.text[from..]);
        self.at += read.length;
        let mut flags = Token::DIGITS;
        let bare = self.flags & (Token::BOUND | Token::MONEY) == 0;
        if read.ordinal || (read.year && bare) {
            flags |= Token::LABEL;
        }
        let shown = self.text[from..self.at].to_owned();
        self.push(from, self.at, &shown, flags, read.value);
    }

    fn word_token(&mut self) {
        let from = self.at;
        let rest = &self.text[from..];
        let mut length = rest.len();
        for (at, letter) in rest.char_indices() {
            let joins = letter == '\'' || letter == '’' || letter == '.';
            let inside = joins && at > 0 && rest[at + letter.len_utf8()..].starts_with(char::is_alphabetic);
            if letter == '.' && inside && !dotted(&rest[..at]) {
                length = at;
                break;
            }
            if !letter.is_alphanumeric() && !inside && !is_mark(letter) {
                length = at;
                break;
            }
        }
        self.at += length;
        let shown = &rest[..length];
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.extend(
            shown
                .chars()
                .flat_map(char::to_lowercase)
                .map(|letter| if letter == '’' { '\'' } else { letter }),
        );
        let capital = shown.starts_with(char::is_uppercase);
        self.words_of(from, length, &lower, if capital { Token::CAPITAL } else { 0 });
        self.lower = lower;
    }

    /// Pushes the words that a form stands for: `don't` is two.
    fn words_of(&mut self, from: usize, length: usize, lower: &str, flags: u16) {
        let to = from + length;
        if lower == "cannot" {
            self.push(from, to, "can", flags, f64::NAN);
            return self.push(from, to, "not", 0, f64::NAN);
        }
        let Some((head, tail)) = lower.split_once('\'') else {
            return self.plain(from, to, lower, flags);
        };
        let verb = match head {
            "won" if tail == "t" => "will",
            "can" if tail == "t" => "can",
            "shan" if tail == "t" => "shall",
            _ if tail == "t" => head.strip_suffix('n').unwrap_or(head),
            _ => head,
        };
        self.push(from, to, verb, flags, f64::NAN);
        let second = match tail {
            "t" => "not",
            "ll" => "will",
            "ve" => "have",
            "re" | "m" => "be",
            _ => return,
        };
        self.push(from, to, second, 0, f64::NAN);
    }

    fn plain(&mut self, from: usize, to: usize, lower: &str, flags: u16) {
        let value = number_word(lower);
        if let Some(NumberWord::Percent) = value {
            self.percent();
        }
        match value {
            Some(NumberWord::Value(value)) => self.push(from, to, lower, flags | Token::SPELLED, value),
            Some(NumberWord::Scale(scale)) => {
                let count = self.out.tokens.len();
                let follows =
                    count > self.first && self.out.tokens[count - 1].has(Token::DIGITS | Token::SPELLED);
                if follows && scale >= 100.0 {
                    let last = &mut self.out.tokens[count - 1];
                    last.value *= scale;
                    last.flags &= !Token::LABEL;
                }
                let spelled = if follows { 0 } else { Token::SPELLED };
                self.push(from, to, lower, flags | spelled, scale);
            }
            _ => self.push(from, to, lower, flags, f64::NAN),
        }
    }
}

/// What decides whether a sentence ends: the next few characters, so that a run of marks costs nothing.
fn window(text: &str) -> &str {
    let end = text.char_indices().nth(24).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Combining marks belong to the letter before them.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Whether a text could be the beginning of `U.S.` or `e.g.`: single letters between full stops.
fn dotted(head: &str) -> bool {
    head.split('.').all(|part| part.chars().count() == 1)
}
