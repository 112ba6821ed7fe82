//! The cells of a row that have more to say than one value.

use leptos::prelude::*;
use workload::image::Image;
use workload::rows::meta::{ALIAS, DESCRIPTION};
use workload::status::Counts;
use workload::strip::{Cells, Strip};
use workload::text::Locale;

use crate::i18n::use_locale;
use crate::pages::statefulsets::list::row::{LineSignal, Shared, flash};
use crate::route::Route;
use crate::widgets::ordinal_strip::OrdinalStrip;

/// The name, a link, and below it the alias or description.
#[component]
pub fn Name(line: LineSignal) -> impl IntoView {
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
    view! {
        <a class="set-name" href=href title=name>{name}</a>
        {move || about.get().map(|about| view! { <small class="set-about" title=about.clone()>{about.clone()}</small> })}
    }
}

fn about(line: &Shared) -> Option<String> {
    let text = |key: &str| line.0.set.meta.annotations.get(key).filter(|text| !text.is_empty());
    match (text(ALIAS), text(DESCRIPTION)) {
        (Some(alias), Some(description)) => Some(format!("{alias} · {description}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}

/// The strip, and ready of desired beside it.
#[component]
pub fn Ordinals(line: LineSignal) -> impl IntoView {
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
pub fn Updated(line: LineSignal) -> impl IntoView {
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
    let status = &line.0.set.status;
    let counts = line.0.view.counts;
    let two = !status.update_revision.is_empty() && status.current_revision != status.update_revision;
    (two && counts.desired > 0).then_some(counts)
}

/// The first image, and how many more there are.
#[component]
pub fn Images(line: LineSignal) -> impl IntoView {
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
