//! The configuration of the set as facts, read only: what its pods are made of.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;
use workload::shown::shown_value;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::detail::config_facts::{
    ContainerFacts, REVISIONS_KEPT, VolumeFacts, claim_templates, containers, pairs, short_image, volumes,
};
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::summary::{POLICY, SERVICE, STRATEGY, policy, strategy};
use crate::pages::statefulsets::detail::whole::{Unread, read};
use crate::ui::badge::Tag;
use crate::ui::skeleton::Skeleton;
use crate::widgets::label_list::LabelList;

const GENERAL: Text = Text { zh: "基本", en: "General" };
const INIT: Text = Text { zh: "初始化容器", en: "Init container" };
const CONTAINER: Text = Text { zh: "容器", en: "Container" };
const IMAGE: Text = Text { zh: "镜像", en: "Image" };
const PORTS: Text = Text { zh: "端口", en: "Ports" };
const RESOURCES: Text = Text { zh: "资源", en: "Resources" };
const PROBES: Text = Text { zh: "探针", en: "Probes" };
const ENV: Text = Text { zh: "环境变量", en: "Environment" };
const MOUNTS: Text = Text { zh: "挂载", en: "Mounts" };
const COMMAND: Text = Text { zh: "命令", en: "Command" };
const CLAIMS: Text = Text { zh: "存储卷模板", en: "Volume claim templates" };
const VOLUMES: Text = Text { zh: "存储卷", en: "Volumes" };
const SELECTOR: Text = Text { zh: "选择器", en: "Selector" };
const LABELS: Text = Text { zh: "标签", en: "Labels" };
const POD_LABELS: Text = Text { zh: "容器组标签", en: "Pod labels" };
const ANNOTATIONS: Text = Text { zh: "注解", en: "Annotations" };
const RETENTION: Text = Text { zh: "PVC 保留策略", en: "PVC retention" };
const MIN_READY: Text = Text { zh: "最短就绪时间", en: "Min ready seconds" };
const START: Text = Text { zh: "起始序号", en: "First ordinal" };
const GRACE: Text = Text { zh: "终止宽限期", en: "Grace period" };
const ACCOUNT: Text = Text { zh: "服务账号", en: "Service account" };
const NONE: Text = Text { zh: "无", en: "none" };
const LOADING: Text = Text { zh: "正在读取…", en: "Reading…" };

/// The tab.
#[component]
pub fn ConfigTab(
    /// What is known.
    model: Model,
) -> impl IntoView {
    let whole = read(model);
    let value = Memo::new(move |_| {
        whole.with(|whole| whole.value.as_ref().map(|value| Arc::new(shown_value(value))))
    });
    view! {
        <Unread whole model />
        <Show when=move || value.with(Option::is_some) fallback=Waiting>
            <Facts model value=Signal::derive(move || value.get().unwrap_or_default()) />
        </Show>
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="detail-loading" role="status" aria-busy="true">
            <span class="unseen">{t(LOADING)}</span>
            <Skeleton width="40%" />
            <Skeleton width="55%" />
        </div>
    }
}

#[component]
fn Facts(model: Model, value: Signal<Arc<Value>>) -> impl IntoView {
    let locale = use_locale();
    let each = move || {
        let containers = value.with(|value| containers(value, locale.get()));
        containers.into_iter().map(|facts| container(facts, locale.get())).collect_view()
    };
    let map =
        move |path: fn(&Value) -> &Value| Signal::derive(move || value.with(|value| pairs(path(value))));
    let labels = move |title: Text, pairs: Signal<Vec<(String, String)>>| {
        let some = Memo::new(move |_| !pairs.with(Vec::is_empty));
        view! {
            <dt>{t(title)}</dt>
            <dd>
                <Show when=move || some.get() fallback=|| view! { <span class="fact-none">{t(NONE)}</span> }>
                    <LabelList pairs />
                </Show>
            </dd>
        }
    };
    view! {
        <div class="fact-groups">
            <General model value />
            <Storage value />
            {each}
            <section class="fact-group" data-wide="">
                <h2>{t(LABELS)}</h2>
                <dl class="facts">
                    {labels(SELECTOR, map(|value| &value["spec"]["selector"]["matchLabels"]))}
                    {labels(LABELS, map(|value| &value["metadata"]["labels"]))}
                    {labels(POD_LABELS, map(|value| &value["spec"]["template"]["metadata"]["labels"]))}
                    {labels(ANNOTATIONS, map(|value| &value["metadata"]["annotations"]))}
                </dl>
            </section>
        </div>
    }
}

