//! What reading an object says about a request that was to change it: pure.
//!
//! A merge patch has been carried out if applying it would change nothing; a deletion, if the object of that uid is
//! gone or going. So no request needs to be sent again blindly, whatever it was.

use kubewire::request::{Method, Request};
use kubewire::resource::PODS;
use serde_json::Value;

use crate::run::words::Words;
use crate::text::Text;

const ANOTHER: Text = Text {
    zh: "同名的另一个对象已取代它",
    en: "another object has taken its place under the same name",
};
const GONE: Text = Text { zh: "它已不存在", en: "it is gone" };

/// A pod that was to be deleted.
const READY: Text = Text { zh: "此时已就绪，未删除", en: "is ready by now: not deleted" };
const REPLACED: Text = Text {
    zh: "此时已不存在、正在终止或已是另一个容器组，未删除",
    en: "is gone, ending or another pod by now: not deleted",
};

/// How an object is to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// As the request would make it.
    Applied,
    /// As the request is not meant for any more.
    NotNeeded(Words),
    /// As it was when the request was made: it can be sent.
    Untouched,
    /// Something else has changed it: what is to be done has to be found out anew.
    Changed,
    /// It is not the object that was meant.
    Never(Words),
}

/// Reads what a request is about: the same object, whole where the request was for its scale.
pub fn reading(request: &Request) -> Request {
    let path = request.target.split('?').next().unwrap_or_default();
    let path = path.strip_suffix("/scale").unwrap_or(path);
    Request { method: Method::Get, target: format!("{path}?pretty=false"), body: None }
}

/// Whether a request deletes a pod that its set's change does not reach: it is for a pod that is not ready.
pub fn is_pod_deletion(request: &Request) -> bool {
    let mut path = request.target.split('/').skip(1);
    let is_pod = path.next() == Some("api") && path.nth(3) == Some(PODS.plural);
    request.method == Method::Delete && is_pod
}

/// Says of the pod of a request, by its name.
fn of_pod(request: &Request, what: Text) -> Words {
    let path = request.target.split('?').next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    Words { zh: format!("{name} {}", what.zh), en: format!("{name} {}", what.en) }
}

fn is_ready(pod: &Value) -> bool {
    let conditions = pod.pointer("/status/conditions").and_then(Value::as_array);
    let is =
        |condition: &Value, key: &str, value: &str| condition.get(key).and_then(Value::as_str) == Some(value);
    conditions.is_some_and(|all| all.iter().any(|one| is(one, "type", "Ready") && is(one, "status", "True")))
}

/// Compares an object (none: it is not there) with a request. `uid` is that of the set that the item is about;
/// `doubt` is whether the request may have been sent before.
pub fn see(request: &Request, uid: &str, doubt: bool, object: Option<&Value>) -> Seen {
    let body: Value = request
        .body
        .as_ref()
        .map_or(Value::Null, |body| serde_json::from_str(&body.text).unwrap_or_default());
    let text = |value: &Value, path: &str| value.pointer(path).and_then(Value::as_str).map(str::to_owned);
    if request.method == Method::Delete {
        let meant = text(&body, "/preconditions/uid");
        let there = object.filter(|object| meant.is_none() || text(object, "/metadata/uid") == meant);
        let going = there.is_some_and(|object| object.pointer("/metadata/deletionTimestamp").is_some());
        return match (there, is_pod_deletion(request)) {
            (None, true) if !doubt => Seen::NotNeeded(of_pod(request, REPLACED)),
            (Some(_), true) if going && !doubt => Seen::NotNeeded(of_pod(request, REPLACED)),
            (Some(pod), true) if !going && is_ready(pod) => Seen::NotNeeded(of_pod(request, READY)),
            (Some(_), _) if !going => Seen::Untouched,
            _ => Seen::Applied,
        };
    }
    let Some(object) = object else { return Seen::Never(GONE.into()) };
    if text(object, "/metadata/uid").is_none_or(|there| there != uid) {
        return Seen::Never(ANOTHER.into());
    }
    let guard = text(&body, "/metadata/resourceVersion");
    if holds(object, &body) {
        Seen::Applied
    } else if guard.is_some() && guard == text(object, "/metadata/resourceVersion") {
        Seen::Untouched
    } else {
        Seen::Changed
    }
}

/// Whether a merge patch would change nothing but the guard. In a list of things with names, as strategic patches
/// have them, each is compared with its namesake.
fn holds(object: &Value, patch: &Value) -> bool {
    match (object, patch) {
        (_, Value::Object(wanted)) => wanted.iter().all(|(key, wanted)| match wanted {
            _ if key == "resourceVersion" => true,
            Value::Null => object.get(key).is_none(),
            wanted => holds(object.get(key).unwrap_or(&Value::Null), wanted),
        }),
        (Value::Array(there), Value::Array(wanted)) if wanted.iter().all(|one| one.get("name").is_some()) => {
            wanted.iter().all(|one| {
                there.iter().any(|other| other.get("name") == one.get("name") && holds(other, one))
            })
        }
        (there, wanted) => there == wanted,
    }
}
