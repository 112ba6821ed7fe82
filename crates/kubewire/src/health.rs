//! How fresh what is on screen is. Data that may be old is never shown as fresh.

use crate::error::ApiError;
use crate::status::Status;

/// How changes reach the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Transport {
    /// A WebSocket; it takes none of the browser's six connections to a host.
    WebSocket,
    /// A streamed answer to a plain request, where upgrades are blocked.
    Stream,
}

/// Why changes do not reach the console as they happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollingReason {
    /// Neither way of watching works here.
    NoTransport,
    /// The API server refuses the watch, and not the list.
    WatchDenied(Status),
    /// The API server refuses the list, and not to read the one object by its name.
    ListDenied(Status),
}

/// The freshness of one watched collection. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// The first list, or the first watch after it, is under way, and nothing has gone wrong.
    Loading,
    /// Changes arrive as they happen.
    Live {
        /// By which way.
        transport: Transport,
    },
    /// The connection is lost and being restored; what is on screen is the state of `since_ms`.
    Reconnecting {
        /// When the collection was last known to be right.
        since_ms: u64,
        /// What went wrong, where it is known.
        why: Option<ApiError>,
    },
    /// It is read again every few seconds.
    Polling(PollingReason),
    /// The API server refuses the list or the watch. It is asked again, slowly.
    Denied(Status),
    /// What is on screen is old: restoring takes long, or the page was hidden and the watch paused.
    Stale {
        /// When the collection was last known to be right.
        since_ms: u64,
        /// What went wrong, where it is known.
        why: Option<ApiError>,
    },
}

impl Health {
    /// The least fresh of several, those that may not be read left out; a refusal where none may, `None` of none.
    pub fn worst(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        let rank = |health: &Self| match health {
            Self::Denied(_) => 0,
            Self::Live { .. } => 1,
            Self::Polling(_) => 2,
            Self::Loading => 3,
            Self::Reconnecting { .. } => 4,
            Self::Stale { .. } => 5,
        };
        // Of several that are alike the first: it is what the page is about.
        all.into_iter().reduce(|worst, other| if rank(&other) > rank(&worst) { other } else { worst })
    }

    /// Whether what is on screen is known to be right, to within a poll's interval.
    pub fn is_fresh(&self) -> bool {
        matches!(self, Self::Live { .. } | Self::Polling(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_read_does_not_speak_for_the_rest() {
        let denied = || Health::Denied(Status::default());
        let polled = || Health::Polling(PollingReason::NoTransport);
        let lost = || Health::Reconnecting { since_ms: 1, why: None };
        assert_eq!(Health::worst([polled(), denied()]), Some(polled()));
        assert_eq!(Health::worst([denied(), denied()]), Some(denied()));
        assert_eq!(Health::worst([Health::Loading, lost(), polled()]), Some(lost()));
        assert_eq!(Health::worst([]), None);
    }
}
