//! Which cluster this is, and the others to go to.

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::platform::location;
use crate::store::config::{ClusterEntry, Problem};
use crate::store::session::identity::Cluster;
use crate::store::site::address_of;
use crate::store::use_store;
use crate::ui::copy::CopyText;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::popover::Popover;

const CLUSTER: Text = Text { zh: "集群", en: "Cluster" };
const VERSION: Text = Text { zh: "版本", en: "Version" };
const ADDRESS: Text = Text { zh: "地址", en: "Address" };
const UID: Text = Text { zh: "标识", en: "Identity" };
const COPY: Text = Text { zh: "复制标识", en: "Copy the identity" };
const COPIED: Text = Text { zh: "已复制", en: "Copied" };
const NOT_KNOWN: Text = Text { zh: "未知", en: "not known" };
const NO_UID: Text = Text {
    zh: "您不能读取 kube-system 命名空间，因此浏览器按地址保存此集群的数据。",
    en: "You may not read the namespace kube-system, so what the browser keeps of this cluster is kept under its address.",
};
const CLUSTERS: Text = Text { zh: "切换集群", en: "Go to another cluster" };
const PROBLEMS: Text = Text { zh: "配置问题", en: "Problems of the configuration" };

/// The name of the cluster, with what is known of it and the way to the others behind it.
#[component]
pub fn ClusterPicker() -> impl IntoView {
    let (store, locale) = (use_store(), use_locale());
    let name = StoredValue::new(store.session().place().name.clone());
    let cluster = store.session().cluster();
    let version = Memo::new(move |_| {
        cluster.with(|cluster| cluster.as_ref().map(|cluster| cluster.version.clone())).unwrap_or_default()
    });
    let has_problems = store.config().with_untracked(|config| !config.problems.is_empty());
    let label = move || {
        let name = format!("{}: {}", CLUSTER.get(locale.get()), name.get_value());
        if has_problems { format!("{name}, {}", PROBLEMS.get(locale.get())) } else { name }
    };
    let trigger = move || {
        view! {
            <span class="bar-pick-what">{t(CLUSTER)}</span>
            {has_problems.then(|| view! { <span class="bar-warning"><Icon glyph=Glyph::Warning /></span> })}
            <span class="bar-pick-value">{name.get_value()} " " <span class="bar-version">{version}</span></span>
            <span class="bar-glyph"><Icon glyph=Glyph::Server /></span>
            <Icon glyph=Glyph::ChevronDown />
        }
    };
    view! {
        <Popover label panel_label=t(CLUSTER) class="bar-pick bar-cluster" trigger>
            <Panel name=name.get_value() cluster version />
        </Popover>
    }
}

#[component]
fn Panel(name: String, cluster: Signal<Option<Cluster>>, version: Memo<String>) -> impl IntoView {
    let store = use_store();
    let address = format!("{}{}", location::host(), store.session().place().prefix);
    let config = store.config();
    let uid = move || {
        cluster.with(|cluster| match cluster.as_ref().map(|cluster| cluster.uid.clone()) {
            Some(Ok(uid)) => view! { <CopyText text=uid label=t(COPY) done_label=t(COPIED) /> }.into_any(),
            _ => view! { <span class="faint">{t(NOT_KNOWN)}</span> }.into_any(),
        })
    };
    let no_uid = move || {
        cluster
            .with(|cluster| cluster.as_ref().is_some_and(|cluster| cluster.uid.is_err()))
            .then(|| view! { <p>{t(NO_UID)}</p> })
    };
    let known = move || version.with(|version| !version.is_empty());
    view! {
        <div class="session-panel">
            <h2>{name.clone()}</h2>
            <dl class="session-facts">
                <Show when=known><dt>{t(VERSION)}</dt><dd>{version}</dd></Show>
                <dt>{t(ADDRESS)}</dt>
                <dd>{address}</dd>
                <dt>{t(UID)}</dt>
                <dd>{uid}</dd>
            </dl>
            {no_uid}
            <Others clusters=config.with_untracked(|config| config.clusters.clone()) chosen=name />
            <Problems problems=config.with_untracked(|config| config.problems.clone()) />
        </div>
    }
}

/// The clusters as links: each is a page of its own, and can be opened beside this one.
#[component]
fn Others(clusters: Vec<ClusterEntry>, chosen: String) -> impl IntoView {
    let line = move |name: String| {
        let is_here = name == chosen;
        view! {
            <li>
                <a href=address_of(&name) aria-current=is_here.then_some("true")>
                    {name.clone()}
                    {is_here.then(|| view! { <Icon glyph=Glyph::Check /> })}
                </a>
            </li>
        }
    };
    (clusters.len() > 1).then(|| {
        view! {
            <nav aria-label=t(CLUSTERS)>
                <ul class="cluster-list">{clusters.into_iter().map(|cluster| line(cluster.name)).collect_view()}</ul>
            </nav>
        }
    })
}

#[component]
fn Problems(problems: Vec<Problem>) -> impl IntoView {
    let locale = use_locale();
    (!problems.is_empty()).then(move || {
        let lines = move || {
            let say = |problem: &Problem| view! { <li>{problem.say(locale.get())}</li> };
            problems.iter().map(say).collect_view()
        };
        view! {
            <section>
                <h2>{t(PROBLEMS)}</h2>
                <ul class="session-groups">{lines}</ul>
            </section>
        }
    })
}
