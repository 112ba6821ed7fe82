//! Which namespaces the list shows: all, one, or several. One picks, or types a name: it works for those who may not
//! list namespaces, too. What is pinned stands first and is kept by this browser.

mod choices;
mod options;
mod panel;

use leptos::{html, prelude::*};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::namespace_picker::panel::Panel;
use crate::route::Route;
use crate::route::namespaces::Namespaces;
use crate::router::use_router;
use crate::ui::command::{Command, use_command};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::popover::Popover;

const NAMESPACE: Text = Text { zh: "命名空间", en: "Namespace" };
const ALL_SHORT: Text = Text { zh: "全部", en: "All" };
const CHOOSE: Text = Text { zh: "选择命名空间", en: "Choose namespaces" };

/// The picker.
#[component]
pub fn NamespacePicker() -> impl IntoView {
    let locale = use_locale();
    let route = use_router().route();
    let current = Memo::new(move |before: Option<&Namespaces>| {
        route.with(|route| match route {
            Route::Sets(query) => query.namespaces.clone(),
            Route::Set { namespace, .. } | Route::Create { namespace } | Route::Edit { namespace, .. } => {
                Namespaces::one(namespace)
            }
            _ => before.cloned().unwrap_or_default(),
        })
    });
    let shown = move || current.with(|current| short(current, locale.get()));
    let label = move || {
        let all = current.with(|current| current.names().join(", "));
        let all = if all.is_empty() { ALL_SHORT.get(locale.get()) } else { &all };
        format!("{}: {all}", NAMESPACE.get(locale.get()))
    };
    let node = NodeRef::<html::Button>::new();
    let open = move || {
        if let Some(button) = node.get_untracked() {
            button.click();
        }
    };
    use_command(Command::new(CHOOSE, open).keys(&["n"]).glyph(Glyph::Layers));
    let trigger = move || {
        view! {
            <span class="bar-pick-what">{t(NAMESPACE)}</span>
            <span class="bar-pick-value">{shown}</span>
            <Icon glyph=Glyph::ChevronDown />
        }
    };
    view! {
        <Popover label panel_label=t(NAMESPACE) class="bar-pick" trigger node>
            <Panel current />
        </Popover>
    }
}

/// As much as fits into the top bar.
fn short(current: &Namespaces, locale: Locale) -> String {
    match (current.names(), locale) {
        ([], _) => ALL_SHORT.get(locale).to_owned(),
        ([one], _) => one.clone(),
        ([one, two], _) => format!("{one}, {two}"),
        (more, Locale::En) => format!("{} namespaces", more.len()),
        (more, Locale::Zh) => format!("{} 个命名空间", more.len()),
    }
}
