//! Why a request has no answer that can be used.

use crate::status::Status;

/// The failure of one request. Every command returns it; `workload::notice` puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// The API server answered with a failure of its own.
    Server(Box<Status>),
    /// Nothing answered: no network, or what serves the console (kubectl proxy, a gateway) is gone.
    Offline,
    /// Something on the way answered in the API server's place: a gateway's error page, kubectl proxy's filter.
    Blocked {
        /// HTTP status code.
        code: u16,
        /// The first line of the body, at most 200 characters.
        body: String,
    },
    /// No answer within the time given to the request.
    TimedOut,
    /// The caller is gone.
    Cancelled,
    /// The answer is not what the API promises.
    Decode(String),
    /// There is no connection to send it on yet.
    NotConnected,
}

impl ApiError {
    fn has(&self, reason: &str, code: u16) -> bool {
        match self {
            Self::Server(status) if status.reason.is_empty() => status.code == code,
            Self::Server(status) => status.reason == reason,
            _ => false,
        }
    }

    /// The object is not there.
    pub fn is_not_found(&self) -> bool {
        self.has("NotFound", 404)
    }

    /// An object of that name exists.
    pub fn is_already_exists(&self) -> bool {
        self.has("AlreadyExists", 409)
    }

    /// The object changed since it was read.
    pub fn is_conflict(&self) -> bool {
        self.has("Conflict", 409)
    }

    /// The user may not do this.
    pub fn is_forbidden(&self) -> bool {
        self.has("Forbidden", 403)
    }

    /// The user is not signed in, or no longer.
    pub fn is_unauthorized(&self) -> bool {
        self.has("Unauthorized", 401)
    }

    /// Nobody may do this: the request carried no credential, where the API server lets anybody ask
    /// (`apiserver:pkg/endpoints/handlers/responsewriters/errors.go` names the user).
    pub fn is_refusal_of_nobody(&self) -> bool {
        self.is_forbidden()
            && matches!(self, Self::Server(status) if status.message.contains("User \"system:anonymous\""))
    }

    /// The resource version or continue token is too old: list again.
    pub fn is_expired(&self) -> bool {
        self.has("Expired", 410) || self.has("Gone", 410) || matches!(self, Self::Server(s) if s.code == 410)
    }
}
