//! Where the API is.

/// The base of the API, and all that a request needs to get there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    base: String,
}

impl Connection {
    /// The API at the root of the origin that serves the console, as `kubectl proxy` has it.
    pub fn same_origin() -> Self {
        let location = leptos::prelude::window().location();
        // A document has an origin; without one every request fails, and says so.
        Self { base: location.origin().unwrap_or_default() }
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
    use super::Connection;

    #[test]
    fn a_socket_is_as_secure_as_the_page() {
        for (base, url) in [("http://a:8001", "ws://a:8001/x"), ("https://a/k8s", "wss://a/k8s/x")] {
            assert_eq!(Connection { base: base.into() }.socket_url("/x"), url);
        }
    }
}
