//! What can be broken, and the board on which the tests write it.
//!
//! A [`Plan`] holds until it is replaced. Two of its faults strike once, because what follows them is the client's
//! recovery and must be left alone: `cutAfter` and `goneInStream` hit the streams that are open when the plan is
//! posted, and spare those opened later.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use hyper::{Method, StatusCode, Uri};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// The faults in force. Everything off is an honest gateway.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fault, and any set of them may hold together")]
pub struct Plan {
    /// Only requests whose path and query contain this text are hit; `proxyGone` hits all.
    pub only: String,
    /// Nothing listens on the port, and every connection is dropped.
    pub proxy_gone: bool,
    /// 502, as a gateway says it when the API server behind it is gone.
    pub bad_gateway: bool,
    /// 401 with the API server's Status.
    pub unauthorized: bool,
    /// 403 for every request to switch protocols.
    pub refuse_upgrades: bool,
    /// A streamed answer is held back until it is complete, as a buffering gateway does.
    pub buffer_streams: bool,
    /// Milliseconds that each request waits before it is passed on.
    pub delay: u64,
    /// How many requests are answered with `Retry-After: 1`, as one does that asks for patience.
    pub throttle: u32,
    /// The status of those answers: 429 as a busy API server says it unless another is named, such as 503 of a gateway
    /// whose server is about to come back.
    pub throttle_status: Option<u16>,
    /// How many watch requests are answered with 410 before they begin.
    pub gone_at_handshake: u32,
    /// Open streams get an ERROR event with code 410, and end.
    pub gone_in_stream: bool,
    /// Open streams are cut after this many bytes of their next event.
    pub cut_after: Option<usize>,
    /// Streams stay open and deliver nothing, those open now also after the fault is over.
    pub stall: bool,
    /// What happens to bookmarks.
    pub bookmarks: Bookmarks,
}

/// How bookmarks are tampered with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bookmarks {
    /// Not at all.
    #[default]
    Honest,
    /// Each bookmark three times, and three after each event at its resource version.
    Repeated,
    /// Each bookmark only after the event that follows it, and after each event one at the version before it.
    Late,
}

/// A request that went by, for the tests to look at.
#[derive(Debug, Clone, Serialize)]
pub struct Logged {
    /// Counts from 1.
    pub number: u64,
    /// The HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Whether it asked to switch protocols.
    pub upgrade: bool,
    /// The status it was answered with; 0 while there is none.
    pub status: u16,
}

/// The plan in force with the count of plans before it.
#[derive(Debug, Clone, Default)]
pub struct InForce {
    /// Grows by one with each plan posted.
    pub number: u64,
    /// The plan.
    pub plan: Arc<Plan>,
}

/// Shared between the control port, the listener and every stream.
#[derive(Debug)]
pub struct Board {
    plan: watch::Sender<InForce>,
    /// How often the proxy was taken away: unlike the plan, a count cannot be missed by a slow reader.
    outages: watch::Sender<u64>,
    /// Whether the listener is open; it follows `proxy_gone`.
    pub listening: watch::Sender<bool>,
    ledger: Mutex<Ledger>,
}

#[derive(Debug, Default)]
struct Ledger {
    requests: Vec<Logged>,
    handshakes_to_refuse: u32,
    to_throttle: u32,
    open: BTreeMap<u64, String>,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            plan: watch::Sender::new(InForce::default()),
            outages: watch::Sender::new(0),
            listening: watch::Sender::new(true),
            ledger: Mutex::default(),
        }
    }
}

impl Board {
    /// Puts a plan in force.
    pub fn post(&self, plan: Plan) {
        {
            let mut ledger = self.ledger();
            (ledger.handshakes_to_refuse, ledger.to_throttle) = (plan.gone_at_handshake, plan.throttle);
        }
        let outage = plan.proxy_gone;
        self.plan.send_modify(|now| *now = InForce { number: now.number + 1, plan: Arc::new(plan) });
        if outage {
            self.outages.send_modify(|count| *count += 1);
        }
    }

