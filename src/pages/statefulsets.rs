//! StatefulSets: the list, one set, a new one.

pub mod actions;
pub mod create;
pub mod detail;
mod export;
pub mod list;
