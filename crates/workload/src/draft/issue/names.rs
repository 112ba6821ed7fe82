//! Names as the API server takes them: each kind, and each place where an object gives or uses a name, has its rule.
//!
//! `k/k pkg/apis/*/validation/validation.go` has the rule of each kind, `apimachinery:pkg/util/validation` what they
//! are.

use crate::group_kind::{
    CLAIM, CLUSTER_ROLE_BINDING, GroupKind, INGRESS, NAMESPACE, ROLE_BINDING, SERVICE, STATEFUL_SET,
};

/// What a name may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    form: Form,
    /// How many characters it may have.
    pub longest: usize,
}

/// How a name is formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Lower case letters, digits and dashes (RFC 1123 label).
    Label,
    /// Labels with dots between them (RFC 1123 subdomain).
    Subdomain,
    /// A label with a letter in it and no two dashes beside each other (IANA service name).
    Port,
    /// Whatever can stand between two slashes of an address.
    Segment,
}

/// A part of a DNS name.
pub(super) const LABEL: Rule = Rule { form: Form::Label, longest: 63 };
/// A DNS name.
pub(super) const SUBDOMAIN: Rule = Rule { form: Form::Subdomain, longest: 253 };
/// The name of a port.
pub(super) const PORT: Rule = Rule { form: Form::Port, longest: 15 };
/// Part of an address, and nothing more.
pub(super) const SEGMENT: Rule = Rule { form: Form::Segment, longest: usize::MAX };
/// The controller of a `CronJob` puts eleven characters behind its name.
const CRON_JOB: Rule = Rule { form: Form::Subdomain, longest: 52 };

/// The rule for the names of a kind; none where it is not known here.
pub(super) fn rule(of: GroupKind<'_>) -> Option<Rule> {
    Some(match (of.group, of.kind) {
        ("", "Namespace" | "Service") | ("apps", "StatefulSet") => LABEL,
        ("batch", "CronJob") => CRON_JOB,
        ("rbac.authorization.k8s.io", _) => SEGMENT,
        (
            "",
            "Pod"
            | "PodTemplate"
            | "ReplicationController"
            | "ConfigMap"
            | "Secret"
            | "ServiceAccount"
            | "PersistentVolumeClaim"
            | "PersistentVolume"
            | "Node"
            | "Endpoints"
            | "LimitRange"
            | "ResourceQuota",
        )
        | ("apps", "Deployment" | "DaemonSet" | "ReplicaSet" | "ControllerRevision")
        | ("batch", "Job")
        | ("networking.k8s.io", "Ingress" | "IngressClass" | "NetworkPolicy" | "ServiceCIDR")
        | ("policy", "PodDisruptionBudget")
        | ("autoscaling", "HorizontalPodAutoscaler")
        | ("storage.k8s.io" | "admissionregistration.k8s.io", _)
        | ("scheduling.k8s.io", "PriorityClass")
        | ("node.k8s.io", "RuntimeClass")
        | ("coordination.k8s.io", "Lease")
        | ("discovery.k8s.io", "EndpointSlice")
        | ("apiextensions.k8s.io", "CustomResourceDefinition") => SUBDOMAIN,
        _ => return None,
    })
}

