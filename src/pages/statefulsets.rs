//! StatefulSets: the list, one set, a new one.

pub mod actions;
pub mod create;
pub mod detail;
pub mod list;
