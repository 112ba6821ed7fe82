//! What the namespace picker offers for what is typed. Pure.

use workload::order;

use crate::route::namespaces::{Namespaces, is_name};

/// What is known of namespaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// Those that the cluster lists, each with whether it is being deleted; none where it lists none, or may not.
    pub listed: Vec<(String, bool)>,
    /// Those that whoever serves the console offers.
    pub offered: Vec<String>,
    /// Those that were used before, the latest first.
    pub used: Vec<String>,
    /// Those that are pinned.
    pub pinned: Vec<String>,
}

/// How a namespace comes to be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The cluster lists it.
    Listed,
    /// The cluster lists it, and it is being deleted.
    Ending,
    /// It was used, pinned or offered before; whether it is there is not known.
    Known,
    /// It is chosen or pinned, and not among those that the cluster lists.
    Gone,
    /// It is what is typed, as it is.
    Typed,
}

/// One of the choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// All namespaces.
    All,
    /// One of them.
    One {
        /// Its name.
        name: String,
        /// How it comes to be offered.
        origin: Origin,
    },
}

impl Choice {
    /// The namespace, empty for all.
    pub fn name(&self) -> &str {
        match self {
            Self::All => "",
            Self::One { name, .. } => name,
        }
    }
}

/// The choices: pinned ones first, or, where something is typed, names that begin with it before names that contain
/// it; what is typed itself where it could be a name and is none of them.
pub fn choices(known: &Known, current: &Namespaces, typed: &str) -> Vec<Choice> {
    let typed = typed.trim().to_lowercase();
    let mut found: Vec<Choice> =
        all(known, current).into_iter().filter(|choice| choice.name().contains(&typed)).collect();
    if typed.is_empty() {
        order::sort_by_key(&mut found, |choice| !known.pinned.iter().any(|pin| pin == choice.name()));
        found.insert(0, Choice::All);
        return found;
    }
    order::sort_by_key(&mut found, |choice| !choice.name().starts_with(&typed));
    if !found.iter().any(|choice| choice.name() == typed) && is_name(&typed) {
        found.push(Choice::One { name: typed, origin: Origin::Typed });
    }
    found
}

/// Every namespace there is something to say about, each once.
fn all(known: &Known, current: &Namespaces) -> Vec<Choice> {
    let one = |name: &String, origin| Choice::One { name: name.clone(), origin };
    let mut all: Vec<Choice> = known
        .listed
        .iter()
        .map(|(name, ending)| one(name, if *ending { Origin::Ending } else { Origin::Listed }))
        .collect();
    let is_listed = !all.is_empty();
    let kept = current.names().iter().chain(&known.pinned);
    // A cluster that lists its namespaces has said that those used before are not there.
    let rest = known.used.iter().chain(&known.offered).filter(|_| !is_listed);
    let origin = if is_listed { Origin::Gone } else { Origin::Known };
    for name in kept.chain(rest).filter(|name| !name.is_empty()) {
        if !all.iter().any(|choice| choice.name() == name) {
            all.push(one(name, origin));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Choice, Known, Origin, choices};
    use crate::route::namespaces::Namespaces;

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn listed(names: &[&str]) -> Known {
        Known { listed: owned(names).into_iter().map(|name| (name, false)).collect(), ..Known::default() }
    }

    fn names(known: &Known, current: &Namespaces, typed: &str) -> Vec<String> {
        choices(known, current, typed).iter().map(|choice| choice.name().to_owned()).collect()
    }

    #[test]
    fn what_begins_with_the_typed_text_comes_before_what_contains_it() {
        let known = listed(&["my-data", "data", "shop"]);
        assert_eq!(names(&known, &Namespaces::all(), "DATA"), ["data", "my-data"]);
    }

    #[test]
    fn nothing_typed_offers_all_of_them_and_pinned_ones_first() {
        let known = Known { pinned: owned(&["c"]), ..listed(&["a", "b", "c"]) };
        assert_eq!(names(&known, &Namespaces::all(), ""), ["", "c", "a", "b"]);
    }

    /// Users who may not list namespaces could not use other consoles at all (headlamp#7326).
    #[test]
    fn without_a_list_one_types_a_name_and_finds_it_again_later() {
        let typed = Choice::One { name: "team-a".to_owned(), origin: Origin::Typed };
        assert_eq!(choices(&Known::default(), &Namespaces::all(), "team-a"), [typed]);
        let known = Known {
            offered: owned(&["shop", "team-b"]),
            used: owned(&["team-a"]),
            pinned: owned(&["team-c"]),
            ..Known::default()
        };
        assert_eq!(names(&known, &Namespaces::one("team-b"), ""), ["", "team-c", "team-b", "team-a", "shop"]);
    }

    #[test]
    fn what_a_cluster_does_not_list_is_offered_only_while_it_is_chosen_or_pinned_and_said_to_be_gone() {
        let known = Known { used: owned(&["used"]), pinned: owned(&["pinned"]), ..listed(&["a"]) };
        let found = choices(&known, &Namespaces::one("chosen"), "");
        let gone = |name: &str| Choice::One { name: name.to_owned(), origin: Origin::Gone };
        let there = Choice::One { name: "a".to_owned(), origin: Origin::Listed };
        assert_eq!(found, [Choice::All, gone("pinned"), there, gone("chosen")]);
    }

    #[test]
    fn what_cannot_be_a_name_is_not_offered() {
        for text in ["team_a", "-a", "a-", "a b", "a,b", &"a".repeat(64)] {
            assert_eq!(choices(&Known::default(), &Namespaces::all(), text), [], "{text}");
        }
    }
}
