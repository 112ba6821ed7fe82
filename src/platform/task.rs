//! Work that goes on beside the page: the one way to start a future.

use futures::future::{AbortHandle, Abortable, LocalBoxFuture};
use leptos::prelude::on_cleanup;

/// Runs a future until it ends or the current reactive owner is cleaned up, whichever comes first; then it is
/// dropped, and with it whatever it has open.
pub fn spawn_scoped(future: impl Future<Output = ()> + 'static) {
    let handle = spawn_abortable(future);
    on_cleanup(move || handle.abort());
}

/// Runs a future until it ends or the handle aborts it.
pub fn spawn_abortable(future: impl Future<Output = ()> + 'static) -> AbortHandle {
    spawn(Box::pin(future))
}

/// Of one type: what surrounds a future is then in the build once, not once for each.
fn spawn(future: LocalBoxFuture<'static, ()>) -> AbortHandle {
    let (handle, registration) = AbortHandle::new_pair();
    let task = Abortable::new(future, registration);
    #[expect(clippy::disallowed_methods, reason = "this is the replacement that the ban names")]
    leptos::task::spawn_local(async move {
        // Aborted or ended: the owner of the handle knows, there is nobody else to tell.
        let _ended_or_aborted = task.await;
    });
    handle
}
