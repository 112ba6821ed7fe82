//! The way to the API server as one state: whether it answers, to whom, and what may be sent meanwhile. Pure.
//!
//! # Signed out is a state of the connection
//! Once an answer says that nobody is signed in ([`ApiError::is_signed_out`]), nothing more is sent until asking on
//! purpose has shown who is there: requests wait, watches close. Only the same person as before, on the same cluster,
//! makes all of it go on. Anybody else ends this monitor for good, and what waits on it is never sent: it was asked for
//! by somebody who is gone. A token that has ended can only be replaced by the person, so then not even a probe is sent.
//!
//! # What a probe proves
//! That something answers proves little: `/readyz` is open to anybody, and a gateway's sign-in page answers 200. The way
//! is free again when the API server names the person. A probe says nothing of what was noticed after it had begun.
//!
//! # Late answers
//! Each time the way opens after a sign-out a new session begins. What is said of a request of an earlier one, as when
//! its 401 arrives after the person has signed in again, says nothing of this one.

use crate::error::ApiError;

/// A request whose refusals as nobody's were disproved so often in one session is really refused: something on the
/// way answers a sign-in page for it alone.
const MOST_REFUSALS: u8 = 3;

/// The way to the API server. Times are Unix milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The API server answers.
    Connected,
    /// Nothing answers: what serves the console (kubectl proxy, a gateway) is gone, or the network is.
    ProxyGone {
        /// When it was noticed.
        since: u64,
    },
    /// What serves the console answers, but not the API server behind it, or that is not ready.
    ClusterGone {
        /// When it was noticed.
        since: u64,
    },
    /// The API server does not know the user, or no longer.
    SignedOut,
}

/// Who is there, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The user's name; empty where the API server is too old to tell.
    pub user: String,
    /// What tells this cluster from others.
    pub cluster: String,
}

/// What a probe has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Somebody.
    Somebody(Identity),
    /// The API server says that it is nobody.
    Nobody {
        /// A token was sent that the person had given.
        with_token: bool,
    },
    /// It could not be found out, for this reason.
    Not(ApiError),
}

/// What follows from a probe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The first, or the same as before: all goes on.
    Same,
    /// Another person or another cluster: this monitor has ended.
    Other,
    /// Nobody.
    Nobody,
    /// It is to be asked again.
    Unsettled,
}

/// When a probe began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    session: u64,
    noticed: u64,
}

/// What keeps requests from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    None,
    /// An answer said that nobody is signed in.
    Suspected,
    /// Nobody is. `asks` where that may change without the person doing something here: the connection brought the
    /// credential, or a gateway wants a sign-in of its own.
    SignedOut {
        asks: bool,
    },
    /// Somebody else is there.
    Retired,
}

/// Keeps the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    link: Link,
    hold: Hold,
    /// Who was there last; none before anybody was.
    known: Option<Identity>,
    /// The person wants to see what anybody may see.
    as_nobody: bool,
    session: u64,
    /// How many signs of trouble were noticed, and how many of them have been looked into.
    noticed: u64,
    looked_into: u64,
}

impl Default for Monitor {
    fn default() -> Self {
        Self {
            link: Link::Connected,
            hold: Hold::None,
            known: None,
            as_nobody: false,
            session: 0,
            noticed: 0,
            looked_into: 0,
        }
    }
}

impl Monitor {
    /// Returns the state of the way.
    pub fn link(&self) -> Link {
        self.link
    }

    /// Returns who was there last.
    pub fn known(&self) -> Option<&Identity> {
        self.known.as_ref()
    }

    /// Returns the number of the session that requests belong to which are sent now.
    pub fn session(&self) -> u64 {
        self.session
    }

    /// Returns whether requests may be sent.
    pub fn may_send(&self) -> bool {
        self.hold == Hold::None
    }

    /// Returns whether what was begun earlier may go on: the way is free, and nothing was noticed since it was found
    /// to be the same person's.
    pub fn may_go_on(&self) -> bool {
        self.may_send() && self.link == Link::Connected && self.noticed == self.looked_into
    }

    /// Returns whether nothing will ever be sent again.
    pub fn is_retired(&self) -> bool {
        self.hold == Hold::Retired
    }

