//! Which resource serves a kind (`meta/v1 APIResourceList`), for documents of kinds that the console does not know.

use serde::Deserialize;

use crate::endpoint::Endpoint;

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
}

/// The group and version of an `apiVersion`.
pub fn split_api_version(api_version: &str) -> (&str, &str) {
    api_version.split_once('/').unwrap_or(("", api_version))
}

impl ResourceList {
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
