//! One request of a run, or one look at an object.

use kubewire::error::ApiError;
use kubewire::request::{Method, Request};
use leptos::prelude::WithUntracked;
use serde_json::Value;
use workload::run::answer::Answer;
use workload::run::item::{Item, Kind};
use workload::run::judge::{generation_of, judge, reading};
use workload::run::look;
use workload::run::queue::{Job, Looked, Why};
use workload::run::words::Words;

use crate::store::batch::Batch;

impl Batch {
    /// Does what the queue asked for, and tells it what came of it.
    pub(super) async fn carry_out(&self, job: Job) {
        let about = self.queue.with_untracked(|queue| {
            let run = queue.runs.iter().find(|run| run.id == job.run)?;
            Some((run.items.get(job.item)?.clone(), run.order.clone()))
        });
        let Some((item, order)) = about else { return };
        match job.kind {
            Kind::Send => {
                let Some(request) = item.request() else { return };
                let answer = self.send(&request, &item).await;
                self.settle(|queue, now, random| queue.answered(&job, answer, now, random));
            }
            Kind::Look => {
                let Some(Ok(request)) = reading(&item) else { return };
                let looked = match self.read(request).await {
                    Ok(object) => judge(&item, &order, object.as_ref()),
                    Err(error) => Looked::Not(self.doubt(&item, &error, Answer::of(&error))),
                };
                self.settle(|queue, now, random| queue.looked(&job, looked, now, random));
            }
        }
    }

    async fn send(&self, request: &Request, item: &Item) -> Answer {
        match self.api.attempt::<Value>(request.clone()).await {
            Ok(answer) => {
                // What is deleted gives the set no generation; a pod has one of its own.
                let is_awaited = request.method == Method::Patch && item.at + 1 < item.steps.len();
                let generation = if is_awaited { generation_of(&answer.value) } else { 0 };
                if generation > 0 || !is_awaited {
                    return Answer::Yes { generation };
                }
                // A scale has no generation, and without one a watch that is behind could not be told.
                // Signed out between the two, it waits for that.
                match there(self.api.call(look::reading(request)).await) {
                    Ok(object) => Answer::Yes { generation: object.as_ref().map_or(0, generation_of) },
                    Err(error) => self.doubt(item, &error, Answer::Lost(Words::default())),
                }
            }
            Err(error) => self.doubt(item, &error, Answer::to(request, &error)),
        }
    }

    /// The object that a request reads; none where it is not there.
    async fn read(&self, request: Request) -> Result<Option<Value>, ApiError> {
        there(self.api.attempt(request).await)
    }

    /// What a failure says of the connection and of the person's rights.
    fn doubt(&self, item: &Item, error: &ApiError, answer: Answer) -> Answer {
        if error.is_forbidden() {
            self.rights.doubt(&item.target.namespace);
        }
        match (answer, error) {
            // Who goes on as nobody is refused as nobody.
            (Answer::Wait { why: Why::SignedOut, .. }, ApiError::Server(status))
                if !self.api.gate().with(|monitor| monitor.is_evidence(error)) =>
            {
                Answer::No(Words::verbatim(&status.message))
            }
            (answer @ Answer::Lost(_), _) => {
                self.api.gate().troubled();
                answer
            }
            (answer, _) => answer,
        }
    }
}

/// What was read; none where it is not there.
fn there(answer: Result<kubewire::answer::Answer<Value>, ApiError>) -> Result<Option<Value>, ApiError> {
    match answer {
        Ok(answer) => Ok(Some(answer.value)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}
