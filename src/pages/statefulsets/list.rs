//! The list of StatefulSets.

pub mod line;
pub mod selection;
