//! What the namespace picker offers for what is typed. Pure.

/// One of the choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// All namespaces.
    All,
    /// One that the cluster lists.
    Listed {
        /// Its name.
        name: String,
        /// It is being deleted.
        ending: bool,
    },
    /// One that was used before and that the cluster does not list.
    Recent(String),
    /// What is typed, as it is.
    Typed(String),
}

impl Choice {
    /// The namespace, empty for all.
    pub fn namespace(&self) -> &str {
        match self {
            Self::All => "",
            Self::Listed { name, .. } | Self::Recent(name) | Self::Typed(name) => name,
        }
    }
}

/// The choices: names that contain what is typed, those that begin with it first; what is typed itself where it
/// could be a name and is none of them.
pub fn choices(listed: &[(String, bool)], recent: &[String], current: &str, typed: &str) -> Vec<Choice> {
    let typed = typed.trim().to_lowercase();
    let unknown = |name: &&String| !name.is_empty() && !listed.iter().any(|(other, _)| other == *name);
    let current = current.to_owned();
    let mut known: Vec<String> = recent.iter().filter(unknown).cloned().collect();
    if unknown(&&current) && !known.contains(&current) {
        known.insert(0, current);
    }
    let mut found: Vec<Choice> = listed
        .iter()
        .map(|(name, ending)| Choice::Listed { name: name.clone(), ending: *ending })
        // A cluster that lists its namespaces has said that the others are not there.
        .chain(known.into_iter().filter(|_| listed.is_empty()).map(Choice::Recent))
        .filter(|choice| choice.namespace().contains(&typed))
        .collect();
    found.sort_by_key(|choice| !choice.namespace().starts_with(&typed));
    let exact = found.iter().any(|choice| choice.namespace() == typed);
    if typed.is_empty() {
        found.insert(0, Choice::All);
    } else if !exact && is_name(&typed) {
        found.push(Choice::Typed(typed));
    }
    found
}

/// Whether a text can be a namespace's name (RFC 1123 label: `apimachinery:pkg/util/validation/validation.go`).
fn is_name(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.len() <= 63
        && text.bytes().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Choice, choices};

    fn listed(names: &[&str]) -> Vec<(String, bool)> {
        names.iter().map(|name| ((*name).to_owned(), false)).collect()
    }

    fn names(found: &[Choice]) -> Vec<&str> {
        found.iter().map(Choice::namespace).collect()
    }

    #[test]
    fn what_begins_with_the_typed_text_comes_before_what_contains_it() {
        let found = choices(&listed(&["my-data", "data", "shop"]), &[], "", "DATA");
        assert_eq!(names(&found), ["data", "my-data"]);
    }

    #[test]
    fn nothing_typed_offers_all_of_them() {
        assert_eq!(names(&choices(&listed(&["a", "b"]), &[], "", "")), ["", "a", "b"]);
    }

    /// Users who may not list namespaces could not use other consoles at all (headlamp#7326).
    #[test]
    fn without_a_list_one_types_a_name_and_finds_it_again_later() {
        assert_eq!(choices(&[], &[], "", "team-a"), [Choice::Typed("team-a".to_owned())]);
        assert_eq!(names(&choices(&[], &["team-a".to_owned()], "team-b", "")), ["", "team-b", "team-a"]);
    }

    #[test]
    fn what_cannot_be_a_name_is_not_offered() {
        for text in ["team_a", "-a", "a-", "a b", &"a".repeat(64)] {
            assert_eq!(choices(&[], &[], "", text), [], "{text}");
        }
    }
}
