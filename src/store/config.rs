//! What whoever serves the console configured, in `config.json` beside `index.html`:
//! ```json
//! {
//!   "apiPrefix": "/k8s",
//!   "clusters": [{ "name": "prod", "prefix": "/clusters/prod" }],
//!   "namespaces": ["shop", "data"],
//!   "prometheus": { "namespace": "monitoring", "service": "prometheus-k8s", "port": "web", "scheme": "http", "path": "" },
//!   "readOnly": false,
//!   "locale": "zh",
//!   "theme": "dark",
//!   "columns": ["name", "status"],
//!   "podLimit": 20000
//! }
//! ```
//! Every key may be missing and unknown ones are ignored. A value that is none of the allowed ones is told by its
//! place and left out; the others hold.

mod problem;
mod reader;

pub use problem::Problem;
use workload::text::Locale;

/// The configuration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// Where on this origin the API is: empty for the root, else a path such as `/k8s` without a slash at its end.
    pub api_prefix: String,
    /// The clusters to choose from; empty where there is the one at [`Config::api_prefix`].
    pub clusters: Vec<ClusterEntry>,
    /// Namespaces to offer to people who may not list them.
    pub namespaces: Vec<String>,
    /// Where metrics are, if they are not where they usually are.
    pub prometheus: Option<Prometheus>,
    /// The console offers nothing that changes the cluster. A courtesy to the user: RBAC is the guard.
    pub read_only: bool,
    /// The language of those who chose none.
    pub locale: Option<Locale>,
    /// The colours of those who chose none.
    pub theme: Option<Theme>,
    /// The columns of the list, by key, of those who chose none.
    pub columns: Option<Vec<String>>,
    /// How many pods the list follows at most, where that is not the usual number.
    pub pod_limit: Option<u64>,
    /// What of the file could not be used, for the user to see.
    pub problems: Vec<Problem>,
}

/// One of several clusters behind the same origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterEntry {
    /// What people call it; no two have the same.
    pub name: String,
    /// Where its API is, as [`Config::api_prefix`].
    pub prefix: String,
}

/// The Service through which the API server reaches Prometheus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prometheus {
    /// Namespace of the Service.
    pub namespace: String,
    /// Name of the Service.
    pub service: String,
    /// Name or number of its port.
    pub port: String,
    /// Whether Prometheus speaks TLS.
    pub https: bool,
    /// What goes before `/api/v1`: empty, or a path without a slash at its end.
    pub path: String,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the operating system asks.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}
