//! The bearer token that the user gave the console, if any. It is in memory only; whoever keeps it elsewhere was
//! asked to. It goes to the connection's own origin as a header, and where a header is impossible, in a WebSocket's
//! handshake, as a subprotocol (`apiserver:pkg/authentication/request/websocket/protocol.go`).

use std::sync::{Arc, PoisonError, RwLock};

use kubewire::jwt;

/// The subprotocol that carries a token. The API server strips it and demands another one beside it.
const BEARER: &str = "base64url.bearer.authorization.k8s.io.";
/// That other one. A watch sends text whatever is agreed on.
const PLAIN: &str = "base64.binary.k8s.io";

/// A token, shared by all clones.
#[derive(Clone, Default)]
pub struct Credential(Arc<RwLock<Option<Arc<str>>>>);

// A token must not get into a log.
impl std::fmt::Debug for Credential {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(if self.get().is_some() { "Credential(set)" } else { "Credential(none)" })
    }
}

impl Credential {
    /// The token.
    pub fn get(&self) -> Option<Arc<str>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes a token, or none, for every later request.
    pub fn set(&self, token: Option<Arc<str>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = token;
    }

    /// The subprotocols of a WebSocket: none without a token.
    pub(super) fn subprotocols(&self) -> Vec<String> {
        self.get().map(|token| subprotocols(&token)).unwrap_or_default()
    }
}

fn subprotocols(token: &str) -> Vec<String> {
    vec![format!("{BEARER}{}", jwt::encode(token.as_bytes())), PLAIN.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_offers_the_token_and_one_protocol_to_remain() {
        let credential = Credential::default();
        assert!(credential.subprotocols().is_empty());
        credential.set(Some("abc?".into()));
        assert_eq!(
            credential.clone().subprotocols(),
            ["base64url.bearer.authorization.k8s.io.YWJjPw", "base64.binary.k8s.io"]
        );
    }

    #[test]
    fn a_token_is_never_printed() {
        let credential = Credential::default();
        credential.set(Some("secret".into()));
        assert_eq!(format!("{credential:?}"), "Credential(set)");
    }
}
