//! Where the console is served and which cluster is chosen, found when it starts.
//!
//! The API is at the root of the console's own origin, as `kubectl proxy` has it, or where `config.json` says; so
//! one build serves any path. With several clusters the chosen one is in the address (`?cluster=prod#/…`): before
//! the fragment, so that every link within the console keeps it, and whoever is sent one sees the same cluster.

use crate::kube::api;
use crate::kube::connection::Connection;
use crate::platform::location;
use crate::store::config::{ClusterEntry, Config};
use crate::store::session::identity::Place;
use crate::store::session::kept_token;

/// The parameter of the address.
const PARAMETER: &str = "cluster";

/// The chosen cluster and how it is reached. Cheap to clone but for the configuration.
#[derive(Debug, Clone)]
pub struct Site {
    config: Config,
    place: Place,
    connection: Connection,
}

/// The address names a cluster that is not configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchCluster {
    /// What it names.
    pub name: String,
    /// Those that there are.
    pub clusters: Vec<ClusterEntry>,
}

impl Site {
    /// Reads the configuration, and the address for the cluster.
    ///
    /// # Errors
    /// Where the address names a cluster that is not configured: another one must not be shown in its place.
    pub async fn find() -> Result<Self, NoSuchCluster> {
        let config = Config::read(api::served_config().await);
        let wanted = location::parameter(PARAMETER);
        let place = choose(&config, wanted.as_deref(), &location::host())?;
        if !config.clusters.is_empty() && wanted.is_none() {
            // A link copied from here must lead to this cluster also when another one is configured before it.
            location::replace_parameter(PARAMETER, &place.name);
        }
        let connection = Connection::below(&place.prefix);
        connection.credential().set(kept_token(&place.prefix).map(Into::into));
        Ok(Self { config, place, connection })
    }

    /// What whoever serves the console configured.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Which cluster is chosen.
    pub fn place(&self) -> &Place {
        &self.place
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// The address of the console with another cluster; its list is where one arrives.
pub fn address_of(cluster: &str) -> String {
    location::with_parameter(PARAMETER, cluster)
}

/// The cluster that is wanted, or the first; where none are configured, the one there is.
fn choose(config: &Config, wanted: Option<&str>, host: &str) -> Result<Place, NoSuchCluster> {
    let place = |entry: &ClusterEntry| Place { name: entry.name.clone(), prefix: entry.prefix.clone() };
    let Some(first) = config.clusters.first() else {
        return Ok(Place { name: host.to_owned(), prefix: config.api_prefix.clone() });
    };
    match wanted {
        None => Ok(place(first)),
        Some(wanted) => {
            let found = config.clusters.iter().find(|entry| entry.name == wanted);
            let missing = || NoSuchCluster { name: wanted.to_owned(), clusters: config.clusters.clone() };
            found.map(place).ok_or_else(missing)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(prefix: &str, clusters: &[(&str, &str)]) -> Config {
        let entry = |(name, prefix): &(&str, &str)| ClusterEntry {
            name: (*name).to_owned(),
            prefix: (*prefix).to_owned(),
        };
        Config {
            api_prefix: prefix.to_owned(),
            clusters: clusters.iter().map(entry).collect(),
            ..Config::default()
        }
    }

    fn place(name: &str, prefix: &str) -> Place {
        Place { name: name.to_owned(), prefix: prefix.to_owned() }
    }

    #[test]
    fn without_a_choice_there_is_the_one_cluster() {
        let only = config("/k8s", &[]);
        assert_eq!(choose(&only, None, "host:1"), Ok(place("host:1", "/k8s")));
        // A link from when there were several still works.
        assert_eq!(choose(&only, Some("prod"), "host:1"), Ok(place("host:1", "/k8s")));
    }

    #[test]
    fn the_address_chooses_and_never_shows_another_cluster_than_it_names() {
        let several = config("", &[("prod", "/p"), ("dev", "/d")]);
        assert_eq!(choose(&several, None, "h"), Ok(place("prod", "/p")));
        assert_eq!(choose(&several, Some("dev"), "h"), Ok(place("dev", "/d")));
        let missing = choose(&several, Some("Dev"), "h").unwrap_err();
        assert_eq!((missing.name.as_str(), missing.clusters.len()), ("Dev", 2));
    }
}
