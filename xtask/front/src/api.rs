//! What of the API may be asked for through the front at all, whoever asks.
//!
//! The subresource `proxy` of pods, Services and nodes gives what a program in the cluster chose to answer. It would come
//! from the console's own origin, so it is passed on for the configured Prometheus alone, of which the console reads
//! numbers. Through a node's `proxy` one can also run commands in its pods, past everything that refuses exec.

use super::guard::Refusal;

/// What is passed on beside objects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passes {
    /// Whether commands may run in pods: exec, attach and port-forward.
    pub exec: bool,
    /// The Service of Prometheus, where one is configured.
    pub prometheus: Option<Prometheus>,
}

/// A Service of the cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prometheus {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub service: String,
    /// Name or number of its port.
    pub port: String,
}

impl Passes {
    /// Lets a path of the API pass or says why not.
    pub fn check(&self, path: &str) -> Result<(), Refusal> {
        let segments = segments(path).ok_or(Refusal::Path)?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        match subresource(&segments) {
            Some("proxy") if !self.is_prometheus(&segments) => Err(Refusal::Proxied),
            Some("exec" | "attach" | "portforward") if !self.exec => Err(Refusal::Exec),
            _ => Ok(()),
        }
    }

    fn is_prometheus(&self, segments: &[&str]) -> bool {
        let Some(Prometheus { namespace, service, port }) = &self.prometheus else { return false };
        let ["api", "v1", "namespaces", of, "services", name, "proxy", ..] = segments else { return false };
        let named = format!("{service}:{port}");
        let is_named = |name: &str| name == named;
        of == namespace
            && (is_named(name)
                || ["http:", "https:"].iter().any(|s| name.strip_prefix(s).is_some_and(is_named)))
    }
}

/// The parts of a path as a server behind reads them, whatever way they are written; nothing for a path that two
/// servers could read differently.
fn segments(path: &str) -> Option<Vec<String>> {
    let mut segments = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let segment = super::files::percent_decode(segment)?;
        if matches!(segment.as_str(), "." | "..") || segment.contains(['/', '\\', '%', '\0']) {
            return None;
        }
        segments.push(segment);
    }
    Some(segments)
}

/// `/api/v1/namespaces/shop/pods/db-0/exec` → `exec`; nothing for a path that names no subresource.
fn subresource<'a>(segments: &[&'a str]) -> Option<&'a str> {
    let (["api", _, of_version @ ..] | ["apis", _, _, of_version @ ..]) = segments else { return None };
    // Old forms, which no supported server has any more, had these words before the resource.
    if of_version.first() == Some(&"proxy") {
        return Some("proxy");
    }
    let of_version = of_version.strip_prefix(&["watch"]).unwrap_or(of_version);
    let resource = match of_version {
        ["namespaces", _, rest @ ..] if rest.len() > 1 => rest,
        rest => rest,
    };
    resource.get(2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prometheus() -> Passes {
        let service =
            Prometheus { namespace: "monitoring".into(), service: "prom".into(), port: "web".into() };
        Passes { exec: false, prometheus: Some(service) }
    }

    #[test]
    fn objects_and_discovery_pass() {
        for path in [
            "/api/v1/namespaces/shop/pods/db-0",
            "/api/v1/namespaces/proxy/pods/exec",
            "/api/v1/namespaces/shop/pods/proxy/log",
            "/api/v1/namespaces/exec",
            "/apis/apps/v1/namespaces/shop/statefulsets/db/scale",
            "/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode",
            "/api/v1/nodes/proxy",
            "/openapi/v3/apis/apps/v1",
            "/version/",
            "/",
        ] {
            assert_eq!(Passes::default().check(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn what_a_pod_serves_is_passed_on_from_no_address() {
        for path in [
            "/api/v1/namespaces/shop/pods/db-0/proxy",
            "/api/v1/namespaces/shop/pods/db-0/proxy/evil.html",
            "/api/v1/namespaces/shop/services/http:web:80/proxy/",
            "/api/v1/nodes/node-0/proxy/exec/shop/db-0/db",
            "/api/v1/nodes/node-0/%70roxy/run/shop/db-0/db",
            "//api//v1/nodes/node-0/proxy",
            "/api/v1/proxy/nodes/node-0/metrics",
            "/api/v1/watch/nodes/node-0/proxy",
            "/apis/x.example/v1/namespaces/shop/things/a/proxy/x",
            "/apis/x.example/v1/things/a/proxy",
        ] {
            assert_eq!(prometheus().check(path), Err(Refusal::Proxied), "{path}");
        }
    }

    #[test]
    fn the_configured_prometheus_is_reached_and_no_other_service() {
        for name in ["prom:web", "http:prom:web", "https:prom:web", "prom%3Aweb"] {
            let path = format!("/api/v1/namespaces/monitoring/services/{name}/proxy/api/v1/query");
            assert_eq!(prometheus().check(&path), Ok(()), "{path}");
            assert_eq!(Passes::default().check(&path), Err(Refusal::Proxied), "{path}");
        }
        for path in [
            "/api/v1/namespaces/shop/services/prom:web/proxy/api/v1/query",
            "/api/v1/namespaces/monitoring/pods/prom:web/proxy/api/v1/query",
            "/api/v1/namespaces/monitoring/services/prom/proxy/",
            "/api/v1/namespaces/monitoring/services/prom:other/proxy/",
            "/api/v1/namespaces/monitoring/services/ftp:prom:web/proxy/",
        ] {
            assert_eq!(prometheus().check(path), Err(Refusal::Proxied), "{path}");
        }
    }

    #[test]
    fn commands_run_only_where_that_was_asked_for() {
        for verb in ["exec", "attach", "portforward"] {
            let path = format!("/api/v1/namespaces/shop/pods/db-0/{verb}");
            assert_eq!(prometheus().check(&path), Err(Refusal::Exec), "{path}");
            assert_eq!(Passes { exec: true, ..prometheus() }.check(&path), Ok(()), "{path}");
        }
        let node = "/api/v1/nodes/node-0/proxy/exec/shop/db-0/db";
        assert_eq!(Passes { exec: true, prometheus: None }.check(node), Err(Refusal::Proxied));
    }

    #[test]
    fn a_path_that_can_be_read_in_two_ways_is_refused() {
        for path in [
            "/api/v1/nodes/node-0/x/../proxy",
            "/api/v1/nodes/node-0/%2e%2e/proxy",
            "/api/v1/nodes/node-0%2Fproxy",
            "/api/v1/nodes/node-0/%2570roxy",
            "/api/v1/nodes/node-0\\proxy",
            "/api/v1/nodes/%zz",
            "/api/v1/nodes/%ff",
        ] {
            assert_eq!(Passes::default().check(path), Err(Refusal::Path), "{path}");
        }
    }
}
