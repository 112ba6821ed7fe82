//! What belongs to the sets that are deleted, to be ticked: PVCs with their sizes, and the Services, budgets and
//! autoscalers that are nobody else's. Nothing is ticked beforehand.

use leptos::prelude::*;
use workload::plan::ThingKind;
use workload::plan::around::Belonging;
use workload::quantity::Quantity;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::actions::dialog::Deciding;
use crate::ui::check::Check;

const ALSO: Text = Text { zh: "一并删除", en: "Delete as well" };
const READING: Text = Text { zh: "正在查找相关对象…", en: "Looking for what belongs to it…" };
const NONE: Text =
    Text { zh: "没有只属于它的其他对象。", en: "Nothing else belongs to it alone." };
const SHARED: Text = Text { zh: "也被其他对象使用，保留", en: "others use it as well: it stays" };
const UNKNOWN: Text = Text {
    zh: "无法确认是否只属于它，保留",
    en: "whether others use it could not be found out: it stays",
};
const NOT_CHECKED: Text = Text {
    zh: "未检查是否有路由指向它（无法读取全部 {}），保留",
    en: "not checked whether routes lead to it, not all of {} could be read: it stays",
};
/// Of more, the names are folded.
const FEW: usize = 6;

/// The section.
#[component]
pub fn Belongings(deciding: Deciding) -> impl IntoView {
    let found = Memo::new(move |_| {
        let (sets, around) = (deciding.sets, deciding.related.around);
        let all = |seen: &crate::pages::statefulsets::actions::dialog::Seen| {
            around.with(|around| around.belongings(&seen.known.set))
        };
        sets.with(|sets| sets.iter().flat_map(all).collect::<Vec<Belonging>>())
    });
    let groups = ThingKind::ALL.map(|kind| view! { <Group kind found deciding /> });
    let state = move || match (deciding.related.reading.get(), found.with(Vec::is_empty)) {
        (true, _) => Some(READING),
        (false, true) => Some(NONE),
        (false, false) => None,
    };
    let locale = use_locale();
    let note = move || {
        state().map(|text| view! { <p class="field-help" role="status">{text.get(locale.get())}</p> })
    };
    view! {
        <fieldset class="belongings">
            <legend class="field-label">{t(ALSO)}</legend>
            {note}
            {groups.into_iter().collect_view()}
        </fieldset>
    }
}

/// All of one kind: a box for all, and one for each.
#[component]
fn Group(kind: ThingKind, found: Memo<Vec<Belonging>>, deciding: Deciding) -> impl IntoView {
    let things = deciding.draft.things;
    let own = Memo::new(move |_| {
        found.with(|found| found.iter().filter(|found| found.thing.kind == kind).cloned().collect::<Vec<_>>())
    });
    let offered = Memo::new(move |_| {
        own.with(|own| own.iter().filter(|found| found.alone == Some(true)).cloned().collect::<Vec<_>>())
    });
    let is_all = move || {
        let (offered, things) = (offered.read(), things.read());
        !offered.is_empty() && offered.iter().all(|found| things.contains(&found.thing))
    };
    let turn = move |some: Vec<Belonging>, on: bool| {
        things.update(|things| {
            things.retain(|thing| !some.iter().any(|found| found.thing == *thing));
            if on {
                things.extend(some.into_iter().map(|found| found.thing));
            }
        });
    };
    let all_label = say(move |locale| offered.with(|offered| sum(locale, kind, offered)));
    let all_label = Signal::derive(all_label);
    let one = move |found: Belonging| {
        let (thing, some) = (found.thing.clone(), vec![found.clone()]);
        let checked = Signal::derive(move || things.with(|things| things.contains(&thing)));
        view! { <li><Check label=Signal::stored(label(&found)) checked on_change=move |on| turn(some.clone(), on) /></li> }
    };
    let locale = use_locale();
    let kept = move |found: Belonging| {
        let text = format!("{}: {}", label(&found), why_kept(&found, deciding, locale.get()));
        view! { <li class="field-help">{text}</li> }
    };
    let names = move || {
        let (offered, all) = (offered.get(), own.get());
        let rest: Vec<Belonging> = all.into_iter().filter(|found| found.alone != Some(true)).collect();
        let is_few = offered.len() <= FEW;
        let list = view! { <ul>{offered.into_iter().map(one).collect_view()}{rest.into_iter().map(kept).collect_view()}</ul> };
        if is_few {
            list.into_any()
        } else {
            view! { <details><summary>{t(NAMES)}</summary>{list}</details> }.into_any()
        }
    };
    view! {
        <Show when=move || own.with(|own| !own.is_empty())>
            <div class="belongings-kind">
                <Show when=move || { offered.with(Vec::len) > 1 }>
                    <Check label=all_label checked=Signal::derive(is_all) on_change=move |on| turn(offered.get_untracked(), on) />
                </Show>
                {names}
            </div>
        </Show>
    }
}

/// Why something is not offered.
fn why_kept(found: &Belonging, deciding: Deciding, locale: Locale) -> String {
    if found.alone == Some(false) {
        return SHARED.get(locale).to_owned();
    }
    let unread =
        if found.thing.kind == ThingKind::Service { unread_routes(found, deciding) } else { Vec::new() };
    if unread.is_empty() {
        return UNKNOWN.get(locale).to_owned();
    }
    NOT_CHECKED.get(locale).replace("{}", &unread.join(", "))
}

/// What may lead to a Service of the same namespace and could not be read.
fn unread_routes(found: &Belonging, deciding: Deciding) -> Vec<String> {
    let namespace = deciding.sets.with(|sets| {
        let mut sets = sets.iter().map(|seen| &seen.known.set.meta);
        sets.find(|meta| meta.key.uid == found.thing.of).map(|meta| meta.namespace().to_owned())
    });
    let namespace = namespace.unwrap_or_default();
    deciding.related.around.with(|around| around.unread_routes(&namespace).map(str::to_owned).collect())
}

const NAMES: Text = Text { zh: "逐个选择", en: "One by one" };

fn label(found: &Belonging) -> String {
    let (kind, name) = (short(found.thing.kind), &found.thing.name);
    match found.size {
        Some(size) => format!("{kind} {name} · {}", size.say_bytes()),
        None => format!("{kind} {name}"),
    }
}

const fn short(kind: ThingKind) -> &'static str {
    match kind {
        ThingKind::Claim => "PVC",
        ThingKind::Service => "Service",
        ThingKind::Budget => "PodDisruptionBudget",
        ThingKind::Autoscaler => "HorizontalPodAutoscaler",
    }
}

/// `All 12 PVCs · 120 GiB`.
fn sum(locale: Locale, kind: ThingKind, offered: &[Belonging]) -> String {
    let bytes: i128 = offered.iter().filter_map(|found| found.size).map(Quantity::units).sum();
    let (count, kind) = (offered.len(), short(kind));
    let words = match locale {
        Locale::En => format!("All {count} {kind}s"),
        Locale::Zh => format!("全部 {count} 个 {kind}"),
    };
    let size = i64::try_from(bytes).ok().filter(|bytes| *bytes > 0).map(Quantity::from_units);
    size.map_or(words.clone(), |size| format!("{words} · {}", size.say_bytes()))
}
