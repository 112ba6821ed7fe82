//! The list of StatefulSets: what is where, how it is, and what to do about it.
//!
//! Three watches (sets, their pods, the warnings about them) are joined once per batch into [`line::Lines`]; the
//! address says which lines are wanted and in which order; only rows in view are drawn.

mod cells;
mod empty_states;
mod filters;
pub mod line;
mod row;
pub mod selection;
mod source;
mod table;

use std::sync::Arc;

use kubewire::health::Health;
use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::statefulsets::actions::{Acting, ActionDialogs};
use crate::pages::statefulsets::list::empty_states::{NothingHere, state};
use crate::pages::statefulsets::list::filters::Filters;
use crate::pages::statefulsets::list::source::Source;
use crate::pages::statefulsets::list::table::Table;
use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};
use crate::router::{Router, use_router};
use crate::store::use_store;
use crate::ui::button::{Kind, LinkButton};
use crate::ui::callout::Callout;
use crate::ui::icon::Glyph;
use crate::ui::shortcut::use_shortcut;
use crate::ui::tone::Tone;

const TITLE: Text = Text { zh: "有状态副本集", en: "StatefulSets" };
const NO_PODS: Text = Text { zh: "没有权限查看容器组", en: "You may not list pods" };
const NO_PODS_TEXT: Text = Text {
    zh: "因此只显示数量，不显示各序号的状态和原因。请申请 pods 的 list 和 watch 权限。",
    en: "So there are counts instead of ordinals, and no reasons. Ask for the permissions list and watch on pods.",
};
const CREATE: Text = Text { zh: "创建", en: "Create" };

/// The list's part of the address.
#[derive(Clone, Copy)]
struct Place {
    router: Router,
    query: Memo<SetsQuery>,
}

impl Place {
    /// Changes the address without a step in the history.
    fn change(self, change: impl FnOnce(&mut SetsQuery)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        self.router.replace(&Route::Sets(query));
    }
}

/// The page.
#[component]
pub fn ListPage() -> impl IntoView {
    let router = use_router();
    let route = router.route();
    // While another page comes, the old query stays: the list must not flash its unfiltered self.
    let query = Memo::new(move |before: Option<&SetsQuery>| {
        route.with(|route| match route {
            Route::Sets(query) => query.clone(),
            _ => before.cloned().unwrap_or_default(),
        })
    });
    let place = Place { router, query };
    let namespaces = Memo::new(move |_| query.with(|query| query.namespaces.clone()));
    move || view! { <ScopedList place namespaces=namespaces.get() /> }
}

/// The list of some namespaces, or of all.
#[component]
fn ScopedList(place: Place, namespaces: Namespaces) -> impl IntoView {
    let source = Source::watch(&namespaces);
    let config = use_store().config();
    let acting = Acting::new();
    let create = StoredValue::new(
        Route::Create { namespace: namespaces.single().unwrap_or_default().to_owned() }.href(),
    );
    let writable = Signal::derive(move || !config.with(|config| config.read_only));
    use_shortcut("c", move || {
        if writable.get_untracked() {
            place.router.navigate(&Route::parse(&create.get_value()));
        }
    });
    let all = namespaces.single().is_none();
    let state = state(source, place);
    let find = Callback::new(move |uid: Arc<str>| source.find(&uid));
    let lines = source.lines;
    let count = move || lines.with(|lines| (!lines.is_empty()).then(|| grouped(lines.len())));
    let on_create = move || {
        writable.get().then(|| {
            view! { <LinkButton kind=Kind::Main icon=Glyph::Add href=create.get_value()>{t(CREATE)}</LinkButton> }
        })
    };
    view! {
        <header class="page-head">
            <h1>{t(TITLE)}</h1>
            <span class="page-count">{count}</span>
            <span class="spacer"></span>
            {on_create}
        </header>
        <Filters place source state />
        <PodsDenied source />
        <NothingHere place source state namespace=namespaces.to_string() create=create.get_value() writable />
        <Table place source state acting all writable />
        <ActionDialogs acting find />
    }
}

/// Says why there are no ordinals where pods may not be listed.
#[component]
fn PodsDenied(source: Source) -> impl IntoView {
    let denied = Memo::new(move |_| match source.pods.get() {
        Health::Denied(status) => Some(status.message),
        _ => None,
    });
    let quote = Signal::derive(move || denied.get().unwrap_or_default());
    view! {
        <Show when=move || denied.with(Option::is_some)>
            <div class="list-note"><Callout tone=Tone::Warn title=t(NO_PODS) text=t(NO_PODS_TEXT) quote /></div>
        </Show>
    }
}

/// A count with the language's thousands separator, which is the comma in both.
fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
