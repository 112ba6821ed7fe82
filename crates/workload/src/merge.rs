//! Three values of one object: as it was when a person began to change it, as they left it, and as it is in the
//! cluster now.
//!
//! What the person did not touch is as the cluster has it, whatever became of it; what only the person changed is as
//! they left it; what both changed, differently, is a conflict and the person's to decide. Lists whose items have keys
//! are merged item by item ([`schema`]), all others as one value. Nothing is put together that nobody wrote: where one
//! took away a part and another changed something in it, or both added the same part, the whole part is the conflict.
//!
//! A field that is `null` is one that is not there, as the API server has it.

pub mod changes;
pub mod describe;
pub mod field_path;
mod items;
pub mod overlay;
pub mod schema;

use serde_json::{Map, Value};

use crate::merge::field_path::{FieldPath, PathElement};
use crate::merge::schema::{ListType, MergeSchema, present};

/// A part that was changed by both, differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Where.
    pub path: FieldPath,
    /// As it was when the person began.
    pub base: Option<Value>,
    /// As the person left it.
    pub mine: Option<Value>,
    /// As the cluster has it.
    pub theirs: Option<Value>,
}

/// Whose value a conflict ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The person's.
    Mine,
    /// The cluster's.
    Theirs,
}

/// A decision; it holds for exactly the three values that were seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What was to decide.
    pub conflict: Conflict,
    /// What was decided.
    pub side: Side,
}

/// What comes of a merge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Merged {
    /// The object; in conflicts that are not decided it is as the cluster has it.
    pub value: Value,
    /// The conflicts that are not decided.
    pub conflicts: Vec<Conflict>,
    /// Those that are.
    pub decided: Vec<Decision>,
}

/// Merges what was done to `base` on the way to `mine` into `live`. Of `decisions` those count whose conflict is there.
pub fn merge(base: &Value, mine: &Value, live: &Value, decisions: &[Decision]) -> Merged {
    let mut merger =
        Merger { schema: MergeSchema::of(live), decisions, conflicts: Vec::new(), decided: Vec::new() };
    let versions = Versions { base: Some(base), mine: Some(mine), live: Some(live) };
    let value = merger.value(&FieldPath::default(), versions).unwrap_or_default();
    Merged { value, conflicts: merger.conflicts, decided: merger.decided }
}

/// One part of the three objects.
#[derive(Debug, Clone, Copy)]
struct Versions<'a> {
    base: Option<&'a Value>,
    mine: Option<&'a Value>,
    live: Option<&'a Value>,
}

/// A value without the fields of it that are `null`; none where that leaves nothing of a map.
fn without_nulls(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(map) if !map.is_empty() => {
            let field = |(name, value): (&String, &Value)| Some((name.clone(), without_nulls(value)?));
            let left: Map<String, Value> = map.iter().filter_map(field).collect();
            (!left.is_empty()).then_some(Value::Object(left))
        }
        value => Some(value.clone()),
    }
}

/// The items of a list have no keys, or share them.
struct NoKeys;

struct Merger<'a> {
    schema: MergeSchema,
    decisions: &'a [Decision],
    conflicts: Vec<Conflict>,
    decided: Vec<Decision>,
}

