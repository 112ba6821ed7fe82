//! Values that a field cannot have: what its box in the form would not take, and numbers beyond the bits of their field.

use serde_json::{Number, Value};

use crate::draft::edit::{Change, Edit};
use crate::draft::issue::{Check, Found, Object, Severity};
use crate::field::{self, Kind};
use crate::group_kind::STATEFUL_SET;
use crate::path::Path;
use crate::text::{Message, Text};

pub(super) const CHECKS: [Check; 2] = [fields_take_them, numbers_fit];

const BLANKS: Text = Text {
    zh: "值的首尾有空白：服务器会拒绝",
    en: "there are blanks around the value: the server refuses that",
};
/// A set may have it, a pod may not (`k/k pkg/apis/core/validation` `validateContainerOnlyForPod`).
const BLANKS_IN_PODS: Text = Text {
    zh: "镜像的首尾有空白：服务器接受这个有状态副本集，但会拒绝它的容器组",
    en: "there are blanks around the image: the server takes the set and refuses its pods",
};
const TRIM: Text = Text { zh: "去掉空白", en: "Take the blanks off" };

/// The numbers of a set that no form has, and their kinds (`api:apps/v1/types.go`, `api:core/v1/types.go`).
const NUMBERS: [(&str, Kind); 9] = [
    ("spec.minReadySeconds", Kind::INT32),
    ("spec.ordinals.start", Kind::INT32),
    ("spec.updateStrategy.rollingUpdate.partition", Kind::INT32),
    ("spec.revisionHistoryLimit", Kind::Integer { least: i32::MIN as i64, most: i32::MAX as i64 }),
    ("spec.template.spec.terminationGracePeriodSeconds", Kind::Integer { least: i64::MIN, most: i64::MAX }),
    ("spec.template.spec.priority", Kind::Integer { least: i32::MIN as i64, most: i32::MAX as i64 }),
    ("spec.template.spec.containers[*].ports[*].containerPort", PORT),
    ("spec.template.spec.containers[*].ports[*].hostPort", Kind::Integer { least: 0, most: 65_535 }),
    ("spec.template.spec.initContainers[*].ports[*].containerPort", PORT),
];
const PORT: Kind = Kind::Integer { least: 1, most: 65_535 };

/// The images that the form has, and those of a set that it has not.
const IMAGE: &str = "image";
const INIT_IMAGES: &str = "spec.template.spec.initContainers[*].image";

/// What stands at the place of a field of the form is what could be typed there.
fn fields_take_them(object: &Object<'_>, found: &mut Found<'_>) {
    for slot in field::slots(object.value, &Path::default()) {
        let (field, Some(value)) = (slot.path.to_string(), slot.path.get(object.value)) else { continue };
        let blank = value.as_str().filter(|text| text.trim() != *text);
        match (slot.field.kind, blank) {
            // Blanks in names are told as what names may be; those around an amount mean nothing.
            (Kind::Name | Kind::Quantity, Some(_)) => {}
            (_, Some(text)) if slot.field.key == IMAGE => blanks_in_pods(object, &field, text, found),
            (_, Some(text)) => blanks(object, &field, text, (Severity::Error, BLANKS), found),
            (kind, None) => {
                if let Some(message) = wrong(kind, value) {
                    found.add(Severity::Error, object, &field, message);
                }
            }
        }
    }
    if object.group_kind() == STATEFUL_SET {
        for (field, text) in object.texts(INIT_IMAGES).into_iter().filter(|(_, text)| text.trim() != *text) {
            blanks_in_pods(object, &field, text, found);
        }
    }
}

fn blanks_in_pods(object: &Object<'_>, field: &str, text: &str, found: &mut Found<'_>) {
    blanks(object, field, text, (Severity::Warning, BLANKS_IN_PODS), found);
}

fn blanks(
    object: &Object<'_>,
    field: &str,
    text: &str,
    (severity, words): (Severity, Text),
    found: &mut Found<'_>,
) {
    let change = Change::Set(object.path(field), text.trim().into());
    found
        .add(severity, object, field, words.into())
        .mended_by(TRIM.into(), Edit::Value { document: object.document, change });
}

/// That something is missing is told by other checks, and that a text is no number by its type.
fn wrong(kind: Kind, value: &Value) -> Option<Message> {
    match (kind, value) {
        (Kind::Integer { .. }, Value::Number(number)) => out_of_range(kind, number),
        (Kind::Quantity, Value::String(text)) if !text.is_empty() => kind.parse(text).err(),
        _ => None,
    }
}

/// Whole is also what has nothing behind its point.
fn out_of_range(kind: Kind, number: &Number) -> Option<Message> {
    let whole = number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0);
    let text = whole.map_or_else(|| number.to_string(), |whole| format!("{whole:.0}"));
    kind.parse(&text).err()
}

fn numbers_fit(object: &Object<'_>, found: &mut Found<'_>) {
    if object.group_kind() != STATEFUL_SET {
        return;
    }
    for (path, kind) in NUMBERS {
        for (field, value) in object.places(path) {
            if let Some(message) = value.as_number().and_then(|number| out_of_range(kind, number)) {
                found.add(Severity::Error, object, &field, message);
            }
        }
    }
}
