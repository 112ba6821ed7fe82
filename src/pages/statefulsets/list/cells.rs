//! The cells of a row, one component for each column that has more to say than one value.

use std::collections::BTreeMap;

use leptos::prelude::*;
use workload::image::Image;
use workload::rows::meta::{ALIAS, DESCRIPTION};
use workload::status::Counts;
use workload::strip::{Cells, Strip};
use workload::text::Locale;

use crate::i18n::use_locale;
use crate::pages::now::use_now;
use crate::pages::statefulsets::list::column::Column;
use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::row::{LineSignal, Shared, flash};
use crate::route::Route;
use crate::widgets::ordinal_strip::OrdinalStrip;
use crate::widgets::since::Since;
use crate::widgets::status_badge::StatusBadge;

/// The cell of a column.
pub fn cell(column: Column, line: LineSignal) -> AnyView {
    let class = column.class();
    match column {
        Column::Name => view! { <td class=class><Name line /></td> }.into_any(),
        Column::Status => view! { <Status line /> }.into_any(),
        Column::Ready => view! { <Ordinals line /> }.into_any(),
        Column::Progress => view! { <Updated line /> }.into_any(),
        Column::Images => view! { <td class=class><Images line /></td> }.into_any(),
        Column::Namespace => text(class, line, |line| line.set.meta.namespace().to_owned()),
        Column::Application => text(class, line, |line| line.set.meta.application().to_owned()),
        Column::Labels => view! { <td class=class><Labels line /></td> }.into_any(),
        Column::Selector => text(class, line, |line| line.set.spec.selector.to_query()),
        Column::Service => text(class, line, |line| line.set.spec.service_name.clone()),
        Column::Created => time(class, line, |line| line.set.meta.created),
        Column::Changed => time(class, line, |line| line.set.meta.updated()),
    }
}

/// One value, the whole of it in the tooltip.
fn text(class: &'static str, line: LineSignal, value: fn(&Line) -> String) -> AnyView {
    let value = Memo::new(move |_| line.with(|line| line.as_ref().map(|line| value(&line.0))));
    view! { <td class=class title=value>{value}</td> }.into_any()
}

fn time(
    class: &'static str,
    line: LineSignal,
    value: fn(&Line) -> Option<workload::age::Timestamp>,
) -> AnyView {
    let now = use_now();
    let at = Memo::new(move |_| line.with(|line| line.as_ref().and_then(|line| value(&line.0))));
    let class = format!("{class} num");
    view! { <td class=class><Since at now /></td> }.into_any()
}

/// The word, and the reason in as few words as a row has room for; the whole of it in the tooltip.
#[component]
fn Status(line: LineSignal) -> impl IntoView {
    let locale = use_locale();
    let said = move |say: fn(&Line, Locale) -> String| {
        Memo::new(move |_| {
            line.with(|line| line.as_ref().map(|line| say(&line.0, locale.get())).unwrap_or_default())
        })
    };
    let (reason, full) = (said(why_short), said(why));
    let word = said(|line, locale| line.view.status.text().get(locale).to_owned());
    let tone = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.0.view.tone)).unwrap_or(workload::status::Tone::Idle)
    });
    let changed = flash(Memo::new(move |_| line.with(|line| line.as_ref().map(|line| line.0.view.status))));
    view! { <td class="col-status" data-flash=changed><StatusBadge tone word reason full /></td> }
}

/// The reason, or else the first thing to know besides.
pub fn why(line: &Line, locale: Locale) -> String {
    let reason = line.view.reason.as_ref().map(|reason| reason.say(locale));
    reason.or_else(|| line.view.notes.first().map(|note| note.say(locale))).unwrap_or_default()
}

fn why_short(line: &Line, locale: Locale) -> String {
    line.view.reason.as_ref().map_or_else(|| why(line, locale), |reason| reason.short(locale))
}

/// So many labels are drawn; the rest is counted and in the tooltip.
const LABELS: usize = 2;

#[component]
fn Labels(line: LineSignal) -> impl IntoView {
    let labels = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.0.set.meta.labels.clone()).unwrap_or_default())
    });
    let all = move || labels.with(|labels| pairs(labels).collect::<Vec<_>>().join("\n"));
    let first = move || {
        labels.with(|labels| {
            let one = |pair: String| view! { <span class="tag">{pair}</span> };
            pairs(labels).take(LABELS).map(one).collect_view()
        })
    };
    let rest = move || {
        let rest = labels.with(BTreeMap::len).saturating_sub(LABELS);
        (rest > 0).then(|| view! { <span class="faint">{format!("+{rest}")}</span> })
    };
    view! { <span class="set-labels" title=all>{first}{rest}</span> }
}

fn pairs(labels: &BTreeMap<String, String>) -> impl Iterator<Item = String> {
    labels.iter().map(|(key, value)| format!("{key}={value}"))
}

