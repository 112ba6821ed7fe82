//! Kubernetes quantities: `250m`, `1.5Gi`, `2e3` (`apimachinery:pkg/api/resource/quantity.go`).
