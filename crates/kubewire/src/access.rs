//! Who may do what, asked beforehand (`api:authorization/v1/types.go`).
//!
//! One `SelfSubjectRulesReview` tells all rules that hold in a namespace. What it does not decide, because an
//! authorizer cannot list its rules (`incomplete`) or because it is about all namespaces, one
//! `SelfSubjectAccessReview` decides. What neither decides is not forbidden: the request itself will tell.

use serde::{Deserialize, Deserializer};
use serde_json::json;

use crate::request::{Request, post};
use crate::resource::Resource;

/// One thing that a person may or may not do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ask {
    /// `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`.
    pub verb: &'static str,
    /// API group, empty for the core group.
    pub group: String,
    /// Plural of the resource.
    pub resource: String,
    /// Such as `scale`; empty for the object itself.
    pub subresource: String,
    /// Where; empty for all namespaces, and for resources that live in none.
    pub namespace: String,
    /// To which object; empty for any.
    pub name: String,
}

impl Ask {
    /// To do something with the objects of a resource, in a namespace or, where it is empty, in all.
    pub fn new(verb: &'static str, resource: Resource, namespace: impl Into<String>) -> Self {
        Self {
            verb,
            group: resource.group.to_owned(),
            resource: resource.plural.to_owned(),
            subresource: String::new(),
            namespace: namespace.into(),
            name: String::new(),
        }
    }

    /// With a subresource instead of the object itself.
    #[must_use]
    pub fn on(mut self, subresource: &str) -> Self {
        subresource.clone_into(&mut self.subresource);
        self
    }

    /// With the one object of that name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// `statefulsets`, or `statefulsets/scale`.
    pub fn what(&self) -> String {
        if self.subresource.is_empty() {
            self.resource.clone()
        } else {
            format!("{}/{}", self.resource, self.subresource)
        }
    }
}

/// Whether a person may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// No.
    Denied,
    /// It is not known yet, or cannot be known beforehand.
    #[default]
    Unknown,
}

/// The rules that hold for the caller in one namespace: the status of a `SelfSubjectRulesReview`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Rules {
    #[serde(deserialize_with = "or_default")]
    resource_rules: Vec<Rule>,
    incomplete: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Rule {
    #[serde(deserialize_with = "or_default")]
    verbs: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    api_groups: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    resources: Vec<String>,
    #[serde(deserialize_with = "or_default")]
    resource_names: Vec<String>,
}

/// Go writes an empty list as `null`.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(from: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// The answer to a `SelfSubjectRulesReview`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct RulesReview {
    /// The rules.
    pub status: Rules,
}

/// The answer to a `SelfSubjectAccessReview`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct AccessReview {
    status: Access,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Access {
    allowed: bool,
    evaluation_error: String,
}

impl Rules {
    /// What the rules say. They are about one namespace: nothing of them follows for all, and where an authorizer
    /// keeps its rules to itself, their silence is no refusal.
    pub fn verdict(&self, ask: &Ask) -> Verdict {
        if ask.namespace.is_empty() {
            Verdict::Unknown
        } else if self.resource_rules.iter().any(|rule| rule.covers(ask)) {
            Verdict::Allowed
        } else if self.incomplete {
            Verdict::Unknown
        } else {
            Verdict::Denied
        }
    }
}

impl Rule {
    /// As RBAC reads its rules (`component-helpers:auth/rbac/validation/policy_comparator.go`,
    /// `k/k:pkg/apis/rbac/v1/evaluation_helpers.go`).
    fn covers(&self, ask: &Ask) -> bool {
        let holds = |list: &[String], wanted: &str| list.iter().any(|entry| entry == "*" || entry == wanted);
        let what = ask.what();
        // `*/scale` is that subresource of everything; `statefulsets/*` is nothing to RBAC.
        let of_all = (!ask.subresource.is_empty()).then(|| format!("*/{}", ask.subresource));
        holds(&self.verbs, ask.verb)
            && holds(&self.api_groups, &ask.group)
            && (holds(&self.resources, &what)
                || of_all.is_some_and(|of_all| self.resources.contains(&of_all)))
            && (self.resource_names.is_empty() || self.resource_names.contains(&ask.name))
    }
}

impl AccessReview {
    /// What the review says. A refusal that came with an error may be no refusal.
    pub fn verdict(&self) -> Verdict {
        if self.status.allowed {
            Verdict::Allowed
        } else if self.status.evaluation_error.is_empty() {
            Verdict::Denied
        } else {
            Verdict::Unknown
        }
    }
}

const ROOT: &str = "/apis/authorization.k8s.io/v1";

/// Asks for the rules that hold for the caller in a namespace, which cannot be empty.
pub fn rules_review(namespace: &str) -> Request {
    let body = json!({
        "apiVersion": "authorization.k8s.io/v1",
        "kind": "SelfSubjectRulesReview",
        "spec": { "namespace": namespace },
    });
    post(format!("{ROOT}/selfsubjectrulesreviews?pretty=false"), &body)
}

