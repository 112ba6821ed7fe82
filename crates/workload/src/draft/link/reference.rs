//! Where objects name other objects of their namespace, as a table.

use serde_json::Value;

use crate::group_kind::{
    AUTOSCALER, CLAIM, CLUSTER_ROLE_BINDING, CONFIG_MAP, CRON_JOB, GroupKind, INGRESS, INGRESS_CLASS, POD,
    PRIORITY_CLASS, ROLE_BINDING, RUNTIME_CLASS, SECRET, SERVICE, SERVICE_ACCOUNT, STATEFUL_SET,
    STORAGE_CLASS,
};

/// Where a pod names what it uses: the place below its `spec`, and the kind.
const OF_PODS: [(&str, GroupKind<'static>); 14] = [
    ("volumes[*].configMap.name", CONFIG_MAP),
    ("volumes[*].secret.secretName", SECRET),
    ("volumes[*].persistentVolumeClaim.claimName", CLAIM),
    ("volumes[*].projected.sources[*].configMap.name", CONFIG_MAP),
    ("volumes[*].projected.sources[*].secret.name", SECRET),
    ("*ontainers[*].env[*].valueFrom.configMapKeyRef.name", CONFIG_MAP),
    ("*ontainers[*].env[*].valueFrom.secretKeyRef.name", SECRET),
    ("*ontainers[*].envFrom[*].configMapRef.name", CONFIG_MAP),
    ("*ontainers[*].envFrom[*].secretRef.name", SECRET),
    ("imagePullSecrets[*].name", SECRET),
    ("serviceAccountName", SERVICE_ACCOUNT),
    ("serviceAccount", SERVICE_ACCOUNT),
    ("priorityClassName", PRIORITY_CLASS),
    ("runtimeClassName", RUNTIME_CLASS),
];
/// Where other objects name what they use: their kind (none is any), the place, and the kind that is named; none where
/// it stands beside the name.
const OF_OTHERS: [(Option<GroupKind<'static>>, &str, Option<GroupKind<'static>>); 14] = [
    (Some(STATEFUL_SET), "spec.serviceName", Some(SERVICE)),
    (None, "spec.volumeClaimTemplates[*].spec.storageClassName", Some(STORAGE_CLASS)),
    (Some(CLAIM), "spec.storageClassName", Some(STORAGE_CLASS)),
    (Some(INGRESS), "spec.defaultBackend.service.name", Some(SERVICE)),
    (Some(INGRESS), "spec.rules[*].http.paths[*].backend.service.name", Some(SERVICE)),
    (Some(INGRESS), "spec.tls[*].secretName", Some(SECRET)),
    (Some(INGRESS), "spec.ingressClassName", Some(INGRESS_CLASS)),
    (Some(SERVICE_ACCOUNT), "secrets[*].name", Some(SECRET)),
    (Some(SERVICE_ACCOUNT), "imagePullSecrets[*].name", Some(SECRET)),
    (Some(ROLE_BINDING), "subjects[*].name", None),
    (Some(CLUSTER_ROLE_BINDING), "subjects[*].name", None),
    (Some(ROLE_BINDING), "roleRef.name", None),
    (Some(CLUSTER_ROLE_BINDING), "roleRef.name", None),
    (Some(AUTOSCALER), "spec.scaleTargetRef.name", None),
];

/// Whether an object names another one of a kind and name.
pub fn names(object: &Value, kind: GroupKind<'_>, name: &str) -> bool {
    named(object, kind).iter().any(|found| found == name)
}

/// The names of all objects of a kind that an object names.
pub fn named(object: &Value, kind: GroupKind<'_>) -> Vec<String> {
    let mut found = Vec::new();
    // The walk is the same for reading and for writing; what is read only is a copy.
    each(&mut object.clone(), kind, &mut |value| found.extend(value.as_str().map(str::to_owned)));
    found
}

/// Every name of an object of that kind that an object names.
pub(super) fn each(object: &mut Value, kind: GroupKind<'_>, found: &mut dyn FnMut(&mut Value)) {
    for (of, path, named) in OF_OTHERS {
        if of.is_some_and(|of| of != GroupKind::of_object(object)) {
            continue;
        }
        match (named, path.rsplit_once('.')) {
            (Some(named), _) if named == kind => visit(object, path, found),
            (None, Some((holder, key))) => visit(object, holder, &mut |holder| {
                if is_of(holder, kind) {
                    visit(holder, key, found);
                }
            }),
            _ => {}
        }
    }
    if let Some(pod) = pod_spec(object) {
        for (path, _) in OF_PODS.iter().filter(|(_, named)| *named == kind) {
            visit(pod, path, found);
        }
    }
}

/// Whether a reference that says its kind is to one of this kind; one that leaves its group open is taken for it.
pub fn is_of(reference: &Value, kind: GroupKind<'_>) -> bool {
    let text = |key| reference.get(key).and_then(Value::as_str);
    let group =
        text("apiGroup").or_else(|| text("apiVersion").map(|version| GroupKind::of(version, "").group));
    text("kind") == Some(kind.kind) && group.is_none_or(|group| group == kind.group)
}

/// The pod that an object is, or makes.
pub(super) fn pod_spec(object: &mut Value) -> Option<&mut Value> {
    let path = match GroupKind::of_object(object) {
        GroupKind { kind: "", .. } => return None,
        POD => "/spec",
        CRON_JOB => "/spec/jobTemplate/spec/template/spec",
        _ => "/spec/template/spec",
    };
    object.pointer_mut(path)
}

/// What stands at a place; `[*]` is every item, `*ontainers` every list of containers.
pub(super) fn visit(value: &mut Value, path: &str, found: &mut dyn FnMut(&mut Value)) {
    let (step, rest) = path.split_once('.').unwrap_or((path, ""));
    let mut go_on = |value: &mut Value| {
        if rest.is_empty() { found(value) } else { visit(value, rest, found) }
    };
    let (key, is_list) = step.strip_suffix("[*]").map_or((step, false), |key| (key, true));
    let keys: &[&str] =
        if key == "*ontainers" { &["containers", "initContainers", "ephemeralContainers"] } else { &[key] };
    for key in keys {
        match value.get_mut(key) {
            Some(Value::Array(items)) if is_list => items.iter_mut().for_each(&mut go_on),
            Some(value) if !is_list => go_on(value),
            _ => {}
        }
    }
}