/// The name, a link, and below it the alias or description.
#[component]
fn Name(line: LineSignal) -> impl IntoView {
    let name =
        Memo::new(move |_| line.with(|line| line.as_ref().map(|line| line.0.set.meta.name().to_owned())));
    let href = Memo::new(move |_| {
        line.with(|line| {
            let meta = &line.as_ref()?.0.set.meta;
            let (namespace, name) = (meta.namespace().to_owned(), meta.name().to_owned());
            Some(Route::Set { namespace, name, tab: String::new() }.href())
        })
    });
    let about = Memo::new(move |_| line.with(|line| line.as_ref().and_then(about)));
    // What there is no room for is in the tooltip.
    let whole = move || [name.get(), about.get()].into_iter().flatten().collect::<Vec<_>>().join("\n");
    view! {
        <div class="set-title" title=whole>
            <a class="set-name" href=href>{name}</a>
            {move || about.get().map(|about| view! { <small class="set-about">{about}</small> })}
        </div>
    }
}

fn about(line: &Shared) -> Option<String> {
    // Nobody reads more of it here.
    let beginning = |text: &String| text.chars().take(300).collect::<String>();
    let text =
        |key: &str| line.0.set.meta.annotations.get(key).filter(|text| !text.is_empty()).map(beginning);
    match (text(ALIAS), text(DESCRIPTION)) {
        (Some(alias), Some(description)) => Some(format!("{alias} · {description}")),
        (one, other) => one.or(other),
    }
}

/// The strip, and ready of desired beside it.
#[component]
fn Ordinals(line: LineSignal) -> impl IntoView {
    let locale = use_locale();
    let strip = Memo::new(move |_| {
        line.with(|line| line.as_ref().map_or_else(|| Strip::Cells(Cells::default()), |line| line.0.strip()))
    });
    let counts = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.0.view.counts)).unwrap_or_default()
    });
    let ready = Memo::new(move |_| (counts.get().ready, counts.get().desired));
    let words = move || {
        let (ready, desired) = ready.get();
        match locale.get() {
            Locale::En => format!("{ready} of {desired} ready"),
            Locale::Zh => format!("{desired} 个副本中 {ready} 个就绪"),
        }
    };
    view! {
        <td class="col-ordinals" data-flash=flash(ready)>
            <span class="set-ordinals">
                <OrdinalStrip strip />
                <span class="set-ready" title=words>
                    {move || ready.get().0}<span class="faint">" / "</span>{move || ready.get().1}
                </span>
            </span>
        </td>
    }
}

/// How far the rollout is, while there is one, and the partition.
#[component]
fn Updated(line: LineSignal) -> impl IntoView {
    let locale = use_locale();
    let rollout = Memo::new(move |_| line.with(|line| line.as_ref().and_then(rollout)));
    let on_delete = Memo::new(move |_| {
        line.with(|line| line.as_ref().is_some_and(|line| line.0.set.spec.update_strategy.is_on_delete()))
    });
    let partition = Memo::new(move |_| {
        line.with(|line| line.as_ref().map_or(0, |line| line.0.set.spec.update_strategy.partition()))
    });
    let numbers = move || {
        rollout.get().map(|Counts { updated, to_update, .. }| match locale.get() {
            Locale::En => format!("{updated} of {to_update}"),
            Locale::Zh => format!("{updated} / {to_update}"),
        })
    };
    let below = move || match (on_delete.get(), partition.get(), locale.get()) {
        (true, ..) => Some("OnDelete".to_owned()),
        (false, 0, _) => None,
        (false, partition, Locale::En) => Some(format!("partition {partition}")),
        (false, partition, Locale::Zh) => Some(format!("分区 {partition}")),
    };
    view! {
        <td class="col-updated" data-flash=flash(rollout)>
            {numbers}
            {move || below().map(|below| view! { <small>{below}</small> })}
        </td>
    }
}

/// The counts while the set has two revisions.
fn rollout(line: &Shared) -> Option<Counts> {
    line.0.is_rolling().then_some(line.0.view.counts)
}

/// The first image, and how many more there are.
#[component]
fn Images(line: LineSignal) -> impl IntoView {
    let images = Memo::new(move |_| {
        line.with(|line| {
            let containers = line.as_ref().map(|line| line.0.set.containers().iter());
            containers.into_iter().flatten().map(|container| container.image.clone()).collect::<Vec<_>>()
        })
    });
    let first = move || images.with(|images| images.first().map(|first| image(first)));
    let rest = move || {
        images.with(|images| {
            let rest = images.get(1..).filter(|rest| !rest.is_empty())?;
            Some(view! { <span class="faint" title=rest.join("\n")>{format!("+{}", rest.len())}</span> })
        })
    };
    view! { <span class="set-images">{first}{rest}</span> }
}

/// An image by its last name and tag. Where room is short the name gives way: the tag is what differs.
fn image(reference: &str) -> impl IntoView + use<> {
    let short = Image::parse(reference).short();
    let cut = short.find([':', '@']).unwrap_or(short.len());
    let (name, tag) = short.split_at(cut);
    view! {
        <span class="tag set-image" title=reference.to_owned()>
            <span class="set-image-name">{name.to_owned()}</span>
            <span class="set-image-tag">{tag.to_owned()}</span>
        </span>
    }
}
