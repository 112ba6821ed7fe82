//! Ordinal: the console for Kubernetes StatefulSets that is only static files.
