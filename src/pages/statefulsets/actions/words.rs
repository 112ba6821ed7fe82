//! What a change of a set does, in words: which pods, which PVCs, by name and number. Pure.

use workload::rows::set::SetRow;
use workload::text::Locale;

/// Names are listed up to this many, then first and last.
const LISTED: usize = 4;

/// Names in order: all of a few, the first and last of many.
fn list(locale: Locale, names: &[String]) -> String {
    let comma = if locale == Locale::Zh { "、" } else { ", " };
    match names {
        [] => String::new(),
        names if names.len() <= LISTED => names.join(comma),
        [first, .., last] => match locale {
            Locale::En => format!("{first} to {last}"),
            Locale::Zh => format!("{first} 至 {last}"),
        },
        [one] => one.clone(),
    }
}

fn pods(set: &SetRow, ordinals: impl Iterator<Item = u32>) -> Vec<String> {
    ordinals.map(|ordinal| format!("{}-{ordinal}", set.meta.name())).collect()
}

/// The PVCs that the claim templates make for these ordinals (`{template}-{set}-{ordinal}`).
fn claims(set: &SetRow, ordinals: impl Iterator<Item = u32> + Clone) -> Vec<String> {
    set.claim_templates()
        .flat_map(|template| {
            let name = set.meta.name().to_owned();
            ordinals.clone().map(move |ordinal| format!("{template}-{name}-{ordinal}"))
        })
        .collect()
}

fn deletes(policy: &str) -> bool {
    policy == "Delete"
}

/// One thing that will happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What.
    pub text: String,
    /// Something is lost by it.
    pub loss: bool,
}

fn effect(text: String) -> Effect {
    Effect { text, loss: false }
}

fn loss(text: String) -> Effect {
    Effect { text, loss: true }
}

/// What scaling to `replicas` does.
pub fn scaling(locale: Locale, set: &SetRow, replicas: u32) -> Vec<Effect> {
    let (now, start) = (set.replicas(), set.start());
    if replicas > now {
        return vec![growth(locale, set, &pods(set, start + now..start.saturating_add(replicas)))];
    }
    if replicas == now {
        return Vec::new();
    }
    let going = start + replicas..start + now;
    let mut effects = vec![shrinking(locale, set, &pods(set, going.clone().rev()))];
    let claims = claims(set, going);
    if !claims.is_empty() {
        effects.push(claims_after(locale, &claims, deletes(&set.spec.claim_retention.when_scaled)));
    }
    let waits =
        set.spec.pod_management_policy != "Parallel" && set.status.ready_replicas < now && replicas > 0;
    if waits {
        effects.push(effect(
            match locale {
                Locale::En => "With OrderedReady the controller may wait for pods that are not ready before it ends one.",
                Locale::Zh => "OrderedReady 策略下，控制器可能要等未就绪的容器组就绪后才会终止下一个。",
            }
            .to_owned(),
        ));
    }
    effects
}

fn growth(locale: Locale, set: &SetRow, new: &[String]) -> Effect {
    let (count, names) = (new.len(), list(locale, new));
    let parallel = set.spec.pod_management_policy == "Parallel";
    effect(match (locale, parallel) {
        (Locale::En, _) if count == 1 => format!("1 pod is created: {names}."),
        (Locale::En, true) => format!("{count} pods are created, all at once: {names}."),
        (Locale::En, false) => {
            format!("{count} pods are created, each when the one before is ready: {names}.")
        }
        (Locale::Zh, _) if count == 1 => format!("创建 1 个容器组：{names}。"),
        (Locale::Zh, true) => format!("同时创建 {count} 个容器组：{names}。"),
        (Locale::Zh, false) => format!("依次创建 {count} 个容器组，前一个就绪后才创建下一个：{names}。"),
    })
}

fn shrinking(locale: Locale, set: &SetRow, ending: &[String]) -> Effect {
    let (count, names) = (ending.len(), list(locale, ending));
    let parallel = set.spec.pod_management_policy == "Parallel";
    effect(match (locale, parallel) {
        (Locale::En, _) if count == 1 => format!("1 pod ends: {names}."),
        (Locale::En, true) => format!("{count} pods end, all at once: {names}."),
        (Locale::En, false) => format!("{count} pods end, highest ordinal first: {names}."),
        (Locale::Zh, _) if count == 1 => format!("终止 1 个容器组：{names}。"),
        (Locale::Zh, true) => format!("同时终止 {count} 个容器组：{names}。"),
        (Locale::Zh, false) => format!("从最大序号起依次终止 {count} 个容器组：{names}。"),
    })
}

fn claims_after(locale: Locale, claims: &[String], deleted: bool) -> Effect {
    let (count, names) = (claims.len(), list(locale, claims));
    match (locale, deleted) {
        (Locale::En, false) if count == 1 => {
            effect(format!("Its PVC stays, and is used again when the pod comes back: {names}."))
        }
        (Locale::En, false) => {
            effect(format!("Their {count} PVCs stay, and are used again when the pods come back: {names}."))
        }
        (Locale::Zh, false) => effect(format!("保留 {count} 个 PVC，容器组恢复时会重新使用：{names}。")),
        (Locale::En, true) if count == 1 => {
            loss(format!("Its PVC is deleted with it, and the data in it (whenScaled: Delete): {names}."))
        }
        (Locale::En, true) => loss(format!(
            "Their {count} PVCs are deleted with them, and the data in them (whenScaled: Delete): {names}."
        )),
        (Locale::Zh, true) => {
            loss(format!("{count} 个 PVC 及其中的数据会一并删除（whenScaled: Delete）：{names}。"))
        }
    }
}

