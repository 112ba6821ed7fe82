//! The search box of a list of choices, a combobox by the ARIA pattern: the focus stays in the box, the arrows move a
//! mark in the list, Enter takes what is marked. The options have the ids `<list>-0`, `<list>-1` and so on.

use leptos::{ev, prelude::*};

use crate::platform::focus;

/// How many a page key passes over.
const PAGE: usize = 8;

/// What is typed, and which choice is marked.
#[derive(Debug, Clone, Copy)]
pub struct Combo {
    /// The id of the list; one list of that id is in the page.
    pub list: &'static str,
    /// What is typed.
    pub typed: RwSignal<String>,
    /// The position of the marked choice.
    pub marked: RwSignal<usize>,
}

impl Combo {
    /// With nothing typed.
    pub fn new(list: &'static str) -> Self {
        Self { list, typed: RwSignal::new(String::new()), marked: RwSignal::new(0) }
    }

    /// The id of the option at a position.
    pub fn id(self, position: usize) -> String {
        format!("{}-{position}", self.list)
    }

    fn mark(self, position: usize) {
        self.marked.set(position);
        focus::reveal_id(&self.id(position));
    }
}

/// The box.
#[component]
pub fn ComboInput(
    /// What is typed and marked.
    combo: Combo,
    /// How many choices there are.
    #[prop(into)]
    count: Signal<usize>,
    /// The name of the box, also shown while it is empty.
    #[prop(into)]
    label: Signal<String>,
    /// The class of the box.
    #[prop(default = "")]
    class: &'static str,
    /// Called with the position of the choice that Enter takes.
    #[prop(into)]
    on_take: Callback<usize>,
    /// Called with the position of the choice that Space takes; without it a space is typed.
    #[prop(optional, into)]
    on_space: Option<Callback<usize>>,
) -> impl IntoView {
    let keydown = move |ev: ev::KeyboardEvent| {
        let (marked, count) = (combo.marked.get_untracked(), count.get_untracked());
        // Enter and Space also end what an input method composes.
        if ev.is_composing() || count == 0 {
            return;
        }
        match (ev.key().as_str(), on_space) {
            ("Enter", _) => on_take.run(marked),
            (" ", Some(on_space)) => on_space.run(marked),
            (key, _) => match step(key, marked, count) {
                Some(next) => combo.mark(next),
                None => return,
            },
        }
        ev.prevent_default();
    };
    let active = move || Some(combo.marked.get()).filter(|at| *at < count.get()).map(|at| combo.id(at));
    let type_in = move |ev: ev::Event| {
        combo.marked.set(0);
        combo.typed.set(event_target_value(&ev));
    };
    view! {
        <input
            class=class
            type="text"
            role="combobox"
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls=combo.list
            aria-activedescendant=active
            aria-label=label
            placeholder=label
            autocomplete="off"
            spellcheck="false"
            autocapitalize="none"
            autofocus=true
            prop:value=combo.typed
            on:input=type_in
            on:keydown=keydown
        />
    }
}

/// Where a key leads from the mark among `count` choices, of which there is at least one.
fn step(key: &str, marked: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowDown" => Some((marked + 1) % count),
        "ArrowUp" => Some((marked + count - 1) % count),
        "PageDown" => Some((marked + PAGE).min(count - 1)),
        "PageUp" => Some(marked.saturating_sub(PAGE)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn arrows_go_round_and_page_keys_stop_at_the_ends() {
        assert_eq!((step("ArrowDown", 2, 3), step("ArrowUp", 0, 3)), (Some(0), Some(2)));
        assert_eq!((step("PageDown", 1, 3), step("PageUp", 1, 30)), (Some(2), Some(0)));
        assert_eq!((step("ArrowDown", 0, 1), step("a", 0, 1)), (Some(0), None));
    }
}
