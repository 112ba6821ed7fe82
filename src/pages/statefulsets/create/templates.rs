//! Documents to begin with, made for the set that the text has: they name it and choose its pods.

use serde_json::Value;
use workload::emit;
use workload::group_kind::{GroupKind, STATEFUL_SET};

/// A kind that can be added, as it is called everywhere.
pub(super) const KINDS: [&str; 6] =
    ["StatefulSet", "Service", "ConfigMap", "Secret", "ServiceAccount", "PodDisruptionBudget"];

/// The text of a new document for the first set among `documents`.
pub(super) fn text(kind: &str, documents: &[Value], namespace: &str) -> String {
    let set = documents.iter().find(|document| GroupKind::of_object(document) == STATEFUL_SET);
    let at = |pointer: &str| set.and_then(|set| set.pointer(pointer));
    let name = at("/metadata/name").and_then(Value::as_str).unwrap_or("web");
    let service = at("/spec/serviceName").and_then(Value::as_str).unwrap_or(name);
    let own = at("/metadata/namespace").and_then(Value::as_str).unwrap_or(namespace);
    let labels = at("/spec/selector/matchLabels").cloned();
    let labels =
        labels.unwrap_or_else(|| Value::Object([("app".to_owned(), name.into())].into_iter().collect()));
    let chosen = |indent: usize| {
        let text = emit::yaml(&labels);
        format!("\n{}", text.trim_end()).replace('\n', &format!("\n{:indent$}", ""))
    };
    let (version, name, body) = match kind {
        "StatefulSet" => {
            let name = if set.is_some() { format!("{name}-2") } else { name.to_owned() };
            let body = format!(
                "spec:\n  replicas: 1\n  serviceName: {name}\n  selector:\n    matchLabels:\n      app: {name}\n  template:\n    metadata:\n      labels:\n        app: {name}\n    spec:\n      containers:\n      - name: main\n        image: nginx:1.29\n"
            );
            ("apps/v1", name, body)
        }
        "Service" => {
            let body = format!(
                "spec:\n  clusterIP: None\n  selector:{}\n  ports:\n  - name: main\n    port: 80\n",
                chosen(4)
            );
            ("v1", service.to_owned(), body)
        }
        "PodDisruptionBudget" => {
            let body = format!("spec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:{}\n", chosen(6));
            ("policy/v1", name.to_owned(), body)
        }
        "ConfigMap" => ("v1", name.to_owned(), "data:\n  key: value\n".to_owned()),
        "Secret" => ("v1", name.to_owned(), "stringData:\n  key: value\n".to_owned()),
        _ => ("v1", name.to_owned(), String::new()),
    };
    let place = if own.is_empty() { String::new() } else { format!("  namespace: {own}\n") };
    format!("apiVersion: {version}\nkind: {kind}\nmetadata:\n  name: {name}\n{place}{body}")
}

#[cfg(test)]
mod tests {
    use workload::creation::entry::entries;
    use workload::documents;
    use workload::draft::Draft;
    use workload::draft::edit::Edit;
    use workload::text::Locale;

    use super::{KINDS, text};
    use crate::pages::statefulsets::create::starter::starter;

    #[test]
    fn each_kind_can_be_added_to_the_example_and_chooses_its_pods() {
        let mut draft = Draft::new(starter(Locale::En, "shop"));
        for kind in KINDS.into_iter().filter(|kind| *kind != "Service") {
            let more = text(kind, draft.values(), "shop");
            draft.apply(Edit::Add(more)).unwrap();
        }
        let found = entries(draft.text(), &documents::read(draft.text()).unwrap(), "shop");
        assert!(
            found.iter().all(|entry| entry.problems.is_empty() && entry.warnings.is_empty()),
            "{found:?}"
        );
        let budget = draft.values().last().unwrap();
        let set = draft.values().iter().find(|value| value["kind"] == "StatefulSet").unwrap();
        assert_eq!(budget["spec"]["selector"]["matchLabels"], set["spec"]["selector"]["matchLabels"]);
    }

    #[test]
    fn a_service_for_no_set_chooses_by_its_own_name() {
        let service = Draft::new(text("Service", &[], ""));
        assert_eq!(service.values()[0]["spec"]["selector"]["app"], service.values()[0]["metadata"]["name"]);
    }
}
