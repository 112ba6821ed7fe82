//! Ordinal: the console for Kubernetes StatefulSets that is only static files.

pub mod i18n;
