//! The machine, its clock, and what it last said; short names for inputs.

#![cfg(test)]

use kubewire::error::ApiError;
use kubewire::health::{Health, Transport};
use kubewire::object::{Object, ObjectKey};
use kubewire::page::Page;
use kubewire::response::failure;
use kubewire::status::Status;
use kubewire::watch::event::WatchEvent;
use kubewire::watch::machine::Machine;
use kubewire::watch::message::{Delta, Input, Output};

#[derive(Debug, Clone, PartialEq)]
pub struct Thing(pub ObjectKey);

impl Object for Thing {
    fn key(&self) -> &ObjectKey {
        &self.0
    }
}

pub fn thing(uid: &str, version: &str) -> Thing {
    Thing(ObjectKey { uid: uid.into(), resource_version: version.into(), ..ObjectKey::default() })
}

pub fn page(uids: &[&str], version: &str, next: Option<&str>) -> Input<Thing> {
    Input::Page(Ok(Page {
        items: uids.iter().map(|uid| thing(uid, "1")).collect(),
        resource_version: version.into(),
        next: next.map(str::to_owned),
    }))
}

pub fn applied(uid: &str, version: &str) -> Input<Thing> {
    Input::Event(Ok(WatchEvent::Applied(thing(uid, version))))
}

pub fn bookmark(version: &str) -> Input<Thing> {
    Input::Event(Ok(WatchEvent::Bookmark(version.into())))
}

pub fn refusal(code: u16, reason: &str) -> ApiError {
    ApiError::Server(Box::new(Status { code, reason: reason.into(), ..Status::default() }))
}

pub fn expired() -> ApiError {
    refusal(410, "Expired")
}

pub fn gone(code: u16) -> ApiError {
    failure(code, b"bad gateway")
}

pub fn open(transport: Transport, version: &str) -> Wish {
    Wish::Watch(transport, version.into())
}

pub const WS: Transport = Transport::WebSocket;
pub const STREAM: Transport = Transport::Stream;

/// What the machine has asked for last.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    Nothing,
    Page(Option<String>),
    Object,
    Watch(Transport, String),
}

/// The machine, its clock, and what it last said.
pub struct Rig {
    pub machine: Machine<Thing>,
    pub now: u64,
    pub wish: Wish,
    pub timeout_s: u32,
    pub wake: Option<u64>,
    pub health: Health,
    pub emitted: Vec<Delta<Thing>>,
    pub reports: Vec<ApiError>,
}

impl Rig {
    pub fn new() -> Self {
        Self::of(Machine::new(7))
    }

    /// With a machine of its own.
    pub fn of(machine: Machine<Thing>) -> Self {
        let mut rig = Self {
            machine,
            now: 1_000_000,
            wish: Wish::Nothing,
            timeout_s: 0,
            wake: None,
            health: Health::Loading,
            emitted: Vec::new(),
            reports: Vec::new(),
        };
        rig.put(Input::Start);
        rig
    }

    /// Listed at version 10 and watching over a WebSocket.
    pub fn live() -> Self {
        let mut rig = Self::new();
        rig.put(page(&["a"], "10", None));
        rig.put(Input::Opened);
        assert_eq!(rig.health, Health::Live { transport: WS });
        rig.emitted.clear();
        rig
    }

    pub fn put(&mut self, input: Input<Thing>) {
        for output in self.machine.on(self.now, input) {
            match output {
                Output::FetchPage { continue_token } => self.wish = Wish::Page(continue_token),
                Output::FetchObject => self.wish = Wish::Object,
                Output::OpenWatch { transport, resource_version, timeout_s } => {
                    self.wish = Wish::Watch(transport, resource_version);
                    self.timeout_s = timeout_s;
                }
                Output::Close => self.wish = Wish::Nothing,
                Output::Emit(delta) => self.emitted.push(delta),
                Output::Health(health) => self.health = health,
                Output::Report(error) => self.reports.push(error),
                Output::Wake(at) => self.wake = Some(at),
            }
        }
    }

    /// Lets time pass; the timer fires whenever it is due.
    pub fn pass(&mut self, ms: u64) {
        let end = self.now + ms;
        while let Some(at) = self.wake.filter(|at| *at <= end) {
            self.wake = None;
            self.now = self.now.max(at);
            self.put(Input::Elapsed);
        }
        self.now = end;
    }

    /// Lets time pass until the machine asks for something; how long that took.
    pub fn until_wish(&mut self) -> u64 {
        let begun = self.now;
        while self.wish == Wish::Nothing {
            let at = self.wake.expect("a machine that waits has set a timer");
            self.pass(at - self.now);
        }
        self.now - begun
    }

    /// Whether the rows on screen were touched.
    pub fn untouched(&self) -> bool {
        !self.emitted.iter().any(|delta| !matches!(delta, Delta::Init | Delta::InitPage(_)))
    }
}
