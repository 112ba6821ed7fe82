//! What an answer means for a run: above all whether the request may have been carried out.

use kubewire::error::ApiError;
use kubewire::request::{Method, Request};
use kubewire::status::Status;

use crate::run::queue::Why;
use crate::run::words::Words;
use crate::text::Text;

const NO_ANSWER: Text = Text {
    zh: "没有收到应答，无法确定请求是否已执行",
    en: "no answer came, so it is not known whether the request was carried out",
};

/// An answer to a request of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It was carried out.
    Yes {
        /// `metadata.generation` of what came back; 0 where it has none.
        generation: i64,
    },
    /// It was refused for good, in these words.
    No(Words),
    /// The object has changed since it was read.
    Conflict(Words),
    /// No answer came, or one of something in between: it may have been carried out.
    Lost(Words),
    /// It was not carried out and may be later.
    Wait {
        /// For which reason.
        why: Why,
        /// For how long at least, in milliseconds; 0 where nobody said.
        after_ms: u64,
    },
}

impl Answer {
    /// What a failure means for a request. What shall be deleted and is not there is
    /// deleted; what shall be changed and is not there has changed.
    pub fn to(request: &Request, error: &ApiError) -> Self {
        match error {
            _ if !error.is_not_found() => Self::of(error),
            _ if request.method == Method::Delete => Self::Yes { generation: 0 },
            // Looking will say that it is gone.
            ApiError::Server(status) => Self::Conflict(Words::verbatim(&status.message)),
            _ => Self::of(error),
        }
    }

    /// What a failure means.
    pub fn of(error: &ApiError) -> Self {
        match error {
            // A sign-in page in the server's place, also with 200, is the gateway's: it passed nothing on.
            _ if error.is_signed_out() => Self::Wait { why: Why::SignedOut, after_ms: 0 },
            ApiError::Server(status) => of_status(error, status),
            ApiError::Blocked { code: 429, .. } => Self::Wait { why: Why::Throttled, after_ms: 0 },
            // What stands between answered for the server: it may have passed the request on before.
            ApiError::Blocked { code: 500.., body } => Self::Lost(Words::verbatim(body)),
            // kubectl proxy's own filter, a gateway's.
            ApiError::Blocked { code, body } => Self::No(Words::verbatim(&format!("{code} {body}"))),
            ApiError::Offline | ApiError::TimedOut | ApiError::Decode(_) => Self::Lost(NO_ANSWER.into()),
            ApiError::Cancelled | ApiError::NotConnected => Self::Wait { why: Why::Lost, after_ms: 0 },
        }
    }
}

/// 429 is said before anything is done; 500 to 504 may come after it (`etcdserver: request timed out`).
fn of_status(error: &ApiError, status: &Status) -> Answer {
    let words = Words::verbatim(&status.message);
    let after = status.details.as_ref().map_or(0, |details| u64::from(details.retry_after_seconds) * 1_000);
    match status.code {
        429 => Answer::Wait { why: Why::Throttled, after_ms: after },
        503 if after > 0 => Answer::Wait { why: Why::Throttled, after_ms: after },
        500.. => Answer::Lost(words),
        _ if error.is_conflict() => Answer::Conflict(words),
        _ => Answer::No(words),
    }
}
