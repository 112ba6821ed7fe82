//! The foot of the page, always in view: where the whole stands, and the two actions.

use std::collections::BTreeSet;

use leptos::prelude::*;
use workload::creation::elsewhere::{Elsewhere, elsewhere};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::elsewhere::ElsewhereDialog;
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::remove::RemoveMade;
use crate::pages::statefulsets::create::run::{self, Intent};
use crate::pages::statefulsets::create::words;
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::toast::use_toaster;

/// The foot of the page.
#[component]
pub(super) fn Footer(model: Model) -> impl IntoView {
    let locale = use_locale();
    let toaster = use_toaster();
    let store = StoredValue::new(use_store());
    let config = store.with_value(crate::store::Store::config);
    let barred = model.barred(locale);
    let unfinished = Memo::new(move |_| model.draft.with(|draft| draft.unfinished().cloned()));
    let conflicts = Memo::new(move |_| {
        model.entries.with(|entries| model.outcomes.with(|outcomes| outcomes.conflicts(entries)))
    });
    let why_not = Signal::derive(move || {
        let locale = locale.get();
        let unfinished = || Some(words::unfinished(locale, &unfinished.get()?.label(locale)));
        barred.get().or_else(unfinished).or_else(|| words::undecided(locale, conflicts.get()))
    });
    let read_only = move || config.with(|config| config.read_only);
    let start = move |intent| run::start(model, store.get_value(), toaster, locale.get_untracked(), intent);
    let summary =
        move || words::summary(locale.get(), model.work.get(), model.tally.get(), model.edited.is_any());
    let cannot = Signal::derive(move || {
        let tally = model.tally.get();
        !tally.is_any() || tally.unreadable > 0 || model.unreadable.with(Option::is_some)
    });
    // While checking for a creation it is the creation that is busy, but one sees it as the check.
    let checking = Signal::derive(move || model.work.get() == Work::Checking);
    let creating = Signal::derive(move || model.work.get() == Work::Creating);
    let busy_elsewhere = move |own: Signal<bool>| {
        Signal::derive(move || cannot.get() || (model.work.get() != Work::Idle && !own.get()))
    };
    let write = move || {
        let known_to_exist = model.tally.with_untracked(|tally| tally.existed + tally.to_update > 0);
        start(if known_to_exist { Intent::WriteRest } else { Intent::Write });
    };
    let (asking, confirmed) = (RwSignal::new(None), StoredValue::new(BTreeSet::new()));
    let create = move |()| {
        let elsewhere = untrack(|| model.elsewhere());
        if confirmed.with_value(|confirmed| elsewhere.is_subset(confirmed)) {
            write();
        } else {
            asking.set(Some(elsewhere));
        }
    };
    let question = move |objects: BTreeSet<Elsewhere>| {
        let all = objects.clone();
        let confirm = move |()| {
            asking.set(None);
            confirmed.update_value(|confirmed| confirmed.extend(all.clone()));
            write();
        };
        let chosen = model.picked.get_untracked();
        view! { <ElsewhereDialog objects chosen on_confirm=confirm on_close=move |()| asking.set(None) /> }
    };
    let is_edit = move || model.edited.is_any();
    // What would change is seen before it is done.
    let label = move || {
        let tally = model.tally.get();
        let is_open = is_edit()
            && tally.to_update == 0
            && tally.to_create() + tally.undecided > 0
            && tally.in_doubt == 0;
        if is_open {
            words::REVIEW.get(locale.get()).to_owned()
        } else {
            words::create(locale.get(), tally, is_edit())
        }
    };
    view! {
        <footer class="create-foot">
            <p class="create-summary" role="status">{summary}</p>
            <RemoveMade model />
            <Show when=move || !is_edit()>
                <Button disabled=busy_elsewhere(checking) why_not busy=checking on_press=move |()| start(Intent::Check)>
                    {t(words::CHECK)}
                </Button>
            </Show>
            {move || asking.get().map(question)}
            <Show when=move || !read_only()>
                <Button kind=Kind::Main disabled=busy_elsewhere(creating) why_not busy=creating on_press=create>
                    {label}
                </Button>
            </Show>
        </footer>
    }
}

impl Model {
    /// What a run may write to another namespace than the chosen one.
    fn elsewhere(self) -> BTreeSet<Elsewhere> {
        self.entries.with(|entries| {
            self.outcomes.with(|outcomes| self.picked.with(|chosen| elsewhere(entries, outcomes, chosen)))
        })
    }
}
