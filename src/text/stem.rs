//! Words to stems, so that "rolled back" and "rolls back", "behaviour" and "behavior" meet.
//!
//! A light stemmer in the manner of steps 1a and 1b of Porter's algorithm (1980), with a list of irregular forms and
//! American spelling. Both the phrases that are looked for and the text go through it, so a stem only has to be the
//! same for both, not to be a word.

/// Irregular forms and what they become, sorted by form.
const IRREGULAR: &[(&str, &str)] = &[
    ("ageing", "age"),
    ("am", "be"),
    ("analyses", "analysis"),
    ("are", "be"),
    ("ate", "eat"),
    ("been", "be"),
    ("began", "begin"),
    ("begun", "begin"),
    ("being", "be"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("caught", "catch"),
    ("centre", "center"),
    ("centres", "center"),
    ("children", "child"),
    ("chose", "choos"),
    ("chosen", "choos"),
    ("criteria", "criterion"),
    ("data", "data"),
    ("did", "do"),
    ("does", "do"),
    ("doing", "do"),
    ("done", "do"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("fallen", "fall"),
    ("fed", "feed"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("found", "find"),
    ("fraudster", "fraudster"),
    ("gave", "give"),
    ("given", "give"),
    ("giving", "give"),
    ("goes", "go"),
    ("going", "go"),
    ("gone", "go"),
    ("got", "get"),
    ("gotten", "get"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("had", "have"),
    ("has", "have"),
    ("having", "have"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hidden", "hide"),
    ("is", "be"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("learnt", "learn"),
    ("led", "lead"),
    ("lied", "lie"),
    ("lies", "lie"),
    ("lost", "lose"),
    ("lying", "lie"),
    ("made", "make"),
    ("making", "make"),
    ("meant", "mean"),
    ("men", "man"),
    ("met", "meet"),
    ("paid", "pay"),
    ("ran", "run"),
    ("said", "say"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("shown", "show"),
    ("slept", "sleep"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("stood", "stand"),
    ("stuck", "stuck"),
    ("taken", "take"),
    ("taking", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("tried", "try"),
    ("tries", "try"),
    ("understood", "understand"),
    ("us", "us"),
    ("used", "use"),
    ("uses", "use"),
    ("using", "use"),
    ("was", "be"),
    ("went", "go"),
    ("were", "be"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("women", "woman"),
    ("written", "write"),
    ("wrote", "write"),
];

/// Words in -our that are American in -or.
const OUR: &[&str] = &[
    "behaviour",
    "colour",
    "favour",
    "flavour",
    "harbour",
    "honour",
    "labour",
    "neighbour",
    "rumour",
    "vigour",
];

/// Words in -ise that are no verbs in -ize.
const ISE: &[&str] = &[
    "advertise",
    "advise",
    "arise",
    "compromise",
    "concise",
    "disguise",
    "enterprise",
    "exercise",
    "expertise",
    "franchise",
    "improvise",
    "likewise",
    "noise",
    "otherwise",
    "precise",
    "premise",
    "promise",
    "raise",
    "revise",
    "supervise",
    "surprise",
    "televise",
    "treatise",
    "wise",
    "rise",
    "praise",
    "comprise",
    "devise",
    "demise",
];

/// The stem of a word in lower case.
pub fn stem(word: &str) -> String {
    if let Ok(at) = IRREGULAR.binary_search_by(|(form, _)| (*form).cmp(word)) {
        return finish(IRREGULAR[at].1);
    }
    if word.len() < 4 || !word.is_ascii() {
        return word.to_owned();
    }
    let word = plural(word);
    let word = past_or_ing(&word);
    finish(&american(&word))
}

fn plural(word: &str) -> String {
    if let Some(root) = word.strip_suffix("ies").filter(|root| root.len() > 2) {
        return format!("{root}y");
    }
    for ending in ["sses", "ches", "shes", "xes", "zzes", "oes"] {
        if word.ends_with(ending) && word.len() > 5 {
            return word[..word.len() - 2].to_owned();
        }
    }
    let keeps = ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    match word.strip_suffix('s') {
        Some(root) if !keeps => root.to_owned(),
        _ => word.to_owned(),
    }
}

fn past_or_ing(word: &str) -> String {
    if word.ends_with("eed") || word.ends_with("thing") {
        return word.to_owned();
    }
    if let Some(root) = word.strip_suffix("ied").filter(|root| root.len() > 1) {
        return format!("{root}y");
    }
    let root = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"));
    match root {
        Some(root) if is_short(root) => format!("{root}e"),
        Some(root) if root.len() > 2 && has_vowel(root) => undouble(root),
        Some(root) if root.len() == 2 && word.ends_with("ing") && has_vowel(root) => root.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether a root of three letters has lost its e: consonant, vowel, consonant, as in "naming".
fn is_short(root: &str) -> bool {
    let [first, middle, last] = root.as_bytes() else { return false };
    let vowel = |letter: &u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
    !vowel(first) && vowel(middle) && !vowel(last) && !matches!(last, b'w' | b'x' | b'y')
}

fn has_vowel(text: &str) -> bool {
    text.bytes().any(|letter| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

fn undouble(root: &str) -> String {
    let bytes = root.as_bytes();
    let last = bytes[bytes.len() - 1];
    let doubled = bytes[bytes.len() - 2] == last && bytes.len() > 3;
    if doubled && matches!(last, b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't') {
        return root[..root.len() - 1].to_owned();
    }
    root.to_owned()
}

fn american(word: &str) -> String {
    if word.contains("isation") {
        return word.replace("isation", "ization");
    }
    if OUR.contains(&word) {
        return word.replace("our", "or");
    }
    if word.starts_with("behaviour") {
        return word.replacen("behaviour", "behavior", 1);
    }
    match word {
        "programme" | "programm" => return "program".to_owned(),
        "catalogue" | "catalogu" => return "catalog".to_owned(),
        "judgement" => return "judgment".to_owned(),
        "licence" | "licenc" => return "licens".to_owned(),
        "defence" | "defenc" => return "defens".to_owned(),
        "practise" | "practis" => return "practic".to_owned(),
        "anonymis" | "anonymise" => return "anonymiz".to_owned(),
        _ => {}
    }
    let (root, dropped) = match word.strip_suffix("ise") {
        Some(root) => (root, true),
        None => (word.strip_suffix("is").unwrap_or(""), false),
    };
    let verb = if dropped { word.to_owned() } else { format!("{word}e") };
    if root.len() > 3 && !ISE.iter().any(|known| verb.ends_with(known)) && !word.ends_with("sis") {
        return format!("{root}iz");
    }
    if let Some(root) =
        word.strip_suffix("yse").or_else(|| word.strip_suffix("ys").filter(|_| word.len() > 5))
    {
        return format!("{root}yz");
    }
    word.to_owned()
}

fn finish(word: &str) -> String {
    if word.len() > 5 && word.ends_with("ll") {
        return word[..word.len() - 1].to_owned();
    }
    if word.len() > 4 && word.ends_with('e') && !word.ends_with("ee") {
        return word[..word.len() - 1].to_owned();
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_forms_are_sorted() {
        let mut sorted: Vec<_> = IRREGULAR.to_vec();
        sorted.sort_by_key(|(form, _)| *form);
        let wrong: Vec<_> = IRREGULAR.iter().zip(&sorted).filter(|(a, b)| a != b).map(|(a, _)| a.0).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn forms_of_one_word_meet() {
        let families: &[&[&str]] = &[
            &["roll", "rolls", "rolled", "rolling"],
            &["pause", "pauses", "paused", "pausing"],
            &["stop", "stopped", "stopping", "stops"],
            &["try", "tries", "tried", "trying"],
            &["behaviour", "behaviours", "behavior", "behaviors"],
            &["minimise", "minimised", "minimizing", "minimizes"],
            &["organisation", "organizations"],
            &["labelled", "labeling", "label", "labels"],
            &["cancelled", "cancel", "canceling"],
            &["install", "installed", "installs"],
            &["use", "used", "using", "uses"],
            &["choose", "chose", "chosen", "choosing"],
            &["analyse", "analyzed", "analysing"],
            &["withdraw", "withdrawn", "withdrew"],
            &["breach", "breaches", "breached"],
            &["policy", "policies"],
            &["note", "notes", "noted", "noting"],
            &["rate", "rates", "rated", "rating"],
            &["name", "naming", "named"],
            &["get", "gets", "getting"],
            &["fix", "fixed", "fixing"],
            &["child", "children"],
            &["go", "goes", "going", "went"],
        ];
        for family in families {
            let first = stem(family[0]);
            for word in *family {
                assert_eq!(stem(word), first, "{word} and {}", family[0]);
            }
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [
            ("us", "use"),
            ("note", "not"),
            ("advise", "advice"),
            ("bus", "bu"),
            ("need", "ne"),
            ("crisis", "cris"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
    }
}
