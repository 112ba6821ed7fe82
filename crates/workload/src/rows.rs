//! Slim rows: what lists show of an object, decoded straight from the API's JSON and nothing else.
//!
//! Unknown fields, unknown enum values and `null` where a list or map is meant are accepted: a newer API server
//! must never empty a list. Whole objects, `managedFields` included, are never kept here.

pub mod claim;
pub mod event;
pub mod lenient;
pub mod meta;
pub mod namespace;
pub mod pod;
pub mod quota;
pub mod set;
