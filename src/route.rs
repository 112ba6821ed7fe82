//! Where in the console one is, as a value, and its one spelling in the address: pure, no browser.
//!
//! The place is in the fragment (`#/statefulsets/shop/web?tab=yaml`), because static files served by `kubectl
//! proxy` have no fallback for deep links. [`Route::parse`] accepts whatever a user or a bookmark brings;
//! [`Route::href`] writes only what it can read again.

pub mod namespaces;
mod percent;

use namespaces::Namespaces;
use percent::{decode, encode};
use workload::shown::shown;

/// The list's filters as the address holds them; an empty text is a filter that is not set.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct SetsQuery {
    /// Only these namespaces.
    pub namespaces: Namespaces,
    /// Free text.
    pub search: String,
    /// Only sets of this status.
    pub status: String,
    /// Only sets that are as they are for this sort of cause.
    pub cause: String,
    /// Only sets whose labels match this selector, as kubectl writes it.
    pub labels: String,
    /// Only sets of this application.
    pub app: String,
    /// Column to sort by, `-` before it for descending.
    pub sort: String,
}

/// A page and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Route {
    /// The list of StatefulSets.
    Sets(SetsQuery),
    /// One StatefulSet.
    Set {
        /// Its namespace.
        namespace: String,
        /// Its name.
        name: String,
        /// The open tab; empty is the first.
        tab: String,
    },
    /// A new StatefulSet from YAML.
    Create {
        /// Where documents without a namespace go; empty until one is picked.
        namespace: String,
    },
    /// A StatefulSet as YAML, to be changed.
    Edit {
        /// Its namespace.
        namespace: String,
        /// Its name.
        name: String,
    },
    /// What was done from this browser.
    Record {
        /// Free text.
        search: String,
    },
    /// How the console is for this person.
    Settings,
    /// An address that names no page.
    NotFound,
}

impl Default for Route {
    fn default() -> Self {
        Self::Sets(SetsQuery::default())
    }
}

impl Route {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let query = Query::parse(query);
        let segments: Vec<String> =
            path.strip_prefix('/').unwrap_or(path).split('/').map(|segment| decode(segment, false)).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match segments.as_slice() {
            ["" | "statefulsets"] | ["statefulsets", ""] => Self::Sets(SetsQuery {
                namespaces: Namespaces::read(&query.get("namespace")),
                search: query.get("search"),
                status: query.get("status"),
                cause: query.get("cause"),
                labels: query.get("labels"),
                app: query.get("app"),
                sort: query.get("sort"),
            }),
            ["statefulsets", "create"] => {
                Self::Create { namespace: shown(&query.get("namespace")).into_owned() }
            }
            ["statefulsets", namespace, name] if !namespace.is_empty() && !name.is_empty() => {
                let [namespace, name] = [namespace, name].map(|name| shown(name).into_owned());
                Self::Set { namespace, name, tab: query.get("tab") }
            }
            ["statefulsets", namespace, name, "edit"] if !namespace.is_empty() && !name.is_empty() => {
                let [namespace, name] = [namespace, name].map(|name| shown(name).into_owned());
                Self::Edit { namespace, name }
            }
            ["activity"] => Self::Record { search: query.get("search") },
            ["settings"] => Self::Settings,
            _ => Self::NotFound,
        }
    }

    /// The address of this place, ready for `href`: it begins with `#`.
    pub fn href(&self) -> String {
        match self {
            Self::Sets(filters) => address(
                "/statefulsets",
                &[
                    ("namespace", &filters.namespaces.to_string()),
                    ("search", &filters.search),
                    ("status", &filters.status),
                    ("cause", &filters.cause),
                    ("labels", &filters.labels),
                    ("app", &filters.app),
                    ("sort", &filters.sort),
                ],
            ),
            Self::Set { namespace, name, tab } => {
                address(&format!("/statefulsets/{}/{}", encode(namespace), encode(name)), &[("tab", tab)])
            }
            Self::Create { namespace } => address("/statefulsets/create", &[("namespace", namespace)]),
            Self::Edit { namespace, name } => {
                address(&format!("/statefulsets/{}/{}/edit", encode(namespace), encode(name)), &[])
            }
            Self::Record { search } => address("/activity", &[("search", search)]),
            Self::Settings => "#/settings".into(),
            Self::NotFound => "#/not-found".into(),
        }
    }
}

fn address(path: &str, query: &[(&str, &String)]) -> String {
    let pairs: Vec<String> = query
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| format!("{key}={}", encode(value)))
        .collect();
    if pairs.is_empty() { format!("#{path}") } else { format!("#{path}?{}", pairs.join("&")) }
}

/// The pairs after `?`; of a repeated key the first counts.
struct Query(Vec<(String, String)>);

impl Query {
    fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key, true), decode(value, true))
        });
        Self(pairs.collect())
    }

    fn get(&self, key: &str) -> String {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}
