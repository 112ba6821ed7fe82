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
    /// Neither way of watching works here: the collection is listed every few seconds.
    Polling,
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
    /// Whether what is on screen is known to be right, to within a poll's interval.
    pub fn is_fresh(&self) -> bool {
        matches!(self, Self::Live { .. } | Self::Polling)
    }
}
