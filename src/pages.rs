//! One folder per page; nothing imports a page but `app.rs`.

pub mod statefulsets;
