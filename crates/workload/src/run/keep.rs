//! A run as the browser keeps it, and as a person takes it home. By hand instead of derived: it is small that way, and
//! what another version wrote is read as far as it is understood, or not at all.

use kubewire::request::{Body, Method, Request};
use serde_json::{Map, Value, json};

use crate::plan::{Order, Target};
use crate::run::Run;
use crate::run::item::{Item, State, Step};
use crate::run::words::Words;

const METHODS: [Method; 4] = [Method::Get, Method::Post, Method::Patch, Method::Delete];
const TYPES: [&str; 4] = [
    "application/merge-patch+json",
    "application/strategic-merge-patch+json",
    "application/json-patch+json",
    "application/json",
];
const OBSERVED: &str = "wait until observed";
const READY: &str = "wait until ready";
const SCALED_DOWN: &str = "wait until scaled down";

/// The run as a value.
pub fn write(run: &Run) -> Value {
    let mut value = head(run);
    value["items"] = objects(&run.items);
    value
}

/// Some of its objects.
pub(super) fn objects(items: &[Item]) -> Value {
    items.iter().map(write_item).collect()
}

/// The run without its objects.
pub(super) fn head(run: &Run) -> Value {
    json!({
        "version": 1,
        "id": run.id,
        "at": run.at,
        "who": run.who,
        "order": run.order.keep(),
        "planned": run.planned,
        "cancelled": run.cancelled,
    })
}

fn write_item(item: &Item) -> Value {
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| {
        let is_plain =
            matches!(&value, Value::Bool(false) | Value::Null) || value == json!("") || value == json!(0);
        if !is_plain {
            map.insert(key.to_owned(), value);
        }
    };
    put("namespace", json!(item.target.namespace));
    put("name", json!(item.target.name));
    put("uid", json!(item.target.uid));
    put("state", json!(item.state.text().en));
    put("steps", item.steps.iter().map(write_step).collect());
    put("at", json!(item.at));
    put("doubt", json!(item.doubt));
    put("check", json!(item.check));
    put("generation", json!(item.generation));
    put("toldZh", json!(item.told.zh));
    put("told", json!(item.told.en));
    put("undo", json!(item.undo));
    Value::Object(map)
}

fn write_step(step: &Step) -> Value {
    match step {
        Step::WaitObserved => json!(OBSERVED),
        Step::WaitReady => json!(READY),
        Step::WaitScaledDown => json!(SCALED_DOWN),
        Step::Request(request) => {
            let mut parts = vec![json!(request.method.as_str()), json!(request.target)];
            if let Some(body) = &request.body {
                parts.extend([json!(body.content_type), json!(body.text)]);
            }
            Value::Array(parts)
        }
    }
}

/// The run that was kept; none where it is not one that this version understands whole.
pub fn read(value: &Value) -> Option<Run> {
    if value.get("version")? != 1 {
        return None;
    }
    let items = value.get("items")?.as_array()?;
    Some(Run {
        id: text(value, "id"),
        at: value.get("at")?.as_u64()?,
        who: text(value, "who"),
        order: Order::kept(value.get("order")?)?,
        planned: usize::try_from(number(value, "planned")).ok()?,
        cancelled: flag(value, "cancelled"),
        left: false,
        items: items.iter().map(read_item).collect::<Option<_>>()?,
    })
}

fn read_item(value: &Value) -> Option<Item> {
    let word = text(value, "state");
    let steps = value.get("steps")?.as_array()?;
    let target =
        Target { namespace: text(value, "namespace"), name: text(value, "name"), uid: text(value, "uid") };
    Some(Item {
        steps: steps.iter().map(read_step).collect::<Option<_>>()?,
        at: usize::try_from(number(value, "at")).ok()?,
        state: State::ALL.into_iter().find(|state| state.text().en == word)?,
        doubt: flag(value, "doubt"),
        check: flag(value, "check"),
        generation: number(value, "generation"),
        told: Words { zh: text(value, "toldZh"), en: text(value, "told") },
        undo: text(value, "undo"),
        ..Item::about(target)
    })
}

fn read_step(value: &Value) -> Option<Step> {
    match value {
        Value::String(word) if word == OBSERVED => Some(Step::WaitObserved),
        Value::String(word) if word == READY => Some(Step::WaitReady),
        Value::String(word) if word == SCALED_DOWN => Some(Step::WaitScaledDown),
        Value::Array(parts) => {
            let part = |index: usize| parts.get(index).and_then(Value::as_str);
            let method = METHODS.into_iter().find(|method| Some(method.as_str()) == part(0))?;
            let content_type = TYPES.into_iter().find(|known| Some(*known) == part(2));
            let body = content_type
                .zip(part(3))
                .map(|(content_type, text)| Body { content_type, text: text.to_owned() });
            // A request without the body that it had would be another request.
            (body.is_some() == (parts.len() > 2)).then_some(())?;
            Some(Step::Request(Request { method, target: part(1)?.to_owned(), body }))
        }
        _ => None,
    }
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn flag(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn number(value: &Value, key: &str) -> i64 {
    value.get(key).and_then(Value::as_i64).unwrap_or_default()
}
