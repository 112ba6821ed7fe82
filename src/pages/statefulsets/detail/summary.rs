//! The facts of the header in words: pure.

use workload::image::Image;
use workload::rows::set::{IntOrString, SetRow};
use workload::status::position::has_two_revisions;
use workload::status::{Counts, SetView};
use workload::text::{Locale, Text};

/// Fact names.
pub const SERVICE: Text = Text { zh: "服务", en: "Service" };
/// Fact names.
pub const STRATEGY: Text = Text { zh: "更新策略", en: "Strategy" };
/// Fact names.
pub const POLICY: Text = Text { zh: "管理策略", en: "Policy" };
/// Fact names.
pub const REVISION: Text = Text { zh: "版本", en: "Revision" };
/// Fact names.
pub const IMAGES: Text = Text { zh: "镜像", en: "Images" };
/// Fact names.
pub const CREATED: Text = Text { zh: "创建于", en: "Created" };

const READY: Text = Text { zh: "就绪", en: "Ready" };
const AVAILABLE: Text = Text { zh: "可用", en: "Available" };
const UPDATED: Text = Text { zh: "已更新", en: "Updated" };

/// `RollingUpdate, partition 3, 2 at a time`.
pub fn strategy(set: &SetRow, locale: Locale) -> String {
    let strategy = &set.spec.update_strategy;
    let kind = match (strategy.kind.as_str(), locale) {
        ("" | "RollingUpdate", Locale::En) => "RollingUpdate",
        ("" | "RollingUpdate", Locale::Zh) => "滚动更新",
        ("OnDelete", Locale::Zh) => "删除后更新 OnDelete",
        (kind, _) => kind,
    };
    let partition = (strategy.partition() > 0).then(|| match locale {
        Locale::En => format!("partition {}", strategy.partition()),
        Locale::Zh => format!("分区 {}", strategy.partition()),
    });
    let at_once = strategy.max_unavailable().map(|max| match (max, locale) {
        (IntOrString::Int(count), Locale::En) => format!("{count} at a time"),
        (IntOrString::Text(share), Locale::En) => format!("{share} at a time"),
        (IntOrString::Int(count), Locale::Zh) => format!("每次 {count} 个"),
        (IntOrString::Text(share), Locale::Zh) => format!("每次 {share}"),
    });
    let parts: Vec<String> = [Some(kind.to_owned()), partition, at_once].into_iter().flatten().collect();
    parts.join(if locale == Locale::Zh { "，" } else { ", " })
}

/// How pods come and go: one after another, or all at once.
pub fn policy(set: &SetRow, locale: Locale) -> String {
    match (set.spec.pod_management_policy.as_str(), locale) {
        ("" | "OrderedReady", Locale::En) => "OrderedReady".to_owned(),
        ("" | "OrderedReady", Locale::Zh) => "按序 OrderedReady".to_owned(),
        ("Parallel", Locale::Zh) => "并行 Parallel".to_owned(),
        (policy, _) => policy.to_owned(),
    }
}

/// The revision that the pods have, and the one that they come to, each by the part that tells it apart.
pub fn revisions(set: &SetRow) -> Vec<String> {
    let (current, update) = (&set.status.current_revision, &set.status.update_revision);
    let names = if current == update { vec![update] } else { vec![current, update] };
    let short = |name: &String| name.rsplit_once('-').map_or(name.as_str(), |(_, hash)| hash).to_owned();
    names.into_iter().filter(|name| !name.is_empty()).map(short).collect()
}

/// Short form and reference of each image that runs, each once; those of init containers are configuration.
pub fn images(set: &SetRow) -> Vec<(String, String)> {
    let mut images: Vec<(String, String)> = Vec::new();
    for container in set.containers() {
        if !images.iter().any(|(_, reference)| *reference == container.image) {
            images.push((Image::parse(&container.image).short(), container.image.clone()));
        }
    }
    images
}

/// One thing that stands beside the strip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What it is about.
    pub what: String,
    /// How much of it, empty for a remark.
    pub how_much: String,
}

/// What stands beside the strip: how many are well, how far a rollout is, and what to know besides.
pub fn progress(set: &SetRow, view: &SetView, locale: Locale) -> Vec<Progress> {
    let Counts { desired, ready, available, updated, to_update, .. } = view.counts;
    let of = |what: Text, part: u32, whole: u32| Progress {
        what: what.get(locale).to_owned(),
        how_much: format!("{part} / {whole}"),
    };
    let mut parts = vec![of(READY, ready, desired)];
    if available < ready {
        parts.push(of(AVAILABLE, available, desired));
    }
    // While there is only one revision, pods that are missing are missing, not old.
    if updated < to_update && has_two_revisions(set) {
        parts.push(of(UPDATED, updated, to_update));
    }
    let remark = |what: String| Progress { what, how_much: String::new() };
    parts.extend(view.notes.iter().map(|note| remark(note.say(locale))));
    parts
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use workload::rows::set::SetRow;
    use workload::text::Locale;

    use super::{images, policy, revisions, strategy};

    fn set(value: Value) -> SetRow {
        serde_json::from_value(value).expect("a set")
    }

    #[test]
    fn what_the_api_leaves_out_is_said_as_its_default() {
        let set = set(json!({}));
        assert_eq!(strategy(&set, Locale::En), "RollingUpdate");
        assert_eq!(policy(&set, Locale::Zh), "按序 OrderedReady");
    }

    #[test]
    fn partition_and_pace_follow_the_strategy() {
        let set = set(json!({"spec": {"updateStrategy": {
            "type": "RollingUpdate", "rollingUpdate": {"partition": 3, "maxUnavailable": "25%"}}}}));
        assert_eq!(strategy(&set, Locale::En), "RollingUpdate, partition 3, 25% at a time");
        assert_eq!(strategy(&set, Locale::Zh), "滚动更新，分区 3，每次 25%");
    }

    #[test]
    fn a_strategy_newer_than_the_console_is_shown_verbatim() {
        assert_eq!(
            strategy(&set(json!({"spec": {"updateStrategy": {"type": "Recreate"}}})), Locale::Zh),
            "Recreate"
        );
    }

    #[test]
    fn two_revisions_are_named_only_while_there_are_two() {
        let status = |current: &str| {
            set(json!({"status": {"currentRevision": current, "updateRevision": "web-7d9f"}}))
        };
        assert_eq!(revisions(&status("web-7d9f")), ["7d9f"]);
        assert_eq!(revisions(&status("web-5c41")), ["5c41", "7d9f"]);
        assert!(revisions(&set(json!({}))).is_empty());
    }

    #[test]
    fn an_image_used_twice_is_named_once() {
        let containers =
            json!([{"name": "a", "image": "r.io/x/web:1"}, {"name": "b", "image": "r.io/x/web:1"}]);
        let set = set(json!({"spec": {"template": {"spec": {"containers": containers}}}}));
        assert_eq!(images(&set), [("web:1".to_owned(), "r.io/x/web:1".to_owned())]);
    }
}
