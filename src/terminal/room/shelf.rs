//! The shelf in the room: terms and sources, searched as one types. The real exercise is open book.

use crate::pack::reference::{Checked, Source};
use crate::pack::shelf::Shelf;

/// What Enter does with an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Insert {
    /// Puts this term into the answer.
    Term(String),
    /// Puts a footnote mark into the answer and its text at the end.
    Footnote {
        /// The mark, such as `[^constitution]`.
        mark: String,
        /// The line that defines it.
        definition: String,
    },
}

/// An entry of the shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// harm, principle, mitigation, measure or source.
    pub kind: &'static str,
    /// Its name.
    pub title: String,
    /// What it is, in a sentence or two.
    pub text: String,
    /// What Enter does.
    pub insert: Insert,
}

/// Everything on the shelf, published terms first.
pub fn items(shelf: &Shelf) -> Vec<Item> {
    let term = |kind, title: &str, text: String| Item {
        kind,
        title: title.to_owned(),
        text,
        insert: Insert::Term(title.to_owned()),
    };
    let claimed = |id: &str| shelf.claim(id).map_or("claimed", |claim| claim.status.shown());
    let mut items = Vec::new();
    for entry in &shelf.harms.impacts {
        items.push(term("harm", &entry.title, format!("{} Published impact dimension.", entry.means)));
    }
    for entry in &shelf.harms.categories {
        let status = claimed(&entry.claim);
        items.push(term("harm", &entry.title, format!("{} A category of the guide: {status}.", entry.means)));
    }
    for entry in &shelf.principles.published {
        items.push(term("principle", &entry.title, format!("{} Published.", entry.means)));
    }
    for entry in &shelf.principles.directives {
        let status = claimed(&entry.claim);
        let text = format!("As the guide has it: {status}. Published instead: {}", entry.published);
        items.push(term("principle", &entry.title, text));
    }
    for entry in &shelf.mitigations.entries {
        items.push(term("mitigation", &entry.title, format!("{} Costs: {}", entry.does, entry.costs)));
    }
    for entry in &shelf.measures.entries {
        let text = format!("{} How: {} Misleads: {}", entry.definition, entry.how, entry.pitfall);
        items.push(term("measure", &entry.title, text));
    }
    items.extend(shelf.sources.sources.iter().map(source));
    items
}

fn source(source: &Source) -> Item {
    let status = match source.checked {
        Checked::Read => "verified: its text was read",
        Checked::TitleOnly => "only its title was verified: read it before you cite it",
    };
    let definition = format!(
        "[^{}]: {}, \"{}\", {}. <{}> <!-- {status} -->",
        source.id, source.authors, source.title, source.year, source.url
    );
    Item {
        kind: "source",
        title: source.title.clone(),
        text: format!(
            "{}, {}. {} Status: {status}. {}",
            source.authors,
            source.year,
            source.key_facts.join(" "),
            source.url
        ),
        insert: Insert::Footnote { mark: format!("[^{}]", source.id), definition },
    }
}

/// The entries that hold every word of a query, those with the words in their name first.
pub fn search<'a>(items: &'a [Item], query: &str) -> Vec<&'a Item> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let mut found: Vec<(usize, &Item)> =
        items.iter().filter_map(|item| Some((rank(item, &words)?, item))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, item)| item).collect()
}

/// How far down an entry stands; none if a word is missing.
fn rank(item: &Item, words: &[String]) -> Option<usize> {
    let title = item.title.to_lowercase();
    let all = format!("{} {title} {}", item.kind, item.text.to_lowercase());
    if !words.iter().all(|word| all.contains(word.as_str())) {
        return None;
    }
    let first = words.first().map_or("", String::as_str);
    Some(if title.starts_with(first) {
        0
    } else if words.iter().all(|word| title.contains(word.as_str())) {
        1
    } else if item.kind.starts_with(first) {
        2
    } else {
        3
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SHIPPED;
    use crate::pack::library::Library;

    fn shelf() -> Vec<Item> {
        items(&Library::new(SHIPPED).shelf())
    }

    #[test]
    fn every_kind_is_there_and_published_terms_come_first() {
        let items = shelf();
        for kind in ["harm", "principle", "mitigation", "measure", "source"] {
            assert!(items.iter().any(|item| item.kind == kind), "no {kind}");
        }
        let first = items.iter().find(|item| item.kind == "harm").expect("a harm");
        assert!(first.text.ends_with("Published impact dimension."), "{}", first.text);
    }

    #[test]
    fn a_search_puts_names_before_mentions() {
        let items = shelf();
        let found = search(&items, "over-reliance");
        assert!(found[0].title.to_lowercase().starts_with("over-reliance"), "{}", found[0].title);
        assert!(search(&items, "zebra crossing").is_empty());
        assert_eq!(search(&items, "").len(), items.len());
    }

    #[test]
    fn a_source_becomes_a_footnote_with_address_and_status() {
        let items = shelf();
        let source = items.iter().find(|item| item.kind == "source").expect("a source");
        let Insert::Footnote { mark, definition } = &source.insert else { panic!("no footnote") };
        assert!(
            definition.starts_with(&format!("{mark}: ")) && definition.contains("<https://"),
            "{definition}"
        );
        assert!(definition.contains("verified"), "{definition}");
    }

    #[test]
    fn what_is_inserted_names_no_category_by_number() {
        for item in shelf() {
            if let Insert::Term(term) = &item.insert {
                assert!(!term.contains("Category "), "{term}");
            }
        }
    }
}
