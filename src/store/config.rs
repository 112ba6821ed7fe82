//! What whoever serves the console configured, in `config.json` beside `index.html`.

use serde::Deserialize;

/// The configuration. Unknown keys are ignored, missing ones have the defaults below.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// The console offers nothing that changes the cluster. A courtesy to the user: RBAC is the guard.
    pub read_only: bool,
    /// Why the configuration could not be read, for the user to see; it is then the default one.
    #[serde(skip)]
    pub problem: Option<String>,
}
