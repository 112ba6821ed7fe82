//! Locks that all pages of this origin share (Web Locks): a page holds one until it lets go or is gone, however it
//! ends. `web_sys` has them behind a flag, so they are called by name. Browsers offer them where the connection is secure, and over plain http on this machine only.

use futures::channel::oneshot;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::platform::task;

/// A lock of this page; dropping it lets go.
#[derive(Debug)]
pub struct Lock {
    _until_dropped: oneshot::Sender<()>,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Taken {
    /// It is this page's now.
    Ours(Lock),
    /// Another page has it, or this one already.
    Anothers,
    /// The browser has no locks here.
    Unavailable,
}

/// Calls a method of the browser's `LockManager`; none where there is none.
fn call(method: &str, arguments: &[JsValue]) -> Option<Promise> {
    let manager = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let method: Function = Reflect::get(&manager, &method.into()).ok()?.dyn_into().ok()?;
    method.apply(&manager, &arguments.iter().collect::<Array>()).ok()?.dyn_into().ok()
}

/// Takes a lock if nobody has it.
pub async fn take(name: &str) -> Taken {
    let (grant, granted) = oneshot::channel();
    let callback = Closure::once_into_js(move |lock: JsValue| hold(&lock, grant));
    let options = Object::new();
    let is_set = Reflect::set(&options, &"ifAvailable".into(), &true.into()).unwrap_or_default();
    let held = if is_set { call("request", &[name.into(), options.into(), callback]) } else { None };
    let Some(held) = held else { return Taken::Unavailable };
    // The promise lasts as long as the lock; a failure is told by `grant`, which goes with the callback.
    drop(task::spawn_abortable(async move {
        if let Err(error) = JsFuture::from(held).await {
            web_sys::console::warn_1(&error);
        }
    }));
    granted.await.unwrap_or(Taken::Unavailable)
}

/// The lock is held until the promise that this returns comes to its end.
fn hold(lock: &JsValue, grant: oneshot::Sender<Taken>) -> JsValue {
    if lock.is_null() {
        let _who_asked_may_be_gone = grant.send(Taken::Anothers);
        return JsValue::UNDEFINED;
    }
    let (send, dropped) = oneshot::channel();
    let _who_asked_may_be_gone = grant.send(Taken::Ours(Lock { _until_dropped: send }));
    future_to_promise(async move {
        // Nothing is ever sent: the error is that the other end is gone.
        let _dropped = dropped.await;
        Ok(JsValue::UNDEFINED)
    })
    .into()
}

/// The names of all locks that pages of this origin hold; none where the browser has no locks.
pub async fn held() -> Option<Vec<String>> {
    let snapshot = JsFuture::from(call("query", &[])?).await.ok()?;
    let held = Reflect::get(&snapshot, &"held".into()).ok()?;
    let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    Some(Array::from(&held).iter().filter_map(name).collect())
}
