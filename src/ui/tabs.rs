//! Tabs by the ARIA pattern: one tab stop, arrow keys move and select, Home and End jump.

use leptos::{ev, html, prelude::*};

/// One tab.
#[derive(Clone)]
pub struct Tab {
    /// What `on_select` is called with, and the tail of the ids.
    pub key: &'static str,
    /// Its word.
    pub label: Signal<String>,
    /// How many are behind it, if that is known.
    pub count: Option<Signal<Option<usize>>>,
}

/// A row of tabs. The selected one lives with the caller, usually in the URL. The panel is `TabPanel` with the same `id`.
#[component]
pub fn Tabs(
    /// Joins tabs and panel.
    id: &'static str,
    /// What the tabs are about.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    tabs: Vec<Tab>,
    /// The key of the selected tab.
    #[prop(into)]
    selected: Signal<String>,
    /// Called with the key of the tab chosen.
    #[prop(into)]
    on_select: Callback<&'static str>,
) -> impl IntoView {
    let nodes: Vec<NodeRef<html::Button>> = tabs.iter().map(|_| NodeRef::new()).collect();
    let keys: Vec<&'static str> = tabs.iter().map(|tab| tab.key).collect();
    let keydown = {
        let nodes = nodes.clone();
        move |ev: ev::KeyboardEvent| {
            let here =
                selected.with_untracked(|selected| keys.iter().position(|key| key == selected)).unwrap_or(0);
            if let Some(there) = step(&ev.key(), here, keys.len()) {
                ev.prevent_default();
                on_select.run(keys[there]);
                if let Some(tab) = nodes[there].get_untracked() {
                    // Fails only for an element outside the page.
                    drop(tab.focus());
                }
            }
        }
    };
    let row = tabs
        .into_iter()
        .zip(nodes)
        .map(|(tab, node)| tab_button(id, tab, node, selected, on_select))
        .collect_view();
    view! { <div class="tabs" role="tablist" aria-label=label on:keydown=keydown>{row}</div> }
}

fn tab_button(
    id: &'static str,
    tab: Tab,
    node: NodeRef<html::Button>,
    selected: Signal<String>,
    on_select: Callback<&'static str>,
) -> impl IntoView {
    let key = tab.key;
    let here = Memo::new(move |_| selected.with(|selected| selected == key));
    let count = move || {
        tab.count.and_then(|count| count.get()).map(|count| view! { <span class="tab-count">{count}</span> })
    };
    view! {
        <button
            node_ref=node
            type="button"
            class="tab"
            role="tab"
            id=format!("{id}-tab-{key}")
            aria-controls=format!("{id}-panel")
            aria-selected=move || if here.get() { "true" } else { "false" }
            tabindex=move || if here.get() { "0" } else { "-1" }
            on:click=move |_| on_select.run(key)
        >
            {tab.label}
            {count}
        </button>
    }
}

/// What the selected tab shows.
#[component]
pub fn TabPanel(
    /// The `id` of the tabs.
    id: &'static str,
    /// The key of the selected tab.
    #[prop(into)]
    selected: Signal<String>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class="tab-panel"
            role="tabpanel"
            id=format!("{id}-panel")
            tabindex="0"
            aria-labelledby=move || format!("{id}-tab-{}", selected.get())
        >
            {children()}
        </div>
    }
}

/// Where a key leads from tab `here` of `count`.
fn step(key: &str, here: usize, count: usize) -> Option<usize> {
    match key {
        _ if count == 0 => None,
        "ArrowRight" => Some((here + 1) % count),
        "ArrowLeft" => Some((here + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn arrows_go_round_and_home_and_end_jump() {
        assert_eq!(step("ArrowRight", 2, 3), Some(0));
        assert_eq!(step("ArrowLeft", 0, 3), Some(2));
        assert_eq!((step("Home", 2, 3), step("End", 0, 3)), (Some(0), Some(2)));
        assert_eq!((step("a", 0, 3), step("End", 0, 0)), (None, None));
    }
}
