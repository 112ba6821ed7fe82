//! A menu by the ARIA pattern: arrow keys go round, Home and End jump, a letter goes to the next item that begins
//! with it, Escape closes; the focus is back at the button before an item acts.

use leptos::{ev, html, prelude::*};

use crate::platform::focus;
use crate::ui::{
    icon::{Glyph, Icon},
    popover::{Align, Popover, PopoverHandle},
};

/// What an item does.
#[derive(Clone)]
pub enum Does {
    /// Calls back.
    Act(Callback<()>),
    /// Goes somewhere, so it can be opened in a new tab.
    Go(String),
    /// Cannot be done now, and why.
    Not(String),
}

/// One line of a menu.
#[derive(Clone)]
pub struct MenuItem {
    label: String,
    glyph: Option<Glyph>,
    does: Does,
    danger: bool,
    chosen: Option<bool>,
    rule: bool,
    why_not: Signal<Option<String>>,
}

impl MenuItem {
    /// An item with its words.
    pub fn new(label: impl Into<String>, does: Does) -> Self {
        Self {
            label: label.into(),
            glyph: None,
            does,
            danger: false,
            chosen: None,
            rule: false,
            why_not: Signal::stored(None),
        }
    }

    /// An item that acts.
    pub fn act(label: impl Into<String>, act: impl Fn() + Send + Sync + 'static) -> Self {
        Self::new(label, Does::Act(Callback::new(move |()| act())))
    }

    /// With a drawing.
    #[must_use]
    pub fn glyph(mut self, glyph: Glyph) -> Self {
        self.glyph = Some(glyph);
        self
    }

    /// Leads to a loss.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// One of several of which one holds.
    #[must_use]
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = Some(chosen);
        self
    }

    /// Cannot be done by this person while there is a reason, which is found out while the menu is open.
    #[must_use]
    pub fn unless(mut self, why_not: impl Into<Signal<Option<String>>>) -> Self {
        self.why_not = why_not.into();
        self
    }

    /// With a line above it.
    #[must_use]
    pub fn after_rule(mut self) -> Self {
        self.rule = true;
        self
    }
}

/// A button that opens a menu. `items` is asked each time it opens.
#[component]
pub fn Menu(
    /// The button's name.
    #[prop(into)]
    label: Signal<String>,
    /// The lines.
    #[prop(into)]
    items: Callback<(), Vec<MenuItem>>,
    /// The class of the button.
    #[prop(default = "icon-button")]
    class: &'static str,
    /// Where the menu is.
    #[prop(optional)]
    align: Align,
    /// What stands in the button.
    #[prop(into)]
    trigger: ViewFn,
    /// The button, for focus.
    #[prop(optional)]
    node: NodeRef<html::Button>,
) -> impl IntoView {
    view! {
        <Popover label role="menu" class align trigger node>
            <MenuPanel label items=items.run(()) />
        </Popover>
    }
}

#[component]
fn MenuPanel(label: Signal<String>, items: Vec<MenuItem>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let popover = use_context::<PopoverHandle>();
    let words: Vec<String> = items.iter().map(|item| item.label.to_lowercase()).collect();
    let keydown = move |ev: ev::KeyboardEvent| {
        let Some(panel) = node.get_untracked() else { return };
        if ev.key() == "Tab" {
            ev.prevent_default();
            if let Some(popover) = popover {
                popover.close();
            }
            return;
        }
        let here = focus::index(&panel, "[role^=menuitem]");
        if let Some(there) = step(&ev.key(), here, &words) {
            ev.prevent_default();
            ev.stop_propagation();
            focus::child(&panel, "[role^=menuitem]", there);
        }
    };
    let lines = items.into_iter().map(|item| line(item, popover)).collect_view();
    view! { <div node_ref=node class="menu" role="menu" aria-label=label on:keydown=keydown>{lines}</div> }
}

fn line(item: MenuItem, popover: Option<PopoverHandle>) -> impl IntoView {
    let MenuItem { label, glyph, does, danger, chosen, rule, why_not } = item;
    let role = if chosen.is_some() { "menuitemradio" } else { "menuitem" };
    let checked = chosen.map(|chosen| if chosen { "true" } else { "false" });
    let danger = danger.then_some("");
    let never = if let Does::Not(why) = &does { Some(why.clone()) } else { None };
    let why = move || never.clone().or_else(|| why_not.get()).map(|why| view! { <small>{why}</small> });
    let close = move || {
        if let Some(popover) = popover {
            popover.close();
        }
    };
    let inner = view! {
        {glyph.map(|glyph| view! { <Icon glyph=glyph /> })}
        <span>{label}{why}</span>
        {(chosen == Some(true)).then(|| view! { <span class="tick"><Icon glyph=Glyph::Check /></span> })}
    };
    let body = match does {
        Does::Go(href) => view! {
            <a class="menu-item" role=role tabindex="-1" href=href data-danger=danger on:click=move |_| close()>{inner}</a>
        }
        .into_any(),
        Does::Act(act) => view! {
            <button type="button" class="menu-item" role=role tabindex="-1" aria-checked=checked data-danger=danger
                aria-disabled=move || why_not.with(Option::is_some).then_some("true")
                on:click=move |_| {
                    if why_not.with_untracked(Option::is_none) {
                        close();
                        act.run(());
                    }
                }>{inner}</button>
        }
        .into_any(),
        Does::Not(_) => {
            view! { <button type="button" class="menu-item" role=role tabindex="-1" aria-disabled="true">{inner}</button> }
                .into_any()
        }
    };
    view! {
        {rule.then(|| view! { <hr class="menu-rule" /> })}
        {body}
    }
}

/// Where a key leads from item `here` (none before the first move) among items with these lower-case words.
fn step(key: &str, here: Option<usize>, words: &[String]) -> Option<usize> {
    let count = words.len();
    if count == 0 {
        return None;
    }
    match key {
        "ArrowDown" => Some(here.map_or(0, |here| (here + 1) % count)),
        "ArrowUp" => Some(here.map_or(count - 1, |here| (here + count - 1) % count)),
        "Home" | "PageUp" => Some(0),
        "End" | "PageDown" => Some(count - 1),
        letter if letter.chars().count() == 1 && letter != " " => {
            let letter = letter.to_lowercase();
            let first = here.map_or(0, |here| here + 1);
            (0..count).map(|offset| (first + offset) % count).find(|index| words[*index].starts_with(&letter))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    fn words() -> Vec<String> {
        ["open", "scale", "stop", "delete"].map(str::to_owned).to_vec()
    }

    #[test]
    fn arrows_go_round_and_home_and_end_jump() {
        assert_eq!(step("ArrowDown", Some(3), &words()), Some(0));
        assert_eq!(step("ArrowUp", Some(0), &words()), Some(3));
        assert_eq!((step("Home", Some(2), &words()), step("End", None, &words())), (Some(0), Some(3)));
    }

    #[test]
    fn a_letter_goes_to_the_next_item_that_begins_with_it() {
        assert_eq!(step("s", Some(0), &words()), Some(1));
        assert_eq!(step("S", Some(1), &words()), Some(2));
        assert_eq!(step("s", Some(2), &words()), Some(1), "and round");
        assert_eq!((step("x", Some(0), &words()), step(" ", Some(0), &words())), (None, None));
    }
}
