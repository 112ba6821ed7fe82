//! The Kubernetes protocol without IO: what to ask, what came back, what to do next.
//!
//! Everything here is a value or a state machine, so that 410s, bookmarks, paging and reconnects are table
//! tests. The crate names no clock, no browser and no runtime; time comes in as an input.

pub mod access;
pub mod answer;
pub mod backoff;
pub mod caller;
pub mod cluster;
pub mod discovery;
pub mod endpoint;
pub mod error;
pub mod health;
pub mod jwt;
pub mod lines;
pub mod link;
pub mod object;
pub mod page;
mod percent;
pub mod request;
pub mod resource;
mod resource_version;
pub mod response;
pub mod scope;
pub mod server_clock;
pub mod status;
pub mod warning;
pub mod watch;