/// What deleting the set takes with it.
pub fn deletion_takes(locale: Locale, set: &SetRow, there: &[u32]) -> Vec<Effect> {
    let names = pods(set, there.iter().copied());
    let (count, listed) = (names.len(), list(locale, &names));
    let mut effects = vec![loss(match (locale, count) {
        (Locale::En, 0) => "No pods: none is running.".to_owned(),
        (Locale::En, 1) => format!("1 pod: {listed}"),
        (Locale::En, _) => format!("{count} pods, all at once and in no order: {listed}"),
        (Locale::Zh, 0) => "没有正在运行的容器组。".to_owned(),
        (Locale::Zh, 1) => format!("1 个容器组：{listed}"),
        (Locale::Zh, _) => format!("{count} 个容器组（同时终止，没有先后顺序）：{listed}"),
    })];
    effects[0].loss = count > 0;
    let claims = all_claims(set, there);
    if deletes(&set.spec.claim_retention.when_deleted) && !claims.is_empty() {
        let (count, listed) = (claims.len(), list(locale, &claims));
        effects.push(loss(match locale {
            Locale::En => format!("{count} PVCs and the data in them (whenDeleted: Delete): {listed}"),
            Locale::Zh => format!("{count} 个 PVC 及其中的数据（whenDeleted: Delete）：{listed}"),
        }));
    }
    effects.push(effect(match locale {
        Locale::En => "Its revision history".to_owned(),
        Locale::Zh => "版本记录".to_owned(),
    }));
    effects
}

/// What stays when the set is deleted.
pub fn deletion_leaves(locale: Locale, set: &SetRow, there: &[u32]) -> Vec<Effect> {
    let mut effects = Vec::new();
    let claims = all_claims(set, there);
    if !deletes(&set.spec.claim_retention.when_deleted) && !claims.is_empty() {
        let listed = list(locale, &claims);
        effects.push(effect(match (locale, claims.len()) {
            (Locale::En, 1) => format!("1 PVC with its data: {listed}"),
            (Locale::En, count) => format!("{count} PVCs with their data: {listed}"),
            (Locale::Zh, count) => format!("{count} 个 PVC 及其中的数据：{listed}"),
        }));
    }
    if !set.spec.service_name.is_empty() {
        let service = &set.spec.service_name;
        effects.push(effect(match locale {
            Locale::En => format!("The Service {service}"),
            Locale::Zh => format!("服务 {service}"),
        }));
    }
    effects.push(effect(match locale {
        Locale::En => "ConfigMaps and Secrets".to_owned(),
        Locale::Zh => "ConfigMap 和 Secret".to_owned(),
    }));
    effects
}

/// The PVCs of the ordinals that are wanted or have a pod.
fn all_claims(set: &SetRow, there: &[u32]) -> Vec<String> {
    let mut ordinals: Vec<u32> = (set.start()..set.start().saturating_add(set.replicas())).collect();
    ordinals.extend(there);
    workload::order::sort(&mut ordinals);
    ordinals.dedup();
    claims(set, ordinals.into_iter())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use workload::rows::set::SetRow;
    use workload::text::Locale;

    use super::{deletion_leaves, deletion_takes, list, scaling};

    fn set(policy: &str) -> SetRow {
        let value = json!({
            "metadata": {"name": "web", "namespace": "shop", "uid": "1"},
            "spec": {"replicas": 3, "serviceName": "web-headless", "ordinals": {"start": 1},
                "podManagementPolicy": "OrderedReady",
                "persistentVolumeClaimRetentionPolicy": {"whenScaled": policy, "whenDeleted": policy},
                "volumeClaimTemplates": [{"metadata": {"name": "data"}}]},
            "status": {"replicas": 3, "readyReplicas": 3},
        });
        serde_json::from_value(value).expect("a set")
    }

    #[test]
    fn scaling_down_names_the_pods_from_the_highest_ordinal_and_what_becomes_of_their_claims() {
        let kept = scaling(Locale::En, &set("Retain"), 1);
        assert_eq!(kept[0].text, "2 pods end, highest ordinal first: web-3, web-2.");
        assert_eq!(
            kept[1].text,
            "Their 2 PVCs stay, and are used again when the pods come back: data-web-2, data-web-3."
        );
        assert!(!kept[1].loss);
        assert!(scaling(Locale::En, &set("Delete"), 1)[1].loss, "deleted PVCs are a loss");
    }

    #[test]
    fn scaling_up_names_what_comes_and_nothing_happens_without_a_change() {
        assert_eq!(scaling(Locale::Zh, &set("Retain"), 4)[0].text, "创建 1 个容器组：web-4。");
        assert_eq!(scaling(Locale::En, &set("Retain"), 3), []);
    }

    #[test]
    fn a_deletion_says_what_goes_and_what_stays() {
        let takes = |policy| deletion_takes(Locale::En, &set(policy), &[1, 2, 3]);
        let leaves = |policy| deletion_leaves(Locale::En, &set(policy), &[1, 2, 3]);
        assert!(takes("Retain").iter().all(|effect| !effect.text.contains("PVC")));
        assert_eq!(leaves("Retain")[0].text, "3 PVCs with their data: data-web-1, data-web-2, data-web-3");
        assert!(takes("Delete")[1].loss);
        assert!(leaves("Delete").iter().all(|effect| !effect.text.contains("PVC")));
    }

    #[test]
    fn many_names_are_cut_down_to_the_first_and_the_last() {
        let names: Vec<String> = (0..9).map(|at| format!("web-{at}")).collect();
        assert_eq!(list(Locale::En, &names), "web-0 to web-8");
        assert_eq!(list(Locale::Zh, &names[..2]), "web-0、web-1");
    }
}