impl Merger<'_> {
    fn value(&mut self, path: &FieldPath, versions: Versions<'_>) -> Option<Value> {
        let Versions { base, mine, live } = versions;
        let is_same = |left: Option<&Value>, right: Option<&Value>| match (present(left), present(right)) {
            (Some(left), Some(right)) => self.schema.is_same(path, left, right),
            (left, right) => left.is_none() && right.is_none(),
        };
        if is_same(base, mine) || is_same(mine, live) {
            return live.cloned();
        }
        if is_same(base, live) {
            return mine.and_then(without_nulls);
        }
        let nothing = Map::new();
        let is_free = self.schema.is_free_map(path);
        match (present(base), present(mine), present(live)) {
            (Some(Value::Object(base)), Some(Value::Object(mine)), Some(Value::Object(live))) => {
                Some(Value::Object(self.fields(path, base, mine, live)))
            }
            (base, Some(Value::Object(mine)), Some(Value::Object(live))) if is_free => {
                let base = base.and_then(Value::as_object).unwrap_or(&nothing);
                Some(Value::Object(self.fields(path, base, mine, live)))
            }
            (Some(Value::Object(base)), mine, live) if is_free && (mine.is_none() || live.is_none()) => {
                let map = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
                let (mine, live) = (map(mine).unwrap_or_default(), map(live).unwrap_or_default());
                let left = self.fields(path, base, &mine, &live);
                (!left.is_empty()).then_some(Value::Object(left))
            }
            (_, Some(Value::Array(_)) | None, Some(Value::Array(_)) | None) => {
                self.list(path, versions).unwrap_or_else(|NoKeys| self.conflict(path, versions))
            }
            _ => self.conflict(path, versions),
        }
    }

    fn fields(
        &mut self,
        path: &FieldPath,
        base: &Map<String, Value>,
        mine: &Map<String, Value>,
        live: &Map<String, Value>,
    ) -> Map<String, Value> {
        let new = mine.keys().filter(|name| !live.contains_key(*name));
        let mut merged = Map::new();
        for name in live.keys().chain(new) {
            let versions = Versions { base: base.get(name), mine: mine.get(name), live: live.get(name) };
            if let Some(value) = self.value(&path.field(name), versions) {
                merged.insert(name.clone(), value);
            }
        }
        merged
    }

    /// Merges lists item by item. An empty list is kept unless somebody took it away.
    fn list(&mut self, path: &FieldPath, versions: Versions<'_>) -> Result<Option<Value>, NoKeys> {
        let ListType::Map(fields) = self.schema.list(path) else { return Err(NoKeys) };
        let [base, mine, live] =
            [versions.base, versions.mine, versions.live].map(|list| items::Keyed::of(fields, present(list)));
        let (Some(base), Some(mine), Some(live)) = (base, mine, live) else { return Err(NoKeys) };
        let mut merged = Vec::new();
        let new = mine.items.iter().filter(|(key, _)| live.get(key).is_none());
        for (key, _) in live.items.iter().chain(new) {
            let versions = Versions { base: base.get(key), mine: mine.get(key), live: live.get(key) };
            let place = path.with(PathElement::Item(key.clone()));
            if let Some(value) = self.value(&place, versions) {
                merged.push((key.clone(), value));
            }
        }
        let merged = match items::arranged(merged, &base, &mine, &live) {
            items::Arranged::One(items) => items,
            items::Arranged::Two { mine, theirs } => {
                let both = [&mine, &theirs].map(|items| Value::Array(items.clone()));
                let versions = Versions { mine: Some(&both[0]), live: Some(&both[1]), ..versions };
                return Ok(self.conflict(path, versions));
            }
        };
        let is_gone = present(versions.mine).is_none() || present(versions.live).is_none();
        Ok((!merged.is_empty() || !is_gone).then_some(Value::Array(merged)))
    }

    fn conflict(&mut self, path: &FieldPath, versions: Versions<'_>) -> Option<Value> {
        let [base, mine, theirs] =
            [versions.base, versions.mine, versions.live].map(|value| present(value).cloned());
        let conflict = Conflict { path: path.clone(), base, mine, theirs };
        let decision = self.decisions.iter().find(|decision| decision.conflict == conflict);
        let side = decision.map(|decision| decision.side);
        let value = match side {
            Some(Side::Mine) => conflict.mine.clone(),
            Some(Side::Theirs) | None => conflict.theirs.clone(),
        };
        match side {
            Some(side) => self.decided.push(Decision { conflict, side }),
            None => self.conflicts.push(conflict),
        }
        value
    }
}
