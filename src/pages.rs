//! One folder per page; nothing imports a page but `app.rs`.

pub mod freshness;
pub mod now;
pub mod settings;
pub mod shell;
pub mod statefulsets;
