//! The JSON schema of the documents at hand, made from what the cluster itself publishes (`/openapi/v3`).
//!
//! Only the kinds that are asked for and what they refer to are taken: core `v1` alone is 1.8 MB, the closure of
//! `StatefulSet` a tenth of that. The result is for an editor; the server's dry run has the last word.

mod convert;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use convert::convert;

/// `/openapi/v3`: where the document of each group and version is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Index {
    #[serde(default)]
    paths: BTreeMap<String, IndexEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct IndexEntry {
    // With a hash of the content in its query, so that a browser may keep the answer for good.
    #[serde(rename = "serverRelativeURL")]
    server_relative_url: String,
}

impl Index {
    /// The address of the document that describes an `apiVersion`, relative to the API server's root.
    pub fn address(&self, api_version: &str) -> Option<&str> {
        let path = if api_version.contains('/') {
            format!("apis/{api_version}")
        } else {
            format!("api/{api_version}")
        };
        self.paths.get(&path).map(|entry| entry.server_relative_url.as_str())
    }
}

/// What one group and version publishes. Its schemas stay unread text until one is wanted.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Published")]
pub struct OpenApi {
    schemas: BTreeMap<String, Box<RawValue>>,
    kinds: BTreeMap<Kind, String>,
}

impl OpenApi {
    /// Whether it describes a kind, which is then served.
    pub fn has(&self, kind: &Kind) -> bool {
        self.kinds.contains_key(kind)
    }
}

/// A kind by the names that documents give it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind {
    /// For example `apps/v1`.
    pub api_version: String,
    /// For example `StatefulSet`.
    pub kind: String,
}

#[derive(Deserialize)]
struct Published {
    #[serde(default)]
    components: Components,
}

#[derive(Deserialize, Default)]
struct Components {
    #[serde(default)]
    schemas: BTreeMap<String, Box<RawValue>>,
}

#[derive(Deserialize)]
struct Head {
    #[serde(rename = "x-kubernetes-group-version-kind", default)]
    kinds: Vec<GroupVersionKind>,
}

#[derive(Deserialize)]
struct GroupVersionKind {
    #[serde(default)]
    group: String,
    version: String,
    kind: String,
}

impl TryFrom<Published> for OpenApi {
    type Error = serde_json::Error;

    fn try_from(published: Published) -> serde_json::Result<Self> {
        let schemas = published.components.schemas;
        let mut kinds = BTreeMap::new();
        for (name, schema) in &schemas {
            let head: Head = serde_json::from_str(schema.get())?;
            // Several kinds on one schema: a protocol type such as DeleteOptions, which nobody writes.
            if let [only] = head.kinds.as_slice() {
                kinds.insert(only.name(), name.clone());
            }
        }
        Ok(Self { schemas, kinds })
    }
}

impl GroupVersionKind {
    fn name(&self) -> Kind {
        let api_version = match self.group.as_str() {
            "" => self.version.clone(),
            group => format!("{group}/{}", self.version),
        };
        Kind { api_version, kind: self.kind.clone() }
    }
}

/// The definition of what may be an item of a `List`; no type of a cluster is named like this.
const ITEM: &str = "item";

/// One JSON schema (draft 7) for text in which each document may be any of `wanted`.
///
/// A document of another kind is not checked. Completion of `apiVersion` and `kind` offers what `published` knows.
pub fn combine(published: &[&OpenApi], wanted: &BTreeSet<Kind>) -> Value {
    let mut definitions = serde_json::Map::new();
    let mut choices = Vec::new();
    for kind in wanted {
        let found = published.iter().find_map(|api| api.kinds.get(kind).map(|name| (api, name)));
        let Some((api, name)) = found else { continue };
        add_closure(&mut definitions, api, name);
        mark_root(&mut definitions, name, kind);
        choices.push(json!({
            "if": {
                "properties": { "apiVersion": { "const": kind.api_version }, "kind": { "const": kind.kind } },
                "required": ["apiVersion", "kind"],
            },
            "then": { "$ref": convert::definition(name) },
        }));
    }
    let offered: BTreeSet<&Kind> = published
        .iter()
        .flat_map(|api| api.kinds.keys())
        .filter(|kind| !kind.kind.ends_with("List"))
        .collect();
    let versions: BTreeSet<&str> = offered.iter().map(|kind| kind.api_version.as_str()).collect();
    let names: BTreeSet<&str> = offered.iter().map(|kind| kind.kind.as_str()).collect();
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "required": ["apiVersion", "kind"],
        "properties": { "apiVersion": suggestion(&versions), "kind": suggestion(&names) },
        "definitions": definitions,
    });
    // An empty allOf is not valid JSON schema.
    if !choices.is_empty() {
        schema["definitions"][ITEM] = json!({ "type": "object", "allOf": choices });
        choices.push(list());
        schema["allOf"] = Value::Array(choices);
    }
    schema
}

/// Several objects as kubectl writes them in JSON: each item is what a document would be.
fn list() -> Value {
    let item = json!({ "$ref": convert::definition(ITEM) });
    json!({
        "if": { "properties": { "kind": { "const": "List" } }, "required": ["kind"] },
        "then": { "properties": { "items": { "items": item } } },
    })
}

/// Text that is completed from a list and may be any other.
fn suggestion(values: &BTreeSet<&str>) -> Value {
    if values.is_empty() {
        return json!({ "type": "string" });
    }
    json!({ "anyOf": [{ "type": "string", "enum": values }, { "type": "string" }] })
}

fn add_closure(definitions: &mut serde_json::Map<String, Value>, api: &OpenApi, root: &str) {
    let mut open = vec![root.to_owned()];
    while let Some(name) = open.pop() {
        if definitions.contains_key(&name) {
            continue;
        }
        let raw = api.schemas.get(&name).and_then(|raw| serde_json::from_str(raw.get()).ok());
        // What the server refers to but does not publish may be anything.
        let schema = raw.map_or(Value::Bool(true), |raw| convert(raw, &mut open));
        definitions.insert(name, schema);
    }
}

/// Names the root's own `apiVersion` and `kind`, so that completion inside the document offers just these.
fn mark_root(definitions: &mut serde_json::Map<String, Value>, name: &str, kind: &Kind) {
    let Some(Value::Object(properties)) =
        definitions.get_mut(name).and_then(|root| root.get_mut("properties"))
    else {
        return;
    };
    for (property, value) in [("apiVersion", &kind.api_version), ("kind", &kind.kind)] {
        if let Some(Value::Object(schema)) = properties.get_mut(property) {
            schema.insert("enum".into(), json!([value]));
        }
    }
}
