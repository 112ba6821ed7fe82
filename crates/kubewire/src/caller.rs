//! Who the API server takes the caller for (`SelfSubjectReview`, `api:authentication/v1/types.go`), and what of it
//! can be learnt from a refusal.

use serde::{Deserialize, Deserializer};
use serde_json::json;

use crate::error::ApiError;
use crate::request::{Request, post};

/// The user of requests without a credential, where the API server lets such in at all.
const ANONYMOUS: &str = "system:anonymous";

/// The answer to a `SelfSubjectReview`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SelfReview {
    status: ReviewStatus,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ReviewStatus {
    user_info: User,
}

/// A user as authenticators describe it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct User {
    /// Its name; empty where an old API server does not tell.
    pub username: String,
    /// Its groups.
    #[serde(deserialize_with = "or_default")]
    pub groups: Vec<String>,
}

fn or_default<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// Who the caller is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Someone.
    User(User),
    /// No one: there is no credential, or it is not, or no longer, good.
    Nobody,
}

/// Asks who the caller is.
pub fn self_review() -> Request {
    let body = json!({ "apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview" });
    post("/apis/authentication.k8s.io/v1/selfsubjectreviews?pretty=false".to_owned(), &body)
}

/// Who the caller is, from the answer to [`self_review`]. The review came with Kubernetes 1.28; before that a
/// refusal still names the user, and "not found" is only said to someone who may ask for everything.
///
/// # Errors
/// Where the answer tells nothing of the caller.
pub fn caller(answer: Result<SelfReview, ApiError>) -> Result<Caller, ApiError> {
    let user = match answer {
        Ok(review) => review.status.user_info,
        Err(error) if error.is_unauthorized() => return Ok(Caller::Nobody),
        Err(error) if error.is_not_found() => User::default(),
        Err(ApiError::Server(status)) if status.code == 403 => match refused_user(&status.message) {
            Some(name) => User { username: name.to_owned(), groups: Vec::new() },
            None => return Err(ApiError::Server(status)),
        },
        // Old servers answer for a group that they do not know in plain text.
        Err(ApiError::Blocked { code: 404, .. }) => User::default(),
        Err(error) => return Err(error),
    };
    Ok(if user.username == ANONYMOUS { Caller::Nobody } else { Caller::User(user) })
}

/// The user that a refusal names (`apiserver:pkg/endpoints/handlers/responsewriters/errors.go`):
/// `… is forbidden: User "jane" cannot create resource …`.
fn refused_user(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("User \"")?;
    rest.split_once("\" cannot").map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::failure;

    fn refusal(code: u16, reason: &str, message: &str) -> Result<SelfReview, ApiError> {
        let body = json!({ "kind": "Status", "code": code, "reason": reason, "message": message });
        Err(failure(code, body.to_string().as_bytes()))
    }

    fn named(name: &str) -> Caller {
        Caller::User(User { username: name.into(), groups: Vec::new() })
    }

    #[test]
    fn the_server_names_the_caller() {
        let answer = r#"{"status":{"userInfo":{"username":"jane","groups":["dev","system:authenticated"]}}}"#;
        let Ok(Caller::User(user)) = caller(Ok(serde_json::from_str(answer).unwrap())) else { panic!() };
        assert_eq!((user.username.as_str(), user.groups.len()), ("jane", 2));
        let anonymous = r#"{"status":{"userInfo":{"username":"system:anonymous","groups":null}}}"#;
        assert_eq!(caller(Ok(serde_json::from_str(anonymous).unwrap())), Ok(Caller::Nobody));
    }

    #[test]
    fn a_refusal_tells_who_was_refused() {
        let forbidden = |user: &str| {
            let message = format!(
                "selfsubjectreviews.authentication.k8s.io is forbidden: User \"{user}\" cannot create resource"
            );
            caller(refusal(403, "Forbidden", &message))
        };
        assert_eq!(forbidden("system:anonymous"), Ok(Caller::Nobody));
        assert_eq!(forbidden("jane"), Ok(named("jane")));
        assert_eq!(caller(refusal(401, "Unauthorized", "Unauthorized")), Ok(Caller::Nobody));
    }

    #[test]
    fn an_old_server_has_no_name_for_the_caller() {
        assert_eq!(caller(refusal(404, "NotFound", "the server could not find it")), Ok(named("")));
        assert_eq!(caller(Err(failure(404, b"404 page not found"))), Ok(named("")));
    }

    #[test]
    fn what_tells_nothing_stays_an_error() {
        for error in
            [ApiError::Offline, failure(502, b""), failure(401, b"<html>"), failure(403, b"proxy filter")]
        {
            assert_eq!(caller(Err(error.clone())), Err(error));
        }
    }
}
