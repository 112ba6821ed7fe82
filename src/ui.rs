//! Generic components. They never fetch and know nothing of Kubernetes.

pub mod theme;
