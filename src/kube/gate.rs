//! What every request passes before it is sent ([`kubewire::link`] decides, here it is waited for).

use std::sync::{Arc, Mutex, PoisonError};

use futures::channel::mpsc::UnboundedSender;
use futures::channel::oneshot;
use kubewire::error::ApiError;
use kubewire::link::{Link, Monitor};

/// The gate of one person's requests to one cluster, shared by all clones.
#[derive(Debug, Clone)]
pub struct Gate {
    inner: Arc<Mutex<Inner>>,
    /// Wakes whoever probes.
    wanted: UnboundedSender<()>,
}

#[derive(Debug, Default)]
struct Inner {
    monitor: Monitor,
    waiting: Vec<oneshot::Sender<()>>,
}

impl Gate {
    /// A gate that is open, as long as nothing says otherwise. Says into `wanted` when a probe is wanted.
    pub(super) fn new(wanted: UnboundedSender<()>) -> Self {
        Self { inner: Arc::default(), wanted }
    }

    /// Reads or changes the state; whoever waits looks again.
    pub fn with<T>(&self, what: impl FnOnce(&mut Monitor) -> T) -> T {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let result = what(&mut inner.monitor);
        if inner.monitor.may_send() || inner.monitor.is_retired() {
            for waiter in inner.waiting.drain(..) {
                let _the_waiter_may_be_gone = waiter.send(());
            }
        }
        result
    }

    /// Returns the state of the way to the API server.
    pub fn link(&self) -> Link {
        self.with(|monitor| monitor.link())
    }

    /// Returns whether what was begun earlier may go on now.
    pub fn may_go_on(&self) -> bool {
        self.with(|monitor| monitor.may_go_on())
    }

    /// Something does not work: who is there is found out before anything that was begun goes on.
    pub fn troubled(&self) {
        self.with(Monitor::troubled);
        self.want_probe();
    }

    /// The person has given another token, or wants to go on as nobody.
    pub fn signed_in(&self, as_nobody: bool) {
        self.with(|monitor| monitor.signed_in(as_nobody));
        self.want_probe();
    }

    /// Nothing more is sent through this gate, and what waits before it never is.
    pub fn retire(&self) {
        self.with(Monitor::retire);
    }

    /// Waits until a request may be sent; returns its session.
    ///
    /// # Errors
    /// [`ApiError::Cancelled`] where that will never be.
    pub(super) async fn pass(&self) -> Result<u64, ApiError> {
        loop {
            let opened = {
                let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
                if inner.monitor.is_retired() {
                    return Err(ApiError::Cancelled);
                }
                if inner.monitor.may_send() {
                    return Ok(inner.monitor.session());
                }
                let (send, opened) = oneshot::channel();
                inner.waiting.push(send);
                opened
            };
            let _opened_or_gone = opened.await;
        }
    }

    /// As [`Gate::pass`], without waiting.
    ///
    /// # Errors
    /// [`ApiError::NotConnected`] where it would have to wait.
    pub(super) fn try_pass(&self) -> Result<u64, ApiError> {
        self.with(|monitor| match monitor.may_send() {
            true => Ok(monitor.session()),
            false if monitor.is_retired() => Err(ApiError::Cancelled),
            false => Err(ApiError::NotConnected),
        })
    }

    /// Notes what an answer says of who is there; returns whether it says that nobody is.
    pub(super) fn heed(&self, session: u64, error: &ApiError) -> bool {
        let is_evidence = self.with(|monitor| {
            let is_evidence = monitor.is_evidence(error);
            if is_evidence {
                monitor.refused(session);
            }
            is_evidence
        });
        if is_evidence {
            self.want_probe();
        }
        is_evidence
    }

    fn want_probe(&self) {
        let _the_keeper_may_be_gone = self.wanted.unbounded_send(());
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use futures::channel::mpsc::{UnboundedReceiver, unbounded};
    use kubewire::link::{Found, Identity, Seen};
    use kubewire::response::failure;

    use super::*;

    fn gate() -> (Gate, UnboundedReceiver<()>) {
        let (wanted, told) = unbounded();
        let gate = Gate::new(wanted);
        assert_eq!(probe(&gate, "ann"), Found::Same);
        (gate, told)
    }

    fn probe(gate: &Gate, user: &str) -> Found {
        let seen = Seen::Somebody(Identity { user: user.into(), cluster: "c".into() });
        gate.with(|monitor| {
            let ticket = monitor.begin().unwrap();
            monitor.probed(ticket, seen, 0)
        })
    }

    fn unauthorized() -> ApiError {
        failure(401, br#"{"kind":"Status","code":401,"reason":"Unauthorized","message":"Unauthorized"}"#)
    }

    #[test]
    fn what_waits_is_sent_once_the_same_person_is_there_again() {
        let (gate, mut told) = gate();
        let session = gate.pass().now_or_never().unwrap().unwrap();
        assert!(!gate.heed(session, &failure(502, b"")) && told.try_recv().is_err());
        assert!(gate.heed(session, &unauthorized()));
        assert!(told.try_recv().is_ok(), "a probe is wanted");
        let mut waiting = Box::pin(gate.pass());
        assert_eq!(waiting.as_mut().now_or_never(), None);
        assert_eq!(gate.try_pass(), Err(ApiError::NotConnected));
        gate.troubled();
        assert_eq!(waiting.as_mut().now_or_never(), None);
        probe(&gate, "ann");
        assert_eq!(waiting.as_mut().now_or_never(), Some(Ok(session)));
    }

    #[test]
    fn what_waits_is_never_sent_for_another_person() {
        let (gate, _told) = gate();
        gate.heed(0, &unauthorized());
        let mut waiting = Box::pin(gate.pass());
        assert_eq!(waiting.as_mut().now_or_never(), None);
        assert_eq!(probe(&gate, "bob"), Found::Other);
        assert_eq!(waiting.as_mut().now_or_never(), Some(Err(ApiError::Cancelled)));
        assert_eq!(gate.try_pass(), Err(ApiError::Cancelled));
    }
}
