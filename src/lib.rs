//! Ordinal: the console for Kubernetes StatefulSets that is only static files.
//!
//! The rooms and who may import whom are in `docs/architecture.md`; `main.rs` mounts [`app::App`].

pub mod app;
pub mod i18n;
pub mod kube;
pub mod pages;
pub mod platform;
pub mod route;
pub mod router;
pub mod store;
pub mod ui;
pub mod widgets;
