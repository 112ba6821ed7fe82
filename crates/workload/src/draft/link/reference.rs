//! Where objects name other objects of their namespace, as a table.

use serde_json::Value;

/// Where a pod names what it uses: the place below its `spec`, and the kind.
const OF_PODS: [(&str, &str); 14] = [
    ("volumes[*].configMap.name", "ConfigMap"),
    ("volumes[*].secret.secretName", "Secret"),
    ("volumes[*].persistentVolumeClaim.claimName", "PersistentVolumeClaim"),
    ("volumes[*].projected.sources[*].configMap.name", "ConfigMap"),
    ("volumes[*].projected.sources[*].secret.name", "Secret"),
    ("*ontainers[*].env[*].valueFrom.configMapKeyRef.name", "ConfigMap"),
    ("*ontainers[*].env[*].valueFrom.secretKeyRef.name", "Secret"),
    ("*ontainers[*].envFrom[*].configMapRef.name", "ConfigMap"),
    ("*ontainers[*].envFrom[*].secretRef.name", "Secret"),
    ("imagePullSecrets[*].name", "Secret"),
    ("serviceAccountName", "ServiceAccount"),
    ("serviceAccount", "ServiceAccount"),
    ("priorityClassName", "PriorityClass"),
    ("runtimeClassName", "RuntimeClass"),
];
/// Where other objects name what they use: their kind (`*` is any), the place, and the kind that is named; none where
/// it stands beside the name.
const OF_OTHERS: [(&str, &str, Option<&str>); 14] = [
    ("StatefulSet", "spec.serviceName", Some("Service")),
    ("*", "spec.volumeClaimTemplates[*].spec.storageClassName", Some("StorageClass")),
    ("PersistentVolumeClaim", "spec.storageClassName", Some("StorageClass")),
    ("Ingress", "spec.defaultBackend.service.name", Some("Service")),
    ("Ingress", "spec.rules[*].http.paths[*].backend.service.name", Some("Service")),
    ("Ingress", "spec.tls[*].secretName", Some("Secret")),
    ("Ingress", "spec.ingressClassName", Some("IngressClass")),
    ("ServiceAccount", "secrets[*].name", Some("Secret")),
    ("ServiceAccount", "imagePullSecrets[*].name", Some("Secret")),
    ("RoleBinding", "subjects[*].name", None),
    ("ClusterRoleBinding", "subjects[*].name", None),
    ("RoleBinding", "roleRef.name", None),
    ("ClusterRoleBinding", "roleRef.name", None),
    ("HorizontalPodAutoscaler", "spec.scaleTargetRef.name", None),
];

/// Whether an object names another one of a kind and name.
pub fn names(object: &Value, kind: &str, name: &str) -> bool {
    named(object, kind).iter().any(|found| found == name)
}

/// The names of all objects of a kind that an object names.
pub fn named(object: &Value, kind: &str) -> Vec<String> {
    let mut found = Vec::new();
    // The walk is the same for reading and for writing; what is read only is a copy.
    each(&mut object.clone(), kind, &mut |value| found.extend(value.as_str().map(str::to_owned)));
    found
}

/// Every name of an object of that kind that an object names.
pub(super) fn each(object: &mut Value, kind: &str, found: &mut dyn FnMut(&mut Value)) {
    let own = object.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
    for (of, path, named) in OF_OTHERS {
        if of != "*" && of != own {
            continue;
        }
        match (named, path.rsplit_once('.')) {
            (Some(named), _) if named == kind => visit(object, path, found),
            (None, Some((holder, key))) => visit(object, holder, &mut |holder| {
                if holder.get("kind").and_then(Value::as_str) == Some(kind) {
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

/// The pod that an object is, or makes.
pub(super) fn pod_spec(object: &mut Value) -> Option<&mut Value> {
    let path = match object.get("kind").and_then(Value::as_str)? {
        "Pod" => "/spec",
        "CronJob" => "/spec/jobTemplate/spec/template/spec",
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
