//! Where the API is, and with which credential.

use kubewire::server_clock::ServerClock;
use leptos::prelude::*;

use crate::kube::credential::Credential;

/// The base of the API, and all that a request needs to get there.
#[derive(Debug, Clone)]
pub struct Connection {
    base: String,
    credential: Credential,
    clock: ArcRwSignal<ServerClock>,
}

impl Connection {
    /// The API below a path of the origin that serves the console: empty for its root, as `kubectl proxy` has it.
    pub fn below(prefix: &str) -> Self {
        let location = window().location();
        // A document has an origin; without one every request fails, and says so.
        let origin = location.origin().unwrap_or_default();
        Self {
            base: format!("{origin}{prefix}"),
            credential: Credential::default(),
            clock: ArcRwSignal::default(),
        }
    }

    /// The token of the user.
    pub fn credential(&self) -> &Credential {
        &self.credential
    }

    /// What its answers tell of the server's clock.
    pub fn clock(&self) -> &ArcRwSignal<ServerClock> {
        &self.clock
    }

    /// Takes in when an answer was written, by the server's clock.
    pub(super) fn observe(&self, date: i64, sent: u64, received: u64) {
        let [sent, received] = [sent, received].map(|time| i64::try_from(time).unwrap_or(i64::MAX));
        let mut clock = self.clock.get_untracked();
        let before = clock.ahead_ms();
        clock.observe(date, sent, received);
        // Whoever reads it is told only of what makes a difference.
        if clock.ahead_ms() == before {
            *self.clock.write_untracked() = clock;
        } else {
            self.clock.set(clock);
        }
    }

    /// The address of a request's target.
    pub fn url(&self, target: &str) -> String {
        format!("{}{target}", self.base)
    }

    /// The address of a WebSocket.
    pub fn socket_url(&self, target: &str) -> String {
        let url = self.url(target);
        // http becomes ws, https becomes wss.
        url.strip_prefix("http").map_or(url.clone(), |rest| format!("ws{rest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_is_as_secure_as_the_page() {
        for (base, url) in [("http://a:8001", "ws://a:8001/x"), ("https://a/k8s", "wss://a/k8s/x")] {
            let connection = Connection {
                base: base.into(),
                credential: Credential::default(),
                clock: ArcRwSignal::default(),
            };
            assert_eq!(connection.socket_url("/x"), url);
        }
    }
}