/// Asks whether the caller may do one thing.
pub fn access_review(ask: &Ask) -> Request {
    let body = json!({
        "apiVersion": "authorization.k8s.io/v1",
        "kind": "SelfSubjectAccessReview",
        "spec": { "resourceAttributes": {
            "verb": ask.verb,
            "group": ask.group,
            "resource": ask.resource,
            "subresource": ask.subresource,
            "namespace": ask.namespace,
            "name": ask.name,
        }},
    });
    post(format!("{ROOT}/selfsubjectaccessreviews?pretty=false"), &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::{PODS, STATEFUL_SETS};

    fn rules(rules: &str, incomplete: bool) -> Rules {
        let text = format!(r#"{{"resourceRules":{rules},"incomplete":{incomplete}}}"#);
        serde_json::from_str(&text).unwrap()
    }

    fn scale() -> Ask {
        Ask::new("patch", STATEFUL_SETS, "shop").on("scale").named("db")
    }

    fn delete() -> Ask {
        Ask::new("delete", STATEFUL_SETS, "shop").named("db")
    }

    #[test]
    fn rules_are_read_as_rbac_reads_them() {
        use Verdict::{Allowed, Denied};
        for (rule, ask, verdict) in [
            // Wildcards.
            (r#"{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}"#, scale(), Allowed),
            (r#"{"verbs":["*"],"apiGroups":["apps"],"resources":["*"]}"#, delete(), Allowed),
            (r#"{"verbs":["*"],"apiGroups":[""],"resources":["*"]}"#, delete(), Denied),
            (r#"{"verbs":["get","list"],"apiGroups":["*"],"resources":["*"]}"#, delete(), Denied),
            // Subresources are resources of their own.
            (r#"{"verbs":["patch"],"apiGroups":["apps"],"resources":["statefulsets"]}"#, scale(), Denied),
            (
                r#"{"verbs":["patch"],"apiGroups":["apps"],"resources":["statefulsets/scale"]}"#,
                scale(),
                Allowed,
            ),
            (r#"{"verbs":["patch"],"apiGroups":["apps"],"resources":["*/scale"]}"#, scale(), Allowed),
            (r#"{"verbs":["patch"],"apiGroups":["apps"],"resources":["statefulsets/*"]}"#, scale(), Denied),
            (r#"{"verbs":["delete"],"apiGroups":["apps"],"resources":["*/scale"]}"#, delete(), Denied),
            // Names.
            (
                r#"{"verbs":["delete"],"apiGroups":["apps"],"resources":["statefulsets"],"resourceNames":["db"]}"#,
                delete(),
                Allowed,
            ),
            (
                r#"{"verbs":["delete"],"apiGroups":["apps"],"resources":["statefulsets"],"resourceNames":["web"]}"#,
                delete(),
                Denied,
            ),
            (
                r#"{"verbs":["create"],"apiGroups":["apps"],"resources":["statefulsets"],"resourceNames":["db"]}"#,
                Ask::new("create", STATEFUL_SETS, "shop"),
                Denied,
            ),
            // The core group is the empty one.
            (
                r#"{"verbs":["list"],"apiGroups":[""],"resources":["pods"]}"#,
                Ask::new("list", PODS, "shop"),
                Allowed,
            ),
            (r#"{"verbs":null,"apiGroups":null,"resources":null,"resourceNames":null}"#, delete(), Denied),
        ] {
            assert_eq!(rules(&format!("[{rule}]"), false).verdict(&ask), verdict, "{rule}");
        }
    }

    #[test]
    fn the_silence_of_incomplete_rules_is_no_refusal_but_their_yes_counts() {
        assert_eq!(rules("[]", true).verdict(&delete()), Verdict::Unknown);
        assert_eq!(rules("null", false).verdict(&delete()), Verdict::Denied);
        let all = rules(r#"[{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}]"#, true);
        assert_eq!(all.verdict(&delete()), Verdict::Allowed);
    }

    #[test]
    fn rules_of_one_namespace_decide_nothing_about_all() {
        let all = rules(r#"[{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}]"#, false);
        assert_eq!(all.verdict(&Ask::new("list", STATEFUL_SETS, "")), Verdict::Unknown);
    }

    #[test]
    fn a_review_that_failed_on_the_way_to_no_is_no_refusal() {
        for (status, verdict) in [
            (r#"{"allowed":true}"#, Verdict::Allowed),
            (r#"{"allowed":true,"evaluationError":"one of two failed"}"#, Verdict::Allowed),
            (r#"{"allowed":false,"reason":"no rule"}"#, Verdict::Denied),
            (r#"{"allowed":false,"evaluationError":"webhook timed out"}"#, Verdict::Unknown),
        ] {
            let review: AccessReview = serde_json::from_str(&format!(r#"{{"status":{status}}}"#)).unwrap();
            assert_eq!(review.verdict(), verdict, "{status}");
        }
    }

    #[test]
    fn the_questions_are_posts_with_all_there_is_to_ask() {
        let request = access_review(&scale());
        assert_eq!(request.target, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews?pretty=false");
        let body: serde_json::Value = serde_json::from_str(&request.body.unwrap().text).unwrap();
        assert_eq!(body["spec"]["resourceAttributes"]["subresource"], "scale");
        let body: serde_json::Value = serde_json::from_str(&rules_review("shop").body.unwrap().text).unwrap();
        assert_eq!(body["spec"]["namespace"], "shop");
    }
}
