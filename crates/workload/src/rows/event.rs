//! A `v1` `Event`, written by either of the two event APIs (`api:core/v1/types.go`).

use kubewire::object::{Object, ObjectKey};
use serde::Deserialize;

use crate::age::Timestamp;
use crate::rows::lenient;
use crate::rows::meta::Meta;

/// The field selector of the warnings about sets themselves: why the controller may not create a pod.
pub const ABOUT_SETS: &str = "involvedObject.kind=StatefulSet,type=Warning";

/// One event. Writers of `events.k8s.io/v1` leave `firstTimestamp`, `lastTimestamp`, `count` and `source` empty and
/// fill `eventTime`, `series` and `reportingComponent` instead: read through the methods.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct EventRow {
    /// Metadata of the event itself.
    #[serde(rename = "metadata")]
    pub meta: Meta,
    /// What the event is about.
    #[serde(rename = "involvedObject")]
    pub about: About,
    /// For machines, for example `FailedCreate`.
    #[serde(deserialize_with = "lenient::shown")]
    pub reason: String,
    /// For people, in the component's words.
    #[serde(deserialize_with = "lenient::shown")]
    pub message: String,
    /// `Normal` or `Warning`.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(deserialize_with = "lenient::or_default")]
    count: u32,
    #[serde(deserialize_with = "lenient::timestamp")]
    first_timestamp: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::timestamp")]
    last_timestamp: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::timestamp")]
    event_time: Option<Timestamp>,
    series: Option<Series>,
    #[serde(deserialize_with = "lenient::or_default")]
    source: Source,
    #[serde(deserialize_with = "lenient::shown")]
    reporting_component: String,
}

/// The object that an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct About {
    /// Kind.
    pub kind: String,
    /// Namespace.
    pub namespace: String,
    /// Name.
    #[serde(deserialize_with = "lenient::shown")]
    pub name: String,
    /// uid, which tells it from an earlier object of the same name.
    pub uid: String,
    /// For example `spec.containers{postgres}`.
    pub field_path: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Series {
    count: u32,
    #[serde(deserialize_with = "lenient::timestamp")]
    last_observed_time: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Source {
    #[serde(deserialize_with = "lenient::shown")]
    component: String,
    #[serde(deserialize_with = "lenient::shown")]
    host: String,
}

impl EventRow {
    /// When it was last seen.
    pub fn last_seen(&self) -> Option<Timestamp> {
        let series = self.series.as_ref().and_then(|series| series.last_observed_time);
        series.or(self.last_timestamp).or(self.event_time).or(self.first_timestamp).or(self.meta.created)
    }

    /// When it was first seen.
    pub fn first_seen(&self) -> Option<Timestamp> {
        self.first_timestamp.or(self.event_time).or(self.last_timestamp).or(self.meta.created)
    }

    /// How often it was seen, at least once.
    pub fn times(&self) -> u32 {
        self.series.as_ref().map_or(self.count, |series| series.count).max(1)
    }

    /// Which component says so, with its node where it has one: `kubelet, node-3`.
    pub fn from(&self) -> String {
        let component =
            if self.source.component.is_empty() { &self.reporting_component } else { &self.source.component };
        if self.source.host.is_empty() {
            component.clone()
        } else {
            format!("{component}, {}", self.source.host)
        }
    }

    /// Whether it warns of something.
    pub fn is_warning(&self) -> bool {
        self.kind == "Warning"
    }
}

impl Object for EventRow {
    fn key(&self) -> &ObjectKey {
        &self.meta.key
    }
}