#[component]
fn General(model: Model, value: Signal<Arc<Value>>) -> impl IntoView {
    let locale = use_locale();
    let facts = move || {
        let locale = locale.get();
        let (strategy, policy, service, retention) = model.set.with(|set| {
            let kept = &set.spec.claim_retention;
            let retention = [&kept.when_deleted, &kept.when_scaled].map(|word| or(word, "Retain"));
            (strategy(set, locale), policy(set, locale), set.spec.service_name.clone(), retention)
        });
        let retention = match locale {
            Locale::En => format!("{} when deleted, {} when scaled down", retention[0], retention[1]),
            Locale::Zh => format!("删除时 {}，缩容时 {}", retention[0], retention[1]),
        };
        let seconds = |seconds: u64| match locale {
            Locale::En => format!("{seconds} s"),
            Locale::Zh => format!("{seconds} 秒"),
        };
        let number = |value: &Value, default: u64| value.as_u64().unwrap_or(default);
        value.with(|value| {
            let (spec, pod) = (&value["spec"], &value["spec"]["template"]["spec"]);
            vec![
                (STRATEGY, strategy),
                (POLICY, policy),
                (SERVICE, service),
                (START, number(&spec["ordinals"]["start"], 0).to_string()),
                (MIN_READY, seconds(number(&spec["minReadySeconds"], 0))),
                (GRACE, seconds(number(&pod["terminationGracePeriodSeconds"], 30))),
                (ACCOUNT, or(pod["serviceAccountName"].as_str().unwrap_or_default(), "default")),
                (RETENTION, retention),
                (REVISIONS_KEPT, number(&spec["revisionHistoryLimit"], 10).to_string()),
            ]
        })
    };
    let line = move |(name, value): (Text, String)| {
        let value = if value.is_empty() { NONE.get(locale.get()).to_owned() } else { value };
        view! { <dt>{t(name)}</dt><dd>{value}</dd> }
    };
    view! {
        <section class="fact-group">
            <h2>{t(GENERAL)}</h2>
            <dl class="facts">{move || facts().into_iter().map(line).collect_view()}</dl>
        </section>
    }
}

#[component]
fn Storage(value: Signal<Arc<Value>>) -> impl IntoView {
    let locale = use_locale();
    let group = move |title: Text, all: Vec<VolumeFacts>| {
        let line = |facts: VolumeFacts| {
            view! { <dt class="mono">{facts.name}</dt><dd class="mono">{facts.what}</dd> }
        };
        let none = all.is_empty().then(|| view! { <p class="fact-none">{t(NONE)}</p> });
        view! {
            <h2>{t(title)}</h2>
            {none}
            <dl class="facts">{all.into_iter().map(line).collect_view()}</dl>
        }
    };
    view! {
        <section class="fact-group">
            {move || value.with(|value| group(CLAIMS, claim_templates(value, locale.get())))}
            {move || value.with(|value| group(VOLUMES, volumes(value)))}
        </section>
    }
}

fn container(facts: ContainerFacts, locale: Locale) -> impl IntoView {
    let short = short_image(&facts.image);
    let lists = [
        (PORTS, facts.ports),
        (RESOURCES, facts.resources),
        (PROBES, facts.probes),
        (ENV, facts.env),
        (MOUNTS, facts.mounts),
        (COMMAND, Some(facts.command).filter(|command| !command.is_empty()).into_iter().collect()),
    ];
    // That no resources are asked for, or nothing is probed, is worth knowing; that nothing is mounted is not.
    let is_said =
        |(name, lines): &(Text, Vec<String>)| !lines.is_empty() || [RESOURCES, PROBES].contains(name);
    let line = |(name, lines): (Text, Vec<String>)| {
        let none = lines.is_empty().then(|| view! { <span class="fact-none">{NONE.get(locale)}</span> });
        let lines =
            lines.into_iter().map(|line| view! { <span class="fact-line">{line}</span> }).collect_view();
        view! { <dt>{name.get(locale)}</dt><dd class="mono">{none}{lines}</dd> }
    };
    let kind = if facts.init { INIT } else { CONTAINER };
    view! {
        <section class="fact-group">
            <h2><span class="fact-kind">{kind.get(locale)}</span> " " <span class="mono">{facts.name}</span></h2>
            <dl class="facts">
                <dt>{IMAGE.get(locale)}</dt>
                <dd><Tag text=short title=Signal::stored(facts.image) /></dd>
                {lists.into_iter().filter(is_said).map(line).collect_view()}
            </dl>
        </section>
    }
}

fn or(text: &str, default: &str) -> String {
    if text.is_empty() { default } else { text }.to_owned()
}
