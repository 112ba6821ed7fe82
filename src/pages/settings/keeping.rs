//! What this browser keeps, and how to clear it.

use leptos::prelude::*;
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::settings::Section;
use crate::pages::settings::kept_groups::{Group, Item, groups, settled};
use crate::pages::shell::CLOSE;
use crate::platform::storage::{self, Area};
use crate::store::cluster_storage::ClusterStorage;
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;

const TITLE: Text = Text { zh: "此浏览器保存的内容", en: "What this browser keeps" };
const LEAD: Text = Text {
    zh: "其中的集群数据只有您操作过的对象的名称和更改内容；登录令牌只有在您选择保留时才会保存。",
    en: "Of a cluster's data it holds only names and changes of objects that you acted on, and a sign-in token only where you chose to keep it.",
};
const NOTHING: Text = Text { zh: "没有保存任何内容。", en: "Nothing is kept." };
const WHAT: Text = Text { zh: "内容", en: "What" };
const CLUSTER: Text = Text { zh: "集群", en: "Cluster" };
const SIZE: Text = Text { zh: "大小", en: "Size" };
const CLEAR: Text = Text { zh: "清除", en: "Clear" };
const CLEAR_ALL: Text = Text { zh: "全部清除…", en: "Clear everything…" };
const ASK: Text = Text { zh: "清除这些内容？", en: "Clear this?" };
const KEEP: Text = Text { zh: "保留", en: "Keep it" };
const EVERY: Text = Text { zh: "全部", en: "all" };
const HERE: Text = Text { zh: "此集群", en: "this cluster" };
const THIS_TAB: Text = Text { zh: "仅此标签页", en: "this tab only" };
const ACTIONS: Text = Text { zh: "操作", en: "Actions" };

fn kept() -> Vec<Group> {
    let of = |area: Area| {
        storage::entries(area).into_iter().map(move |(key, value)| Item {
            of_tab: area == Area::Session,
            size: key.chars().count() + value.chars().count(),
            key,
        })
    };
    groups(of(Area::Local).chain(of(Area::Session)))
}

fn clear(groups: &[Group]) {
    for item in groups.iter().flat_map(|group| &group.items) {
        storage::remove(if item.of_tab { Area::Session } else { Area::Local }, &item.key);
    }
    storage::announce();
}

/// The table of what is kept.
#[component]
pub fn Keeping() -> impl IntoView {
    let found = RwSignal::new(kept());
    let look = move || {
        let now = found.with_untracked(|found| settled(found, kept()));
        if found.with_untracked(|found| *found != now) {
            found.set(now);
        }
    };
    storage::on_change(move |_| look());
    storage::on_own_change(look);
    let asked = RwSignal::new(Vec::<Group>::new());
    let is_empty = Memo::new(move |_| found.with(Vec::is_empty));
    let all = move |()| asked.set(found.get_untracked());
    view! {
        <Section title=TITLE>
            <p class="field-help">{t(LEAD)}</p>
            <Show when=move || !is_empty.get() fallback=move || view! { <p>{t(NOTHING)}</p> }>
                <Table found asked />
                <div><Button on_press=all>{t(CLEAR_ALL)}</Button></div>
            </Show>
        </Section>
        <Show when=move || asked.with(|asked| !asked.is_empty())>
            <Confirm asked />
        </Show>
    }
}

#[component]
fn Table(found: RwSignal<Vec<Group>>, asked: RwSignal<Vec<Group>>) -> impl IntoView {
    let (locale, here) = (use_locale(), use_store().kept());
    let rows = move || {
        let (locale, here) = (locale.get(), here.get());
        let here = here.as_ref().map_or("", ClusterStorage::cluster);
        found.get().into_iter().map(|group| row(group, asked, here, locale)).collect_view()
    };
    view! {
        <table class="table settings-kept" aria-label=t(TITLE)>
            <thead>
                <tr>
                    <th scope="col">{t(WHAT)}</th>
                    <th scope="col">{t(CLUSTER)}</th>
                    <th scope="col" class="num">{t(SIZE)}</th>
                    <th scope="col"><span class="unseen">{t(ACTIONS)}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(group: Group, asked: RwSignal<Vec<Group>>, here: &str, locale: Locale) -> impl IntoView + use<> {
    let cluster = match group.cluster.as_str() {
        "" => EVERY.get(locale).to_owned(),
        cluster if cluster == here => HERE.get(locale).to_owned(),
        cluster => shown(cluster).into_owned(),
    };
    let of_tab = group.items.iter().all(|item| item.of_tab);
    let title = group.sort.title().get(locale);
    let keys = group.items.iter().map(|item| item.key.as_str()).collect::<Vec<_>>().join("\n");
    let keys = shown(&keys).into_owned();
    let size = said(group.size());
    let name = format!("{}: {title}", CLEAR.get(locale));
    view! {
        <tr>
            <th scope="row" title=keys>
                {title}
                {of_tab.then(|| view! { " " <small class="faint">{THIS_TAB.get(locale)}</small> })}
            </th>
            <td class="settings-cluster">{cluster}</td>
            <td class="num">{size}</td>
            <td class="num">
                <button type="button" class="button" data-size="small" aria-label=name on:click=move |_| asked.set(vec![group.clone()])>
                    {CLEAR.get(locale)}
                </button>
            </td>
        </tr>
    }
}

/// A browser keeps two bytes for each character.
fn said(characters: usize) -> String {
    let bytes = characters * 2;
    if bytes < 1_024 { format!("{bytes} B") } else { format!("{} KiB", bytes.div_ceil(1_024)) }
}

#[component]
fn Confirm(asked: RwSignal<Vec<Group>>) -> impl IntoView {
    let locale = use_locale();
    let leave = move |()| asked.set(Vec::new());
    let go = move |()| {
        clear(&asked.get_untracked());
        leave(());
    };
    let line = move |group: Group| {
        let locale = locale.get();
        view! {
            <li>
                <strong>{group.sort.title().get(locale)}</strong>
                {(!group.cluster.is_empty()).then(|| format!(" · {}", shown(&group.cluster)))}
                <br />
                {group.sort.loss().get(locale)}
            </li>
        }
    };
    let lines = move || asked.get().into_iter().map(line).collect_view();
    let foot = move || {
        view! {
            <Button focus=true on_press=leave>{t(KEEP)}</Button>
            <Button kind=Kind::Danger on_press=go>{t(CLEAR)}</Button>
        }
    };
    view! {
        <Dialog title=t(ASK) close_label=t(CLOSE) on_close=leave foot>
            <ul class="settings-losses">{lines}</ul>
        </Dialog>
    }
}
