//! What an object as it is now means for its item: pure.
//!
//! What was read from a storage ([`Item::restored`]) says how far an object was, and no more: its requests are made anew
//! by the planner, but for the pods that the order itself names. So no request that somebody wrote into a storage is sent.

use kubewire::error::ApiError;
use kubewire::request::{self, Request};
use kubewire::resource::STATEFUL_SETS;
use serde_json::{Value, json};

use crate::plan::around::Around;
use crate::plan::{self, Knowing, Order, Step};
use crate::rows::set::SetRow;
use crate::run::answer::Answer;
use crate::run::item::Item;
use crate::run::look::{self, Seen};
use crate::run::queue::Looked;
use crate::run::words::Words;

/// What is read to see how an object is; none where there is nothing to look at.
pub fn reading(item: &Item) -> Option<Result<Request, ApiError>> {
    if item.restored && !is_of_pod(item) {
        return Some(request::read(&STATEFUL_SETS.into(), &item.target.namespace, &item.target.name));
    }
    item.request().map(|request| Ok(look::reading(&request)))
}

/// What an object as it is now (none: it is not there) means for its item.
pub fn judge(item: &Item, order: &Order, object: Option<&Value>) -> Looked {
    let Some(request) = item.request() else { return Looked::Untouched };
    let is_thing = matches!(item.steps.get(item.at), Some(Step::DeleteThing(_)));
    if item.restored && is_thing {
        return anew(item, order, object);
    }
    let is_own = !is_thing && !is_of_pod(item);
    let rest = item.steps.get(item.at + 1..).unwrap_or_default();
    let goes_on = |step: &Step| step.is_wait() || matches!(step, Step::DeletePod(_));
    let may_go_on = !item.restored || rest.iter().all(goes_on);
    match look::see(&request, &item.target.uid, item.doubt, object) {
        Seen::Applied if may_go_on && (item.doubt || item.at > 0 || !is_own) => {
            Looked::Applied { generation: object.filter(|_| is_own).map_or(0, generation_of) }
        }
        Seen::NotNeeded(words) => Looked::NotNeeded(words),
        Seen::Untouched if !item.restored || is_of_pod(item) => Looked::Untouched,
        Seen::Never(words) => Looked::Skip(words),
        Seen::Applied | Seen::Untouched | Seen::Changed => anew(item, order, object),
    }
}

fn is_of_pod(item: &Item) -> bool {
    matches!(item.steps.get(item.at), Some(Step::DeletePod(_)))
}

/// `metadata.generation`; 0 where there is none.
pub fn generation_of(object: &Value) -> i64 {
    object.pointer("/metadata/generation").and_then(Value::as_i64).unwrap_or_default()
}

/// The plan of one object, made of it as it is now. What the person may not do, the API server will say.
fn anew(item: &Item, order: &Order, object: Option<&Value>) -> Looked {
    let mut around = Around::default();
    let set = match object.map(|object| serde_json::from_value::<SetRow>(object.clone())) {
        Some(Ok(set)) => {
            around.take_sets(json!({ "items": [object] }));
            Some(set)
        }
        Some(Err(error)) => return Looked::Not(Answer::No(Words::verbatim(&error.to_string()))),
        None => None,
    };
    let knowing = Knowing { around: &around, denied: &|_| false };
    Looked::Anew(Box::new(Item::of(plan::item(order, &item.target, set.as_ref(), knowing))))
}
