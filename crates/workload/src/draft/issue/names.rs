//! Names as the API server takes them.

/// The longest name of most objects (RFC 1123 subdomain).
const LONGEST: usize = 253;
/// The longest label of a DNS name.
pub(super) const LONGEST_LABEL: usize = 63;

/// What a name may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// Lower case letters, digits and dashes.
    Label,
    /// Labels with dots between them.
    Subdomain,
}

/// The rule for the names of a kind; none where it is not known here.
pub(super) fn rule(kind: &str) -> Option<Rule> {
    match kind {
        "Service" | "Namespace" => Some(Rule::Label),
        "StatefulSet"
        | "Deployment"
        | "DaemonSet"
        | "ReplicaSet"
        | "Job"
        | "CronJob"
        | "Pod"
        | "ConfigMap"
        | "Secret"
        | "PersistentVolumeClaim"
        | "PersistentVolume"
        | "ServiceAccount"
        | "Ingress"
        | "NetworkPolicy"
        | "PodDisruptionBudget"
        | "HorizontalPodAutoscaler"
        | "StorageClass" => Some(Rule::Subdomain),
        _ => None,
    }
}

/// Whether a name keeps to its rule.
pub(super) fn holds(rule: Rule, name: &str) -> bool {
    match rule {
        Rule::Label => is_label(name),
        Rule::Subdomain => name.len() <= LONGEST && name.split('.').all(is_part),
    }
}

pub(super) fn is_label(name: &str) -> bool {
    name.len() <= LONGEST_LABEL && is_part(name)
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
    let dotted = |c: char| c == '.' && rule == Rule::Subdomain;
    let kept = |c: char| if c.is_ascii_alphanumeric() || dotted(c) { c.to_ascii_lowercase() } else { '-' };
    let near: String = name.trim().chars().map(kept).collect();
    let near = near.trim_matches(['-', '.']);
    (near != name && holds(rule, near)).then(|| near.to_owned())
}
