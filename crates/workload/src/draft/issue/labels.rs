//! Labels and annotations, whose keys and values have rules of their own, whatever the kind
//! (`apimachinery:pkg/apis/meta/v1/validation`, `pkg/api/validation/objectmeta.go`).

use crate::draft::issue::names::{self, SUBDOMAIN};
use crate::draft::issue::{Check, Found, Object, Severity};
use crate::group_kind::STATEFUL_SET;
use crate::path::{Path, Step};
use crate::text::Message;

pub(super) const CHECKS: [Check; 1] = [keys_and_values_are_valid];

/// The longest value of a label, and the longest key behind its prefix.
const LONGEST: usize = 63;

/// The maps of any object, and those of a set.
const OF_OBJECTS: [(&str, bool); 2] = [("metadata.labels", true), ("metadata.annotations", false)];
const OF_SETS: [(&str, bool); 3] = [
    ("spec.template.metadata.labels", true),
    ("spec.template.metadata.annotations", false),
    ("spec.selector.matchLabels", true),
];

fn keys_and_values_are_valid(object: &Object<'_>, found: &mut Found<'_>) {
    let of_set: &[(&str, bool)] = if object.group_kind() == STATEFUL_SET { &OF_SETS } else { &[] };
    for (field, are_labels) in OF_OBJECTS.iter().chain(of_set) {
        let map = Path::parse(field).get(object.value).and_then(serde_json::Value::as_object);
        for (key, value) in map.into_iter().flatten() {
            let place = Path([Path::parse(field).0, vec![Step::Key(key.clone())]].concat()).to_string();
            // The keys of annotations may have capitals in their prefix.
            let checked = if *are_labels { key.clone() } else { key.to_lowercase() };
            if !is_key(&checked) {
                found.add(Severity::Error, object, &place, no_key(key));
            } else if let Some(value) = value.as_str().filter(|value| *are_labels && !is_value(value)) {
                found.add(Severity::Error, object, &place, no_value(value));
            }
        }
    }
}

/// A name, with a DNS name and a slash before it or without.
fn is_key(key: &str) -> bool {
    let (prefix, name) = key.split_once('/').map_or((None, key), |(prefix, name)| (Some(prefix), name));
    prefix.is_none_or(|prefix| names::holds(SUBDOMAIN, prefix)) && !name.is_empty() && is_value(name)
}

fn is_value(value: &str) -> bool {
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric();
    let bytes = value.as_bytes();
    value.len() <= LONGEST
        && bytes.first().is_none_or(is_inner)
        && bytes.last().is_none_or(is_inner)
        && bytes.iter().all(|byte| is_inner(byte) || b"-_.".contains(byte))
}

fn no_key(key: &str) -> Message {
    Message {
        zh: format!(
            "“{key}” 不能作为键：只能用字母、数字、“-”、“_” 和 “.”，首尾须为字母或数字，最长 {LONGEST} 个字符；前面可以加 DNS 域名和 “/”"
        ),
        en: format!(
            "“{key}” cannot be a key: letters, digits, “-”, “_” and “.”, with a letter or digit at both ends, {LONGEST} characters at most, after a DNS name and “/” or without"
        ),
    }
}

fn no_value(value: &str) -> Message {
    Message {
        zh: format!(
            "“{value}” 不能作为标签的值：只能用字母、数字、“-”、“_” 和 “.”，首尾须为字母或数字，最长 {LONGEST} 个字符"
        ),
        en: format!(
            "“{value}” cannot be the value of a label: letters, digits, “-”, “_” and “.”, with a letter or digit at both ends, {LONGEST} characters at most"
        ),
    }
}
