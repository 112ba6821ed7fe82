//! Custom resources that lead traffic to Services, found by what the cluster serves. A route of another namespace may
//! lead to a Service as well, so all are read; who may not, is told that it was not checked.

use futures::future::join_all;
use kubewire::discovery::{GroupList, ResourceList};
use kubewire::endpoint::Endpoint;
use kubewire::error::ApiError;
use kubewire::request;
use serde_json::Value;
use workload::plan::around::Around;
use workload::plan::around::routes::{is_builtin_group, is_route_kind};

use crate::store::{Store, commands};

/// A kind, and where it is served.
struct Kind {
    name: String,
    endpoint: Endpoint,
}

/// Reads what leads to Services of the namespaces.
pub async fn read(store: &Store, namespaces: &[&str]) -> Around {
    let mut around = Around::default();
    let (kinds, unread) = kinds(store).await;
    for what in unread {
        not_read(&mut around, namespaces, &what);
    }
    let lists = join_all(kinds.iter().map(|kind| lists(store, kind, namespaces))).await;
    for (kind, (lists, is_whole)) in kinds.iter().zip(lists) {
        for list in lists {
            around.take_routes(list);
        }
        if !is_whole {
            not_read(&mut around, namespaces, &format!("{} ({})", kind.name, kind.endpoint.group));
        }
    }
    around
}

fn not_read(around: &mut Around, namespaces: &[&str], what: &str) {
    for namespace in namespaces {
        around.routes_are_unread(namespace, what);
    }
}

/// The kinds that lead to Services, each once, and what could not be found out.
async fn kinds(store: &Store) -> (Vec<Kind>, Vec<String>) {
    let groups: GroupList = match commands::ask(store, request::groups()).await {
        Ok(groups) => groups,
        Err(_) => return (Vec::new(), vec!["/apis".to_owned()]),
    };
    let versions: Vec<(&str, &str)> =
        groups.versions().filter(|(group, _)| !is_builtin_group(group)).collect();
    let discover = |(group, version): &(&str, &str)| commands::ask(store, request::discover(group, version));
    let listed: Vec<Result<ResourceList, ApiError>> = join_all(versions.iter().map(discover)).await;
    let (mut kinds, mut unread): (Vec<Kind>, Vec<String>) = (Vec::new(), Vec::new());
    for ((group, version), list) in versions.into_iter().zip(listed) {
        let Ok(list) = list else {
            unread.push(format!("{group}/{version}"));
            continue;
        };
        for (name, endpoint) in list.listed(group, version).filter(|(name, _)| is_route_kind(name)) {
            if !kinds.iter().any(|kind| kind.name == name && kind.endpoint.group == group) {
                kinds.push(Kind { name: name.to_owned(), endpoint });
            }
        }
    }
    (kinds, unread)
}

/// What there is of a kind, and whether that is all of it: who may read a few namespaces only, does not see the routes
/// of others.
async fn lists(store: &Store, kind: &Kind, namespaces: &[&str]) -> (Vec<Value>, bool) {
    let mut lists = Vec::new();
    let is_whole = commands::list_of(store, &kind.endpoint, None, &mut |list| lists.push(list)).await.is_ok();
    if !is_whole {
        lists.clear();
        for namespace in namespaces {
            // That not all was read is told anyhow.
            let _some =
                commands::list_of(store, &kind.endpoint, Some(namespace), &mut |list| lists.push(list)).await;
        }
    }
    (lists, is_whole)
}
