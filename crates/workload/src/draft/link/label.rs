//! Labels: what a set's pods carry, what the set chooses by, and what Services and rules choose by.

use serde_json::{Map, Value};

use crate::draft::link::reference::{pod_spec, visit};
use crate::draft::link::rename::{replace, visit_label};

const LABELS: &str = "/spec/template/metadata/labels";
const SELECTOR: &str = "/spec/selector/matchLabels";
/// Where other objects choose pods.
const CHOOSERS: [&str; 3] = ["/spec/selector", SELECTOR, "/spec/podSelector/matchLabels"];
/// Where a pod chooses its like, below its `spec`.
const LIKE: [&str; 5] = [
    "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[*].labelSelector.matchLabels",
    "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[*].podAffinityTerm.labelSelector.matchLabels",
    "affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[*].labelSelector.matchLabels",
    "affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[*].podAffinityTerm.labelSelector.matchLabels",
    "topologySpreadConstraints[*].labelSelector.matchLabels",
];

pub(super) fn follow(old: &[Value], new: &mut [Value], changed: usize) {
    let Some(labels) = labels(&old[changed]) else { return };
    for (key, from) in &labels {
        let Some(from) = from.as_str() else { continue };
        let at = |object: &Value, place| label(object, place, key);
        let now = [LABELS, SELECTOR].into_iter().find_map(|place| {
            // What was not the same before is not linked.
            at(&old[changed], place).filter(|label| label == from)?;
            at(&new[changed], place).filter(|label| label != from)
        });
        if let Some(to) = now {
            relabelled(new, changed, &labels, key, (from, &to));
        }
    }
}

fn relabelled(
    new: &mut [Value],
    changed: usize,
    labels: &Map<String, Value>,
    key: &str,
    (from, to): (&str, &str),
) {
    for place in [LABELS, SELECTOR] {
        if let Some(labels) = new[changed].pointer_mut(place) {
            visit_label(labels, key, &mut |value| replace(value, from, to));
        }
    }
    if let Some(pod) = pod_spec(&mut new[changed]) {
        for path in LIKE {
            visit(pod, path, &mut |like| visit_label(like, key, &mut |value| replace(value, from, to)));
        }
    }
    let namespace = |object: &Value| object.pointer("/metadata/namespace").cloned();
    let own = namespace(&new[changed]);
    let now = self::labels(&new[changed]).unwrap_or_default();
    for (at, object) in new.iter_mut().enumerate() {
        // A workload's selector is its own.
        if at == changed || namespace(object) != own || object.pointer("/spec/template").is_some() {
            continue;
        }
        for place in CHOOSERS {
            let Some(chooser) = object.pointer_mut(place).filter(|chooser| chooses(chooser, labels, &now))
            else {
                continue;
            };
            visit_label(chooser, key, &mut |value| replace(value, from, to));
        }
    }
}

/// Whether a chooser chose these labels; those of them that were changed before are what they are now.
fn chooses(chooser: &Value, labels: &Map<String, Value>, now: &Map<String, Value>) -> bool {
    let is_one =
        |(key, value): (&String, &Value)| labels.get(key) == Some(value) || now.get(key) == Some(value);
    chooser.as_object().is_some_and(|chooser| !chooser.is_empty() && chooser.iter().all(is_one))
}

fn labels(object: &Value) -> Option<Map<String, Value>> {
    object.pointer(LABELS).and_then(Value::as_object).cloned()
}

fn label(object: &Value, place: &str, key: &str) -> Option<String> {
    object.pointer(place)?.get(key)?.as_str().map(str::to_owned)
}
