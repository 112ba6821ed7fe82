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

    /// The user is not signed in, or no longer. A policy of admission that says 401 speaks of the object: it comes
    /// after the server knows who asks (`ValidatingAdmissionPolicy` has a reason `Unauthorized`).
    pub fn is_unauthorized(&self) -> bool {
        let denies = |message: &str| {
            message.contains("denied the request") || message.contains("ValidatingAdmissionPolicy")
        };
        self.has("Unauthorized", 401) && !matches!(self, Self::Server(status) if denies(&status.message))
    }

    /// Nobody is signed in on the way to the API server: it says so itself, or a gateway answered in its place, with a
    /// page to sign in on or by sending the browser to one. Whatever was asked for was not carried out.
    pub fn is_signed_out(&self) -> bool {
        /// Network Authentication Required (RFC 6585 §6).
        const CAPTIVE: u16 = 511;
        self.is_unauthorized()
            || self.is_refusal_of_nobody()
            || matches!(self, Self::Blocked { code: 200..=399 | 401 | CAPTIVE, .. })
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

#[cfg(test)]
mod tests {
    use crate::response::{failure, value};

    #[test]
    fn who_is_signed_out_is_told_from_who_may_not() {
        let status = |code: u16, reason: &str, message: &str| {
            let body =
                format!(r#"{{"kind":"Status","code":{code},"reason":"{reason}","message":"{message}"}}"#);
            failure(code, body.as_bytes())
        };
        let page = value::<u8>(200, "text/html", b"<title>Sign in</title>").unwrap_err();
        let anonymous = r#"pods is forbidden: User \"system:anonymous\" cannot list resource"#;
        for error in [
            status(401, "Unauthorized", "Unauthorized"),
            status(403, "Forbidden", anonymous),
            failure(401, b"<html>"),
            failure(302, b""),
            failure(511, b"<html>"),
            page,
        ] {
            assert!(error.is_signed_out(), "{error:?}");
        }
        for error in [
            status(403, "Forbidden", r#"pods is forbidden: User \"jane\" cannot list resource"#),
            status(401, "Unauthorized", r#"admission webhook \"w\" denied the request: no"#),
            status(
                401,
                "Unauthorized",
                "x is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no",
            ),
            failure(403, b"Forbidden"),
            failure(404, b"404 page not found"),
            failure(502, b"bad gateway"),
        ] {
            assert!(!error.is_signed_out(), "{error:?}");
        }
    }
}
