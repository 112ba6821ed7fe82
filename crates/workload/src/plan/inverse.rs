//! The way back of one set as a type: of what [`super::body::inverse`] can say, and nothing else. What is read from a
//! storage and does not fit is refused, so that no text in a storage can be a patch of anything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What brings a set back to how it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inverse {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    metadata: Option<Metadata>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spec: Option<Spec>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    labels: BTreeMap<String, Option<String>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    annotations: BTreeMap<String, Option<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Spec {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replicas: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    update_strategy: Option<UpdateStrategy>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    template: Option<Template>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UpdateStrategy {
    rolling_update: RollingUpdate,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RollingUpdate {
    partition: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    spec: PodSpec,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PodSpec {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    containers: Vec<Image>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    init_containers: Vec<Image>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Image {
    name: String,
    image: String,
}

impl Inverse {
    /// The way back that a patch is; none where it says anything else.
    pub fn of(patch: &Value) -> Option<Self> {
        Self::deserialize(patch).ok()
    }

    /// As a merge patch.
    pub fn patch(&self) -> Value {
        // Maps of texts and numbers have a value each.
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// How [`super::Action::Restore`] is kept: the way back of each set beside its uid.
pub(super) mod by_uid {
    use serde::de::Deserializer;
    use serde::ser::{Error, Serializer};
    use serde::{Deserialize, Serialize};
    use serde_json::Value;

    use super::Inverse;

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Of {
        uid: String,
        way_back: Inverse,
    }

    pub fn serialize<S: Serializer>(patches: &[(String, Value)], to: S) -> Result<S::Ok, S::Error> {
        let of = |(uid, patch): &(String, Value)| {
            let way_back = Inverse::of(patch).ok_or_else(|| S::Error::custom("no way back"))?;
            Ok(Of { uid: uid.clone(), way_back })
        };
        patches.iter().map(of).collect::<Result<Vec<_>, S::Error>>()?.serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, Value)>, D::Error> {
        let all = Vec::<Of>::deserialize(from)?;
        Ok(all.into_iter().map(|of| (of.uid, of.way_back.patch())).collect())
    }
}
