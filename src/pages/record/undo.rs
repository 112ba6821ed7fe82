//! Takes back what a run did: what that means for each set as it is now, and then a run like any other.

use std::collections::BTreeSet;
use std::sync::Arc;

use kubewire::resource::STATEFUL_SETS;
use kubewire::scope::Scope;
use leptos::prelude::*;
use serde_json::Value;
use workload::plan::around::Around;
use workload::plan::{Action, Item, Knowing, Options, Order, Outcome, Plan, Step, Target, make};
use workload::rows::set::SetRow;
use workload::run::Run;
use workload::run::item::State;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::CLOSE;
use crate::pages::shell::runs::words::{Title, title};
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;

const KEEP: Text = Text { zh: "保持现状", en: "Leave it as it is" };
const LEAD: Text = Text {
    zh: "将以下更改应用到各个有状态副本集；之后被他人更改过的内容会被覆盖。",
    en: "Each set is changed as follows; what others have changed there since is overwritten.",
};
const READING: Text = Text { zh: "正在读取当前状态…", en: "Reading how they are now…" };

/// The order that takes back what a run did.
fn way_back(run: &Run) -> Order {
    let done = || run.items.iter().filter(|item| item.state == State::Done && !item.undo.is_empty());
    let patch = |item: &workload::run::item::Item| {
        Some((item.target.uid.clone(), serde_json::from_str::<Value>(&item.undo).ok()?))
    };
    Order {
        action: Action::Restore { patches: done().filter_map(patch).collect() },
        options: Options::default(),
        targets: done().map(|item| item.target.clone()).collect(),
    }
}

/// The plan of an order, once all its sets are known; it follows them.
fn follow(order: Order) -> Memo<Option<Plan>> {
    let store = use_store();
    let places: BTreeSet<&str> = order.targets.iter().map(|target| target.namespace.as_str()).collect();
    let watched: Vec<_> =
        places.iter().map(|place| store.watch::<SetRow>(Scope::namespaced(STATEFUL_SETS, *place))).collect();
    let read: Vec<_> = watched.iter().map(|sets| (sets.loaded(), sets.all())).collect();
    Memo::new(move |_| {
        let all: Vec<Arc<SetRow>> = read.iter().flat_map(|(_, all)| all.get().to_vec()).collect();
        let find = |target: &Target| {
            let is = |set: &&Arc<SetRow>| {
                set.meta.name() == target.name && set.meta.namespace() == target.namespace
            };
            all.iter().find(is).cloned()
        };
        let knowing = Knowing { around: &Around::default(), denied: &|_| false };
        read.iter().all(|(loaded, _)| loaded.get()).then(|| make(order.clone(), &find, knowing))
    })
}

/// The dialog.
#[component]
pub(super) fn UndoDialog(
    id: String,
    record: Signal<Vec<Run>>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let (store, locale) = (use_store(), use_locale());
    let run =
        untrack(|| record.with(|runs| runs.iter().find(|run| run.id == id).cloned())).unwrap_or_default();
    let plan = follow(way_back(&run));
    let what = StoredValue::new(Title::of(&run));
    let heading =
        Signal::derive(move || undo(&what.with_value(|what| title(what, locale.get())), locale.get()));
    let none = Signal::derive(move || plan.with(|plan| plan.as_ref().is_none_or(|plan| plan.count() == 0)));
    let go = move |()| {
        if let Some(plan) = plan.get_untracked() {
            store.batch().start(plan);
        }
        on_close.run(());
    };
    let go = Callback::new(go);
    let rows = move || {
        let locale = locale.get();
        plan.with(|plan| match plan {
            None => view! { <p class="dim">{READING.get(locale)}</p> }.into_any(),
            Some(plan) => {
                let rows = plan.items.iter().map(|item| row(item, locale)).collect_view();
                view! { <ul class="undo-rows" tabindex="0" aria-label=heading>{rows}</ul> }.into_any()
            }
        })
    };
    let words = move || plan.with(|plan| button(plan.as_ref().map_or(0, Plan::count), locale.get()));
    let foot = move || {
        view! {
            <Button on_press=on_close>{t(KEEP)}</Button>
            <Button kind=Kind::Main disabled=none on_press=go>{words}</Button>
        }
    };
    view! { <Dialog title=heading lead=t(LEAD) close_label=t(CLOSE) on_close foot>{rows}</Dialog> }
}

fn undo(what: &str, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Undo “{what}”"),
        Locale::Zh => format!("撤销“{what}”"),
    }
}

fn button(count: usize, locale: Locale) -> String {
    match locale {
        Locale::En if count == 1 => "Change 1 set back".to_owned(),
        Locale::En => format!("Change {count} sets back"),
        Locale::Zh => format!("恢复 {count} 个有状态副本集"),
    }
}

/// A patch without the version that it is meant for, which tells a person nothing.
fn unguarded(mut body: Value) -> Value {
    if let Some(metadata) = body.get_mut("metadata").and_then(Value::as_object_mut) {
        metadata.shift_remove("resourceVersion");
    }
    body
}

fn row(item: &Item, locale: Locale) -> impl IntoView + use<> {
    let what = match &item.outcome {
        Outcome::Skip(skip) => view! { <span class="dim">{skip.say(locale)}</span> }.into_any(),
        Outcome::Do(steps) => {
            let patch = steps.iter().find_map(|step| match step {
                Step::Patch { body, .. } => Some(unguarded(body.clone()).to_string()),
                _ => None,
            });
            view! { <code>{patch}</code> }.into_any()
        }
    };
    view! { <li><strong>{item.place()}</strong>{what}</li> }
}
