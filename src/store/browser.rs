//! The real world for a reflector: the API server, the browser's clock, its timers and its frames.

use std::time::Duration;

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use futures::stream::LocalBoxStream;
use kubewire::error::ApiError;
use kubewire::health::Transport;
use kubewire::object::Object;
use kubewire::page::Page;
use kubewire::request;
use kubewire::scope::Scope;
use kubewire::watch::message::Input;
use serde::de::DeserializeOwned;

use crate::kube::api::Api;
use crate::platform::{clock, timer};
use crate::store::pace::Pace;
use crate::store::reflector::Source;

/// One collection of the cluster.
pub(super) struct Collection {
    pub(super) api: Api,
    pub(super) scope: Scope,
    pub(super) pace: Pace,
}

impl<K: Object + DeserializeOwned> Source<K> for Collection {
    fn now_ms(&self) -> u64 {
        clock::now_ms()
    }

    fn sleep_until(&self, at_ms: u64) -> LocalBoxFuture<'static, ()> {
        timer::sleep(Duration::from_millis(at_ms.saturating_sub(clock::now_ms()))).boxed_local()
    }

    fn frame(&self) -> LocalBoxFuture<'static, ()> {
        self.pace.clone().next().boxed_local()
    }

    fn page(&self, continue_token: Option<String>) -> LocalBoxFuture<'static, Result<Page<K>, ApiError>> {
        let (api, scope) = (self.api.clone(), self.scope.clone());
        async move { api.page(&scope, continue_token.as_deref()).await }.boxed_local()
    }

    fn is_single(&self) -> bool {
        self.scope.object_name().is_some()
    }

    fn object(&self) -> LocalBoxFuture<'static, Result<Option<K>, ApiError>> {
        let (api, scope) = (self.api.clone(), self.scope.clone());
        async move {
            let Some(request) = request::read_one(&scope) else { return Ok(None) };
            match api.call(request?).await {
                Ok(answer) => Ok(Some(answer.value)),
                Err(error) if error.is_not_found() => Ok(None),
                Err(error) => Err(error),
            }
        }
        .boxed_local()
    }

    fn watch(
        &self,
        transport: Transport,
        resource_version: &str,
        timeout_s: u32,
    ) -> LocalBoxStream<'static, Input<K>> {
        self.api.watch(&self.scope, transport, resource_version, timeout_s)
    }

    fn report(&self, error: ApiError) {
        leptos::logging::error!("{} {:?}: {error:?}", self.scope.resource.plural, self.scope.namespace);
    }
}
