//! The cells of a row. Each is drawn from one line as it is; when the line is another, the row draws them again over
//! what is there. A row of signals within signals would take ten times as long to make, and rows come and go.

use leptos::prelude::*;
use workload::age::Timestamp;
use workload::image::Image;
use workload::rows::meta::{ALIAS, DESCRIPTION};
use workload::status::Counts;
use workload::text::Locale;

use crate::pages::now::use_now;
use crate::pages::statefulsets::list::column::Column;
use crate::pages::statefulsets::list::flash::Flash;
use crate::pages::statefulsets::list::line::Line;
use crate::route::Route;
use crate::widgets::ordinal_strip::strip;
use crate::widgets::since::Since;
use crate::widgets::status_badge::StatusBadge;

/// The cell of a column.
pub fn cell(column: Column, line: &Line, flash: Flash, locale: Locale) -> AnyView {
    let (class, set) = (column.class(), &line.set);
    match column {
        Column::Name => name(class, line).into_any(),
        Column::Status => status(class, line, flash.status, locale).into_any(),
        Column::Ready => ordinals(class, line, flash.ready, locale).into_any(),
        Column::Progress => updated(class, line, flash.rollout, locale).into_any(),
        Column::Images => images(class, line).into_any(),
        Column::Namespace => text(class, set.meta.namespace().to_owned()),
        Column::Application => text(class, line.application().to_owned()),
        Column::Labels => labels(class, line).into_any(),
        Column::Selector => text(class, set.spec.selector.to_query()),
        Column::Service => text(class, set.spec.service_name.clone()),
        Column::Created => time(class, set.meta.created),
        Column::Changed => time(class, set.meta.updated()),
    }
}

/// The cell of a column of which nothing is known.
pub fn blank(column: Column) -> AnyView {
    view! { <td role="cell" class=column.class()></td> }.into_any()
}

/// One value, the whole of it in the tooltip.
fn text(class: &'static str, value: String) -> AnyView {
    let whole = value.clone();
    view! { <td role="cell" class=class title=whole>{value}</td> }.into_any()
}

fn time(class: &'static str, at: Option<Timestamp>) -> AnyView {
    let now = use_now();
    view! { <td role="cell" class=format!("{class} num")><Since at=Signal::stored(at) now /></td> }.into_any()
}

/// The word, and the reason in as few words as a row has room for; the whole of it in the tooltip.
fn status(class: &'static str, line: &Line, flash: u8, locale: Locale) -> impl IntoView + use<> {
    let view = &line.view;
    let word = view.status.text().get(locale).to_owned();
    view! {
        <td role="cell" class=class data-flash=flash>
            <StatusBadge tone=view.tone word reason=why_short(line, locale) full=why(line, locale) />
        </td>
    }
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

/// Without the domain of the key, which is the same in most of them.
fn labels(class: &'static str, line: &Line) -> impl IntoView + use<> {
    let labels = &line.set.meta.labels;
    let all: Vec<String> = labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let one = |(key, value): (&String, &String)| {
        let name = key.rsplit('/').next().unwrap_or_default();
        view! { <span class="tag">{format!("{name}={value}")}</span> }
    };
    let first = labels.iter().take(LABELS).map(one).collect_view();
    let rest = labels.len().saturating_sub(LABELS);
    let rest = (rest > 0).then(|| view! { <span class="faint">{format!("+{rest}")}</span> });
    view! { <td role="cell" class=class><span class="set-labels" title=all.join("\n")>{first}{rest}</span></td> }
}

/// The name, a link, and below it the alias or description.
fn name(class: &'static str, line: &Line) -> impl IntoView + use<> {
    let (name, about) = (line.set.meta.name().to_owned(), about(line));
    let route = Route::Set {
        namespace: line.set.meta.namespace().to_owned(),
        name: name.clone(),
        tab: String::new(),
    };
    // What there is no room for is in the tooltip.
    let whole = about.as_ref().map_or_else(|| name.clone(), |about| format!("{name}\n{about}"));
    view! {
        <td role="cell" class=class>
            <div class="set-title" title=whole>
                <a class="set-name" href=route.href()>{name}</a>
                {about.map(|about| view! { <small class="set-about">{about}</small> })}
            </div>
        </td>
    }
}

fn about(line: &Line) -> Option<String> {
    // Nobody reads more of it here.
    let beginning = |text: &String| text.chars().take(300).collect::<String>();
    let text = |key: &str| line.set.meta.annotations.get(key).filter(|text| !text.is_empty()).map(beginning);
    match (text(ALIAS), text(DESCRIPTION)) {
        (Some(alias), Some(description)) => Some(format!("{alias} · {description}")),
        (one, other) => one.or(other),
    }
}

/// The strip, and ready of desired beside it.
fn ordinals(class: &'static str, line: &Line, flash: u8, locale: Locale) -> impl IntoView + use<> {
    let Counts { ready, desired, .. } = line.view.counts;
    let words = match locale {
        Locale::En => format!("{ready} of {desired} ready"),
        Locale::Zh => format!("{desired} 个副本中 {ready} 个就绪"),
    };
    view! {
        <td role="cell" class=class data-flash=flash>
            <span class="set-ordinals">
                {strip(&line.strip(), locale)}
                <span class="set-ready" title=words>{ready}<span class="faint">" / "</span>{desired}</span>
            </span>
        </td>
    }
}

/// How far the rollout is, while there is one, and the partition.
fn updated(class: &'static str, line: &Line, flash: u8, locale: Locale) -> impl IntoView + use<> {
    let numbers = line.rollout().map(|Counts { updated, to_update, .. }| match locale {
        Locale::En => format!("{updated} of {to_update}"),
        Locale::Zh => format!("{updated} / {to_update}"),
    });
    let strategy = &line.set.spec.update_strategy;
    let below = match (strategy.is_on_delete(), strategy.partition(), locale) {
        (true, ..) => Some("OnDelete".to_owned()),
        (false, 0, _) => None,
        (false, partition, Locale::En) => Some(format!("partition {partition}")),
        (false, partition, Locale::Zh) => Some(format!("分区 {partition}")),
    };
    view! { <td role="cell" class=class data-flash=flash>{numbers}{below.map(|below| view! { <small>{below}</small> })}</td> }
}

/// The first image, and how many more there are.
fn images(class: &'static str, line: &Line) -> impl IntoView + use<> {
    let mut images = line.set.containers().iter().map(|container| container.image.clone());
    let first = images.next().map(|first| image(&first));
    let rest: Vec<String> = images.collect();
    let rest = (!rest.is_empty())
        .then(|| view! { <span class="faint" title=rest.join("\n")>{format!("+{}", rest.len())}</span> });
    view! { <td role="cell" class=class><span class="set-images">{first}{rest}</span></td> }
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
