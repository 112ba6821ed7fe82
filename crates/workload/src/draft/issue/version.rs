//! Whether what an object is, is served: by Kubernetes at all, and by the cluster as far as that is known.

use crate::api_versions::{not_served, removed_version};
use crate::creation::defines;
use crate::draft::edit::{Change, Edit};
use crate::draft::issue::{Found, Object, Severity};
use crate::group_kind::DEFINITION;
use crate::path::Path;
use crate::text::Message;

/// A version that is gone is told with the one that took its place; a kind that the cluster does not have, unless the
/// draft defines it, in the same words as by a dry run.
pub(super) fn are_served(objects: &[Object<'_>], found: &mut Found<'_>) {
    for object in objects {
        let Some(identity) = &object.identity else { continue };
        let removed = removed_version(&identity.api_version, &identity.kind);
        // Without the cluster's word it may be one that is old enough.
        let severity = match (found.served.get(&identity.api_version, &identity.kind), removed) {
            (Some(true), _) | (None, None) => continue,
            (Some(false), _) => Severity::Error,
            (None, Some(_)) => Severity::Warning,
        };
        if removed.is_none() && is_defined(object, objects) {
            continue;
        }
        let field = if removed.is_some() { "apiVersion" } else { "kind" };
        let message = not_served(&identity.api_version, &identity.kind);
        let finding = found.add(severity, object, field, message);
        if let Some((now, mended)) =
            removed.and_then(|removed| Some((removed.now?, removed.mended(object.value)?)))
        {
            let label = Message { zh: format!("改用 {now}"), en: format!("Use {now}") };
            let change = Change::Set(Path(object.base.clone()), mended);
            finding.mended_by(label, Edit::Value { document: object.document, change });
        }
    }
}

fn is_defined(object: &Object<'_>, objects: &[Object<'_>]) -> bool {
    let mut definitions = objects.iter().filter(|other| other.group_kind() == DEFINITION);
    definitions.any(|definition| defines(definition.value, object.group_kind()))
}
