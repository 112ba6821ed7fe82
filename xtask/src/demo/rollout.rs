//! The part of the loading that takes time: further revisions, and what a person or a broken node would do.

use std::collections::BTreeMap;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::clock::Deadline;
use super::kubectl::{Kubectl, Set};
use super::progress::Progress;
use super::source::Source;

/// How long all of it may take; what is not done then is left out and said.
const LIMIT: Duration = Duration::from_secs(90);
/// Between two looks at the sets.
const PAUSE: Duration = Duration::from_millis(400);
/// The set whose rollout is always under way.
const ROLLING: &str = "platform/events-kafka";
/// What that set takes turns between.
const ROLLING_IMAGES: [&str; 2] = ["docker.io/apache/kafka:4.1.0", "docker.io/apache/kafka:4.1.1"];
/// The sets whose last rollout does not end by itself, and how many pods of the new revision they come to have.
const STOPS_AT: [(&str, u32); 6] = [
    (ROLLING, 3),
    ("platform/vault", 1),
    ("search/es-data", 2),
    ("shop/cart-cache", 1),
    ("data/clickhouse", 2),
    ("data/orders-cdc", 1),
];

/// One step of a set.
enum Step<'a> {
    /// A strategic merge patch, once the set is settled.
    Patch(&'a str),
    /// A person deletes a pod, once the set has a newer revision than its pods.
    DeletePod(&'static str),
    /// The node's kubelet falls silent, once the set is settled.
    LoseNode(&'static str),
}

/// Makes all steps that are missing, then gives the stages their own pace again.
pub fn run(kubectl: &Kubectl, source: &Source, mut progress: Progress) -> Result<()> {
    if progress.done {
        return keep_rolling(kubectl);
    }
    kubectl.apply(&source.quick_stages())?;
    let steps = all_steps(source);
    let deadline = Deadline::after(LIMIT);
    let missing = loop {
        let sets: BTreeMap<String, Set> = kubectl.sets()?.into_iter().map(|set| (set.key(), set)).collect();
        let before = progress.steps.clone();
        let missing = advance(kubectl, &steps, &sets, &mut progress)?;
        if progress.steps != before {
            progress.write(kubectl)?;
        }
        if missing.is_empty() && has_come_to_rest(&steps, &sets) || deadline.passed() {
            break missing;
        }
        thread::sleep(PAUSE);
    };
    kubectl.apply(&source.stages()).context("giving the stages their own pace")?;
    if !missing.is_empty() {
        let (seconds, sets) = (LIMIT.as_secs(), missing.join(", "));
        bail!("after {seconds} s steps of {sets} are still missing; the next start goes on with them");
    }
    progress.done = true;
    progress.write(kubectl)
}

/// The patches of the files, and the steps that are no patch.
fn all_steps(source: &Source) -> BTreeMap<String, Vec<(u32, Step<'_>)>> {
    let mut steps: BTreeMap<String, Vec<(u32, Step<'_>)>> = BTreeMap::new();
    for (set, patches) in source.steps() {
        steps.insert(set, patches.into_iter().map(|(number, text)| (number, Step::Patch(text))).collect());
    }
    steps.entry("platform/vault".into()).or_default().push((3, Step::DeletePod("vault-2")));
    steps.entry("platform/zookeeper".into()).or_default().push((2, Step::LoseNode("node-3")));
    steps
}

/// Makes the next step of each set that is ready for it; returns the sets that lack steps yet.
fn advance(
    kubectl: &Kubectl,
    steps: &BTreeMap<String, Vec<(u32, Step<'_>)>>,
    sets: &BTreeMap<String, Set>,
    progress: &mut Progress,
) -> Result<Vec<String>> {
    let mut missing = Vec::new();
    for (key, list) in steps {
        let made = progress.steps.get(key).copied().unwrap_or(1);
        let Some((number, step)) = list.iter().find(|(number, _)| *number > made) else { continue };
        missing.push(key.clone());
        // A set that the user has deleted meanwhile keeps its step missing, which is said in the end.
        let Some(set) = sets.get(key) else { continue };
        if make(kubectl, set, step).with_context(|| format!("step {number} of {key}"))? {
            progress.steps.insert(key.clone(), *number);
        }
    }
    Ok(missing)
}

/// Makes the step if the set is ready for it; says whether it did.
fn make(kubectl: &Kubectl, set: &Set, step: &Step<'_>) -> Result<bool> {
    let (namespace, name) = (&set.metadata.namespace, &set.metadata.name);
    match step {
        Step::Patch(patch) if set.is_settled() => {
            kubectl.run(&["patch", "statefulset", name, "-n", namespace, "--type=strategic", "-p", patch])?;
        }
        Step::DeletePod(pod)
            if set.is_observed() && set.status.update_revision != set.status.current_revision =>
        {
            kubectl.run(&["delete", "pod", pod, "-n", namespace, "--wait=false"])?;
        }
        Step::LoseNode(node) if set.is_settled() => {
            kubectl.run(&["label", "node", node, "--overwrite", "ordinal.demo/silent=true"])?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Whether each set that was changed has come as far as it will: to its end, or to where it stops.
fn has_come_to_rest(steps: &BTreeMap<String, Vec<(u32, Step<'_>)>>, sets: &BTreeMap<String, Set>) -> bool {
    steps.iter().all(|(key, list)| {
        let Some(set) = sets.get(key) else { return true };
        match STOPS_AT.iter().find(|(stopping, _)| stopping == key) {
            Some((_, updated)) => set.is_observed() && set.status.updated_replicas >= *updated,
            None => set.is_settled() || matches!(list.last(), Some((_, Step::LoseNode(_)))),
        }
    })
}

/// Begins another rollout of the set that is always rolling, where the last one has ended.
fn keep_rolling(kubectl: &Kubectl) -> Result<()> {
    let sets = kubectl.sets()?;
    let Some(set) = sets.iter().find(|set| set.key() == ROLLING) else { return Ok(()) };
    let image = set.spec.template.spec.containers.first().map_or("", |container| container.image.as_str());
    let Some(now) = ROLLING_IMAGES.iter().position(|one| *one == image) else { return Ok(()) };
    if !set.is_settled() || set.spec.replicas == 0 {
        return Ok(());
    }
    let next = ROLLING_IMAGES[1 - now];
    let tag = |image: &'static str| image.rsplit(':').next().unwrap_or_default();
    let patch = serde_json::json!({
        "metadata": { "annotations": {
            "kubernetes.io/change-cause": format!("Change Kafka {} → {}", tag(ROLLING_IMAGES[now]), tag(next)),
        } },
        "spec": { "template": { "spec": { "containers": [{ "name": "kafka", "image": next }] } } },
    });
    make(kubectl, set, &Step::Patch(&patch.to_string())).map(|_| ())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{ROLLING, ROLLING_IMAGES, STOPS_AT, all_steps};
    use crate::demo::source::Source;

    #[test]
    fn the_sets_named_here_are_those_of_the_files() {
        let source = Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../cluster")).unwrap();
        let steps = all_steps(&source);
        for (key, _) in STOPS_AT {
            assert!(steps.contains_key(key), "{key}");
        }
        let last = source.steps()[ROLLING].last().unwrap().1;
        assert!(last.contains(ROLLING_IMAGES[0]), "{last}");
        let base = source.base();
        assert!(base.contains("name: zookeeper\n") && base.contains("name: node-3\n"));
        for (key, list) in &steps {
            let numbers: Vec<u32> = list.iter().map(|(number, _)| *number).collect();
            assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{key}: {numbers:?}");
        }
    }
}
