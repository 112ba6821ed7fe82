//! The editor's schema, from a document shaped like the API server's.
#![cfg(test)]

use std::collections::BTreeSet;

use serde_json::{Value, json};
use workload::schema::{Index, Kind, OpenApi, combine};

fn kind(api_version: &str, kind: &str) -> Kind {
    Kind { api_version: api_version.into(), kind: kind.into() }
}

fn apps() -> OpenApi {
    let text = json!({
        "openapi": "3.0.0",
        "components": { "schemas": {
            "apps.v1.StatefulSet": {
                "type": "object",
                "properties": {
                    "apiVersion": { "type": "string" },
                    "kind": { "type": "string" },
                    "spec": { "allOf": [{ "$ref": "#/components/schemas/apps.v1.Spec" }], "default": {} },
                },
                "x-kubernetes-group-version-kind": [{ "group": "apps", "kind": "StatefulSet", "version": "v1" }],
            },
            "apps.v1.Spec": {
                "type": "object",
                "properties": {
                    "replicas": { "type": "integer", "format": "int32", "nullable": true },
                    "maxUnavailable": { "$ref": "#/components/schemas/IntOrString" },
                    "properties": { "type": "object", "additionalProperties": { "type": "string", "default": "" } },
                    "again": { "$ref": "#/components/schemas/apps.v1.Spec" },
                },
            },
            "apps.v1.DaemonSet": {
                "type": "object",
                "x-kubernetes-group-version-kind": [{ "group": "apps", "kind": "DaemonSet", "version": "v1" }],
            },
            "apps.v1.DaemonSetList": {
                "type": "object",
                "x-kubernetes-group-version-kind": [{ "group": "apps", "kind": "DaemonSetList", "version": "v1" }],
            },
            "DeleteOptions": {
                "type": "object",
                "x-kubernetes-group-version-kind": [
                    { "group": "apps", "kind": "DeleteOptions", "version": "v1" },
                    { "group": "", "kind": "DeleteOptions", "version": "v1" },
                ],
            },
            "IntOrString": { "format": "int-or-string", "type": "string" },
        } },
    });
    serde_json::from_str(&text.to_string()).unwrap()
}

fn stateful_set_schema() -> Value {
    combine(&[&apps()], &BTreeSet::from([kind("apps/v1", "StatefulSet")]))
}

#[test]
fn the_index_gives_the_address_of_a_group_and_of_the_core_group() {
    let index: Index = serde_json::from_value(json!({ "paths": {
        "api/v1": { "serverRelativeURL": "/openapi/v3/api/v1?hash=A" },
        "apis/apps/v1": { "serverRelativeURL": "/openapi/v3/apis/apps/v1?hash=B" },
    } }))
    .unwrap();
    assert_eq!(index.address("v1"), Some("/openapi/v3/api/v1?hash=A"));
    assert_eq!(index.address("apps/v1"), Some("/openapi/v3/apis/apps/v1?hash=B"));
    assert_eq!(index.address("apps/v2"), None);
}

#[test]
fn only_what_a_wanted_kind_refers_to_is_taken() {
    let schema = stateful_set_schema();
    let names: Vec<&String> = schema["definitions"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["apps.v1.StatefulSet", "apps.v1.Spec", "IntOrString", "item"]);
}

#[test]
fn references_lead_to_the_definitions() {
    let schema = stateful_set_schema();
    let spec = &schema["definitions"]["apps.v1.StatefulSet"]["properties"]["spec"];
    assert_eq!(spec, &json!({ "allOf": [{ "$ref": "#/definitions/apps.v1.Spec" }] }));
}

#[test]
fn a_field_that_a_type_does_not_have_is_refused_but_a_map_is_open() {
    let schema = stateful_set_schema();
    let spec = &schema["definitions"]["apps.v1.Spec"];
    assert_eq!(spec["additionalProperties"], json!(false));
    let named_properties = &spec["properties"]["properties"];
    assert_eq!(named_properties["additionalProperties"], json!({ "type": "string", "default": "" }));
}

#[test]
fn a_number_or_text_is_either() {
    let schema = stateful_set_schema();
    let either = json!({ "oneOf": [{ "type": "integer" }, { "type": "string" }] });
    assert_eq!(schema["definitions"]["IntOrString"], either);
}

#[test]
fn a_document_is_checked_by_its_own_kind_and_others_are_let_be() {
    let schema = stateful_set_schema();
    let choices = schema["allOf"].as_array().unwrap();
    assert_eq!(choices.len(), 2);
    assert_eq!(choices[0]["then"], json!({ "$ref": "#/definitions/apps.v1.StatefulSet" }));
    let unknown = combine(&[&apps()], &BTreeSet::from([kind("example.com/v1", "Thing")]));
    assert_eq!(unknown.get("allOf"), None);
}

#[test]
fn an_item_of_a_list_is_checked_as_a_document_would_be() {
    let schema = stateful_set_schema();
    let choices = schema["allOf"].as_array().unwrap();
    assert_eq!(choices[1]["if"]["properties"]["kind"], json!({ "const": "List" }));
    let items = &choices[1]["then"]["properties"]["items"]["items"];
    assert_eq!(items, &json!({ "$ref": "#/definitions/item" }));
    assert_eq!(schema["definitions"]["item"]["allOf"].as_array().unwrap()[..], choices[..1]);
}

#[test]
fn completion_offers_kinds_that_one_writes() {
    let schema = stateful_set_schema();
    assert_eq!(schema["properties"]["kind"]["anyOf"][0]["enum"], json!(["DaemonSet", "StatefulSet"]));
    assert_eq!(schema["properties"]["apiVersion"]["anyOf"][0]["enum"], json!(["apps/v1"]));
}
