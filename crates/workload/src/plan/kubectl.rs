//! A plan as the commands that do the same, for a shell or a runbook. What they cannot do alike they say in a comment.

use kubewire::request::Propagation;
use serde_json::{Map, Value};

use crate::plan::{Action, Item, Plan, Step};

/// One line for each step of each set, skipped sets left out.
pub fn commands(plan: &Plan) -> String {
    let lines = plan.items.iter().flat_map(|item| {
        item.steps().iter().map(|step| command(&plan.order.action, item, step)).collect::<Vec<_>>()
    });
    lines.map(|line| line + "\n").collect()
}

fn command(action: &Action, item: &Item, step: &Step) -> String {
    let namespace = quoted(&item.target.namespace);
    let set = format!("statefulset/{}", item.target.name);
    let rest = match step {
        Step::Patch { scale: true, body } => {
            let replicas = body.pointer("/spec/replicas").and_then(Value::as_u64).unwrap_or_default();
            format!("scale {} --replicas={replicas}", quoted(&set))
        }
        Step::Patch { scale: false, body } => return patches(action, &namespace, &set, body),
        Step::Delete(propagation) => {
            let cascade = match propagation {
                Propagation::Background => "background",
                Propagation::Foreground => "foreground",
                Propagation::Orphan => "orphan",
            };
            format!("delete {} --cascade={cascade} --wait=false", quoted(&set))
        }
        Step::DeleteThing(thing) => {
            let thing = format!("{}/{}", thing.kind.resource().plural, thing.name);
            format!("delete {} --ignore-not-found --wait=false", quoted(&thing))
        }
        Step::WaitObserved => return until_observed(&namespace, &set),
        Step::DeletePod(pod) => {
            let delete = format!(
                "kubectl -n {namespace} delete {} --ignore-not-found --wait=false",
                quoted(&format!("pod/{}", pod.name))
            );
            return format!("# Only while it is the pod of uid {}, and not ready:\n{delete}", pod.uid);
        }
        Step::WaitReady => format!("rollout status {}", quoted(&set)),
        Step::WaitStopped => {
            format!("wait {} --for=jsonpath='{{.status.replicas}}'=0 --timeout=-1s", quoted(&set))
        }
    };
    format!("kubectl -n {namespace} {rest}")
}

/// kubectl has no wait for this: a pod that is deleted before the controller has seen the change comes back as it was.
fn until_observed(namespace: &str, set: &str) -> String {
    let seen = "go-template='{{eq .metadata.generation .status.observedGeneration}}'";
    let get = format!("kubectl -n {namespace} get {} -o {seen}", quoted(set));
    format!("until [ \"$({get})\" = true ]; do sleep 1; done")
}

/// The command that an operator would write for a patch, where there is one that does the same.
fn patches(action: &Action, namespace: &str, set: &str, body: &Value) -> String {
    let set_quoted = quoted(set);
    match action {
        Action::Restart { .. } => return format!("kubectl -n {namespace} rollout restart {set_quoted}"),
        Action::Retag { .. } => {
            return format!("kubectl -n {namespace} set image {set_quoted}{}", images(body));
        }
        Action::Mark { .. } => {
            let verb = |verb: &str, part: &str| {
                let pairs = body.pointer(part).and_then(Value::as_object)?;
                Some(format!("kubectl -n {namespace} {verb} --overwrite {set_quoted}{}", marks(pairs)))
            };
            let both = [verb("label", "/metadata/labels"), verb("annotate", "/metadata/annotations")];
            return both.into_iter().flatten().collect::<Vec<_>>().join("\n");
        }
        _ => {}
    }
    let kind = if super::body::is_strategic(body) { "strategic" } else { "merge" };
    // The resource version would make the command good for this one moment only.
    let mut body = body.clone();
    if let Some(metadata) = body.get_mut("metadata").and_then(Value::as_object_mut) {
        metadata.shift_remove("resourceVersion");
        if metadata.is_empty() {
            body.as_object_mut().and_then(|body| body.shift_remove("metadata"));
        }
    }
    format!("kubectl -n {namespace} patch {set_quoted} --type={kind} -p {}", quoted(&body.to_string()))
}

fn images(body: &Value) -> String {
    let lists =
        ["containers", "initContainers"].map(|key| body.pointer(&format!("/spec/template/spec/{key}")));
    let entries = lists.into_iter().flatten().filter_map(Value::as_array).flatten();
    let text =
        |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    words(entries.map(|entry| format!("{}={}", text(entry, "name"), text(entry, "image"))))
}

fn marks(pairs: &Map<String, Value>) -> String {
    words(pairs.iter().map(|(key, value)| match value.as_str() {
        Some(value) => format!("{key}={value}"),
        None => format!("{key}-"),
    }))
}

fn words(words: impl Iterator<Item = String>) -> String {
    words.flat_map(|word| [" ".to_owned(), quoted(&word)]).collect()
}

/// A word of a shell, in quotes where it needs them.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@,".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
