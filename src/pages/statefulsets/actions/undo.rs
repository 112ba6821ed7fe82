//! Takes back what a run did: what that means for each set as it is now, as for any other action, and then a run like
//! any other.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use kubewire::access::{Ask, Verdict};
use kubewire::object::ObjectKey;
use kubewire::resource::{PODS, STATEFUL_SETS};
use kubewire::scope::Scope;
use leptos::prelude::*;
use serde_json::Value;
use workload::plan::{Action, Knowing, Options, Order, Plan, PodRef, Target, make};
use workload::rows::pod::{PodRow, by_owner};
use workload::rows::set::SetRow;
use workload::run::Run;
use workload::run::item::State;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::shell::CLOSE;
use crate::pages::shell::runs::words::{Title, title};
use crate::pages::statefulsets::actions::Known;
use crate::pages::statefulsets::actions::choices::Unread;
use crate::pages::statefulsets::actions::delete_pods::{DeletePods, offered};
use crate::pages::statefulsets::actions::dialog::{Copy, Seen};
use crate::pages::statefulsets::actions::related::Related;
use crate::pages::statefulsets::actions::rows::{Sets, Shown};
use crate::pages::statefulsets::actions::verb::Verb;
use crate::store::use_store;
use crate::store::watched::Watched;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;

const KEEP: Text = Text { zh: "保持现状", en: "Leave it as it is" };
const LEAD: Text = Text {
    zh: "将以下更改应用到各个有状态副本集；之后被他人更改过的内容会被覆盖。",
    en: "Each set is changed as follows; what others have changed there since is overwritten.",
};
const READING: Text = Text { zh: "正在读取当前状态…", en: "Reading how they are now…" };
/// In more namespaces pods are not followed for a dialog: the strips are then bars of the sets' own counts.
const FEW: usize = 4;

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
        delete_pods: Vec::new(),
    }
}

/// The sets and pods of the namespaces that an order is about.
struct Now {
    sets: Vec<Watched<SetRow>>,
    pods: Vec<Watched<PodRow>>,
}

impl Now {
    fn watch(order: &Order) -> Self {
        let store = use_store();
        let places: BTreeSet<&str> = order.targets.iter().map(|target| &*target.namespace).collect();
        let sets = places.iter().flat_map(|place| scopes(order, place)).map(|scope| store.watch(scope));
        let sets = sets.collect();
        let places = places.iter().filter(|_| places.len() <= FEW);
        Self { sets, pods: places.map(|place| store.watch(Scope::namespaced(PODS, *place))).collect() }
    }

    /// Whether how the sets are is known.
    fn is_known(&self) -> bool {
        self.sets.iter().all(|sets| sets.loaded().get())
    }

    /// The set of each target's name as it is, one that is not there any more by its name alone.
    fn seen(&self, targets: &[Target]) -> Vec<Seen> {
        let sets: Vec<_> = self.sets.iter().flat_map(|sets| sets.all().get().to_vec()).collect();
        let sets: HashMap<_, _> = sets.into_iter().map(|set| (name(&set), set)).collect();
        let are_known = !self.pods.is_empty() && self.pods.iter().all(|pods| pods.loaded().get());
        let pods: Vec<_> = self.pods.iter().flat_map(|pods| pods.all().get().to_vec()).collect();
        let mut pods = are_known.then(|| by_owner(&pods));
        let seen = |target: &Target| {
            let found = sets.get(&(target.namespace.clone(), target.name.clone()));
            let set = found.cloned().unwrap_or_else(|| Arc::new(gone(target)));
            let pods = pods.as_mut().map(|pods| pods.remove(&set.meta.key.uid).unwrap_or_default());
            Seen { known: Known { set, pods }, gone: found.is_none(), hidden: false }
        };
        targets.iter().map(seen).collect()
    }
}

/// Few sets each by its name, for who may see no more than them; many by their namespace.
fn scopes(order: &Order, place: &str) -> Vec<Scope> {
    let here = order.targets.iter().filter(|target| target.namespace == place);
    let each: Vec<Scope> = here.map(|target| Scope::named(STATEFUL_SETS, place, &target.name)).collect();
    if each.len() <= FEW { each } else { vec![Scope::namespaced(STATEFUL_SETS, place)] }
}

