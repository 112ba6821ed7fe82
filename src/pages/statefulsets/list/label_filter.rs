//! Narrows by a label selector as kubectl writes it. What is typed holds as soon as it is one; until then it is said
//! where it is none.

use leptos::{ev, prelude::*};
use workload::label_selector::LabelSelector;
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::list::Listing;
use crate::ui::button::Button;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::id;
use crate::ui::popover::{Popover, PopoverHandle};

const LABELS: Text = Text { zh: "标签", en: "Labels" };
const SELECTOR: Text = Text { zh: "标签选择器", en: "Label selector" };
const HELP: Text = Text {
    zh: "与 kubectl 相同：a=b，c!=d，e in (f,g)，!h，i>1，用逗号分隔表示同时满足",
    en: "As in kubectl: a=b, c!=d, e in (f,g), !h, i>1; with commas all must hold",
};
const CLEAR: Text = Text { zh: "清除", en: "Clear" };

/// The button and its panel.
#[component]
pub fn LabelFilter(listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let query = listing.place.query;
    let selector = Memo::new(move |_| query.with(|query| query.labels.clone()));
    let is_on = move || selector.with(|selector| !selector.is_empty());
    let label = move || {
        let what = LABELS.get(locale.get());
        selector.with(
            |selector| if selector.is_empty() { what.to_owned() } else { format!("{what}: {selector}") },
        )
    };
    let trigger = move || {
        view! {
            <span class="chip-text">{label}</span>
            <Icon glyph=Glyph::ChevronDown />
        }
    };
    view! {
        <span class="chip-menu" data-on=move || is_on().then_some("")>
            <Popover label panel_label=t(SELECTOR) class="chip" trigger>
                <Panel listing selector />
            </Popover>
        </span>
    }
}

#[component]
fn Panel(listing: Listing, selector: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    let popover = use_context::<PopoverHandle>();
    let close = move || {
        if let Some(popover) = popover {
            popover.close();
        }
    };
    let typed = RwSignal::new(selector.get_untracked());
    let problem = Memo::new(move |_| typed.with(|typed| LabelSelector::parse(typed)).err());
    let take = move |text: String| {
        if LabelSelector::parse(&text).is_ok() {
            listing.place.change(|query| text.trim().clone_into(&mut query.labels));
        }
        typed.set(text);
    };
    let clear = move |()| {
        take(String::new());
        close();
    };
    let (input, help) = (id::fresh("selector"), id::fresh("selector-help"));
    view! {
        <div class="label-filter">
            <label class="field-label" for=input.clone()>{t(SELECTOR)}</label>
            <input
                id=input
                class="input mono"
                type="text"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
                aria-describedby=help.clone()
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                prop:value=typed
                on:input=move |ev: ev::Event| take(event_target_value(&ev))
                on:keydown=move |ev: ev::KeyboardEvent| if ev.key() == "Enter" { close() }
            />
            <p id=help class="field-help">{t(HELP)}</p>
            <p class="field-error" role="alert">
                {move || problem.get().map(|problem| problem.say(locale.get()))}
            </p>
            <Button small=true disabled=Signal::derive(move || typed.with(String::is_empty)) on_press=clear>{t(CLEAR)}</Button>
        </div>
    }
}
