//! The list of the picker.

use leptos::{ev, prelude::*};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::namespace_picker::choices::{Choice, Origin};
use crate::pages::shell::namespace_picker::panel::{LIST, Pick};
use crate::ui::icon::{Glyph, Icon};

const NAMESPACES: Text = Text { zh: "命名空间", en: "Namespaces" };
const ALL: Text = Text { zh: "全部命名空间", en: "All namespaces" };
const ENDING: Text = Text { zh: "终止中", en: "Terminating" };
const GONE: Text = Text { zh: "集群中没有", en: "not in the cluster" };
const PINNED: Text = Text { zh: "已固定", en: "pinned" };
/// More than one reads; what is typed narrows it down.
pub const MOST: usize = 100;

/// The list.
#[component]
pub fn Options(pick: Pick) -> impl IntoView {
    let locale = use_locale();
    let options = move || {
        let locale = locale.get();
        let choices = pick.choices.get().into_iter().take(MOST).enumerate();
        choices.map(|(index, choice)| option(index, choice, pick, locale)).collect_view()
    };
    let several = move || pick.takes_several().then_some("true");
    let rest = move || {
        let more = pick.choices.with(Vec::len).checked_sub(MOST).filter(|more| *more > 0)?;
        Some(match locale.get() {
            Locale::En => format!("{more} more: type to narrow them down."),
            Locale::Zh => format!("还有 {more} 个，请输入名称缩小范围。"),
        })
    };
    view! {
        <ul id=LIST class="options" role="listbox" aria-label=t(NAMESPACES) aria-multiselectable=several>{options}</ul>
        {move || rest().map(|rest| view! { <p class="picker-note">{rest}</p> })}
    }
}

fn option(index: usize, choice: Choice, pick: Pick, locale: Locale) -> impl IntoView {
    let name = StoredValue::new(choice.name().to_owned());
    let is_one = matches!(choice, Choice::One { .. });
    let is_chosen = Memo::new(move |_| {
        name.with_value(|name| {
            pick.current.with(|current| current.contains(name) || (!is_one && current.is_all()))
        })
    });
    let is_pinned =
        Memo::new(move |_| name.with_value(|name| pick.pins.lines().with(|pins| pins.contains(name))));
    let choice = StoredValue::new(choice);
    let press = move |ev: ev::MouseEvent| {
        choice.with_value(|choice| {
            if ev.ctrl_key() || ev.meta_key() { pick.toggle(choice) } else { pick.take(choice) }
        });
    };
    let (words, note) = choice.with_value(|choice| words(choice, locale));
    view! {
        <li
            id=pick.combo.id(index)
            class="option"
            role="option"
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }
            data-marked=move || (pick.combo.marked.get() == index).then_some("")
            on:mousemove=move |_| pick.combo.marked.set(index)
            on:click=press
        >
            {box_of(choice, pick, is_chosen)}
            <span>{words}</span>
            {note.map(|note| view! { <small>{note}</small> })}
            <Show when=move || is_pinned.get()><span class="unseen">{PINNED.get(locale)}</span></Show>
            {is_one.then(|| star_of(choice, pick, is_pinned))}
        </li>
    }
}

/// The box before a name. By keyboard it is Space, so it is no control of its own.
fn box_of(choice: StoredValue<Choice>, pick: Pick, is_chosen: Memo<bool>) -> impl IntoView {
    let press = move |ev: ev::MouseEvent| {
        ev.stop_propagation();
        choice.with_value(|choice| pick.toggle(choice));
    };
    let tick = move || is_chosen.get().then(|| view! { <Icon glyph=Glyph::Check /> });
    view! {
        <Show when=move || pick.takes_several()>
            <span class="option-box" data-on=move || is_chosen.get().then_some("") on:click=press>{tick}</span>
        </Show>
    }
}

/// The star after a name. By keyboard it is the button at the foot.
fn star_of(choice: StoredValue<Choice>, pick: Pick, is_pinned: Memo<bool>) -> impl IntoView {
    let press = move |ev: ev::MouseEvent| {
        ev.stop_propagation();
        choice.with_value(|choice| pick.pin(choice));
    };
    view! {
        <span class="option-star" data-on=move || is_pinned.get().then_some("") on:click=press><Icon glyph=Glyph::Star /></span>
    }
}

fn words(choice: &Choice, locale: Locale) -> (String, Option<&'static str>) {
    let Choice::One { name, origin } = choice else { return (ALL.get(locale).to_owned(), None) };
    match origin {
        Origin::Listed | Origin::Known => (name.clone(), None),
        Origin::Ending => (name.clone(), Some(ENDING.get(locale))),
        Origin::Gone => (name.clone(), Some(GONE.get(locale))),
        Origin::Typed => match locale {
            Locale::En => (format!("Use “{name}”"), None),
            Locale::Zh => (format!("使用“{name}”"), None),
        },
    }
}
