//! Which namespaces a list shows, and their spelling in the address: `shop,data`.

use std::fmt;

use workload::shown::shown;

/// A choice of namespaces: all of them, one, or several. Each stands once, in the order of the alphabet, so that one
/// choice has one spelling.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Namespaces(Vec<String>);

impl Namespaces {
    /// All namespaces.
    pub const fn all() -> Self {
        Self(Vec::new())
    }

    /// One namespace; all where the name is empty.
    pub fn one(name: impl Into<String>) -> Self {
        [name.into()].into_iter().collect()
    }

    /// Reads the spelling in the address, which may name what cannot be a name.
    pub fn read(text: &str) -> Self {
        text.split(',').map(|name| shown(name).into_owned()).collect()
    }

    /// Whether it is all of them.
    pub const fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// The names; none where it is all.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// The only one, where it is one.
    pub fn single(&self) -> Option<&str> {
        match self.0.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Whether a namespace is named.
    pub fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|other| other == name)
    }

    /// With a namespace added, or taken out where it was in. Without the last one it is all of them.
    #[must_use]
    pub fn toggled(&self, name: &str) -> Self {
        if self.contains(name) {
            self.0.iter().filter(|other| *other != name).cloned().collect()
        } else {
            self.0.iter().cloned().chain([name.to_owned()]).collect()
        }
    }
}

/// Whether a text can be a namespace's name (RFC 1123 label: `apimachinery:pkg/util/validation/validation.go`).
pub fn is_name(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.len() <= 63
        && text.bytes().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.is_empty()
}

impl FromIterator<String> for Namespaces {
    fn from_iter<T: IntoIterator<Item = String>>(names: T) -> Self {
        // A comma is no part of a name; it would be read back as two.
        let mut names: Vec<String> = names
            .into_iter()
            .flat_map(|name| name.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>())
            .filter(|name| !name.is_empty())
            .collect();
        workload::order::sort(&mut names);
        names.dedup();
        Self(names)
    }
}

/// As it stands in the address; empty for all.
impl fmt::Display for Namespaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(","))
    }
}
