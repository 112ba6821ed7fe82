//! Filling a frozen cluster: every object as the controllers, the scheduler and the kubelets would have left it.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use anyhow::Context;
use tokio::{runtime::Builder, task::JoinSet};

use super::{
    objects::{self, Size},
    requests::Connection,
};
use crate::supervise;

/// How many connections work at once. More only wait in the API server.
const CONNECTIONS: u32 = 16;

/// Creates the namespaces, sets and pods. `url` is that of a proxy to the API server.
pub fn fill(url: &str, size: Size) -> anyhow::Result<()> {
    let host = url.strip_prefix("http://").context("the proxy speaks HTTP")?;
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        each(host, objects::namespaces(size.sets), Job::Namespace).await?;
        each(host, size.sets, Job::Set(size)).await
    })
}

/// What is done for one number.
#[derive(Debug, Clone, Copy)]
enum Job {
    /// Create the namespace.
    Namespace,
    /// Create the set with its pods.
    Set(Size),
}

impl Job {
    async fn run(self, index: u32, api: &mut Connection) -> anyhow::Result<()> {
        match self {
            Self::Namespace => namespace(index, api).await,
            Self::Set(size) => set(size, index, api).await,
        }
    }
}

/// Does a job for each number from 0 to `count`, several at once. The first failure ends all.
async fn each(host: &str, count: u32, job: Job) -> anyhow::Result<()> {
    let next = Arc::new(AtomicU32::new(0));
    let mut workers = JoinSet::new();
    for _ in 0..CONNECTIONS.min(count) {
        let (mut api, next) = (Connection::open(host).await?, Arc::clone(&next));
        workers.spawn(async move {
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return anyhow::Ok(());
                }
                supervise::check_interrupted()?;
                job.run(index, &mut api).await?;
            }
        });
    }
    while let Some(done) = workers.join_next().await {
        done??;
    }
    Ok(())
}

/// Pods are admitted only where the service account is that they run as; no controller makes it here.
async fn namespace(index: u32, api: &mut Connection) -> anyhow::Result<()> {
    let name = objects::namespace(index);
    api.create("/api/v1/namespaces", &objects::named(&name)).await?;
    api.create(&format!("/api/v1/namespaces/{name}/serviceaccounts"), &objects::named("default")).await?;
    Ok(())
}

async fn set(size: Size, index: u32, api: &mut Connection) -> anyhow::Result<()> {
    let plan = objects::plan(size, index);
    let sets = format!("/apis/apps/v1/namespaces/{}/statefulsets", plan.namespace);
    let created = api.create(&sets, &objects::set(&plan)).await?;
    api.patch(&format!("{sets}/{}/status", plan.name), &objects::set_status(&plan)).await?;
    let uid = created["metadata"]["uid"].as_str().context("a set without uid")?;
    let pods = format!("/api/v1/namespaces/{}/pods", plan.namespace);
    for ordinal in 0..plan.replicas {
        api.create(&pods, &objects::pod(&plan, uid, ordinal)).await?;
        let status = format!("{pods}/{}-{ordinal}/status", plan.name);
        api.patch(&status, &objects::pod_status(&plan, ordinal)).await?;
    }
    Ok(())
}
