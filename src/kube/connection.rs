//! Where the API is, and with which credential.

use crate::kube::credential::Credential;

/// The base of the API, and all that a request needs to get there.
#[derive(Debug, Clone)]
pub struct Connection {
    base: String,
    credential: Credential,
}

impl Connection {
    /// The API below a path of the origin that serves the console: empty for its root, as `kubectl proxy` has it.
    pub fn below(prefix: &str) -> Self {
        let location = leptos::prelude::window().location();
        // A document has an origin; without one every request fails, and says so.
        let origin = location.origin().unwrap_or_default();
        Self { base: format!("{origin}{prefix}"), credential: Credential::default() }
    }

    /// The token of the user.
    pub fn credential(&self) -> &Credential {
        &self.credential
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
            let connection = Connection { base: base.into(), credential: Credential::default() };
            assert_eq!(connection.socket_url("/x"), url);
        }
    }
}
