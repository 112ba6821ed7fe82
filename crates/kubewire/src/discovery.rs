//! Which resource serves a kind (`meta/v1 APIResourceList`), for documents of kinds that the console does not know.

use serde::Deserialize;

use crate::endpoint::Endpoint;
use crate::error::ApiError;
use crate::status::Status;

/// The resources of one group version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct ResourceList {
    resources: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct Entry {
    name: String,
    kind: String,
    namespaced: bool,
    verbs: Vec<String>,
}

/// The groups that a cluster serves, the core group left out (`meta/v1 APIGroupList`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct GroupList {
    groups: Vec<Group>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct Group {
    name: String,
    versions: Vec<GroupVersion>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct GroupVersion {
    version: String,
}

impl GroupList {
    /// Group and version of each that is served; of a group the preferred version first.
    pub fn versions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.groups.iter().flat_map(|group| {
            group.versions.iter().map(|version| (group.name.as_str(), version.version.as_str()))
        })
    }
}

/// The group and version of an `apiVersion`.
pub fn split_api_version(api_version: &str) -> (&str, &str) {
    api_version.split_once('/').unwrap_or(("", api_version))
}

const NO_MATCH: &str = "no matches for kind \"";
const IN_VERSION: &str = "\" in version \"";

/// The refusal that kubectl gives where a kind is not served, which also finds that out before it sends.
pub fn no_match(api_version: &str, kind: &str) -> ApiError {
    ApiError::Server(Box::new(Status {
        status: "Failure".into(),
        message: format!("{NO_MATCH}{kind}{IN_VERSION}{api_version}\""),
        reason: "BadRequest".into(),
        code: 400,
        details: None,
    }))
}

/// Returns the `apiVersion` and kind that are not served, where a failure is [`no_match`].
pub fn unmatched(error: &ApiError) -> Option<(&str, &str)> {
    let ApiError::Server(status) = error else { return None };
    let words = status.message.strip_prefix(NO_MATCH)?.strip_suffix('"')?;
    let (kind, api_version) = words.rsplit_once(IN_VERSION)?;
    Some((api_version, kind))
}

impl ResourceList {
    /// Each kind that lives in namespaces and can be listed, and where.
    pub fn listed<'a>(
        &'a self,
        group: &'a str,
        version: &'a str,
    ) -> impl Iterator<Item = (&'a str, Endpoint)> {
        let listed = |entry: &&Entry| entry.namespaced && entry.verbs.iter().any(|verb| verb == "list");
        self.resources
            .iter()
            .filter(listed)
            .filter_map(move |entry| Some((entry.kind.as_str(), self.endpoint(group, version, &entry.kind)?)))
    }

    /// Where the objects of a kind are served. Subresources (`pods/eviction`) have kinds too and are passed over.
    pub fn endpoint(&self, group: &str, version: &str, kind: &str) -> Option<Endpoint> {
        let entry = self.resources.iter().find(|entry| entry.kind == kind && !entry.name.contains('/'))?;
        Some(Endpoint {
            group: group.to_owned(),
            version: version.to_owned(),
            plural: entry.name.clone(),
            namespaced: entry.namespaced,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_the_kinds_that_can_be_listed_are_told() {
        let groups: GroupList = serde_json::from_str(
            r#"{"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}]},
               {"name":"networking.istio.io","versions":[{"version":"v1"},{"version":"v1beta1"}]}]}"#,
        )
        .unwrap();
        let expected = [("apps", "v1"), ("networking.istio.io", "v1"), ("networking.istio.io", "v1beta1")];
        assert_eq!(groups.versions().collect::<Vec<_>>(), expected);
        let list: ResourceList = serde_json::from_str(
            r#"{"resources":[{"name":"gateways","kind":"Gateway","namespaced":true,"verbs":["get","list"]},
               {"name":"gateways/status","kind":"Gateway","namespaced":true,"verbs":["get"]},
               {"name":"meshes","kind":"Mesh","namespaced":false,"verbs":["list"]}]}"#,
        )
        .unwrap();
        let listed: Vec<_> = list.listed("a.b", "v1").map(|(kind, at)| (kind, at.plural)).collect();
        assert_eq!(listed, [("Gateway", "gateways".to_owned())]);
    }

    #[test]
    fn a_kind_that_is_not_served_is_told_by_its_failure() {
        let failure = no_match("apps/v1beta2", "StatefulSet");
        assert_eq!(unmatched(&failure), Some(("apps/v1beta2", "StatefulSet")));
        assert!(
            matches!(&failure, ApiError::Server(status) if status.message == "no matches for kind \"StatefulSet\" in version \"apps/v1beta2\"")
        );
        assert_eq!(unmatched(&ApiError::Offline), None);
    }

    #[test]
    fn a_kind_is_found_by_its_resource_not_by_a_subresource() {
        let list: ResourceList = serde_json::from_str(
            r#"{"kind":"APIResourceList","resources":[{"name":"pods/eviction","kind":"Pod","namespaced":true},
               {"name":"pods","singularName":"pod","kind":"Pod","namespaced":true,"verbs":["get"]}]}"#,
        )
        .unwrap();
        assert_eq!(list.endpoint("", "v1", "Pod").unwrap().plural, "pods");
        assert_eq!(list.endpoint("", "v1", "Node"), None);
        assert_eq!(split_api_version("apps/v1"), ("apps", "v1"));
        assert_eq!(split_api_version("v1"), ("", "v1"));
    }
}
