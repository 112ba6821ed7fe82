//! Namespaces of the list that are gone, or going: their list is as empty as one without sets, and nothing else says why.
//! Only those without sets are looked at: most lists ask nothing more than they need.

use kubewire::access::{Ask, Verdict};
use kubewire::resource::NAMESPACES;
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::namespace::NamespaceRow;
use workload::text::{Locale, Text};

use crate::i18n::{say, t};
use crate::pages::statefulsets::list::board::Lines;
use crate::pages::statefulsets::list::source::Source;
use crate::route::namespaces::Namespaces;
use crate::store::use_store;
use crate::store::watched::Watched;
use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

/// More namespaces than these are looked at by one watch of all of them.
const FEW: usize = 4;

/// What became of a namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is not there.
    Gone,
    /// It is being deleted.
    Ending,
}

/// Namespaces, each with what became of it.
pub type Fates = Memo<Vec<(String, Fate)>>;

/// Looks at the namespaces that are named and have no sets, as far as they may be read, for as long as the current owner
/// lives.
pub fn fates(namespaces: &Namespaces, source: Source) -> Fates {
    let (store, names) = (use_store(), namespaces.names().to_vec());
    let empty = Memo::new(move |_| {
        let has_sets = |name: &String, lines: &Lines| {
            lines.with(|lines| lines.values().any(|line| line.set.meta.namespace() == name))
        };
        let is_empty = |name: &&String| !source.lines.with(|lines| has_sets(name, lines));
        if source.loaded.get() { names.iter().filter(is_empty).cloned().collect() } else { Vec::new() }
    });
    let rights = store.rights().clone();
    let readable = Memo::new(move |_| {
        let names = empty.get();
        let questions = if names.len() <= FEW { named(&names) } else { vec![all(&names)] };
        let is_granted = |(ask, ..): &&Question| rights.may(ask.clone()).get() == Verdict::Allowed;
        questions.iter().filter(is_granted).cloned().collect::<Vec<_>>()
    });
    let watched = RwSignal::new(Vec::<(Vec<String>, Watched<NamespaceRow>)>::new());
    // The watches belong to this run of the effect.
    Effect::new(move || {
        let watch = |(_, scope, names): Question| (names, store.watch(scope));
        watched.set(readable.get().into_iter().map(watch).collect());
    });
    Memo::new(move |_| {
        let watched = watched.read();
        let fates = watched.iter().filter(|(_, rows)| rows.loaded().get()).flat_map(|(names, rows)| {
            let rows = rows.all().get();
            names.iter().filter_map(|name| Some((name.clone(), fate(name, &rows)?))).collect::<Vec<_>>()
        });
        fates.collect()
    })
}

type Question = (Ask, Scope, Vec<String>);

/// A namespace is read as a thing in itself (`apiserver:pkg/endpoints/request/requestinfo.go`).
fn named(names: &[String]) -> Vec<Question> {
    let one = |name: &String| {
        let ask = Ask::new("get", NAMESPACES, name).named(name);
        (ask, Scope::named(NAMESPACES, "", name), vec![name.clone()])
    };
    names.iter().map(one).collect()
}

fn all(names: &[String]) -> Question {
    (Ask::new("list", NAMESPACES, ""), Scope::all(NAMESPACES), names.to_vec())
}

fn fate(name: &str, rows: &[std::sync::Arc<NamespaceRow>]) -> Option<Fate> {
    match rows.iter().find(|row| row.meta.name() == name) {
        None => Some(Fate::Gone),
        Some(row) if row.status.phase == "Terminating" => Some(Fate::Ending),
        Some(_) => None,
    }
}

/// What is known to be gone.
pub fn gone(fates: &[(String, Fate)]) -> impl Iterator<Item = &str> {
    fates.iter().filter(|(_, fate)| *fate == Fate::Gone).map(|(name, _)| name.as_str())
}

const GONE_TEXT: Text = Text {
    zh: "它可能已被删除，或名称有误。若稍后创建，其中的有状态副本集会自动显示。",
    en: "It may have been deleted, or the name is wrong. Should it be created, its StatefulSets appear by themselves.",
};
const ENDING_TEXT: Text = Text {
    zh: "其中的所有对象都会被删除，也无法再创建新的对象。",
    en: "Everything in it is deleted with it, and nothing can be created in it any more.",
};

impl Fate {
    /// What it is, of a namespace.
    pub fn title(self, name: &str, locale: Locale) -> String {
        match (self, locale) {
            (Self::Gone, Locale::En) => format!("There is no namespace {name}"),
            (Self::Gone, Locale::Zh) => format!("集群中没有命名空间 {name}"),
            (Self::Ending, Locale::En) => format!("Namespace {name} is being deleted"),
            (Self::Ending, Locale::Zh) => format!("命名空间 {name} 正在删除"),
        }
    }

    /// What that means.
    pub const fn text(self) -> Text {
        match self {
            Self::Gone => GONE_TEXT,
            Self::Ending => ENDING_TEXT,
        }
    }
}

/// A callout for each of them.
#[component]
pub fn FateNotes(fates: Fates) -> impl IntoView {
    let one = |(name, fate): (String, Fate)| {
        let title = Signal::derive(say(move |locale| fate.title(&name, locale)));
        view! { <div class="list-note"><Callout tone=Tone::Warn title text=t(fate.text()) /></div> }
    };
    move || fates.get().into_iter().map(one).collect_view()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::{Fate, fate};

    #[test]
    fn a_namespace_that_is_not_there_or_going_is_told_from_one_that_is_there() {
        let row = |name: &str, phase: &str| {
            let row = json!({"metadata": {"name": name}, "status": {"phase": phase}});
            Arc::new(serde_json::from_value(row).expect("a namespace"))
        };
        let rows = [row("shop", "Active"), row("old", "Terminating")];
        assert_eq!(fate("shop", &rows), None);
        assert_eq!(fate("old", &rows), Some(Fate::Ending));
        assert_eq!(fate("data", &rows), Some(Fate::Gone));
    }
}
