//! The domain of StatefulSets without IO, clock or browser: rows, status, the ordinal strip, documents, words.
//!
//! Pure functions over values. Imports serde, `serde_json`, `serde_yaml` and `kubewire`'s types; the time of day
//! comes in as an argument.

pub mod text;
