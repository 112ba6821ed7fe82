//! The demo data of the local cluster.

use crate::cluster::Cluster;

/// Loads what `cluster/demo` holds.
pub fn load(_cluster: &Cluster) -> anyhow::Result<()> {
    Ok(())
}
