//! The typed verbs of the API.

/// A handle on the API server, cheap to clone.
#[derive(Debug, Clone)]
pub struct Api {}
