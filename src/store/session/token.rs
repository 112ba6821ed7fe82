//! The bearer token as it is typed, and where it is kept if the person asks for that: in this tab's storage, which
//! ends with the tab. Which cluster it is for is not known before it is used, so it is kept by the API's path.

use crate::platform::storage::{self, Area};
use crate::store::session::refusal::Refusal;

fn key(prefix: &str) -> String {
    format!("ordinal.token{}", prefix.replace('.', "_"))
}

/// The token that was kept for the API below a path.
pub fn load(prefix: &str) -> Option<String> {
    storage::get(Area::Session, &key(prefix))
}

/// Keeps a token until the tab is closed.
pub(super) fn keep(prefix: &str, token: &str) -> Result<(), Refusal> {
    storage::set(Area::Session, &key(prefix), token).map_err(|_| Refusal::NotKept)
}

/// Forgets it.
pub(super) fn forget(prefix: &str) {
    storage::remove(Area::Session, &key(prefix));
}

/// The token in what was pasted: terminals break lines, and people copy the header. None where it cannot be one
/// (RFC 6750 §2.1).
pub(super) fn clean(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("Bearer ").or_else(|| text.strip_prefix("bearer ")).unwrap_or(text);
    let token: String = text.split_whitespace().collect();
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=:".contains(&byte);
    (!token.is_empty() && token.bytes().all(is_token)).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_token_is_found_in_what_people_paste() {
        for (pasted, token) in [
            ("abc.def-_~+/=", Some("abc.def-_~+/=")),
            ("  Bearer abc\n", Some("abc")),
            ("abc\r\n  def", Some("abcdef")),
            ("", None),
            ("  \n", None),
            ("令牌", None),
            ("token: abc\u{0}", None),
        ] {
            assert_eq!(clean(pasted).as_deref(), token, "{pasted:?}");
        }
    }
}