/// Where an object of a kind gives or uses a name, besides its own. A serviceName becomes the subdomain of pods, and
/// the name of a claim template that of a volume.
const OF_OBJECTS: [(GroupKind<'static>, &str, Rule); 14] = [
    (STATEFUL_SET, "spec.serviceName", LABEL),
    (STATEFUL_SET, "spec.volumeClaimTemplates[*].metadata.name", LABEL),
    (STATEFUL_SET, "spec.volumeClaimTemplates[*].spec.storageClassName", SUBDOMAIN),
    (CLAIM, "spec.storageClassName", SUBDOMAIN),
    (SERVICE, "spec.ports[*].name", LABEL),
    (SERVICE, "spec.ports[*].targetPort", PORT),
    (INGRESS, "spec.ingressClassName", SUBDOMAIN),
    (INGRESS, "spec.defaultBackend.service.name", LABEL),
    (INGRESS, "spec.defaultBackend.service.port.name", PORT),
    (INGRESS, "spec.rules[*].http.paths[*].backend.service.name", LABEL),
    (INGRESS, "spec.rules[*].http.paths[*].backend.service.port.name", PORT),
    (INGRESS, "spec.tls[*].secretName", SUBDOMAIN),
    (ROLE_BINDING, "roleRef.name", SEGMENT),
    (CLUSTER_ROLE_BINDING, "roleRef.name", SEGMENT),
];

/// Where a pod does, below its `spec`.
const OF_PODS: [(&str, Rule); 8] = [
    ("containers[*].name", LABEL),
    ("containers[*].ports[*].name", PORT),
    ("initContainers[*].name", LABEL),
    ("initContainers[*].ports[*].name", PORT),
    ("volumes[*].name", LABEL),
    ("serviceAccountName", SUBDOMAIN),
    ("priorityClassName", SUBDOMAIN),
    ("runtimeClassName", SUBDOMAIN),
];

/// The places of names in an object of a kind, with `[*]` for each item of a list.
pub(super) fn places(of: GroupKind<'_>) -> Vec<(String, Rule)> {
    let own = OF_OBJECTS.iter().filter(|(kind, ..)| *kind == of);
    let own = own.map(|(_, path, rule)| ((*path).to_owned(), *rule));
    let pods = pod_of(of)
        .into_iter()
        .flat_map(|pod| OF_PODS.iter().map(move |(path, rule)| (format!("{pod}.{path}"), *rule)));
    own.chain(pods).collect()
}

/// Where an object of a kind has the `spec` of the pods that it makes.
fn pod_of(of: GroupKind<'_>) -> Option<&'static str> {
    Some(match (of.group, of.kind) {
        ("", "Pod") => "spec",
        ("batch", "CronJob") => "spec.jobTemplate.spec.template.spec",
        ("apps", "StatefulSet" | "Deployment" | "DaemonSet" | "ReplicaSet")
        | ("batch", "Job")
        | ("", "ReplicationController") => "spec.template.spec",
        _ => return None,
    })
}

/// Whether a name keeps to its rule.
pub(super) fn holds(rule: Rule, name: &str) -> bool {
    let is_formed = match rule.form {
        Form::Label => is_part(name),
        Form::Subdomain => name.split('.').all(is_part),
        Form::Port => {
            is_part(name) && !name.contains("--") && name.bytes().any(|byte| byte.is_ascii_lowercase())
        }
        Form::Segment => !matches!(name, "." | "..") && !name.contains(['/', '%']),
    };
    is_formed && name.len() <= rule.longest
}

/// Whether a beginning of names keeps to a rule; it may end in a dash.
pub(super) fn begins(rule: Rule, prefix: &str) -> bool {
    holds(rule, prefix) || prefix.strip_suffix('-').is_some_and(|prefix| holds(rule, &format!("{prefix}a")))
}

/// Between two dots; only the whole name has a longest length.
fn is_part(part: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = part.as_bytes();
    bytes.first().is_some_and(|byte| is_inner(*byte))
        && bytes.last().is_some_and(|byte| is_inner(*byte))
        && bytes.iter().all(|byte| is_inner(*byte) || *byte == b'-')
}

/// The nearest name that keeps to the rule, where that is plain: `My_Set` is `my-set`.
pub(super) fn nearest(rule: Rule, name: &str) -> Option<String> {
    if rule.form == Form::Segment {
        return None;
    }
    let mut near = String::new();
    for c in name.trim().chars() {
        let is_kept = c.is_ascii_alphanumeric() || c == '-' || (c == '.' && rule.form == Form::Subdomain);
        let is_again = near.ends_with('-') && (!is_kept || (c == '-' && rule.form == Form::Port));
        if !is_again {
            near.push(if is_kept { c.to_ascii_lowercase() } else { '-' });
        }
    }
    let near = near.trim_matches(['-', '.']);
    (near != name && holds(rule, near)).then(|| near.to_owned())
}

/// What a rule asks for, in words: Chinese and English.
pub(super) fn words(rule: Rule) -> (String, String) {
    let most = rule.longest;
    match rule.form {
        Form::Label => (
            format!("只能用小写字母、数字和 “-”，首尾须为字母或数字，最长 {most} 个字符"),
            format!(
                "lower case letters, digits and dashes, with a letter or digit at both ends, {most} characters at most"
            ),
        ),
        Form::Subdomain => (
            format!("只能用小写字母、数字、“-” 和 “.”，首尾须为字母或数字，最长 {most} 个字符"),
            format!(
                "lower case letters, digits, dashes and dots, with a letter or digit at both ends, {most} characters at most"
            ),
        ),
        Form::Port => (
            format!(
                "只能用小写字母、数字和不相连的 “-”，至少一个字母，首尾须为字母或数字，最长 {most} 个字符"
            ),
            format!(
                "lower case letters, digits and single dashes, at least one letter, with a letter or digit at both ends, {most} characters at most"
            ),
        ),
        Form::Segment => (
            "不能是 “.” 或 “..”，也不能含 “/” 或 “%”".to_owned(),
            "it cannot be “.” or “..”, nor contain “/” or “%”".to_owned(),
        ),
    }
}

/// Whether only newer clusters take the name of a Service: before Kubernetes 1.36 (gate `RelaxedServiceNameValidation`)
/// one had to begin with a letter.
pub(super) fn is_relaxed(of: GroupKind<'_>, name: &str) -> bool {
    of == SERVICE && holds(LABEL, name) && name.starts_with(|c: char| c.is_ascii_digit())
}

/// The rule for what an object writes as its namespace.
pub(super) fn of_namespaces() -> Option<Rule> {
    rule(NAMESPACE)
}
