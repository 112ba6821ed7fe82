//! Where the API serves a collection, and the paths of its members.

use crate::error::ApiError;
use crate::percent::encode;
use crate::resource::Resource;
use crate::status::Status;

/// The place of a resource in the API. Unlike [`Resource`] it may have been discovered at run time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// API group, empty for the core group.
    pub group: String,
    /// API version.
    pub version: String,
    /// Name in paths.
    pub plural: String,
    /// Whether objects live in a namespace.
    pub namespaced: bool,
}

impl From<Resource> for Endpoint {
    fn from(resource: Resource) -> Self {
        Self {
            group: resource.group.to_owned(),
            version: resource.version.to_owned(),
            plural: resource.plural.to_owned(),
            namespaced: resource.namespaced,
        }
    }
}

impl Endpoint {
    /// The path of the collection. Without a namespace it is that of all namespaces, which can be read only.
    pub(crate) fn collection(&self, namespace: Option<&str>) -> Result<String, ApiError> {
        let root = group_version(&self.group, &self.version);
        let plural = encode(&self.plural);
        match namespace.filter(|_| self.namespaced) {
            Some(namespace) => Ok(format!("{root}/namespaces/{}/{plural}", segment(namespace)?)),
            None => Ok(format!("{root}/{plural}")),
        }
    }

    /// The path of one object.
    pub(crate) fn object(&self, namespace: &str, name: &str) -> Result<String, ApiError> {
        let namespace = self.namespaced.then_some(namespace);
        Ok(format!("{}/{}", self.collection(namespace)?, segment(name)?))
    }
}

/// The root path of a group's version.
pub(crate) fn group_version(group: &str, version: &str) -> String {
    if group.is_empty() {
        format!("/api/{}", encode(version))
    } else {
        format!("/apis/{}/{}", encode(group), encode(version))
    }
}

/// A name as a path segment. What the API server refuses (`apimachinery:pkg/api/validation/path/name.go`) is refused
/// here in the same words, because such a request would address something else: with an empty name, DELETE is a
/// DELETE of the whole collection.
fn segment(name: &str) -> Result<String, ApiError> {
    let wrong = match name {
        "" => Some("a name is required"),
        "." | ".." => Some("may not be '.' or '..'"),
        _ if name.contains(['/', '%']) => Some("may not contain '/' or '%'"),
        _ => None,
    };
    match wrong {
        None => Ok(encode(name)),
        Some(rule) => Err(ApiError::Server(Box::new(Status {
            status: "Failure".into(),
            message: format!("invalid name \"{name}\": {rule}"),
            reason: "Invalid".into(),
            code: 422,
            details: None,
        }))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::{NAMESPACES, PODS, STATEFUL_SETS};

    #[test]
    fn a_path_follows_from_group_namespace_and_name() {
        let sets = Endpoint::from(STATEFUL_SETS);
        assert_eq!(sets.collection(None).unwrap(), "/apis/apps/v1/statefulsets");
        assert_eq!(sets.object("shop", "db").unwrap(), "/apis/apps/v1/namespaces/shop/statefulsets/db");
        assert_eq!(Endpoint::from(PODS).collection(Some("a")).unwrap(), "/api/v1/namespaces/a/pods");
    }

    #[test]
    fn a_resource_outside_of_namespaces_ignores_the_namespace() {
        assert_eq!(Endpoint::from(NAMESPACES).object("x", "y").unwrap(), "/api/v1/namespaces/y");
    }

    #[test]
    fn a_name_that_would_address_something_else_is_refused() {
        let sets = Endpoint::from(STATEFUL_SETS);
        for name in ["", ".", "..", "a/b", "a%2fb"] {
            let refused = sets.object("shop", name).unwrap_err();
            assert!(matches!(refused, ApiError::Server(status) if status.reason == "Invalid"), "{name}");
        }
        assert!(sets.collection(Some("../kube-system")).is_err());
    }

    #[test]
    fn odd_but_legal_names_are_encoded() {
        let path = Endpoint::from(PODS).object("n", "system:a?b#c").unwrap();
        assert_eq!(path, "/api/v1/namespaces/n/pods/system%3Aa%3Fb%23c");
    }
}