    /// Completes when the proxy is taken away, also if that is already over when the future is looked at.
    pub fn gone(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut outages = self.outages.subscribe();
        let is_gone = self.now().plan.proxy_gone;
        async move {
            if !is_gone && outages.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Completes when the proxy may listen again.
    pub async fn back(&self) {
        let mut plan = self.follow();
        if plan.wait_for(|now| !now.plan.proxy_gone).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// The plan in force.
    pub fn now(&self) -> InForce {
        self.plan.borrow().clone()
    }

    /// Follows the plan.
    pub fn follow(&self) -> watch::Receiver<InForce> {
        self.plan.subscribe()
    }

    /// Takes one of the handshakes that are to be refused.
    pub fn refuse_handshake(&self) -> bool {
        let mut ledger = self.ledger();
        let refuse = ledger.handshakes_to_refuse > 0;
        ledger.handshakes_to_refuse = ledger.handshakes_to_refuse.saturating_sub(1);
        refuse
    }

    /// Takes one of the requests that are to be throttled.
    pub fn throttle(&self) -> bool {
        let mut ledger = self.ledger();
        let throttle = ledger.to_throttle > 0;
        ledger.to_throttle = ledger.to_throttle.saturating_sub(1);
        throttle
    }

    /// Notes a request and returns its number.
    pub fn log(&self, method: &Method, uri: &Uri, upgrade: bool) -> u64 {
        let mut ledger = self.ledger();
        let number = ledger.requests.last().map_or(1, |last| last.number + 1);
        ledger.requests.push(Logged {
            number,
            method: method.to_string(),
            path: uri.to_string(),
            upgrade,
            status: 0,
        });
        number
    }

    /// Notes how a request was answered.
    pub fn answered(&self, number: u64, status: StatusCode) {
        let mut ledger = self.ledger();
        if let Ok(at) = ledger.requests.binary_search_by_key(&number, |request| request.number) {
            ledger.requests[at].status = status.as_u16();
        }
    }

    /// The requests after a number.
    pub fn requests_after(&self, number: u64) -> Vec<Logged> {
        self.ledger().requests.iter().filter(|request| request.number > number).cloned().collect()
    }

    /// Notes an open stream until the returned token is dropped.
    pub fn opened(self: &Arc<Self>, number: u64, path: String) -> Open {
        self.ledger().open.insert(number, path);
        Open { board: Arc::clone(self), number }
    }

    /// The paths of the open streams, oldest first.
    pub fn open_streams(&self) -> Vec<String> {
        self.ledger().open.values().cloned().collect()
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stream is open as long as this lives.
pub struct Open {
    board: Arc<Board>,
    number: u64,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.board.ledger().open.remove(&self.number);
    }
}

impl Plan {
    /// Whether requests to this address are hit.
    pub fn hits(&self, address: &str) -> bool {
        address.contains(&self.only)
    }

    /// The status of an answer that asks for patience.
    pub fn patience(&self) -> StatusCode {
        let named = self.throttle_status.and_then(|code| StatusCode::from_u16(code).ok());
        named.unwrap_or(StatusCode::TOO_MANY_REQUESTS)
    }
}

/// Whether a request asks for an answer without an end: a watch, or a log that is followed.
pub fn is_stream(uri: &Uri) -> bool {
    let asks = |part: &str| {
        matches!(part.split_once('=').unwrap_or((part, "true")), ("watch" | "follow", "1" | "true"))
    };
    uri.query().is_some_and(|query| query.split('&').any(asks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_as_the_tests_write_it_and_an_unknown_fault_is_refused() {
        let plan: Plan =
            serde_json::from_str(r#"{"only":"/statefulsets","cutAfter":20,"bookmarks":"late"}"#).unwrap();
        assert_eq!(plan.cut_after, Some(20));
        assert_eq!(plan.bookmarks, Bookmarks::Late);
        assert!(plan.hits("/apis/apps/v1/statefulsets?watch=1"));
        assert!(!plan.hits("/api/v1/pods?watch=1"));
        assert!(serde_json::from_str::<Plan>(r#"{"proxiGone":true}"#).is_err());
        let busy: Plan = serde_json::from_str(r#"{"throttle":2,"throttleStatus":503}"#).unwrap();
        assert_eq!((busy.throttle, busy.patience()), (2, StatusCode::SERVICE_UNAVAILABLE));
        assert_eq!(Plan::default().patience(), StatusCode::TOO_MANY_REQUESTS);
    }

    #[test]
    fn only_endless_answers_are_streams() {
        for address in ["/x?watch=1", "/x?a=b&watch=true", "/log?follow=true", "/x?watch"] {
            assert!(is_stream(&address.parse().unwrap()), "{address}");
        }
        for address in ["/x", "/x?watch=0", "/x?watcher=1", "/x?limit=500"] {
            assert!(!is_stream(&address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn a_refused_handshake_is_counted_down() {
        let board = Board::default();
        board.post(Plan { gone_at_handshake: 2, ..Plan::default() });
        assert_eq!([(); 3].map(|()| board.refuse_handshake()), [true, true, false]);
    }

    #[test]
    fn a_stream_is_listed_while_it_is_open() {
        let board = Arc::new(Board::default());
        let open = board.opened(7, "/x?watch=1".to_owned());
        assert_eq!(board.open_streams(), ["/x?watch=1"]);
        drop(open);
        assert!(board.open_streams().is_empty());
    }
}