fn name(set: &SetRow) -> (String, String) {
    (set.meta.namespace().to_owned(), set.meta.name().to_owned())
}

fn gone(target: &Target) -> SetRow {
    let Target { namespace, name, uid } = target.clone();
    let key = ObjectKey { uid, name, namespace, resource_version: String::new() };
    let mut set = SetRow::default();
    set.meta.key = key;
    set
}

/// What is shown of an order: its sets as they are, and its plan once they are known.
fn follow(order: Order, around: Related, chosen: RwSignal<bool>) -> (Shown, Memo<Vec<PodRef>>) {
    let (now, is_one) = (Arc::new(Now::watch(&order)), order.targets.len() == 1);
    let (targets, known) = (order.targets.clone(), Arc::clone(&now));
    let sets = Memo::new(move |_| known.seen(&targets));
    let action = order.action.clone();
    let stuck_pods = Memo::new(move |_| sets.with(|sets| offered(&action, sets)));
    let rights = use_store().rights().clone();
    let plan = Memo::new(move |_| {
        let denied = |ask: &Ask| rights.may(ask.clone()).get() == Verdict::Denied;
        let there: HashMap<_, _> = sets.with(|sets| {
            let there = sets.iter().filter(|seen| !seen.gone).map(|seen| Arc::clone(&seen.known.set));
            there.map(|set| (name(&set), set)).collect()
        });
        let find = |target: &Target| there.get(&(target.namespace.clone(), target.name.clone())).cloned();
        let delete_pods = if chosen.get() { stuck_pods.get() } else { Vec::new() };
        let order = Order { delete_pods, ..order.clone() };
        let knowing = |around: &_| make(order.clone(), &find, Knowing { around, denied: &denied });
        now.is_known().then(|| around.around.with(knowing))
    });
    (Shown { sets, plan, around: around.around, lack: Signal::stored(None), is_one }, stuck_pods)
}

/// The dialog.
#[component]
pub fn UndoDialog(
    /// What is taken back.
    run: Run,
    /// Called when the user leaves it.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let order = way_back(&run);
    // Labels and annotations are compared with all that a set has, of which its row keeps few.
    let verb = if matches!(run.order.action, Action::Mark { .. }) { Verb::Labels } else { Verb::Scale };
    let related = Related::read(verb, &order.targets);
    let what = StoredValue::new(Title::of(&run));
    let chosen = RwSignal::new(false);
    let (shown, stuck_pods) = follow(order, related, chosen);
    let heading = say(move |locale| undo(&what.with_value(|what| title(what, locale)), locale));
    let count = Memo::new(move |_| shown.plan.with(|plan| plan.as_ref().map_or(0, Plan::count)));
    let go = move |()| {
        if let Some(plan) = shown.plan.get_untracked().filter(|plan| plan.count() > 0) {
            store.batch().start(plan);
            on_close.run(());
        }
    };
    let foot = move || {
        view! {
            <Copy plan=shown.plan />
            <span class="spacer"></span>
            <Button focus=true on_press=on_close>{t(KEEP)}</Button>
            <Button submit=true kind=Kind::Main disabled=Signal::derive(move || count.get() == 0)>
                {say(move |locale| button(count.get(), locale))}
            </Button>
        }
    };
    let (locale, is_known) = (use_locale(), Memo::new(move |_| shown.plan.with(Option::is_some)));
    let rows = move || {
        if is_known.get() {
            view! { <Sets shown /> }.into_any()
        } else {
            view! { <p class="dim" role="status">{move || READING.get(locale.get())}</p> }.into_any()
        }
    };
    view! {
        <Dialog title=heading lead=t(LEAD) close_label=t(CLOSE) wide=!shown.is_one on_close on_submit=go foot>
            {rows}
            <DeletePods offered=stuck_pods chosen />
            <Unread related />
        </Dialog>
    }
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
