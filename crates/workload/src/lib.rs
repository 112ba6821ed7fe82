//! The domain of StatefulSets without IO, clock or browser: rows, status, the ordinal strip, documents, words.
//!
//! Pure functions over values. Imports serde, `serde_json`, libyaml and `kubewire`'s types; the time of day
//! comes in as an argument.

pub mod age;
pub mod api_versions;
pub mod creation;
pub mod csv;
pub mod documents;
pub mod draft;
pub mod emit;
pub mod export;
pub mod field;
pub mod group_kind;
pub mod image;
pub mod label_selector;
pub mod locate;
pub mod merge;
pub mod notice;
pub mod order;
pub mod path;
pub mod permission;
pub mod plan;
pub mod pod_detail;
pub mod pod_status;
pub mod quantity;
pub mod quota;
pub mod rows;
pub mod run;
pub mod schema;
pub mod shown;
pub mod status;
pub mod strip;
pub mod text;
