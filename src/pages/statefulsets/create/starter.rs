//! What one begins with: a set that works, and why each part of it is there.

use workload::text::Locale;

/// The text in a language; a namespace that is picked is written into it.
pub(super) fn starter(locale: Locale, namespace: &str) -> String {
    let place = if namespace.is_empty() { String::new() } else { format!("\n  namespace: {namespace}") };
    let text = match locale {
        Locale::En => include_str!("starter/en.yaml"),
        Locale::Zh => include_str!("starter/zh.yaml"),
    };
    text.replace("\n  name: web\n", &format!("\n  name: web{place}\n"))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use workload::creation::entry::entries;
    use workload::documents;
    use workload::text::Locale;

    use super::starter;

    fn values(locale: Locale, namespace: &str) -> Vec<Value> {
        let documents = documents::read(&starter(locale, namespace)).unwrap();
        let found = entries("", &documents, "default");
        assert!(
            found.iter().all(|entry| entry.problems.is_empty() && entry.warnings.is_empty()),
            "{found:?}"
        );
        found.into_iter().filter_map(|entry| entry.value).collect()
    }

    #[test]
    fn both_languages_say_the_same() {
        assert_eq!(values(Locale::En, "shop"), values(Locale::Zh, "shop"));
    }

    #[test]
    fn it_is_a_headless_service_and_its_set_in_the_namespace_that_is_picked() {
        let values = values(Locale::En, "shop");
        let kinds: Vec<&Value> = values.iter().map(|value| &value["kind"]).collect();
        assert_eq!(kinds, ["Service", "StatefulSet"]);
        assert!(values.iter().all(|value| value["metadata"]["namespace"] == "shop"));
        assert_eq!(values[0]["spec"]["clusterIP"], "None");
        assert_eq!(values[1]["spec"]["serviceName"], values[0]["metadata"]["name"]);
        assert_eq!(
            values[1]["spec"]["selector"]["matchLabels"],
            values[1]["spec"]["template"]["metadata"]["labels"]
        );
    }

    #[test]
    fn without_a_namespace_it_names_none() {
        assert!(values(Locale::Zh, "").iter().all(|value| value["metadata"].get("namespace").is_none()));
    }
}
