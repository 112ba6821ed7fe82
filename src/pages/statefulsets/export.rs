//! Reads the chosen sets and what belongs to them anew, one after another, and makes one YAML text of them. What could
//! not be read is named, in the text as well.

use std::collections::BTreeSet;

use kubewire::error::ApiError;
use kubewire::resource::{CONFIG_MAPS, Resource, SECRETS, SERVICES, STATEFUL_SETS};
use serde_json::Value;
use workload::emit;
use workload::export::{Reference, Referred, clean, references};
use workload::notice::{Op, Target, explain};
use workload::text::Locale;

use crate::platform::{clock, local_time};
use crate::store::{Store, commands};

/// Which objects that the sets name are exported with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Related {
    /// The governing Services.
    pub services: bool,
    /// Configuration.
    pub config_maps: bool,
    /// Secrets, their contents readable for whoever has the file.
    pub secrets: bool,
}

/// An object that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Unread {
    target: Target,
    error: ApiError,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exported {
    documents: Vec<Value>,
    /// What was not.
    pub unread: Vec<Unread>,
}

impl Related {
    const fn has(self, kind: Referred) -> bool {
        match kind {
            Referred::Service => self.services,
            Referred::ConfigMap => self.config_maps,
            Referred::Secret => self.secrets,
        }
    }
}

impl Unread {
    /// In one line, with the server's words.
    pub fn say(&self, locale: Locale) -> String {
        let notice = explain(locale, &Op::Read(self.target.clone()), &self.error);
        let place = format!("{}/{}", self.target.namespace, self.target.name);
        let why = notice.detail.map_or(notice.title.clone(), |detail| format!("{}: {detail}", notice.title));
        format!("{} {place}: {}", self.target.kind, why.lines().collect::<Vec<_>>().join(" "))
    }
}

impl Exported {
    /// How many objects were read.
    pub fn count(&self) -> usize {
        self.documents.len()
    }

    /// As YAML documents; what is missing stands in a comment at the top.
    pub fn yaml(&self, locale: Locale) -> String {
        let missing = match locale {
            Locale::En => "could not be read:",
            Locale::Zh => "未能读取：",
        };
        let comment = self.unread.iter().map(|unread| format!("# {missing} {}\n", unread.say(locale)));
        comment.collect::<String>() + &emit::documents(&self.documents)
    }

    /// Reads one more object.
    pub async fn add(
        &mut self,
        store: &Store,
        resource: Resource,
        namespace: &str,
        name: &str,
    ) -> Option<Value> {
        match commands::get_value(store, resource, namespace, name).await {
            Ok(answer) => {
                self.documents.push(clean(answer.value.clone()));
                Some(answer.value)
            }
            Err(error) => {
                let target = Target {
                    kind: resource.kind.to_owned(),
                    name: name.to_owned(),
                    namespace: namespace.to_owned(),
                };
                self.unread.push(Unread { target, error });
                None
            }
        }
    }
}

const fn resource(kind: Referred) -> Resource {
    match kind {
        Referred::Service => SERVICES,
        Referred::ConfigMap => CONFIG_MAPS,
        Referred::Secret => SECRETS,
    }
}

/// Reads sets, given by namespace and name, and of what they name the kinds that are asked for, each once. `progress`
/// is told how many sets are done.
pub async fn export(
    store: &Store,
    sets: &[(String, String)],
    related: Related,
    progress: impl Fn(usize),
) -> Exported {
    let mut exported = Exported::default();
    let mut done: BTreeSet<(String, Reference)> = BTreeSet::new();
    for (index, (namespace, name)) in sets.iter().enumerate() {
        let set = exported.add(store, STATEFUL_SETS, namespace, name).await;
        let named = set.as_ref().map(references).unwrap_or_default();
        for reference in named.into_iter().filter(|reference| related.has(reference.kind)) {
            if done.insert((namespace.clone(), reference.clone())) {
                exported.add(store, resource(reference.kind), namespace, &reference.name).await;
            }
        }
        progress(index + 1);
    }
    exported
}

/// `statefulsets-2026-11-21.csv`.
pub fn file_name(extension: &str) -> String {
    let now = local_time::iso(i64::try_from(clock::now_ms()).unwrap_or(i64::MAX));
    format!("statefulsets-{}.{extension}", now.get(..10).unwrap_or(&now))
}
