//! Whether the API server can be reached, and if not, what is in the way.

/// The way to the API server. Times are Unix milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The API server answers.
    Connected,
    /// Nothing answers: what serves the console (kubectl proxy, a gateway) is gone, or the network is.
    ProxyGone {
        /// When it was noticed.
        since: u64,
    },
    /// What serves the console answers, but not the API server behind it.
    ClusterGone {
        /// When it was noticed.
        since: u64,
    },
    /// The API server does not know the user, or no longer.
    SignedOut,
}
