//! What a list or a watch is about.

use crate::resource::Resource;

/// One collection of objects: a resource, in one namespace or in all, narrowed by selectors.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Which resource.
    pub resource: Resource,
    /// In which namespace; `None` for all, and for resources that live in none.
    pub namespace: Option<String>,
    /// A label selector in the API's syntax.
    pub label_selector: Option<String>,
    /// A field selector in the API's syntax.
    pub field_selector: Option<String>,
}

impl Scope {
    /// All objects of a resource.
    pub fn all(resource: Resource) -> Self {
        Self { resource, namespace: None, label_selector: None, field_selector: None }
    }

    /// The objects of a resource in one namespace.
    pub fn namespaced(resource: Resource, namespace: impl Into<String>) -> Self {
        Self { namespace: Some(namespace.into()), ..Self::all(resource) }
    }

    /// The one object of that name: the only way to watch a single object.
    pub fn named(resource: Resource, namespace: impl Into<String>, name: &str) -> Self {
        Self {
            field_selector: Some(format!("metadata.name={name}")),
            ..Self::namespaced(resource, namespace)
        }
    }

    /// The name of the one object that this can be; `None` where it can be several.
    pub fn object_name(&self) -> Option<&str> {
        let name = self.field_selector.as_deref()?.strip_prefix("metadata.name=")?;
        Some(name).filter(|name| !name.contains(',') && self.label_selector.is_none())
    }

    /// Narrows to objects whose labels match.
    #[must_use]
    pub fn labelled(self, selector: impl Into<String>) -> Self {
        Self { label_selector: Some(selector.into()), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::{PODS, STATEFUL_SETS};

    #[test]
    fn only_a_scope_that_names_its_object_is_of_one() {
        let one = Scope::named(STATEFUL_SETS, "shop", "db");
        assert_eq!(one.object_name(), Some("db"));
        assert_eq!(one.labelled("app=db").object_name(), None);
        assert_eq!(Scope::namespaced(PODS, "shop").object_name(), None);
        let several =
            Scope { field_selector: Some("metadata.name=db,status.phase=Failed".into()), ..Scope::all(PODS) };
        assert_eq!(several.object_name(), None);
    }
}
