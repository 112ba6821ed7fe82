//! One folder per page; nothing imports a page but `app.rs`.

pub mod cluster_missing;
pub mod freshness;
pub mod now;
pub mod parts;
pub mod permit;
pub mod record;
pub mod settings;
pub mod shell;
pub mod sign_in;
pub mod statefulsets;
