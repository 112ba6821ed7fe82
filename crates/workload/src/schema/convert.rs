//! One OpenAPI v3 schema as JSON schema, keyword by keyword: a property may itself be called `properties`.

use serde_json::{Map, Value, json};

const PUBLISHED: &str = "#/components/schemas/";

/// Where a schema is found in the result.
pub(super) fn definition(name: &str) -> String {
    format!("#/definitions/{name}")
}

/// Converts a schema; the names that it refers to are pushed to `refers`.
pub(super) fn convert(schema: Value, refers: &mut Vec<String>) -> Value {
    let Value::Object(schema) = schema else { return schema };
    let open = schema.get("x-kubernetes-preserve-unknown-fields") == Some(&Value::Bool(true));
    let int_or_string = schema.get("x-kubernetes-int-or-string") == Some(&Value::Bool(true))
        || schema.get("format").and_then(Value::as_str) == Some("int-or-string");
    let mut out = Map::new();
    for (keyword, value) in schema {
        keep(&mut out, keyword, value, refers);
    }
    if int_or_string {
        out.shift_remove("type");
        out.shift_remove("format");
        if !out.contains_key("oneOf") && !out.contains_key("anyOf") {
            out.insert("oneOf".into(), json!([{ "type": "integer" }, { "type": "string" }]));
        }
    }
    // The server prunes or refuses fields that a type does not have: say so while one types.
    if out.contains_key("properties") && !out.contains_key("additionalProperties") && !open {
        out.insert("additionalProperties".into(), Value::Bool(false));
    }
    Value::Object(out)
}

fn keep(out: &mut Map<String, Value>, keyword: String, value: Value, refers: &mut Vec<String>) {
    let converted = match (keyword.as_str(), value) {
        (name, _) if name.starts_with("x-kubernetes-") || name == "nullable" => return,
        // Published on nearly every field; as a completion it would only write `{}`.
        ("default", Value::Object(empty)) if empty.is_empty() => return,
        ("$ref", Value::String(target)) => {
            let name = target.strip_prefix(PUBLISHED).unwrap_or(&target);
            refers.push(name.to_owned());
            Value::String(definition(name))
        }
        ("properties", Value::Object(members)) => {
            Value::Object(members.into_iter().map(|(name, member)| (name, convert(member, refers))).collect())
        }
        ("items" | "additionalProperties" | "not", inner) => convert(inner, refers),
        ("allOf" | "anyOf" | "oneOf", Value::Array(members)) => {
            members.into_iter().map(|member| convert(member, refers)).collect()
        }
        (_, other) => other,
    };
    out.insert(keyword, converted);
}