    /// Returns whether an answer says that nobody is signed in. To whom goes on as nobody that is no news.
    pub fn is_evidence(&self, error: &ApiError) -> bool {
        error.is_signed_out() && !(self.as_nobody && matches!(error, ApiError::Server(_)))
    }

    /// A request of that session was answered as nobody's.
    pub fn refused(&mut self, session: u64) {
        if session != self.session {
            return;
        }
        self.noticed += 1;
        if self.hold == Hold::None {
            self.hold = Hold::Suspected;
        }
    }

    /// Something does not work, or worked again; who is there now is to be found out.
    pub fn troubled(&mut self) {
        self.noticed += 1;
    }

    /// The person has given another token, or wants to go on as nobody: it is worth while to ask again.
    pub fn signed_in(&mut self, as_nobody: bool) {
        self.as_nobody = as_nobody && self.known.is_none();
        self.noticed += 1;
        self.session += 1;
        if let Hold::SignedOut { asks } = &mut self.hold {
            *asks = true;
        }
    }

    /// Nothing more is sent: the person signs out, or somebody else signs in.
    pub fn retire(&mut self) {
        self.hold = Hold::Retired;
    }

    /// Begins a probe; `None` where none may be sent.
    pub fn begin(&self) -> Option<Ticket> {
        let may_ask = !matches!(self.hold, Hold::Retired | Hold::SignedOut { asks: false });
        may_ask.then_some(Ticket { session: self.session, noticed: self.noticed })
    }

    /// Takes what a probe has found at the time `now`.
    pub fn probed(&mut self, ticket: Ticket, seen: Seen, now: u64) -> Found {
        if self.is_retired() || ticket.session != self.session {
            return Found::Unsettled;
        }
        match seen {
            Seen::Somebody(identity) => self.somebody(ticket, identity),
            Seen::Nobody { .. } if self.as_nobody && self.known.is_none() => self.free(ticket),
            Seen::Nobody { with_token } => {
                self.sign_out(!with_token && self.known.is_some());
                Found::Nobody
            }
            Seen::Not(error) => self.untold(ticket, &error, now),
        }
    }

    fn somebody(&mut self, ticket: Ticket, identity: Identity) -> Found {
        if self.known.as_ref().is_some_and(|known| *known != identity) {
            self.retire();
            return Found::Other;
        }
        self.known = Some(identity);
        self.free(ticket)
    }

    /// The way is free, as far as that was so when the probe began.
    fn free(&mut self, ticket: Ticket) -> Found {
        self.looked_into = ticket.noticed;
        if self.hold != Hold::None && self.noticed > ticket.noticed {
            return Found::Unsettled;
        }
        if matches!(self.hold, Hold::SignedOut { .. }) {
            self.session += 1;
        }
        (self.hold, self.link) = (Hold::None, Link::Connected);
        Found::Same
    }

    fn sign_out(&mut self, asks: bool) {
        (self.hold, self.link) = (Hold::SignedOut { asks }, Link::SignedOut);
    }

    fn untold(&mut self, ticket: Ticket, error: &ApiError, now: u64) -> Found {
        let since = match self.link {
            Link::ProxyGone { since } | Link::ClusterGone { since } => since,
            Link::Connected | Link::SignedOut => now,
        };
        match error {
            // A gateway asks for a sign-in of its own.
            error if error.is_signed_out() => self.sign_out(true),
            ApiError::Server(status) if status.code >= 500 => self.link = Link::ClusterGone { since },
            ApiError::Blocked { code: 500.., .. } | ApiError::Decode(_) => {
                self.link = Link::ClusterGone { since };
            }
            ApiError::Offline | ApiError::TimedOut => self.link = Link::ProxyGone { since },
            // Something refuses the question itself. It never told who is there, so that is nothing new.
            _ if self.known.is_none() && self.link == Link::Connected => {
                self.free(ticket);
            }
            _ => {}
        }
        Found::Unsettled
    }
}

/// How often one request was answered as nobody's, though somebody was there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Refusals {
    session: u64,
    count: u8,
}

impl Refusals {
    /// Counts one; returns whether the request is to be sent again once the way is free.
    pub fn again(&mut self, session: u64) -> bool {
        if self.session != session {
            *self = Self { session, count: 0 };
        }
        self.count += 1;
        self.count <= MOST_REFUSALS
    }
}
