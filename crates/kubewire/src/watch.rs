//! Following a collection: the narrative, and the parts of the state machine that does it.
//!
//! # The story when nothing goes wrong
//! The machine lists the collection in pages of 500 (`Init`, `InitPage`…, `InitDone`), opens a watch at the list's
//! resource version and passes on each event (`Apply`, `Delete`). Every object and every bookmark moves the resource
//! version from which a broken watch continues. Whoever applies the deltas collects those between `Init` and
//! `InitDone` and swaps them in at once, so that a relist never shows a half-empty list.
//!
//! # How a dead connection is noticed
//! A watch has no ping: a browser cannot send one, the server answers nothing, and a socket whose other end vanished
//! (a sleeping laptop, a dropped NAT entry, a frozen proxy) stays open and silent, exactly like a quiet collection.
//! What the API does promise is an end: it closes a watch after `timeoutSeconds` and sends a bookmark two seconds
//! before. So a visible page asks for watches of 10 to 12 seconds. Each carries at least one message, ends by itself
//! and is resumed at once from its last resource version, which costs one handshake and, on a quiet collection, no
//! data; and a watch that is silent for longer than that is dead, whatever its socket says. The bookmarks also keep
//! the resource version young, so that resuming rarely ends in 410. The alternatives are worse: comparing the
//! collection's version with a list says nothing, because that version moves with every write in the cluster, and
//! polling object versions costs a list each time. A hidden page, which nobody reads, asks for four minutes, and
//! after five minutes out of sight stops, unless something goes on by what the watch brings ([`Input::Needed`]); when
//! it is seen again it resumes at once.
//!
//! # What goes wrong, and what then happens
//! * **The watch ends early.** It is resumed from the last resource version: at once the first time, then with backoff
//!   (0.8 s doubling to 30 s, reset after two healthy minutes). Old rows stay on screen; [`Health`] says since when
//!   they may be wrong.
//! * **The watch falls silent.** What opens next may be as dead, so it is a watch of three seconds, which passes for live
//!   only when it has brought something or ended in its time.
//! * **410**, as HTTP status or as an ERROR event, means that the version is too old: list again; the old view stays
//!   until `InitDone`.
//! * **A page's token expires** (410 while paging): begin the list again.
//! * **A WebSocket is refused.** The browser hides the status, so the list that follows by fetch shows the real one:
//!   410 heals by it, 401 and 403 become [`Health::Denied`], a dead server a failed request and backoff.
//! * **Refused twice with a good list in between**: upgrades are blocked here. The machine steps down the ladder, to
//!   a streamed fetch and from there, if that is refused too, bears nothing, or no slot is free, to listing every five
//!   seconds. It tries to climb back after a quarter of a minute, then less and less often.
//! * **401 or 403 on a list**: asked again slowly. 403 on the watch alone: listing every five seconds still works.
//!   403 on the list of one object: it may be read by its name ([`Output::FetchObject`]), every five seconds, and is listed
//!   again once a minute.
//! * **An event that cannot be decoded** is reported and answered by a list: what it changed is unknown.
//! * **Bookmarks come late or twice**: a version never goes back to an earlier one. **Events come twice**: each is
//!   recognised by uid, version and type, and dropped.
//! * **Nobody is signed in any more**: everything is closed, and nothing is asked until somebody is; old rows stay.
//! * **The shared probe reaches the server again**: every wait ends, and attempts that began before are begun anew.
//!
//! [`Output::FetchObject`]: crate::watch::message::Output::FetchObject
//! [`Health`]: crate::health::Health
//! [`Health::Denied`]: crate::health::Health::Denied

pub mod event;
mod ladder;
pub mod machine;
pub mod message;
mod random;
mod seen;
